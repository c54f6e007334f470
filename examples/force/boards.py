"""What the board of the force reads: its figures, and its actions after an inspection.

They stand in the first part alone, since they are of the force as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from faults import (
    Fault,
    Put,
    before,
    blank,
    each,
    identified,
    later,
    off_list,
    rounded,
    text,
    too_late,
    twice,
    unreadable,
)
from part import CHILDREN_OF, Part, Planted, Record, shift

FIGURE, ACTION = "measure_return", "action"
COLUMNS = {
    FIGURE: "measure district period_end_on numerator denominator rate target owner published_at",
    ACTION: "action_ref recommendation district reported_on planned_on due_on owner status rag"
    " updated_on evidence_ref closed_on closed_by measure measure_rate measure_target",
}
KEY = "measure district period_end_on published_at"  # with the day that must follow the period
MEASURES = {
    "Child seen": 96,
    "Voice recorded": 88,
    "Ethnicity known": 95,
    "Interview in time": 82,
    "Police at conference": 74,
    "Needs assessed": 90,
}
PERIODS = ("2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28")
APRIL = {"period_end_on": "2026-04-{day}", "published_at": ""}
ACTIONS = 56


def make(part: Part) -> None:
    """The figures of each measure, district and period; the actions for each recommendation."""
    if part.number:
        return
    part.tables[FIGURE] = [
        _figure(part, measure, district, period)
        for measure in MEASURES
        for district in CHILDREN_OF
        for period in PERIODS
    ]
    met = [one for one in part.tables[FIGURE] if last(one) and not below(one)]
    part.tables[ACTION] = [_action(part, number, met) for number in range(ACTIONS)]


def _figure(part: Part, measure: str, district: str, period: str) -> Record:
    of = part.rng.randint(20, 400)
    count = round(of * part.rng.uniform(0.6, 1))
    return {
        "_table": FIGURE,
        "measure": measure,
        "district": district,
        "period_end_on": period,
        "numerator": str(count),
        "denominator": str(of),
        "rate": f"{100 * count / of:.1f}",
        "target": str(MEASURES[measure]),
        "owner": f"Head of {district}",
        "published_at": shift(period, days=part.rng.randint(8, 28)),
    }


def _action(part: Part, number: int, met: list[Record]) -> Record:
    """An action that is closed, with its evidence and a measure whose last figure met its target,
    or open, and looked at in the last weeks.
    """
    rng, closed = part.rng, number % 2 == 0
    reported = part.day(-300, -200)
    record = dict.fromkeys(COLUMNS[ACTION].split(), "") | {
        "action_ref": part.ref("B", number),
        "recommendation": str(1 + number // 4),
        "district": rng.choice(tuple(CHILDREN_OF)),
        "reported_on": reported,
        "planned_on": shift(reported, days=rng.randint(10, 40)),
        "due_on": part.day(-60, 60) if closed else part.day(90, 200),
        "owner": f"Head of {rng.choice(tuple(CHILDREN_OF))}",
        "status": "closed" if closed else rng.choice(("open", "in_progress", "complete")),
        "rag": "green" if closed else rng.choice(("amber", "green", "red")),
        "updated_on": part.day(60, 84),
        "measure": rng.choice(tuple(MEASURES)),
        "measure_rate": str(rng.randint(90, 99) if closed else rng.randint(50, 99)),
        "measure_target": "90",
        "_table": ACTION,
    }
    if closed:
        shown_by(part, record, rng.choice(met))
        record["evidence_ref"] = f"Board {record['updated_on']}"
        record["closed_on"] = record["updated_on"]
        record["closed_by"] = "Chief officer"
    return record


def shown_by(part: Part, action: Record, figure: Record) -> None:
    """The measure and the district of the figure; what an action rests on, nothing is done to."""
    action |= {"measure": figure["measure"], "district": figure["district"]}
    part.take(figure)


def last(one: Record) -> object:
    """The last figure of its measure and district."""
    return one["period_end_on"] == PERIODS[-1]


def below(one: Record) -> object:
    """A figure below its target."""
    return 100 * int(one["numerator"]) < int(one["target"]) * int(one["denominator"])


def not_last(one: Record) -> object:
    """No action rests on it, and its district has its own name."""
    return named(one) and not last(one)


def last_below(one: Record) -> object:
    """The last of its measure and district, which has its own name, and below its target."""
    return last(one) and named(one) and below(one)


def closed(one: Record) -> object:
    """The action is closed."""
    return one["status"] == "closed"


def running(one: Record) -> object:
    """It is not."""
    return one["status"] != "closed"


def named(one: Record) -> object:
    """A figure whose district has its own name."""
    return not one.get("_coded")


def last_year(one: Record) -> object:
    """A figure that has been due for a month or more."""
    return one["period_end_on"] < "2026"


def alike(part: Part, record: Record, *columns: str) -> list[Record]:
    """The other records that say the same in these columns."""
    return [
        one
        for one in part.tables[record["_table"]]
        if one is not record and all(one[column] == record[column] for column in columns)
    ]


# A figure that drops out is missed in all others of its measure and period: PER-201.


def dropping(put: Put) -> Put:
    """What takes a figure out of its measure and period, by spoiling its key."""

    def all_of_it(part: Part, record: Record) -> None:
        for one in alike(part, record, "measure", "period_end_on"):
            part.note("PER-201", FIGURE, one)
        put(part, record)

    return all_of_it


def by_itself(fault: Fault) -> Fault:
    """The same of a measure that nothing else is returned for: of any other, nobody could say in
    which period it is missed.
    """

    def put(part: Part, record: Record) -> None:
        record["measure"] += " by phone"
        fault.put(part, record)

    return replace(fault, put=put)


def key_faults() -> Iterator[Fault]:
    """The same faults as of other tables, each with what it makes of the other districts."""
    where = {
        "PER-191": (twice("PER-191", FIGURE, KEY, named),),
        "PER-195": each(rounded, "PER-195", FIGURE, "measure", named, ("PER-201",)),
        "PER-290": (
            *each(blank, "PER-290", FIGURE, "measure period_end_on", named, ("PER-191",)),
            *each(blank, "PER-290", FIGURE, "district", named, ("PER-191", "PER-201")),
        ),
        "PER-390": map(by_itself, each(unreadable, "PER-390", FIGURE, "period_end_on", named)),
        "PER-491": too_late("PER", FIGURE, APRIL, named, ("PER-201",)),
    }
    for faults in where.values():
        for fault in faults:
            yield replace(fault, put=dropping(fault.put))


def coded(part: Part, record: Record) -> None:
    """A district has a long number for a name: all of its figures break the rule."""
    others = alike(part, record, "district")
    rounded(part, record, "district")
    for one in others:
        one |= {"district": record["district"], "_coded": "yes"}
        part.planted.append(Planted("PER-195", FIGURE, "district", one))
    record["_coded"] = "yes"


def sent_nothing(part: Part, record: Record) -> None:
    """One district is not there: the others of the measure and period break the rule."""
    others = alike(part, record, "measure", "period_end_on")
    lost = next(one for one in others if named(one) and id(one) not in part.taken)
    part.tables[FIGURE] = [one for one in part.tables[FIGURE] if one is not lost]
    for one in others:
        if one is not lost:
            part.note("PER-201", FIGURE, one)


def left_out(part: Part, record: Record) -> None:
    """Nobody returns the measure for the next month: all figures of the month before break it."""
    following = PERIODS[PERIODS.index(record["period_end_on"]) + 1]
    for one in alike(part, record, "measure", "period_end_on"):
        part.note("PER-202", FIGURE, one)
    part.tables[FIGURE] = [
        one
        for one in part.tables[FIGURE]
        if (one["measure"], one["period_end_on"]) != (record["measure"], following)
    ]


def not_met(part: Part, record: Record) -> None:
    """The action is closed, and the last figure of its measure is below its target."""
    shown_by(part, record, part.pick(FIGURE, last_below))


def measured_elsewhere(part: Part, record: Record) -> None:
    """No action for the recommendation has a measure that is returned: all break the rule."""
    record["measure"] = "Calls answered"
    for one in alike(part, record, "recommendation"):
        one["measure"] = "Calls answered"
        part.note("PCP-401", ACTION, one)


def unmeasured(part: Part, record: Record) -> None:
    """No action for the recommendation has a measure: all of them break the rule."""
    record["measure"] = ""
    for one in alike(part, record, "recommendation"):
        one["measure"] = ""
        part.note("IAP-202", ACTION, one)


FAULTS = (
    Fault("PER-202", FIGURE, left_out, lambda one: one["period_end_on"] in PERIODS[:-2]),
    Fault("PER-195", FIGURE, coded, field="district"),
    *key_faults(),
    Fault("PER-201", FIGURE, sent_nothing, not_last),
    *each(blank, "PER-290", FIGURE, "numerator denominator owner"),
    *each(unreadable, "PER-390", FIGURE, "numerator denominator rate target published_at"),
    Fault("PER-393", FIGURE, text(numerator="-3", rate=""), field="numerator"),
    Fault(
        "PER-393", FIGURE, text(denominator="-5", rate=""), field="denominator", also=("PER-401",)
    ),
    Fault("PER-393", FIGURE, text(rate="104.5"), field="rate", also=("PER-403",)),
    Fault("PER-393", FIGURE, text(target="140"), field="target"),
    Fault("PER-401", FIGURE, text(numerator="900", rate="")),
    Fault("PER-402", FIGURE, text(numerator="0", denominator="0", rate="100.0")),
    Fault("PER-403", FIGURE, text(rate="12.3")),
    Fault("PER-490", FIGURE, before("published_at", "period_end_on"), field="published_at"),
    *too_late("PER", FIGURE, {"published_at": "2026-04-{day}"}, also=("PER-501",)),
    Fault("PER-501", FIGURE, later("published_at", "period_end_on", 40 * 24, 60 * 24), last_year),
    Fault("PER-501", FIGURE, text(published_at=""), last_year),
    Fault("IAP-202", ACTION, unmeasured),
    Fault("PCP-401", ACTION, measured_elsewhere),
    Fault("PCP-402", ACTION, not_met, closed),
    *identified("IAP", ACTION, "action_ref"),
    *each(blank, "IAP-290", ACTION, "recommendation reported_on due_on status"),
    *each(
        unreadable, "IAP-390", ACTION, "reported_on planned_on due_on measure_rate measure_target"
    ),
    *each(unreadable, "IAP-390", ACTION, "updated_on", closed),
    *each(unreadable, "IAP-390", ACTION, "closed_on", running),
    *each(off_list, "IAP-391", ACTION, "status rag", running),
    Fault("IAP-393", ACTION, text(measure_rate="120"), field="measure_rate"),
    Fault("IAP-393", ACTION, text(measure_target="130"), running, "measure_target"),
    Fault("IAP-490", ACTION, before("planned_on", "reported_on"), field="planned_on"),
    *too_late("IAP", ACTION, {"reported_on": "2026-04-{day}", "planned_on": ""}),
    *too_late("IAP", ACTION, {"planned_on": "2026-04-{day}", "reported_on": "2026-03-20"}),
    *too_late("IAP", ACTION, {"updated_on": "2026-04-{day}"}),
    *too_late("IAP", ACTION, {"closed_on": "2026-04-{day}"}, closed),
    Fault("IAP-201", ACTION, text(evidence_ref="n/k"), closed),
    Fault("IAP-401", ACTION, text(due_on="2026-02-02", rag="green"), running),
    Fault("IAP-402", ACTION, text(measure_rate="71"), closed),
    Fault("IAP-501", ACTION, later("planned_on", "reported_on", 50 * 24, 90 * 24)),
    Fault("IAP-501", ACTION, text(planned_on="")),
    Fault("IAP-502", ACTION, text(updated_on="2026-01-15"), running),
)
