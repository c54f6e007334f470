"""Which code lists hold the cells of a column, each read as `lint` reads a code
(`engine/judging/coded.py`): as it stands, behind the mark of its place, or beside its own words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from recordcheck.engine.judging.coded import BESIDE, MARKED
from recordcheck.engine.profiling.likely import MOSTLY
from recordcheck.model import CodeList
from recordcheck.model.profile import ListFit

Names = Mapping[str, Mapping[str, str]]
"""Of each name of a code, the code that it means in every list that has the name."""

FEWEST_CODES = 2
MANY_LETTERS = 13
_MARKED, _BESIDE = re.compile(MARKED), tuple(map(re.compile, BESIDE))


@dataclass(frozen=True, slots=True)
class Lists:
    """All code lists, by what is looked for in them, so that a text is looked up once for all.

    `words` are texts in small letters that may mean that nothing was written, with the lists that
    have each; those of `blank` do mean it where a list has them not. Of each list: how many names
    it has, and how many of them are one letter.
    """

    names: Names
    words: Mapping[str, set[str]]
    blank: frozenset[str]
    sizes: Mapping[str, int]
    letters: Mapping[str, int]


@dataclass(slots=True)
class Held:
    """What a code list holds of a column: so many `records`, as so many `different` texts; of the
    words for a blank, those that it has are `answers`, and those behind a mark that it has not are
    `blanks`.
    """

    name: str
    records: int = 0
    different: set[str] = field(default_factory=set)
    answers: int = 0
    blanks: Counter[str] = field(default_factory=Counter)

    @property
    def fit(self) -> ListFit:
        """With the answers: they are recorded to a standard that has the list."""
        return ListFit(self.name, self.records + self.answers)


def lists_by_name(
    lists: Mapping[str, CodeList], blank: Iterable[str], suspected: Iterable[str]
) -> Lists:
    """The lists as they are looked up; `blank` and `suspected` are in small letters."""
    names: dict[str, dict[str, str]] = {}
    words: dict[str, set[str]] = {}
    small = frozenset(blank)
    spelt = {called: one.names for called, one in lists.items()}
    for called, meant in spelt.items():
        for name, code in meant.items():
            names.setdefault(name, {})[called] = code
        for word in lists[called].in_any_case({*small, *suspected}):
            words.setdefault(word, set()).add(called)
    return Lists(
        names,
        words,
        small,
        {called: len(meant) for called, meant in spelt.items()},
        {called: sum(len(name) == 1 for name in meant) for called, meant in spelt.items()},
    )


def held_by_each(texts: Mapping[str, int], lists: Lists) -> dict[str, Held]:
    """What each code list holds of a column, by its name."""
    held = {called: Held(called) for called in lists.sizes}
    for text, records in texts.items():
        if text.lower() in lists.blank:
            for called in _alone(text, lists):
                held[called].answers += records
            continue
        for called, (read, blank) in _read(text, lists).items():
            if blank:
                held[called].blanks[read.lower()] += records
            else:
                held[called].records += records
                held[called].different.add(read)
    return held


def that_fit(held: Iterable[Held], texts: Mapping[str, int], lists: Lists) -> list[Held]:
    """The code lists that hold at least nine in ten cells: most of them first, the shorter of
    equals.
    """
    cells = sum(records for text, records in texts.items() if text.lower() not in lists.blank)
    fits = [one for one in held if 0 < one.records >= MOSTLY * (cells - one.blanks.total())]
    return sorted(fits, key=lambda one: (-one.records, lists.sizes[one.name]))


def best_list(held: Sequence[Held], lists: Lists, own: str | None) -> Held | None:
    """The first of some code lists that has two of the texts, and not those alone which prove
    nothing; `own`, the list of the field that the column is by its name, need only fit.
    """
    telling: list[Held] = []
    for one in held:
        if one.name == own:
            return one
        many = lists.letters[one.name] > MANY_LETTERS
        if len(one.different) >= FEWEST_CODES and not _tell_nothing(one.different, many):
            telling.append(one)
    return telling[0] if telling else None


def _tell_nothing(texts: Collection[str], many_letters: bool) -> bool:
    """Numbers are on many lists, and any letters on a list of most of the alphabet."""
    return all(text.isdigit() or (len(text) == 1 and many_letters) for text in texts)


def _read(text: str, lists: Lists) -> dict[str, tuple[str, bool]]:
    """What each list that reads a text takes it for, without a mark; and whether that is no code of
    it, but a word behind a mark that says that nothing was written.
    """
    found = dict.fromkeys(_alone(text, lists), (text, False))
    marked = _MARKED.fullmatch(text)
    if marked is None:
        return found
    mark, behind = marked.groups()
    itself = lists.names.get(text, {}).keys() | lists.names.get(mark, {}).keys()
    blank = lists.sizes if behind.lower() in lists.blank else ()
    without = dict.fromkeys(blank, (behind, True))
    without |= dict.fromkeys(_alone(behind, lists), (behind, False))
    found = {called: read for called, read in found.items() if called in itself}
    return {called: read for called, read in without.items() if called not in itself} | found


def _alone(text: str, lists: Lists) -> set[str]:
    """The lists to which a text without a mark means a code."""
    small = text.lower()
    found = set(lists.names.get(text, ()))
    if small in lists.blank:
        found |= lists.words.get(small, set())
    if " " in text:
        for beside in (pattern.fullmatch(text) for pattern in _BESIDE):
            if beside:
                one, other = (lists.names.get(part, {}) for part in beside.groups())
                found |= {called for called, code in one.items() if other.get(called) == code}
    return found
