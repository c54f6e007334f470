"""Referrals about abuse online; registered sex offenders, and the visits to them."""

from __future__ import annotations

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
    text,
    together,
    too_late,
    unreadable,
)
from part import CHILDREN_OF, Part, Record, Where

ONLINE, OFFENDER, VISIT = "online_referral", "rso", "rso_visit"
COLUMNS = {
    ONLINE: "referral_ref district source received_at risk_level risk_assessed_at"
    " intelligence_at first_action_at children_in_household safeguarding_referral_at"
    " arrest_or_warrant_at closed_at",
    OFFENDER: "offender_ref district manager_id risk_level tool risk_assessed_on trigger_on"
    " reactive next_visit_due annual_notification_on moved_on address_notified_on",
    VISIT: "offender_ref district visit_due_on visit_on visit_outcome children_contact"
    " child_referral_ref",
}
REFERRALS, OFFENDERS = 70, 64
HOURS = {"very_high": 20, "high": 150, "medium": 300, "low": 600}  # within which they all act
SOURCES = ("nca", "nca", "nca", "public", "force", "partner", "other")
UNKNOWN = {"Central": 0.04, "Moors": 0.0, "Riverside": 0.04, "Coast": 0.1}  # if children live there


def make(part: Part) -> None:
    """The referrals, offenders and visits of this part."""
    paths = part.dealt(REFERRALS, acted=50, closed=25, new=25)
    part.tables[ONLINE] = [_referral(part, number, path) for number, path in enumerate(paths)]
    part.tables[OFFENDER], part.tables[VISIT] = [], []
    for number in range(OFFENDERS):
        record = _offender(part, number)
        record["_bare"] = "yes" if number % 2 else ""
        part.tables[OFFENDER].append(record)
        if not record["_bare"]:
            part.tables[VISIT].append(_visit(part, record))
        if number % 8 == 0:
            part.tables[VISIT].append(_planned(record))


def _referral(part: Part, number: int, path: str) -> Record:
    """A referral that was acted on, closed without action, or has just come in."""
    rng = part.rng
    received = part.moment(0, 46) if path != "new" else part.moment(73, 84)
    levels = tuple(HOURS) if path != "new" else ("medium", "low")  # there is still time to act
    district, level = rng.choice(tuple(CHILDREN_OF)), rng.choice(levels)
    record = dict.fromkeys(COLUMNS[ONLINE].split(), "") | {
        "referral_ref": part.ref("E", number),
        "district": district,
        "source": rng.choice(SOURCES),
        "received_at": received,
        "risk_level": level,
        "risk_assessed_at": part.later(received, 0.5, 5),
        "children_in_household": "U" if rng.random() < UNKNOWN[district] else rng.choice("YN"),
        "_path": path,
    }
    if path == "closed":
        record["closed_at"] = part.later(received, 6, HOURS[level])
    if path == "acted":
        record["first_action_at"] = part.later(received, 6, HOURS[level])
        record["arrest_or_warrant_at"] = part.later(record["first_action_at"], 0, 10)
        if rng.random() < 0.3:
            record["intelligence_at"] = part.later(received, 700, 800)
            record["risk_assessed_at"] = part.later(record["intelligence_at"], 1, 30)
    if record["children_in_household"] == "Y" and path != "new":
        acted = record["first_action_at"] or received
        record["safeguarding_referral_at"] = part.later(acted, 0.5, 20)
    return record


def _offender(part: Part, number: int) -> Record:
    reactive = number % 4 == 3
    level = "low" if reactive else part.rng.choice(("low", "medium", "high", "very_high"))
    moved = part.day(5, 70) if number % 5 == 0 else ""
    return {
        "offender_ref": part.ref("S", number),
        "district": part.rng.choice(tuple(CHILDREN_OF)),
        "manager_id": part.rng.choice(part.staff["supervisor"]),
        "risk_level": level,
        "tool": "ARMS",
        "risk_assessed_on": part.day(40, 80),
        "trigger_on": part.day(10, 39) if number % 3 == 0 else "",
        "reactive": "Y" if reactive else "N",
        "next_visit_due": "" if reactive else part.day(87, 150),
        "annual_notification_on": part.day(-250, 60),
        "moved_on": moved,
        "address_notified_on": part.later(moved, 0, 70) if moved else "",
    }


def _visit(part: Part, offender: Record) -> Record:
    due = part.day(10, 80)
    contact = part.rng.choice("YNNNNNN")
    return {
        "offender_ref": offender["offender_ref"],
        "district": offender["district"],
        "visit_due_on": due,
        "visit_on": part.later(due, -200, 0),
        "visit_outcome": part.rng.choice(("Seen at home", "Seen at work", "Not at home")),
        "children_contact": contact,
        "child_referral_ref": part.ref("R", 2000) if contact == "Y" else "",
    }


def _planned(offender: Record) -> Record:
    """A visit that is not due yet, of which there is nothing to say."""
    return dict.fromkeys(COLUMNS[VISIT].split(), "") | {
        "offender_ref": offender["offender_ref"],
        "district": offender["district"],
        "visit_due_on": offender["next_visit_due"],
    }


def path(name: str, where: Where = bool) -> Where:
    """How far a referral went."""
    return lambda one: one["_path"] == name and where(one)


def graded_once(one: Record) -> object:
    """It was acted on, without new intelligence, and no children live there."""
    return path("acted", without_children)(one) and not one["intelligence_at"]


def with_children(one: Record) -> object:
    """It was acted on, and children live there."""
    return one["_path"] == "acted" and one["children_in_household"] == "Y"


def without_children(one: Record) -> object:
    """No children live there."""
    return one["children_in_household"] == "N"


def bare(where: Where = bool) -> Where:
    """An offender whom no visit names."""
    return lambda one: one["_bare"] and where(one)


def visited(one: Record) -> object:
    """An offender who is to be visited, who did not move, and of whom there was nothing new."""
    return one["reactive"] == "N" and not one["trigger_on"] and not one["moved_on"]


def reactive(one: Record) -> object:
    """An offender who is not to be visited."""
    return one["reactive"] == "Y"


def made(one: Record) -> object:
    """A visit that was made."""
    return one["visit_on"]


ACTED_AT_ONCE = together(
    before("first_action_at", "received_at"), before("risk_assessed_at", "received_at")
)
APRIL = "2026-04-{day} 10:15"
LOW = {"risk_level": "low", "received_at": "2026-03-23 10:15"}
NEXT_MONTH = {"visit_on": "2026-04-{day}", "visit_due_on": "2026-04-19"}

FAULTS = (
    Fault("OCA-201", ONLINE, text(safeguarding_referral_at=""), with_children),
    Fault(
        "OCA-502",
        ONLINE,
        later("safeguarding_referral_at", "first_action_at", 25, 90),
        with_children,
    ),
    Fault("OCA-202", ONLINE, text(risk_assessed_at=""), path("new")),
    Fault("OCA-401", ONLINE, later("risk_assessed_at", "first_action_at", 1, 9), graded_once),
    Fault("OCA-501", ONLINE, later("received_at", "received_at", -900, -800), graded_once),
    Fault("OCA-501", ONLINE, text(received_at="2026-01-05 10:15"), path("new")),
    Fault("OCA-503", ONLINE, later("intelligence_at", "risk_assessed_at", 10, 90), path("acted")),
    *identified("OCA", ONLINE, "referral_ref"),
    *each(blank, "OCA-290", ONLINE, "source received_at"),
    Fault("OCA-291", ONLINE, text(risk_level="tbc"), field="risk_assessed_at"),
    *each(unreadable, "OCA-390", ONLINE, "received_at", path("new")),
    *each(unreadable, "OCA-390", ONLINE, "closed_at", path("new", without_children)),
    *each(unreadable, "OCA-390", ONLINE, "risk_assessed_at", path("closed")),
    *each(unreadable, "OCA-390", ONLINE, "intelligence_at first_action_at", path("new")),
    *each(unreadable, "OCA-390", ONLINE, "arrest_or_warrant_at"),
    *each(unreadable, "OCA-390", ONLINE, "safeguarding_referral_at", without_children),
    *each(off_list, "OCA-391", ONLINE, "source risk_level children_in_household"),
    Fault("OCA-490", ONLINE, ACTED_AT_ONCE, graded_once, "first_action_at"),
    Fault(
        "OCA-490",
        ONLINE,
        before("arrest_or_warrant_at", "received_at"),
        field="arrest_or_warrant_at",
    ),
    Fault("OCA-490", ONLINE, before("closed_at", "received_at"), path("closed"), "closed_at"),
    *too_late("OCA", ONLINE, {"received_at": APRIL}, path("new")),
    *too_late("OCA", ONLINE, {"risk_assessed_at": APRIL}, path("closed")),
    *too_late("OCA", ONLINE, {"intelligence_at": APRIL}, path("closed")),
    *too_late("OCA", ONLINE, {"first_action_at": APRIL} | LOW, path("new")),
    *too_late("OCA", ONLINE, {"safeguarding_referral_at": APRIL}, path("new")),
    *too_late("OCA", ONLINE, {"arrest_or_warrant_at": APRIL}, path("closed")),
    *too_late("OCA", ONLINE, {"closed_at": APRIL}, path("acted")),
    *identified("SOM", OFFENDER, "offender_ref", bare()),
    *each(blank, "SOM-290", OFFENDER, "risk_level risk_assessed_on reactive", visited),
    *each(blank, "SOM-290", OFFENDER, "annual_notification_on"),
    *each(unreadable, "SOM-390", OFFENDER, "next_visit_due", reactive),
    *each(
        unreadable, "SOM-390", OFFENDER, "risk_assessed_on trigger_on address_notified_on", visited
    ),
    *each(unreadable, "SOM-390", OFFENDER, "moved_on annual_notification_on", visited),
    *each(off_list, "SOM-391", OFFENDER, "risk_level reactive", visited),
    Fault("SOM-201", OFFENDER, text(next_visit_due=""), visited),
    Fault("SOM-401", OFFENDER, text(risk_level="medium"), reactive),
    Fault("SOM-501", OFFENDER, text(next_visit_due="2026-03-20"), visited),
    Fault("SOM-502", OFFENDER, later("trigger_on", "risk_assessed_on", 24, 120), visited),
    Fault("SOM-503", OFFENDER, text(annual_notification_on="2025-03-03"), visited),
    Fault("SOM-504", OFFENDER, text(moved_on="2026-03-02", address_notified_on="")),
    *too_late("SOM", OFFENDER, {"risk_assessed_on": "2026-04-{day}"}, visited),
    *too_late("SOM", OFFENDER, {"trigger_on": "2026-04-{day}"}, visited),
    *too_late("SOM", OFFENDER, {"annual_notification_on": "2026-04-{day}"}),
    *too_late("SOM", OFFENDER, {"moved_on": "2026-04-{day}", "address_notified_on": ""}),
    *too_late("SOM", OFFENDER, {"address_notified_on": "2026-04-{day}"}, visited),
    Fault("SOM-202", VISIT, text(children_contact="Y", child_referral_ref=""), made),
    Fault("SOM-505", VISIT, later("visit_on", "visit_due_on", 24, 150), made),
    Fault(
        "SOM-505",
        VISIT,
        text(visit_on="", visit_outcome=""),
        made,
        also=("SOM-290 visit_on", "SOM-290 visit_outcome"),
    ),
    *each(nowhere, "SOM-193", VISIT, "offender_ref", made),
    *each(rounded, "SOM-195", VISIT, "offender_ref", made, ("SOM-193 offender_ref",)),
    *each(blank, "SOM-290", VISIT, "offender_ref visit_on visit_outcome", made),
    *each(unreadable, "SOM-390", VISIT, "visit_due_on visit_on", made),
    *each(off_list, "SOM-391", VISIT, "children_contact", made),
    *too_late("SOM", VISIT, NEXT_MONTH, made),
)
