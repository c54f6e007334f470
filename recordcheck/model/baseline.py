"""What was known of an export before, so that only what is new or worse fails, or judged less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

LEAST = Fraction(1, 2)  # a local convention: a baseline may say another share
RECORDS = "records"
ALLOWED = "allowed"


class Standing(StrEnum):
    """How a figure stands against what was known of it."""

    KNOWN = "known"
    BETTER = "better"
    GONE = "gone"
    WORSE = "worse"
    NEW = "new"
    LESS = "less"
    NOT_JUDGED = "not judged"
    UNKNOWN_RULE = "unknown rule"
    KEPT = "kept"


FAILING = frozenset({Standing.NEW, Standing.WORSE})
LACKING = frozenset({Standing.LESS, Standing.UNKNOWN_RULE})
"""Judged of far fewer records, or not at all: with these no run passes."""

Key = tuple[str, str, str, str]
"""What something is known by: rule, table, field and measure; nothing where it has none."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many records are wrong by one rule or target, in one table and field: `count` of the `of`
    that were judged, or were due; none where all is well.

    `rule` is the identifier, and nothing for the target of a field; `measure` says which target.
    Of a table itself the measure is `records`, and `of` how many it has. `reason` is why it was
    once allowed to get worse, or, where it is `excused`, to be judged no more.
    """

    rule: str
    table: str
    field: str | None
    measure: str | None
    count: int
    of: int
    reason: str | None = None
    excused: bool = False

    @property
    def key(self) -> Key:
        """What it is about, whatever its figures."""
        return self.rule, self.table, self.field or "", self.measure or ""

    @property
    def of_a_table(self) -> bool:
        """Whether it says how many records a table has."""
        return not self.rule and self.field is None

    @property
    def share(self) -> Fraction:
        """Of what was judged, the share that is wrong."""
        return Fraction(self.count, self.of)


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was known of an export held against some standards: by name, each with its version and
    the hash of what it says.

    `terms` are what else it was judged by: the day, the parameters, and the mapping of each field
    that is mapped, as a hash. `least` is the share of the records that must be there again. An
    `older` one knows no terms, and only what was wrong.
    """

    standards: Mapping[str, tuple[str, str]]
    terms: Mapping[str, str]
    figures: Mapping[Key, Figure]
    absent: frozenset[tuple[str, str]] = frozenset()
    least: Fraction = LEAST
    older: bool = False
    path: str = ""

    def table(self, called: str) -> Figure | None:
        """How many records a table has; None where it has none."""
        return self.figures.get(("", called, "", RECORDS))


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that is wrong now, or was, or is judged less: `before` and `now` are None where it
    was not or is not.
    """

    standing: Standing
    before: Figure | None
    now: Figure | None

    @property
    def figure(self) -> Figure:
        """It as it is, or as it was where it is gone."""
        found = self.now or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run held against a baseline, thing by thing; how many more things it judged than the
    baseline knows of (`unnoted`), and of which standards the text is another under the same version
    (`rewritten`). `written` is the baseline where this very run has written it.
    """

    path: str
    held: tuple[Held, ...]
    unnoted: int = 0
    rewritten: tuple[str, ...] = ()
    written: bool = False

    def of(self, *standings: Standing) -> tuple[Held, ...]:
        """Those that stand so."""
        return tuple(one for one in self.held if one.standing in standings)
