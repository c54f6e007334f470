"""What goes wrong with contacts: ethnicity, heritage and the voice of the child."""

from __future__ import annotations

from faults import (
    Fault,
    afterwards,
    before,
    blank,
    each,
    identified,
    later,
    off_list,
    text,
    together,
    unreadable,
)
from part import Part, Record, Where

T = "contact"
HABIT, OF_HABIT = 8, 12  # so many contacts of one person are not stated, of so many
NO_VOICE = {"child_spoken_to": "", "seen_alone": "", "reason_not_alone": "", "demeanour": ""}


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


def one_group(one: Record) -> object:
    """It is known, and so is the group that the child appears to belong to."""
    return stated(one) and one["self_defined_ethnicity"][0] in "WB"


def english(one: Record) -> object:
    """English is the first language."""
    return not one["_foreign"] and one["heritage_note"]


def foreign(one: Record) -> object:
    """Another language is, and no interpreter is needed."""
    return one["_foreign"] and one["interpreter_needed"] == "N"


def interpreted(one: Record) -> object:
    """An interpreter is needed."""
    return one["interpreter_needed"] == "Y"


def unseen(one: Record) -> object:
    """The child was there, and not seen."""
    return one["child_present"] == "Y" and one["child_seen"] == "N"


def heard(one: Record) -> object:
    """The child was spoken to, and what was heard is written down."""
    return one["child_spoken_to"] == "Y" and one["voice_of_the_child"]


def absent(one: Record) -> object:
    """The child was not there."""
    return one["child_present"] == "N"


def in_company(one: Record) -> object:
    """The child was seen with somebody else in the room."""
    return one["seen_alone"] == "N"


# How


def unstated(reason: str) -> dict[str, str]:
    """What a contact holds where the ethnicity is not stated."""
    cells = {"self_defined_ethnicity": "NS", "ethnicity_source": ""}
    return cells | {"not_stated_reason": reason}


def other_of(part: Part, record: Record) -> Record:
    """The other contact of a child who has two."""
    child = record["child_id"]
    [other] = [one for one in part.tables[T] if one["child_id"] == child and one is not record]
    part.take(other)
    return other


def by_habit(part: Part, record: Record) -> None:
    """One person gives the same answer for most children: each such contact breaks the rule."""
    met = [record] + [part.pick(T, only(stated)) for _ in range(OF_HABIT - 1)]
    for one in met:
        [one["recorded_by"]] = part.staff["habit"]
    for one in met[:HABIT]:
        one.update(unstated("not_asked"))
    for one in met[1:HABIT]:
        part.note("ETH-406", T, one)


def lost(part: Part, record: Record) -> None:
    """The ethnicity was known at the contact before."""
    other_of(part, record)
    record.update(unstated("too_young"))


def differs(rule: str, field: str, first: str, second_one: str) -> Fault:
    """Two contacts of one child with different answers: both break the rule."""

    def put(part: Part, record: Record) -> None:
        other = other_of(part, record)
        other[field] = other[field] or first
        record[field] = second_one if other[field] == first else first
        record["officer_defined_ethnicity"] = ""
        part.note(rule, T, other, field)

    return Fault(rule, T, put, second(english), field)


def copied(part: Part, record: Record) -> None:
    """Another child's words in capital letters: both break the rule."""
    other = part.pick(T, only(heard))
    record["voice_of_the_child"] = other["voice_of_the_child"].upper().replace(".", " -")
    part.note("VOC-602", T, other)


def repeated(part: Part, record: Record) -> None:
    """The same words on another day: both break the rule."""
    other = other_of(part, record)
    for one in (record, other):
        text(voice_of_the_child="The child said that bus {n} comes too late.")(part, one)
    part.note("VOC-603", T, other)


def grown(rule: str, field: str, length: int) -> Fault:
    """A text that is longer than the field may hold."""

    def put(part: Part, record: Record) -> None:
        record[field] = (record[field] + " ") * (1 + length // len(record[field])) + "."

    return Fault(rule, T, put, only(lambda one: one[field]), field)


def prompt_left(part: Part, record: Record) -> None:
    """A prompt of the form that nobody replaced."""
    prompts = (" [Insert the child's own words]", " <voice of the child>", " Relationships:")
    record["voice_of_the_child"] += part.rng.choice(prompts)


def stock_phrase(part: Part, record: Record) -> None:
    """A phrase that fits every child."""
    phrases = ("No concerns", "See log.", "Nothing to report", "Child seen safe and well.")
    record["voice_of_the_child"] = part.rng.choice(phrases)


LATE = later("recorded_at", "contact_at", 30, 90)
SPOKEN_UNSEEN = text(**NO_VOICE | {"child_seen": "", "child_spoken_to": "Y"})
ALONE_UNSEEN = text(**NO_VOICE | {"child_seen": "", "seen_alone": "NA"})
WITH_INTERPRETER = text(interpreter_used="Y", no_interpreter_reason="")
NO_HERITAGE = text(religion="", nationality="", heritage_note="")

FAULTS = (
    # what needs two contacts of a child, or is rare
    Fault("ETH-404", T, lost, second(stated)),
    differs("ETH-492", "child_date_of_birth", "2013-05-06", "2013-06-05"),
    differs("ETH-492", "self_defined_ethnicity", "M1", "B1"),
    differs("CUL-492", "first_language", "ENG", "POL"),
    differs("CUL-492", "country_of_birth", "GBR", "IRL"),
    Fault("VOC-603", T, repeated, second(heard)),
    Fault("VOC-201", T, text(reason_not_seen="n/a"), only(unseen)),
    Fault("VOC-402", T, text(seen_alone="Y"), only(unseen)),
    *each(off_list, "VOC-391", T, "child_seen", only(unseen)),
    Fault(
        "VOC-204",
        T,
        text(demeanour="", voice_of_the_child=""),
        only(lambda one: one["child_spoken_to"] == "P"),
    ),
    Fault("CUL-202", T, text(interpreter_used="N", no_interpreter_reason=""), only(interpreted)),
    Fault(
        "CUL-290",
        T,
        text(interpreter_used="", no_interpreter_reason="None free"),
        only(interpreted),
        "interpreter_used",
    ),
    Fault(
        "CUL-391",
        T,
        text(interpreter_used="by phone", no_interpreter_reason="None free"),
        only(interpreted),
        "interpreter_used",
    ),
    Fault(
        "CUL-402",
        T,
        text(interpreter_used="Y", no_interpreter_reason="Aunt helped"),
        only(interpreted),
    ),
    Fault("CUL-201", T, text(interpreter_needed=""), only(foreign)),
    Fault("CUL-203", T, text(first_language="OTH"), only(foreign)),
    Fault("CUL-205", T, NO_HERITAGE, only(foreign)),
    Fault("ETH-406", T, by_habit, only(stated)),
    # ethnicity
    *identified("ETH", T, "contact_id", only()),
    *each(blank, "ETH-290", T, "child_id district contact_at recorded_at recorded_by", only()),
    *each(unreadable, "ETH-390", T, "contact_at recorded_at child_date_of_birth", only()),
    *each(off_list, "ETH-391", T, "self_defined_ethnicity officer_defined_ethnicity", only(stated)),
    *each(off_list, "ETH-391", T, "ethnicity_source", only(stated)),
    Fault("ETH-391", T, text(**unstated("busy")), only(stated), "not_stated_reason"),
    Fault("ETH-490", T, before("recorded_at", "contact_at"), only(), "recorded_at"),
    Fault(
        "ETH-491",
        T,
        together(text(contact_at="2026-04-01 09:10"), text(recorded_at="2026-04-01 10:20")),
        only(),
        "contact_at",
    ),
    *each(afterwards, "ETH-491", T, "child_date_of_birth", only()),
    Fault("ETH-201", T, text(self_defined_ethnicity="", ethnicity_source=""), only(stated)),
    Fault("ETH-202", T, text(**unstated("")), only(stated)),
    Fault("ETH-301", T, text(child_date_of_birth="2007-12-01"), only()),
    Fault("ETH-401", T, text(officer_defined_ethnicity="IC4"), only(one_group)),
    Fault("ETH-402", T, text(ethnicity_source="officer"), only(stated)),
    Fault("ETH-403", T, text(not_stated_reason="declined"), only(stated)),
    Fault(
        "ETH-405",
        T,
        text(self_defined_ethnicity="O9", officer_defined_ethnicity="IC6"),
        only(stated),
    ),
    Fault("ETH-501", T, LATE, only(absent)),
    # heritage
    Fault("CUL-204", T, text(religion="8", heritage_note=""), only(english)),
    Fault("CUL-401", T, WITH_INTERPRETER, only(foreign)),
    Fault("CUL-601", T, text(heritage_note="White British"), only()),
    Fault("CUL-602", T, text(heritage_note="From Goa."), only()),
    Fault(
        "CUL-291",
        T,
        text(interpreter_needed="", no_interpreter_reason="None free"),
        only(english),
        "no_interpreter_reason",
    ),
    *each(off_list, "CUL-391", T, "first_language religion interpreter_needed", only(english)),
    Fault("CUL-392", T, text(nationality="British"), only(english), "nationality"),
    Fault("CUL-392", T, text(country_of_birth="UK"), only(english), "country_of_birth"),
    grown("CUL-394", "heritage_note", 4000),
    # voice
    Fault("VOC-202", T, text(child_spoken_to="N", reason_not_spoken_to="."), only(heard)),
    Fault("VOC-203", T, text(reason_not_alone=""), only(in_company)),
    Fault("VOC-401", T, text(child_present="N"), only(heard)),
    Fault("VOC-403", T, text(reason_not_seen="Was at a friend's"), only(heard)),
    Fault("VOC-501", T, later("recorded_at", "contact_at", 16.5, 23.5), only(heard)),
    Fault("VOC-601", T, text(voice_of_the_child="Likes bus {n}."), only(heard)),
    Fault("VOC-602", T, copied, only(heard)),
    Fault("VOC-604", T, prompt_left, only(heard)),
    Fault("VOC-605", T, stock_phrase, only(heard)),
    Fault(
        "VOC-606",
        T,
        text(voice_of_the_child="The parents argued about bill {n} and made up."),
        only(heard),
    ),
    Fault("VOC-607", T, text(voice_of_the_child="Asleep in room {n}, looked warm."), only(heard)),
    Fault("VOC-291", T, SPOKEN_UNSEEN, only(heard), "child_spoken_to"),
    Fault("VOC-291", T, ALONE_UNSEEN, only(heard), "seen_alone"),
    *each(off_list, "VOC-391", T, "child_present", only(absent)),
    *each(off_list, "VOC-391", T, "child_spoken_to seen_alone", only(heard)),
    grown("VOC-394", "voice_of_the_child", 20_000),
)
