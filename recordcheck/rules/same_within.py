"""One child, one answer: all known codes under the same key agree.

Every record of a key with two different known codes is broken: which of them is right, no rule can
tell. Records whose key is blank are not judged. A query to put to people, never a correction.
"""

from __future__ import annotations

from recordcheck.model import Field, Lookup, Rule, Severity, Table
from recordcheck.rules import implied
from recordcheck.rules.samples import another, sample
from recordcheck.standard.sql import measures
from recordcheck.standard.sql.types import name

KIND = "differs-within"


def rule(table: Table, field: Field) -> Rule | None:
    """For a field with `same_within`."""
    if not field.same_within:
        return None
    known, answer = measures.known(field, table.name), name(field.name)
    differing = Lookup(
        f"{' '.join(field.same_within)} of {table.name} whose {field.name} differs",
        field.same_within,
        having=f"min({answer}) <> max({answer})",
        where=measures.known(field),
    )
    sql = implied.not_found(table, differing)
    when = f"({known} and {implied.recorded(table, *field.same_within)})"
    key: implied.Cells = {called: sample(table.fields[called]) for called in field.same_within}
    first, second = {**key, field.name: sample(field)}, {**key, field.name: another(field)}
    shown = field.format is None  # no known value of such a field can be made up
    return implied.rule(
        KIND,
        table,
        field,
        f"{field.name} is the same in all records of one {' and '.join(field.same_within)}.",
        f"{field.name} differs between records of one {' and '.join(field.same_within)}",
        "Two answers for one child mean that one was guessed, mistyped,"
        " or changed without a note of why.",
        severity=Severity.WARNING,
        when=implied.expression(table, when, field.name, *field.same_within),
        assertion=implied.looking_up(table, sql, differing, field.name, *field.same_within),
        keeps=implied.one(table, first, first) if shown else (),
        breaks=implied.one(table, first, second) if shown and first != second else (),
    )
