"""Counting what is packed: in how many records each bit is set, two bits to a sum.

A count needs less than half of the whole number that a sum is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recordcheck.engine.judge import Judged, Place
from recordcheck.model import Rule
from recordcheck.standard.sql.types import name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HALF = 32
BOTH = "both {}"
Group = tuple[str | int | None, ...]
Bit = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """Of some records: how many there are, and in how many each bit of a table's word is set."""

    records: int = 0
    bits: Mapping[Bit, int] = field(default_factory=dict)

    def flagged(self, place: Place) -> int:
        """In how many records a flag is set."""
        return self.bits.get((place.table, place.word, place.bit), 0)

    def verdicts(self, place: Place) -> tuple[int, int, int]:
        """How many records keep a rule, break it, and could not be judged by it."""
        unknown = self.bits.get((place.table, BOTH.format(place.word), place.bit), 0)
        kept, broken = (
            self.bits.get((place.table, place.word, bit), 0) for bit in (place.bit, place.bit + 1)
        )
        return kept - unknown, broken - unknown, unknown

    def __add__(self, other: Tally) -> Tally:
        bits = {
            bit: self.bits.get(bit, 0) + other.bits.get(bit, 0)
            for bit in {**self.bits, **other.bits}
        }
        return Tally(self.records + other.records, bits)


def tally(
    con: DuckDBPyConnection, judged: Judged, by: Iterable[str], rules: Iterable[Rule]
) -> dict[Group, Tally]:
    """The tally of each group of a table's records, in order: of its flags, and of these rules."""
    columns = list(by)
    found: dict[Group, Tally] = {}
    for table, words in _words(judged, rules).items():
        for group, counted in _counted(con, table, words, columns).items():
            found[group] = (
                Tally(counted.records, {**found[group].bits, **counted.bits})
                if group in found
                else counted
            )
    return found


def _words(judged: Judged, rules: Iterable[Rule]) -> dict[str, dict[str, set[int]]]:
    """Of each verdict table its words, each with the bits that are used."""
    tables: dict[str, dict[str, set[int]]] = {judged.table: {}}
    for place in judged.flags.values():
        tables.setdefault(place.table, {}).setdefault(place.word, set()).add(place.bit)
    for rule in rules:
        place = judged.verdicts[rule.column]
        words = tables.setdefault(place.table, {})
        words.setdefault(place.word, set()).update((place.bit, place.bit + 1))
        words.setdefault(BOTH.format(place.word), set()).add(place.bit)
    return tables


def _counted(
    con: DuckDBPyConnection, table: str, words: Mapping[str, set[int]], by: list[str]
) -> dict[Group, Tally]:
    sums: dict[str, tuple[Bit, Bit]] = {}
    for word, bits in words.items():
        for bit in sorted({bit % HALF for bit in bits}):
            called = f"sum(({name(word)} >> {bit}) & {1 << HALF | 1})"
            sums[called] = ((table, word, bit), (table, word, bit + HALF))
    both = [
        f"{word} & ({word} >> 1) as {name(BOTH.format(word))}"
        for word in words
        if BOTH.format(word) in words
    ]
    places = ", ".join(str(place + 1) for place in range(len(by)))
    rows = con.execute(
        f"select {', '.join([*by, 'count(*)', *sums])}"
        f" from (select {', '.join(['*', *both])} from {name(table)})"
        f" group by {places} order by {places}"
    ).fetchall()
    found: dict[Group, Tally] = {}
    for row in rows:
        counts: dict[Bit, int] = {}
        for (low, high), number in zip(sums.values(), row[len(by) + 1 :], strict=True):
            counts[high], counts[low] = divmod(int(number or 0), 1 << HALF)
        found[row[: len(by)]] = Tally(int(row[len(by)]), counts)
    return found
