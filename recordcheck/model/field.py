"""One column of a table: what it holds, when it is due, and the targets of its rate."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from dataclasses import field as attribute
from fractions import Fraction

from recordcheck.model.codes import CodeList
from recordcheck.model.expression import Expression, Place
from recordcheck.model.source import Source
from recordcheck.model.types import FieldType

FLOORS = ("recorded", "valid", "known")  # what a field may be due at least


def percent(share: Fraction) -> str:
    """A share as it is written in a standard: 95%, 97.5%."""
    return f"{100 * share.numerator / share.denominator:.8f}".rstrip("0").rstrip(".") + "%"


@dataclass(frozen=True, slots=True)
class Target:
    """A floor (or a ceiling) for one measure of a field, or for the share of judged records that
    keep a rule.

    `measure` is recorded, valid or known; a role such as not_stated (of a ceiling); or kept, for a
    rule. `share` is between 0 and 1. A target on trial is shown and never fails a run.
    """

    measure: str
    share: Fraction
    ceiling: bool = False
    trial: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """When a field must be recorded: always, never (optional), or when an expression holds."""

    always: bool = False
    when: Expression | None = None

    @property
    def optional(self) -> bool:
        """Nobody has to record it, so it has no rate."""
        return not self.always and self.when is None


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a table. Its implied rules carry `prefix`, that of the standard it is from.

    `range` and `length` are inclusive and open where None; `not_before` and `not_after` name a
    field or a `:parameter`; `dates` is the strptime form of dates that are neither ISO nor
    day/month/year. `same_value` and `same_length` are the greatest shares of what is recorded that
    may be one value, or as long as the longest. `in_parts` are the texts that together stand for it
    where it is blank. Of a pandera schema: `blank_allowed` asks for a rate alone, `time_optional`
    reads a day without a time, and `as_it_stands` takes the name of its column and the white space
    around a text for what they are.
    """

    name: str
    prefix: str
    type: FieldType
    title: str | None = None
    format: str | None = None
    range: tuple[str | None, str | None] | None = None
    length: tuple[int | None, int | None] | None = None
    codes: CodeList | None = None
    aliases: tuple[str, ...] = ()
    due: Due = Due()
    targets: tuple[Target, ...] = ()
    declined_apart: bool = False
    unique: bool = False
    refers_to: tuple[str, str] | None = None
    same_within: tuple[str, ...] = ()
    same_value: Fraction | None = None
    same_length: Fraction | None = None
    not_before: str | None = None
    not_after: str | None = None
    needs: tuple[str, ...] = ()
    in_parts: tuple[str, ...] = ()
    dates: str | None = None
    blank_allowed: bool = False
    time_optional: bool = False
    as_it_stands: bool = False
    sources: tuple[Source, ...] = ()
    place: Place | None = attribute(default=None, compare=False)

    @property
    def has_floor(self) -> bool:
        """Whether a target already answers for blanks in this field."""
        return any(target.measure in FLOORS for target in self.targets)

    @property
    def has_rate(self) -> bool:
        """Whether the field has a rate: it is due at some time, or has a target."""
        return not self.due.optional or bool(self.targets)

    def stands_in(self, fields: Collection[str]) -> bool:
        """Whether these are all texts that together stand for it."""
        return bool(self.in_parts) and set(self.in_parts) <= set(fields)
