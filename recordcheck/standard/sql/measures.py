"""Recorded, valid and known, as SQL over a field of the prepared table.

The prepared table has one column for each field, holding its typed value. A field whose type can
fail to read (all but text and code) has a second column, `<field>.recorded`; a code has one that
says whether it is on its list, `<field>.listed`. Neither is ever null. Where it is asked for there
is also whether the cell holds a placeholder, and how many letters its text has.
"""

from __future__ import annotations

from collections.abc import Mapping

from recordcheck.model import NUMBERS, TEXTS, Field, FieldType
from recordcheck.standard.sql.types import name, text_list, text_literal

RECORDED = "{}.recorded"
LISTED = "{}.listed"
PLACEHOLDER = "{}.placeholder"
LENGTH = "{}.length"
NOTHING: Mapping[str, str] = {}


def field_of(column: str) -> str:
    """The field that a column of the prepared table is, or says something of."""
    for beside in (RECORDED, LISTED, PLACEHOLDER, LENGTH):
        field = column.removesuffix(beside.format(""))
        if field != column:
            return field
    return column


def column(field: Field, source: str | None, called: str = "{}") -> str:
    """The field's typed value, or a column beside it, such as the one that is `called` LISTED."""
    found = name(called.format(field.name))
    return f"{name(source)}.{found}" if source else found


def recorded(field: Field, source: str | None = None) -> str:
    """True where something is written, false where it is blank; never null."""
    if field.type in TEXTS:
        return f"({column(field, source)} is not null)"
    return column(field, source, RECORDED)


def listed(field: Field, source: str | None = None) -> str:
    """True where a code is on its list, false where it is not, or blank; never null."""
    return column(field, source, LISTED)


def valid(field: Field, source: str | None = None, holds: Mapping[str, str] = NOTHING) -> str:
    """True where it is recorded and on its code list, of its type, form, range and length; never
    null. `holds` is SQL that says so already of what the field asks, by its key: `format`.
    """
    value = column(field, source)
    tests = {}
    if field.codes is not None:
        tests["codes"] = [listed(field, source)]
    if field.format is not None:
        tests["format"] = [f"regexp_full_match({value}, {text_literal(field.format)})"]
    if field.range is not None:
        ends = (_bound(field.type, end) for end in field.range)
        day = f"cast({value} as date)" if field.type == FieldType.DATETIME else value
        tests["range"] = _bounds(day, *ends)
    if field.length is not None:
        ends = (None if end is None else str(end) for end in field.length)
        tests["length"] = _bounds(f"length({value})", *ends)
    if not tests:
        return f"({value} is not null)"
    asked = [holds.get(key, " and ".join(parts)) for key, parts in tests.items()]
    return f"coalesce({' and '.join(asked)}, false)"


def known(field: Field, source: str | None = None, holds: Mapping[str, str] = NOTHING) -> str:
    """True where it is valid and, for a code, an answer (`stated` or `other`); never null."""
    if field.codes is None:
        return valid(field, source, holds)
    fits = listed(field, source)  # each of its codes is as long as the field asks
    answers = set(field.codes.known)
    others = [code for code in field.codes.accepted if code not in answers]
    return f"({fits} and {column(field, source)} not in ({text_list(others)}))" if others else fits


def _bounds(value: str, least: str | None, most: str | None) -> list[str]:
    """The tests of a range: inclusive, open where None."""
    tests = [f"{value} >= {least}"] if least is not None else []
    return [*tests, f"{value} <= {most}"] if most is not None else tests


def _bound(kind: FieldType, end: str | None) -> str | None:
    """One end of a range as SQL: a number, or a day."""
    if end is None:
        return None
    return end if kind in NUMBERS else f"date {text_literal(end)}"
