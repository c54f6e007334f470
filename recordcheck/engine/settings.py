"""How a lint is asked for, whichever door it came through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

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
class Settings:
    """The options of `lint` after configuration and defaults.

    `by` are groups of columns; `folders` are searched for standards before those shipped; `recodes`
    are the export's own spellings of codes, by field, as the file `config` gives them (None
    where no file says anything). Of `maps`, `mapped` are the columns that the command line gives a
    field. `sheets` are asked for; `usual_sheets` are those of the configuration, for an export that
    has a workbook.
    """

    standards: tuple[str, ...] = ()
    schema: str | None = None
    folders: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    targets: bool = True
    by: tuple[tuple[str, ...], ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    maps: Mapping[str, str] = field(default_factory=dict)
    mapped: frozenset[str] = frozenset()
    recodes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    config: Path | None = None
    as_at: date = field(default_factory=date.today)
    previous: Path | None = None
    skip_unfit: bool = False
    set_aside: bool = False
    sheets: tuple[str, ...] = ()
    hash_input: bool = False
    usual_sheets: tuple[str, ...] = ()
    encoding: str | None = None
    max_records: int | None = 10
    destinations: tuple[Destination, ...] = (Destination("full"),)
    show_values: bool = False
