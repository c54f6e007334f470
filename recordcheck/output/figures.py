"""Figures as people read them: a share never rounds across its target, nor to all or to none."""

from __future__ import annotations

from collections.abc import Sequence

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
    tenths = _rounded(part * 1000, of)
    tenths = min(tenths, 999) if part < of else tenths
    tenths = max(tenths, 1) if part > 0 else tenths
    for target in targets:
        tenths = _on_its_side(part, of, tenths, target)
    return f"{tenths // 10}.{tenths % 10}%"


def _rounded(number: int, by: int) -> int:
    """A quotient to the nearest whole number, to the even one of two: exact, whatever the size."""
    whole, rest = divmod(number, by)
    return whole + (2 * rest > by or (2 * rest == by and whole % 2))


def _on_its_side(part: int, of: int, tenths: int, target: TargetResult) -> int:
    """The nearest tenths that meet or miss a target as the exact share does."""
    wanted, by = target.target.numerator, target.target.denominator
    share_, edge = part * by, wanted * of  # of one denominator
    if target.ceiling:
        below = wanted * 1000 // by
        return min(tenths, below) if share_ <= edge else max(tenths, below + 1)
    above = -(-wanted * 1000 // by)
    return max(tenths, above) if share_ >= edge else min(tenths, above - 1)


def many(number: int, word: str, plural: str | None = None) -> str:
    """A count with its noun: 1 record, 2 records."""
    return f"{count(number)} {word if number == 1 else plural or word + 's'}"


def some(names: Sequence[str], most: int, between: str = ", ") -> str:
    """The first of several names, and how many more there are: `a, b and 3 more`."""
    left = len(names) - most
    return between.join(names[:most]) + (f" and {count(left)} more" if left > 0 else "")


def numbers(records: tuple[int, ...], total: int, word: str = "record") -> str:
    """Record numbers, and how many more there are: `records 213, 390, 1019 and 11 more`."""
    if not records:
        return many(total, word)
    listed = f"{word}{'s' if total > 1 else ''} {', '.join(map(str, records))}"
    more = total - len(records)
    return f"{listed} and {more:,} more" if more > 0 else listed
