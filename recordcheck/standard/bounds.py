"""The ends between which the values of a field lie, and the lengths of its texts and codes."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any

from recordcheck.model import NUMBERS, TIMES, CodeList, FieldType
from recordcheck.plural import some
from recordcheck.standard.document import FieldPart
from recordcheck.standard.tree import Loc, Tree

Length = tuple[int | None, int | None]

WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
DECIMAL = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
A_DAY = "day such as 2026-03-31"
LENGTH = re.compile(r"[0-9]{1,9}")
A_FEW = 3  # codes that a slip names


def range_of(
    part: FieldPart, kind: FieldType, tree: Tree, loc: Loc
) -> tuple[str | None, str | None] | None:
    """The least and the most value, in the form of the type."""
    if part.range is None or kind not in NUMBERS | TIMES:
        return None
    found = [None if end is None else _end(end, kind) for end in part.range]
    for position, (end, value) in enumerate(zip(part.range, found, strict=True)):
        if end is not None and value is None:
            word = {FieldType.INTEGER: "whole number", FieldType.NUMBER: "number"}.get(kind, A_DAY)
            tree.slip((*loc, "range", position), f"`{end}` is not a {word}")
            return None
    if not _ordered(found[0], found[1], "range", tree, loc):
        return None
    return part.range[0], part.range[1]


def _end(end: str, kind: FieldType) -> date | Fraction | None:
    """One end of a range; None where it has not the form of its type."""
    form = {FieldType.INTEGER: WHOLE, FieldType.NUMBER: DECIMAL}.get(kind, DAY)
    if not form.fullmatch(end):
        return None
    try:
        return date.fromisoformat(end) if kind in TIMES else Fraction(end)
    except ValueError:
        return None


def _ordered(low: Any, high: Any, key: str, tree: Tree, loc: Loc) -> bool:
    """Whether two ends bound anything, the lower one first."""
    if low is None and high is None:
        tree.slip((*loc, key), f"`{key}` limits nothing; give one end at least")
        return False
    if low is not None and high is not None and low > high:
        tree.slip((*loc, key), f"`{key}` ends before it begins")
        return False
    return True


def length_of(part: FieldPart, codes: CodeList | None, tree: Tree, loc: Loc) -> Length | None:
    """The fewest and the most characters, which all codes of the field have."""
    if part.length is None:
        return None
    ends: list[int | None] = []
    for position, end in enumerate(part.length):
        if end is not None and not LENGTH.fullmatch(end):
            tree.slip((*loc, "length", position), f"`{end}` is not a number of characters")
            return None
        ends.append(int(end) if end is not None else None)
    if not _ordered(ends[0], ends[1], "length", tree, loc):
        return None
    if ends[1] == 0:
        message = "0 allows no value; write at least 1, or leave `length` out"
        tree.slip((*loc, "length", 1), message)
        return None
    found = ends[0], ends[1]
    if codes is not None:
        _codes_have(found, codes, tree, (*loc, "length"))
    return found


def _codes_have(length: Length, codes: CodeList, tree: Tree, loc: Loc) -> None:
    """A slip where a code of the list has not the length of its field: no record could be right
    with it.
    """
    low, high = length[0] or 0, length[1]
    wrong = [
        f"`{code}`"
        for code in codes.accepted
        if len(code) < low or (high is not None and len(code) > high)
    ]
    if wrong:
        does = "does" if len(wrong) == 1 else "do"
        message = f"{some(wrong, A_FEW)} of the field's codes {does} not fit this length"
        tree.slip(loc, f"{message}; write one that all fit, or leave `length` out", at_key=True)
