"""How many there are, as people read it: 1,862 records, 1 record; the first names of many."""

from __future__ import annotations

from collections.abc import Sequence


def count(number: int) -> str:
    """A count with its thousands apart: 1,862."""
    return f"{number:,}"


def many(number: int, word: str, plural: str | None = None) -> str:
    """A count with its noun: 1 record, 2 records."""
    return f"{count(number)} {word if number == 1 else plural or word + 's'}"


def some(names: Sequence[str], most: int, between: str = ", ") -> str:
    """The first of several names, and how many more there are: `a, b and 3 more`."""
    left = len(names) - most
    return between.join(names[:most]) + (f" and {count(left)} more" if left > 0 else "")
