"""Children who go missing, and the interviews after their return."""

from __future__ import annotations

from collections import Counter

from part import Part, Record

EPISODE, INTERVIEW = "episode", "return_interview"
COLUMNS = {
    "episode": "episode_id child_id district team last_seen_at reported_at risk risk_assessed_at"
    " risk_reason looked_after placing_authority returned_at closed_at prevention_interview_at"
    " no_prevention_interview_reason strategy_meeting_at self_defined_ethnicity",
    "return_interview": "episode_id child_id offered offered_at not_offered_reason accepted"
    " declined_reason held_at outcome held_by_independent shared_with_police_at",
}
# How many children went missing once, twice and three times; one in five of the first not yet back.
EPISODES = ((60, 1), (8, 2), (4, 3))
# The days on which somebody goes for the first time: in each district in every month.
MONTHS = ((0, 15), (30, 50), (58, 75))
EVERY = {"open": 5, "unclosed": 6, "no police interview": 7, "looked after": 4, "second offer": 2}
COUNCILS = ("Northshire", "Southshire", "Eastborough")


def make(part: Part) -> None:
    """The episodes of this part, child by child, with an interview after each return."""
    part.tables["episode"] = []
    part.tables["return_interview"] = []
    children = iter(part.children)
    number = 0
    months: Counter[str] = Counter()
    for count, many in EPISODES:
        for place in range(count):
            child = next(children)
            month = months[child["district"]] = (months[child["district"]] + 1) % len(MONTHS)
            gone = part.moment(*MONTHS[0 if many > 1 else month])
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
        record["_declined"] = "yes"
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
