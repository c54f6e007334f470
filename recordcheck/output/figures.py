"""Figures as people read them: a share never rounds across its target, nor to all or to none."""

from __future__ import annotations

from itertools import count as number_from

from recordcheck.model import Rate, TargetResult
from recordcheck.plural import many

NONE = "–"


def share(part: int | None, of: int, targets: tuple[TargetResult, ...] = ()) -> str:
    """A share with one decimal, such as 98.9%; a dash where nothing is due. What lies halfway is
    rounded up, as in the spreadsheet of whoever works it out again.

    It is moved where rounding alone would carry it over one of the targets it is held against, or
    to 100.0% or 0.0% though it is not; where one decimal cannot say all that, it has more.
    """
    if part is None or of <= 0:
        return NONE
    for decimals in number_from(1):
        every = 100 * 10**decimals
        sides = [_side(part, of, every, target) for target in targets]
        low = max(int(part > 0), *(least for least, _ in sides), 0)
        high = min(every - (part < of), *(most for _, most in sides), every)
        if low <= high:
            break
    rounded = (2 * part * every + of) // (2 * of)  # in whole numbers: exact, whatever the size
    shown = min(max(rounded, low), high)
    return f"{shown // 10**decimals}.{shown % 10**decimals:0{decimals}}%"


def shares(rate: Rate) -> list[str]:
    """The shares of a field: recorded, valid, and known of those who did not decline."""
    parts = (
        ("recorded", rate.recorded, rate.due),
        ("valid", rate.valid, rate.due),
        ("known", rate.known, rate.due - (rate.declined or 0)),
    )
    return [
        share(part, of, tuple(one for one in rate.targets if one.measure == measure))
        for measure, part, of in parts
    ]


def _side(part: int, of: int, every: int, target: TargetResult) -> tuple[int, int]:
    """The least and the most of so many parts that meet or miss a target as the share does."""
    wanted, by = target.target.numerator, target.target.denominator
    share_, edge = part * by, wanted * of  # of one denominator
    if target.ceiling:
        below = wanted * every // by
        return (0, below) if share_ <= edge else (below + 1, every)
    above = -(-wanted * every // by)
    return (above, every) if share_ >= edge else (0, above - 1)


def numbers(records: tuple[int, ...], total: int, word: str = "record") -> str:
    """Record numbers, and how many more there are: `records 213, 390, 1019 and 11 more`."""
    if not records:
        return many(total, word)
    listed = f"{word}{'s' if total > 1 else ''} {', '.join(map(str, records))}"
    more = total - len(records)
    return f"{listed} and {more:,} more" if more > 0 else listed
