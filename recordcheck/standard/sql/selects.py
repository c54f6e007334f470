"""Selects over the standard's tables: from, joins, where, groups; correlated with the record where
they must be. A view is a select of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from recordcheck.model import FieldType
from recordcheck.standard.sql.parse import SqlError, offset_of, short
from recordcheck.standard.sql.scope import Scope, condition
from recordcheck.standard.sql.types import Worth, name

Node = exp.Expression
PARTS = {"kind", "hint", "expressions", "from_", "joins", "where", "group", "having", "distinct"}
# By side and kind, as the parser parts them. A comma is a join without `on`.
JOINS = {
    ("", ""): "join",
    ("", "INNER"): "join",
    ("LEFT", ""): "left join",
    ("LEFT", "OUTER"): "left join",
    ("", "CROSS"): "cross join",
}
TABLE_PARTS = {"this", "db", "catalog", "alias"}


def scalar(node: Node, scope: Scope) -> Worth:
    """One value for each record: its select must aggregate, so that it cannot give two."""
    query = _select_only(node, node)
    if query.args.get("group"):
        raise SqlError("a select that gives one value cannot have `group by`", offset_of(node))
    worth, sql = _select(query, scope, one_value=True)
    return Worth(f"({sql})", worth.type, codes=worth.codes)


def column(query: Node, scope: Scope) -> Worth:
    """The one column of `in (select ...)`."""
    worth, sql = _select(_select_only(query, query), scope)
    codes, among, literal = worth.codes, worth.among, worth.literal
    return Worth(f"({sql})", worth.type, codes, among, literal=literal)


def exists(node: Node, scope: Scope) -> Worth:
    """True where the select finds a record."""
    query = _select_only(node.this, node)
    stars = [isinstance(item, exp.Star) for item in query.expressions]
    if any(stars):
        query = query.copy().select("1", append=False)
    _, sql = _select(query, scope, found=True)
    return Worth(f"(exists ({sql}))", FieldType.BOOLEAN)


def view(query: Node, scope: Scope) -> tuple[dict[str, tuple[Worth, int]], str]:
    """The columns of a select that is a table, each with what it is worth and where it stands, and
    its SQL.
    """
    query = _select_only(query, query)
    inner, rest, grouped = _rows(query, scope)
    columns: dict[str, tuple[Worth, int]] = {}
    written = []
    for item in query.expressions:
        called = item.alias or (item.name if isinstance(item, exp.Column) else "")
        if called == "*" or isinstance(item, exp.Star):
            message = "a view must name each of its columns; write them in place of `*`"
            raise SqlError(message, offset_of(item))
        if not called:
            raise SqlError("a column of a view needs a name: `... as name`", offset_of(item))
        if called.lower() in columns:
            message = f"two columns are called `{called.lower()}`; rename one"
            raise SqlError(message, offset_of(item))
        worth = _item(item, inner, grouped)
        columns[called.lower()] = worth, offset_of(item)
        written.append((f"{worth.sql} as {name(called.lower())}", inner.aggregated, inner.loose))
    counting = grouped is None and any(counts for _, counts, _ in written)
    if counting and any(loose and not counts for _, counts, loose in written):
        raise SqlError("columns beside aggregates need `group by`", offset_of(query))
    distinct = "distinct " if query.args.get("distinct") else ""
    return columns, f"select {distinct}{', '.join(sql for sql, _, _ in written)} {rest}"


def _select_only(query: Node, node: Node) -> exp.Select:
    while isinstance(query, exp.Subquery) and [part for part in query.args if query.args[part]] == [
        "this"
    ]:
        query = query.this
    if not isinstance(query, exp.Select):
        raise SqlError("expected `select ... from ...`", offset_of(node))
    for part, value in query.args.items():
        if value and part not in PARTS:
            word = part.rstrip("_s").replace("_", " ")
            raise SqlError(f"`{word}` is not available in a select", offset_of(query))
    if query.args.get("distinct") is not None and query.args["distinct"].args.get("on"):
        raise SqlError("`distinct on` is not available in a select", offset_of(query))
    return query


def _select(
    query: exp.Select, outer: Scope, *, one_value: bool = False, found: bool = False
) -> tuple[Worth, str]:
    if len(query.expressions) != 1:
        raise SqlError("a select here must give exactly one column", offset_of(query))
    scope, rest, grouped = _rows(query, outer)
    worth = _item(query.expressions[0], scope, grouped)
    if one_value and not scope.aggregated:
        message = "a select that gives one value must aggregate: min, max, count, sum, avg"
        raise SqlError(message, offset_of(query))
    if found and scope.aggregated and grouped is None:
        message = "a select of an aggregate always finds one record, so `exists` is always true"
        raise SqlError(f"{message}; write `select *`", offset_of(query.expressions[0]))
    distinct = "distinct " if query.args.get("distinct") else ""
    return worth, f"select {distinct}{worth.sql} {rest}"


def _rows(query: exp.Select, outer: Scope) -> tuple[Scope, str, list[str] | None]:
    """What a select reads: its scope, its SQL from `from` on, and what it groups by."""
    outer.whole_export = True
    source = query.args.get("from_")
    if source is None:
        raise SqlError("a select needs `from`", offset_of(query))
    scope = outer.inner()
    level = scope.sources[0]
    sql = [f"from {_source(source.this, level, outer)}"]
    for join in query.args.get("joins") or []:
        sql.append(_join(join, level, scope))
    where = query.args.get("where")
    if where is not None:
        sql.append(f"where {_each(where.this, scope, _test)}")
    group = query.args.get("group")
    grouped = _groups(group, query, scope) if group is not None else None
    if grouped is not None:
        sql.append(f"group by {', '.join(grouped)}")
    having = query.args.get("having")
    if having is not None:
        grouped = grouped or []  # without `group by` all records are one group
        scope.loose = set()
        sql.append(f"having {_test(having.this, scope)}")
        _no_window(having.this, scope)
        _grouped_only(having.this, "", scope, grouped)
    scope.grouped = grouped
    return scope, " ".join(sql), grouped


def _groups(group: Node, query: exp.Select, scope: Scope) -> list[str]:
    more = [part for part, value in group.args.items() if value and part != "expressions"]
    numbers = [part for part in group.expressions if isinstance(part, exp.Literal)]
    if more or numbers or not group.expressions:  # a number means a place behind `select`
        raise SqlError("only columns can follow `group by`", offset_of(group))
    names = {item.alias.lower(): item.this for item in query.expressions if item.alias}
    return [_group(part, names, scope) for part in group.expressions]


def _group(part: Node, names: dict[str, Node], scope: Scope) -> str:
    """What is grouped by. A name that stands behind `select` alone is no column of the records."""
    try:
        return _each(part, scope, _value)
    except SqlError:
        named = names.get(part.name.lower()) if isinstance(part, exp.Column) else None
        if named is None or part.args.get("table"):
            raise
        message = f"`{part.name}` is only a name given by `select`; write `group by {short(named)}`"
        raise SqlError(message, offset_of(part)) from None


def _item(item: Node, scope: Scope, grouped: list[str] | None) -> Worth:
    if isinstance(item, exp.Star):
        raise SqlError("`*` is only for `exists (select * ...)`; name a column", offset_of(item))
    scope.loose, scope.aggregated = set(), False
    worth = scope.worth(item.this if isinstance(item, exp.Alias) else item)
    if scope.aggregated or grouped is not None:
        _grouped_only(item, worth.sql, scope, grouped or [])
    return worth


def _grouped_only(node: Node, sql: str, scope: Scope, grouped: list[str]) -> None:
    """Beside an aggregate or a group, a column must be one of those grouped by."""
    if sql not in grouped and not scope.loose <= set(grouped):
        message = "a column here is neither in an aggregate nor under `group by`"
        raise SqlError(message, offset_of(node))


def _source(node: Node, level: dict[str, str], scope: Scope) -> str:
    if isinstance(node, exp.Subquery):
        message = "a select cannot read another select; make that one a view, and read the view"
        raise SqlError(message, offset_of(node))
    plain = isinstance(node, exp.Table) and isinstance(node.this, exp.Identifier)
    if not plain or node.args.get("catalog"):
        raise SqlError("a select can read only the standard's tables", offset_of(node))
    schema = node.args["db"].name.lower() if node.args.get("db") else None
    table = scope.physical(schema, node.name.lower(), offset_of(node))
    alias = (node.alias or node.name).lower()
    named = node.args.get("alias")
    more = [part for part, value in node.args.items() if value and part not in TABLE_PARTS]
    if more or (named is not None and named.args.get("columns")):
        raise SqlError("only another name for it can follow a table", offset_of(node))
    if alias in level:
        raise SqlError(f"`{alias}` stands for two tables; give one another name", offset_of(node))
    level[alias] = table
    scope.reach(table)
    return f"{name(table)} as {name(alias)}"


def _join(join: exp.Join, level: dict[str, str], scope: Scope) -> str:
    word = JOINS.get((join.args.get("side") or "", join.args.get("kind") or ""))
    if word is None or join.args.get("using") or join.args.get("method"):
        raise SqlError(
            "a join is `join ... on`, `left join ... on` or `cross join`", offset_of(join)
        )
    source, on = _source(join.this, level, scope), join.args.get("on")
    if bool(on) == (word == "cross join"):
        message = "`cross join` has no `on`" if on else "a join needs `on`, or is a `cross join`"
        raise SqlError(message, offset_of(join))
    return f"{word} {source}" + (f" on {_each(on, scope, _test)}" if on else "")


def _each(node: Node, scope: Scope, judge: Callable[[Node, Scope], str]) -> str:
    """What is asked of each record, before there are groups: no aggregate stands in it."""
    sql = judge(node, scope)
    _no_window(node, scope)
    if scope.aggregated:
        raise SqlError("an aggregate can stand only after `select` or in `having`", offset_of(node))
    return sql


def _no_window(node: Node, scope: Scope) -> None:
    if scope.windowed:
        raise SqlError("a window can stand only after `select`; derive it first", offset_of(node))


def _value(node: Node, scope: Scope) -> str:
    return scope.worth(node).sql


def _test(node: Node, scope: Scope) -> str:
    return condition(node, scope).sql


SELECTS: dict[type[Node], Callable[[Node, Scope], Worth]] = {
    exp.Subquery: scalar,
    exp.Select: scalar,
    exp.Exists: exists,
}
