"""From raw text to the columns that rules look at: SQL, layer upon layer.

A layer is a select around the one below: cells stripped, texts cleaned, values typed; then one layer for each
derived column, since DuckDB lets no alias of a window or subquery be used again in the same select; then one with a
boolean column for each rule that is not pandera's own check.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recordcheck.engine.clean import is_placeholder, stripped, text_of, typed
from recordcheck.model import Derive, Field, Rule, Table
from recordcheck.standard.sql.measures import PLACEHOLDER, RECORDED
from recordcheck.standard.sql.types import TEXTS, name

WHEN = "{}.when"


def typed_sql(
    raw: str,
    fields: Mapping[str, Field],
    keep: Iterable[str],
    placeholders: tuple[str, ...],
    flagged: frozenset[str] = frozenset(),
) -> str:
    """The typed columns of a raw select whose columns are named by field; `keep` passes through as it is.

    `flagged` are the fields of which a rule asks whether they hold a placeholder.
    """
    kept = [name(column) for column in keep]
    cells = [f"{stripped(name(field))} as {name(field)}" for field in fields]
    texts = [
        f"{text_of(field, name(called), placeholders)} as {name(called)}"
        for called, field in fields.items()
    ]
    texts += [
        f"coalesce({is_placeholder(name(called), placeholders)}, false) and {text_of(fields[called], name(called), placeholders)} is null"
        f" as {name(PLACEHOLDER.format(called))}"
        for called in sorted(flagged)
    ]
    values = [f"{typed(field, name(called))} as {name(called)}" for called, field in fields.items()]
    values += [
        f"({name(called)} is not null) as {name(RECORDED.format(called))}"
        for called, field in fields.items()
        if field.type not in TEXTS
    ]
    values += [name(PLACEHOLDER.format(called)) for called in sorted(flagged)]
    sql = raw
    for layer in (cells, texts, values):
        sql = f"select {', '.join([*kept, *layer])} from ({sql}) as cells"
    return sql


def derived_sql(sql: str, table: Table, derives: Iterable[Derive]) -> str:
    """One more layer for each derived column, in order."""
    for derive in derives:
        sql = f"select *, {derive.expression.sql} as {name(derive.name)} from ({sql}) as {name(table.name)}"
    return sql


def rules_sql(sql: str, table: Table, rules: Iterable[Rule]) -> str:
    """One more layer with the columns of the rules: whether each applies, and whether it holds."""
    columns = []
    for rule in rules:
        if rule.assertion is not None:
            columns.append(f"{rule.assertion.sql} as {name(rule.column)}")
        if rule.when is not None:
            columns.append(f"{rule.when.sql} as {name(WHEN.format(rule.column))}")
    return f"select {', '.join(['*', *columns])} from ({sql}) as {name(table.name)}"


def derives_for(table: Table, reads: Iterable[tuple[str, str]]) -> list[Derive]:
    """The derived columns of a table that are reached, directly or through one another, in order."""
    reached = {column for other, column in reads if other == table.name}
    return [derive for derive in table.derives if derive.name in reached]
