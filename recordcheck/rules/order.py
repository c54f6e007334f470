"""A date is not before, or not after, another: a field of the same record or a parameter.

Judged where both are written. Where one is a day and the other a moment, the days are compared; of
two moments the minutes, since one system writes 20:00 where another writes 20:00:45.
"""

from __future__ import annotations

from recordcheck.model import Example, Expression, Field, FieldType, Parameter, Rule, Table
from recordcheck.rules import implied
from recordcheck.standard.sql.types import text_literal

TOO_EARLY = "too-early"
TOO_LATE = "too-late"
EARLIER = {FieldType.DATE: "2026-01-10", FieldType.DATETIME: "2026-01-10 09:30"}
LATER = {FieldType.DATE: "2026-01-20", FieldType.DATETIME: "2026-01-20 09:30"}


def too_early(table: Table, field: Field, parameters: dict[str, Parameter]) -> Rule | None:
    """For a field with `not_before`."""
    return _rule(TOO_EARLY, ">=", "not before", field.not_before, table, field, parameters)


def too_late(table: Table, field: Field, parameters: dict[str, Parameter]) -> Rule | None:
    """For a field with `not_after`."""
    return _rule(TOO_LATE, "<=", "not after", field.not_after, table, field, parameters)


def _rule(
    kind: str,
    sign: str,
    words: str,
    other: str | None,
    table: Table,
    field: Field,
    parameters: dict[str, Parameter],
) -> Rule | None:
    if other is None:
        return None
    mine, theirs = sides(other, table, field, parameters)
    both = [field.name] if other.startswith(":") else [field.name, other]
    keeps, breaks = _examples(kind, other, table, field)
    return implied.rule(
        kind,
        table,
        field,
        f"{field.name} is {words} {other.lstrip(':')}.",
        f"{field.name} is {'before' if kind == TOO_EARLY else 'after'} {other.lstrip(':')}",
        "Events in an impossible order mean that one of the dates is wrong,"
        " and with it every delay measured from it.",
        when=implied.expression(table, implied.recorded(table, *both), *both),
        assertion=Expression(
            f"{field.name} {sign} {other}",
            f"({mine} {sign} {theirs})",
            frozenset((table.name, one) for one in both),
            parameters=bound(other, parameters),
        ),
        keeps=keeps,
        breaks=breaks,
    )


def bound(other: str, parameters: dict[str, Parameter]) -> frozenset[str]:
    """The parameter that the other date is; `today` is none of the standard."""
    return frozenset({other.lstrip(":")} if other.startswith(":") else ()) & parameters.keys()


def sides(
    other: str, table: Table, field: Field, parameters: dict[str, Parameter]
) -> tuple[str, str]:
    """A date and the other, as SQL: by the day where only one has an hour, else by the minute."""
    mine, theirs = implied.column(table, field.name), _other(other, table)
    if _type(other, table, parameters) != field.type:
        return f"cast({mine} as date)", f"cast({theirs} as date)"
    if field.type is FieldType.DATETIME:
        return f"date_trunc('minute', {mine})", f"date_trunc('minute', {theirs})"
    return mine, theirs


def _other(other: str, table: Table) -> str:
    if other.startswith(":"):
        return f"getvariable({text_literal(other[1:])})"
    return implied.column(table, other)


def _type(other: str, table: Table, parameters: dict[str, Parameter]) -> FieldType:
    if other == ":today":
        return FieldType.DATE
    return parameters[other[1:]].type if other.startswith(":") else table.fields[other].type


def _examples(
    kind: str, other: str, table: Table, field: Field
) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    if not can_be_made_up(other, table, field):
        return (), ()
    mine, theirs = field.type, table.fields[other].type
    rising = implied.one(table, {field.name: LATER[mine], other: EARLIER[theirs]})
    falling = implied.one(table, {field.name: EARLIER[mine], other: LATER[theirs]})
    return (rising, falling) if kind == TOO_EARLY else (falling, rising)


def can_be_made_up(other: str, table: Table, field: Field) -> bool:
    """Whether two dates can be made up: no parameter, and both in our own form."""
    return not (other.startswith(":") or field.dates or table.fields[other].dates)
