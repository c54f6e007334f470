"""A select inside an expression: from, join, where, group by, having, distinct."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from .aggregates import AGGREGATES, Evaluate
from .logic import nulls_last
from .scope import Row, Scope, together
from .values import Value
from .world import NotInterpretedError, Records, World

Rows = dict[str, Row]
PARTS = {"expressions", "from", "from_", "joins", "where", "group", "having", "distinct", "kind"}


def select_rows(
    select: exp.Expr, outer: Scope, world: World, evaluate: Evaluate
) -> list[tuple[Value, ...]]:
    """The rows of a select, with the values of its columns in order."""
    if isinstance(select, exp.Subquery):
        return select_rows(select.this, outer, world, evaluate)
    if not isinstance(select, exp.Select) or any(
        value and part not in PARTS for part, value in select.args.items()
    ):
        raise NotInterpretedError(f"select: {select.sql()}")
    scopes = together(scopes_of(select, outer, world, evaluate))
    columns = [c for c in select.expressions if not isinstance(c, exp.Star)]
    rows = [tuple(evaluate(column, scope) for column in columns) for scope in scopes]
    return list(dict.fromkeys(rows)) if select.args.get("distinct") else rows


def scopes_of(select: exp.Select, outer: Scope, world: World, evaluate: Evaluate) -> list[Scope]:
    """The rows that the columns of a select are worked out for: groups, where it has them."""
    where, having = select.args.get("where"), select.args.get("having")
    scopes = [Scope(rows, outer) for rows in joined(select, outer, world, evaluate)]
    scopes = [s for s in scopes if where is None or evaluate(where.this, s) is True]
    if not is_grouped(select):
        return scopes
    groups = grouped(select, scopes, nobody(select, outer, world), evaluate)
    return [g for g in groups if having is None or evaluate(having.this, g) is True]


def sources(select: exp.Select) -> list[exp.Expr]:
    """The tables of a select."""
    first = select.args.get("from_") or select.args.get("from")
    assert isinstance(first, exp.Expr)
    return [first.this, *(join.this for join in select.args.get("joins") or [])]


def joined(select: exp.Select, outer: Scope, world: World, evaluate: Evaluate) -> list[Rows]:
    """Every combination of records that the joins allow."""
    first = sources(select)[0]
    records = records_of(first, world)
    found: list[Rows] = [
        {first.alias_or_name.lower(): Row(records, index)} for index in range(len(records.cells))
    ]
    for join in select.args.get("joins") or []:
        found = list(one_join(join, found, outer, world, evaluate))
    return found


def one_join(
    join: exp.Expr, left: list[Rows], outer: Scope, world: World, evaluate: Evaluate
) -> Iterator[Rows]:
    """The rows so far, each with every record of one more table that fits it."""
    alias, records, on = (
        join.this.alias_or_name.lower(),
        records_of(join.this, world),
        join.args.get("on"),
    )
    side = str(join.args.get("side") or "").upper()
    if side not in ("", "LEFT") or join.args.get("using"):
        raise NotInterpretedError(f"join: {join.sql()}")
    for before in left:
        candidates = [{**before, alias: Row(records, index)} for index in range(len(records.cells))]
        fits = [c for c in candidates if on is None or evaluate(on, Scope(c, outer)) is True]
        yield from fits
        if side == "LEFT" and not fits:
            yield {**before, alias: Row(records, None)}


def records_of(table: exp.Expr, world: World) -> Records:
    """The table that a name in `from` means, of this export or of the previous one."""
    if not isinstance(table, exp.Table):
        raise NotInterpretedError(f"from: {table.sql()}")
    tables = world.previous if table.db.lower() == "previous" else world.tables
    return next(r for name, r in tables.items() if name.lower() == table.name.lower())


def nobody(select: exp.Select, outer: Scope, world: World) -> Scope:
    """A row of a select that has found nothing: every column of its tables is null."""
    tables = sources(select)
    return Scope({t.alias_or_name.lower(): Row(records_of(t, world), None) for t in tables}, outer)


def is_grouped(select: exp.Select) -> bool:
    """Whether a select gives one row for each group (one in all, where it only aggregates)."""
    having = select.args.get("having")
    nodes = [*select.expressions, *([having] if having is not None else [])]
    return select.args.get("group") is not None or any(map(aggregates, nodes))


def aggregates(node: exp.Expr) -> bool:
    """Whether an expression aggregates the rows of its own select."""
    if isinstance(node, exp.Window | exp.Query):
        return False
    return type(node) in AGGREGATES or any(map(aggregates, node.iter_expressions()))


def grouped(
    select: exp.Select, scopes: list[Scope], empty: Scope, evaluate: Evaluate
) -> Iterator[Scope]:
    """The groups of some rows. Without `group by` there is exactly one, perhaps with no rows."""
    group = select.args.get("group")
    if group is None:
        yield Scope((scopes or [empty])[0].rows, empty.outer, members=tuple(scopes))
        return
    found: dict[tuple[Value, ...], list[Scope]] = {}
    for scope in scopes:
        key = tuple(evaluate(part, scope) for part in group.expressions)
        found.setdefault(key, []).append(scope)
    for _, members in sorted(found.items(), key=lambda pair: nulls_last(pair[0])):
        yield Scope(members[0].rows, empty.outer, members=tuple(members))
