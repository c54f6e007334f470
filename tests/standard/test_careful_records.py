"""A record that is right breaks no rule, and the fault beside it is still found."""

from __future__ import annotations

import pyarrow
import pytest

import recordcheck

ABUSE_ONLINE = {"referral_ref": "1", "received_at": "2026-03-02 14:00"}


def broken(standard: str, table: str, rule: str, *records: dict[str, str]) -> int:
    """How many of the records the rule accuses."""
    frames = {table: pyarrow.Table.from_pylist(list(records))}
    run = recordcheck.check(frames, standard, as_at="2026-03-31", select=rule)
    return sum(one.broken for one in run.findings if one.table == table)


@pytest.mark.parametrize(("child", "accused"), [("8", 0), ("7", 2), ("", 1)])
@pytest.mark.parametrize(
    ("standard", "table", "reference", "rule"),
    [
        ("child-referral", "notification", "notification_ref", "REF-191"),
        ("child-ethnicity", "contact", "contact_id", "ETH-191"),
        ("cultural-heritage", "contact", "contact_id", "CUL-191"),
        ("voice-of-the-child", "contact", "contact_id", "VOC-191"),
        ("child-protection", "contact", "contact_id", "ETH-191"),
        ("child-investigation", "investigation", "investigation_ref", "INV-191"),
        ("child-protection-conference", "conference", "conference_id", "CPC-191"),
    ],
)
def test_siblings_may_stand_under_one_reference(
    standard: str, table: str, reference: str, rule: str, child: str, accused: int
) -> None:
    first, second = ({reference: "1", "child_id": one} for one in ("7", child))
    assert broken(standard, table, rule, first, second) == accused


def test_a_contact_that_is_there_twice_is_found_where_nobody_wrote_down_the_child() -> None:
    record = {"contact_id": "1", "child_id": ""}
    assert broken("child-ethnicity", "contact", "ETH-191", record, record) == 2


@pytest.mark.parametrize(("children", "accused"), [("0", 0), ("1", 0), ("-1", 1)])
def test_an_unborn_child_may_be_the_only_one_of_the_household(children: str, accused: int) -> None:
    record = {"notification_ref": "1", "child_id": "7", "children_in_household": children}
    assert broken("child-referral", "notification", "REF-393", record) == accused


@pytest.mark.parametrize(
    ("field", "accused"), [("safeguarding_referral_at", 0), ("first_action_at", 1)]
)
def test_a_child_may_be_referred_before_the_police_hear_of_the_abuse_online(
    field: str, accused: int
) -> None:
    record = ABUSE_ONLINE | {field: "2026-02-27 09:00"}
    assert broken("online-child-abuse", "online_referral", "OCA-490", record) == accused


@pytest.mark.parametrize(("grade", "accused"), [("Grade 2", 0), ("Grade 3", 1), ("G4", 1)])
def test_a_grade_whose_number_means_a_visit_here_and_none_there_is_left_to_the_force(
    grade: str, accused: int
) -> None:
    record = {"incident_ref": "1", "grade": grade}
    assert broken("contact-risk-response", "incident", "CRR-391", record) == accused
