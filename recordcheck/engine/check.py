"""Check an export against standards: open, plan, read and judge, judge the whole, count."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from recordcheck.engine.count import file_records, finding, findings, problem_records, rates
from recordcheck.engine.failures import RefusedError, all_there, without_values
from recordcheck.engine.inputs import (
    Part,
    TableInput,
    match_tables,
    open_data,
    paths_of,
    reread_part,
    unchanged,
)
from recordcheck.engine.judge import Judged, judge_whole, read_and_judge
from recordcheck.engine.left_out import unreadable
from recordcheck.engine.plan import Plan, chosen, keep_columns, make_plan, selected_rules
from recordcheck.engine.previous import read_previous
from recordcheck.engine.session import (
    clear,
    connect,
    resolve_parameters,
    set_bank_holidays,
    set_parameters,
)
from recordcheck.errors import UserError
from recordcheck.model import (
    Column,
    Finding,
    NotRun,
    Rate,
    Rule,
    Run,
    Severity,
    Standard,
    StandardUsed,
    TableRead,
)
from recordcheck.model.run import Verdict
from recordcheck.nearest import did_you_mean
from recordcheck.rules import rules_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Fail = Severity | None
BEFORE = {Severity.ERROR: 2, Severity.WARNING: 1, Severity.INFO: 0}


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is asked for. `fail_on` None never fails on findings; `by` is groups of columns."""

    parameters: Mapping[str, str] = field(default_factory=dict)
    as_at: date = field(default_factory=date.today)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    by: tuple[tuple[str, ...], ...] = ()
    maps: Mapping[str, str] = field(default_factory=dict)
    max_records: int | None = 10
    fail_on: Fail = Severity.WARNING
    targets: bool = True
    rates: bool = True
    previous: Any = None


@dataclass(slots=True)
class _Found:
    """What has been found so far, over all the standards of a run."""

    tables: list[TableRead] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    not_run: list[NotRun] = field(default_factory=list)
    parameters: dict[str, str] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    problems: int = 0
    judged: int = 0


def check_parts(parts: list[Part], standards: Iterable[Standard], options: Options) -> Run:
    """The run of one or several standards over an export that is open. Raises UserError."""
    sessions = [Session(parts, standard, options) for standard in standards]
    try:
        return check_sessions(sessions)
    finally:
        for session in sessions:
            session.close()


def check_sessions(sessions: list[Session]) -> Run:
    """Judge and count in every session; they stay open, for whoever wants to ask them more."""
    started = time.perf_counter()
    if not sessions:
        raise UserError(
            "no standard was given", remedy="`recordcheck schema list` names those shipped"
        )
    standards, options = [session.standard for session in sessions], sessions[0].options
    known_choices(standards, options)
    found = _Found()
    for session in sessions:
        session.judge()
        session.add_to(found)
    if not any(table.records for table in found.tables):
        raise UserError(
            "no record in this export",
            path=found.tables[0].path if found.tables else None,
            remedy="there is a header and nothing below it",
        )
    return _run(found, standards, options, time.perf_counter() - started)


class Session:
    """One standard over one export, in a database of its own that is gone afterwards."""

    def __init__(
        self,
        parts: list[Part],
        standard: Standard,
        options: Options,
        con: DuckDBPyConnection | None = None,
    ) -> None:
        self.parts = parts
        self.standard = standard
        self.options = options
        self.tables: dict[str, TableInput] = match_tables(parts, standard, options.maps)
        self.values = resolve_parameters(standard.parameters, options.parameters, options.as_at)
        self.previous = open_data(options.previous) if options.previous is not None else []
        self.shared = con is not None
        self.con = con or connect(paths_of([*parts, *self.previous]))
        self.judged: dict[str, Judged] = {}

    def close(self) -> None:
        """Drop the database, or its tables where it is shared, and with them every value."""
        if self.shared:
            clear(self.con)
        else:
            self.con.close()

    def judge(self) -> None:
        """Read every table, judge each record, then what looks at several. Raises UserError."""
        try:
            self._judge()
        except RefusedError as refused:
            self._read_again(refused)
            self._judge()
        for part in self.parts:
            unchanged(part)

    def _read_again(self, refused: RefusedError) -> None:
        """The engine refuses some sound files: find the fault, or read them another way."""
        again = [reread_part(part) for part in self.parts]
        if again == self.parts:
            raise refused
        self.parts = again
        self.tables = match_tables(again, self.standard, self.options.maps)
        self.close()
        if not self.shared:
            self.con = connect(paths_of([*self.parts, *self.previous]))

    @without_values
    def _judge(self) -> None:
        self.judged = {}
        present = {called: given.fields for called, given in self.tables.items()}
        present |= read_previous(self.con, self.previous, self.standard, self.options.maps)
        set_parameters(self.con, self.values, self.standard.parameters, self.options.as_at)
        plans = {called: self._plan(called, present) for called in self.tables}
        if any("bank_holidays" in sql for plan in plans.values() for sql in _all_sql(plan)):
            set_bank_holidays(self.con)
        keep_columns(plans)
        for called, plan in plans.items():
            groups = self._groups(called)
            self.judged[called] = read_and_judge(
                self.con, plan, self.tables[called], self.standard, groups
            )
            self._all_there(self.judged[called])
        for judged in self.judged.values():
            judge_whole(self.con, judged, self.standard)

    def _all_there(self, judged: Judged) -> None:
        """The engine passes over what follows a fault at the end of a large file: count."""
        counts = file_records(self.con, judged)
        for part, (_, count) in zip(judged.given.parts, counts, strict=True):
            all_there(part, count)

    def _plan(self, called: str, present: Mapping[str, frozenset[str]]) -> Plan:
        table = self.standard.tables[called]
        selected = [
            rule
            for rule in selected_rules(table, self.standard, self.options.select)
            if not chosen(rule.id, self.options.ignore)
        ]
        return make_plan(table, present, selected, rates=self.options.rates)

    def _groups(self, called: str) -> list[str]:
        """The columns to group by that this table has and names."""
        table, there = self.standard.tables[called], self.tables[called].fields
        asked = dict.fromkeys(column for group in self.options.by for column in group)
        return [column for column in asked if column in table.group_by and column in there]

    def add_to(self, found: _Found) -> None:
        """Count, and put what was counted to the rest."""
        for called, judged in self.judged.items():
            self._add_table(found, called, judged)
        for called, table in self.standard.tables.items():
            if called not in self.tables:
                reason = f"the export has no table {called}"
                found.not_run += [
                    NotRun(rule.id, called, rule.field, reason)
                    for rule in self._asked(called)
                    if rule.kind != "missing-column"
                ]
            for rule in rules_of(table, self.standard):
                found.rules.setdefault(rule.id, rule)
        found.parameters |= self.values

    @without_values
    def _add_table(self, found: _Found, called: str, judged: Judged) -> None:
        files = file_records(self.con, judged)
        given, options = self.tables[called], self.options
        found.tables += [
            _table_read(given, number, count) for number, (_, count) in enumerate(files)
        ]
        found.findings += self._missing(called)
        found.findings += unreadable(self.standard.tables[called], given, options.max_records)
        more, verdicts = findings(self.con, judged, options.max_records, files)
        found.findings += more
        found.judged += verdicts
        found.problems += problem_records(self.con, judged)
        found.not_run += judged.plan.not_run
        found.rates += rates(self.con, judged, None, targets=options.targets)
        for group in options.by:
            if all(column in judged.groups for column in group):
                found.rates += rates(self.con, judged, group, targets=options.targets)

    def _asked(self, called: str) -> list[Rule]:
        table = self.standard.tables[called]
        return [
            rule
            for rule in selected_rules(table, self.standard, self.options.select)
            if not chosen(rule.id, self.options.ignore)
        ]

    def _missing(self, called: str) -> list[Finding]:
        """One finding for each column that is due and not there."""
        given = self.tables[called]
        named = all(part.named for part in given.parts)
        nearest = {one.name: one.nearest if named else None for one in given.matched[0].absent}
        found = []
        for rule in self._asked(called):
            if rule.kind == "missing-column" and rule.field in nearest:
                for part in given.parts:
                    one = finding(rule, part.label, 1, 1, 0, ())
                    found.append(_with_nearest(one, nearest[rule.field]))
        return found


def _with_nearest(one: Finding, column: str | None) -> Finding:
    from dataclasses import replace

    return replace(one, nearest=column)


def _table_read(given: TableInput, number: int, count: int) -> TableRead:
    part, matched = given.parts[number], given.matched[number]
    warnings = part.warnings if count else (*part.warnings, "this table has no record")
    unused, absent, left_out = matched.unused, matched.absent, len(part.set_aside)
    if not part.named:
        unused, absent = (), tuple(Column(column.name, None) for column in absent)
    return TableRead(given.table, part.label, count, unused, absent, warnings, left_out)


def _all_sql(plan: Plan) -> list[str]:
    expressions = [
        expression.sql
        for stage in (plan.reading, plan.whole)
        for rule in stage.rules
        for expression in (rule.when, rule.assertion)
        if expression is not None
    ]
    derives = [derive.expression.sql for derive in plan.table.derives]
    flags = [flag.due for stage in (plan.reading, plan.whole) for flag in stage.flags]
    return [*expressions, *derives, *flags]


def known_choices(standards: list[Standard], options: Options) -> None:
    """Identifiers, parameters and groups that were asked for must be there. Raises UserError."""
    rules = {
        rule.id
        for standard in standards
        for table in standard.tables.values()
        for rule in rules_of(table, standard)
    }
    for pattern in (*options.select, *options.ignore):
        if not any(chosen(rule, (pattern,)) for rule in rules):
            near = did_you_mean(pattern, rules) if "*" not in pattern else ""
            raise UserError(
                f"no rule `{pattern}`{near}",
                remedy="`recordcheck schema show` lists the rules of a standard",
            )
    parameters = {name for standard in standards for name in standard.parameters}
    for given in options.parameters:
        if given not in parameters:
            raise UserError(
                f"no parameter `{given}`{did_you_mean(given, parameters)}",
                remedy="`recordcheck schema show` lists the parameters of a standard",
            )
    groups = {
        column
        for standard in standards
        for table in standard.tables.values()
        for column in table.group_by
    }
    for column in (column for group in options.by for column in group):
        if column not in groups:
            takes = ", ".join(sorted(groups)) or "none, this standard names no `group_by`"
            raise UserError(f"cannot group by `{column}`", remedy=f"--by takes: {takes}")


def _run(found: _Found, standards: list[Standard], options: Options, seconds: float) -> Run:
    ordered = tuple(
        sorted(found.findings, key=lambda one: (one.rule, one.table, one.field or "", one.path))
    )
    return Run(
        standards=tuple(
            StandardUsed(
                standard.name,
                standard.version,
                standard.hash,
                standard.title,
                tuple(change.says for change in standard.changes if change.weaker),
            )
            for standard in standards
        ),
        tables=tuple(found.tables),
        findings=ordered,
        rates=tuple(found.rates),
        not_run=tuple(dict.fromkeys(found.not_run)),
        as_at=options.as_at,
        parameters=found.parameters,
        versions=versions(),
        problem_records=found.problems,
        judged=found.judged,
        verdict=_verdict(found, options),
        rules=found.rules,
        seconds=seconds,
    )


def _verdict(found: _Found, options: Options) -> Verdict:
    if not found.judged and not found.findings:
        return Verdict.NOTHING_JUDGED
    fails = options.fail_on is not None and any(
        BEFORE[one.severity] >= BEFORE[options.fail_on] for one in found.findings if not one.trial
    )
    missed = options.fail_on is not None and any(
        result.met is False and not result.trial
        for rate in found.rates
        if rate.group is None
        for result in rate.targets
    )
    incomplete = any(table.set_aside for table in found.tables)
    return Verdict.FAILED if fails or missed or incomplete else Verdict.PASSED


def versions() -> dict[str, str]:
    """The versions of what a run depends on."""
    from importlib.metadata import version

    return {
        name: version(name)
        for name in ("recordcheck", "duckdb", "pandera", "pyarrow", "narwhals", "sqlglot")
    }
