"""What can be run of a table: rules and rates whose columns are there, split by what they look at.

A rule that looks at its own record alone is judged while the export is read. One that looks at
other records (a key, a window, another table) is judged afterwards, on the few columns that such
rules need.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from recordcheck.engine.judging.flags import Flag, flags_of, judged_by
from recordcheck.engine.judging.not_there import Lack, Present, add_without_rate, what_lacks
from recordcheck.engine.judging.prepare import DUE
from recordcheck.model import Derive, Field, NotRun, Rule, Table
from recordcheck.standard.sql.measures import NOTHING
from recordcheck.standard.sql.types import name


@dataclass(slots=True)
class Stage:
    """What is judged together: on the records as they are read, or on what was stored of them.

    `derives` are worked out in this stage, and of the rules in `whens` whether they apply.
    """

    rules: list[Rule] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    reads: set[tuple[str, str]] = field(default_factory=set)
    derives: list[Derive] = field(default_factory=list)
    whens: list[Rule] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.rules or self.flags)


@dataclass(slots=True)
class Plan:
    """The stages of a table, what cannot be run and why, and what is stored for rules over the
    whole export: `stored` are fields, and `early` derived columns that a record alone decides,
    which are worked out while it is read, so that a long text need not be stored. `needs` are the
    fields, of this table and of others, that the second stage reads; `rated` those of this table
    whose rate is counted, and `dues` the columns that say where they are due, by their SQL.
    """

    table: Table
    fields: dict[str, Field]
    reading: Stage = field(default_factory=Stage)
    whole: Stage = field(default_factory=Stage)
    not_run: list[NotRun] = field(default_factory=list)
    rated: list[Field] = field(default_factory=list)
    needs: set[tuple[str, str]] = field(default_factory=set)
    stored: set[str] = field(default_factory=set)
    early: set[str] = field(default_factory=set)
    dues: dict[str, str] = field(default_factory=dict)

    @property
    def needed(self) -> set[tuple[str, str]]:
        """The columns, of this table and of others, that rules over the whole export, or a view,
        read.
        """
        return self.needs | (self.table.view.reads if self.table.view is not None else set())

    def dues_of(self, stage: Stage) -> dict[str, str]:
        """The columns that say where the fields of a stage are due, by their SQL."""
        asked = {flag.due for flag in stage.flags}
        return {sql: column for sql, column in self.dues.items() if column in asked}


def make_plan(
    table: Table,
    present: Present,
    selected: Iterable[Rule],
    without: Mapping[str, Lack],
    *,
    rates: bool,
) -> Plan:
    """The plan of one table that is there. `present` are the fields of each such table; `without`
    says of a view that is not there why.
    """
    plan = Plan(
        table,
        {called: item for called, item in table.fields.items() if called in present[table.name]},
    )
    for rule in selected:
        if rule.of_a_column:
            continue
        lack = what_lacks(_reads(rule, table), table, present, without)
        if lack is not None:
            plan.not_run.append(lack.of_rule(rule))
            continue
        stage = plan.whole if is_whole(rule) else plan.reading
        stage.rules.append(rule)
        stage.reads |= _reads(rule, table)
    for item in table.fields.values() if rates else ():
        _add_rate(plan, item, present, without)
    _share_out(plan)
    return plan


def _share_out(plan: Plan) -> None:
    """What of a rule over the whole export can be worked out while a record is read, and what the
    rest of it needs.
    """
    own, derives = plan.table.name, {derive.name: derive for derive in plan.table.derives}
    plan.reading.whens = [
        rule
        for rule in [*plan.reading.rules, *plan.whole.rules]
        if rule.when is not None and not rule.when.whole_export
    ]
    plan.whole.whens = [
        rule for rule in plan.whole.rules if rule.when is not None and rule.when.whole_export
    ]
    for rule in plan.reading.whens:
        plan.reading.reads |= rule.when.reads if rule.when is not None else set()
    left = list(plan.needs)
    for rule in plan.whole.rules:
        left += rule.assertion.names if rule.assertion is not None else ()
        left += rule.when.names if rule.when is not None and rule.when.whole_export else ()
    late: set[str] = set()
    plan.needs = set()
    while left:
        table, column = left.pop()
        derive = derives.get(column) if table == own else None
        if derive is None:
            plan.needs.add((table, column))
        elif not derive.expression.whole_export:
            plan.reading.reads |= {(own, column), *derive.expression.reads}
            plan.early.add(column)
        elif column not in late:
            late.add(column)
            left += derive.expression.names
    plan.reading.derives = plan.table.derives_behind(plan.reading.reads)
    plan.whole.derives = [derive for derive in plan.table.derives if derive.name in late]


def store_columns(plans: Mapping[str, Plan]) -> None:
    """Note in each plan the columns that rules over the whole export, and views, read of it."""
    for plan in plans.values():
        for table, column in plan.needed:
            if table in plans:
                plans[table].stored.add(column)


def _reads(rule: Rule, table: Table) -> set[tuple[str, str]]:
    reads: set[tuple[str, str]] = set()
    if rule.field is not None and not rule.written:
        reads.add((table.name, rule.field))
    return reads.union(*(one.reads for one in rule.expressions))


def is_whole(rule: Rule) -> bool:
    """Whether a rule looks at other records than its own."""
    return any(one.whole_export for one in rule.expressions)


def _add_rate(plan: Plan, item: Field, present: Present, without: Mapping[str, Lack]) -> None:
    there = item.name in plan.fields
    # a column that a pandera schema lets lack is judged where it does not
    if not item.has_rate and not (item.as_it_stands and there):
        return
    own = {(plan.table.name, item.name)}
    due, stage, column = item.due.when, plan.reading, "true"
    if due is not None:
        lack = what_lacks(due.reads, plan.table, present, without)
        if lack is not None:
            add_without_rate(plan.not_run, plan.table, item, lack)
            return
        column = plan.dues.setdefault(f"coalesce({due.sql}, false)", name(DUE.format(item.name)))
        if due.whole_export:
            stage = plan.whole
            plan.needs |= due.names | own
        stage.reads |= due.reads
    stage.reads |= own
    holds = judged_by(plan.reading.rules, item) if stage is plan.reading else NOTHING
    stage.flags += flags_of(item, plan.table.name, column, holds, there=there)
    plan.rated.append(item)
