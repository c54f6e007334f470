"""A made-up value that a field accepts, for the generated examples of implied rules."""

from __future__ import annotations

from datetime import datetime, timedelta

from recordcheck.model import Field, FieldType

FILLER = "example text "
MOMENT = datetime(2026, 1, 15, 9, 30)
BY_TYPE: dict[FieldType, str] = {
    FieldType.TEXT: "A1",
    FieldType.INTEGER: "1",
    FieldType.NUMBER: "1.5",
    FieldType.BOOLEAN: "Y",
    FieldType.DATE: "2026-01-15",
    FieldType.DATETIME: "2026-01-15 09:30",
}


def sample(field: Field) -> str:
    """A value that is valid and known, as far as type, codes, range and length go."""
    if field.codes is not None:
        return (field.codes.known or field.codes.accepted)[0]
    if field.dates is not None:
        return MOMENT.strftime(field.dates)
    if field.range is not None:
        low, high = field.range
        return low if low is not None else high if high is not None else BY_TYPE[field.type]
    if field.length is not None and field.length[0] is not None:
        return stretched(field.length[0])
    return BY_TYPE[field.type]


def stretched(length: int) -> str:
    """Text of exactly so many characters, none of them white space at an end."""
    return (FILLER * (length // len(FILLER) + 1))[: max(length, 1)].strip().ljust(length, "x")


def another(field: Field) -> str:
    """A second valid value, different from the first where the field has two."""
    first = sample(field)
    if field.codes is not None:
        return next((code for code in field.codes.known if code != first), first)
    if field.dates is not None:
        return (MOMENT + timedelta(days=1)).strftime(field.dates)
    seconds = {
        "A1": "B2",
        "1": "2",
        "Y": "N",
        "2026-01-15": "2026-01-16",
        "2026-01-15 09:30": "2026-01-16 09:30",
    }
    return seconds.get(first, first + "2")
