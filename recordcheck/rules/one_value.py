"""No single value stands in nearly all records: a form's default that nobody has changed.

Every record with the value is broken: which of them mean it, no rule can tell. Judged from twenty
recorded values on.
"""

from __future__ import annotations

from recordcheck.model import Field, Rule, Severity, Table, percent
from recordcheck.rules import implied
from recordcheck.rules.samples import another, sample
from recordcheck.standard.sql import measures
from recordcheck.standard.sql.types import name

KIND = "one-value-for-most"
FEWEST = 20


def rule(table: Table, field: Field) -> Rule | None:
    """For a field with `same_value`."""
    most = field.same_value
    if most is None:
        return None
    value, column, source = implied.column(table, field.name), name(field.name), name(table.name)
    recorded = f"(select count(*) from {source} where {measures.recorded(field)})"
    share = f"count(*) * {most.denominator} > {most.numerator} * {recorded}"
    often = f"select {column} from {source} group by {column} having {share}"
    swamped = f"exists (select 1 from ({often}) as _often where _often.{column} = {value})"
    judged = f"{value} is not null and {recorded} >= {FEWEST}"
    first: implied.Cells = {field.name: sample(field)}
    second: implied.Cells = {field.name: another(field)}
    return implied.rule(
        KIND,
        table,
        field,
        f"At most {percent(most)} of what is recorded of {field.name} is one value.",
        f"{field.name} is one value in more than {percent(most)} of what is recorded",
        "An answer that comes with the form was not given by anybody, and hides those that were.",
        severity=Severity.WARNING,
        when=implied.when_recorded(table, field),
        assertion=implied.expression(
            table, f"(case when {judged} then not {swamped} end)", field.name, whole_export=True
        ),
        keeps=implied.one(table, *([first, second] * (FEWEST // 2)))
        if 2 * most >= 1 and first != second
        else (),
        breaks=implied.one(table, *([first] * FEWEST)),
        help="see whether the form fills it in; make it empty until somebody answers",
    )
