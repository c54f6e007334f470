"""Types of pandas, polars, Arrow and ibis, by their names, as the types of fields."""

from __future__ import annotations

import re
from typing import Any

from recordcheck.model import FieldType
from recordcheck.standard.dates import afternoon_in

# `Sparse[int64, 0]` of pandas, `!int64` of ibis: a whole number all the same.
_KIND = re.compile(
    r"(?:sparse\[|!)?(?:"
    r"(?P<integer>u?int(?:eger)?\d*)|(?P<number>(?:half)?float\d*|double|decimal\d*)"
    r"|(?P<boolean>bool(?:ean)?)|(?P<datetime>datetime(?:64)?|timestamp)|(?P<date>date(?:32|64)?)"
    r"|(?P<text>(?:large_)?(?:string|utf8)|str|object|categor(?:y|ical)|enum)"
    r")(?:type)?\b"
)
_WIDTH = re.compile(r"(?:sparse\[|!)?(u?)int(\d+)")
_DIGITS = re.compile(r"decimal\d*\((?:precision=)?(\d+), (?:scale=)?(\d+)\)")
WIDEST = 64
SURE = 15  # a number of more digits is not told from the next one
# What pandas is told of dates that changes nothing here: a day comes before its month.
OF_NO_MATTER = (("cache", True), ("cache", False), ("exact", True), ("dayfirst", True))


def asked_type(column: Any, schema: Any) -> Any:
    """The type that a column must have: that of the whole schema, unless it is one of records."""
    return column.dtype if of_records(schema.dtype) else schema.dtype or column.dtype


def of_records(dtype: Any) -> bool:
    """Whether a type is a pydantic model, which reads a whole record."""
    return bool(getattr(dtype, "auto_coerce", False))


def type_of(dtype: str) -> FieldType | None:
    """What a value of the type must read as; None of a type that no field has, a list or a time."""
    found = _KIND.match(dtype.lower())
    return FieldType(str(found.lastgroup)) if found is not None else None


def width_of(dtype: str) -> tuple[str | None, str | None] | None:
    """The least and the greatest number of a type that is narrower than all that are read."""
    found = _WIDTH.match(dtype.lower())
    if found is None:
        return _digits_of(dtype)
    bits = int(found[2])
    if found[1]:
        return "0", str(2**bits - 1) if bits < WIDEST else None
    return (str(-(2 ** (bits - 1))), str(2 ** (bits - 1) - 1)) if bits < WIDEST else None


def _digits_of(dtype: str) -> tuple[str, str] | None:
    found = _DIGITS.match(dtype.lower())
    digits, decimals = (int(found[1]), int(found[2])) if found is not None else (0, 0)
    if not 0 < digits <= SURE:
        return None
    greatest = f"{'9' * (digits - decimals) or '0'}.{'9' * decimals or '0'}"
    return f"-{greatest}", greatest


def form_of(dtype: Any) -> str | None:
    """The form of dates that a type of pandas is told to read."""
    return (getattr(dtype, "to_datetime_kwargs", None) or {}).get("format")


def unread(dtype: Any) -> str | None:
    """What a type of pandas is told of its dates that they are not read by here."""
    told = getattr(dtype, "to_datetime_kwargs", None) or {}
    for option, value in told.items():
        known = afternoon_in(str(value)) if option == "format" else (option, value) in OF_NO_MATTER
        if not known:
            return f"{option}={value!r}"
    return None


def ordered_apart(dtype: Any) -> bool:
    """Whether values of a type stand in an order of their own, not in that of their letters."""
    return str(dtype).lower().startswith(("category", "enum"))


def zoned(dtype: Any) -> bool:
    """Whether a moment of the type has a zone."""
    return re.search(r"64\[\w+, |(tz|time_zone)=(?!None)|timestamp\('", str(dtype)) is not None
