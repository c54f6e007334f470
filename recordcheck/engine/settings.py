"""How a run is asked for, whichever door it came through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from recordcheck.model import Severity

FAIL_ON = {"error": Severity.ERROR, "warning": Severity.WARNING, "never": None}


def groups(by: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The columns of each group: `a,b` is one group of both."""
    return tuple(tuple(part.strip() for part in group.split(",")) for group in by)


@dataclass(frozen=True, slots=True)
class Destination:
    """One format of a run and the file that it goes to: stdout, where there is none."""

    format: str
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is asked for. `fail_on` None never fails on findings; `by` is groups of columns.

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
    fail_on: Severity | None = Severity.WARNING
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

    `folders` are searched for standards before those shipped; `recodes` are the export's own
    spellings of codes, and `forms` those of its dates, by field. `sheets` are asked for;
    `usual_sheets` are those of the configuration, for an export that has a workbook.
    """

    options: Options
    standards: tuple[str, ...]
    schema: str | None
    folders: tuple[Path, ...]
    recodes: Mapping[str, Mapping[str, str]]
    forms: Mapping[str, str]
    skip_unfit: bool
    set_aside: bool
    sheets: tuple[str, ...]
    usual_sheets: tuple[str, ...]
    destinations: tuple[Destination, ...]
    show_values: bool
