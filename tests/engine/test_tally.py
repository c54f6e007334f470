"""Counting packed bits says what counting record by record says."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordcheck.engine.judging.pack import Packed, Place
from recordcheck.engine.judging.slices import SLICE
from recordcheck.engine.judging.tally import Tally, tally

WORD = '"verdicts 0"'
WORDS = st.lists(
    st.tuples(st.sampled_from([0, 1, None]), st.integers(0, (1 << 62) - 1)), min_size=1, max_size=40
)


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


@given(WORDS)
def test_each_verdict_is_counted_as_often_as_it_was_given(
    con: duckdb.DuckDBPyConnection, records: list[tuple[int | None, int]]
) -> None:
    verdicts = {str(rule): Place(WORD, 2 * rule) for rule in range(31)}
    flags = {(str(bit), "set"): Place(WORD, bit) for bit in range(62)}
    columns = [list(column) for column in zip(*records, strict=True)]
    con.execute(f"create or replace table {SLICE} (grouped integer, {WORD} bigint)")
    con.execute(f"insert into {SLICE} select unnest($1::integer[]), unnest($2::bigint[])", columns)
    found = tally(con, Packed(verdicts=verdicts, flags=flags), verdicts, ["grouped"])
    for group in {group for group, _ in records}:
        packed = [word for other, word in records if other == group]
        counted = found[(group,)]
        assert counted.records == len(packed)
        for rule in range(31):
            given_ = [word >> 2 * rule & 3 for word in packed]
            expected = (given_.count(1), given_.count(2), given_.count(3))
            assert counted.verdicts(Place(WORD, 2 * rule)) == expected
        for flag in range(62):
            assert counted.flagged(Place(WORD, flag)) == sum(word >> flag & 1 for word in packed)


def test_a_table_without_a_rule_is_counted_by_its_records(
    con: duckdb.DuckDBPyConnection,
) -> None:
    con.execute(f"create or replace table {SLICE} as select 0 as grouped from range(3)")
    assert tally(con, Packed(), (), ["grouped"]) == {(0,): Tally(3, {})}


PLACE = Place(WORD, 0)
SOME = Tally(2, {(WORD, 0): 2, (WORD, 1): 1, ('"both of verdicts 0"', 0): 1})


def test_tallies_add_up_even_where_one_has_no_record() -> None:
    assert (SOME + Tally()).verdicts(PLACE) == (Tally() + SOME).verdicts(PLACE) == (1, 0, 1)
    assert (SOME + SOME).flagged(PLACE) == 4


def test_tallies_of_the_same_records_are_put_together() -> None:
    later = Tally(2, {('"flags 1"', 3): 1})
    both = SOME | later
    assert both.records == 2
    assert both.verdicts(PLACE) == (1, 0, 1)
    assert both.flagged(Place('"flags 1"', 3)) == 1
