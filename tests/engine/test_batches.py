"""Tables that nothing links are judged one after the other; what was kept of them is dropped."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

import recordcheck
from recordcheck.engine.choices import selected_rules
from recordcheck.engine.judging import batches, judge
from recordcheck.engine.judging.plan import Plan, make_plan
from recordcheck.model import Run
from recordcheck.standard.load import load

FORCE = Path(__file__).parents[2] / "examples" / "force" / "tables"


def plans(*select: str) -> dict[str, Plan]:
    """Every table and view of the bundle, with every field there, for these rules or all."""
    standard = load("police-child-protection")
    present = {called: frozenset(table.fields) for called, table in standard.tables.items()}
    return {
        called: make_plan(
            table, present, selected_rules(table, standard, select), {}, rates=not select
        )
        for called, table in standard.tables.items()
    }


def force() -> Run:
    return recordcheck.check(FORCE, "police-child-protection", as_at="2026-03-31", by=["district"])


def test_tables_that_rules_and_views_link_are_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """A referral names a notification, whose child is asked for by one of an incident, on whose
    regrades the standard looks too; a month of contacts is a view of contacts.
    """
    monkeypatch.setattr(batches, "TOGETHER", 0)
    found = batches.batches(plans(), dict.fromkeys(plans(), 1))
    together = {called: set(batch) for batch in found for called in batch}
    assert together["referral"] == {
        *("incident", "incident_child", "notification", "referral", "regrade"),
        *("incident_month", "incident_coverage"),
    }
    views = {"contact_month", "contact_coverage", "recorder_code"}
    assert together["contact"] == {"contact"} | views
    assert together["rso"] == {"rso", "rso_visit"}
    assert together["action"] == {"action", "measure_return"}


@pytest.mark.parametrize(
    ("rule", "tables"),
    [
        ("ETH-402", {"contact"}),
        ("TRA-201", {"staff", "training_record"}),
        ("ETH-101", {"contact", "contact_month", "contact_coverage"}),
    ],
)
def test_of_one_rule_its_table_is_reached_and_what_it_reads(rule: str, tables: set[str]) -> None:
    assert set(batches.reached(plans(rule))) == tables


def test_every_table_is_in_one_batch_and_in_its_place() -> None:
    order = list(plans())
    few = batches.batches(plans(), dict.fromkeys(order, 1))
    assert few == [order]
    many = batches.batches(plans(), dict.fromkeys(order, batches.TOGETHER))
    assert sorted(called for batch in many for called in batch) == sorted(order)
    assert all(batch == sorted(batch, key=order.index) for batch in many)
    firsts = [order.index(batch[0]) for batch in many]
    assert firsts == sorted(firsts)


def test_small_tables_are_together_up_to_a_limit() -> None:
    apart = {
        called: one for called, one in plans().items() if called in ("action", "contact", "team")
    }
    half = batches.TOGETHER // 2
    sizes = {"contact": half, "team": half, "action": 1}
    assert batches.batches(apart, sizes) == [["contact", "team"], ["action"]]


def test_a_force_is_the_same_batch_by_batch_and_nothing_is_kept_of_a_batch_that_was_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """When the next is read, the database holds no record of the one before."""
    together = force()
    monkeypatch.setattr(batches, "TOGETHER", 0)
    found: dict[str, set[str]] = {}
    read = judge.read_and_judge

    def looked(con: duckdb.DuckDBPyConnection, plan: Plan, *rest: object) -> object:
        rows = con.execute(
            "select table_name from duckdb_tables() union all select view_name from"
            " duckdb_views() where not internal"
        ).fetchall()
        found[plan.table.name] = {name for (name,) in rows}
        return read(con, plan, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("recordcheck.engine.check.read_and_judge", looked)
    assert force() == together
    assert "contact" in found["contact_month"]
    assert not found["episode"] & {"action", "contact", "case_allocation", "contact_month"}
