"""Writes contacts.csv, and the same as Parquet: 2,000 made-up contacts with children, with faults.

`python generate.py` writes both; the same seed gives the same files. Nobody in them
exists.

The records are made without a fault first. Then each fault of FAULTS is put into so many records
that have none yet, in some districts more than in others, and `broken` says how many records break
which rule.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import voices

Record = dict[str, str]
Weights = dict[str, float]

HERE = Path(__file__).resolve().parent
SEED = 20260331
RECORDS = 2000
FIRST_DAY = datetime(2026, 1, 5)
DAYS = 84
COLUMNS = (
    "contact_id",
    "child_id",
    "district",
    "team",
    "contact_at",
    "recorded_at",
    "recorded_by",
    "child_date_of_birth",
    "self_defined_ethnicity",
    "officer_defined_ethnicity",
    "ethnicity_source",
    "not_stated_reason",
    "first_language",
    "religion",
    "nationality",
    "country_of_birth",
    "interpreter_needed",
    "interpreter_used",
    "no_interpreter_reason",
    "heritage_note",
    "child_present",
    "child_seen",
    "child_spoken_to",
    "seen_alone",
    "reason_not_seen",
    "reason_not_spoken_to",
    "reason_not_alone",
    "demeanour",
    "voice_of_the_child",
)
TEAMS = {
    "Central": ("Response 1", "Response 2", "Child abuse investigation"),
    "North": ("Response 3", "Neighbourhood", "Child abuse investigation"),
    "South": ("Response 4", "Neighbourhood", "Missing from home"),
}
DISTRICTS: Weights = {"Central": 45, "North": 30, "South": 25}
HABIT = "P1007"  # the one person who records most children as not stated

# How likely each ethnicity is, how it looks to an officer, and the languages, nationalities, places
# of birth and religions that may go with it.
ETHNICITIES: Weights = {
    "W1": 62,
    "W2": 1,
    "W3": 2,
    "W9": 6,
    "M1": 3,
    "M2": 1,
    "M3": 2,
    "A1": 3,
    "A2": 7,
    "A3": 2,
    "A4": 1,
    "B1": 2,
    "B2": 4,
    "B9": 1,
    "O2": 2,
    "O9": 1,
}
APPEARANCE = {
    "W": ("IC1",),
    "A": ("IC4",),
    "B": ("IC3",),
    "O": ("IC6",),
    "M": ("IC3", "IC4", "IC1"),
}
BACKGROUNDS: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "W9": (("POL", "POL", "POL", "2"), ("RMN", "ROU", "ROU", "2"), ("ENG", "GBR", "GBR", "1")),
    "A1": (("GUJ", "IND", "IND", "4"), ("ENG", "GBR", "GBR", "4"), ("PNJ", "GBR", "GBR", "7")),
    "A2": (("URD", "PAK", "PAK", "6"), ("ENG", "GBR", "GBR", "6"), ("PNJ", "GBR", "GBR", "6")),
    "A3": (("BNG", "BGD", "BGD", "6"), ("ENG", "GBR", "GBR", "6")),
    "A4": (("CHI", "CHN", "CHN", "1"), ("ENG", "GBR", "GBR", "3")),
    "B2": (("SOM", "SOM", "SOM", "6"), ("YOR", "NGA", "NGA", "2"), ("ENG", "GBR", "GBR", "2")),
    "O2": (("ARA", "SYR", "SYR", "6"), ("ARA", "GBR", "GBR", "6")),
    "O9": (("KUR", "IRQ", "IRQ", "6"), ("TGR", "ERI", "ERI", "2")),
}
AT_HOME = (("ENG", "GBR", "GBR", "1"), ("ENG", "GBR", "GBR", "2"), ("ENG", "GBR", "GBR", "1"))
NOT_STATED_REASONS = ("not_asked", "declined", "too_young", "no_interpreter", "not_understood")
BLANKS = ("", "", "", "tbc", "n/k", "not recorded")
# The system of the South writes days and answers in its own way; the standard reads both.
SOUTH = {
    "W1": "White British",
    "A2": "Pakistani",
    "NS": "Not stated",
    "Y": "Yes",
    "N": "No",
    "ENG": "English",
}


@dataclass
class World:
    """The records so far, which of them hold a fault, and how many break which rule."""

    rng: Random
    records: list[Record]
    taken: set[int] = field(default_factory=set)
    broken: Counter[str] = field(default_factory=Counter)

    def note(self, rule: str, records: int = 1) -> None:
        """So many records break a rule."""
        self.broken[rule] += records


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong: in how many records, in which of them, and where more often."""

    records: int
    may_hold: Callable[[Record], bool]
    put: Callable[[World, Record], None]
    habits: Weights = field(default_factory=dict)


def pick(rng: Random, weights: Weights) -> str:
    """One of several, by its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


# Children and contacts without a fault


def make_child(rng: Random, number: int) -> Record:
    """What stays the same about a child, whoever meets it."""
    ethnicity = pick(rng, ETHNICITIES)
    language, nationality, born_in, religion = rng.choice(BACKGROUNDS.get(ethnicity, AT_HOME))
    days = rng.randrange(120, 700) if rng.random() < 0.11 else rng.randrange(4 * 366, 17 * 365)
    born = FIRST_DAY - timedelta(days=days)
    district = pick(rng, DISTRICTS)
    return {
        "child_id": f"C{200000 + 7 * number}",
        "district": district,
        "child_date_of_birth": f"{born:%Y-%m-%d}",
        "self_defined_ethnicity": ethnicity,
        "officer_defined_ethnicity": rng.choice(APPEARANCE[ethnicity[0]]),
        "first_language": language,
        "religion": religion,
        "nationality": nationality,
        "country_of_birth": born_in,
        "pronoun": rng.choice(voices.PRONOUNS),
        "talks": "yes" if days > 700 else "",
    }


def make_contacts(rng: Random) -> list[Record]:
    """The contacts in the order of their time: most children once, some twice or more."""
    children = [make_child(rng, number) for number in range(RECORDS)]
    met = [children[number] for number in range(RECORDS * 7 // 10)]
    met += rng.choices(met[: RECORDS // 2], k=RECORDS - len(met))
    times = sorted(moment(rng) for _ in range(RECORDS))
    rng.shuffle(met)
    heard: set[str] = set()
    return [
        make_contact(rng, number, when, child, heard)
        for number, (when, child) in enumerate(zip(times, met, strict=True))
    ]


def moment(rng: Random) -> datetime:
    """A time of contact, more often in the evening."""
    hour = rng.choice((8, 9, 10, 11, 13, 14, 15, 16, 16, 17, 17, 18, 18, 19, 19, 20, 20))
    return FIRST_DAY + timedelta(days=rng.randrange(DAYS), hours=hour, minutes=rng.randrange(60))


def make_contact(
    rng: Random, number: int, when: datetime, child: Record, heard: set[str]
) -> Record:
    """One contact with one child, recorded as it should be."""
    district = child["district"]
    record = dict.fromkeys(COLUMNS, "") | child
    record |= {
        "contact_id": f"K26-{number + 1:05}",
        "team": rng.choice(TEAMS[district]),
        "contact_at": f"{when:%Y-%m-%d %H:%M}",
        "recorded_at": f"{when + timedelta(minutes=rng.randrange(15, 170)):%Y-%m-%d %H:%M}",
        "recorded_by": f"P{1000 + 100 * list(TEAMS).index(district) + rng.randrange(8, 30)}",
        "ethnicity_source": pick(rng, {"child": 50, "parent": 38, "relative": 6, "agency": 6}),
        "heritage_note": voices.heritage(rng, child["self_defined_ethnicity"]),
        "child_present": "Y",
    }
    language(rng, record)
    if rng.random() < 0.15:
        record["heritage_note"] = ""
    seen(rng, record, heard)
    return record


def language(rng: Random, record: Record) -> None:
    """Whether an interpreter is needed, and was used."""
    other = record["first_language"] != "ENG"
    record["interpreter_needed"] = "Y" if other and rng.random() < 0.4 else "N"
    if record["interpreter_needed"] == "Y":
        record["interpreter_used"] = "Y" if rng.random() < 0.8 else "N"
        if record["interpreter_used"] == "N":
            record["no_interpreter_reason"] = "None free before the end of the visit"


def seen(rng: Random, record: Record, heard: set[str]) -> None:
    """Whether the child was there, seen, spoken to and alone, and what was heard."""
    if rng.random() < 0.12:
        record |= {"child_present": "N", "child_seen": "N"}
        return
    if rng.random() < 0.04:
        record |= {"child_seen": "N", "reason_not_seen": "Was asleep upstairs, visit tomorrow"}
        return
    spoken = pick(rng, {"Y": 94, "D": 3, "N": 3}) if record["talks"] else "P"
    alone = pick(rng, {"Y": 60, "N": 34, "NA": 6})
    record |= {"child_seen": "Y", "child_spoken_to": spoken, "seen_alone": alone}
    if spoken == "N":
        record["reason_not_spoken_to"] = "With a paramedic"
    if alone == "N":
        record["reason_not_alone"] = rng.choice(("Wanted a parent to stay", "No second room"))
    if spoken != "Y" or rng.random() < 0.3:
        record["demeanour"] = rng.choice(voices.DEMEANOUR)
    words = voices.little if spoken == "P" else voices.voice
    record["voice_of_the_child"] = unheard(heard, lambda: words(rng, record["pronoun"]))


def tell_apart(records: list[Record]) -> None:
    """Another text where a child says what another says, but for a name or a pronoun."""
    rng, heard = Random(SEED + 1), set[str]()
    for record in records:
        words = voices.voice if record["talks"] else voices.little
        while record["voice_of_the_child"] and voices.gist(record["voice_of_the_child"]) in heard:
            record["voice_of_the_child"] = words(rng, record["pronoun"])
        heard.add(voices.gist(record["voice_of_the_child"]))


def unheard(heard: set[str], make: Callable[[], str]) -> str:
    """A text that no record has yet."""
    while (text := make()).lower() in heard:
        pass
    heard.add(text.lower())
    return text


# What is left blank, and what is not stated: targets


def first_contacts(records: list[Record]) -> Iterator[Record]:
    """The first contact of each child: nothing can have been known before."""
    met: set[str] = set()
    for record in records:
        if record["child_id"] not in met:
            met.add(record["child_id"])
            yield record


def leave_blanks(world: World) -> None:
    """Fields that are due and empty, by a share that each district has of its own."""
    shares: dict[str, Weights] = {
        "child_date_of_birth": {"Central": 0.01, "North": 0.01, "South": 0.01},
        "religion": {"Central": 0.15, "North": 0.08, "South": 0.3},
        "nationality": {"Central": 0.05, "North": 0.02, "South": 0.07},
        "country_of_birth": {"Central": 0.06, "North": 0.03, "South": 0.05},
        "heritage_note": {"Central": 0.12, "North": 0.05, "South": 0.2},
        "child_present": {"Central": 0.005, "North": 0, "South": 0.01},
    }
    for record in world.records:
        for column, share in shares.items():
            # another first language alone says too little of a child: CUL-205
            keep = record["first_language"] != "ENG" and column in ("religion", "nationality")
            if world.rng.random() < share[record["district"]] and not keep:
                record[column] = world.rng.choice(BLANKS)
    for record in world.records:
        leave_voice_blank(world.rng, record)


def leave_voice_blank(rng: Random, record: Record) -> None:
    """A child was seen, and nothing of what it said or showed is written down."""
    share = {"Central": 0.21, "North": 0.06, "South": 0.19}[record["district"]]
    if record["child_spoken_to"] == "Y" and rng.random() < share:
        record["voice_of_the_child"] = rng.choice(BLANKS)
    share = {"Central": 0.08, "North": 0.03, "South": 0.27}[record["district"]]
    if record["child_seen"] == "Y" and rng.random() < share:
        record |= {"seen_alone": "", "reason_not_alone": ""}


def leave_unstated(world: World) -> None:
    """Not stated with a reason, declined, or without a word of who said it."""
    rng = world.rng
    for record in first_contacts(world.records):
        chance = rng.random()
        if chance < 0.02:
            unstate(record, "NS", rng.choice(NOT_STATED_REASONS))
        elif chance < 0.04:
            unstate(record, "N4", "")
        elif rng.random() < 0.04:
            record["ethnicity_source"] = rng.choice(BLANKS)
        elif rng.random() < 0.03:
            record["ethnicity_source"] = "not_known"


def unstate(record: Record, code: str, reason: str) -> None:
    """An ethnicity that is not known, and what goes with it."""
    record |= {
        "self_defined_ethnicity": code,
        "ethnicity_source": "",
        "not_stated_reason": reason,
    }


# Faults


def stated(record: Record) -> bool:
    """The ethnicity is known."""
    return record["self_defined_ethnicity"] in ETHNICITIES


def first_stated(record: Record) -> bool:
    """It is known, and this is the child's first contact."""
    return stated(record) and record["nth"] == "1"


def only_stated(record: Record) -> bool:
    """It is known, and this is the child's only contact."""
    return first_stated(record) and record["of"] == "1"


def met_before(record: Record) -> bool:
    """It is known, and was at the child's one other contact."""
    return stated(record) and record["before"] in ETHNICITIES and record["of"] == "2"


def heard(record: Record) -> bool:
    """The child was spoken to, and what was heard is written down."""
    return record["child_spoken_to"] == "Y" and len(record["voice_of_the_child"]) > 20


def foreign(record: Record) -> bool:
    """The child has another first language, and no interpreter was needed."""
    return record["first_language"] != "ENG" and record["interpreter_needed"] == "N"


def met_twice(record: Record) -> bool:
    """The second of the child's two contacts."""
    return record["nth"] == record["of"] == "2"


def other_of(world: World, record: Record) -> Record:
    """The other contact of a child who has two."""
    place = world.records.index(record)
    other = next(
        number
        for number, one in enumerate(world.records)
        if one["child_id"] == record["child_id"] and number != place
    )
    world.taken.add(other)
    return world.records[other]


def repeat_key(world: World, record: Record) -> None:
    """The reference of the child's other contact: both break the rule."""
    record["contact_id"] = other_of(world, record)["contact_id"]
    world.note("ETH-191", 2)


def lose_answer(world: World, record: Record) -> None:
    """How the child looks to an officer, without the child's own answer."""
    record |= {"self_defined_ethnicity": "", "ethnicity_source": ""}
    world.note("ETH-201")


def lose_both(world: World, record: Record) -> None:
    """Neither: the rate alone shows it."""
    record |= {"self_defined_ethnicity": "n/k", "ethnicity_source": ""}
    record["officer_defined_ethnicity"] = ""


def not_stated_without_reason(world: World, record: Record) -> None:
    """Not stated, and nobody says why."""
    unstate(record, "NS", "")
    world.note("ETH-202")


def not_stated_by_habit(world: World, record: Record) -> None:
    """One person's habit, with the handiest reason."""
    unstate(record, "NS", "not_asked")
    record["recorded_by"] = HABIT
    world.note("ETH-406")


def nobody_wrote(world: World, record: Record) -> None:
    """A record without the person who wrote it."""
    record["recorded_by"] = ""
    world.note("ETH-290")


def no_reason_alone(world: World, record: Record) -> None:
    """Seen with an adult in the room, and nobody says why."""
    record["reason_not_alone"] = ""
    world.note("VOC-203")


def silent(world: World, record: Record) -> None:
    """A child who does not speak, and nothing of what it showed."""
    record |= {"demeanour": "", "voice_of_the_child": ""}
    world.note("VOC-204")


def interpreter_not_considered(world: World, record: Record) -> None:
    """Another first language, and no word about an interpreter."""
    record["interpreter_needed"] = ""
    world.note("CUL-201")


def unreadable_birth(world: World, record: Record) -> None:
    """A date of birth that is none."""
    record["child_date_of_birth"] = world.rng.choice(("31/02/2014", "2011", "03/2016"))
    world.note("ETH-390")


def off_list(world: World, record: Record) -> None:
    """A word in place of a code."""
    record["self_defined_ethnicity"] = world.rng.choice(("European", "W7", "Asian", "White other"))
    record["ethnicity_source"] = ""
    world.note("ETH-391")


def language_off_list(world: World, record: Record) -> None:
    """A language as a word of free text."""
    record["first_language"] = world.rng.choice(("Kurdish (dad)", "Romanian/English", "PL"))
    world.note("CUL-391")


def nationality_in_words(world: World, record: Record) -> None:
    """A nationality in words where a code is asked for."""
    record["nationality"] = world.rng.choice(("British", "UK", "GB"))
    world.note("CUL-392")


def looks_else(world: World, record: Record) -> None:
    """The officer saw another group than the child named."""
    asian = record["self_defined_ethnicity"].startswith("A")
    record["officer_defined_ethnicity"] = "IC1" if asian else "IC4"
    world.note("ETH-401")


def by_officer(world: World, record: Record) -> None:
    """The officer answered for the child."""
    record["ethnicity_source"] = "officer"
    world.note("ETH-402")


def before_contact(world: World, record: Record) -> None:
    """Written before it happened: a slip of one day."""
    written = datetime.fromisoformat(record["recorded_at"]) - timedelta(days=1)
    record["recorded_at"] = f"{written:%Y-%m-%d %H:%M}"
    world.note("ETH-490")


def two_answers(world: World, record: Record) -> None:
    """Another answer than at the child's other contact: both break the rule."""
    other_of(world, record)
    record["self_defined_ethnicity"] = "M1" if record["self_defined_ethnicity"] != "M1" else "B1"
    record["officer_defined_ethnicity"] = ""
    world.note("ETH-492", 2)


def days_late(world: World, record: Record) -> None:
    """Written up two days or more later."""
    written = datetime.fromisoformat(record["contact_at"]) + timedelta(
        days=world.rng.randrange(2, 6)
    )
    record["recorded_at"] = f"{written:%Y-%m-%d %H:%M}"
    world.note("ETH-501")
    world.note("VOC-501")


def next_morning(world: World, record: Record) -> None:
    """Written up the next morning, within 24 hours."""
    day = datetime.fromisoformat(record["contact_at"][:10]) + timedelta(days=1, hours=7)
    record["recorded_at"] = f"{day + timedelta(minutes=world.rng.randrange(60)):%Y-%m-%d %H:%M}"
    world.note("VOC-501")


def category_as_note(world: World, record: Record) -> None:
    """A category where the family's own words belong."""
    record["heritage_note"] = world.rng.choice(voices.CATEGORIES)
    world.note("CUL-601")


def copied(world: World, record: Record) -> None:
    """Another child's words: both records break the rule."""
    record["voice_of_the_child"] = voice_before(world, record)
    world.note("VOC-602", 2)


def nearly_copied(world: World, record: Record) -> None:
    """Another child's words with a time of their own: both records break the rule."""
    record["voice_of_the_child"] = (
        f"{voice_before(world, record)} Seen {record['contact_at'][11:]}."
    )
    world.note("VOC-608", 2)


def voice_before(world: World, record: Record) -> str:
    """What the last other child said who was met before this one."""
    place = world.records.index(record)
    other = next(
        number
        for number in range(place - 1, -1, -1)
        if number not in world.taken
        and heard(world.records[number])
        and world.records[number]["child_id"] != record["child_id"]
    )
    world.taken.add(other)
    return world.records[other]["voice_of_the_child"]


def prompt_left(world: World, record: Record) -> None:
    """A prompt of the form that nobody replaced."""
    record["voice_of_the_child"] += world.rng.choice(voices.PROMPTS)
    world.note("VOC-604")


def phrase(world: World, record: Record) -> None:
    """A stock phrase."""
    record["voice_of_the_child"] = world.rng.choice(voices.STOCK)
    world.note("VOC-605")


def about_adults(world: World, record: Record) -> None:
    """What the adults did, and nothing of the child."""
    known = {one["voice_of_the_child"].lower() for one in world.records}
    record["voice_of_the_child"] = unheard(known, lambda: voices.adults_only(world.rng))
    world.note("VOC-606")


FAULTS = (
    Fault(4, met_before, two_answers),
    Fault(3, met_twice, repeat_key),
    Fault(23, first_stated, lose_answer, {"Central": 3, "South": 2}),
    Fault(9, first_stated, lose_both),
    Fault(27, first_stated, not_stated_without_reason, {"Central": 2}),
    Fault(14, lambda one: first_stated(one) and one["district"] == "Central", not_stated_by_habit),
    Fault(6, heard, nobody_wrote),
    Fault(24, lambda one: one["seen_alone"] == "N", no_reason_alone, {"South": 4}),
    Fault(5, lambda one: one["child_spoken_to"] in ("P", "D"), silent),
    Fault(9, foreign, interpreter_not_considered, {"South": 3}),
    Fault(4, only_stated, unreadable_birth),
    Fault(14, first_stated, off_list, {"South": 5}),
    Fault(8, lambda one: foreign(one) and one["of"] == "1", language_off_list),
    Fault(16, lambda one: one["nationality"] == "GBR", nationality_in_words, {"Central": 4}),
    Fault(38, lambda one: stated(one) and one["self_defined_ethnicity"][0] in "WA", looks_else),
    Fault(31, stated, by_officer, {"South": 6}),
    Fault(4, heard, before_contact),
    Fault(37, heard, days_late, {"Central": 2, "South": 4}),
    Fault(61, heard, next_morning, {"Central": 2, "South": 6}),
    Fault(19, lambda one: len(one["heritage_note"]) > 20, category_as_note, {"Central": 3}),
    Fault(8, heard, copied, {"South": 4}),
    Fault(7, heard, prompt_left, {"North": 3}),
    Fault(38, heard, phrase, {"Central": 6}),
    Fault(46, heard, about_adults),
    Fault(6, heard, nearly_copied, {"South": 4}),
)


def put_faults(world: World) -> None:
    """Each fault into records that have none yet."""
    for fault in FAULTS:
        for _ in range(fault.records):
            free = [
                number
                for number, record in enumerate(world.records)
                if number not in world.taken and fault.may_hold(record)
            ]
            weights = [fault.habits.get(world.records[one]["district"], 1.0) for one in free]
            chosen = world.rng.choices(free, weights)[0]
            world.taken.add(chosen)
            fault.put(world, world.records[chosen])


def count_contacts(records: list[Record]) -> None:
    """Note which contact of its child each is, of how many, and the ethnicity before."""
    total = Counter(record["child_id"] for record in records)
    so_far: dict[str, list[str]] = {}
    for record in records:
        before = so_far.setdefault(record["child_id"], [])
        record["before"] = before[-1] if before else ""
        before.append(record["self_defined_ethnicity"])
        record |= {"nth": str(len(before)), "of": str(total[record["child_id"]])}


# Writing


def make_world() -> World:
    """All records with their faults, and how many break which rule."""
    rng = Random(SEED)
    world = World(rng, make_contacts(rng))
    tell_apart(world.records)
    leave_blanks(world)
    leave_unstated(world)
    count_contacts(world.records)
    put_faults(world)
    nines = ("W9", "M9", "A9", "B9", "O9")
    any_other = sum(record["self_defined_ethnicity"] in nines for record in world.records)
    world.note("ETH-405", any_other)
    for record in world.records:
        if record["district"] == "South":
            as_in_the_south(record)
    return world


def as_in_the_south(record: Record) -> None:
    """Days as 31/03/2026 and some answers as words."""
    for column in ("contact_at", "recorded_at"):
        moment_of = datetime.fromisoformat(record[column])
        record[column] = f"{moment_of:%d/%m/%Y %H:%M}"
    for column in ("self_defined_ethnicity", "first_language", "child_present", "child_seen"):
        record[column] = SOUTH.get(record[column], record[column])


def rows(world: World) -> list[list[str]]:
    """The cells of every record, in the order of the columns."""
    return [[record[column] for column in COLUMNS] for record in world.records]


def write_csv(world: World, path: Path) -> None:
    """The export as a comma-separated file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows(world))


def write_parquet(world: World, path: Path) -> None:
    """The same export as Parquet, every column text; an empty cell is null."""
    import pyarrow
    from pyarrow import parquet

    columns = zip(*rows(world), strict=True)
    table = pyarrow.table(
        {
            name: pyarrow.array([cell or None for cell in cells], pyarrow.string())
            for name, cells in zip(COLUMNS, columns, strict=True)
        }
    )
    parquet.write_table(table, path, compression="zstd")


if __name__ == "__main__":
    made = make_world()
    write_csv(made, HERE / "contacts.csv")
    write_parquet(made, HERE / "parquet" / "contacts.parquet")
