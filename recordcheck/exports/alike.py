"""How alike the name of a column and that of a field are: word by word, as people of the field call
things, and by what the column holds where that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from recordcheck.model import NUMBERS, TIMES, Field, FieldType
from recordcheck.nearest import folded, parted

LEAST = 0.6
SURE = 0.85
SLIP = 0.8  # of the letters of two words: one is the other with a slip of the pen
WHEN = "when"

# Several words that are one thing, in their order; then single words. Their own sense comes second.
PHRASES = {
    "mis per": "misper",
    "missing person": "misper",
    "looked after": "lookedafter",
    "in care": "lookedafter",
    "lac": "lookedafter",
    "cla": "lookedafter",
    "dob": "birth when",
    "born": "birth",
    "domestic violence": "domestic abuse",
    "not known": "unknown",
    "yes no": "yn",
}
SAME = {
    **dict.fromkeys(("no", "number", "num", "ref", "reference", "urn", "identifier"), "id"),
    **dict.fromkeys(("date", "time", "datetime", "dttm", "dt", "tm", "at", "on", "day"), WHEN),
    **dict.fromkeys(("grade", "rating", "category"), "level"),
    **dict.fromkeys(("graded", "rated"), "assessed"),
    **dict.fromkeys(("main", "primary", "principal"), "first"),
    **dict.fromkeys(("input", "entered", "keyed"), "recorded"),
    **dict.fromkeys(("found", "located", "return"), "returned"),
    **dict.fromkeys(("ethnic", "eth"), "ethnicity"),
    "lang": "language",
    "conf": "conference",
    "intvw": "interview",
    "recd": "received",
    "reqd": "required",
    "offence": "crime",
    "spoken": "spoke",
}
UNSAID = frozenset(
    ("the", "of", "a", "an", "is", "was", "were", "has", "been", "did", "does", "y", "n", "yn",
     "flag", "indicator")
)  # fmt: skip
KINDS = frozenset({"id", WHEN, "code", "type"})  # what sort of thing it is, not of what
GENERAL = KINDS | {"child"}
# What the name of a day seldom has: it says who, which or why.
NO_DAY = (KINDS - {WHEN}) | {"by", "who", "name", "officer", "worker", "reason", "note", "notes"}
OF_A_LIFE = frozenset({"birth", "death"})  # whose day says nothing of what happened when
HALF = 0.5
# What a word often means beside its own sense: a reason to ask, never to be sure.
HINTS = {
    **dict.fromkeys(("area", "division", "locality"), "district"),
    **dict.fromkeys(("officer", "worker"), "recorded by"),
    **dict.fromkeys(("person", "client", "lcs", "mosaic"), "child"),  # two systems of councils
    "visit": "contact",
}
HINTED = 0.75


@dataclass(frozen=True, slots=True)
class Pair:
    """A column that may be a field, and how alike they are, of 1."""

    column: str
    field: str
    score: float


@lru_cache(maxsize=65_536)
def words(name: str) -> frozenset[str]:
    """What the words of a name mean, without those that say nothing."""
    text = " ".join(["", *re.findall(r"[^\W_]+", parted(name).casefold()), ""])
    for phrase, meaning in PHRASES.items():
        text = text.replace(f" {phrase} ", f" {meaning} ")
    return frozenset(SAME.get(word, word) for word in text.split() if word not in UNSAID)


@lru_cache(maxsize=65_536)
def alike(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """The share of two sets of words that is common to both; a general word weighs half. `Ref` and
    `child_id` have only in common what sort of thing they are: that is nothing. A day that one of
    them alone names weighs whole: `Ethnicity` is hardly the day of it.
    """
    common = ours & theirs
    if common <= KINDS:
        return 0.0
    general = GENERAL - ((ours ^ theirs) & {WHEN})
    return 2 * _weight(common, general) / (_weight(ours, general) + _weight(theirs, general))


def _weight(some: frozenset[str], general: frozenset[str]) -> float:
    return len(some) - HALF * len(some & general)


def pairs(columns: Mapping[str, FieldType | None], fields: Iterable[Field]) -> list[Pair]:
    """Every column with every field that it may be. `columns` have the type of what they hold, None
    where it is not known.
    """
    spelt = [(field, _spellings(field)) for field in fields]
    found = []
    for column, kind in columns.items():
        theirs = words(column)
        name = _Name.of(folded(column), theirs | {WHEN} if kind in TIMES else theirs)
        for field, spellings in spelt:
            if _suits(theirs, kind, field) and (score := _score(name, spellings)) >= LEAST:
                found.append(Pair(column, field.name, score))
    return found


def says_no_more(column: str, field: Field) -> bool:
    """Whether every word of a column's name stands in one spelling of a field, a slip of the pen
    and general words apart: `Suspect ethnicity` says more than `ethnicity`, and is another's.
    """
    theirs = words(column)
    telling = theirs - GENERAL
    return any(
        theirs == ours or (telling and all(_stands_in(ours, word) for word in telling))
        for ours in map(words, (field.name, *field.aliases))
    )


def has_other_day(columns: Iterable[str], fields: Iterable[Field]) -> bool:
    """Whether a column names a day on which something happened, and is called like none of some
    fields.
    """
    days = {one: None for one in columns if WHEN in words(one) and not words(one) & OF_A_LIFE}
    return bool(days.keys() - {pair.column for pair in pairs(days, fields)})


def one_to_one(found: Iterable[Pair]) -> list[Pair]:
    """The best pairs, so that no column and no field stands in two."""
    kept: dict[str, Pair] = {}
    taken: set[str] = set()
    for pair in sorted(found, key=lambda pair: -pair.score):
        if pair.column not in kept and pair.field not in taken:
            kept[pair.column] = pair
            taken.add(pair.field)
    return list(kept.values())


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is compared: its letters, which signs are among them, what its words mean, and
    what they may mean beside that.
    """

    letters: str
    signs: int
    words: frozenset[str]
    hinted: frozenset[str]

    @classmethod
    def of(cls, letters: str, said: frozenset[str]) -> _Name:
        """The signs are bits, so that most of what is not alike is told at a glance."""
        signs = 0
        for letter in letters:
            signs |= 1 << ord(letter) % 64
        hinted = frozenset[str]().union(*(words(HINTS.get(word, word)) for word in said))
        return cls(letters, signs, said, hinted)


def _spellings(field: Field) -> list[_Name]:
    dated = frozenset({WHEN} if field.type in TIMES else ())
    return [_Name.of(folded(one), words(one) | dated) for one in (field.name, *field.aliases)]


def _score(theirs: _Name, spellings: Iterable[_Name]) -> float:
    best = 0.0
    for ours in spellings:
        if not ours.words.isdisjoint(theirs.words):
            best = max(best, alike(ours.words, theirs.words))
        if not ours.words.isdisjoint(theirs.hinted):
            best = max(best, HINTED * alike(ours.words, theirs.hinted))
        if _may_be_a_slip(ours, theirs):
            best = max(best, _letters(ours.letters, theirs.letters))
    return best


def _may_be_a_slip(ours: _Name, theirs: _Name) -> bool:
    """Whether two names are so long, and so many signs in both, that the same letters can be
    nearly all: each sign that only one has is a letter that is not the same.
    """
    one = len(ours.letters) - (ours.signs & ~theirs.signs).bit_count()
    other = len(theirs.letters) - (theirs.signs & ~ours.signs).bit_count()
    return 2 * min(one, other) >= SURE * (len(ours.letters) + len(theirs.letters))


def _suits(theirs: frozenset[str], kind: FieldType | None, field: Field) -> bool:
    """Whether what a column holds, or else its name, speaks against the field's type."""
    if field.codes is not None and "id" in theirs:  # what names a thing is no answer about it
        return any("id" in words(spelling) for spelling in (field.name, *field.aliases))
    if field.type in TIMES and kind is None:
        return WHEN in theirs or theirs & NO_DAY <= words(field.name)
    if field.type in TIMES:
        return kind in TIMES or (kind is FieldType.TEXT and WHEN in theirs)
    if kind is None:
        return WHEN not in theirs or WHEN in words(field.name)
    return kind in NUMBERS if field.type in NUMBERS else kind not in TIMES


def _stands_in(ours: frozenset[str], word: str) -> bool:
    return any(SequenceMatcher(None, one, word).ratio() >= SLIP for one in ours)


@lru_cache(maxsize=65_536)
def _letters(ours: str, theirs: str) -> float:
    """How much of two names is the same letters, where it is nearly all: a slip of the pen."""
    ratio = SequenceMatcher(None, ours, theirs).ratio()
    return ratio if ratio >= SURE else 0.0
