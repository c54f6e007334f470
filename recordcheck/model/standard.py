"""A recording standard: tables and their rules, as read and checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as attribute
from enum import StrEnum
from pathlib import Path

from recordcheck.model.expression import Expression, Place
from recordcheck.model.field import Field, Target
from recordcheck.model.source import Source
from recordcheck.model.types import FieldType


class Severity(StrEnum):
    """How much a broken rule weighs: a run fails on warnings and errors unless told otherwise."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


WEIGHT = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
FAILS: dict[str, tuple[Severity, ...]] = {
    "error": (Severity.ERROR,),
    "warning": (Severity.ERROR, Severity.WARNING),
    "never": (),
}
"""The severities that fail a run, by what `--fail-on` says."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named value of the standard that a run may set: `type` is integer, number, date or text.
    `first` is the default in the standard that defines it, where an extension has given another.
    """

    name: str
    type: FieldType
    default: str
    says: str | None = None
    first: str | None = None

    @property
    def moves(self) -> bool:
        """Whether it was defined as a day that moves by itself."""
        return (self.first or self.default) == "today"


@dataclass(frozen=True, slots=True)
class Example:
    """Made-up records, by table, that show a rule kept or broken; a cell that is None is blank."""

    tables: dict[str, tuple[dict[str, str | None], ...]]
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Derive:
    """One value for each record, computed from it, from the derives above it, or from other
    records.

    `type` is None where it is always null.
    """

    name: str
    expression: Expression
    type: FieldType | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement of one table with a stable identifier.

    `kind` is `written` or the name of the kind of implied rule; `field` is the field that a finding
    is about. `when` says which records it applies to (all, where None) and `assertion` what must
    hold of them; both are None where pandera's own check says it. `fault` is what a finding says,
    `help` what to do about it. `check` is the check of a user's own pandera schema. `explained` is
    the command that explains it, in the rules of a run; one of a pandera schema has none.
    """

    id: str
    name: str
    says: str
    why: str
    severity: Severity
    table: str
    field: str | None = None
    kind: str = "written"
    when: Expression | None = None
    assertion: Expression | None = None
    targets: tuple[Target, ...] = ()
    trial: bool = False
    sources: tuple[Source, ...] = ()
    keeps: tuple[Example, ...] = ()
    breaks: tuple[Example, ...] = ()
    fault: str | None = None
    help: str | None = None
    check: object = attribute(default=None, compare=False)
    place: Place | None = attribute(default=None, compare=False)
    explained: str | None = attribute(default=None, compare=False)

    @property
    def expressions(self) -> list[Expression]:
        """Its condition and what it asserts, where it has them."""
        return [one for one in (self.when, self.assertion) if one is not None]

    @property
    def names(self) -> frozenset[tuple[str, str]]:
        """The columns that its condition and what it asserts name themselves."""
        return frozenset[tuple[str, str]]().union(*(one.names for one in self.expressions))

    @property
    def bound(self) -> str | None:
        """The parameter that the key of a field holds it against, if it does."""
        named = self.assertion.parameters if not self.written and self.assertion else ()
        return next(iter(named), None)

    @property
    def written(self) -> bool:
        """Whether somebody wrote it, rather than a field's key implying it."""
        return self.kind == "written"

    @property
    def weighs(self) -> bool:
        """Whether a record that breaks it can fail a run."""
        return self.severity is not Severity.INFO and not self.trial

    @property
    def to_ask(self) -> str:
        """The help where there is no other: how to ask for what it asks."""
        return f"`{self.explained}` says what it asks and why" if self.explained else ""

    @property
    def of_a_column(self) -> bool:
        """Whether it asks for a column of the export, and nothing of its records."""
        return self.kind == "missing-column"

    @property
    def column(self) -> str:
        """The column of the prepared table that holds whether each record keeps it."""
        return self.id if self.field is None or self.written else f"{self.id} {self.field}"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a standard: what one record is, its fields, derived columns and written rules,
    in order.

    A table that is a `view` stands in no export: its records are what a select over the tables
    above it gives.
    """

    name: str
    prefix: str
    one_record_is: str
    fields: dict[str, Field]
    title: str | None = None
    view: Expression | None = None
    key: tuple[str, ...] = ()
    group_by: tuple[str, ...] = ()
    dated: str | None = None
    derives: tuple[Derive, ...] = ()
    rules: tuple[Rule, ...] = ()

    def with_parts(self, called: Iterable[str]) -> set[str]:
        """Some fields, and the texts that together stand for one of them."""
        named = set(called)
        return named.union(*(one.in_parts for one in self.fields.values() if one.name in named))

    def derives_behind(self, names: Iterable[tuple[str, str]]) -> list[Derive]:
        """The derived columns that are named, and those that these name, in the order of the
        table.
        """
        reached, found = set(names), []
        for derive in reversed(self.derives):  # one may use those above it alone
            if (self.name, derive.name) in reached:
                reached |= derive.expression.names
                found.append(derive)
        return found[::-1]

    @property
    def expressions(self) -> list[Expression]:
        """Every piece of SQL that is written in it."""
        found = [self.view, *(derive.expression for derive in self.derives)]
        found += [field.due.when for field in self.fields.values()]
        found += [one for rule in self.rules for one in rule.expressions]
        return [one for one in found if one is not None]


@dataclass(frozen=True, slots=True)
class Change:
    """How an extension differs from what it extends; `weaker` where it asks for less."""

    says: str
    weaker: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard that has been read and checked: every name in it is known and every expression has
    its type.

    `hash` is the SHA-256 of the document and of all that it includes or extends; `placeholders` are
    the texts that count as nothing written, in lower case; `cannot_tell` says, a sentence each,
    what no rule of it can judge; `folders` are those in which the standards that it names are
    looked for.
    """

    name: str
    prefix: str
    version: str
    title: str
    tables: dict[str, Table]
    path: str
    hash: str
    licence: str | None = None
    sources: tuple[Source, ...] = ()
    cannot_tell: tuple[str, ...] = ()
    parameters: dict[str, Parameter] = attribute(default_factory=dict)
    placeholders: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    extends: str | None = None
    changes: tuple[Change, ...] = ()
    off: dict[str, str] = attribute(default_factory=dict)
    folders: tuple[Path, ...] = attribute(default=(), compare=False)

    @property
    def fields(self) -> list[Field]:
        """The fields of all tables, table by table."""
        return [field for table in self.tables.values() for field in table.fields.values()]

    @property
    def members(self) -> set[str]:
        """The standards that it includes, by name, in whatever version."""
        return {asked.partition("@")[0] for asked in self.includes}

    def parameters_behind(self, rule: Rule) -> list[Parameter]:
        """The parameters that a rule reaches: itself, through derived columns, or through the view
        that its table is.
        """
        table = self.tables[rule.table]
        derived = [derive.expression for derive in table.derives_behind(rule.names)]
        every = [*rule.expressions, *derived, table.view]
        named = frozenset[str]().union(*(one.parameters for one in every if one is not None))
        return [one for called, one in self.parameters.items() if called in named]

    @property
    def exported(self) -> dict[str, Table]:
        """The tables that an export has: all but the views."""
        return {name: table for name, table in self.tables.items() if table.view is None}
