"""Verdicts and flags packed into whole numbers: two bits for the verdict of each rule on a record,
one for each flag that rates count.

A verdict is `KEPT`, `BROKEN`, `NOT_JUDGED`, or 0 where the rule does not apply. Thirty-one
verdicts, or sixty-two flags, make a word; the words of both stages of a table are numbered on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from recordcheck.engine.judging.plan import Stage
from recordcheck.engine.judging.prepare import HOLDS, WHEN
from recordcheck.model import Rule
from recordcheck.standard.sql.types import name

KEPT, BROKEN, NOT_JUDGED = 1, 2, 3  # a verdict
VERDICTS_A_WORD = 31
FLAGS_A_WORD = 62
VERDICTS = '"verdicts {}"'
FLAGS = '"flags {}"'
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a verdict or a flag is packed: the word, as SQL, and the bit."""

    word: str
    bit: int

    @property
    def verdict(self) -> str:
        """The verdict as SQL."""
        return f"(({self.word} >> {self.bit}) & 3)"


@dataclass(slots=True)
class Packed:
    """Where the verdicts of rules, by their columns, and the flags of fields are packed, and the
    words that they make, as SQL by name.
    """

    rules: dict[str, Rule] = field(default_factory=dict)
    verdicts: dict[str, Place] = field(default_factory=dict)
    flags: dict[tuple[str, str], Place] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def __or__(self, other: Packed) -> Packed:
        return Packed(
            self.rules | other.rules,
            self.verdicts | other.verdicts,
            self.flags | other.flags,
            self.words | other.words,
        )

    def in_order(self, columns: Iterable[str]) -> Packed:
        """With its rules in the order of these columns; some of these may not be run."""
        listed = [column for column in columns if column in self.rules]
        rules = {column: self.rules[column] for column in listed}
        verdicts = {column: self.verdicts[column] for column in listed}
        return Packed(rules, verdicts, self.flags, self.words)

    @property
    def breaks_any(self) -> str:
        """Whether a record breaks a rule that weighs, as SQL over the words: of a verdict that is
        broken the second bit is set, and the first is not.
        """
        masks: dict[str, int] = {}
        for column, place in self.verdicts.items():
            rule = self.rules[column]
            if rule.weighs:
                masks[place.word] = masks.get(place.word, 0) | 1 << place.bit
        tests = [f"(({word} >> 1) & ~{word} & {mask}) <> 0" for word, mask in masks.items()]
        return f"({' or '.join(tests) or 'false'})"


def packed(stage: Stage, before: Packed) -> Packed:
    """The rules and flags of a stage, packed into words that none of `before` is called as."""
    found, first = Packed(), len(before.words)
    for number, rules in _words(stage.rules, VERDICTS_A_WORD):
        word = VERDICTS.format(first + number)
        verdicts = [_verdict(rule, position) for position, rule in enumerate(rules)]
        found.words[word] = " | ".join(verdicts)
        for position, rule in enumerate(rules):
            found.rules[rule.column] = rule
            found.verdicts[rule.column] = Place(word, 2 * position)
    places: dict[str, Place] = {}
    counted = list(dict.fromkeys(flag.counted for flag in stage.flags))  # many for one reason
    for number, tests in _words(counted, FLAGS_A_WORD):
        word = FLAGS.format(first + number)
        found.words[word] = " | ".join(_flag(test, place) for place, test in enumerate(tests))
        places |= {test: Place(word, place) for place, test in enumerate(tests)}
    found.flags = {(flag.field, flag.measure): places[flag.counted] for flag in stage.flags}
    return found


def _verdict(rule: Rule, position: int) -> str:
    """A verdict in its place. Choosing among constants costs a fifth of shifting a number there."""
    verdicts = (KEPT, BROKEN, NOT_JUDGED)
    kept, broken, unknown = (f"{verdict << 2 * position}::bigint" for verdict in verdicts)
    holds = name(HOLDS.format(rule.column))
    judged = f"case when {holds} is null then {unknown} when {holds} then {kept} else {broken} end"
    if rule.when is None:
        return judged
    when = name(WHEN.format(rule.column))
    otherwise = f"when {when} is null then {unknown} " if rule.written else ""
    return f"case when {when} then {judged} {otherwise}else 0::bigint end"


def _flag(test: str, position: int) -> str:
    return f"case when {test} then {1 << position}::bigint else 0::bigint end"


def _words(items: list[Item], size: int) -> Iterator[tuple[int, list[Item]]]:
    for word, start in enumerate(range(0, len(items), size)):
        yield word, items[start : start + size]
