"""Children who go missing, and the interviews after their return."""

from __future__ import annotations

from collections import Counter

import words
from part import Part, Record

EPISODE, INTERVIEW = "episode", "return_interview"
COLUMNS = {
    "episode": "episode_id child_id district team last_seen_at reported_at risk risk_assessed_at"
    " risk_assessed_by risk_reason risk_supervisor_id exploitation_suspected protection_plan"
    " reported_by_type missing_from repeat_count looked_after placing_authority council_told_at"
    " returned_at found_how found_location_type found_harm closed_at prevention_interview_at"
    " no_prevention_interview_reason"
    " prevention_face_to_face prevention_spoken_to prevention_account strategy_meeting_at"
    " self_defined_ethnicity",
    "return_interview": "episode_id child_id offered offered_at not_offered_reason accepted"
    " declined_reason held_at outcome held_by_independent shared_with_police_at"
    " seen_alone voice_of_the_child push_factors pull_factors harm_disclosed actions",
}
# How many children went missing once, twice and three times; one in five of the first not yet back.
EPISODES = ((110, 1), (8, 2), (4, 3))
# The days on which somebody goes for the first time: in each district in every month.
MONTHS = ((0, 15), (30, 50), (58, 75))
STILL_OUT = (81, 84)  # the days on which those went who are not yet back
LEVELS = ("high", "medium", "low")
EVERY = {"open": 5, "unclosed": 6, "no police interview": 7, "looked after": 4, "second offer": 2}
REPORTERS = ("family", "family", "school", "public", "not_known")
PLACES = ("home", "friend", "friend", "relative", "public_place", "transport", "not_known")
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
            out = many == 1 and place % EVERY["open"] == 0
            gone = part.moment(*(STILL_OUT if out else MONTHS[0 if many > 1 else month]))
            for nth in range(1, many + 1):
                record = _episode(part, number, child, gone, nth)
                record |= {"_of": str(many), "_nth": str(nth)}
                if many > 1:  # nobody judges it again
                    record["risk"] = "medium"
                part.tables["episode"].append(record)
                if not out:
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
        "risk": LEVELS[number % 3],
        "risk_assessed_at": part.later(reported, 0.1, 0.9),
        "risk_assessed_by": part.rng.choice(part.staff["taker"]),
        "risk_reason": part.rng.choice(words.WHY_AT_RISK),
        "exploitation_suspected": part.rng.choice("NNNYU"),
        "protection_plan": part.rng.choice("NNNNY"),
        "reported_by_type": "care" if looked_after else part.rng.choice(REPORTERS),
        "missing_from": "care" if looked_after else part.rng.choice(("home", "home", "school")),
        "repeat_count": str(nth),
        "council_told_at": part.later(reported, 0.5, 6),
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
        record["prevention_face_to_face"] = "Y"
        record["prevention_spoken_to"] = part.rng.choice("YYYYD") if child["talks"] else "P"
        record["prevention_account"] = part.rng.choice(words.ON_RETURN)
    else:
        record["no_prevention_interview_reason"] = "In hospital until the next day"
    record["found_how"] = part.rng.choice(words.FOUND)
    record["found_location_type"] = part.rng.choice(PLACES)
    record["found_harm"] = part.rng.choice("NNNNYU")
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
            **_told(part, number),
        }
    )


def _told(part: Part, number: int) -> Record:
    """What the child told in the interview, and what is done with it."""
    harm = part.rng.choice("NNNY")
    factor = part.rng.choice(("push_factors", "pull_factors"))
    return {
        "seen_alone": part.rng.choice(("Y", "Y", "Y", "N", "NA")),
        "voice_of_the_child": words.away(part.count(number)),
        factor: part.rng.choice(words.FACTORS[factor]),
        "harm_disclosed": harm,
        "actions": "Strategy discussion on the same day" if harm == "Y" else "",
    }


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
