"""Judging a table: each record alone while it is read, then what looks at other records, on the few
columns that were stored for that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recordcheck.engine.given.tables import FILE, REST, TableInput, raw_sql
from recordcheck.engine.judging.counted import Counted, Grouping, Wanted
from recordcheck.engine.judging.lookups import find_values
from recordcheck.engine.judging.pack import Packed, packed
from recordcheck.engine.judging.pandera_checks import checks_sql
from recordcheck.engine.judging.plan import Plan, Stage
from recordcheck.engine.judging.prepare import WHEN, derived_sql, rules_sql, typed_sql
from recordcheck.engine.judging.session import stored_table
from recordcheck.engine.judging.slices import PLACE, SLICE, slices
from recordcheck.engine.judging.stages import several_stages
from recordcheck.engine.judging.tally import Tally
from recordcheck.engine.judging.views import view_sql
from recordcheck.model import TEXTS, Standard
from recordcheck.standard.sql.measures import LENGTH, LISTED, PLACEHOLDER, RECORDED, field_of
from recordcheck.standard.sql.types import ENGINES_OWN, RECORD, name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PROBLEM = '"breaks a rule"'
PROBLEMS, MORE_PROBLEMS = "problems of {}", "problems over all of {}"
FEW = 100_000  # records up to which planning several queries takes longer than it saves


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run wants to know of a table: the rates of which groups, how many first records of a
    broken rule, whether the `verdicts` of every record are stored, and whether it is asked which
    records have `problems`, not only how many do.
    """

    by: tuple[Grouping, ...]
    most: int | None
    verdicts: bool
    problems: bool


@dataclass(slots=True)
class Judged:
    """A table that was judged: what was counted of it, and where in a word that is packed.

    `stored` is for each word the table that holds it for every record, where that was asked.
    """

    plan: Plan
    given: TableInput
    asked: Asked
    packed: Packed = field(default_factory=Packed)
    counted: Counted = field(default_factory=Counted)
    stored: dict[str, str] = field(default_factory=dict)

    @property
    def files(self) -> list[Tally]:
        """What was counted of each file, in their order."""
        return [self.counted.files.get(number, Tally()) for number in range(len(self.given.parts))]

    @property
    def records(self) -> int:
        """How many records there are, in all files."""
        return sum(one.records for one in self.files)

    def verdicts(self, column: str) -> str:
        """A select of the `verdict` of a rule on each record, with its place and its file."""
        place = self.packed.verdicts[column]
        return f"select {PLACE}, {FILE}, {place.verdict} as verdict from {self.stored[place.word]}"


def read_and_judge(
    con: DuckDBPyConnection,
    plan: Plan,
    given: TableInput,
    standard: Standard,
    asked: Asked,
    records: int,
) -> Judged:
    """Read a table once, and judge and count all that is judged of each record alone. `records` is
    how many are expected. The tables that a view reads come before it.
    """
    grouped = dict.fromkeys(column for grouping in asked.by for column in grouping)
    wanted = _wanted(plan, grouped)
    fields = {called: plan.fields[called] for called in wanted}
    if plan.table.view is not None:
        sql = view_sql(plan.table, fields.values())
    else:
        raw = raw_sql(con, given, wanted, fields)
        sql = typed_sql(raw, fields, standard.placeholders, _columns_asked(plan))
    sql = _with_checks(con, plan, plan.reading, standard, sql)
    found = packed(plan.reading, Packed())
    groups = [name(column) for column in grouped]
    keep = dict.fromkeys([FILE, *_stored(plan), *_early(plan), *(groups if _rated(plan) else ())])
    sql, width = _packed_sql(plan, sql, [FILE, REST, *keep, *groups], found)
    judged = Judged(plan, given, asked, found)
    question = Wanted(found, asked.by, asked.most, PLACE, len(given.parts), read=True)
    into, problem = stored_table(plan.table.name), f", {found.breaks_any} as {PROBLEM}"
    put = {into: f"select {', '.join(keep)}{problem if plan.whole else ''} from {SLICE}"}
    if asked.problems:
        problems = f"select {FILE}, {PLACE} as {RECORD} from {SLICE} where {found.breaks_any}"
        put |= {stored_table(PROBLEMS.format(plan.table.name)): problems}
    judged.counted = _count(con, judged, question, sql, records * width, put)
    columns = ", ".join([ENGINES_OWN, *_stored(plan)])  # a window in a select asks for the place
    con.execute(f"create view {name(plan.table.name)} as select {columns} from {into}")
    return judged


def judge_whole(con: DuckDBPyConnection, judged: Judged, standard: Standard) -> None:
    """Judge and count what looks at other records, on the columns that were stored."""
    plan, asked = judged.plan, judged.asked
    if not plan.whole:
        return
    by = asked.by if _rated(plan) else ()
    groups = [name(column) for grouping in by for column in grouping]
    stored = stored_table(plan.table.name)
    find_values(con, plan.whole.rules, stored, judged.records)
    columns = dict.fromkeys([FILE, PROBLEM, *_stored(plan), *_early(plan), *groups])
    records = f"select rowid as {RECORD}, {', '.join(columns)} from {stored}"
    problems = stored_table(MORE_PROBLEMS.format(plan.table.name))
    for stage in [plan.whole] if judged.records <= FEW else several_stages(plan):
        sql = _with_checks(con, plan, stage, standard, records)
        found = packed(stage, judged.packed)
        sql, width = _packed_sql(plan, sql, [RECORD, FILE, PROBLEM, *groups], found)
        question = Wanted(found, by, asked.most, RECORD, len(judged.given.parts), read=False)
        more = f"{found.breaks_any} and not {PROBLEM}"  # than are known from reading
        put = {problems: f"select {FILE}, {RECORD} from {SLICE} where {more}"}
        later = _count(con, judged, question, sql, judged.records * width, put)
        judged.packed, judged.counted = judged.packed | found, judged.counted | later
    rules = [*plan.reading.rules, *plan.whole.rules]
    judged.packed = judged.packed.in_order(rule.column for rule in rules)
    # Fetched whole: the engine takes no further frame while it waits to give more of a result.
    [(number,)] = con.execute(f"select count(distinct {RECORD}) from {problems}").fetchall()
    judged.counted.problems += int(number)


def forget(con: DuckDBPyConnection, tables: Iterable[str]) -> None:
    """Drop what was stored of the records of these tables; what was counted stays."""
    for called in tables:
        con.execute(f"drop view {name(called)}")
        con.execute(f"drop table {stored_table(called)}")


def _with_checks(
    con: DuckDBPyConnection, plan: Plan, stage: Stage, standard: Standard, sql: str
) -> str:
    """Prepared columns with those that a stage derives, and whether each of its rules holds."""
    checks = checks_sql(con, stage.rules, plan, standard)
    sql = derived_sql(sql, plan.table, stage.derives)
    sql = rules_sql(sql, plan.table, stage.rules, stage.whens, plan.dues_of(stage))
    return f"select *{checks} from ({sql}) as {name(plan.table.name)}"


def _packed_sql(plan: Plan, sql: str, keep: Iterable[str], found: Packed) -> tuple[str, int]:
    """The words and what else is wanted, and how many columns that is."""
    words = [f"{sql} as {word}" for word, sql in found.words.items()]
    columns = dict.fromkeys([*keep, *words])
    return f"select {', '.join(columns)} from ({sql}) as {name(plan.table.name)}", len(columns)


def _count(
    con: DuckDBPyConnection,
    judged: Judged,
    question: Wanted,
    sql: str,
    cells: int,
    put: dict[str, str],
) -> Counted:
    """What is counted of the records that a query gives, slice by slice, of so many `cells`; `put`
    are the selects of what stays of a slice, by the table that it is put into.
    """
    words = question.packed.words
    if judged.asked.verdicts and words:
        into = stored_table(f"verdicts of {judged.plan.table.name} {len(judged.stored)}")
        columns = ", ".join([f"{question.record} as {PLACE}", FILE, *words])
        put = put | {into: f"select {columns} from {SLICE}"}
        judged.stored |= dict.fromkeys(words, into)
    counted = Counted()
    for number, counting in enumerate(slices(con, sql, cells)):
        counted.add(counting, question)
        for into, select in put.items():
            if not number:
                counting.execute(f"create table if not exists {into} as {select} limit 0")
            counting.execute(f"insert into {into} {select}")
    return counted


def _rated(plan: Plan) -> bool:
    """Whether a rate needs what is judged over the whole export; if not, no group is stored for it:
    a text for each record is much memory.
    """
    return bool(plan.whole.flags) or any(rule.targets for rule in plan.whole.rules)


def _wanted(plan: Plan, groups: Iterable[str]) -> list[str]:
    """The fields that must be read: those that a rule, a rate or a group looks at. A check of a
    user's own schema may look at any.
    """
    if any(rule.check is not None for rule in plan.reading.rules):
        return list(plan.fields)
    reached = plan.table.with_parts({*map(field_of, _columns_asked(plan)), *groups})
    return [called for called in plan.fields if called in reached]


def _columns_asked(plan: Plan) -> frozenset[str]:
    """The columns that a rule asks for, among them those beside the fields."""
    own = {column for table, column in plan.reading.reads if table == plan.table.name}
    return frozenset(own | plan.stored)


def _early(plan: Plan) -> list[str]:
    """What is worked out of each record for rules over the whole export."""
    whens = [
        WHEN.format(rule.column)
        for rule in plan.whole.rules
        if rule.when is not None and not rule.when.whole_export
    ]
    return [name(called) for called in [*sorted(plan.early), *whens]]


def _stored(plan: Plan) -> list[str]:
    """The columns that are stored for rules over the whole export, and for views."""
    columns: list[str] = []
    for called, item in plan.fields.items():
        if called in plan.stored:
            columns.append(name(called))
            if item.codes is not None:
                columns.append(name(LISTED.format(called)))
            if item.type not in TEXTS:
                columns.append(name(RECORDED.format(called)))
        beside = [kind.format(called) for kind in (PLACEHOLDER, LENGTH)]
        columns += [name(column) for column in beside if column in plan.stored]
    return columns
