"""What goes wrong with contacts: who the child is, and where the family is at home."""

from __future__ import annotations

from faults import (
    Fault,
    before,
    blank,
    each,
    later,
    off_list,
    rounded,
    silent_month,
    text,
    too_late,
    unreadable,
)
from part import Part, Record, Where, shift

CONTACT, BY_PERSON = "contact", "recorder_code"
HABIT, OF_HABIT = 8, 12  # so many contacts of one person are not stated, of so many
ONE_CODE = 10  # so many of another, who met nobody else


# Where. Most faults are put into the only contact of a child: nothing else is changed by them.


def only(where: Where = bool) -> Where:
    """The only contact of its child."""
    return lambda one: one["_only"] and where(one)


def second(where: Where = bool) -> Where:
    """The second of two contacts of a child."""
    return lambda one: one["_of"] == "2" and one["_nth"] == "2" and where(one)


def stated(one: Record) -> object:
    """The ethnicity is known, and somebody gave it."""
    return one["self_defined_ethnicity"] not in ("NS", "N4") and one["ethnicity_source"]


def at_school(one: Record) -> object:
    """It is known, and the child was born before 2019."""
    return stated(one) and one["child_date_of_birth"] < "2019"


def one_group(one: Record) -> object:
    """It is known, and so is the group that the child appears to belong to."""
    return stated(one) and one["self_defined_ethnicity"][0] in "WB"


def white(one: Record) -> object:
    """The child is White, and looks so to the officer."""
    return one_group(one) and one["officer_defined_ethnicity"] == "IC1"


def british(one: Record) -> object:
    """The child is White British."""
    return stated(one) and one["self_defined_ethnicity"] == "W1"


def english(one: Record) -> object:
    """English is the first language."""
    return not one["_foreign"] and one["heritage_note"]


def foreign(one: Record) -> object:
    """Another language is, and no interpreter is needed."""
    return one["_foreign"] and one["interpreter_needed"] == "N"


def interpreted(one: Record) -> object:
    """An interpreter is needed."""
    return one["interpreter_needed"] == "Y"


def early(one: Record) -> object:
    """The contact was some days before the end of the quarter."""
    return one["contact_at"] < "2026-03-20"


def absent(one: Record) -> object:
    """The child was not there."""
    return one["child_present"] == "N"


def absent_early(one: Record) -> object:
    """The same, some days before the end of the quarter."""
    return absent(one) and early(one)


# How


def unstated(reason: str) -> dict[str, str]:
    """What a contact holds where the ethnicity is not stated."""
    cells = {"self_defined_ethnicity": "NS", "ethnicity_source": "", "ethnicity_stated_on": ""}
    return cells | {"not_stated_reason": reason}


def other_of(part: Part, record: Record) -> Record:
    """The other contact of a child who has two."""
    child = record["child_id"]
    [other] = [
        one for one in part.tables[CONTACT] if one["child_id"] == child and one is not record
    ]
    part.take(other)
    return other


def by_habit(part: Part, record: Record) -> None:
    """One person gives the same answer for most children: each such contact breaks the rule."""
    met = [record] + [part.pick(CONTACT, only(stated)) for _ in range(OF_HABIT - 1)]
    for one in met:
        [one["recorded_by"]] = part.staff["habit"]
    for one in met[:HABIT]:
        one.update(unstated("not_asked"))
    for one in met[1:HABIT]:
        part.note("ETH-406", CONTACT, one)


def one_code(part: Part, record: Record) -> None:
    """One person has met children of one ethnicity alone: no contact is wrong, the habit may be."""
    for one in [record] + [part.pick(CONTACT, only(british)) for _ in range(ONE_CODE - 1)]:
        [one["recorded_by"]] = part.staff["one code"]


def same_reference(part: Part, record: Record) -> None:
    """The reference of the child's other contact: both break the rule."""
    other = other_of(part, record)
    record["contact_id"] = other["contact_id"]
    part.note("ETH-191", CONTACT, other)


def lost(part: Part, record: Record) -> None:
    """The ethnicity was known at the contact before."""
    other_of(part, record)
    record.update(unstated("too_young"))


def differs(rule: str, field: str, first: str, second_one: str, implied: bool = True) -> Fault:
    """Two contacts of one child with different answers: both break the rule."""
    named = field if implied else ""

    def put(part: Part, record: Record) -> None:
        other = other_of(part, record)
        other[field] = other[field] or first
        record[field] = second_one if other[field] == first else first
        record["officer_defined_ethnicity"] = record["partner_ethnicity"] = ""
        part.note(rule, CONTACT, other, named)

    return Fault(rule, CONTACT, put, second(english), named)


def grown(rule: str, field: str, length: int) -> Fault:
    """A text that is longer than the field may hold."""

    def put(part: Part, record: Record) -> None:
        record[field] = (record[field] + " ") * (1 + length // len(record[field])) + "."

    return Fault(rule, CONTACT, put, only(lambda one: one[field]), field)


def stated_later(part: Part, record: Record) -> None:
    """Three days after the contact."""
    record["heritage_stated_on"] = shift(record["contact_at"][:10], days=3)


SELF = "self_defined_ethnicity"
OTHERS = (f"ETH-391 {SELF}",)
# In 2010, before the census whose codes they are; in no district, so that no month of 2010 counts.
IN_2010 = text(
    contact_at="2010-06-07 10:00",
    recorded_at="2010-06-07 12:00",
    ethnicity_stated_on="2010-06-07",
    heritage_stated_on="2010-06-07",
    child_date_of_birth="2009-05-06",
    self_defined_ethnicity="W3",
    district="",
)
IN_APRIL = text(contact_at="2026-04-18 09:10", recorded_at="2026-04-18 10:20")
TURNED = text(contact_at="2026-04-01 09:10", recorded_at="2026-04-01 10:20")  # of 4 January
NO_HERITAGE = text(religion="", nationality="", heritage_note="")
WITH_INTERPRETER = text(interpreter_used="Y", no_interpreter_reason="")
WITHOUT = {"interpreter_used": "N", "no_interpreter_reason": "None free"}
NOT_SAID = {"interpreter_used": ""}
BY_PHONE = {"interpreter_used": "by phone"}
NOT_ASKED = text(interpreter_needed="", no_interpreter_reason="None free")

FAULTS = (
    # what few contacts can hold comes first
    Fault("ETH-302", CONTACT, IN_2010, only(white), also=("ETH-290 district",)),
    Fault("ETH-501", CONTACT, later("recorded_at", "contact_at", 30, 90), only(absent_early)),
    # what needs two contacts of a child, or many
    Fault("ETH-191", CONTACT, same_reference, second()),
    Fault("ETH-404", CONTACT, lost, second(stated)),
    differs("ETH-492", "child_date_of_birth", "2013-05-06", "2013-06-05"),
    differs("ETH-492", "self_defined_ethnicity", "M1", "B1"),
    differs("CUL-492", "first_language", "ENG", "POL"),
    differs("CUL-492", "country_of_birth", "GBR", "IRL"),
    differs("CUL-405", "religion", "1", "2", implied=False),
    differs("CUL-406", "nationality", "GBR", "IRL; GBR", implied=False),
    Fault("ETH-406", CONTACT, by_habit, only(stated)),
    Fault("ETH-407", CONTACT, one_code, only(british), view=BY_PERSON),
    # heritage
    Fault("CUL-201", CONTACT, text(interpreter_needed=""), only(foreign)),
    Fault("CUL-202", CONTACT, text(**WITHOUT | {"no_interpreter_reason": ""}), only(interpreted)),
    Fault("CUL-203", CONTACT, text(first_language="OTH"), only(foreign)),
    Fault("CUL-204", CONTACT, text(religion="8", heritage_note=""), only(english)),
    Fault("CUL-205", CONTACT, NO_HERITAGE, only(foreign)),
    Fault("CUL-206", CONTACT, text(heritage_stated_by="", heritage_stated_on=""), only()),
    Fault("CUL-207", CONTACT, text(heritage_stated_on=""), only()),
    Fault("CUL-290", CONTACT, text(**WITHOUT | NOT_SAID), only(interpreted), "interpreter_used"),
    Fault("CUL-291", CONTACT, NOT_ASKED, only(english), "no_interpreter_reason"),
    *each(off_list, "CUL-391", CONTACT, "first_language religion", only(english)),
    Fault("CUL-301", CONTACT, text(heritage_stated_on="2001-05-06"), only()),
    *each(unreadable, "CUL-390", CONTACT, "heritage_stated_on", only()),
    *each(off_list, "CUL-391", CONTACT, "interpreter_needed heritage_stated_by", only(english)),
    Fault("CUL-391", CONTACT, text(**WITHOUT | BY_PHONE), only(interpreted), "interpreter_used"),
    Fault("CUL-392", CONTACT, text(nationality="British"), only(english), "nationality"),
    Fault("CUL-392", CONTACT, text(country_of_birth="UK"), only(english), "country_of_birth"),
    grown("CUL-394", "heritage_note", 4000),
    Fault("CUL-401", CONTACT, WITH_INTERPRETER, only(foreign)),
    Fault("CUL-402", CONTACT, text(**WITHOUT | {"interpreter_used": "Y"}), only(interpreted)),
    Fault("CUL-403", CONTACT, text(heritage_stated_by="officer"), only()),
    Fault("CUL-404", CONTACT, stated_later, only(early)),
    *too_late("CUL", CONTACT, {"heritage_stated_on": "2026-04-{day}"}, only(early), ("CUL-404",)),
    Fault("CUL-501", CONTACT, text(heritage_stated_on="2019-05-06"), only()),
    Fault("CUL-601", CONTACT, text(heritage_note="White British"), only()),
    Fault("CUL-602", CONTACT, text(heritage_note="From Goa."), only()),
    # ethnicity, and what every contact has
    *each(rounded, "ETH-195", CONTACT, "contact_id child_id", only()),
    *each(blank, "ETH-290", CONTACT, "contact_id child_id", only(), ("ETH-191",)),
    *each(blank, "ETH-290", CONTACT, "district contact_at recorded_at recorded_by", only()),
    *each(unreadable, "ETH-390", CONTACT, "contact_at recorded_at", only()),
    *each(unreadable, "ETH-390", CONTACT, "child_date_of_birth ethnicity_stated_on", only(stated)),
    *each(off_list, "ETH-391", CONTACT, "self_defined_ethnicity", only(stated)),
    *each(off_list, "ETH-391", CONTACT, "officer_defined_ethnicity", only(stated)),
    *each(off_list, "ETH-391", CONTACT, "ethnicity_source", only(stated)),
    Fault("ETH-391", CONTACT, text(**unstated("busy")), only(stated), "not_stated_reason"),
    Fault("ETH-396", CONTACT, text(self_defined_ethnicity="O1"), only(stated), SELF, OTHERS),
    Fault(
        "ETH-396",
        CONTACT,
        text(officer_defined_ethnicity="A2"),
        only(stated),
        "officer_defined_ethnicity",
        ("ETH-391 officer_defined_ethnicity",),
    ),
    Fault("ETH-490", CONTACT, before("recorded_at", "contact_at"), only(), "recorded_at"),
    Fault(
        "ETH-490",
        CONTACT,
        before("ethnicity_stated_on", "child_date_of_birth"),
        only(at_school),
        "ethnicity_stated_on",
        ("ETH-502",),
    ),
    Fault("ETH-491", CONTACT, IN_APRIL, only(), "contact_at", ("ETH-491 recorded_at",)),
    Fault(
        "ETH-493",
        CONTACT,
        TURNED,
        only(),
        "contact_at",
        ("ETH-491 contact_at", "ETH-491 recorded_at", "ETH-493 recorded_at"),
    ),
    *too_late(
        "ETH",
        CONTACT,
        {"child_date_of_birth": "2026-04-{day}", "ethnicity_stated_on": ""},
        only(stated),
        ("ETH-203",),
    ),
    *too_late("ETH", CONTACT, {"ethnicity_stated_on": "2026-04-{day}"}, only(stated)),
    Fault("ETH-201", CONTACT, text(self_defined_ethnicity="", ethnicity_source=""), only(stated)),
    Fault("ETH-202", CONTACT, text(**unstated("")), only(stated)),
    Fault("ETH-203", CONTACT, text(ethnicity_stated_on=""), only(stated)),
    Fault("ETH-301", CONTACT, text(child_date_of_birth="2007-12-01"), only()),
    Fault("ETH-401", CONTACT, text(officer_defined_ethnicity="IC4"), only(one_group)),
    Fault("ETH-402", CONTACT, text(ethnicity_source="officer"), only(stated)),
    Fault("ETH-403", CONTACT, text(not_stated_reason="declined"), only(stated)),
    Fault("ETH-405", CONTACT, text(self_defined_ethnicity="W9"), only(white)),
    Fault("ETH-408", CONTACT, text(partner_ethnicity="BAFR"), only(white)),
    *each(off_list, "ETH-391", CONTACT, "partner_ethnicity", only(stated)),
    Fault(
        "ETH-396",
        CONTACT,
        text(partner_ethnicity="W1"),
        only(white),
        "partner_ethnicity",
        ("ETH-391 partner_ethnicity",),
    ),
    Fault("ETH-502", CONTACT, text(ethnicity_stated_on="2019-05-06"), only(at_school)),
    silent_month("ETH-101", CONTACT, "contact_at"),
)
