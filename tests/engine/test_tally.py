"""Counting packed bits says what counting record by record says."""

from __future__ import annotations

from typing import cast

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from recordcheck.engine.judge import Judged, Place
from recordcheck.engine.tally import Tally, _counted, tally

WORDS = st.lists(
    st.tuples(st.sampled_from([0, 1, None]), st.integers(0, (1 << 62) - 1)), min_size=1, max_size=40
)


@given(WORDS)
def test_each_verdict_is_counted_as_often_as_it_was_given(
    records: list[tuple[int | None, int]],
) -> None:
    with duckdb.connect() as con:
        con.execute("create table verdicts (grouped integer, v0 bigint)")
        con.executemany("insert into verdicts values (?, ?)", records)
        words = {"v0": set(range(62)), "both v0": set(range(0, 62, 2))}
        found = _counted(con, "verdicts", words, ["grouped"])
    for group in {group for group, _ in records}:
        packed = [word for other, word in records if other == group]
        counted = found[(group,)]
        assert counted.records == len(packed)
        for rule in range(31):
            verdicts = [word >> 2 * rule & 3 for word in packed]
            expected = (verdicts.count(1), verdicts.count(2), verdicts.count(3))
            assert counted.verdicts(Place("verdicts", "v0", 2 * rule)) == expected
        for flag in range(62):
            assert counted.flagged(Place("verdicts", "v0", flag)) == sum(
                word >> flag & 1 for word in packed
            )


def test_a_table_without_a_rule_is_counted_by_its_records() -> None:
    judged = cast(Judged, type("Bare", (), {"table": "bare", "flags": {}, "verdicts": {}}))
    with duckdb.connect() as con:
        con.execute('create table bare as select 0 as "file" from range(3)')
        assert tally(con, judged, ['"file"'], ()) == {(0,): Tally(3, {})}


def test_tallies_add_up_even_where_one_has_no_record() -> None:
    place = Place("verdicts", "v0", 0)
    bits = {("verdicts", "v0", 0): 2, ("verdicts", "v0", 1): 1, ("verdicts", "both v0", 0): 1}
    some = Tally(2, bits)
    assert (some + Tally()).verdicts(place) == (Tally() + some).verdicts(place) == (1, 0, 1)
    assert (some + some).flagged(place) == 4
