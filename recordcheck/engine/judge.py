"""The verdict table: for each record the verdict of each rule in two bits, and the flags that rates
count.

0 does not apply, 1 kept, 2 broken, 3 not judged. Thirty-one verdicts, or sixty-two flags, are
packed in one whole number. It is filled in one pass, in the order of the file, so that a record's
number is its place in the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from recordcheck.engine.plan import Flag, Plan, Stage
from recordcheck.engine.prepare import WHEN, derived_sql, rules_sql, typed_sql
from recordcheck.engine.tables import TableInput, raw_sql
from recordcheck.engine.views import view_sql
from recordcheck.model import NotRun, Rule, Severity, Standard
from recordcheck.schema.compile import OWN_CHECKS, schema_of
from recordcheck.schema.foreign import expression_of
from recordcheck.standard.sql.measures import LISTED, PLACEHOLDER, RECORDED
from recordcheck.standard.sql.types import SQL_TYPES, TEXTS, name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

VERDICTS_A_WORD = 31
FLAGS_A_WORD = 62
HOLDS = "{}.holds"
PROBLEM = '"breaks a rule"'
SHAPE = "shape of the prepared table"
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a verdict or a flag is packed: table, column and bit."""

    table: str
    word: str
    bit: int

    @property
    def verdict(self) -> str:
        """The verdict as SQL."""
        return f"(({self.word} >> {self.bit}) & 3)"


@dataclass(slots=True)
class Judged:
    """Where everything about a table's records is found, in the connection that judged them."""

    con: DuckDBPyConnection
    plan: Plan
    given: TableInput
    table: str
    groups: tuple[str, ...]
    rules: dict[str, Rule] = field(default_factory=dict)
    verdicts: dict[str, Place] = field(default_factory=dict)
    flags: dict[tuple[str, str], Place] = field(default_factory=dict)


def read_and_judge(
    con: DuckDBPyConnection,
    plan: Plan,
    given: TableInput,
    standard: Standard,
    groups: Iterable[str],
) -> Judged:
    """Read a table once and fill its verdict table with all that is judged on each record alone.
    The tables that a view reads come before it.
    """
    judged = Judged(con, plan, given, f"verdicts of {plan.table.name}", tuple(groups))
    wanted = _wanted(plan, judged.groups)
    fields = {called: plan.fields[called] for called in wanted}
    if plan.table.view is not None:
        sql = view_sql(plan.table, fields.values())
    else:
        flagged = frozenset(_placeholders(plan))
        raw = raw_sql(con, given, wanted)
        sql = typed_sql(raw, fields, ("file", "rest"), standard.placeholders, flagged)
    kept = ['"file"', '"rest"', *_kept(plan, judged.groups), *_early(plan)]
    _fill(con, judged, plan.reading, standard, sql, judged.table, kept)
    columns = [*_kept(plan, ())] or ["1 as nothing"]
    con.execute(
        f"create temp view {name(plan.table.name)} as"
        f" select {', '.join(columns)} from {name(judged.table)}"
    )
    return judged


def judge_whole(con: DuckDBPyConnection, judged: Judged, standard: Standard) -> None:
    """Judge what looks at other records, on the columns that were kept."""
    plan = judged.plan
    if not plan.whole:
        return
    problem = f"{breaks_any(judged, judged.table)} as {PROBLEM}"
    kept = ["rowid as record", '"file"', problem, *_kept(plan, judged.groups), *_early(plan)]
    sql = f"select {', '.join(kept)} from {name(judged.table)}"
    rated = plan.whole.flags or any(rule.targets for rule in plan.whole.rules)
    groups = judged.groups if rated else ()  # a text for each record: much memory for nothing
    keep = ["record", '"file"', PROBLEM, *(name(group) for group in groups)]
    _fill(con, judged, plan.whole, standard, sql, f"whole {judged.table}", keep)


def breaks_any(judged: Judged, table: str) -> str:
    """Whether a record breaks a rule of severity warning or error that is judged in this table and
    is not on trial, as SQL.
    """
    masks: dict[str, int] = {}
    for column, place in judged.verdicts.items():
        rule = judged.rules[column]
        if place.table == table and rule.severity != Severity.INFO and not rule.trial:
            masks[place.word] = masks.get(place.word, 0) | 1 << place.bit
    tests = [f"(({word} >> 1) & ~{word} & {mask}) <> 0" for word, mask in masks.items()]
    return f"({' or '.join(tests) or 'false'})"


def _fill(
    con: DuckDBPyConnection,
    judged: Judged,
    stage: Stage,
    standard: Standard,
    sql: str,
    into: str,
    keep: Iterable[str],
) -> None:
    table = judged.plan.table
    checks = _checks(con, stage.rules, judged.plan, standard)
    sql = derived_sql(sql, table, stage.derives)
    sql = rules_sql(sql, table, stage.rules, stage.whens)
    sql = f"select *{checks} from ({sql}) as {name(table.name)}"
    columns = list(keep)
    for word, rules in _words(stage.rules, VERDICTS_A_WORD):
        verdicts = [_verdict(rule, position) for position, rule in enumerate(rules)]
        columns.append(f"{' | '.join(verdicts)} as v{word}")
        for position, rule in enumerate(rules):
            judged.rules[rule.column] = rule
            judged.verdicts[rule.column] = Place(into, f"v{word}", 2 * position)
    places: dict[str, Place] = {}
    for word, tests in _words(_tests(stage.flags), FLAGS_A_WORD):
        flags = [_flag(test, position) for position, test in enumerate(tests)]
        columns.append(f"{' | '.join(flags)} as f{word}")
        places |= {test: Place(into, f"f{word}", place) for place, test in enumerate(tests)}
    judged.flags |= {(flag.field, flag.measure): places[flag.counted] for flag in stage.flags}
    con.execute(
        f"create temp table {name(into)} as"
        f" select {', '.join(columns)} from ({sql}) as {name(table.name)}"
    )


def _tests(flags: list[Flag]) -> list[str]:
    """Each test once: fields are due for the same reason."""
    return list(dict.fromkeys(flag.counted for flag in flags))


def _checks(con: DuckDBPyConnection, rules: list[Rule], plan: Plan, standard: Standard) -> str:
    """One more column for each check: the expression that pandera's check gives, as SQL.

    The checks are asked over an empty table of the same columns: asking costs nothing there.
    """
    if not rules:
        return ""
    import narwhals.stable.v1 as narwhals

    own = {rule.field for rule in rules if rule.kind in OWN_CHECKS}
    fields = [item for item in plan.fields.values() if item.name in own]
    schema = schema_of(standard, plan.table.name, fields, rules)
    columns = [f"{name(item.name)} {SQL_TYPES[item.type]}" for item in plan.fields.values()]
    columns += [f"{name(rule.column)} boolean" for rule in rules if rule.assertion is not None]
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


def _verdict(rule: Rule, position: int) -> str:
    """A verdict in its place. Choosing among constants costs a fifth of shifting a number there."""
    kept, broken, unknown = (f"{verdict << 2 * position}::bigint" for verdict in (1, 2, 3))
    holds = name(HOLDS.format(rule.column))
    judged = f"case when {holds} is null then {unknown} when {holds} then {kept} else {broken} end"
    if rule.when is None:
        return judged
    when = name(WHEN.format(rule.column))
    otherwise = f"when {when} is null then {unknown} " if rule.written else ""
    return f"case when {when} then {judged} {otherwise}else 0::bigint end"


def _flag(test: str, position: int) -> str:
    return f"case when {test} then {1 << position}::bigint else 0::bigint end"


def _words(items: list[Item], size: int) -> Iterator[tuple[int, list[Item]]]:
    for word, start in enumerate(range(0, len(items), size)):
        yield word, items[start : start + size]


def _wanted(plan: Plan, groups: Iterable[str]) -> list[str]:
    """The fields that must be read: those that a rule, a rate or a group looks at."""
    reached = {
        column.split(".")[0] for table, column in plan.reading.reads if table == plan.table.name
    }
    reached |= {column.split(".")[0] for column in plan.kept}
    reached |= set(groups)
    return [called for called in plan.fields if called in reached]


def _placeholders(plan: Plan) -> set[str]:
    columns = {
        column for table, column in plan.reading.reads if table == plan.table.name
    } | plan.kept
    return {column.split(".")[0] for column in columns if column.endswith(".placeholder")}


def _early(plan: Plan) -> list[str]:
    """What is worked out of each record for rules over the whole export."""
    whens = [
        WHEN.format(rule.column)
        for rule in plan.whole.rules
        if rule.when is not None and not rule.when.whole_export
    ]
    return [name(called) for called in [*plan.early, *whens]]


def _kept(plan: Plan, groups: Iterable[str]) -> list[str]:
    """The columns that stay: for rules over the whole export, and to group by."""
    columns: dict[str, None] = {}
    for called, item in plan.fields.items():
        if called in plan.kept:
            columns[name(called)] = None
            if item.codes is not None:
                columns[name(LISTED.format(called))] = None
            if item.type not in TEXTS:
                columns[name(RECORDED.format(called))] = None
            if PLACEHOLDER.format(called) in plan.kept:
                columns[name(PLACEHOLDER.format(called))] = None
    columns.update({name(group): None for group in groups})
    return list(columns)
