"""Which column of a file may be which field of a standard; it holds no value of a record."""

from __future__ import annotations

from dataclasses import dataclass

from recordcheck.model.field import Field


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A column that no field is called like: the field that it may be, and what speaks for it, or
    else what to do.

    `sure` where name and content both say so: the names are nearly the same, or the values are on
    the field's code list and the names alike; the column's name says no more than the field's, and
    nothing in it speaks against the field. A wrong mapping is worse than none.
    """

    column: str
    field: str | None
    why: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A column of a field of dates, and the form that has to be given; empty where it is not known
    or needs none. It is `sure` where the column is that field, and no other column of the field has
    another form.
    """

    column: str
    field: str
    form: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is suggested for the columns without a field of a table, of which some are `known` or
    not; the fields that no column may be; the columns of coded fields whose values are not all on
    the code list, and those of dates.
    """

    table: str
    known: bool
    columns: tuple[Suggestion, ...]
    absent: tuple[Field, ...]
    uncoded: tuple[tuple[str, Field], ...] = ()
    dated: tuple[Dated, ...] = ()
