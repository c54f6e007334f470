"""Child protection conferences, and whether the police were there."""

from __future__ import annotations

from faults import (
    Fault,
    before,
    blank,
    each,
    later,
    nowhere,
    off_list,
    rounded,
    text,
    too_late,
    twice,
    unreadable,
)
from part import CHILDREN_OF, Part, Record, Where, shift

MEETING, INVITE = "conference", "conference_invite"
COLUMNS = {
    MEETING: "conference_id child_id district conference_type strategy_discussion_on"
    " born_on transfer_notified_on held_on quorate outcome",
    INVITE: "conference_id district invited_on report_sent_on attended reason_not_attended",
}
# How many children had which conferences; a dash is one that was not held.
SERIES = (
    (64, ("initial",)),
    (12, ("transfer",)),
    (9, ("pre_birth",)),
    (6, ("-",)),
    (4, ("pre_birth", "review")),
    (8, ("initial", "review")),
    (6, ("review", "review")),
)
# The days on which the first of several was held, so that the last is due later than in March.
FIRST_OF_SEVERAL = {"initial": (-150, -100), "pre_birth": (10, 30), "review": (-200, -165)}
# To the next, by what it follows.
DAYS_BETWEEN = {"initial": (70, 88), "pre_birth": (30, 50), "review": (130, 175)}
OUTCOMES = {"initial": ("plan", "no_plan"), "pre_birth": ("plan",), "review": ("continue", "end")}
ABSENT = {"Central": 0.25, "Moors": 0.1, "Riverside": 0.3, "Coast": 0.45}


def make(part: Part) -> None:
    """The conferences of this part, child by child; the police are asked to two of three."""
    part.tables[MEETING], part.tables[INVITE] = [], []
    number = 0
    for count, series in SERIES:
        for _ in range(count):
            child, district = number, part.rng.choice(tuple(CHILDREN_OF))
            held = part.day(*FIRST_OF_SEVERAL[series[0]] if len(series) > 1 else (20, 84))
            for place, kind in enumerate(series):
                record = _conference(part, number, part.children[child], district, kind, held)
                record |= {"_series": " ".join(series), "_nth": str(place + 1)}
                if place + 1 < len(series):
                    record["outcome"] = OUTCOMES[kind][0]  # who is reviewed again has a plan
                record["_bare"] = "yes" if number % 3 == 0 and len(series) == 1 else ""
                part.tables[MEETING].append(record)
                if not record["_bare"]:
                    part.tables[INVITE].append(_invite(part, record, held))
                held = shift(held, days=part.rng.randrange(*DAYS_BETWEEN.get(kind, (1, 2))))
                if (kind, place + 1) == ("pre_birth", len(series) - 1):
                    record["born_on"] = shift(held, days=-part.rng.randint(1, 9))
                number += 1


def _conference(
    part: Part, number: int, child: Record, district: str, kind: str, held: str
) -> Record:
    not_held = kind == "-"
    kind = "initial" if not_held else kind
    before_that = part.day(66, 76) if not_held else shift(held, days=-part.rng.randint(5, 18))
    return {
        "conference_id": part.ref("Q", number),
        "child_id": child["child_id"],
        "district": district,
        "conference_type": kind,
        "strategy_discussion_on": before_that if kind == "initial" else "",
        "born_on": "",
        "transfer_notified_on": before_that if kind == "transfer" else "",
        "held_on": "" if not_held else held,
        "quorate": "" if not_held else part.rng.choice("YYYU"),
        "outcome": "" if not_held else part.rng.choice(OUTCOMES.get(kind, ("adjourned",))),
    }


def _invite(part: Part, conference: Record, day: str) -> Record:
    absent = part.rng.random() < ABSENT[conference["district"]]
    record = {
        "conference_id": conference["conference_id"],
        "district": conference["district"],
        "invited_on": shift(day, days=-part.rng.randint(15, 20)),
        "report_sent_on": shift(day, days=-part.rng.randint(7, 12)),
        "attended": "N" if absent else "Y",
        "reason_not_attended": "Called to another child" if absent else "",
        "_held": conference["held_on"],
        "_series": conference["_series"],
    }
    return record if conference["held_on"] else record | {"attended": "", "reason_not_attended": ""}


def bare(one: Record) -> object:
    """The only conference of its child, held, and the police were not asked to it."""
    return one["_bare"] and one["held_on"]


def bare_initial(one: Record) -> object:
    """The same, and an initial one."""
    return bare(one) and one["conference_type"] == "initial"


def bare_other(one: Record) -> object:
    """The same, and not an initial one."""
    return bare(one) and not bare_initial(one)


def series(*kinds: str) -> Where:
    """The last of conferences of these kinds of one child."""
    return lambda one: one["_series"] == " ".join(kinds) and one["_nth"] == str(len(kinds))


def before_birth(one: Record) -> object:
    """A conference before a birth, after which there was a review."""
    return one["born_on"]


def there(one: Record) -> object:
    """The police were there; the conference was the only one of its child."""
    return one["attended"] == "Y" and " " not in one["_series"]


def away(one: Record) -> object:
    """They were not."""
    return one["attended"] == "N"


def planned(one: Record) -> object:
    """A conference that was not held."""
    return not one["held_on"]


def not_held(one: Record) -> object:
    """There was no meeting."""
    return not one["_held"]


def at_the_door(part: Part, record: Record) -> None:
    """The report was sent on the day of the conference."""
    record["report_sent_on"] = record["_held"]


moved = series("transfer")
LONG_AGO = later("strategy_discussion_on", "held_on", -60 * 24, -50 * 24)
MUCH_LATER = later("held_on", "held_on", 60 * 24, 75 * 24)

FAULTS = (
    Fault("CPC-505", MEETING, later("born_on", "born_on", -20 * 24, -18 * 24), before_birth),
    Fault("CPC-506", MEETING, later("transfer_notified_on", "held_on", -50 * 24, -40 * 24), moved),
    *each(unreadable, "CPC-390", MEETING, "born_on transfer_notified_on", bare_other),
    *too_late("CPC", MEETING, {"born_on": "2026-04-{day}"}, bare_initial),
    *too_late("CPC", MEETING, {"transfer_notified_on": "2026-04-{day}"}, bare_initial),
    *too_late("CPC", MEETING, {"held_on": "2026-04-{day}", "transfer_notified_on": ""}, bare_other),
    *too_late("CPC", MEETING, {"strategy_discussion_on": "2026-04-{day}"}, planned),
    *each(blank, "CPC-290", MEETING, "strategy_discussion_on", bare_initial),
    *each(unreadable, "CPC-390", MEETING, "strategy_discussion_on", bare_initial),
    twice("CPC-191", MEETING, COLUMNS[MEETING], bare),
    *each(rounded, "CPC-195", MEETING, "conference_id child_id", bare),
    *each(blank, "CPC-290", MEETING, "conference_id child_id", bare, ("CPC-191",)),
    *each(blank, "CPC-290", MEETING, "conference_type outcome", bare),
    Fault("CPC-291", MEETING, text(held_on="", transfer_notified_on=""), bare_other, "outcome"),
    *each(unreadable, "CPC-390", MEETING, "held_on", bare),
    *each(off_list, "CPC-391", MEETING, "conference_type quorate outcome", bare),
    Fault("CPC-490", MEETING, before("held_on", "strategy_discussion_on"), bare_initial, "held_on"),
    Fault("CPC-401", MEETING, text(quorate="N"), series("transfer")),
    Fault("CPC-501", MEETING, LONG_AGO, series("initial")),
    Fault("CPC-507", MEETING, text(strategy_discussion_on="2026-01-12"), planned),
    Fault("CPC-502", MEETING, MUCH_LATER, series("initial", "review")),
    Fault("CPC-503", MEETING, MUCH_LATER, series("review", "review")),
    Fault("CPC-402", INVITE, text(attended="Y"), not_held),
    Fault("CPC-201", INVITE, text(reason_not_attended="n/a"), away),
    Fault("CPC-202", INVITE, text(report_sent_on=""), away),
    Fault("CPC-504", INVITE, at_the_door, there),
    *each(nowhere, "CPC-193", INVITE, "conference_id", there),
    *each(rounded, "CPC-195", INVITE, "conference_id", there, ("CPC-193 conference_id",)),
    *each(blank, "CPC-290", INVITE, "conference_id invited_on", there),
    *each(unreadable, "CPC-390", INVITE, "invited_on report_sent_on", there),
    *each(off_list, "CPC-391", INVITE, "attended", there),
    Fault("CPC-490", INVITE, before("report_sent_on", "invited_on"), there, "report_sent_on"),
    *too_late("CPC", INVITE, {"invited_on": "2026-04-{day}", "report_sent_on": ""}, there),
    *too_late("CPC", INVITE, {"report_sent_on": "2026-04-{day}"}, there, ("CPC-504",)),
)
