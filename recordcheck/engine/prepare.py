"""From raw text to the columns that rules look at: SQL, layer upon layer.

A layer is a select around the one below: cells read as they stand, then cleaned; then one layer for
each derived column, since DuckDB lets no alias of a window or subquery be used again in the same
select; then one with a boolean column for each rule that is not pandera's own check.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recordcheck.engine.clean import (
    any_untidy,
    clean_code,
    clean_text,
    clean_value,
    code_of,
    is_listed,
    is_recorded,
    typed,
    was_placeholder,
)
from recordcheck.model import Derive, Field, FieldType, Rule, Table
from recordcheck.standard.sql.measures import LISTED, PLACEHOLDER, RECORDED
from recordcheck.standard.sql.types import name

WHEN = "{}.when"
READ = "{}.read"
CELL = "{}.cell"
UNTIDY = "untidy.{}"
BUNCH = 4


def typed_sql(
    raw: str,
    fields: Mapping[str, Field],
    keep: Iterable[str],
    placeholders: tuple[str, ...],
    flagged: frozenset[str] = frozenset(),
) -> str:
    """The typed columns of a raw select whose columns are named by field; `keep` passes through as
    it is.

    Each cell is first read as it stands: only what cannot be is stripped and looked at again.
    `flagged` are the fields of which a rule asks whether they hold a placeholder.
    """
    kept = [name(column) for column in keep]
    bunch_of = _bunches(fields)
    read = _read_layer(fields, bunch_of, placeholders)
    clean: list[str] = []
    out = list(kept)
    for called, field in fields.items():
        cell, found = name(called), name(READ.format(called))
        out.append(cell)
        if field.type == FieldType.TEXT:
            untidy = name(UNTIDY.format(bunch_of[called]))
            clean.append(f"{clean_text(cell, untidy, placeholders)} as {cell}")
        elif field.codes is not None:
            flag = name(LISTED.format(called))
            clean.append(f"{clean_code(field, cell, found, placeholders)} as {cell}")
            clean.append(f"({found} is not null) as {flag}")
            out.append(f"{is_listed(field, cell, flag)} as {flag}")
        else:
            raw_cell, flag = name(CELL.format(called)), name(RECORDED.format(called))
            clean.append(f"{clean_value(field, cell, found, placeholders)} as {cell}")
            clean.append(f"{cell} as {raw_cell}")
            out.append(f"{is_recorded(raw_cell, cell, placeholders)} as {flag}")
        if called in flagged:
            flag = name(PLACEHOLDER.format(called))
            clean.append(f"{was_placeholder(cell, placeholders)} as {flag}")
            out.append(flag)
    sql = f"select *, {', '.join(read)} from ({raw}) as cells" if read else raw
    sql = f"select {', '.join([*kept, *clean]) or '1'} from ({sql}) as cells"
    return f"select {', '.join(out) or '1'} from ({sql}) as cells"


def _bunches(fields: Mapping[str, Field]) -> dict[str, int]:
    """Text fields are looked at a few together: which bunch each is in."""
    texts = [called for called, field in fields.items() if field.type == FieldType.TEXT]
    return {called: place // BUNCH for place, called in enumerate(texts)}


def _read_layer(
    fields: Mapping[str, Field], bunch_of: Mapping[str, int], placeholders: tuple[str, ...]
) -> list[str]:
    """Codes and values as the cells stand, and which bunches of texts need work."""
    columns = []
    for bunch in dict.fromkeys(bunch_of.values()):
        cells = [name(called) for called, place in bunch_of.items() if place == bunch]
        columns.append(f"{any_untidy(cells, placeholders)} as {name(UNTIDY.format(bunch))}")
    for called, field in fields.items():
        if field.codes is not None:
            columns.append(f"{code_of(field, name(called))} as {name(READ.format(called))}")
        elif field.type != FieldType.TEXT:
            columns.append(f"{typed(field, name(called))} as {name(READ.format(called))}")
    return columns


def derived_sql(sql: str, table: Table, derives: Iterable[Derive]) -> str:
    """One more layer for each derived column, in order."""
    for derive in derives:
        column = f"{derive.expression.sql} as {name(derive.name)}"
        sql = f"select *, {column} from ({sql}) as {name(table.name)}"
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
    """The derived columns of a table that are reached, directly or through others, in order."""
    reached = {column for other, column in reads if other == table.name}
    return [derive for derive in table.derives if derive.name in reached]
