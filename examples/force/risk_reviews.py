"""The risk to a missing child, judged again and again until the child is back."""

from __future__ import annotations

from faults import Fault, blank, each, nowhere, off_list, rounded, text, too_late, unreadable
from missing import EPISODE
from part import LAST_DAY, Part, Record, hours_from

REVIEW = "risk_review"
COLUMNS = {
    REVIEW: "episode_id district reviewed_at reviewed_by from_risk to_risk review_reason"
    " supervisor_id"
}
HOURS = {"high": 8, "medium": 24, "low": 48}
SOON = 0.7  # of those hours, in which somebody judges it again
LATEST = 12  # hours after the spare review of a risk that was high: too late
NEXT = {"high": "medium", "medium": "low", "low": "low"}
END = f"{LAST_DAY:%Y-%m-%d %H:%M}"


def make(part: Part) -> None:
    """The reviews of each child who went once; every second short episode has one to spare."""
    reviews = part.tables[REVIEW] = []
    for number, episode in enumerate(part.tables[EPISODE]):
        if episode["_of"] != "1":
            continue
        level, last = episode["risk"], episode["risk_assessed_at"]
        until = episode["returned_at"] or END
        short = hours_from(last, until) <= HOURS[level] * SOON
        while hours_from(last, until) > HOURS[level] * SOON:
            last = part.later(last, HOURS[level] * SOON / 2, HOURS[level] * SOON)
            level = _reviewed(part, episode, last, level)
        episode |= {"_level": level, "_reviewed": "" if short else "yes"}
        if short and level != "high" and episode["returned_at"] and number % 2:
            _reviewed(part, episode, part.later(last, 0.5, 1), level)
            reviews[-1]["_spare"] = "yes"
            if hours_from(last, until) > LATEST + 1 and not any(map(of_a_long_one, reviews)):
                reviews[-1]["_long"] = "yes"
                part.take(episode)  # a spoilt assessment or return would hide the late review


def _reviewed(part: Part, episode: Record, when: str, level: str) -> str:
    """One review; the level after it. Who lowers it says why, and a supervisor agrees."""
    lowered = part.rng.random() < 0.2 and bool(episode["returned_at"])
    after = NEXT[level] if lowered else level
    record = dict.fromkeys(COLUMNS[REVIEW].split(), "") | {
        "episode_id": episode["episode_id"],
        "district": episode["district"],
        "reviewed_at": when,
        "reviewed_by": part.rng.choice(part.staff["taker"]),
        "from_risk": level,
        "to_risk": after,
        "review_reason": "Has rung an aunt, and is on the way" if lowered else "",
        "supervisor_id": part.rng.choice(part.staff["supervisor"]) if lowered else "",
    }
    part.tables[REVIEW].append(record)
    episode["_bare"] = ""
    return after


def spare(one: Record) -> object:
    """The one review of an episode that needed none."""
    return one.get("_spare")


def of_a_long_one(one: Record) -> object:
    """The spare one of a child who was not yet back when another would have come late."""
    return one.get("_long")


def late(part: Part, record: Record) -> None:
    """The next morning, though the risk was high."""
    record |= {
        "reviewed_at": part.later(record["reviewed_at"], LATEST - 3, LATEST),
        "from_risk": "high",
        "to_risk": "low",
        "review_reason": "Has rung an aunt, and is on the way",
        "supervisor_id": "S1",
    }


APRIL = "2026-04-{day} 10:15"
LOWERED = text(from_risk="high", to_risk="medium", review_reason="tbc", supervisor_id="S1")

FAULTS = (
    Fault("MIS-216", REVIEW, LOWERED, spare),
    Fault("MIS-506", REVIEW, late, of_a_long_one),
    *each(nowhere, "MIS-193", REVIEW, "episode_id", spare),
    *each(rounded, "MIS-195", REVIEW, "episode_id", spare, ("MIS-193 episode_id",)),
    *each(blank, "MIS-290", REVIEW, "episode_id reviewed_at reviewed_by", spare),
    *each(blank, "MIS-290", REVIEW, "from_risk to_risk", spare),
    *each(unreadable, "MIS-390", REVIEW, "reviewed_at", spare),
    *each(off_list, "MIS-391", REVIEW, "from_risk to_risk", spare),
    *too_late("MIS", REVIEW, {"reviewed_at": APRIL}, spare),
)
