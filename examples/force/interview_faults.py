"""What goes wrong with the interviews after a return."""

from __future__ import annotations

from faults import (
    Fault,
    before,
    blank,
    each,
    nowhere,
    off_list,
    rounded,
    text,
    too_late,
    unreadable,
)
from missing import INTERVIEW
from missing_faults import held
from part import Part, Record


def declined(one: Record) -> object:
    """A first offer was declined; another follows."""
    return one["accepted"] == "N"


def not_offered(one: Record) -> object:
    """No offer was made at first."""
    return one["offered"] == "N"


def copied(part: Part, record: Record) -> None:
    """What another child told, in small letters: both break the rule."""
    other = part.pick(INTERVIEW, lambda one: held(one) and one["child_id"] != record["child_id"])
    record["voice_of_the_child"] = other["voice_of_the_child"].lower()
    part.note("MIS-603", INTERVIEW, other)


APRIL = "2026-04-{day} 10:15"
HELD = {
    "held_at": "2026-04-{day} 12:00",
    "accepted": "Y",
    "declined_reason": "",
    "outcome": "held",
    "held_by_independent": "Y",
    "shared_with_police_at": "",
    "seen_alone": "Y",
    "voice_of_the_child": "Was at the sea in April, on day {day} of trip {n}",
    "pull_factors": "The sea",
}

FAULTS = (
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
    Fault("MIS-217", INTERVIEW, text(voice_of_the_child="tbc"), held),
    Fault("MIS-218", INTERVIEW, text(push_factors="", pull_factors="n/k"), held),
    Fault("MIS-219", INTERVIEW, text(harm_disclosed="Y", actions="tbc"), held),
    Fault("MIS-226", INTERVIEW, text(seen_alone="tbc"), held),
    *each(off_list, "MIS-391", INTERVIEW, "seen_alone", held),
    Fault("MIS-603", INTERVIEW, copied, held),
    Fault("MIS-602", INTERVIEW, text(voice_of_the_child="Was out."), held),
    *each(off_list, "MIS-391", INTERVIEW, "harm_disclosed", held),
)
