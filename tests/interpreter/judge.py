"""A standard held against an export: every verdict, every rate, and what could not be run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from functools import partial

from recordcheck.model import Rule, Standard, Table

from .expressions import Interpreter
from .implied import Judge, due_reach, implied_rules
from .logic import truth_of
from .rates import Counts, Group, rate
from .reach import Reached, lacking, reached
from .verdicts import Verdict, verdict
from .views import add_views
from .world import Given, Records, build

RuleKey = tuple[str, str, str | None]
"""The table that a rule is asserted in, its identifier, and the field whose keys imply it."""


@dataclass(slots=True)
class Judgement:
    """What can be said of an export."""

    verdicts: dict[RuleKey, list[Verdict]] = attribute(default_factory=dict)
    rates: dict[tuple[str, str], dict[Group, Counts]] = attribute(default_factory=dict)
    not_run: dict[RuleKey, Reached] = attribute(default_factory=dict)
    rates_not_run: dict[tuple[str, str], Reached] = attribute(default_factory=dict)
    missing: set[RuleKey] = attribute(default_factory=set)


def judge(
    standard: Standard,
    tables: Mapping[str, Given],
    *,
    as_at: date,
    parameters: Mapping[str, str] | None = None,
    previous: Mapping[str, Given] | None = None,
    by: tuple[str, ...] = (),
) -> Judgement:
    """Hold a standard against an export."""
    world = build(standard, tables, parameters or {}, as_at, previous or {})
    interpreter, judgement = Interpreter(world), Judgement()
    add_views(interpreter)
    for name, table in standard.tables.items():
        if name in world.tables:
            judge_rules(judgement, interpreter, table, world.tables[name])
            count_rates(judgement, interpreter, table, world.tables[name], by)
        else:
            lacks: Reached = world.without.get(name, frozenset({(name, None)}))
            judgement.not_run |= {key: lacks for key, *_ in rules_of(table, standard)}
            judgement.rates_not_run |= {
                (name, field.name): lacks for field in table.fields.values() if field.targets
            }
    return judgement


def judge_rules(
    judgement: Judgement, interpreter: Interpreter, table: Table, records: Records
) -> None:
    """The verdicts of every rule of one table, or what it lacks."""
    world = interpreter.world
    if table.view is None:
        judgement.missing |= {
            key for key in column_rules(table, world.standard) if key[2] not in records.columns
        }
    for key, reaches, judged in rules_of(table, world.standard):
        lacks = lacking(world, reaches)
        if lacks:
            judgement.not_run[key] = lacks
        else:
            judgement.verdicts[key] = judged(interpreter, records)


def column_rules(table: Table, standard: Standard) -> list[RuleKey]:
    """190: a field that is due at some time has a column, whatever its records say."""
    return [
        (table.name, f"{field.prefix}-190", field.name)
        for field in table.fields.values()
        if not field.due.optional and f"{field.prefix}-190" not in standard.off
    ]


def rules_of(table: Table, standard: Standard) -> Iterator[tuple[RuleKey, Reached, Judge]]:
    """Every rule that judges records, implied or written, and is not switched off."""
    for implied in implied_rules(table, standard):
        if implied.id not in standard.off:
            yield (table.name, implied.id, implied.field), implied.reaches, implied.judge
    for rule in table.rules:
        if rule.written and rule.id not in standard.off:
            reaches = rule_reach(rule, table, standard)
            yield (table.name, rule.id, None), reaches, partial(judge_written, rule)


def rule_reach(rule: Rule, table: Table, standard: Standard) -> Reached:
    """What a written rule looks at."""
    parts = [part for part in (rule.when, rule.assertion) if part is not None]
    return frozenset().union(*(reached(part.text, table, standard) for part in parts))


def judge_written(rule: Rule, interpreter: Interpreter, records: Records) -> list[Verdict]:
    """The verdict of a written rule on every record."""
    assert rule.assertion is not None
    everything = [True] * len(records.cells)
    when = everything if rule.when is None else interpreter.column(records, rule.when.text)
    holds = interpreter.column(records, rule.assertion.text)
    return [
        verdict(truth_of(applies), partial(truth_of, value))
        for applies, value in zip(when, holds, strict=True)
    ]


def count_rates(
    judgement: Judgement,
    interpreter: Interpreter,
    table: Table,
    records: Records,
    by: tuple[str, ...],
) -> None:
    """The rates of every field of one table that has one; none by columns that are not there."""
    if not set(by) <= records.columns & set(table.group_by):
        return
    for field in table.fields.values():
        if not field.has_rate:
            continue
        key = (table.name, field.name)
        lacks = lacking(interpreter.world, due_reach(field, table, interpreter.world.standard))
        if lacks:
            judgement.rates_not_run[key] = lacks
        else:
            judgement.rates[key] = rate(interpreter, records, field, by)
