"""However many records are counted at a time, the run is the same."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

import recordcheck
from recordcheck.cli import cli
from recordcheck.engine.failures import out_of_arrow
from recordcheck.engine.judging import judge, lookups, slices
from recordcheck.engine.judging.session import connect
from recordcheck.errors import UserError
from recordcheck.model import Run

EXAMPLES = Path(__file__).parents[2] / "examples"
CONTACTS, FORCE = EXAMPLES / "contacts.csv", EXAMPLES / "force" / "tables"
AS_AT = "2026-03-31"


@pytest.fixture(params=[(7, 3), (64, 64), (100_000, 1_000_000)])
def few_at_a_time(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every export is streamed, and repeated values are searched in several parts."""
    records, a_part = request.param
    monkeypatch.setattr(slices, "FEW", -1)
    monkeypatch.setattr(slices, "RECORDS", records)
    monkeypatch.setattr(judge, "FEW", -1)
    monkeypatch.setattr(lookups, "A_PART", a_part)


@pytest.fixture(scope="module")
def whole() -> dict[str, Run]:
    return {"contacts": contacts(), "force": force()}


def contacts() -> Run:
    return recordcheck.check(
        CONTACTS, "child-protection", by=["district", "team"], as_at=AS_AT, max_records=12
    )


def force() -> Run:
    """Many tables, several of one record, views, and rules over other tables and other records."""
    return recordcheck.check(FORCE, "police-child-protection", as_at=AS_AT, max_records=None)


def test_an_export_is_the_same_in_slices(whole: dict[str, Run], few_at_a_time: None) -> None:
    assert contacts() == whole["contacts"]


def test_a_force_is_the_same_in_slices(
    whole: dict[str, Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "FEW", -1)
    monkeypatch.setattr(slices, "RECORDS", 50)
    monkeypatch.setattr(judge, "FEW", -1)
    monkeypatch.setattr(lookups, "A_PART", 40)
    assert force() == whole["force"]


@pytest.mark.parametrize(
    "refused",
    [
        "select 'x'::integer",
        "select error('x')",
        "from '/no/such/folder/export.csv'",
        "select 9223372036854775807 + r from range(2) as t(r)",
        "select list(r) from range(10_000_000) as t(r)",  # too much to hold
    ],
)
def test_what_arrow_hands_on_of_the_engine_keeps_its_kind(refused: str) -> None:
    with (
        duckdb.connect(config={"memory_limit": "8MB", "threads": 1}) as con,
        pytest.raises(duckdb.Error) as caught,
    ):
        con.execute(refused).fetchall()
    assert type(caught.value) is not duckdb.Error
    assert type(out_of_arrow(OSError(str(caught.value)))) is type(caught.value)


AGAIN = """\
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    key: [ref]
    fields:
      ref: {type: text, due: always}
      child_id: {type: text, due: always}
      worker: {type: text}
      view: {type: text, due: {when: "visits > 1"}, target: {recorded: 60%}}
      plan: {type: text, due: {when: "visits > 2"}, target: {recorded: 60%}}
    derive:
      visits: count(*) over (partition by child_id)
      workers: count(distinct worker) over (partition by child_id)
    rules:
      - {id: VIS-401, name: one-worker, says: A child has one worker., why: So that they know them.,
         severity: warning, when: "visits > 1", assert: "workers = 1"}
"""
VISITS = """\
ref,child_id,worker,view,plan
1,a,p,words,
2,b,p,,
3,a,p,,call
4,c,p,,call
5,a,p,words,call
6,c,q,words,
"""


def test_what_is_due_by_other_records_has_its_rate_where_the_records_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five records are of a child with several visits, and three of them have a view; of the three
    of a child with three visits, two have a plan.
    """
    monkeypatch.setattr(judge, "FEW", -1)
    (tmp_path / "visits.yaml").write_text(AGAIN)
    (tmp_path / "visit.csv").write_text(VISITS)
    run = recordcheck.check(tmp_path / "visit.csv", tmp_path / "visits.yaml")
    rates = {rate.field: (rate.due, rate.recorded) for rate in run.rates}
    assert rates == {"ref": (6, 6), "child_id": (6, 6), "view": (5, 3), "plan": (3, 2)}
    assert [(one.rule, one.records, one.judged) for one in run.findings] == [("VIS-401", (4, 6), 5)]


def test_values_are_shown_of_the_same_records(few_at_a_time: None) -> None:
    asked = ["lint", str(CONTACTS), "--as-at", AS_AT, "--show-values", "--fail-on", "never"]
    asked += ["--output-format", "full", "--no-targets"]
    streamed = CliRunner().invoke(cli, asked).stdout
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slices, "FEW", 16_000_000)
        patch.setattr(judge, "FEW", 100_000)
        assert streamed == CliRunner().invoke(cli, asked).stdout
    assert "values" in streamed


def test_a_table_without_a_record_is_one_slice_of_none(few_at_a_time: None) -> None:
    with duckdb.connect() as con:
        given = list(slices.slices(con, "select 1 as one where false", 5))
    assert len(given) == 1


@pytest.mark.parametrize("records", [0, 1, 5, 6])
def test_records_keep_their_places(records: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "FEW", 0)
    monkeypatch.setattr(slices, "RECORDS", 3)
    found = []
    with duckdb.connect() as con:
        for one in slices.slices(con, f"select range as r from range({records})", records):
            found += one.execute(f"select r, {slices.PLACE} from {slices.SLICE}").fetchall()
    assert found == [(place, place) for place in range(records)]


FAILURES = {
    "error('a secret')": "the engine refused this export (InvalidInputException)",
    "9223372036854775807 + r": "a rule computes a number or a date that is too large to hold",
    "date '5000000-01-01' + to_days((r * 1000)::int)": (
        "the engine refused this export (ConversionException)"
    ),
}


@pytest.mark.parametrize("sql", FAILURES)
@pytest.mark.parametrize("late", [False, True])
def test_what_fails_in_a_stream_is_said_in_our_words(
    sql: str, late: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from recordcheck.engine.failures import without_values

    monkeypatch.setattr(slices, "FEW", -1)
    fails = f"case when r > {900_000 if late else -1} then {sql} end"

    @without_values
    def work() -> int:
        with duckdb.connect() as con:
            return sum(
                1 for _ in slices.slices(con, f"select {fails} from range(1, 1000000) t(r)", 9)
            )

    with pytest.raises(UserError) as caught:
        work()
    assert caught.value.message.startswith(FAILURES[sql])
    assert "secret" not in f"{caught.value!r} {caught.value.__context__!r}"


def test_a_stream_for_which_there_is_no_memory_is_no_fault_of_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from recordcheck.engine.failures import RefusedError, without_values

    monkeypatch.setattr(slices, "FEW", -1)

    @without_values
    def work() -> int:
        with duckdb.connect(config={"memory_limit": "30MB", "temp_directory": ""}) as con:
            sorted_whole = "select r from range(20_000_000) t(r) order by hash(r)"
            return sum(1 for _ in slices.slices(con, sorted_whole, 9))

    with pytest.raises(UserError) as caught:
        work()
    assert not isinstance(caught.value, RefusedError)
    assert str(caught.value) == (
        "not enough memory for this export\n"
        "  check fewer files at a time, or fewer rules (--select)"
    )


def test_a_slice_of_long_texts_has_fewer_records_and_all_come_in_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """200,000 texts of more than 10 KB are more than Arrow holds in a column."""
    monkeypatch.setattr(slices, "BYTES", 3_000_000)
    with connect() as con:
        texts = "select repeat('a', 1_000) as text, range as number from range(10_000)"
        found = [
            counting.execute(
                f"select count(*), bool_and(number = {slices.PLACE}) from {slices.SLICE}"
            ).fetchall()
            for counting in slices.slices(con, texts, slices.FEW + 1)
        ]
    assert found == [[(4_096, True)], [(4_096, True)], [(1_808, True)]]


def test_a_slice_ends_where_it_has_as_many_records_as_are_held_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Memory hardly grows with the export; the engine gives 2,048 records at once."""
    monkeypatch.setattr(slices, "RECORDS", 5_000)
    with connect() as con:
        found = [
            counting.execute(f"select count(*) from {slices.SLICE}").fetchall()
            for counting in slices.slices(con, "from range(14_000)", slices.FEW + 1)
        ]
    assert found == [[(6_144,)], [(6_144,)], [(1_712,)]]
