"""Children who go missing, and the interviews after their return."""

from __future__ import annotations

from faults import (
    Fault,
    afterwards,
    before,
    blank,
    each,
    identified,
    later,
    nowhere,
    off_list,
    rounded,
    text,
    unreadable,
)
from part import Part, Record, Where, hours_from, shift

E, R = "episode", "return_interview"
COLUMNS = {
    "episode": "episode_id child_id district team last_seen_at reported_at risk risk_assessed_at"
    " risk_reason looked_after placing_authority returned_at closed_at prevention_interview_at"
    " no_prevention_interview_reason strategy_meeting_at self_defined_ethnicity",
    "return_interview": "episode_id child_id offered offered_at not_offered_reason accepted"
    " declined_reason held_at outcome held_by_independent shared_with_police_at",
}
# How many children went missing once, twice and three times; one in five of the first not yet back.
EPISODES = ((60, 1), (8, 2), (4, 3))
EVERY = {"open": 5, "unclosed": 6, "no police interview": 7, "looked after": 4, "second offer": 2}
COUNCILS = ("Northshire", "Southshire", "Eastborough")


def make(part: Part) -> None:
    """The episodes of this part, child by child, with an interview after each return."""
    part.tables["episode"] = []
    part.tables["return_interview"] = []
    children = iter(part.children)
    number = 0
    for count, many in EPISODES:
        for place in range(count):
            child = next(children)
            gone = part.moment(0, 15 if many > 1 else 75)
            for nth in range(1, many + 1):
                record = _episode(part, number, child, gone, nth)
                record |= {"_of": str(many), "_nth": str(nth)}
                part.tables["episode"].append(record)
                if many > 1 or place % EVERY["open"]:
                    _returned(part, record, number, child)
                gone = part.later(gone, 24 * 10, 24 * 20)
                number += 1


def _episode(part: Part, number: int, child: Record, gone: str, nth: int) -> Record:
    reported = part.later(gone, 1, 5)
    looked_after = number % EVERY["looked after"] == 0
    return dict.fromkeys(COLUMNS["episode"].split(), "") | {
        "episode_id": part.ref("M", number),
        "child_id": child["child_id"],
        "district": child["district"],
        "team": part.team(child["district"]),
        "last_seen_at": gone,
        "reported_at": reported,
        "risk": part.rng.choice(("low", "medium", "medium", "high")),
        "risk_assessed_at": part.later(reported, 0.1, 0.9),
        "looked_after": "Y" if looked_after else "N",
        "placing_authority": part.rng.choice(COUNCILS) if looked_after else "",
        "strategy_meeting_at": part.later(reported, 20, 60) if nth > 2 else "",
        "self_defined_ethnicity": child["ethnicity"],
        "_bare": "yes",
    }


def _returned(part: Part, record: Record, number: int, child: Record) -> None:
    """The child is back, and was asked by the police, then by somebody else."""
    returned = record["returned_at"] = part.later(record["reported_at"], 2, 15)
    if number % EVERY["unclosed"]:
        record["closed_at"] = part.later(returned, 6, 30)
    if number % EVERY["no police interview"]:
        record["prevention_interview_at"] = part.later(returned, 0.5, 5)
    else:
        record["no_prevention_interview_reason"] = "In hospital until the next day"
    offered = part.later(returned, 3, 10)
    named = number % 3 > 0
    record["_bare"] = "" if named else "yes"
    interview = dict.fromkeys(COLUMNS["return_interview"].split(), "") | {
        "episode_id": record["episode_id"] if named else "",
        "child_id": child["child_id"],
    }
    if number % EVERY["second offer"] == 0:
        part.tables["return_interview"].append(interview | _in_vain(part, number, offered))
        offered = part.later(offered, 2, 5)
    held = part.later(offered, 2, 25)
    part.tables["return_interview"].append(
        interview
        | {
            "offered": "Y",
            "offered_at": offered,
            "accepted": "Y",
            "held_at": held,
            "outcome": "held",
            "held_by_independent": "Y",
            "shared_with_police_at": part.later(held, 1, 20),
        }
    )


def _in_vain(part: Part, number: int, offered: str) -> Record:
    """A first offer that the child did not take, or that could not be made."""
    if number % 8 == 0:
        why = "Child in hospital, offer made later"
        return {"offered": "N", "not_offered_reason": why, "outcome": "not_offered"}
    return {
        "offered": "Y",
        "offered_at": offered,
        "accepted": "N",
        "declined_reason": "Wanted to sleep first",
        "outcome": "declined_child",
    }


# Where


def once(where: Where = bool) -> Where:
    """The only episode of its child."""
    return lambda one: one["_of"] == "1" and where(one)


def out(one: Record) -> object:
    """The child is not back."""
    return once()(one) and not one["returned_at"]


def back(one: Record) -> object:
    """The child is back, and the police asked."""
    return once()(one) and one["prevention_interview_at"]


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
    child, episodes = record["child_id"], part.tables[E]
    [earlier] = [one for one in episodes if one["child_id"] == child and one is not record]
    part.take(earlier)
    return earlier


def twice_at_once(part: Part, record: Record) -> None:
    """Reported again before the return from the first time: both break the rule."""
    earlier = _before_that(part, record)
    hours = hours_from(record["reported_at"], earlier["returned_at"]) - 1
    for column in ("last_seen_at", "reported_at", "risk_assessed_at"):
        record[column] = shift(record[column], hours=hours)
    part.note("MIS-402", E, earlier)


def another_answer(part: Part, record: Record) -> None:
    """Another ethnicity than the first time: both break the rule."""
    earlier = _before_that(part, record)
    record["self_defined_ethnicity"] = "B9" if earlier["self_defined_ethnicity"] != "B9" else "M1"
    part.note("MIS-492", E, earlier, "self_defined_ethnicity")


def second(one: Record) -> object:
    """The second episode of a child who went twice."""
    return one["_of"] == "2" and one["_nth"] == "2"


NEXT_DAY = text(
    last_seen_at="2026-04-01 18:05",
    reported_at="2026-04-01 20:00",
    risk_assessed_at="2026-04-01 20:30",
)
BACK_NEXT_DAY = text(
    returned_at="2026-04-01 12:00", no_prevention_interview_reason="Back only today"
)
HELD_NEXT_DAY = text(
    accepted="Y",
    declined_reason="",
    held_at="2026-04-01 12:00",
    outcome="held",
    held_by_independent="Y",
    shared_with_police_at="2026-04-01 14:00",
)

FAULTS = (
    # what needs a child who went more than once, or is not back; what changes the interviews too
    Fault("MIS-205", E, text(strategy_meeting_at=""), lambda one: one["_nth"] == "3"),
    Fault("MIS-402", E, twice_at_once, second),
    Fault("MIS-492", E, another_answer, second, "self_defined_ethnicity"),
    Fault("MIS-403", E, later("closed_at", "reported_at", 30, 50), out),
    *each(blank, "MIS-290", E, "child_id", out),
    *each(unreadable, "MIS-390", E, "returned_at", out),
    Fault("MIS-491", E, NEXT_DAY, out, "reported_at"),
    Fault("MIS-491", E, BACK_NEXT_DAY, out, "returned_at", ("MIS-203", "MIS-501")),
    Fault("MIS-203", E, forgotten, back, also=("MIS-501",)),
    Fault("MIS-501", E, never_held, back),
    Fault("MIS-502", E, held_late, back, also=("MIS-501",)),
    *each(unreadable, "MIS-390", E, "prevention_interview_at", not_asked),
    *identified("MIS", E, "episode_id", bare),
    *each(blank, "MIS-290", E, "district reported_at", once()),
    Fault("MIS-291", E, text(risk="tbc"), once(), "risk_assessed_at"),
    *each(unreadable, "MIS-390", E, "last_seen_at reported_at risk_assessed_at", once()),
    *each(unreadable, "MIS-390", E, "closed_at strategy_meeting_at", once()),
    *each(off_list, "MIS-391", E, "risk looked_after self_defined_ethnicity", once()),
    Fault("MIS-490", E, before("risk_assessed_at", "reported_at"), once(), "risk_assessed_at"),
    Fault("MIS-490", E, before("returned_at", "reported_at"), back, "returned_at"),
    Fault("MIS-490", E, before("closed_at", "reported_at"), back, "closed_at"),
    Fault(
        "MIS-490",
        E,
        before("prevention_interview_at", "returned_at"),
        back,
        "prevention_interview_at",
    ),
    Fault("MIS-491", E, later("last_seen_at", "reported_at", 1, 5), once(), "last_seen_at"),
    Fault("MIS-201", E, text(risk="no_apparent", risk_reason="n/a"), once(), also=("MIS-401",)),
    Fault("MIS-401", E, text(risk="no_apparent", risk_reason="On the phone to dad"), once()),
    Fault("MIS-202", E, text(prevention_interview_at=""), back),
    Fault("MIS-206", E, text(placing_authority="-"), once(lambda one: one["looked_after"] == "Y")),
    Fault("MIS-503", E, later("risk_assessed_at", "reported_at", 1.5, 6), once()),
    # interviews
    Fault("MIS-204", R, text(not_offered_reason="tbc"), not_offered),
    Fault("MIS-207", R, text(declined_reason=""), declined),
    Fault("MIS-208", R, text(shared_with_police_at=""), held),
    Fault("MIS-404", R, text(accepted="NA"), held),
    Fault("MIS-405", R, text(outcome="held"), declined),
    Fault("MIS-406", R, text(held_by_independent="N"), held),
    *each(nowhere, "MIS-193", R, "episode_id", held),
    *each(rounded, "MIS-195", R, "episode_id", held, ("MIS-193 episode_id",)),
    *each(blank, "MIS-290", R, "child_id", declined),
    *each(blank, "MIS-290", R, "held_by_independent", held),
    *each(unreadable, "MIS-390", R, "offered_at held_at", declined),
    *each(unreadable, "MIS-390", R, "shared_with_police_at", held),
    *each(off_list, "MIS-391", R, "offered accepted outcome", declined),
    *each(off_list, "MIS-391", R, "held_by_independent", held),
    Fault("MIS-490", R, before("held_at", "offered_at"), held, "held_at"),
    Fault("MIS-490", R, before("shared_with_police_at", "held_at"), held, "shared_with_police_at"),
    *each(afterwards, "MIS-491", R, "offered_at", declined),
    Fault("MIS-491", R, HELD_NEXT_DAY, declined, "held_at"),
)
