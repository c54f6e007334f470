"""What is in a file, column by column, without a value of it."""

from __future__ import annotations

from dataclasses import dataclass

from recordcheck.model.types import FieldType

Counted = tuple[tuple[str, int], ...]
"""Texts with how many records have each, the commonest first."""

DAY_FIRST, MONTH_FIRST, EITHER = "day first", "month first", "either"


@dataclass(frozen=True, slots=True)
class ListFit:
    """A code list, and how many of the recorded cells are a code, a label or an alias of it."""

    name: str
    records: int


@dataclass(frozen=True, slots=True)
class FieldFit:
    """A field of a standard that a column may be; `by` is `name`, or `codes` where only its values
    suit. `hour` is whether it is a date that needs its time.
    """

    standard: str
    table: str
    field: str
    by: str
    hour: bool = False


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """One column: `recorded` of the file's records have something written in it.

    `distinct` is a band such as `6-20`; `reads` of the recorded cells read as `type`, and `spaced`
    have white space around them. A placeholder is named only if it is on our own lists: of those
    that count as blank, or of those `suspected`, which are recorded. A shape has `A` for a letter
    and `9` for a digit, and is shown only where enough records share it. `codes` is the likeliest
    of the `lists` that hold nearly all of what is recorded. `order` says of dates with slashes how
    many can only have the day first, only the month, or either; `dates` is the form in which nearly
    all are written, and in how many, where it is one that a standard has to give.
    """

    name: str
    recorded: int
    distinct: str
    type: FieldType
    reads: int
    spaced: int
    placeholders: Counted
    suspected: Counted
    codes: ListFit | None
    lists: tuple[ListFit, ...]
    field: FieldFit | None
    shapes: Counted
    order: Counted
    dates: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class FileProfile:
    """One file that could be read whole. `fits` are the standard and the table that `lint` would
    choose; where none fits, `nearest` is the one that comes nearest, with the due fields it lacks,
    and `remedy` what `lint` says to do.
    """

    path: str
    form: str
    records: int
    columns: tuple[ColumnProfile, ...]
    fits: str | None
    nearest: str | None
    warnings: tuple[str, ...]
    remedy: str | None


@dataclass(frozen=True, slots=True)
class FileRefused:
    """One file that could not, with the physical line where that is known."""

    path: str
    message: str
    remedy: str | None
    line: int | None
