"""What goes wrong with children who go missing."""

from __future__ import annotations

from faults import (
    Fault,
    Put,
    before,
    blank,
    each,
    identified,
    later,
    off_list,
    silent_month,
    text,
    too_late,
    unreadable,
)
from missing import EPISODE
from part import Part, Record, Where, hours_from, shift

# Where


def once(where: Where = bool) -> Where:
    """The only episode of its child."""
    return lambda one: one["_of"] == "1" and where(one)


def out(one: Record) -> object:
    """The child is not back."""
    return once()(one) and not one["returned_at"]


def out_at_high_risk(one: Record) -> object:
    """The child is not back, and was last judged to be at high risk."""
    return out(one) and one["_level"] == "high"


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


def not_reviewed(one: Record) -> object:
    """The same, of a child who came back before the risk was judged again."""
    return accepted(one) and not one["_reviewed"]


def bare(one: Record) -> object:
    """No interview names the episode."""
    return once()(one) and one["_bare"]


def not_asked(one: Record) -> object:
    """The record says why the police did not ask."""
    return once()(one) and one["no_prevention_interview_reason"]


def held(one: Record) -> object:
    """An interview was held."""
    return one["outcome"] == "held"


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


def never_reviewed(part: Part, record: Record) -> None:
    """Nobody judged the risk again."""
    kept = [one for one in part.tables["risk_review"] if one["episode_id"] != record["episode_id"]]
    part.tables["risk_review"][:] = kept


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
    for column in ("last_seen_at", "reported_at", "risk_assessed_at", "council_told_at"):
        record[column] = shift(record[column], hours=hours)
    part.note("MIS-402", EPISODE, earlier)


def still_out(part: Part, record: Record) -> None:
    """Reported again, and nobody wrote down the return from the first time: both break the rule."""
    earlier = _before_that(part, record)
    earlier |= {"returned_at": "", "closed_at": ""}
    for rule in ("MIS-402", "MIS-507"):
        part.note(rule, EPISODE, earlier)


def taken_down_twice(part: Part, record: Record) -> None:
    """The same report under another reference: both break the rule."""
    record["repeat_count"] = ""
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
    "council_told_at": "",
}
BACK = {
    "returned_at": "2026-04-{day} 12:00",
    "no_prevention_interview_reason": "Back only today",
}
ASKED = text(
    prevention_interview_at="last week",
    prevention_spoken_to="Y",
    prevention_account="Had walked to the sea and back",
)


def at_ease(reason: str, supervisor: str) -> Put:
    """No risk is apparent, for this reason, and this supervisor agreed."""
    return text(risk="no_apparent", risk_reason=reason, risk_supervisor_id=supervisor)


FAULTS = (
    # what needs a child who went more than once, or is not back; what changes the interviews too
    Fault("MIS-205", EPISODE, text(strategy_meeting_at=""), lambda one: one["_nth"] == "3"),
    Fault("MIS-402", EPISODE, twice_at_once, second, also=("MIS-507",)),
    Fault("MIS-402", EPISODE, still_out, second),
    Fault("MIS-402", EPISODE, taken_down_twice, not_reviewed),
    Fault("MIS-492", EPISODE, another_answer, second, "self_defined_ethnicity"),
    Fault("MIS-403", EPISODE, later("closed_at", "reported_at", 30, 50), out),
    *each(blank, "MIS-290", EPISODE, "child_id", out),
    *each(unreadable, "MIS-390", EPISODE, "returned_at", out),
    *too_late("MIS", EPISODE, REPORTED, out),
    *too_late("MIS", EPISODE, BACK, out_at_high_risk, ("MIS-507",)),
    Fault("MIS-507", EPISODE, never_reviewed, out_at_high_risk),
    Fault("MIS-206", EPISODE, text(placing_authority="tbc"), looked_after),
    Fault("MIS-203", EPISODE, forgotten, back, also=("MIS-501",)),
    Fault("MIS-203", EPISODE, empty, accepted, also=("MIS-501",)),
    Fault("MIS-501", EPISODE, never_held, accepted),
    Fault("MIS-502", EPISODE, held_late, back, also=("MIS-501",)),
    Fault("MIS-390", EPISODE, ASKED, not_asked, "prevention_interview_at"),
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
    *too_late("MIS", EPISODE, {"prevention_interview_at": APRIL}, back, ("MIS-505",)),
    Fault("MIS-201", EPISODE, at_ease("n/a", "S1"), once(), also=("MIS-401",)),
    Fault("MIS-209", EPISODE, at_ease("On the phone to dad", ""), once(), also=("MIS-401",)),
    Fault("MIS-401", EPISODE, at_ease("On the phone to dad", "S1"), once()),
    Fault("MIS-210", EPISODE, text(exploitation_suspected="tbc"), once()),
    Fault("MIS-211", EPISODE, text(protection_plan=""), once()),
    Fault("MIS-212", EPISODE, text(council_told_at=""), back),
    Fault("MIS-213", EPISODE, text(prevention_spoken_to="N"), back),
    Fault("MIS-214", EPISODE, text(found_harm="n/k"), back),
    Fault("MIS-221", EPISODE, text(missing_from="tbc"), once()),
    Fault("MIS-222", EPISODE, text(reported_by_type=""), once()),
    Fault("MIS-223", EPISODE, text(risk_reason="n/a"), once()),
    Fault("MIS-224", EPISODE, text(found_location_type=""), back),
    Fault("MIS-225", EPISODE, text(prevention_account="tbc"), back),
    *each(off_list, "MIS-391", EPISODE, "reported_by_type found_location_type", back),
    Fault("MIS-215", EPISODE, text(found_how=""), back),
    Fault("MIS-220", EPISODE, text(risk_assessed_by=""), once()),
    Fault("MIS-407", EPISODE, text(missing_from="care", looked_after="N"), once()),
    Fault("MIS-408", EPISODE, text(repeat_count="1"), lambda one: one["_nth"] == "3"),
    Fault("MIS-409", EPISODE, text(prevention_face_to_face="N"), back),
    Fault("MIS-504", EPISODE, later("council_told_at", "reported_at", 26, 50), once()),
    Fault("MIS-505", EPISODE, later("prevention_interview_at", "returned_at", 26, 40), back),
    Fault("MIS-601", EPISODE, text(prevention_account="Safe and well."), back),
    *each(unreadable, "MIS-390", EPISODE, "council_told_at", once()),
    *each(unreadable, "MIS-390", EPISODE, "repeat_count", once()),
    Fault("MIS-393", EPISODE, text(repeat_count="0"), once(), "repeat_count", ("MIS-408",)),
    *each(off_list, "MIS-391", EPISODE, "exploitation_suspected protection_plan", once()),
    *each(off_list, "MIS-391", EPISODE, "missing_from found_harm", back),
    *each(off_list, "MIS-391", EPISODE, "prevention_face_to_face prevention_spoken_to", back),
    *too_late("MIS", EPISODE, {"council_told_at": APRIL}, back, ("MIS-504",)),
    Fault("MIS-202", EPISODE, text(prevention_interview_at=""), back),
    Fault("MIS-503", EPISODE, later("risk_assessed_at", "reported_at", 1.5, 6), once()),
    silent_month("MIS-101", EPISODE, "reported_at"),
)
