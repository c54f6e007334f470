"""A made-up value that a field accepts, for the generated examples of implied rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from recordcheck.model import NUMBERS, TIMES, Field, FieldType

FILLER = "example text "
FAR = 1_000_000
MOST_DIGITS = 18  # of a whole number that is read
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
    low, high = field.range or (None, None)
    end = low if low is not None else high
    if end is not None or field.type in TIMES:
        return _in_form(end if end is not None else BY_TYPE[field.type], field)
    least, most = field.length or (None, None)
    return stretched(least) if least is not None else BY_TYPE[field.type][:most]


def stretched(length: int) -> str:
    """Text of exactly so many characters, none of them white space at an end."""
    return (FILLER * (length // len(FILLER) + 1))[: max(length, 1)].strip().ljust(length, "x")


def another(field: Field) -> str:
    """A second valid value, different from the first where the field has two."""
    first = sample(field)
    if field.codes is not None:
        return next((code for code in field.codes.known if code != first), first)
    low, high = field.range or (None, None)
    if low is not None and high is not None:
        return _in_form(high, field)
    if field.type in TIMES or field.range is not None:
        end = low or high or BY_TYPE[field.type]
        return _in_form(_beside(end, -1 if high is not None else 1, field.type), field)
    seconds = {"A1": "B2", "1": "2", "Y": "N"}
    return seconds.get(first, first[:-1] + "2")


def outside(field: Field) -> str | None:
    """A number that is beyond the range of a field, far enough to be no placeholder such as -1, and
    of no more digits than are read.
    """
    low, high = field.range or (None, None)
    end = low if low is not None else high
    if end is None or field.type not in NUMBERS:
        return None
    wrong = _beside(end, -FAR if low is not None else FAR, field.type)
    return wrong if abs(Decimal(wrong)) < 10**MOST_DIGITS else None


def _beside(value: str, step: int, kind: FieldType) -> str:
    """The number or the day next to this one, up or down."""
    if kind not in TIMES:
        return str(Decimal(value) + step)
    try:
        return (datetime.fromisoformat(value) + timedelta(days=step)).isoformat()
    except OverflowError:  # the calendar ends there
        return value


def _in_form(value: str, field: Field) -> str:
    """A value as the field writes it: a day or a moment in its form of dates, or in ours."""
    if field.type not in TIMES:
        return value
    moment = datetime.fromisoformat(value)
    if field.dates:
        return moment.strftime(field.dates)
    day = moment.date().isoformat()  # `strftime` leaves out the zeros of the year 0999
    return day if field.type == FieldType.DATE else f"{day} {moment:%H:%M}"
