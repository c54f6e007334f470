"""Which case is whose, and from when until when."""

from __future__ import annotations

from faults import (
    BLANKS,
    Fault,
    before,
    blank,
    each,
    identified,
    later,
    nowhere,
    rounded,
    too_late,
    unreadable,
)
from part import CHILDREN_OF, TEAMS_OF_A_DISTRICT, Part, Record

CASE = "case_allocation"
COLUMNS = {
    CASE: "allocation_id case_ref child_id district team_id owner_id supervisor_id"
    " opened_at allocated_at ended_at",
}
OPENED = {"opened_at": "2026-04-{day} 09:00", "ended_at": ""}
ALLOCATED = {"allocated_at": "2026-04-{day} 09:00", "ended_at": ""}
CASES = 64  # one in four has a second owner


def make(part: Part) -> None:
    """The cases of this part, each with its owners one after the other."""
    part.tables[CASE] = [
        allocation
        for number in range(CASES)
        for allocation in _case(part, number, two=number % 4 == 3)
    ]


def _case(part: Part, number: int, *, two: bool) -> list[Record]:
    """A case with its owner, and with the next one where it changed hands."""
    district = part.rng.choice(tuple(CHILDREN_OF))
    opened = part.moment(0, 50)
    record = {
        "allocation_id": part.ref("A", 10 * number),
        "case_ref": part.ref("O", number),
        "child_id": part.rng.choice(part.children)["child_id"],
        "district": district,
        "team_id": f"{district[:3].upper()}-{part.rng.randint(1, TEAMS_OF_A_DISTRICT)}",
        "owner_id": part.rng.choice(part.staff["recorder"]),
        "supervisor_id": part.rng.choice(part.staff["supervisor"]),
        "opened_at": opened,
        "allocated_at": part.later(opened, 0.5, 9),
        "ended_at": "",
        "_owners": "2" if two else "1",
        "_nth": "1",
    }
    if not two:
        closed = part.rng.random() < 0.5
        record["ended_at"] = part.later(opened, 200, 600) if closed else ""
        return [record]
    record["ended_at"] = part.later(opened, 200, 600)
    following = record | {
        "allocation_id": part.ref("A", 10 * number + 1),
        "owner_id": part.rng.choice(part.staff["interviewer"]),
        "allocated_at": part.later(record["ended_at"], 0, 20),
        "ended_at": "",
        "_nth": "2",
    }
    return [record, following]


def single(one: Record) -> object:
    """The case has had one owner."""
    return one["_owners"] == "1"


def first(one: Record) -> object:
    """The first owner of two."""
    return one["_owners"] == "2" and one["_nth"] == "1"


def _next(part: Part, record: Record) -> Record:
    """The next owner of a case."""
    [following] = [
        one
        for one in part.tables[CASE]
        if one["case_ref"] == record["case_ref"] and one is not record
    ]
    part.take(following)
    return following


def _at_once(part: Part, record: Record) -> None:
    """The first owner has it still when the second has it: both break the rule."""
    following = _next(part, record)
    record["ended_at"] = part.later(following["allocated_at"], 5, 50)
    part.note("CAS-401", CASE, following)


def _gap(part: Part, record: Record) -> None:
    following = _next(part, record)
    following["allocated_at"] = part.later(record["ended_at"], 30, 90)


def _gone(part: Part, record: Record) -> None:
    [record["owner_id"]] = part.staff["leaver"]


def _ownerless(part: Part, record: Record) -> None:
    """Nobody has had the case, whenever it was given to the team."""
    record["owner_id"] = part.rng.choice(BLANKS)


def _own(part: Part, record: Record) -> None:
    record["supervisor_id"] = record["owner_id"]


FAULTS = (
    Fault("CAS-401", CASE, _at_once, first),
    Fault("CAS-402", CASE, _gap, first),
    *identified("CAS", CASE, "allocation_id", single),
    *each(nowhere, "CAS-193", CASE, "team_id", single),
    *each(nowhere, "CAS-193", CASE, "owner_id", single, ("CAS-403",)),
    *each(rounded, "CAS-195", CASE, "team_id", single, ("CAS-193 team_id",)),
    *each(rounded, "CAS-195", CASE, "owner_id", single, ("CAS-193 owner_id", "CAS-403")),
    *each(blank, "CAS-290", CASE, "case_ref team_id opened_at", single),
    *each(blank, "CAS-290", CASE, "allocated_at", single, ("CAS-501",)),
    *each(unreadable, "CAS-390", CASE, "opened_at allocated_at ended_at", single),
    *too_late("CAS", CASE, OPENED, single, ("CAS-490 allocated_at",)),
    *too_late("CAS", CASE, ALLOCATED, single, ("CAS-501",)),
    *too_late("CAS", CASE, {"ended_at": "2026-04-{day} 10:00"}, single),
    Fault("CAS-490", CASE, later("ended_at", "allocated_at", -90, -1), single, "ended_at"),
    Fault("CAS-403", CASE, _gone, single),
    Fault("CAS-404", CASE, _own, single),
    Fault("CAS-501", CASE, later("opened_at", "opened_at", -190, -170), single),
    Fault("CAS-501", CASE, _ownerless, single),
    Fault("CAS-490", CASE, before("allocated_at", "opened_at"), single, "allocated_at"),
)
