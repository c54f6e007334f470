"""Investigations of offences against children, and the reviews of supervisors."""

from __future__ import annotations

import words
from faults import (
    Fault,
    Put,
    before,
    blank,
    each,
    later,
    nowhere,
    off_list,
    rounded,
    text,
    too_late,
    twice,
    unreadable,
)
from part import CHILDREN_OF, LAST_DAY, Part, Record, Where, shift

CASE, REVIEW = "investigation", "supervision"
COLUMNS = {
    CASE: "investigation_ref child_id district team reported_at crime_recorded_at allocated_at"
    " investigator_accredited plan plan_at video_interview_on medical_on suspect_identified"
    " suspect_spoken_on no_suspect_contact_reason bail_considered bail_conditions"
    " victim_needs_assessed_at outcome outcome_at child_decision child_told_outcome_at",
    REVIEW: "investigation_ref district reviewed_at reviewer_id review_text",
}
INVESTIGATIONS = 130
END = f"{LAST_DAY:%Y-%m-%d} 12:00"
FIRST_REVIEW_HOURS = (12, 150)  # from the allocation
REVIEW_HOURS = (9 * 24, 13.5 * 24)  # from one review to the next, and four weeks for two
OUTCOMES = ("1", "8", "14", "15", "16", "18", "21")
# How often nobody knows whether the investigator is accredited.
NOT_KNOWN = {"Central": 0.01, "Moors": 0.0, "Riverside": 0.02, "Coast": 0.04}


def make(part: Part) -> None:
    """The investigations of this part; those of a week have had no review, nor need one."""
    part.tables[CASE], part.tables[REVIEW] = [], []
    districts = part.dealt(INVESTIGATIONS, **CHILDREN_OF)
    paths = part.dealt(INVESTIGATIONS, new=40, ended=25, reviewed=20, long=15)
    for number, (district, path) in enumerate(zip(districts, paths, strict=True)):
        record = _investigation(part, number, district, path)
        part.tables[CASE].append(record)
        if path in ("reviewed", "long"):
            part.tables[REVIEW] += _reviews(part, record)


def _investigation(part: Part, number: int, district: str, path: str) -> Record:
    rng = part.rng
    reported = part.moment(*((78, 81) if path == "new" else (0, 50)))
    record = dict.fromkeys(COLUMNS[CASE].split(), "") | {
        "investigation_ref": part.ref("O", 1000 + number),
        "child_id": rng.choice(part.children)["child_id"],
        "district": district,
        "team": part.team(district),
        "reported_at": reported,
        "crime_recorded_at": part.later(reported, 0.5, 20),
        "allocated_at": part.later(reported, 1, 20),
        "investigator_accredited": rng.choice("YYYN"),
        "plan": words.plan(part.count(number)),
        "plan_at": part.later(reported, 4, 40),
        "suspect_identified": rng.choice("YYNU"),
        "victim_needs_assessed_at": part.later(reported, 10, 90),
        "_path": path,
    }
    if rng.random() < NOT_KNOWN[district]:
        record["investigator_accredited"] = "U"
    if record["suspect_identified"] == "Y":
        if rng.random() < 0.7:
            record["suspect_spoken_on"] = part.later(reported, 5, 100)[:10]
            record["bail_considered"] = rng.choice("YYN")
            if record["bail_considered"] == "Y":
                record["bail_conditions"] = rng.choice(("Not to go near the school", ""))
        else:
            record["no_suspect_contact_reason"] = "Abroad, to be met at the airport"
    if path != "new" and rng.random() < 0.5:
        record["video_interview_on"] = part.later(reported, 20, 100)[:10]
        record["medical_on"] = part.later(reported, -20, 60)[:10]
    if path in ("ended", "reviewed"):
        ended = (50, 150) if path == "ended" else (700, 800)
        _outcome(part, record, part.later(reported, *ended))
    return record


def _outcome(part: Part, record: Record, when: str) -> None:
    record["outcome"] = part.rng.choice(OUTCOMES)
    record["outcome_at"] = when
    record["child_told_outcome_at"] = part.later(when, 1, 40)
    if record["outcome"] in ("14", "16"):
        record["child_decision"] = "Does not want to go to court, and said why"


def _reviews(part: Part, record: Record) -> list[Record]:
    """One review after the other, until the outcome or the end of the quarter."""
    found: list[Record] = []
    when = part.later(record["allocated_at"], *FIRST_REVIEW_HOURS)
    while when < (record["outcome_at"] or END):
        found.append(
            {
                "investigation_ref": record["investigation_ref"],
                "district": record["district"],
                "reviewed_at": when,
                "reviewer_id": part.rng.choice(part.staff["supervisor"]),
                "review_text": f"Next: {part.rng.choice(words.AT_LAST)}.",
                "_nth": str(len(found) + 1),
                "_between": "yes" if len(found) % 2 else "",
            }
        )
        when = part.later(when, *REVIEW_HOURS)
    found[-1]["_between"] = ""
    return found


def new(one: Record) -> object:
    """Reported in the last weeks: no review, and no outcome."""
    return one["_path"] == "new"


def running(one: Record) -> object:
    """It has reviews, and no outcome."""
    return one["_path"] == "long"


def unspoken(one: Record) -> object:
    """The same, and neither a suspect nor, on video, the child was spoken to."""
    return running(one) and not one["suspect_spoken_on"] and not one["video_interview_on"]


def unsuspected(one: Record) -> object:
    """It is new, and no suspect is known."""
    return new(one) and one["suspect_identified"] != "Y"


def ended(one: Record) -> object:
    """It has an outcome, and no review."""
    return one["_path"] == "ended"


def told(where: Where = bool) -> Where:
    """It has an outcome, of which the child was told."""
    return lambda one: one["child_told_outcome_at"] and where(one)


def undecided(one: Record) -> object:
    """The outcome was not the child's decision."""
    return ended(one) and not one["child_decision"]


def spoken_to(one: Record) -> object:
    """The suspect was spoken to."""
    return one["suspect_spoken_on"]


def conditions(one: Record) -> object:
    """The suspect is on bail with conditions."""
    return one["bail_conditions"]


def between(one: Record) -> object:
    """A review that came after one, and before another; neither of those is such a review."""
    return one["_between"]


def template_left(_: Part, record: Record) -> None:
    record["plan"] += " [Insert further actions]"


def copied(part: Part, record: Record) -> None:
    """The plan of another child in capital letters: both break the rule."""
    other = part.pick(CASE, new)
    record["plan"] = other["plan"].upper()
    part.note("INV-602", CASE, other)


def unreviewed(days: int) -> Put:
    """All of it happened so many days earlier, and nobody has looked at it since."""

    def put(_: Part, record: Record) -> None:
        for column in ("reported_at", "crime_recorded_at", "allocated_at", "plan_at"):
            record[column] = shift(record[column], days=-days)

    return put


def forgotten(part: Part, record: Record) -> None:
    """The fifth review of a case, and between the first and it there was none."""
    case = record["investigation_ref"]
    part.tables[REVIEW] = [
        one
        for one in part.tables[REVIEW]
        if one["investigation_ref"] != case or one["_nth"] not in ("2", "3", "4")
    ]


TOLD = {"child_told_outcome_at": "2026-03-31 10:00"}
NOT_SPOKEN_TO = text(suspect_identified="Y", suspect_spoken_on="", no_suspect_contact_reason="n/k")

ENDED = {"outcome_at": "2026-04-{day} 09:00", "outcome": "8"} | TOLD
AS_REPORTED = tuple(
    f"INV-490 {field}"
    for field in ("allocated_at", "crime_recorded_at", "plan_at", "victim_needs_assessed_at")
)

FAULTS = (
    Fault("INV-504", REVIEW, forgotten, lambda one: one["_nth"] == "5"),
    Fault("INV-290", CASE, text(outcome=""), undecided, "outcome", ("INV-291 outcome_at",)),
    *each(unreadable, "INV-390", CASE, "suspect_spoken_on", unsuspected),
    *each(unreadable, "INV-390", CASE, "video_interview_on medical_on", running),
    twice("INV-191", CASE, "investigation_ref child_id", new),
    *each(rounded, "INV-195", CASE, "investigation_ref child_id", new),
    *each(blank, "INV-290", CASE, "investigation_ref child_id", new, ("INV-191",)),
    *each(blank, "INV-290", CASE, "team reported_at allocated_at", new),
    *each(blank, "INV-290", CASE, "crime_recorded_at", new, ("INV-501",)),
    Fault("INV-290", CASE, text(outcome="8", **TOLD), new, "outcome_at"),
    *each(blank, "INV-290", CASE, "plan suspect_identified", new),
    *each(unreadable, "INV-390", CASE, "reported_at crime_recorded_at allocated_at plan_at", new),
    *each(unreadable, "INV-390", CASE, "victim_needs_assessed_at child_told_outcome_at", new),
    Fault("INV-390", CASE, text(outcome="8", outcome_at="in March", **TOLD), new, "outcome_at"),
    *each(off_list, "INV-391", CASE, "investigator_accredited suspect_identified", new),
    *each(off_list, "INV-391", CASE, "bail_considered", spoken_to),
    *each(off_list, "INV-391", CASE, "outcome", undecided),
    Fault("INV-490", CASE, before("allocated_at", "reported_at"), new, "allocated_at"),
    Fault("INV-490", CASE, before("crime_recorded_at", "reported_at"), new, "crime_recorded_at"),
    Fault("INV-490", CASE, before("plan_at", "reported_at"), new, "plan_at"),
    Fault("INV-490", CASE, text(suspect_spoken_on="2026-01-02"), spoken_to, "suspect_spoken_on"),
    Fault(
        "INV-490",
        CASE,
        before("victim_needs_assessed_at", "reported_at"),
        new,
        "victim_needs_assessed_at",
    ),
    Fault("INV-490", CASE, text(video_interview_on="2025-12-30"), ended, "video_interview_on"),
    Fault("INV-490", CASE, before("outcome_at", "reported_at"), ended, "outcome_at"),
    Fault(
        "INV-395",
        CASE,
        text(outcome="22", outcome_at="2018-05-01 10:00"),
        ended,
        "outcome",
        ("INV-490 outcome_at",),
    ),
    Fault(
        "INV-490",
        CASE,
        before("child_told_outcome_at", "outcome_at"),
        told(),
        "child_told_outcome_at",
    ),
    Fault("INV-201", CASE, NOT_SPOKEN_TO, new),
    Fault("INV-202", CASE, text(victim_needs_assessed_at=""), new),
    Fault("INV-203", CASE, text(child_told_outcome_at=""), told()),
    Fault("INV-402", CASE, text(bail_considered="N"), conditions),
    Fault("INV-401", CASE, text(outcome="16", child_decision="n/k"), told()),
    Fault("INV-501", CASE, later("crime_recorded_at", "reported_at", 25, 120), new),
    Fault("INV-502", CASE, unreviewed(60), new, also=("INV-503",)),
    Fault("INV-503", CASE, unreviewed(14), new),
    Fault("INV-601", CASE, text(plan="Speak to the victim, no. {n}."), new),
    Fault("INV-602", CASE, copied, new),
    Fault("INV-603", CASE, template_left, new),
    *too_late("INV", CASE, {"reported_at": "2026-04-{day} 09:00"}, unspoken, AS_REPORTED),
    *too_late("INV", CASE, {"crime_recorded_at": "2026-04-{day} 09:00"}, running, ("INV-501",)),
    *too_late("INV", CASE, {"allocated_at": "2026-04-{day} 09:00"}, running),
    *too_late("INV", CASE, {"plan_at": "2026-04-{day} 09:00"}, running),
    *too_late("INV", CASE, {"video_interview_on": "2026-04-{day}"}, running),
    *too_late("INV", CASE, {"medical_on": "2026-04-{day}"}, running),
    *too_late("INV", CASE, {"suspect_spoken_on": "2026-04-{day}"}, spoken_to),
    *too_late("INV", CASE, {"victim_needs_assessed_at": "2026-04-{day} 09:00"}),
    *too_late("INV", CASE, ENDED, running, ("INV-490 child_told_outcome_at",)),
    *too_late("INV", CASE, {"child_told_outcome_at": "2026-04-{day} 09:00"}, told()),
    *too_late("INV", REVIEW, {"reviewed_at": "2026-04-{day} 09:00"}, between),
    *each(nowhere, "INV-193", REVIEW, "investigation_ref", between),
    *each(rounded, "INV-195", REVIEW, "investigation_ref", between, ("INV-193 investigation_ref",)),
    *each(blank, "INV-290", REVIEW, "investigation_ref reviewed_at reviewer_id", between),
    *each(unreadable, "INV-390", REVIEW, "reviewed_at", between),
)
