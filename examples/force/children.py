"""Children: as the index of persons holds them, and as each system does."""

from __future__ import annotations

from faults import (
    Fault,
    before,
    blank,
    each,
    identified,
    nowhere,
    off_list,
    rounded,
    text,
    too_late,
    twice,
    unreadable,
)
from part import CHILDREN, CHILDREN_OF, Part, Record, shift

PERSON, ENTRY = "person", "system_record"
COLUMNS = {
    PERSON: "child_id district date_of_birth sex name_key postcode created_at created_by"
    " updated_at merged_into",
    ENTRY: "system local_ref child_id date_of_birth sex event_at created_at",
}
SYSTEMS = ("crime", "custody", "incident")
MERGED = 6

# The ethnicity of a child, how the child looks to an officer; then language, nationality, country
# of birth and religion.
AT_HOME = (
    ("W1", "IC1", "ENG", "GBR", "GBR", "1"),
    ("W1", "IC1", "ENG", "GBR", "GBR", "2"),
    ("W2", "IC1", "ENG", "IRL", "GBR", "2"),
    ("M1", "IC3", "ENG", "GBR", "GBR", "1"),
    ("M3", "IC4", "ENG", "GBR", "GBR", "2"),
    ("A1", "IC4", "ENG", "GBR", "GBR", "4"),
    ("A2", "IC4", "ENG", "GBR", "GBR", "6"),
    ("B1", "IC3", "ENG", "GBR", "GBR", "2"),
)
FROM_AFAR = (
    ("W1", "IC1", "POL", "POL; GBR", "POL", "2"),
    ("A2", "IC4", "URD", "PAK", "PAK", "6"),
    ("A3", "IC4", "BNG", "BGD", "BGD", "6"),
    ("A4", "IC5", "CHI", "CHN", "CHN", "1"),
    ("B2", "IC3", "SOM", "SOM", "SOM", "6"),
    ("O2", "IC6", "ARA", "SYR", "SYR", "6"),
)


def make(part: Part) -> None:
    """The children of this part, and what the systems hold of them."""
    districts = part.dealt(CHILDREN, **CHILDREN_OF)
    homes = part.dealt(CHILDREN, here=68, afar=32)
    given = zip(range(CHILDREN), districts, homes, strict=True)
    part.children = [_child(part, *one) for one in given]
    persons = [_person(part, child) for child in part.children]
    part.tables[PERSON] = persons + [
        _merged(part, number, persons[-1 - number]) for number in range(MERGED)
    ]
    part.tables[ENTRY] = [
        _system_record(part, number, place, child)
        for number, child in enumerate(part.children)
        for place in range(number % 5 if number % 5 < 3 else 0)
    ]


def _child(part: Part, number: int, district: str, home: str) -> Record:
    rng = part.rng
    # nobody turns eighteen before the quarter ends; one child in eight has no words yet
    days = rng.randrange(150, 700) if number % 8 == 0 else rng.randrange(4 * 366, 17 * 365)
    looks = rng.choice(AT_HOME if home == "here" else FROM_AFAR)
    names = ("ethnicity", "appearance", "language", "nationality", "country", "religion")
    return dict(zip(names, looks, strict=True)) | {
        "child_id": part.ref("C", number),
        "district": district,
        "born": shift("2026-01-05", days=-days),
        "sex": rng.choice("FM"),
        "name": rng.choice(("She", "He", "The child")),
        "talks": "yes" if days > 700 else "",
        "number": str(number),
    }


def _person(part: Part, child: Record) -> Record:
    made = part.moment(-900, -20)
    number = int(child["number"])
    return {
        "child_id": child["child_id"],
        "district": child["district"],
        "date_of_birth": child["born"],
        "sex": child["sex"],
        "name_key": f"{part.rng.getrandbits(48):012x}",
        "postcode": f"ZZ{1 + number % 9} {number % 10}{part.rng.choice('ABDEF')}Q",
        "created_at": made,
        "created_by": part.ref("P", 10 + number % 12),
        "updated_at": part.later(made, 50, 400),
        "merged_into": "",
        "_bare": "yes" if number % 5 in (0, 3) else "",
    }


def _merged(part: Part, number: int, other: Record) -> Record:
    """An entry that was found to be another child's, and merged into that."""
    other["_bare"] = ""
    merged = other | {"child_id": part.ref("C", 9000 + number), "merged_into": other["child_id"]}
    return merged | {"_merged": "yes"}


def _system_record(part: Part, number: int, place: int, child: Record) -> Record:
    event = part.moment()
    return {
        "system": SYSTEMS[(number + place) % 3],
        "local_ref": part.ref("L", 10 * number + place),
        "child_id": child["child_id"],
        "date_of_birth": child["born"],
        "sex": child["sex"],
        "event_at": event,
        "created_at": part.later(event, 0.5, 20),
        "_two": "yes" if number % 5 == 2 else "",
        "_place": str(place),
    }


# What goes wrong. An entry is bare where nothing refers to it.


def _bare(one: Record) -> object:
    return one["_bare"]


def _merged_entry(one: Record) -> object:
    return one.get("_merged")


def _first_of_two(one: Record) -> object:
    return one["_two"] and one["_place"] == "0"


def _one_system(part: Part, record: Record) -> None:
    """Both entries of a child in the same system."""
    [other] = [
        one
        for one in part.tables[ENTRY]
        if one["child_id"] == record["child_id"] and one is not record
    ]
    record["system"] = other["system"]
    part.note("CID-405", ENTRY, other)


def _only_entry(one: Record) -> object:
    return not one["_two"]


def _typed_late(part: Part, record: Record) -> None:
    record["created_at"] = part.later(record["event_at"], 25, 90)


def _weeks_ago(one: Record) -> object:
    return one["event_at"] < "2026-03-16"


def _other_sex(part: Part, record: Record) -> None:
    record["sex"] = "M" if record["sex"] == "F" else "F"


FAULTS = (
    # first what needs a child with two entries
    Fault("CID-405", ENTRY, _one_system, _first_of_two),
    *identified("CID", PERSON, "child_id", _bare),
    *each(nowhere, "CID-193", PERSON, "merged_into", _merged_entry),
    *each(rounded, "CID-195", PERSON, "merged_into", _merged_entry, ("CID-193 merged_into",)),
    *each(blank, "CID-290", PERSON, "created_at created_by", _bare),
    *each(unreadable, "CID-390", PERSON, "date_of_birth created_at updated_at", _bare),
    *each(off_list, "CID-391", PERSON, "sex", _bare),
    twice("CID-401", PERSON, "name_key date_of_birth postcode", _bare),
    Fault("CID-402", PERSON, text(date_of_birth="2007-11-30"), _bare),
    Fault("CID-490", PERSON, before("updated_at", "created_at"), _bare, "updated_at"),
    *too_late("CID", PERSON, {"date_of_birth": "2026-04-{day}"}, _bare),
    *too_late("CID", PERSON, {"created_at": "2026-04-{day} 09:00", "updated_at": ""}, _bare),
    *too_late("CID", PERSON, {"updated_at": "2026-04-{day} 09:00"}, _bare),
    twice("CID-191", ENTRY, "system local_ref", _only_entry),
    *each(nowhere, "CID-193", ENTRY, "child_id"),
    *each(rounded, "CID-195", ENTRY, "system local_ref"),
    *each(rounded, "CID-195", ENTRY, "child_id", also=("CID-193 child_id",)),
    *each(blank, "CID-290", ENTRY, "system local_ref", also=("CID-191",)),
    *each(blank, "CID-290", ENTRY, "child_id"),
    *each(unreadable, "CID-390", ENTRY, "date_of_birth event_at created_at"),
    *each(off_list, "CID-391", ENTRY, "sex"),
    *too_late("CID", ENTRY, {"date_of_birth": "2026-04-{day}"}, also=("CID-403",)),
    *too_late("CID", ENTRY, {"event_at": "2026-04-{day} 09:00", "created_at": ""}),
    *too_late("CID", ENTRY, {"created_at": "2026-04-{day} 09:00"}, also=("CID-501",)),
    Fault("CID-403", ENTRY, text(date_of_birth="2023-01-01")),
    Fault("CID-404", ENTRY, _other_sex),
    Fault("CID-490", ENTRY, before("created_at", "event_at"), field="created_at"),
    Fault("CID-501", ENTRY, _typed_late, _weeks_ago),
)
