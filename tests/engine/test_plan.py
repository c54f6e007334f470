"""What is stored of a record for rules over the whole export: what they need of it, and no more."""

from __future__ import annotations

from recordcheck.engine.choices import selected_rules
from recordcheck.engine.judging.plan import Plan, make_plan, store_columns
from recordcheck.engine.judging.stages import several_stages
from recordcheck.standard.load import load


def plan_of(*rules: str) -> Plan:
    """The plan of some rules over the voice of the child, with every field there."""
    standard = load("voice-of-the-child")
    table = standard.tables["contact"]
    plan = make_plan(
        table,
        {"contact": frozenset(table.fields)},
        selected_rules(table, standard, rules),
        {},
        rates=False,
    )
    store_columns({"contact": plan})
    return plan


def test_of_texts_that_are_compared_only_the_fingerprints_are_stored() -> None:
    plan = plan_of("VOC-602", "VOC-608")
    assert plan.stored == {"child_id"}
    assert plan.early == {"voice_without_marks", "voice_without_names_is_long", "such_a_voice"}


def test_what_other_records_decide_is_worked_out_after_them() -> None:
    plan = plan_of("VOC-602")
    assert [one.name for one in plan.whole.derives] == [
        "first_child_with_voice",
        "last_child_with_voice",
    ]
    assert not {one.name for one in plan.reading.derives} & {one.name for one in plan.whole.derives}


def test_of_texts_that_may_be_cut_only_the_lengths_are_stored() -> None:
    assert plan_of("VOC-197").stored == {"voice_of_the_child.length"}


def test_what_shares_a_derived_column_is_judged_together() -> None:
    """VOC-601 looks at its own record; near copies (608) are none that are copies (602)."""
    plan = plan_of("VOC-197", "VOC-191", "VOC-601", "VOC-602", "VOC-603", "VOC-608")
    stages = {
        tuple(rule.id for rule in stage.rules): [one.name for one in stage.derives]
        for stage in several_stages(plan)
    }
    assert stages == {
        ("VOC-191", "VOC-197"): [],
        ("VOC-602", "VOC-608"): [
            "first_child_with_voice",
            "last_child_with_voice",
            "first_child_with_such_a_voice",
            "last_child_with_such_a_voice",
        ],
        ("VOC-603",): ["own_copies_of_voice"],
    }
