"""An identifier is no number that a spreadsheet has rounded: `1.23E+11` was twelve digits once.

Judged of a text that tells records apart or joins them: of the key, unique, or referring to another
table. Source: a fault that spreadsheets are known for; the form is the one that they write.
"""

from __future__ import annotations

from recordcheck.model import Field, FieldType, Rule, Table
from recordcheck.rules import implied
from recordcheck.rules.samples import sample

KIND = "rounded-by-spreadsheet"
FORM = r"[0-9](\.[0-9]+)?E\+[0-9]{2,3}"


def rule(table: Table, field: Field) -> Rule | None:
    """For a text field that identifies."""
    identifies = field.name in table.key or field.unique or field.refers_to is not None
    if field.type != FieldType.TEXT or not identifies:
        return None
    value = implied.column(table, field.name)
    # A condition is tried in order, a value of `and` is not: most identifiers begin with a letter.
    maybe = f"{value} >= '0' and {value} < ':' and contains({value}, 'E+')"
    sql = f"(case when {maybe} then not regexp_full_match({value}, '{FORM}') else true end)"
    return implied.rule(
        KIND,
        table,
        field,
        f"{field.name} is no number that a spreadsheet has rounded.",
        f"{field.name} is a number that a spreadsheet has rounded, such as 1.23E+11",
        "Its last digits are lost: the record can be found no more, or is taken for another.",
        when=implied.when_recorded(table, field),
        assertion=implied.expression(table, sql, field.name),
        keeps=implied.one(table, {field.name: sample(field)}),
        breaks=implied.one(table, {field.name: "1.23457E+11"}),
        help="export the identifiers as text, without opening the file in a spreadsheet",
    )
