"""What goes wrong with the voice of the child."""

from __future__ import annotations

from contact_faults import CONTACT, absent, grown, only, other_of, second
from faults import Fault, Put, each, later, off_list, text
from part import Part, Record

VOICE = "voice_of_the_child"
CUT, COLUMN = 5, 20_480  # so many texts, at so many characters; no other text is so long


def unseen(one: Record) -> object:
    """The child was there, and not seen."""
    return one["child_present"] == "Y" and one["child_seen"] == "N"


def heard(one: Record) -> object:
    """The child was spoken to, and what was heard is written down."""
    return one["child_spoken_to"] == "Y" and one["voice_of_the_child"]


def in_company(one: Record) -> object:
    """The child was seen with somebody else in the room."""
    return one["seen_alone"] == "N"


def spoken_to_in_company(one: Record) -> object:
    """The same, and the child was spoken to."""
    return in_company(one) and heard(one)


def in_parts(one: Record) -> object:
    """The child was spoken to, and the voice is written in five parts."""
    return heard(one) and one["voice_words"]


def wordless(one: Record) -> object:
    """The child has no words yet, and what it showed is written down."""
    return one["child_spoken_to"] == "P"


def copied(part: Part, record: Record) -> None:
    """Another child's words in capital letters: both break the rule."""
    other = part.pick(CONTACT, only(heard))
    record["voice_of_the_child"] = other["voice_of_the_child"].upper().replace(".", " -")
    part.note("VOC-602", CONTACT, other)


def nearly_copied(part: Part, record: Record) -> None:
    """Another child's words under another name: both break the rule."""
    other = part.pick(CONTACT, only(heard))
    names = {"She": "He", "He": "The child", "The child": "Ann-Marie (9)"}
    [name] = [one for one in names if other[VOICE].startswith(f"{one} ")]
    record[VOICE] = other[VOICE].replace(f"{name} ", f"{names[name]} ")
    part.note("VOC-608", CONTACT, other)


def cut_off(part: Part, record: Record) -> None:
    """Texts that end where a column ends: each breaks the rule, and is longer than it may be."""
    for one in [record] + [part.pick(CONTACT, only(heard)) for _ in range(CUT - 1)]:
        said = one[VOICE] + " "
        one[VOICE] = (said * (1 + COLUMN // len(said)))[: COLUMN - 1] + "a"  # in mid-word
        for rule in ("VOC-197", "VOC-394") if one is not record else ():
            part.note(rule, CONTACT, one, VOICE)


def repeated(part: Part, record: Record) -> None:
    """The same words on another day: both break the rule."""
    other = other_of(part, record)
    for one in (record, other):
        voice("The child said that bus {n} comes too late.")(part, one)
    part.note("VOC-603", CONTACT, other)


def prompt_left(part: Part, record: Record) -> None:
    """A prompt of the form that nobody replaced."""
    prompts = (" [Insert the child's own words]", " <voice of the child>", " Relationships:")
    record["voice_of_the_child"] += part.rng.choice(prompts)


def stock_phrase(part: Part, record: Record) -> None:
    """A phrase that fits every child."""
    phrases = ("No concerns", "See log.", "Nothing to report", "Child seen safe and well.")
    record["voice_of_the_child"] = part.rng.choice(phrases)


def voice(words: str) -> Put:
    """These words; `{n}` makes them words that no other part has."""
    return text(voice_of_the_child=words)


NOTHING_SEEN = {
    "child_seen": "",
    "child_spoken_to": "",
    "seen_alone": "",
    "reason_not_alone": "",
    "demeanour": "",
}
SPOKEN_TO = text(**NOTHING_SEEN | {"child_spoken_to": "Y"})
ALONE = text(**NOTHING_SEEN | {"seen_alone": "NA"})
SILENT = text(demeanour="", voice_of_the_child="")
NO_REASON = text(child_spoken_to="N", reason_not_spoken_to=".", child_words_verbatim="")
UNHEARD = {VOICE: "", "child_words_verbatim": "n/a", "wishes_and_feelings": ""}
NO_VIEW = text(**UNHEARD, view_acted_on="Told the school, which keeps the place open")
NOT_ASKED = {"child_spoken_to": "N", "reason_not_spoken_to": "Was with a paramedic"}
NO_USE = text(wishes_and_feelings="To see a friend", view_acted_on="tbc")
NOTED = text(wishes_and_feelings="To see a friend", view_acted_on="Views were noted.")
IN_NEED = text(communication_need="Y", communication_support="")
NAMES = "Ann Brown (7), Bo Brown aged 9, mum, social worker, {n}"

FAULTS = (
    Fault("VOC-603", CONTACT, repeated, second(heard)),
    Fault("VOC-201", CONTACT, text(reason_not_seen="n/a"), only(unseen)),
    Fault("VOC-402", CONTACT, text(seen_alone="Y"), only(unseen)),
    *each(off_list, "VOC-391", CONTACT, "child_seen", only(unseen)),
    Fault("VOC-204", CONTACT, SILENT, only(wordless)),
    Fault("VOC-202", CONTACT, NO_REASON, only(heard)),
    Fault("VOC-203", CONTACT, text(reason_not_alone=""), only(in_company)),
    Fault("VOC-205", CONTACT, text(**UNHEARD, view_acted_on=""), only(heard)),
    Fault("VOC-206", CONTACT, IN_NEED, only(heard)),
    Fault("VOC-207", CONTACT, NO_USE, only(heard)),
    Fault("VOC-208", CONTACT, text(voice_environment=""), only(in_parts)),
    Fault("VOC-209", CONTACT, text(who_else_present="n/k"), only(spoken_to_in_company)),
    Fault("VOC-210", CONTACT, text(home_conditions=""), only(heard)),
    Fault("VOC-291", CONTACT, SPOKEN_TO, only(heard), "child_spoken_to"),
    Fault("VOC-291", CONTACT, ALONE, only(heard), "seen_alone"),
    *each(off_list, "VOC-391", CONTACT, "child_present", only(absent)),
    *each(off_list, "VOC-391", CONTACT, "communication_need", only(heard)),
    *each(off_list, "VOC-391", CONTACT, "child_spoken_to seen_alone", only(heard)),
    grown("VOC-394", VOICE, 20_000),
    Fault("VOC-197", CONTACT, cut_off, only(heard), VOICE, (f"VOC-394 {VOICE}",)),
    Fault("VOC-401", CONTACT, text(child_present="N"), only(heard)),
    Fault("VOC-403", CONTACT, text(reason_not_seen="Was at a friend's"), only(heard)),
    Fault("VOC-404", CONTACT, NO_VIEW, only(wordless)),
    Fault("VOC-405", CONTACT, text(**NOT_ASKED, child_words_verbatim="No"), only(heard)),
    Fault("VOC-501", CONTACT, later("recorded_at", "contact_at", 16.5, 23.5), only(heard)),
    Fault("VOC-601", CONTACT, voice("Likes bus {n}."), only(heard)),
    Fault("VOC-602", CONTACT, copied, only(heard)),
    Fault("VOC-604", CONTACT, prompt_left, only(heard)),
    Fault("VOC-605", CONTACT, stock_phrase, only(heard)),
    Fault("VOC-606", CONTACT, voice("The parents argued about bill {n}, made up."), only(heard)),
    Fault("VOC-606", CONTACT, voice("Mother said they argued about bill {n}."), only(heard)),
    Fault("VOC-607", CONTACT, voice("Asleep in room {n}, looked warm."), only(heard)),
    Fault("VOC-608", CONTACT, nearly_copied, only(heard)),
    Fault("VOC-609", CONTACT, voice(NAMES), only(heard)),
    Fault("VOC-610", CONTACT, text(child_words_verbatim="She said that it is cold"), only(heard)),
    Fault("VOC-611", CONTACT, NOTED, only(heard)),
)
