"""The people of the force: teams, staff, what they were taught, whom they interviewed, and which
case is whose.
"""

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
    text,
    unreadable,
)
from part import CHILDREN_OF, Part, Record, shift

COLUMNS = {
    "team": "team_id district",
    "staff": "staff_id district role_group active_from active_to",
    "training_record": "staff_id course completed_on expires_on",
    "child_interview": "interview_ref district interviewer_id interviewed_on",
    "case_allocation": "allocation_id case_ref child_id district team_id owner_id supervisor_id"
    " opened_at allocated_at ended_at",
}
# What people are there for, and how many in each part; who is spare has no cases and no courses.
ROLES = {
    "interviewer": (8, "safeguarding"),
    "supervisor": (3, "safeguarding"),
    "recorder": (12, "response"),
    "habit": (1, "response"),
    "taker": (8, "contact"),
    "leaver": (1, "other"),
    "spare": (14, "other"),
}
TEAMS_OF_A_DISTRICT = 4
SPARE_TEAMS = 5
COURSES = ("voice_of_the_child", "neglect", "trauma_informed")
CASES = (48, 16)  # with one owner, with two


def make(part: Part) -> None:
    """The staff of this part; the teams of the force stand in the first part."""
    if part.number == 0:
        part.tables["team"] = _teams()
    part.tables["staff"] = list(_staff(part))
    part.tables["training_record"] = list(_training(part))
    part.tables["child_interview"] = [_interview(part, number) for number in range(24)]
    part.tables["case_allocation"] = [
        allocation
        for number in range(sum(CASES))
        for allocation in _case(part, number, two=number % 4 == 3)
    ]


def _teams() -> list[Record]:
    teams = [
        {"team_id": f"{district[:3].upper()}-{number + 1}", "district": district, "_spare": ""}
        for district in CHILDREN_OF
        for number in range(TEAMS_OF_A_DISTRICT)
    ]
    spare = [f"NEW-{number + 1}" for number in range(SPARE_TEAMS)]
    return teams + [{"team_id": team, "district": "Central", "_spare": "yes"} for team in spare]


def _staff(part: Part) -> list[Record]:
    found = []
    for role, (number, group) in ROLES.items():
        for _ in range(number):
            staff_id = part.ref("P", len(found))
            part.staff.setdefault(role, []).append(staff_id)
            found.append(
                {
                    "staff_id": staff_id,
                    "district": part.rng.choice(tuple(CHILDREN_OF)),
                    "role_group": group,
                    "active_from": part.day(-3000, -400),
                    "active_to": "2025-12-31" if role == "leaver" else "",
                    "_role": role,
                }
            )
    return found


def _training(part: Part) -> list[Record]:
    records = []
    for person in part.tables["staff"]:
        if person["_role"] in ("spare", "leaver"):
            continue
        courses = [*COURSES, "other"] + ["achieving_best_evidence"] * (
            person["_role"] == "interviewer"
        )
        for course in courses:
            done = part.day(-900, -10)
            expires = shift(done, days=3 * 366) if part.rng.random() < 0.5 else ""
            records.append(
                {
                    "staff_id": person["staff_id"],
                    "course": course,
                    "completed_on": done,
                    "expires_on": expires,
                }
            )
    return records


def _interview(part: Part, number: int) -> Record:
    return {
        "interview_ref": part.ref("V", number),
        "district": part.rng.choice(tuple(CHILDREN_OF)),
        "interviewer_id": part.rng.choice(part.staff["interviewer"]),
        "interviewed_on": part.day(0, 85),
    }


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


# What goes wrong


def spare(one: Record) -> object:
    """Nothing refers to this person, or to this team."""
    return one.get("_spare") or one.get("_role") == "spare"


def other_course(one: Record) -> object:
    """A course that no rule asks for."""
    return one["course"] == "other"


def single(one: Record) -> object:
    """The case has had one owner."""
    return one["_owners"] == "1"


def first(one: Record) -> object:
    """The first owner of two."""
    return one["_owners"] == "2" and one["_nth"] == "1"


def ended(one: Record) -> object:
    """The case has had one owner, who has it no more."""
    return single(one) and one["ended_at"]


def _no_course(rule: str, course: str) -> Fault:
    """A course that was done too long ago; the record of it is in order."""

    def put(part: Part, record: Record) -> None:
        [done] = [
            one
            for one in part.tables["training_record"]
            if one["staff_id"] == record["staff_id"] and one["course"] == course
        ]
        done |= {"completed_on": "2021-06-07", "expires_on": "2024-06-07"}
        part.take(done)

    return Fault(rule, "staff", put, lambda one: one["_role"] in ("recorder", "taker"))


def _next(part: Part, record: Record) -> Record:
    """The next owner of a case."""
    [following] = [
        one
        for one in part.tables["case_allocation"]
        if one["case_ref"] == record["case_ref"] and one is not record
    ]
    part.take(following)
    return following


def _at_once(part: Part, record: Record) -> None:
    """The first owner has it still when the second has it: both break the rule."""
    following = _next(part, record)
    record["ended_at"] = part.later(following["allocated_at"], 5, 50)
    part.note("CAS-401", "case_allocation", following)


def _gap(part: Part, record: Record) -> None:
    following = _next(part, record)
    following["allocated_at"] = part.later(record["ended_at"], 30, 90)


def _gone(part: Part, record: Record) -> None:
    [record["owner_id"]] = part.staff["leaver"]


def _untrained(part: Part, record: Record) -> None:
    record["interviewer_id"] = part.rng.choice(part.staff["recorder"])


OWN = Fault(
    "CAS-404",
    "case_allocation",
    lambda part, one: one.update(supervisor_id=one["owner_id"]),
    single,
)

FAULTS = (
    *identified("CAS", "team", "team_id", spare),
    *identified("CAS", "staff", "staff_id", spare),
    *each(unreadable, "CAS-390", "staff", "active_from active_to", spare),
    *each(off_list, "CAS-391", "staff", "role_group", spare),
    Fault("CAS-490", "staff", before("active_to", "active_from"), spare, "active_to"),
    _no_course("TRA-201", "voice_of_the_child"),
    _no_course("TRA-202", "neglect"),
    _no_course("TRA-203", "trauma_informed"),
    *each(nowhere, "TRA-193", "training_record", "staff_id", other_course),
    *each(rounded, "TRA-195", "training_record", "staff_id", other_course, ("TRA-193 staff_id",)),
    *each(blank, "TRA-290", "training_record", "staff_id course completed_on", other_course),
    *each(unreadable, "TRA-390", "training_record", "completed_on expires_on", other_course),
    *each(off_list, "TRA-391", "training_record", "course", other_course),
    Fault(
        "TRA-490",
        "training_record",
        before("expires_on", "completed_on"),
        other_course,
        "expires_on",
    ),
    Fault(
        "TRA-491",
        "training_record",
        text(completed_on="2026-04-07", expires_on=""),
        other_course,
        "completed_on",
    ),
    *identified("TRA", "child_interview", "interview_ref"),
    *each(nowhere, "TRA-193", "child_interview", "interviewer_id", also=("TRA-401",)),
    *each(
        rounded,
        "TRA-195",
        "child_interview",
        "interviewer_id",
        also=("TRA-193 interviewer_id", "TRA-401"),
    ),
    *each(blank, "TRA-290", "child_interview", "interviewer_id interviewed_on"),
    *each(unreadable, "TRA-390", "child_interview", "interviewed_on"),
    Fault("TRA-401", "child_interview", _untrained),
    Fault("CAS-401", "case_allocation", _at_once, first),
    Fault("CAS-402", "case_allocation", _gap, first),
    *identified("CAS", "case_allocation", "allocation_id", single),
    *each(nowhere, "CAS-193", "case_allocation", "team_id", single),
    *each(nowhere, "CAS-193", "case_allocation", "owner_id", single, ("CAS-403",)),
    *each(rounded, "CAS-195", "case_allocation", "team_id", single, ("CAS-193 team_id",)),
    *each(
        rounded, "CAS-195", "case_allocation", "owner_id", single, ("CAS-193 owner_id", "CAS-403")
    ),
    *each(blank, "CAS-290", "case_allocation", "case_ref team_id opened_at allocated_at", single),
    *each(unreadable, "CAS-390", "case_allocation", "opened_at allocated_at ended_at", single),
    Fault("CAS-490", "case_allocation", before("ended_at", "allocated_at"), ended, "ended_at"),
    Fault("CAS-403", "case_allocation", _gone, single),
    OWN,
    Fault("CAS-501", "case_allocation", later("opened_at", "opened_at", -190, -170), single),
)
