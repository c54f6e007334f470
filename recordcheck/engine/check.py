"""Check an export against standards: open, plan, read and judge, judge the whole, count."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from recordcheck.engine.at_once import at_once
from recordcheck.engine.choices import check_choices, selected_rules
from recordcheck.engine.days_alone import say_days_alone, say_no_hours
from recordcheck.engine.failures import RefusedError, all_there, named, without_values
from recordcheck.engine.files_read import columns_taken, missing_columns, table_read
from recordcheck.engine.given.inputs import Part, paths_of, reread_part, unchanged
from recordcheck.engine.given.tables import TableInput, match_tables
from recordcheck.engine.judging.batches import batches, reached
from recordcheck.engine.judging.counted import Grouping
from recordcheck.engine.judging.findings import columns_there, findings, given_at_all, kept_rules
from recordcheck.engine.judging.judge import Asked, Judged, forget, judge_whole, read_and_judge
from recordcheck.engine.judging.not_there import Lack, Present, add_without_rate, no_table
from recordcheck.engine.judging.plan import Plan, make_plan, store_columns
from recordcheck.engine.judging.rates import group_rates, rates
from recordcheck.engine.judging.session import clear, connect, tell
from recordcheck.engine.judging.tally import Tally
from recordcheck.engine.judging.views import views_of
from recordcheck.engine.outcome import Found, how_to_ask, nothing_to_judge, run_of
from recordcheck.engine.previous import looks_back, open_previous, read_previous, some_before
from recordcheck.engine.problem_records import mark
from recordcheck.engine.set_aside import unreadable
from recordcheck.engine.settings import Options, resolve_parameters
from recordcheck.errors import UserError
from recordcheck.model import NotRun, Rule, Run, Standard, Table
from recordcheck.model.wording import in_words, other_values
from recordcheck.rules import rules_of
from recordcheck.standard.load import each_once
from recordcheck.standard.sql.functions import HOLIDAYS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Result = TypeVar("Result")


def check_parts(parts: list[Part], standards: Iterable[Standard], options: Options) -> Run:
    """The run of one or several standards over an export that is open. Raises UserError."""
    if not parts:
        raise UserError(
            "nothing was given to check", remedy="give a path or a frame, or several of them"
        )
    with ExitStack() as opened:
        sessions = [
            opened.enter_context(closing(Session(parts, standard, options)))
            for standard in each_once(standards)
        ]
        return check_sessions(sessions)


def check_sessions(sessions: list[Session]) -> Run:
    """Judge and count in every session; they stay open, for whoever wants to ask them more."""
    if not sessions:
        raise UserError(
            "no standard was given", remedy="`recordcheck schema list` names those shipped"
        )
    standards, options = [session.standard for session in sessions], sessions[0].options
    check_choices(standards, options)
    if options.previous is not None and not any(looks_back(one) for one in standards):
        raise UserError(
            f"no rule of {' and '.join(one.name for one in standards)} looks at a previous export",
            remedy="leave --previous out; only rules with `previous.<table>` use it, and a trend"
            " needs one run for each period",
        )
    for session in sessions:
        some_before(session.previous)
    every = (given for session in sessions for given in session.tables.values())
    found = Found(taken=columns_taken(every))
    for session in sessions:
        session.judge(several=len(sessions) > 1)
        session.add_to(found)
    if not any(table.records for table in found.tables):
        raise nothing_to_judge(found)
    return run_of(found, standards, options)


class Session:
    """One standard over one export, in a database of its own that is gone afterwards."""

    def __init__(
        self,
        parts: list[Part],
        standard: Standard,
        options: Options,
        con: DuckDBPyConnection | None = None,
        *,
        keep_verdicts: bool = False,
    ) -> None:
        self.parts = parts
        self.standard = standard
        self.options = options
        self.tables: dict[str, TableInput] = match_tables(parts, standard, options.maps)
        self.values = resolve_parameters(standard.parameters, options)
        self.others = other_values(standard, self.values, options.as_at.isoformat())
        self.previous = open_previous(options, standard, parts)
        self.shared = con is not None
        self.keep_verdicts = keep_verdicts
        self.con = con or self._connect()
        self.judged: dict[str, Judged] = {}
        self.without: dict[str, Lack] = {}
        self.warnings: dict[str, list[str]] = {}

    def _connect(self) -> DuckDBPyConnection:
        parts = [*self.parts, *self.previous]
        return connect(paths_of(parts), sum(part.records for part in parts))

    def close(self) -> None:
        """Drop the database, or its tables where it is shared, and with them every value."""
        if self.shared:
            clear(self.con)
        else:
            self.con.close()

    def judge(self, *, several: bool = False) -> None:
        """Read every table, judge each record, then what looks at several. Of `several` standards
        it is asked which records have problems, so that each counts once. Raises UserError.
        """
        self.attempt(lambda: self._judge(several=several))

    def attempt(self, work: Callable[[], Result]) -> Result:
        """Do what reads the whole export: once more, from files that are read another way, where
        the engine refuses one. Raises UserError.
        """
        try:
            found = work()
        except RefusedError:
            self._read_again()
            found = self._once_more(work)
        for part in (*self.parts, *self.previous):
            unchanged(part)
        return found

    def _read_again(self) -> None:
        """The engine refuses some sound files: find the fault, or read them another way."""
        self.parts = [reread_part(part) for part in self.parts]
        self.previous = [reread_part(part) for part in self.previous]
        self.tables = match_tables(self.parts, self.standard, self.options.maps)
        self.close()
        if not self.shared:
            self.con = self._connect()

    def _once_more(self, work: Callable[[], Result]) -> Result:
        """If the engine still refuses, it is said which file, or that it is none."""
        try:
            return work()
        except RefusedError as refused:
            raise named(refused, self.con, (*self.parts, *self.previous)) from None

    @without_values
    def _judge(self, *, several: bool) -> None:
        self.judged = {}
        present = {called: given.fields for called, given in self.tables.items()}
        self._tell(self.con)
        maps = self.options.maps
        before, self.warnings = read_previous(self.con, self.previous, self.standard, maps)
        present |= before
        views, self.without = views_of(self.standard, self.tables, present)
        present |= {called: given.fields for called, given in views.items()}
        inputs = {**self.tables, **views}
        plans = {called: self._plan(called, present) for called in inputs}
        if not self.options.rates:  # nor is it asked how many records there are
            plans = reached(plans)
        store_columns(plans)
        most = max(given.records for given in self.tables.values())

        def read(con: DuckDBPyConnection, called: str) -> Judged:
            given = inputs[called]
            records = given.records if called in self.tables else most
            by, first = self._groupings(given), self.options.max_records
            asked = Asked(by, first, self.keep_verdicts, problems=several)
            judged = read_and_judge(con, plans[called], given, self.standard, asked, records)
            counts = {number: file.records for number, file in judged.counted.files.items()}
            all_there(given.parts, counts)
            return judged

        def whole(con: DuckDBPyConnection, judged: Judged) -> None:
            judge_whole(con, judged, self.standard)

        sizes = {called: given.records for called, given in self.tables.items()}
        for batch in batches(plans, sizes):
            tables = [called for called in batch if called in self.tables]
            found = dict(zip(tables, at_once(self.con, self._tell, read, tables), strict=True))
            found |= {called: read(self.con, called) for called in batch if called in views}
            at_once(self.con, self._tell, whole, found.values())
            forget(self.con, batch)
            self.judged |= found
        self.judged = {called: self.judged[called] for called in plans}

    def _tell(self, con: DuckDBPyConnection) -> None:
        asked = any(
            HOLIDAYS in expression.sql
            for called, table in self.standard.tables.items()
            if called in self.tables or table.view is not None
            for expression in table.expressions
        )
        tell(con, self.standard, self.values, self.options.as_at, bank_holidays=asked)

    def _plan(self, called: str, present: Present) -> Plan:
        table, asked = self.standard.tables[called], self._asked(called)
        return make_plan(table, present, asked, self.without, rates=self.options.rates)

    def _groupings(self, given: TableInput) -> tuple[Grouping, ...]:
        """What is grouped by, of the columns that this table has and names."""
        table, there = self.standard.tables[given.table], given.fields
        return tuple(
            grouping
            for grouping in dict.fromkeys(self.options.by)
            if all(column in table.group_by and column in there for column in grouping)
        )

    def add_to(self, found: Found) -> None:
        """Count, and put what was counted to the rest."""
        for called, judged in self.judged.items():
            if called in self.tables:
                self._add_files(found, judged)
            self._add_verdicts(found, judged)
            self._add_rates(found, judged)
        for called, table in self.standard.tables.items():
            if called not in self.judged:
                found.not_run += self._not_there(table)
            for rule in map(self._in_words, rules_of(table, self.standard)):
                explained = how_to_ask(rule, self.standard)
                kept = replace(rule, check=None, explained=explained)  # so it can be pickled
                found.rules.setdefault(rule.id, kept)
        found.absent += [called for called in self.standard.exported if called not in self.tables]
        found.parameters |= self.values

    def _not_there(self, table: Table) -> list[NotRun]:
        """What is asked of a table or a view that is not there: its rules, and its targets."""
        lack = self.without.get(table.name, no_table(table.name))
        asked = self._asked(table.name)
        not_run = [lack.of_rule(rule) for rule in asked if not rule.of_a_column]
        for item in table.fields.values() if self.options.targets else ():
            if item.targets:
                add_without_rate(not_run, table, item, lack)
        return not_run

    def _add_files(self, found: Found, judged: Judged) -> None:
        """What is said of a table as the export has it: a view stands in no file."""
        given, table, most = judged.given, judged.plan.table, self.options.max_records
        asked, hashed = self._asked(table.name), self.options.hash_input
        read = [
            table_read(given, number, file.records, found.taken, hashed=hashed)
            for number, file in enumerate(judged.files)
        ]
        warnings = (*read[0].warnings, *self.warnings.get(table.name, ()))
        read[0] = replace(read[0], warnings=warnings)
        found.tables += [replace(one, standard=self.asking) for one in read]
        found.findings += missing_columns(given, asked, found.taken, self.options.maps)
        found.findings += unreadable(table, given, most)
        found.kept += columns_there(asked, given)
        if all(rule.of_a_column for rule in asked):  # nothing was asked of a record
            found.judged += len(asked)
        found.problems += judged.counted.problems
        if judged.asked.problems:
            mark(found.marked, self.con, judged)

    def _add_verdicts(self, found: Found, judged: Judged) -> None:
        more, verdicts = findings(judged)
        more = say_days_alone(self.con, judged, more)
        found.findings += say_no_hours(self.con, judged, more)
        kept, beside = kept_rules(judged, verdicts)
        found.kept += kept
        found.kept_beside += beside
        found.judged += given_at_all(verdicts)
        found.not_run += judged.plan.not_run

    def _add_rates(self, found: Found, judged: Judged) -> None:
        measured = rates(judged, sum(judged.files, start=Tally()), None)
        for grouping in judged.asked.by:
            measured += group_rates(judged, grouping)
        if not self.options.targets:
            measured = [replace(rate, targets=()) for rate in measured]
        found.rates += [replace(rate, standard=self.asking) for rate in measured]

    @property
    def asking(self) -> str:
        """The standard, as a run names the one that asks."""
        return f"{self.standard.name} {self.standard.version}"

    def _asked(self, called: str) -> list[Rule]:
        table, options = self.standard.tables[called], self.options
        rules = selected_rules(table, self.standard, options.select, options.ignore)
        return [self._in_words(rule) for rule in rules]

    def _in_words(self, rule: Rule) -> Rule:
        """The rule in the words of this run."""
        return in_words(rule, self.standard, self.values, self.others)
