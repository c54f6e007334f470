"""Figures as people read them: a share never rounds across its target, nor to all or to none."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from recordcheck.model import TargetResult

NONE = "–"


def count(number: int) -> str:
    """A count with its thousands apart: 1,862."""
    return f"{number:,}"


def share(part: int | None, of: int, targets: tuple[TargetResult, ...] = ()) -> str:
    """A share with one decimal, such as 98.9%; a dash where nothing is due.

    It is moved by a tenth where rounding alone would carry it over one of the targets it is held
    against, or to 100.0% or 0.0% though it is not.
    """
    if part is None or of <= 0:
        return NONE
    exact = Fraction(part, of) * 1000
    tenths = min(round(exact), 999) if exact < 1000 else round(exact)
    tenths = max(tenths, 1) if exact > 0 else tenths
    for target in targets:
        tenths = _on_its_side(exact, tenths, target)
    return f"{tenths // 10}.{tenths % 10}%"


def _on_its_side(exact: Fraction, tenths: int, target: TargetResult) -> int:
    """The nearest tenths that meet or miss a target as the exact share does."""
    edge = target.target * 1000
    if target.ceiling:
        return min(tenths, floor(edge)) if exact <= edge else max(tenths, floor(edge) + 1)
    return max(tenths, ceil(edge)) if exact >= edge else min(tenths, ceil(edge) - 1)


def percent(target: Fraction) -> str:
    """A target as it was written: 95%, 97.5%."""
    return f"{float(target * 100):.8f}".rstrip("0").rstrip(".") + "%"


def many(number: int, word: str, plural: str | None = None) -> str:
    """A count with its noun: 1 record, 2 records."""
    return f"{count(number)} {word if number == 1 else plural or word + 's'}"


def numbers(records: tuple[int, ...], total: int, word: str = "record") -> str:
    """Record numbers, and how many more there are: `records 213, 390, 1019 and 11 more`."""
    if not records:
        return many(total, word)
    more = total - len(records)
    listed = ", ".join(str(number) for number in records)
    return (
        f"{word}{'s' if total > 1 else ''} {listed}{f' and {count(more)} more' if more > 0 else ''}"
    )
