"""A date that comes too late is not one whose day and month have changed places.

Judged where a date is after what `not_after` names, which is a finding already: this one says how
many of them would be in time the other way round. `05/12/2025` was read as the 12th of May once.
"""

from __future__ import annotations

from dataclasses import replace

from recordcheck.model import Example, Field, FieldType, Parameter, Rule, Severity, Table
from recordcheck.rules import implied, order

KIND = "day-and-month-swapped"
# Too late, and 2 January the other way round.
SWAPPED = {FieldType.DATE: "2026-02-01", FieldType.DATETIME: "2026-02-01 09:30"}


def rule(table: Table, field: Field, parameters: dict[str, Parameter]) -> Rule | None:
    """For a field with `not_after`."""
    other = field.not_after
    if other is None:
        return None
    mine, theirs = order.sides(other, table, field, parameters)
    moment = f"cast({mine} as timestamp)"
    turned = f"make_date(year({mine}), day({mine}), month({mine}))"
    swapped = f"({turned} + ({moment} - date_trunc('day', {moment})))"
    late = f"({mine} > {theirs})"
    sql = f"(case when day({mine}) <= 12 then {swapped} > {theirs} else true end)"
    reads = (field.name, *([] if other.startswith(":") else [other]))
    named = other.lstrip(":")
    keeps, breaks = _examples(table, field, other)
    return implied.rule(
        KIND,
        table,
        field,
        f"Where {field.name} is after {named}, day and month have not changed places.",
        f"{field.name} is after {named}, and would not be with day and month the other way round",
        "One system writes the day first and another the month: half of such dates are wrong, and"
        " most of those look right.",
        severity=Severity.INFO,
        when=implied.expression(table, late, *reads),
        assertion=replace(
            implied.expression(table, sql, *reads), parameters=order.bound(other, parameters)
        ),
        keeps=keeps,
        breaks=breaks,
        help="see in which form each system writes its dates; 2026-03-31 leaves no doubt",
    )


def _examples(
    table: Table, field: Field, other: str
) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    if not order.can_be_made_up(other, table, field):
        return (), ()
    early = order.EARLIER[table.fields[other].type]
    return (
        implied.one(table, {field.name: order.LATER[field.type], other: early}),
        implied.one(table, {field.name: SWAPPED[field.type], other: early}),
    )
