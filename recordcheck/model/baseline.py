"""What was known to be wrong before, so that only what is new or worse fails."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Standing(StrEnum):
    """How something that is wrong stands against what was known of it."""

    KNOWN = "known"
    BETTER = "better"
    GONE = "gone"
    WORSE = "worse"
    NEW = "new"
    NOT_JUDGED = "not judged"
    UNKNOWN_RULE = "unknown rule"


FAILING = frozenset({Standing.NEW, Standing.WORSE})
Key = tuple[str, str, str, str]
"""What something is known by: rule, table, field and measure; nothing where it has none."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong of one rule or target, in one table and field: `count` records of `of`.

    `rule` is the identifier; for the target of a field it is the one that asks that the field be
    recorded, and `measure` says which target. `reason` is why it was once allowed to get worse.
    """

    rule: str
    table: str
    field: str | None
    measure: str | None
    count: int
    of: int
    reason: str | None = None

    @property
    def key(self) -> Key:
        """What it is about, whatever its figures."""
        return self.rule, self.table, self.field or "", self.measure or ""

    @property
    def share(self) -> Fraction:
        """Of what was judged, the share that is wrong."""
        return Fraction(self.count, self.of)


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was known of an export held against some standards (names with versions).

    `tables` are those that had records, each with the reason why it may be missing, if it may.
    """

    standards: tuple[tuple[str, str], ...]
    wrongs: tuple[Wrong, ...]
    tables: dict[str, str | None]
    path: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that is wrong now, or was: `before` and `now` are None where it was not or is
    not.
    """

    standing: Standing
    before: Wrong | None
    now: Wrong | None

    @property
    def wrong(self) -> Wrong:
        """It as it is, or as it was where it is gone."""
        found = self.now or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run held against a baseline, thing by thing."""

    path: str
    held: tuple[Held, ...]

    def of(self, *standings: Standing) -> tuple[Held, ...]:
        """Those that stand so."""
        return tuple(one for one in self.held if one.standing in standings)
