"""Texts are not cut: many that end at the same, greatest length are a column that was too short.

At least five texts of fifty characters or more must be so. Where the limit of a system is known,
`length` says the same of each text alone.
"""

from __future__ import annotations

from recordcheck.model import Field, Rule, Severity, Table, percent
from recordcheck.rules import implied
from recordcheck.rules.samples import stretched
from recordcheck.standard.sql.measures import LENGTH
from recordcheck.standard.sql.types import name

KIND = "cut-off"
FEWEST = 5
SHORTEST = 50


def rule(table: Table, field: Field) -> Rule | None:
    """For a text with `same_length`."""
    most = field.same_length
    if most is None:
        return None
    length = LENGTH.format(field.name)
    value, column, source = implied.column(table, length), name(length), name(table.name)
    recorded = f"(select count({column}) from {source})"
    longest = (
        f"select {column} as letters, count(*) as often from {source}"
        f" where {column} is not null group by 1 order by 1 desc limit 1"
    )
    cut = (
        f"(select letters from ({longest}) as _longest where letters >= {SHORTEST}"
        f" and often >= {FEWEST} and often * {most.denominator} > {most.numerator} * {recorded})"
    )
    test = f"{value} is distinct from {cut}"
    shorter, longer = (stretched(SHORTEST + more) for more in range(2))
    several: list[implied.Cells] = [{field.name: shorter}] * FEWEST
    return implied.rule(
        KIND,
        table,
        field,
        f"At most {percent(most)} of the texts of {field.name} are as long as the longest.",
        f"{field.name} is cut off: more than {percent(most)} of the texts are as long as"
        " the longest",
        "What a child said last is lost, and nobody who reads the record can see that.",
        severity=Severity.WARNING,
        when=implied.when_recorded(table, field),
        assertion=implied.expression(table, f"({test})", length, whole_export=True),
        keeps=implied.one(table, {field.name: longer}, *several),
        breaks=implied.one(table, *several),
        help="if they are no copies of one text, see how long the column may be in the system, in"
        " the extract and in every copy of it",
    )
