"""Types of pandas, polars, Arrow and ibis, by their names, as the types of fields."""

from __future__ import annotations

import re

from recordcheck.model import FieldType

# `Sparse[int64, 0]` of pandas, `!int64` of ibis: a whole number all the same.
_KIND = re.compile(
    r"(?:sparse\[|!)?(?:"
    r"(?P<integer>u?int(?:eger)?\d*)|(?P<number>(?:half)?float\d*|double|decimal\d*)"
    r"|(?P<boolean>bool(?:ean)?)|(?P<datetime>datetime(?:64)?|timestamp)|(?P<date>date(?:32|64)?)"
    r"|(?P<text>(?:large_)?(?:string|utf8)|str|object|categor(?:y|ical)|enum)"
    r")(?:type)?\b"
)
_WIDTH = re.compile(r"(?:sparse\[|!)?(u?)int(\d+)")
WIDEST = 64


def type_of(dtype: str) -> FieldType | None:
    """What a value of the type must read as; None of a type that no field has, a list or a time."""
    found = _KIND.match(dtype.lower())
    return FieldType(str(found.lastgroup)) if found is not None else None


def width_of(dtype: str) -> tuple[str | None, str | None] | None:
    """The least and the greatest whole number of a type that is narrower than all that are read."""
    found = _WIDTH.match(dtype.lower())
    if found is None:
        return None
    bits = int(found[2])
    if found[1]:
        return "0", str(2**bits - 1) if bits < WIDEST else None
    return (str(-(2 ** (bits - 1))), str(2 ** (bits - 1) - 1)) if bits < WIDEST else None
