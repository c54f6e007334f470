"""How a run is asked for, whichever door it came through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from recordcheck.errors import UserError
from recordcheck.model import FieldType, Parameter


def groups(by: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The columns of each group: `a,b` is one group of both."""
    return tuple(tuple(part.strip() for part in group.split(",")) for group in by)


def day_of(text: str) -> date:
    """The day that a text such as 2026-03-31 says. A week says none: its Monday would be taken.
    Raises ValueError.
    """
    if "W" in text:
        raise ValueError
    return date.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class Destination:
    """One format of a run and the file that it goes to: stdout, where there is none."""

    format: str
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is asked for. `fail_on` is a key of `FAILS`; `by` is groups of columns.

    `config` is the file that gives what the command line does not (None where no file says
    anything); `typed` are the standards, rules, parameters and columns that the command line
    itself names.
    """

    parameters: Mapping[str, str] = field(default_factory=dict)
    as_at: date = field(default_factory=date.today)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    by: tuple[tuple[str, ...], ...] = ()
    maps: Mapping[str, str] = field(default_factory=dict)
    max_records: int | None = 10
    fail_on: str = "warning"
    targets: bool = True
    rates: bool = True
    previous: Any = None
    encoding: str | None = None
    hash_input: bool = False
    config: Path | None = None
    typed: frozenset[str] = frozenset()

    def place(self, named: str) -> str | None:
        """The file that names a standard, rule, parameter or column, where the command line does
        not.
        """
        return None if self.config is None or named in self.typed else str(self.config)


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of `lint` after configuration and defaults: those of the run, and what is read,
    by which standards, and where the run goes.

    `folders` are searched for standards before those shipped; `codes` are the export's own
    spellings of codes, and `dates` the forms of its dates, by field. `sheets` are asked for;
    `usual_sheets` are those of the configuration, for an export that has a workbook.
    """

    options: Options
    standards: tuple[str, ...]
    schema: str | None
    folders: tuple[Path, ...]
    codes: Mapping[str, Mapping[str, str]]
    dates: Mapping[str, str]
    skip_unfit: bool
    set_aside: bool
    sheets: tuple[str, ...]
    usual_sheets: tuple[str, ...]
    destinations: tuple[Destination, ...]
    show_values: bool


def resolve_parameters(parameters: Mapping[str, Parameter], options: Options) -> dict[str, str]:
    """The value of each parameter in this run: as given, or its default. Raises UserError for a
    wrong one.
    """
    from recordcheck.standard.parameters import parameter_reads

    values = {}
    for name, parameter in parameters.items():
        value = options.parameters.get(name, parameter.default)
        if not value.strip() or not parameter_reads(value, parameter.type):
            raise UserError(
                f"the parameter `{name}` must be {_a(parameter.type)}",
                path=options.place(name),
                remedy=f"for example --param {name}={parameter.default}",
            )
        if parameter.type == FieldType.DATE and value == "today":
            value = options.as_at.isoformat()
        values[name] = value
    return values


def _a(kind: FieldType) -> str:
    words = {
        FieldType.DATE: "a day such as 2026-03-31",
        FieldType.INTEGER: "a whole number",
        FieldType.NUMBER: "a number",
    }
    return words.get(kind, "a text that is not empty")
