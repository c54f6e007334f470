"""An answer that nobody knows, or that is on no list, keeps no rule and breaks none."""

from __future__ import annotations

import pyarrow
import pytest

import recordcheck

Record = dict[str, str]

SOURCE = {"contact_id": "1", "self_defined_ethnicity": "B2"}
HERITAGE = {"contact_id": "1", "first_language": "URD", "religion": "6", "heritage_note": ""}
HELD = {"child_id": "7", "held_at": "2026-03-04T15:00"}
SEEN = {"contact_id": "1", "child_seen": "Y"}
ALONE = {"contact_id": "1", "seen_alone": "Y"}
WORDS = {"contact_id": "1", "child_words_verbatim": "I hate Sundays"}
ABUSE = {"incident_ref": "1", "domestic_abuse": "Y", "children_present": "Y"}
OVERDUE = {"action_ref": "1", "due_on": "2026-03-30", "status": "open", "rag": "green"}
UNVISITED = {"offender_ref": "1", "reactive": "Y", "risk_level": "medium"}
SEARCH = {"type": "Person search", "self_defined_ethnicity": "", "officer_defined_ethnicity": ""}
AGED = {"type": "Person search", "age_range": "under 10"}
OUTCOMES = {"outcome": "Arrest", "outcome_object_id": "bu-caution"}
WAITING = {
    "referral_ref": "1",
    "risk_level": "high",
    "received_at": "2026-03-24 00:00",
    "first_action_at": "",
    "closed_at": "",
}
INVITED = {"conference_id": "2", "attended": "Y"}
ENDED = {
    "investigation_ref": "1",
    "reported_at": "2025-03-03 09:00",
    "allocated_at": "",
    "outcome": "see form",
    "outcome_at": "",
    "child_told_outcome_at": "",
}
REVIEW = {"investigation_ref": "2", "reviewed_at": "2025-04-01 09:00"}
SPOKEN = {
    "contact_id": "1",
    "interpreter_needed": "Y",
    "interpreter_used": "Y",
    "no_interpreter_reason": "",
}
TOLD = {
    "notification_ref": "1",
    "domestic_abuse": "Y",
    "child_spoken_to": "Y",
    "incident_at": "2026-03-02 20:00",
}
FLAGGED = {"incident_ref": "1", "children_present": "Y"}
OUT = {
    "episode_id": "1",
    "risk": "high",
    "risk_assessed_at": "2026-03-02 09:00",
    "reported_at": "2026-03-02 08:00",
    "returned_at": "",
}
JUDGED = {"episode_id": "1", "reviewed_at": "2026-03-09 09:00", "from_risk": "high"}
LOWERED = JUDGED | {"to_risk": "low", "review_reason": "", "supervisor_id": ""}
GRADED = {"notification_ref": "1", "risk_grade": "red", "submitted_at": "2026-03-02 09:00"}
TAKEN_UP = GRADED | {"assessed_at": "2026-03-02 16:00", "sent_at": "2026-03-02 10:00"}
HOUSEHOLD = {
    "incident_ref": "1",
    "child_id": "",
    "children_in_household": "1",
    "incident_at": "2026-03-02 20:00",
}


@pytest.mark.parametrize(
    ("standard", "rule", "tables"),
    [
        ("child-ethnicity", "ETH-402", {"contact": SOURCE | {"ethnicity_source": "not_known"}}),
        ("child-ethnicity", "ETH-402", {"contact": SOURCE | {"ethnicity_source": "her aunt"}}),
        ("cultural-heritage", "CUL-403", {"contact": HERITAGE | {"heritage_stated_by": "Unknown"}}),
        ("missing-children", "MIS-406", {"return_interview": HELD | {"held_by_independent": "U"}}),
        ("missing-children", "MIS-404", {"return_interview": HELD | {"accepted": "see form"}}),
        ("voice-of-the-child", "VOC-401", {"contact": SEEN | {"child_present": "perhaps"}}),
        ("voice-of-the-child", "VOC-402", {"contact": ALONE | {"child_seen": "see form"}}),
        ("voice-of-the-child", "VOC-405", {"contact": WORDS | {"child_spoken_to": "U"}}),
        ("voice-of-the-child", "VOC-405", {"contact": WORDS | {"child_spoken_to": "perhaps"}}),
        ("contact-risk-response", "CRR-401", {"incident": ABUSE | {"grade": "at once"}}),
        ("inspection-action-plan", "IAP-401", {"action": OVERDUE | {"rag": "blue"}}),
        ("inspection-action-plan", "IAP-401", {"action": OVERDUE | {"status": "signed off"}}),
        ("sex-offender-management", "SOM-401", {"rso": UNVISITED | {"risk_level": "not high"}}),
        ("stop-and-search", "STS-201", {"search": SEARCH | {"type": "Search of a van"}}),
        ("stop-and-search", "STS-402", {"search": OUTCOMES | {"outcome": "Verbal warning"}}),
        ("stop-and-search", "STS-405", {"search": AGED | {"age_range": "0-9"}}),
        ("online-child-abuse", "OCA-501", {"online_referral": WAITING | {"risk_level": "urgent"}}),
        ("child-investigation", "INV-203", {"investigation": ENDED}),
        ("child-investigation", "INV-502", {"investigation": ENDED, "supervision": REVIEW}),
        ("cultural-heritage", "CUL-202", {"contact": SPOKEN | {"interpreter_used": "by phone"}}),
        ("cultural-heritage", "CUL-401", {"contact": SPOKEN | {"interpreter_needed": "perhaps"}}),
        ("contact-risk-response", "CRR-203", {"incident": FLAGGED | {"history_checked": "U"}}),
        ("contact-risk-response", "CRR-205", {"incident": FLAGGED | {"vulnerability_flag": "U"}}),
        ("child-referral", "REF-206", {"notification": TOLD | {"adult_present": "Unknown"}}),
        ("child-referral", "REF-206", {"notification": TOLD | {"adult_present": "perhaps"}}),
        ("child-referral", "REF-401", {"notification": HOUSEHOLD}),
        (
            "child-referral",
            "REF-401",
            {"notification": HOUSEHOLD | {"children_in_household": "x1"}},
        ),
        ("child-referral", "REF-505", {"notification": TAKEN_UP | {"sent_at": "at once"}}),
        ("child-referral", "REF-505", {"notification": TAKEN_UP | {"assessed_at": "at once"}}),
    ],
)
def test_what_nobody_knows_could_not_be_judged(
    standard: str, rule: str, tables: dict[str, Record]
) -> None:
    assert verdict(standard, rule, tables) == (0, 0, 1)


@pytest.mark.parametrize(
    ("rule", "episode", "review", "counted"),
    [
        # A review of no known time may have been the one in time.
        ("MIS-507", OUT, JUDGED | {"reviewed_at": ""}, (0, 0, 1)),
        ("MIS-507", OUT | {"risk": ""}, JUDGED | {"to_risk": "high"}, (1, 1, 0)),
        ("MIS-507", OUT | {"episode_id": ""}, JUDGED, (0, 0, 0)),
        # Nobody knows since when, or until when.
        ("MIS-506", OUT, JUDGED, (1, 1, 0)),
        ("MIS-506", OUT | {"risk_assessed_at": ""}, JUDGED, (0, 0, 1)),
        ("MIS-506", OUT | {"returned_at": "on Sunday"}, JUDGED, (0, 0, 1)),
        ("MIS-506", OUT | {"returned_at": "2026-03-09 09:00"}, JUDGED, (0, 0, 0)),
        ("MIS-216", OUT, LOWERED, (1, 1, 0)),
        ("MIS-216", OUT | {"returned_at": "on Sunday"}, LOWERED, (0, 0, 1)),
        ("MIS-216", OUT | {"returned_at": "2026-03-09 09:00"}, LOWERED, (0, 0, 0)),
    ],
)
def test_a_review_counts_while_the_child_is_missing_and_from_a_time_that_is_known(
    rule: str, episode: Record, review: Record, counted: tuple[int, int, int]
) -> None:
    tables = {"episode": episode, "risk_review": {"to_risk": ""} | review}
    assert verdict("missing-children", rule, tables) == counted


@pytest.mark.parametrize(("episode", "counted"), [("3", (1, 1)), ("", (0, 0))])
def test_the_episodes_before_one_that_has_no_reference_are_not_counted(
    episode: str, counted: tuple[int, int]
) -> None:
    """Of such a one it is a count of nothing, and would keep the rule whatever the record says."""
    days = {"1": "2026-03-02 09:00", "2": "2026-03-09 09:00", episode: "2026-03-16 09:00"}
    records = [
        {"episode_id": called, "child_id": "7", "reported_at": at, "repeat_count": ""}
        for called, at in days.items()
    ]
    frame = pyarrow.Table.from_pylist([*records[:2], records[2] | {"repeat_count": "1"}])
    run = recordcheck.check(
        {"episode": frame}, "missing-children", as_at="2026-03-31", select="MIS-408"
    )
    found = [(one.broken, one.judged) for one in run.findings]
    kept = [(0, one.judged) for one in run.kept if one.rule == "MIS-408"]
    assert found + kept == [counted]


def test_who_attended_a_conference_of_which_nothing_is_known_did_nothing_wrong() -> None:
    tables = {"conference": {"conference_id": "1", "held_on": "2026-03-02"}}
    invited = {"conference_invite": INVITED}
    assert verdict("child-protection-conference", "CPC-402", tables | invited) == (0, 0, 1)


@pytest.mark.parametrize(
    ("held", "due"),
    [(["2026-03-02"], 1), (["2026-03-02", "2026-03-09"], 1), (["2026-03-02", ""], 0), ([""], 0)],
)
def test_who_was_there_is_not_asked_where_one_reference_is_of_a_held_and_an_unheld_conference(
    held: list[str], due: int
) -> None:
    tables = {
        "conference": [{"conference_id": "2", "held_on": day} for day in held],
        "conference_invite": [{"conference_id": "2", "attended": ""}],
    }
    frames = {name: pyarrow.Table.from_pylist(records) for name, records in tables.items()}
    run = recordcheck.check(frames, "child-protection-conference", as_at="2026-03-31")
    assert [one.due for one in run.rates if one.field == "attended"] == [due]


@pytest.mark.parametrize(
    ("received", "counted"),
    [("2026-03-24 00:00", (0, 0, 0)), ("2026-03-23 23:59", (1, 1, 0))],
)
def test_nobody_is_late_who_still_has_time(received: str, counted: tuple[int, int, int]) -> None:
    tables = {"online_referral": WAITING | {"received_at": received}}
    assert verdict("online-child-abuse", "OCA-501", tables) == counted


def test_a_figure_that_need_not_be_published_yet_is_not_asked_about() -> None:
    figure = {"period_end_on": "2026-03-31", "published_at": ""}
    assert verdict("performance-return", "PER-501", {"measure_return": figure}) == (0, 0, 0)


def verdict(standard: str, rule: str, tables: dict[str, Record]) -> tuple[int, int, int]:
    """How many broke the rule, were judged by it, and could not be."""
    frames = {name: pyarrow.Table.from_pylist([record]) for name, record in tables.items()}
    run = recordcheck.check(frames, standard, as_at="2026-03-31", select=rule)
    assert rule not in {one.rule for one in run.not_run}
    found = [(one.broken, one.judged, one.not_judged) for one in run.findings]
    (one,) = found + [(0, one.judged, one.not_judged) for one in run.kept if one.rule == rule]
    return one
