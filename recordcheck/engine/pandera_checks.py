"""The checks of a pandera schema as SQL: the engine asks each for its expression, never for its
verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recordcheck.engine.plan import Plan
from recordcheck.engine.prepare import HOLDS
from recordcheck.model import NotRun, Rule, Standard
from recordcheck.rules import code_list
from recordcheck.schema.compile import OWN_CHECKS, schema_of
from recordcheck.schema.foreign import expression_of
from recordcheck.standard.sql.measures import LISTED
from recordcheck.standard.sql.types import SQL_TYPES, name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHAPE = "shape of the prepared table"


def checks_sql(con: DuckDBPyConnection, rules: list[Rule], plan: Plan, standard: Standard) -> str:
    """One more column for each rule: the expression that pandera's check of it gives, as SQL.

    The checks are asked over an empty table of the same columns: asking costs nothing there. Not
    asked is whether a code is on its list: that was seen when the cell was read.
    """
    listed = [rule for rule in rules if rule.kind == code_list.KIND]
    seen = [
        f", {name(LISTED.format(rule.field))} as {name(HOLDS.format(rule.column))}"
        for rule in listed
    ]
    return _asked_sql(con, rules, listed, plan, standard) + "".join(seen)


def _asked_sql(
    con: DuckDBPyConnection, rules: list[Rule], but: list[Rule], plan: Plan, standard: Standard
) -> str:
    asked = [rule for rule in rules if rule not in but]
    if not asked:
        return ""
    import narwhals.stable.v1 as narwhals

    own = {rule.field for rule in asked if rule.kind in OWN_CHECKS}
    fields = [item for item in plan.fields.values() if item.name in own]
    schema = schema_of(standard, plan.table.name, fields, asked)
    columns = [f"{name(item.name)} {SQL_TYPES[item.type]}" for item in plan.fields.values()]
    columns += [f"{name(rule.column)} boolean" for rule in asked if rule.assertion is not None]
    con.execute(f"create or replace temp table {name(SHAPE)} ({', '.join(columns)})")
    shape = con.table(name(SHAPE))
    # An expression is of no engine: over Arrow pandera's own reckoning with it costs nothing.
    frame = narwhals.from_native(shape.to_arrow_table()).lazy()
    outputs = [
        check(frame, column).check_output.alias(HOLDS.format(f"{check.name} {column}"))
        for column, item in schema.columns.items()
        for check in item.checks
    ]
    outputs += [
        check(frame, None).check_output.alias(HOLDS.format(check.name)) for check in schema.checks
    ]
    engine_frame = narwhals.from_native(shape)
    outputs += _foreign(engine_frame, rules, plan)
    if not outputs:
        return ""
    sql = str(engine_frame.select(*outputs).to_native().sql_query())
    return ", " + sql.removeprefix("SELECT ").removesuffix(f' FROM "{SHAPE}"')


def _foreign(frame: Any, rules: list[Rule], plan: Plan) -> list[Any]:
    """The checks of a user's own schema; one that gives no expression is taken out and listed as
    not run.
    """
    outputs = []
    for rule in [rule for rule in rules if rule.check is not None]:
        expression = expression_of(rule.check, frame, rule.field)
        if expression is None:
            rules.remove(rule)
            reason = f"the check `{rule.name}` gives no expression that this engine can run"
            plan.not_run.append(NotRun(rule.id, rule.table, rule.field, reason))
        else:
            outputs.append(expression.alias(HOLDS.format(rule.column)))
    return outputs
