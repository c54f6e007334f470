"""The checks of a pandera schema as SQL: the engine asks each for its expression, never for its
verdict.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from recordcheck.engine.judging.plan import Plan
from recordcheck.engine.judging.prepare import HOLDS
from recordcheck.model import NotRun, Rule, Standard
from recordcheck.rules import code_list
from recordcheck.schema.asked import Unasked
from recordcheck.schema.compile import OWN_CHECKS, schema_of
from recordcheck.standard.sql.measures import LISTED
from recordcheck.standard.sql.types import SQL_TYPES, name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHAPE = "shape of the prepared table"
OF_SHAPE = f' FROM "{SHAPE}"'
ZONED = re.compile(r"('[^']*'::TIMESTAMP WITH TIME ZONE)")


def checks_sql(con: DuckDBPyConnection, rules: list[Rule], plan: Plan, standard: Standard) -> str:
    """One more column for each rule: the expression that pandera's check of it gives, as SQL.

    The checks are asked over an empty table of the same columns: asking costs nothing there. Not
    asked is whether a code is on its list: that was seen when the cell was read.
    """
    seen = [
        f", {name(LISTED.format(rule.field))} as {name(HOLDS.format(rule.column))}"
        for rule in rules
        if rule.kind == code_list.KIND
    ]
    asked = [rule for rule in rules if rule.kind != code_list.KIND]
    own = _asked_sql(con, asked, plan, standard)
    return own + _foreign_sql(con, rules, plan) + "".join(seen)


def _asked_sql(con: DuckDBPyConnection, asked: list[Rule], plan: Plan, standard: Standard) -> str:
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
    if not outputs:
        return ""
    sql = str(narwhals.from_native(shape).select(*outputs).to_native().sql_query())
    return ", " + sql.removeprefix("SELECT ").removesuffix(OF_SHAPE)


def _foreign_sql(con: DuckDBPyConnection, rules: list[Rule], plan: Plan) -> str:
    """The checks of a user's own schema, each as one more column; one that cannot be run is taken
    out, and listed as not run. One that looks at several records waits for the second stage: no
    record keeps its place in what a window gives.
    """
    foreign = [rule for rule in rules if rule.check is not None]
    if not foreign:
        return ""
    columns = [
        f"null::{SQL_TYPES[item.type]} as {name(item.name)}" for item in plan.fields.values()
    ]
    con.execute(f"create or replace temp table {name(SHAPE)} as select {', '.join(columns)}")
    asked = ""
    for rule in foreign:
        sql = _expression_sql(con, rule) if not isinstance(rule.check, Unasked) else None
        alone = sql is not None and _looks_at_one(con, sql)
        if sql is None:
            rules.remove(rule)
            called = getattr(rule.check, "name", None) or rule.name
            none = f"the check `{called}` gives no expression of narwhals.stable.v1 that runs here"
            reason = rule.check.reason if isinstance(rule.check, Unasked) else none
            plan.not_run.append(NotRun(rule.id, rule.table, rule.field, reason))
        elif not alone and rules is plan.reading.rules:
            rules.remove(rule)
            plan.whole.rules.append(rule)
            plan.stored |= set(plan.fields)
        else:
            sql = f"try({sql})" if alone else sql  # what it fails for could not be judged
            holds = sql if getattr(rule.check, "ignore_na", True) else f"coalesce({sql}, false)"
            asked += f", {holds} as {name(HOLDS.format(rule.column))}"
    return asked


def _expression_sql(con: DuckDBPyConnection, rule: Rule) -> str | None:
    """The expression of a check as SQL that says yes, no or nothing of a record; None where it is
    anything else. It is tried on a record of blanks: what fails there fails on all.
    """
    import narwhals
    import narwhals.stable.v1 as stable

    shape, holds = con.table(name(SHAPE)), HOLDS.format(rule.column)
    expression = _expression_of(rule.check, stable.from_native(shape), rule.field)
    if expression is None:
        return None
    try:
        # Not of the stable API, which passes over what depends on the order of records.
        frame = narwhals.from_native(shape)
        found = frame.with_columns(expression.alias(holds)).to_native()
        before = f"SELECT {', '.join(map(name, shape.columns))}, "
        sql = str(found.sql_query()).removeprefix(before)
        sql = _in_london(sql.removesuffix(f" AS {name(holds)}{OF_SHAPE}"))
        con.execute(f"select {sql} from {name(SHAPE)}").fetchall()
    # Somebody else's code, and what it says may hold a value: it is not run, and listed as that.
    except Exception:
        return None
    return sql if str(found.types[-1]) == "BOOLEAN" else None


def _expression_of(check: Any, frame: Any, field: str | None) -> Any:
    """What a check is as an expression over the frame; None where it is anything else.

    A check may be any Python: whatever it raises or returns that is no expression means that it
    cannot be run here.
    """
    import narwhals.stable.v1 as stable

    try:
        output = check(frame, field).check_output
    except Exception:
        return None
    return output if isinstance(output, stable.Expr) else None


def _in_london(sql: str) -> str:
    """A moment with an offset is read as London's clock: so is one that a check compares with."""
    return ZONED.sub(r"timezone('Europe/London', \1)", sql)


def _looks_at_one(con: DuckDBPyConnection, sql: str) -> bool:
    """Whether an expression looks at one record alone: the engine tries none that looks at more."""
    import duckdb

    try:
        con.execute(f"select try({sql}) from {name(SHAPE)}").fetchall()
    except duckdb.Error:
        return False
    return True
