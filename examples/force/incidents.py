"""Calls to the contact centre, and what became of their grades."""

from __future__ import annotations

import words
from faults import (
    Fault,
    before,
    blank,
    each,
    identified,
    later,
    nowhere,
    off_list,
    rounded,
    silent_month,
    text,
    together,
    too_late,
    unreadable,
)
from part import CHILDREN_OF, Part, Record, Where

INCIDENT, REGRADE, CHILD = "incident", "regrade", "incident_child"
COLUMNS = {
    INCIDENT: "incident_ref district area received_at call_taker children_present domestic_abuse"
    " vulnerability_flag offence crime_ref risk_assessment thrive_threat thrive_harm thrive_risk"
    " thrive_investigation thrive_vulnerability thrive_engagement repeat_checked history_checked"
    " grade grade_reason deployed_at arrived_at reassessed_at supervisor_review_at closed_at",
    REGRADE: "incident_ref district regraded_at from_grade to_grade regraded_by regrade_reason"
    " supervisor_id",
    CHILD: "incident_ref child_id district incident_at at_risk",
}
INCIDENTS = 180
GRADES = ("emergency", "priority", "scheduled", "no_deployment")
MINUTES = {"emergency": 13, "priority": 110, "scheduled": 2500}  # within which they all arrive
IN_PARTS = frozenset({"Moors", "Coast"})  # which assess the risk in six parts
UNKNOWN = {"Central": 0.02, "Moors": 0.0, "Riverside": 0.04, "Coast": 0.08}  # if a child is there


def make(part: Part) -> None:
    """The incidents of this part in the order of their time; one grade in four is changed."""
    part.tables[INCIDENT], part.tables[REGRADE], part.tables[CHILD] = [], [], []
    districts = part.dealt(INCIDENTS, **CHILDREN_OF)
    grades = part.dealt(INCIDENTS, emergency=30, priority=36, scheduled=22, no_deployment=12)
    times = sorted(part.moment(0, 83) for _ in range(INCIDENTS))  # a visit comes two days later
    for number, (when, grade, district) in enumerate(zip(times, grades, districts, strict=True)):
        record = _incident(part, number, when, grade, district)
        part.tables[INCIDENT].append(record)
        if number % 4 == 0:
            part.tables[REGRADE].append(_regrade(part, record))
        if record["children_present"] == "Y":
            part.tables[CHILD].append(_child(part, record))


def _incident(part: Part, number: int, when: str, grade: str, district: str) -> Record:
    rng = part.rng
    urgent = grade in ("emergency", "priority")
    children = "U" if rng.random() < UNKNOWN[district] else rng.choice("YYN")
    record = dict.fromkeys(COLUMNS[INCIDENT].split(), "") | {
        "incident_ref": part.ref("I", number),
        "district": district,
        "area": "rural" if district == "Moors" else rng.choice(("urban",) * 7 + ("rural", "")),
        "received_at": when,
        "call_taker": rng.choice(part.staff["taker"]),
        "children_present": children,
        "domestic_abuse": rng.choice("YN") if urgent or children == "N" else "N",
        "risk_assessment": words.call(part.count(number)) if children == "Y" else "",
        "vulnerability_flag": rng.choice("YYN") if children == "Y" else "N",
        "repeat_checked": "Y" if children == "Y" else rng.choice("YYYN"),
        "history_checked": "Y" if children == "Y" else rng.choice("YYYN"),
        "grade": grade,
        "grade_reason": rng.choice(words.GRADED),
        "closed_at": part.later(when, 60, 74),
        "_bare": "" if number % 4 == 0 else "yes",
    }
    if district in IN_PARTS and children == "Y":
        record |= {"thrive_threat": record["risk_assessment"], "risk_assessment": ""}
        record |= {part_of: rng.choice(texts) for part_of, texts in words.THRIVE.items()}
    if grade == "no_deployment" and children == "Y":
        record["supervisor_review_at"] = part.later(when, 0.5, 3)
    if number % 3 == 0:
        record |= {"offence": rng.choice(words.OFFENCES), "crime_ref": part.ref("C", 2000 + number)}
    if grade != "no_deployment":
        most = MINUTES[grade] / 60
        record["deployed_at"] = part.later(when, 0, 0.02)
        record["arrived_at"] = part.later(when, 0.05, most)
    return record


def _child(part: Part, incident: Record) -> Record:
    """The child who was there; nobody fears for it, or it stands among the notifications."""
    return {
        "incident_ref": incident["incident_ref"],
        "child_id": part.rng.choice(part.children)["child_id"],
        "district": incident["district"],
        "incident_at": incident["received_at"],
        "at_risk": "N",
        "_incident": "yes",
    }


def _regrade(part: Part, incident: Record) -> Record:
    """A change of the grade to what it is now; who lowers one says why, and a supervisor agrees."""
    before_that = part.rng.choice([one for one in GRADES if one != incident["grade"]])
    record = dict.fromkeys(COLUMNS[REGRADE].split(), "") | {
        "incident_ref": incident["incident_ref"],
        "district": incident["district"],
        "regraded_at": part.later(incident["received_at"], 0.05, 0.2),
        "from_grade": before_that,
        "to_grade": incident["grade"],
        "regraded_by": incident["call_taker"],
    }
    if GRADES.index(incident["grade"]) > GRADES.index(before_that):
        record["regrade_reason"] = "He has left, and a neighbour stays with her"
        record["supervisor_id"] = part.rng.choice(part.staff["supervisor"])
        record["_lowered"] = "yes"
    return record


def bare(where: Where = bool) -> Where:
    """The grade of the incident was never changed."""
    return lambda one: one["_bare"] and where(one)


def child_there(one: Record) -> object:
    """A child was there."""
    return one["children_present"] == "Y"


def in_one_text(one: Record) -> object:
    """The risk is assessed in one text."""
    return one["risk_assessment"]


def in_parts(one: Record) -> object:
    """The risk is assessed in six parts."""
    return one["thrive_threat"]


def no_child(one: Record) -> object:
    """No child was there, so that nothing more is asked of the record."""
    return one["children_present"] == "N"


def nobody_sent(one: Record) -> object:
    """A child was there, and nobody was sent."""
    return child_there(one) and one["grade"] == "no_deployment"


def crime(one: Record) -> object:
    """A child was there, and a crime was recorded, long before the end of the export."""
    return child_there(one) and one["crime_ref"] and one["received_at"] < "2026-03-28"


def priority(one: Record) -> object:
    """Somebody was to come within two hours."""
    return one["grade"] == "priority"


def appointment(one: Record) -> object:
    """A visit was arranged where a child is."""
    return child_there(one) and one["grade"] == "scheduled"


def attended(one: Record) -> object:
    """Somebody came."""
    return one["arrived_at"]


def lowered(one: Record) -> object:
    """The grade was lowered."""
    return one.get("_lowered")


def copied(part: Part, record: Record) -> None:
    """The words of another incident, in small letters: both break the rule."""
    other = part.pick(INCIDENT, bare(in_one_text))
    record["risk_assessment"] = other["risk_assessment"].lower()
    part.note("CRR-602", INCIDENT, other)


def unnamed(part: Part, record: Record) -> None:
    """Nobody wrote which child it was."""
    kept = [one for one in part.tables[CHILD] if one["incident_ref"] != record["incident_ref"]]
    part.tables[CHILD][:] = kept


LATE = later("arrived_at", "received_at", 4, 9)
NEVER_THERE = text(deployed_at="", arrived_at="")
LOOKED_AT_AGAIN = later("reassessed_at", "received_at", 2.5, 3.5)
APRIL = "2026-04-{day} 10:15"
TO_COME = {
    "received_at": APRIL,
    "deployed_at": "",
    "arrived_at": "",
    "closed_at": "",
}

FAULTS = (
    Fault("CRR-401", INCIDENT, text(domestic_abuse="Y"), bare(appointment)),
    *identified("CRR", INCIDENT, "incident_ref", bare(no_child)),
    *each(
        blank,
        "CRR-290",
        INCIDENT,
        "district received_at call_taker domestic_abuse grade",
        bare(no_child),
    ),
    *each(
        unreadable,
        "CRR-390",
        INCIDENT,
        "received_at deployed_at arrived_at reassessed_at",
        bare(priority),
    ),
    *each(unreadable, "CRR-390", INCIDENT, "supervisor_review_at closed_at", bare()),
    *each(off_list, "CRR-391", INCIDENT, "area children_present domestic_abuse", bare(no_child)),
    *each(off_list, "CRR-391", INCIDENT, "repeat_checked grade", bare(no_child)),
    Fault("CRR-490", INCIDENT, before("deployed_at", "received_at"), bare(attended), "deployed_at"),
    Fault("CRR-490", INCIDENT, before("arrived_at", "received_at"), bare(attended), "arrived_at"),
    Fault(
        "CRR-490", INCIDENT, before("reassessed_at", "received_at"), bare(attended), "reassessed_at"
    ),
    Fault(
        "CRR-490",
        INCIDENT,
        before("supervisor_review_at", "received_at"),
        bare(),
        "supervisor_review_at",
    ),
    Fault("CRR-490", INCIDENT, before("closed_at", "received_at"), bare(), "closed_at"),
    Fault("CRR-201", INCIDENT, text(repeat_checked="N"), bare(child_there)),
    Fault("CRR-203", INCIDENT, text(history_checked="N"), bare(child_there)),
    Fault("CRR-204", INCIDENT, text(grade_reason="tbc"), bare(child_there)),
    Fault("CRR-205", INCIDENT, text(vulnerability_flag=""), bare(child_there)),
    Fault("CRR-206", INCIDENT, text(supervisor_review_at=""), nobody_sent),
    Fault("CRR-207", INCIDENT, unnamed, bare(child_there)),
    Fault("CRR-208", INCIDENT, text(crime_ref="tbc"), bare(crime)),
    *each(off_list, "CRR-391", INCIDENT, "vulnerability_flag history_checked", bare(no_child)),
    Fault("CRR-501", INCIDENT, together(LATE, LOOKED_AT_AGAIN), bare(priority)),
    Fault("CRR-502", INCIDENT, LATE, bare(priority), also=("CRR-501",)),
    Fault("CRR-503", INCIDENT, together(NEVER_THERE, LOOKED_AT_AGAIN), bare(priority)),
    Fault("CRR-601", INCIDENT, text(risk_assessment="Low risk, call {n}."), bare(child_there)),
    Fault("CRR-602", INCIDENT, copied, bare(in_one_text)),
    Fault("CRR-209", INCIDENT, text(thrive_vulnerability="tbc"), in_parts),
    *too_late("CRR", INCIDENT, TO_COME, bare(no_child)),
    *too_late(
        "CRR",
        INCIDENT,
        {"arrived_at": APRIL},
        bare(priority),
        ("CRR-501", "CRR-502"),
    ),
    *too_late("CRR", INCIDENT, {"deployed_at": APRIL}, bare(attended)),
    *too_late("CRR", INCIDENT, {"reassessed_at": APRIL}, bare(attended)),
    *too_late("CRR", INCIDENT, {"supervisor_review_at": APRIL}, bare()),
    *too_late("CRR", INCIDENT, {"closed_at": APRIL}, bare(attended)),
    silent_month("CRR-101", INCIDENT, "received_at"),
    Fault("CRR-202", REGRADE, text(supervisor_id=""), lowered),
    *each(nowhere, "CRR-193", REGRADE, "incident_ref"),
    *each(rounded, "CRR-195", REGRADE, "incident_ref", also=("CRR-193 incident_ref",)),
    *each(blank, "CRR-290", REGRADE, "incident_ref regraded_at from_grade to_grade regraded_by"),
    *each(unreadable, "CRR-390", REGRADE, "regraded_at"),
    *each(off_list, "CRR-391", REGRADE, "from_grade to_grade"),
    *too_late("CRR", REGRADE, {"regraded_at": APRIL}),
)
