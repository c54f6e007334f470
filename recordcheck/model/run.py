"""What a run found: findings, rates, and what could not be run. Frozen, and without a single cell
value.

The one door for values is `Rate.group`: the values of the columns that the user named with `--by`.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from recordcheck.model.baseline import Comparison, Key, Standing
from recordcheck.model.standard import FAILS, Rule, Severity

LACKS = ("fewer-records", "judged-less", "judged-otherwise")  # what a run lacks against a baseline
OF_PANDERA = "schema"  # what stands for the version of a pandera schema, which has none


class Verdict(StrEnum):
    """The one word for a run."""

    PASSED = "passed"
    FAILED = "failed"
    NOTHING_JUDGED = "nothing judged"


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule not kept, for one rule × table × field × file.

    `broken` of `judged` records broke it; `not_judged` more could not be judged. `records` are the
    first record numbers, counted from 1 after the header. `nearest` is a column name that may have
    been meant. Of records that were set aside, `lines` are the first physical lines.
    """

    rule: str
    name: str
    severity: Severity
    table: str
    field: str | None
    path: str
    broken: int
    judged: int
    not_judged: int
    records: tuple[int, ...] = ()
    says: str = attribute(default="", compare=False)
    help: str | None = attribute(default=None, compare=False)
    nearest: str | None = None
    trial: bool = False
    lines: tuple[int, ...] = ()

    @property
    def set_aside(self) -> bool:
        """Whether it is of records that could not be read."""
        return self.name == "unreadable-record"

    @property
    def of_a_column(self) -> bool:
        """Whether it is of a column that is missing, which no record breaks."""
        return self.name == "missing-column"

    @property
    def incomplete(self) -> bool:
        """Whether it is of what was not seen: records that could not be read, or what lacks against
        a baseline. With it no run passes.
        """
        return self.set_aside or self.rule in LACKS

    @property
    def weighs(self) -> bool:
        """Whether it can fail a run: it is no information, and its rule not on trial."""
        return self.severity is not Severity.INFO and not self.trial

    def fails(self, heavy: tuple[Severity, ...]) -> bool:
        """Whether it fails a run that fails on these severities. What was not seen fails every
        run.
        """
        return (self.severity in heavy and not self.trial) or self.incomplete

    @property
    def in_no_record(self) -> bool:
        """Whether no record could be named: it is of a column, a table or the run."""
        return self.of_a_column or self.rule in LACKS

    @property
    def key(self) -> Key:
        """What a baseline knows it by."""
        return self.rule, self.table, self.field or "", ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule that no record of a table, or of some files of it, breaks: `judged` records keep it,
    and `not_judged` could not be judged. Where both are none, it applied to no record.
    """

    rule: str
    name: str
    table: str
    field: str | None
    judged: int
    not_judged: int

    @property
    def key(self) -> Key:
        """What a baseline knows it by."""
        return self.rule, self.table, self.field or "", ""


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A target held against a rate. `met` is None where nothing was due; `short_by` is records."""

    measure: str
    target: Fraction
    ceiling: bool
    count: int
    of: int
    met: bool | None
    short_by: int
    trial: bool = False

    @property
    def fails(self) -> bool:
        """Whether it is missed and not on trial, so that a run fails which fails on anything."""
        return self.met is False and not self.trial


@dataclass(frozen=True, slots=True)
class Rate:
    """Of the records where a field is due, how many are recorded, valid and known.

    For a rule, `due` counts the records judged, `kept` those that keep it, and the field's counts
    are None. `declined` is a count where the field sets declined apart, None elsewhere. `standard`
    is the name and version of the one that asks: of several, two may hold one field to a target.
    """

    table: str
    field: str | None
    rule: str | None
    group: dict[str, str | None] | None
    due: int
    recorded: int | None = None
    valid: int | None = None
    known: int | None = None
    declined: int | None = None
    kept: int | None = None
    not_judged: int | None = None
    targets: tuple[TargetResult, ...] = ()
    standard: str = ""

    def key(self, measure: str) -> Key:
        """What a baseline knows a target of it by."""
        return self.rule or "", self.table, self.field or "", measure


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that was neither passed nor failed, and why: where the export lacks a table or a
    column of one, which. With `no_rate` nothing says where its field is due: it has no rate either.
    """

    rule: str
    table: str
    field: str | None
    reason: str
    lacks_table: str | None = None
    lacks_column: str | None = None
    no_rate: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the export that no field uses, with the field whose name is nearest, if any is
    near.
    """

    name: str
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class TableRead:
    """One file (or frame) read as one table: its records, and the columns that nobody asked for or
    that lack. `set_aside` records more could not be read and were left out, as asked. `sha256`
    is that of the file, where it was asked for. `standard` is the name and version of the one whose
    table it is.
    """

    name: str
    path: str
    records: int
    unused: tuple[Column, ...] = ()
    absent: tuple[Column, ...] = ()
    warnings: tuple[str, ...] = ()
    set_aside: int = 0
    sha256: str | None = None
    standard: str = ""


@dataclass(frozen=True, slots=True)
class StandardUsed:
    """Which standard a run judged by: the hash is of the document and all that it stands on;
    `typed` names it on a command line.
    """

    name: str
    version: str
    hash: str
    title: str
    weaker: tuple[str, ...] = ()
    typed: str = attribute(default="", compare=False)

    @property
    def of_pandera(self) -> bool:
        """Whether it is a pandera schema: what its checks ask is no part of *valid*."""
        return self.version == OF_PANDERA


@dataclass(frozen=True, slots=True)
class Run:
    """One or several standards over one export. Every output is a pure function of it.

    `problem_records` counts the records with any broken rule of severity warning or error;
    `options` are those that it was asked with; `comparison` holds it against a baseline. What is
    `kept_beside` is broken in some files of a table, and by no record of the others.
    `absent` are tables of a standard for which the export has no file.
    """

    standards: tuple[StandardUsed, ...]
    tables: tuple[TableRead, ...]
    findings: tuple[Finding, ...]
    rates: tuple[Rate, ...]
    not_run: tuple[NotRun, ...]
    as_at: date
    parameters: dict[str, str]
    versions: dict[str, str]
    problem_records: int
    judged: int
    verdict: Verdict

    options: dict[str, Any] = attribute(default_factory=dict)
    comparison: Comparison | None = None

    kept: tuple[Kept, ...] = ()
    kept_beside: tuple[Kept, ...] = ()
    absent: tuple[str, ...] = ()

    rules: dict[str, Rule] = attribute(default_factory=dict, compare=False)

    @property
    def heavy(self) -> tuple[Severity, ...]:
        """The severities of which a finding fails it, where its rule is not on trial."""
        return FAILS[self.options.get("fail_on", "warning")]

    @property
    def known(self) -> frozenset[Key]:
        """What is wrong, was known of in the baseline, and is no worse: `Figure.key` of each."""
        if self.comparison is None:
            return frozenset()
        fine = self.comparison.of(Standing.KNOWN, Standing.BETTER, Standing.LESS)
        return frozenset(one.figure.key for one in fine)

    @property
    def targets(self) -> list[tuple[Rate, TargetResult]]:
        """Every target over all records, with its rate. Those of groups are shown beside them, and
        fail no run.
        """
        whole = (rate for rate in self.rates if rate.group is None)
        return [(rate, target) for rate in whole for target in rate.targets]

    @property
    def set_aside(self) -> int:
        """How many records were left out because they could not be read: its figures lack them."""
        return sum(table.set_aside for table in self.tables)
