"""Contacts with children, recorded as they should be: who the child is, and what the child said."""

from __future__ import annotations

import words
from part import Part, Record

COLUMNS = {
    "contact": "contact_id child_id district team contact_at recorded_at recorded_by"
    " child_date_of_birth self_defined_ethnicity officer_defined_ethnicity partner_ethnicity"
    " ethnicity_source ethnicity_stated_on not_stated_reason first_language religion nationality"
    " country_of_birth"
    " interpreter_needed interpreter_used no_interpreter_reason heritage_note heritage_stated_by"
    " heritage_stated_on child_present child_seen child_spoken_to seen_alone reason_not_seen"
    " reason_not_spoken_to reason_not_alone who_else_present demeanour home_conditions"
    " voice_of_the_child"
    " voice_appearance voice_words voice_activity voice_relationships voice_environment"
    " child_words_verbatim wishes_and_feelings view_acted_on communication_need"
    " communication_support"
}
# How many children have one contact, two and three.
CONTACTS = ((160, 1), (30, 2), (10, 3))
# What the council calls an ethnicity.
AT_THE_COUNCIL = {
    "W1": "WBRI",
    "W2": "WIRI",
    "M1": "MWBC",
    "M3": "MWAS",
    "A1": "AIND",
    "A2": "APKN",
    "A3": "ABAN",
    "A4": "CHNE",
    "B1": "BCRB",
    "B2": "BAFR",
    "O2": "OOTH",
}
REASONS = ("not_asked", "declined", "too_young", "no_interpreter", "not_understood")
# How often a district leaves out what a rate counts; and how often a team sees a child alone.
LEAVES_OUT = {"Central": 0.01, "Moors": 0.0, "Riverside": 0.02, "Coast": 0.05}
LEFT_OUT = ("religion", "country_of_birth", "heritage_note", "ethnicity_source", "seen_alone")
ALONE = {"Child abuse investigation": 0.85, "Neighbourhood": 0.5, "Exploitation": 0.7}
LEAST_ALONE = 0.35
IN_PARTS = "Moors"  # which writes the voice in five parts too


def make(part: Part) -> None:
    """The contacts of this part, in the order of their time."""
    children = iter(part.children)
    met = [(next(children), many) for number, many in CONTACTS for _ in range(number)]
    kinds = {"only": [child for child, many in met if many == 1]}
    again = [child for child, many in met if many > 1 for _ in range(many)]
    order = kinds["only"] + again
    part.rng.shuffle(order)
    so_far: dict[str, int] = {}
    records = []
    times = sorted(part.moment() for _ in order)
    shown = part.dealt(len(order), seen=76, absent=12, unseen=12)
    for number, (when, child, seen) in enumerate(zip(times, order, shown, strict=True)):
        nth = so_far[child["child_id"]] = so_far.get(child["child_id"], 0) + 1
        record = _contact(part, number, when, child)
        record |= {"_nth": str(nth), "_only": "yes" if child in kinds["only"] else ""}
        _language(part, record)
        _seen(part, record, number, child, seen)
        _leave_out(part, record)
        records.append(record)
    for record in records:
        record["_of"] = str(so_far[record["child_id"]])
    part.tables["contact"] = records


def _contact(part: Part, number: int, when: str, child: Record) -> Record:
    unstated = part.rng.random()
    record = dict.fromkeys(COLUMNS["contact"].split(), "") | {
        "contact_id": part.ref("K", number),
        "child_id": child["child_id"],
        "district": child["district"],
        "team": part.team(child["district"]),
        "contact_at": when,
        "recorded_at": part.later(when, 0.2, 2.8),
        "recorded_by": part.staff["recorder"][number % len(part.staff["recorder"])],
        "child_date_of_birth": child["born"],
        "self_defined_ethnicity": child["ethnicity"],
        "officer_defined_ethnicity": child["appearance"],
        "partner_ethnicity": part.rng.choice(("", AT_THE_COUNCIL[child["ethnicity"]])),
        "ethnicity_source": part.rng.choice(("child", "child", "parent", "relative", "agency")),
        "first_language": child["language"],
        "religion": child["religion"],
        "nationality": child["nationality"],
        "country_of_birth": child["country"],
        "heritage_note": part.rng.choice(words.NOTES),
        "ethnicity_stated_on": when[:10],
        "heritage_stated_by": part.rng.choice(("child", "parent", "parent", "relative")),
        "heritage_stated_on": when[:10],
        "_foreign": "yes" if child["language"] != "ENG" else "",
        "_talks": child["talks"],
    }
    if unstated < 0.03 and int(child["number"]) < CONTACTS[0][0]:
        reason = part.rng.choice(REASONS)
        code = "N4" if reason == "declined" else "NS"
        record |= {
            "self_defined_ethnicity": code,
            "ethnicity_source": "",
            "ethnicity_stated_on": "",
        }
        record["not_stated_reason"] = reason
    return record


def _language(part: Part, record: Record) -> None:
    """Whether an interpreter is needed, and was used."""
    needed = bool(record["_foreign"]) and part.rng.random() < 0.5
    record["interpreter_needed"] = "Y" if needed else "N"
    if needed:
        record["interpreter_used"] = part.rng.choice("YN")
        if record["interpreter_used"] == "N":
            record["no_interpreter_reason"] = "None free before the end of the visit"


def _seen(part: Part, record: Record, number: int, child: Record, seen: str) -> None:
    """Whether the child was there, seen, spoken to and alone, and what was heard."""
    record["child_present"] = "N" if seen == "absent" else "Y"
    record["child_seen"] = "Y" if seen == "seen" else "N"
    if seen == "unseen":
        record["reason_not_seen"] = "Had left by the back door, visit tomorrow"
    if seen != "seen":
        return
    spoken = part.rng.choice("Y" * 18 + "DN") if child["talks"] else "P"
    alone = part.rng.random() < ALONE.get(record["team"], LEAST_ALONE)
    record |= {"child_spoken_to": spoken, "seen_alone": "Y" if alone else part.rng.choice("NNNU")}
    if spoken == "N":
        record["reason_not_spoken_to"] = "Was with a paramedic"
    if record["seen_alone"] == "N":
        record["reason_not_alone"] = part.rng.choice(("Asked for mum to stay", "No second room"))
        record["who_else_present"] = part.rng.choice(words.BESIDE)
    record["home_conditions"] = part.rng.choice((*words.PLACE, "Seen at school"))
    if spoken != "Y" or part.rng.random() < 0.3:
        record["demeanour"] = part.rng.choice(("Calm and curious", "Quiet, close to the carer"))
    text = words.little if spoken == "P" else words.voice
    record["voice_of_the_child"] = text(part.count(number), child["name"])
    _told(part, record)
    _view(part, record)


def _told(part: Part, record: Record) -> None:
    """The voice in parts, and the child's own words."""
    rng, spoken = part.rng, record["child_spoken_to"] == "Y"
    if record["district"] == IN_PARTS:
        record |= {
            "voice_appearance": rng.choice(words.APPEARANCE),
            "voice_words": rng.choice(words.OWN_WORDS) if spoken else "",
            "voice_activity": rng.choice(words.ACTIVITY),
            "voice_relationships": rng.choice(words.WITH_OTHERS),
            "voice_environment": rng.choice(words.PLACE),
        }
    if spoken and rng.random() < 0.6:
        record["child_words_verbatim"] = rng.choice(words.OWN_WORDS)


def _view(part: Part, record: Record) -> None:
    """What the child wishes, what was done with it, and how the child was helped to say it."""
    rng = part.rng
    if record["child_spoken_to"] == "Y" and rng.random() < 0.7:
        record["wishes_and_feelings"] = rng.choice(words.WISHES)
        record["view_acted_on"] = rng.choice(words.USES)
    record["communication_need"] = rng.choice("NNNNNNNNNYU")
    if record["communication_need"] == "Y":
        record["communication_support"] = rng.choice(words.HELPED)


def _leave_out(part: Part, record: Record) -> None:
    """What nobody wrote down, as often as the district does; targets allow for it."""
    share = LEAVES_OUT[record["district"]]
    for column in LEFT_OUT:
        if part.rng.random() < share:
            record[column] = ""
    said = record["child_words_verbatim"] or record["child_spoken_to"] != "Y"
    if part.rng.random() < share and record["demeanour"] and said:
        record["voice_of_the_child"] = ""
    if not record["seen_alone"]:
        record["reason_not_alone"] = record["who_else_present"] = ""
