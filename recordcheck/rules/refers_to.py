"""A reference must lead somewhere: the other table has a record with that value.

One that does not read as its type could not be judged: that it does not read is a finding already.
"""

from __future__ import annotations

from recordcheck.model import TEXTS, Example, Expression, Field, Rule, Table
from recordcheck.rules import implied
from recordcheck.rules.samples import sample
from recordcheck.standard.sql.types import name

KIND = "refers-to-nothing"


def rule(table: Table, field: Field) -> Rule | None:
    """For a field with `refers_to: table.field`."""
    if field.refers_to is None:
        return None
    other, there = field.refers_to
    value = implied.column(table, field.name)
    same = f"_there.{name(there)} = {value}"
    sql = f"(exists (select 1 from {name(other)} as _there where {same}))"
    if field.type not in TEXTS:
        sql = f"(case when {value} is not null then {sql} end)"
    reads = frozenset({(table.name, field.name), (other, there)})
    record: implied.Cells = {field.name: sample(field)}
    found = Example({table.name: (record,), other: ({there: sample(field)},)})
    lost = Example({table.name: (record,), other: ()})
    return implied.rule(
        KIND,
        table,
        field,
        f"{field.name} refers to a record of {other}.",
        f"{field.name} refers to no record of {other}",
        "A record about nobody in the system is a child whose history cannot be read together.",
        when=implied.when_recorded(table, field),
        assertion=Expression(sql, sql, reads, whole_export=True),
        keeps=(found,) if other != table.name else (),
        breaks=(lost,) if other != table.name else (),
        help=f"where many do, see that {other} was exported whole, and that both write a number"
        " alike: 00123 is not 123",
    )
