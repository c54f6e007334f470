"""What is recorded reads as its type: a whole number, a number, yes or no, a date, a date with a
time.

A date is ISO or day/month/year unless `dates` says otherwise. A blank belongs to the completeness
rules.
"""

from __future__ import annotations

from recordcheck.model import Field, FieldType, Rule, Table
from recordcheck.rules import implied
from recordcheck.rules.samples import sample

KIND = "wrong-type"
WORDS: dict[FieldType, str] = {
    FieldType.INTEGER: "a whole number",
    FieldType.NUMBER: "a number",
    FieldType.BOOLEAN: "yes or no",
    FieldType.DATE: "a date (2026-03-31 or 31/03/2026)",
    FieldType.DATETIME: "a date with a time (2026-03-31 14:05 or 31/03/2026 14:05)",
}


def rule(table: Table, field: Field) -> Rule | None:
    """For every field but text and codes."""
    if field.type not in WORDS:
        return None
    words = f"a date in the form {field.dates}" if field.dates else WORDS[field.type]
    if field.time_optional:
        words = "a date, with or without a time (2026-03-31 or 31/03/2026 14:05)"
    sql = f"({implied.column(table, field.name)} is not null)"
    readable = () if field.dates else implied.one(table, {field.name: sample(field)})
    return implied.rule(
        KIND,
        table,
        field,
        f"{field.name} is {words}.",
        f"{field.name} is not {words}",
        "A value that cannot be read cannot be counted, compared or put in order.",
        when=implied.when_recorded(table, field),
        assertion=implied.expression(table, sql, field.name),
        keeps=readable,
        breaks=implied.one(table, {field.name: "not readable"}),
    )
