"""What officers tell partners about a child, and what the council makes of it."""

from __future__ import annotations

from datetime import datetime, timedelta

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
    text,
    together,
    too_late,
    twice,
    unreadable,
)
from part import LAST_DAY, Part, Record, Where, hours_from, shift

NOTICE, REFERRAL, CHILD = "notification", "referral", "incident_child"
COLUMNS = {
    NOTICE: "notification_ref incident_ref child_id district team incident_at submitted_at"
    " risk_text domestic_abuse child_present child_spoken_to child_words adult_present"
    " children_in_household risk_grade school_notified_at no_school_reason assessed_at sent_at"
    " received_by_partner_at not_sent_reason lawful_basis outcome outcome_at"
    " no_further_action_reason strategy_discussion_at",
    REFERRAL: "referral_ref child_id notification_ref source received_on decided_on",
}
NOTIFICATIONS = 220
FRIDAY = 4  # of a week that begins with 0
END = f"{LAST_DAY:%Y-%m-%d %H:%M}"
OUTCOMES = ("assessment", "strategy_discussion", "early_help", "open_case", "no_further_action")


def make(part: Part) -> None:
    """The notifications of this part; for every second one a referral, and the child on the log."""
    part.tables[NOTICE], part.tables[REFERRAL] = [], []
    paths = part.dealt(NOTIFICATIONS, answered=56, sent=9, kept=9, direct=10, new=16)
    for number, path in enumerate(paths):
        record = _notification(part, number, path)
        part.tables[NOTICE].append(record)
        if number % 2:
            part.tables[REFERRAL].append(_referral(part, number, record))
            part.tables[CHILD].append(_at_incident(number, record))
        record["_bare"] = "" if number % 2 else "yes"


def _notification(part: Part, number: int, path: str) -> Record:
    rng = part.rng
    child, when = rng.choice(part.children), part.moment(0, 82)
    incident = number
    if number % 20 == 2:  # a brother or sister at the same incident, told of in the same words
        incident, before_it = number - 1, part.tables[NOTICE][-1]
        when, path = before_it["incident_at"], before_it["_path"]
        child = rng.choice(
            [one for one in part.children if one["child_id"] != before_it["child_id"]]
        )
    elif path in ("sent", "direct"):  # the council still has some days to say what it decided
        when = part.moment(72, 82)
    elif path == "answered":  # and here it had them, before the end of the quarter
        when = part.moment(0, 72)
    record = dict.fromkeys(COLUMNS[NOTICE].split(), "") | {
        "notification_ref": part.ref("N", number),
        "incident_ref": part.ref("I", 1000 + incident),
        "child_id": child["child_id"],
        "district": child["district"],
        "team": part.team(child["district"]),
        "incident_at": when,
        "submitted_at": part.later(when, 0.5, 20),
        "risk_text": words.risk(part.count(incident)),
        "domestic_abuse": "N",
        "child_present": rng.choice("YYYN"),
        "child_spoken_to": "Y" if child["talks"] else "P",
        "child_words": rng.choice(words.OWN_WORDS) if child["talks"] else "",
        "adult_present": rng.choice("YNNU") if child["talks"] else "",
        "children_in_household": "2" if number % 20 in (1, 2) else "1",
        "risk_grade": "green" if path in ("answered", "sent", "kept") else "blue",
        "lawful_basis": rng.choice(("Safeguarding of a child", "Consent of the mother")),
        "_path": path,
        "_alone": "" if number % 20 in (1, 2) else "yes",
    }
    if rng.random() < 0.5:
        record["domestic_abuse"] = "Y"
        if child["talks"]:
            record["school_notified_at"] = part.later(when, 0.5, 3.5)
        else:
            record["no_school_reason"] = "Too young for school"
    _path(part, record, path)
    return record


def _path(part: Part, record: Record, path: str) -> None:
    """How far it went: to the partners' desk, to the council, and back."""
    if path in ("answered", "sent", "kept"):
        record["assessed_at"] = part.later(record["submitted_at"], 4.5, 10)
    if path == "kept":
        record["not_sent_reason"] = "Below the threshold that was agreed"
    if path in ("answered", "sent", "direct"):
        record["sent_at"] = part.later(record["submitted_at"], 10.5, 22)
        record["received_by_partner_at"] = part.later(record["sent_at"], 0.1, 1)
    if path == "answered":
        record["outcome"] = part.rng.choice(OUTCOMES)
        record["outcome_at"] = part.later(record["sent_at"], 20, 250)
        if record["outcome"] == "no_further_action":
            record["no_further_action_reason"] = "The school nurse visits each week"
        if record["outcome"] == "strategy_discussion":
            held = part.later(record["outcome_at"], 2, 40)
            record["strategy_discussion_at"] = held if held < END else ""


def _referral(part: Part, number: int, notification: Record) -> Record:
    received = notification["submitted_at"][:10]
    return {
        "referral_ref": part.ref("R", number),
        "child_id": notification["child_id"],
        "notification_ref": notification["notification_ref"],
        "source": "Police",
        "received_on": received,
        "decided_on": shift(received, days=part.rng.randint(0, 1)),
    }


def _at_incident(number: int, notification: Record) -> Record:
    """The child of a notification, as the log of the incident has it."""
    return {
        "incident_ref": notification["incident_ref"],
        "child_id": notification["child_id"],
        "district": notification["district"],
        "incident_at": notification["incident_at"],
        "at_risk": "Y" if number % 4 == 1 else "N",
    }


def bare(where: Where = bool) -> Where:
    """No referral names the notification, and no other shares its incident."""
    return lambda one: one["_bare"] and one["_alone"] and where(one)


def abuse(one: Record) -> object:
    """Domestic abuse, and the school was told."""
    return one["school_notified_at"]


def abuse_long_ago(one: Record) -> object:
    """The same, more than a week before the end of the export."""
    return abuse(one) and one["incident_at"] < "2026-03-23"


def no_abuse(one: Record) -> object:
    """No domestic abuse."""
    return one["domestic_abuse"] == "N"


def answered(one: Record) -> object:
    """The council has said what it decided."""
    return one["_path"] == "answered"


def answered_long_ago(one: Record) -> object:
    """The same, of what was sent more than 25 days before the end of the export."""
    return answered(one) and one["sent_at"] < "2026-03-06"


def unanswered(one: Record) -> object:
    """It was sent, and the council has not yet said what it decided."""
    return one["_path"] in ("sent", "direct")


def undiscussed(one: Record) -> object:
    """The council has decided, and on something else than a strategy discussion."""
    return answered(one) and one["outcome"] != "strategy_discussion"


def discussed(one: Record) -> object:
    """A strategy discussion was held, and decided on long before the end of the export."""
    return one["strategy_discussion_at"] and one["outcome_at"] < "2026-03-24"


def told(one: Record) -> object:
    """Domestic abuse, and the child was spoken to."""
    return abuse(one) and one["child_spoken_to"] == "Y"


def feared_for(one: Record) -> object:
    """A child at an incident for whom somebody fears, long before the end of the export."""
    return one["at_risk"] == "Y" and one["incident_at"] < "2026-03-28"


def no_fear(one: Record) -> object:
    """A child for whom nobody fears, at an incident that stands in no table of incidents."""
    return one["at_risk"] == "N" and "_incident" not in one


def new(one: Record) -> object:
    """Nobody has assessed it yet."""
    return one["_path"] == "new"


def new_long_ago(one: Record) -> object:
    """The same, more than a day before the end of the export."""
    return new(one) and one["incident_at"] < "2026-03-30"


def at_noon(_: Part, record: Record) -> None:
    """The school was told on the next working day, and not before it began."""
    day = datetime.fromisoformat(record["incident_at"][:10]) + timedelta(days=1)
    while day.weekday() > FRIDAY:
        day += timedelta(days=1)
    record["school_notified_at"] = f"{day:%Y-%m-%d} 12:05"


def sent_later(part: Part, record: Record) -> None:
    """It lay on the desk for two days after the assessment, or after the notification."""
    sent = part.later(record["assessed_at"], 40, 60)
    waited = hours_from(record["sent_at"], sent)
    for column in ("sent_at", "received_by_partner_at", "outcome_at", "strategy_discussion_at"):
        if record[column]:
            record[column] = shift(record[column], hours=waited)


def copied(part: Part, record: Record) -> None:
    """The words of another incident, in small letters: both break the rule."""
    other = part.pick(NOTICE, bare())
    record["risk_text"] = other["risk_text"].lower()
    part.note("REF-602", NOTICE, other)


UNSENT = text(
    sent_at="",
    received_by_partner_at="",
    not_sent_reason="",
    outcome="",
    outcome_at="",
    no_further_action_reason="",
)
APRIL = "2026-04-{day} 10:15"
NOT_YET_RECEIVED = {"sent_at": APRIL, "received_by_partner_at": ""}
TOO_LONG = together(text(risk_grade="red"), later("assessed_at", "submitted_at", 30, 40))
LATE_AT_SCHOOL = later("school_notified_at", "incident_at", 150, 170)
NOTHING_DONE = text(outcome="no_further_action", no_further_action_reason="")

FAULTS = (
    Fault("REF-207", NOTICE, text(strategy_discussion_at=""), bare(discussed)),
    Fault(
        "REF-506",
        NOTICE,
        later("strategy_discussion_at", "outcome_at", 100, 120),
        bare(discussed),
    ),
    *too_late("REF", NOTICE, {"strategy_discussion_at": APRIL}, bare(discussed), ("REF-506",)),
    *each(unreadable, "REF-390", NOTICE, "strategy_discussion_at", bare(undiscussed)),
    Fault("REF-205", NOTICE, text(child_words="n/a"), bare(told)),
    Fault("REF-206", NOTICE, text(adult_present=""), bare(told)),
    *too_late("REF", NOTICE, {"submitted_at": APRIL}, bare(new_long_ago), ("REF-501",)),
    *each(unreadable, "REF-390", NOTICE, "sent_at", bare(new)),
    twice("REF-191", NOTICE, "notification_ref child_id", bare()),
    *each(rounded, "REF-195", NOTICE, "notification_ref child_id", bare()),
    *each(blank, "REF-290", NOTICE, "notification_ref child_id", bare(), ("REF-191",)),
    *each(blank, "REF-290", NOTICE, "incident_ref incident_at submitted_at", bare()),
    *each(blank, "REF-290", NOTICE, "domestic_abuse child_spoken_to", bare()),
    *each(unreadable, "REF-390", NOTICE, "incident_at submitted_at assessed_at outcome_at", bare()),
    *each(unreadable, "REF-390", NOTICE, "school_notified_at", bare(no_abuse)),
    *each(off_list, "REF-391", NOTICE, "domestic_abuse child_spoken_to", bare(no_abuse)),
    *each(off_list, "REF-391", NOTICE, "outcome", bare(answered)),
    Fault("REF-490", NOTICE, before("submitted_at", "incident_at"), bare(), "submitted_at"),
    Fault(
        "REF-490",
        NOTICE,
        before("school_notified_at", "incident_at"),
        bare(abuse),
        "school_notified_at",
    ),
    Fault("REF-490", NOTICE, before("assessed_at", "submitted_at"), bare(answered), "assessed_at"),
    Fault("REF-490", NOTICE, before("sent_at", "submitted_at"), bare(answered), "sent_at"),
    Fault("REF-490", NOTICE, before("outcome_at", "sent_at"), bare(undiscussed), "outcome_at"),
    *too_late("REF", NOTICE, {"incident_at": APRIL}, bare(no_abuse), ("REF-490 submitted_at",)),
    *too_late("REF", NOTICE, {"school_notified_at": APRIL}, bare(abuse), ("REF-502", "REF-507")),
    *too_late("REF", NOTICE, {"assessed_at": APRIL, "risk_grade": ""}, bare(answered)),
    *too_late("REF", NOTICE, NOT_YET_RECEIVED, bare(unanswered), ("REF-508",)),
    *too_late("REF", NOTICE, {"received_by_partner_at": APRIL}, bare(unanswered)),
    *too_late("REF", NOTICE, {"outcome_at": APRIL}, bare(answered_long_ago), ("REF-503",)),
    Fault("REF-201", NOTICE, text(school_notified_at=""), bare(abuse)),
    Fault("REF-202", NOTICE, UNSENT, bare(answered)),
    Fault("REF-203", NOTICE, NOTHING_DONE, bare(answered)),
    Fault("REF-204", NOTICE, text(lawful_basis="tbc"), bare(answered)),
    Fault("REF-401", NOTICE, text(children_in_household="3"), bare()),
    *each(unreadable, "REF-390", NOTICE, "children_in_household", bare()),
    Fault("REF-393", NOTICE, text(children_in_household="-1"), bare(), "children_in_household"),
    *each(off_list, "REF-391", NOTICE, "adult_present risk_grade", bare(no_abuse)),
    Fault("REF-505", NOTICE, TOO_LONG, bare(answered)),
    Fault("REF-501", NOTICE, later("incident_at", "submitted_at", -90, -30), bare(no_abuse)),
    Fault("REF-502", NOTICE, LATE_AT_SCHOOL, bare(abuse_long_ago), also=("REF-507",)),
    Fault("REF-507", NOTICE, at_noon, bare(abuse_long_ago)),
    Fault("REF-209", NOTICE, text(child_present="tbc"), bare(abuse)),
    Fault("REF-210", NOTICE, text(received_by_partner_at=""), bare(answered)),
    Fault("REF-508", NOTICE, sent_later, bare(answered_long_ago)),
    *each(off_list, "REF-391", NOTICE, "child_present", bare(no_abuse)),
    *each(unreadable, "REF-390", NOTICE, "received_by_partner_at", bare(unanswered)),
    Fault(
        "REF-490",
        NOTICE,
        before("received_by_partner_at", "sent_at"),
        bare(unanswered),
        "received_by_partner_at",
    ),
    Fault("REF-503", NOTICE, later("outcome_at", "sent_at", 400, 600), bare(answered_long_ago)),
    Fault("REF-601", NOTICE, text(risk_text="Worried about child no. {n}."), bare()),
    Fault("REF-602", NOTICE, copied, bare()),
    Fault("REF-208", CHILD, text(child_id="C{n}"), feared_for),
    twice("CRR-191", CHILD, "incident_ref child_id", no_fear),
    *each(rounded, "CRR-195", CHILD, "incident_ref child_id", no_fear),
    *each(blank, "CRR-290", CHILD, "incident_ref child_id", no_fear, ("CRR-191",)),
    *each(blank, "CRR-290", CHILD, "incident_at at_risk", no_fear),
    *each(unreadable, "CRR-390", CHILD, "incident_at", no_fear),
    *each(off_list, "CRR-391", CHILD, "at_risk", no_fear),
    *too_late("CRR", CHILD, {"incident_at": APRIL}, no_fear),
    *identified("REF", REFERRAL, "referral_ref"),
    *each(nowhere, "REF-193", REFERRAL, "notification_ref"),
    *each(rounded, "REF-195", REFERRAL, "notification_ref", also=("REF-193 notification_ref",)),
    *each(blank, "REF-290", REFERRAL, "child_id received_on"),
    *each(blank, "REF-290", REFERRAL, "decided_on", also=("REF-504",)),
    *each(unreadable, "REF-390", REFERRAL, "received_on decided_on"),
    Fault("REF-490", REFERRAL, before("decided_on", "received_on"), field="decided_on"),
    *too_late("REF", REFERRAL, {"received_on": "2026-04-{day}", "decided_on": ""}),
    *too_late(
        "REF",
        REFERRAL,
        {"decided_on": "2026-04-{day}", "received_on": "2026-03-17"},
        also=("REF-504",),
    ),
    Fault("REF-504", REFERRAL, later("received_on", "decided_on", -200, -170)),
)
