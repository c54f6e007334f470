"""The shipped standards prove themselves: words, sources, and examples that show what they say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recordcheck.engine.examples import prove
from recordcheck.model import TIMES, Rule, Standard
from recordcheck.rules import all_rules
from recordcheck.standard import load
from recordcheck.standard.codes import load_codes
from recordcheck.standard.find import shipped, standards_in

PATHS = list(standards_in(shipped()))
STANDARDS = {path.stem: load(path) for path in PATHS}
OWN = {name: standard for name, standard in STANDARDS.items() if not standard.includes}


def written(standards: dict[str, Standard]) -> dict[str, Rule]:
    return {
        rule.id: rule
        for standard in standards.values()
        for rule in all_rules(standard)
        if rule.written
    }


def test_there_are_as_many_rules_as_were_promised() -> None:
    every = {
        (rule.id, rule.table, rule.field)
        for standard in OWN.values()
        for rule in all_rules(standard)
    }
    assert sorted(STANDARDS) == [
        "case-ownership", "child-ethnicity", "child-identity", "child-investigation",
        "child-protection", "child-protection-conference", "child-referral",
        "contact-risk-response", "cultural-heritage", "inspection-action-plan",
        "missing-children", "online-child-abuse", "performance-return",
        "police-child-protection", "safeguarding-training", "sex-offender-management",
        "stop-and-search", "voice-of-the-child",
    ]  # fmt: skip
    assert len(written(OWN)) >= 80
    assert len(every) >= 200


@pytest.mark.parametrize("name", OWN)
def test_every_example_shows_what_it_says(name: str) -> None:
    proof = prove(OWN[name])
    assert (proof.failures, proof.without) == ([], [])
    assert proof.examples >= 2 * len(written({name: OWN[name]}))


def test_every_written_rule_says_what_why_and_from_where() -> None:
    for rule in written(OWN).values():
        assert rule.says.endswith("."), rule.id
        assert rule.why.endswith("."), rule.id
        assert rule.sources, rule.id
        assert rule.keeps, rule.id
        assert rule.breaks, rule.id


def test_an_error_that_nobody_published_is_two_entries_that_contradict_each_other() -> None:
    own_judgement = {
        rule.id
        for rule in written(OWN).values()
        if rule.severity == "error" and {s.title for s in rule.sources} == {"local convention"}
    }
    assert own_judgement == {
        "CPC-402", "IAP-401", "INV-402", "MIS-402", "MIS-405", "PER-401", "PER-402", "PER-403",
        "VOC-402",
    }  # fmt: skip


def test_every_target_says_that_it_is_a_local_convention() -> None:
    """No national percentage was found for any of them."""
    silent = []
    for standard in OWN.values():
        for table in standard.tables.values():
            rules = [(rule.id, rule.targets, rule.sources) for rule in table.rules if rule.written]
            fields = [(f.name, f.targets, f.sources) for f in table.fields.values()]
            for called, targets, sources in [*rules, *fields]:
                local = [one.note or "" for one in sources if one.title == "local convention"]
                if targets and not any("target" in note or "share" in note for note in local):
                    silent.append(f"{standard.name}: {called}")
    assert silent == []


@pytest.mark.parametrize("name", STANDARDS)
def test_a_page_has_one_publisher_in_every_source(name: str) -> None:
    publishers: dict[str, set[str | None]] = {}
    for rule in all_rules(STANDARDS[name]):
        for source in rule.sources:
            publishers.setdefault(source.url or source.title, set()).add(source.publisher)
    assert {page: who for page, who in publishers.items() if len(who) > 1} == {}


# Days that are set beforehand; and `recorded_at`, which two standards share and neither limits yet.
PLANNED = {
    "active_from", "active_to", "due_on", "expires_on", "next_visit_due",
    "strategy_meeting_at", "visit_due_on",
}  # fmt: skip


def test_a_day_that_says_what_has_happened_is_not_after_the_export() -> None:
    without_end = {
        field.name
        for standard in OWN.values()
        for table in standard.tables.values()
        for field in table.fields.values()
        if field.type in TIMES and field.not_after is None
    }
    assert without_end == PLANNED


def test_a_district_is_called_alike_in_every_table_of_an_export() -> None:
    """The sheets of one workbook call it by one name."""
    called = {
        (name, table.name): table.fields["district"].aliases
        for name, standard in OWN.items()
        for table in standard.exported.values()
        if "district" in table.fields
    }
    assert not {place for place, aliases in called.items() if not {"LPA", "BCU"} <= {*aliases}}


def test_a_shipped_rule_without_examples_fails() -> None:
    standard = OWN["child-ethnicity"]
    (name, table), *_ = standard.tables.items()
    first = next(rule for rule in table.rules if rule.written)
    bare = [replace(rule, breaks=()) if rule is first else rule for rule in table.rules]
    spoilt = replace(standard, tables={name: replace(table, rules=tuple(bare))})
    proof = prove(spoilt)
    assert proof.without == [first.id]
    assert len(proof.failures) == 1
    assert "has no example that keeps it and one that breaks it" in proof.failures[0]


def test_an_example_that_shows_the_contrary_fails() -> None:
    standard = OWN["child-ethnicity"]
    (name, table), *_ = standard.tables.items()
    first = next(rule for rule in table.rules if rule.written)
    turned = [
        replace(rule, keeps=rule.breaks, breaks=rule.keeps) if rule is first else rule
        for rule in table.rules
    ]
    spoilt = replace(standard, tables={name: replace(table, rules=tuple(turned))})
    proof = prove(spoilt)
    assert len(proof.failures) >= 2
    assert all(first.id in failure for failure in proof.failures)


@pytest.mark.parametrize("path", sorted((shipped() / "codes").glob("*.yaml")), ids=lambda p: p.stem)
def test_every_code_list_says_its_source_and_licence(path: Path) -> None:
    from recordcheck.standard.codes import load_codes

    codes, _ = load_codes(path)
    assert codes.sources
    assert codes.licence


YES = {"Y", "y", "Yes", "yes", "YES", "1", "true", "True", "TRUE"}
NO = {"N", "n", "No", "no", "NO", "0", "false", "False", "FALSE"}


@pytest.mark.parametrize(
    "name",
    [
        "yes-no-unknown",
        "return-interview-offered",
        "return-interview-accepted",
        "child-seen-alone",
        "child-spoken-to",
    ],
)
def test_yes_and_no_are_read_as_systems_write_them(name: str) -> None:
    """One export writes all its answers alike, whichever list a field has."""
    codes, _ = load_codes(shipped() / "codes" / f"{name}.yaml")
    spelt = {code.code: {code.code, code.label, *code.aliases} for code in codes.codes}
    assert spelt["Y"] >= YES
    assert spelt["N"] >= NO
