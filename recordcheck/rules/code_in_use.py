"""A code was in use on the day of the record: lists change with the years.

Only where the list has dates and the table says which field holds the day (`dated`).
"""

from __future__ import annotations

from recordcheck.model import CodeList, Field, Rule, Severity, Table
from recordcheck.rules import implied
from recordcheck.standard.sql import measures
from recordcheck.standard.sql.types import text_literal

KIND = "code-not-in-use"


def rule(table: Table, field: Field) -> Rule | None:
    """For a field whose code list has dates, in a table with `dated`."""
    if field.codes is None or not field.codes.dated or table.dated is None:
        return None
    value, day = implied.column(table, field.name), implied.column(table, table.dated)
    return implied.rule(
        KIND,
        table,
        field,
        f"{field.name} was in use on the day of {table.dated}.",
        f"{field.name} was not in use on the day of {table.dated}",
        "A code from an old list puts the child in a group that is no longer counted.",
        severity=Severity.WARNING,
        when=implied.expression(table, measures.listed(field, table.name), field.name),
        assertion=implied.expression(
            table, _in_use(field.codes, value, f"cast({day} as date)"), field.name, table.dated
        ),
    )


def _in_use(codes: CodeList, value: str, day: str) -> str:
    cases = []
    for code in codes.codes:
        tests = [f"{day} >= date '{code.valid_from}'"] if code.valid_from else []
        tests += [f"{day} <= date '{code.valid_until}'"] if code.valid_until else []
        if tests:
            cases.append(f"when {value} = {text_literal(code.code)} then {' and '.join(tests)}")
    return f"(case when {day} is null then null {' '.join(cases)} else true end)"
