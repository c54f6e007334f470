"""`prepare`: one table's typed, derived and rule columns as Arrow, for pandera to validate by
itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

from recordcheck.engine.check import Session
from recordcheck.engine.choices import check_choices
from recordcheck.engine.failures import without_values
from recordcheck.engine.given.inputs import open_data
from recordcheck.engine.given.mapped import check_maps
from recordcheck.engine.given.tables import TableInput
from recordcheck.engine.judging.lookups import find_values
from recordcheck.engine.judging.plan import make_plan
from recordcheck.engine.judging.prepare import WHEN, derived_sql, rules_sql
from recordcheck.engine.judging.session import tell
from recordcheck.engine.judging.views import view_sql, views_of
from recordcheck.engine.outcome import no_record
from recordcheck.engine.settings import Options
from recordcheck.engine.typed_table import keep_typed
from recordcheck.errors import UserError
from recordcheck.model import FieldType, Rule, Standard, Table
from recordcheck.rules import rules_of
from recordcheck.schema.compile import OWN_CHECKS
from recordcheck.standard.sql.measures import LENGTH, PLACEHOLDER
from recordcheck.standard.sql.types import RECORD, SQL_TYPES, name

if TYPE_CHECKING:
    import pyarrow


def prepare_frame(frame: Any, standard: Standard, table: str, options: Options) -> pyarrow.Table:
    """The prepared table, with a record's place unchanged. Raises UserError."""
    data = frame if isinstance(frame, Mapping) else {table: frame}
    parts = open_data(data, [standard], encoding=options.encoding)
    if not any(part.records for part in parts):
        raise no_record(parts[0].label if parts else table)
    check_maps(parts, [standard], options)
    check_choices([standard], options)
    with closing(Session(parts, standard, options)) as session:
        return session.attempt(lambda: _prepared(session, table))


@without_values
def _prepared(session: Session, table: str) -> pyarrow.Table:
    standard, con = session.standard, session.con
    tell(con, standard, session.values, session.options.as_at, bank_holidays=True)
    present = {called: given.fields for called, given in session.tables.items()}
    for called, given in session.tables.items():
        _keep(session, called, given)
    views, without = views_of(standard, session.tables, present)
    for called in views:
        view = standard.tables[called]
        con.execute(f"create temp table {name(called)} as {view_sql(view, view.fields.values())}")
    present |= {called: given.fields for called, given in views.items()}
    if table not in present:
        reason = without[table].says if table in without else "it was not given"
        raise UserError(
            f"the table {table} cannot be prepared: {reason}",
            remedy="give the tables that it reads: {name: frame}",
        )
    every = rules_of(standard.tables[table], standard)
    plan = make_plan(standard.tables[table], present, every, without, rates=False)
    run = [*plan.reading.rules, *plan.whole.rules]
    records = session.tables[table].records if table in session.tables else 0
    find_values(con, run, name(table), records)
    derives = plan.table.derives_behind(plan.reading.reads | plan.whole.reads)
    sql = derived_sql(f"select rowid as {RECORD}, * from {name(table)}", plan.table, derives)
    sql = rules_sql(sql, plan.table, run, run)
    there = present[table]
    columns = _columns(plan.table, there, run, every, [derive.name for derive in derives])
    prepared = f"select {', '.join(columns)} from ({sql}) as prepared order by {RECORD}"
    return con.sql(prepared).to_arrow_table()


def _columns(
    table: Table,
    there: frozenset[str],
    run: Iterable[Rule],
    rules: Iterable[Rule],
    derives: list[str],
) -> list[str]:
    """Typed fields (nulls for those not there), derived columns, and a column for each rule.

    Every record breaks the rule that asks for a column which is not there: as nulls alone it would
    break nothing, and pandera would pass over it in silence.
    """
    columns = []
    for called, item in table.fields.items():
        null = f"null::{SQL_TYPES[item.type]} as {name(called)}"
        columns.append(name(called) if called in there else null)
    columns += [name(called) for called in derives]
    judged = {rule.column for rule in run}
    for rule in rules:
        if rule.kind in OWN_CHECKS:
            continue
        if rule.of_a_column:
            columns.append(f"{rule.field in there} as {name(rule.column)}")
        elif rule.column not in judged:
            columns.append(f"null::boolean as {name(rule.column)}")
        elif rule.when is not None:
            when = name(WHEN.format(rule.column))
            columns.append(f"case when {when} then {name(rule.column)} end as {name(rule.column)}")
        else:
            columns.append(name(rule.column))
    return columns


def _keep(session: Session, called: str, given: TableInput) -> None:
    standard = session.standard
    known = standard.tables[called].fields
    fields = {item: known[item] for item in known if item in given.fields}
    texts = [item for item in fields if fields[item].type == FieldType.TEXT]
    asked = [*map(PLACEHOLDER.format, fields), *map(LENGTH.format, texts)]
    keep_typed(session.con, called, given, fields, standard.placeholders, asked)
