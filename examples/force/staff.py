"""The people of the force: teams, staff, what they were taught, and whom they interviewed."""

from __future__ import annotations

from faults import (
    OFF_LIST,
    Fault,
    before,
    blank,
    each,
    identified,
    nowhere,
    off_list,
    rounded,
    too_late,
    unreadable,
)
from part import CHILDREN_OF, TEAMS_OF_A_DISTRICT, Part, Record, shift

TEAM, STAFF = "team", "staff"
COURSE, INTERVIEW = "training_record", "child_interview"
COLUMNS = {
    TEAM: "team_id district",
    STAFF: "staff_id district role_group active_from active_to",
    COURSE: "staff_id course completed_on expires_on",
    INTERVIEW: "interview_ref district interviewer_id interviewed_on",
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
    "one code": (1, "response"),
}
SPARE_TEAMS = 5
COURSES = ("voice_of_the_child", "neglect", "trauma_informed")


def make(part: Part) -> None:
    """The staff of this part; the teams of the force stand in the first part."""
    if part.number == 0:
        part.tables[TEAM] = _teams()
    part.tables[STAFF] = list(_staff(part))
    part.tables[COURSE] = list(_training(part))
    part.tables[INTERVIEW] = [_interview(part, number) for number in range(24)]


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
    for person in part.tables[STAFF]:
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
                    "_role": person["_role"],
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


# What goes wrong


def spare(one: Record) -> object:
    """Nothing refers to this person, or to this team."""
    return one.get("_spare") or one.get("_role") == "spare"


def other_course(one: Record) -> object:
    """A course that no rule asks for."""
    return one["course"] == "other"


def supervisor(one: Record) -> object:
    """The same, of somebody who is asked for no other: of a course off the list nobody can say
    that it was not the one that another fault took away.
    """
    return other_course(one) and one["_role"] == "supervisor"


def _no_course(rule: str, course: str) -> Fault:
    """A course that was done too long ago; the record of it is in order."""

    def put(part: Part, record: Record) -> None:
        [done] = [
            one
            for one in part.tables[COURSE]
            if one["staff_id"] == record["staff_id"] and one["course"] == course
        ]
        done |= {"completed_on": "2021-06-07", "expires_on": "2024-06-07"}
        part.take(done)

    return Fault(rule, STAFF, put, lambda one: one["_role"] in ("recorder", "taker"))


def _untrained(part: Part, record: Record) -> None:
    """Somebody whose courses can all be read: any other may have had the one on interviews."""
    unsure = {one["staff_id"] for one in part.tables[COURSE] if one["course"] in OFF_LIST}
    while (person := part.rng.choice(part.staff["recorder"])) in unsure:
        pass
    record["interviewer_id"] = person


FAULTS = (
    *identified("CAS", TEAM, "team_id", spare),
    *identified("CAS", STAFF, "staff_id", spare),
    *each(unreadable, "CAS-390", STAFF, "active_from active_to", spare),
    *each(off_list, "CAS-391", STAFF, "role_group", spare),
    Fault("CAS-490", STAFF, before("active_to", "active_from"), spare, "active_to"),
    _no_course("TRA-201", "voice_of_the_child"),
    _no_course("TRA-202", "neglect"),
    _no_course("TRA-203", "trauma_informed"),
    *each(nowhere, "TRA-193", COURSE, "staff_id", other_course),
    *each(rounded, "TRA-195", COURSE, "staff_id", other_course, ("TRA-193 staff_id",)),
    *each(blank, "TRA-290", COURSE, "staff_id course completed_on", other_course),
    *each(unreadable, "TRA-390", COURSE, "completed_on expires_on", other_course),
    *each(off_list, "TRA-391", COURSE, "course", supervisor),
    Fault(
        "TRA-490",
        COURSE,
        before("expires_on", "completed_on"),
        other_course,
        "expires_on",
    ),
    *too_late("TRA", COURSE, {"completed_on": "2026-04-{day}", "expires_on": ""}, other_course),
    *identified("TRA", INTERVIEW, "interview_ref"),
    *each(nowhere, "TRA-193", INTERVIEW, "interviewer_id", also=("TRA-401",)),
    *each(
        rounded,
        "TRA-195",
        INTERVIEW,
        "interviewer_id",
        also=("TRA-193 interviewer_id", "TRA-401"),
    ),
    *each(blank, "TRA-290", INTERVIEW, "interviewer_id interviewed_on"),
    *each(unreadable, "TRA-390", INTERVIEW, "interviewed_on"),
    *too_late("TRA", INTERVIEW, {"interviewed_on": "2026-04-{day}"}),
    Fault("TRA-401", INTERVIEW, _untrained),
)
