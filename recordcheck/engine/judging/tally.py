"""Counting what is packed: in how many records each bit of a word is set.

One sum counts two bits, the first in its lower half and the one 32 places higher in its upper half:
no count needs more than half of the whole number that a sum is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from recordcheck.engine.judging.pack import Packed, Place
from recordcheck.engine.judging.slices import SLICE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HALF = 32  # bits of a word
Group = tuple[Any, ...]  # what its columns hold: texts or nothing; of files, their number
Bit = tuple[str, int]
Verdicts = dict[str, list[tuple[int, int, int]]]
"""By a rule's column, for each file: how many records keep it, break it, could not be judged."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Of some records: how many there are, and in how many each bit of a word is set."""

    records: int = 0
    bits: Mapping[Bit, int] = field(default_factory=dict)

    def flagged(self, place: Place) -> int:
        """In how many records a flag is set."""
        return self.bits.get((place.word, place.bit), 0)

    def verdicts(self, place: Place) -> tuple[int, int, int]:
        """How many records keep a rule, break it, and could not be judged by it: these have both
        bits set, of which one alone means kept or broken.
        """
        unknown = self.bits.get((_both(place.word), place.bit), 0)
        kept, broken = (self.bits.get((place.word, bit), 0) for bit in (place.bit, place.bit + 1))
        return kept - unknown, broken - unknown, unknown

    def __add__(self, other: Tally) -> Tally:
        """Of both, where their records are others."""
        bits = {
            bit: self.bits.get(bit, 0) + other.bits.get(bit, 0)
            for bit in {**self.bits, **other.bits}
        }
        return Tally(self.records + other.records, bits)

    def __or__(self, other: Tally) -> Tally:
        """Of both, where they are of the same records and count other words."""
        return Tally(max(self.records, other.records), {**self.bits, **other.bits})


def tally(
    con: DuckDBPyConnection, packed: Packed, rules: Iterable[str], by: Iterable[str]
) -> dict[Group, Tally]:
    """The tally of each group of a slice's records, or of all where there is none to group `by`: of
    all flags, and of these rules.
    """
    columns, words = list(by), _bits(packed, rules)
    sums: dict[str, tuple[Bit, Bit]] = {}
    for word, bits in words.items():
        for bit in sorted({bit % HALF for bit in bits}):
            called = f"sum(({word} >> {bit}) & {1 << HALF | 1})"
            sums[called] = ((word, bit), (word, bit + HALF))
    both = [f"{word} & ({word} >> 1) as {_both(word)}" for word in words if _both(word) in words]
    places = ", ".join(str(place + 1) for place in range(len(columns)))
    grouped = f" group by {places}" if places else ""
    rows = con.execute(
        f"select {', '.join([*columns, 'count(*)', *sums])}"
        f" from (select {', '.join(['*', *both])} from {SLICE}){grouped}"
    ).fetchall()
    found: dict[Group, Tally] = {}
    for row in rows:
        counts: dict[Bit, int] = {}
        for (low, high), number in zip(sums.values(), row[len(columns) + 1 :], strict=True):
            counts[high], counts[low] = divmod(int(number or 0), 1 << HALF)
        found[row[: len(columns)]] = Tally(int(row[len(columns)]), counts)
    return found


def _both(word: str) -> str:
    """The word of the verdicts whose two bits are set."""
    return f'"both of {word.removeprefix(chr(34))}'


def _bits(packed: Packed, rules: Iterable[str]) -> dict[str, set[int]]:
    """Of each word the bits that are looked at."""
    words: dict[str, set[int]] = {}
    for place in packed.flags.values():
        words.setdefault(place.word, set()).add(place.bit)
    for rule in rules:
        place = packed.verdicts[rule]
        words.setdefault(place.word, set()).update((place.bit, place.bit + 1))
        words.setdefault(_both(place.word), set()).add(place.bit)
    return words
