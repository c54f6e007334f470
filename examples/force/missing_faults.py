"""What goes wrong with children who go missing, and with the interviews after their return."""

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
    silent_month,
    text,
    too_late,
    unreadable,
)
from missing import EPISODE, INTERVIEW
from part import Part, Record, Where, hours_from, shift

# Where


def once(where: Where = bool) -> Where:
    """The only episode of its child."""
    return lambda one: one["_of"] == "1" and where(one)


def out(one: Record) -> object:
    """The child is not back."""
    return once()(one) and not one["returned_at"]


def looked_after(one: Record) -> object:
    """A council looks after the child."""
    return once()(one) and one["looked_after"] == "Y"


def back(one: Record) -> object:
    """The child has been back for more than 72 hours, and the police asked."""
    returned = one["returned_at"] < "2026-03-27 23:00"  # an hour of that is lost to summer time
    return once()(one) and one["prevention_interview_at"] and returned


def accepted(one: Record) -> object:
    """The child is back, and took the first offer of an interview."""
    return back(one) and "_declined" not in one


def bare(one: Record) -> object:
    """No interview names the episode."""
    return once()(one) and one["_bare"]


def not_asked(one: Record) -> object:
    """The record says why the police did not ask."""
    return once()(one) and one["no_prevention_interview_reason"]


def held(one: Record) -> object:
    """An interview was held."""
    return one["outcome"] == "held"


def declined(one: Record) -> object:
    """A first offer was declined; another follows."""
    return one["accepted"] == "N"


def not_offered(one: Record) -> object:
    """No offer was made at first."""
    return one["offered"] == "N"


# How


def _interviews(part: Part, record: Record) -> list[Record]:
    """The entries for the child of an episode."""
    entries = part.tables["return_interview"]
    return [one for one in entries if one["child_id"] == record["child_id"]]


def forgotten(part: Part, record: Record) -> None:
    """Nobody wrote of an interview at all."""
    gone = {id(one) for one in _interviews(part, record)}
    kept = [one for one in part.tables["return_interview"] if id(one) not in gone]
    part.tables["return_interview"][:] = kept


def empty(part: Part, record: Record) -> None:
    """There is an entry for it, and nothing in it."""
    for one in _interviews(part, record):
        part.take(one)
        one |= {cell: "" for cell in one if cell not in ("episode_id", "child_id")}


def never_held(part: Part, record: Record) -> None:
    """It was offered, and the child could not be reached again."""
    for one in _interviews(part, record):
        part.take(one)
        if held(one):
            one |= {"held_at": "", "held_by_independent": "", "shared_with_police_at": ""}
            one["outcome"] = "not_reached"


def held_late(part: Part, record: Record) -> None:
    """It was held after more than three days."""
    for one in _interviews(part, record):
        part.take(one)
        if held(one):
            one["held_at"] = part.later(record["returned_at"], 75, 140)
            one["shared_with_police_at"] = part.later(one["held_at"], 1, 20)


def _before_that(part: Part, record: Record) -> Record:
    """The earlier episode of a child who went twice."""
    child, episodes = record["child_id"], part.tables[EPISODE]
    [earlier] = [one for one in episodes if one["child_id"] == child and one is not record]
    part.take(earlier)
    return earlier


def twice_at_once(part: Part, record: Record) -> None:
    """Reported again before the return from the first time: both break the rule."""
    earlier = _before_that(part, record)
    hours = hours_from(record["reported_at"], earlier["returned_at"]) - 1
    for column in ("last_seen_at", "reported_at", "risk_assessed_at"):
        record[column] = shift(record[column], hours=hours)
    part.note("MIS-402", EPISODE, earlier)


def still_out(part: Part, record: Record) -> None:
    """Reported again, and nobody wrote down the return from the first time: both break the rule."""
    earlier = _before_that(part, record)
    earlier |= {"returned_at": "", "closed_at": ""}
    part.note("MIS-402", EPISODE, earlier)


def taken_down_twice(part: Part, record: Record) -> None:
    """The same report under another reference: both break the rule."""
    again = record | {"episode_id": part.ref("M", 900)}
    part.tables[EPISODE].append(again)
    part.note("MIS-402", EPISODE, again)


def another_answer(part: Part, record: Record) -> None:
    """Another ethnicity than the first time: both break the rule."""
    earlier = _before_that(part, record)
    record["self_defined_ethnicity"] = "B9" if earlier["self_defined_ethnicity"] != "B9" else "M1"
    part.note("MIS-492", EPISODE, earlier, "self_defined_ethnicity")


def second(one: Record) -> object:
    """The second episode of a child who went twice."""
    return one["_of"] == "2" and one["_nth"] == "2"


APRIL = "2026-04-{day} 10:15"
REPORTED = {
    "reported_at": "2026-04-{day} 20:00",
    "last_seen_at": "2026-04-{day} 18:05",
    "risk_assessed_at": "",
}
BACK = {
    "returned_at": "2026-04-{day} 12:00",
    "no_prevention_interview_reason": "Back only today",
}
HELD = {
    "held_at": "2026-04-{day} 12:00",
    "accepted": "Y",
    "declined_reason": "",
    "outcome": "held",
    "held_by_independent": "Y",
    "shared_with_police_at": "",
}

FAULTS = (
    # what needs a child who went more than once, or is not back; what changes the interviews too
    Fault("MIS-205", EPISODE, text(strategy_meeting_at=""), lambda one: one["_nth"] == "3"),
    Fault("MIS-402", EPISODE, twice_at_once, second),
    Fault("MIS-402", EPISODE, still_out, second),
    Fault("MIS-402", EPISODE, taken_down_twice, accepted),
    Fault("MIS-492", EPISODE, another_answer, second, "self_defined_ethnicity"),
    Fault("MIS-403", EPISODE, later("closed_at", "reported_at", 30, 50), out),
    *each(blank, "MIS-290", EPISODE, "child_id", out),
    *each(unreadable, "MIS-390", EPISODE, "returned_at", out),
    *too_late("MIS", EPISODE, REPORTED, out),
    *too_late("MIS", EPISODE, BACK, out),
    Fault("MIS-206", EPISODE, text(placing_authority="tbc"), looked_after),
    Fault("MIS-203", EPISODE, forgotten, back, also=("MIS-501",)),
    Fault("MIS-203", EPISODE, empty, accepted, also=("MIS-501",)),
    Fault("MIS-501", EPISODE, never_held, accepted),
    Fault("MIS-502", EPISODE, held_late, back, also=("MIS-501",)),
    *each(unreadable, "MIS-390", EPISODE, "prevention_interview_at", not_asked),
    *identified("MIS", EPISODE, "episode_id", bare),
    *each(blank, "MIS-290", EPISODE, "district reported_at", once()),
    Fault("MIS-291", EPISODE, text(risk="tbc"), once(), "risk_assessed_at"),
    *each(unreadable, "MIS-390", EPISODE, "last_seen_at reported_at risk_assessed_at", once()),
    *each(unreadable, "MIS-390", EPISODE, "closed_at", back),
    *each(unreadable, "MIS-390", EPISODE, "strategy_meeting_at", once()),
    *each(off_list, "MIS-391", EPISODE, "risk looked_after self_defined_ethnicity", once()),
    Fault(
        "MIS-396",
        EPISODE,
        text(self_defined_ethnicity="O1"),
        once(),
        "self_defined_ethnicity",
        ("MIS-391 self_defined_ethnicity",),
    ),
    Fault(
        "MIS-490", EPISODE, before("risk_assessed_at", "reported_at"), once(), "risk_assessed_at"
    ),
    Fault("MIS-490", EPISODE, before("returned_at", "reported_at"), back, "returned_at"),
    Fault("MIS-490", EPISODE, before("closed_at", "reported_at"), back, "closed_at"),
    Fault(
        "MIS-490",
        EPISODE,
        before("prevention_interview_at", "returned_at"),
        back,
        "prevention_interview_at",
    ),
    *too_late("MIS", EPISODE, {"last_seen_at": APRIL}, once()),
    *too_late("MIS", EPISODE, {"risk_assessed_at": APRIL}, once(), ("MIS-503",)),
    *too_late("MIS", EPISODE, {"closed_at": APRIL}, back),
    *too_late("MIS", EPISODE, {"prevention_interview_at": APRIL}, back),
    Fault(
        "MIS-201", EPISODE, text(risk="no_apparent", risk_reason="n/a"), once(), also=("MIS-401",)
    ),
    Fault("MIS-401", EPISODE, text(risk="no_apparent", risk_reason="On the phone to dad"), once()),
    Fault("MIS-202", EPISODE, text(prevention_interview_at=""), back),
    Fault("MIS-503", EPISODE, later("risk_assessed_at", "reported_at", 1.5, 6), once()),
    silent_month("MIS-101", EPISODE, "reported_at"),
    # interviews
    Fault("MIS-204", INTERVIEW, text(not_offered_reason="tbc"), not_offered),
    Fault("MIS-207", INTERVIEW, text(declined_reason=""), declined),
    Fault("MIS-208", INTERVIEW, text(shared_with_police_at=""), held),
    Fault("MIS-404", INTERVIEW, text(accepted="NA"), held),
    Fault("MIS-405", INTERVIEW, text(outcome="held"), declined),
    Fault("MIS-406", INTERVIEW, text(held_by_independent="N"), held),
    *each(nowhere, "MIS-193", INTERVIEW, "episode_id", held),
    *each(rounded, "MIS-195", INTERVIEW, "episode_id", held, ("MIS-193 episode_id",)),
    *each(blank, "MIS-290", INTERVIEW, "child_id", declined),
    *each(blank, "MIS-290", INTERVIEW, "held_by_independent", held),
    *each(unreadable, "MIS-390", INTERVIEW, "offered_at", declined),
    *each(unreadable, "MIS-390", INTERVIEW, "held_at shared_with_police_at", held),
    *each(off_list, "MIS-391", INTERVIEW, "offered accepted outcome", declined),
    *each(off_list, "MIS-391", INTERVIEW, "held_by_independent", held),
    Fault("MIS-490", INTERVIEW, before("held_at", "offered_at"), held, "held_at"),
    Fault(
        "MIS-490",
        INTERVIEW,
        before("shared_with_police_at", "held_at"),
        held,
        "shared_with_police_at",
    ),
    *too_late("MIS", INTERVIEW, {"offered_at": APRIL}, declined),
    *too_late("MIS", INTERVIEW, {"shared_with_police_at": APRIL}, held),
    *too_late("MIS", INTERVIEW, HELD, declined),
)
