"""Selects over the standard's tables: from, joins, where; correlated with the record where they
must be.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from recordcheck.model import FieldType
from recordcheck.standard.sql.parse import SqlError, offset_of
from recordcheck.standard.sql.scope import Scope
from recordcheck.standard.sql.types import Worth, name

Node = exp.Expression
PARTS = {
    "kind",
    "hint",
    "expressions",
    "from_",
    "joins",
    "where",
    "group",
    "having",
    "distinct",
    "laterals",
}
SIDES = {"", "LEFT", "INNER", "CROSS"}
KINDS = {"", "INNER", "CROSS", "OUTER"}
TABLE_PARTS = {"this", "db", "catalog", "alias"}


def scalar(node: Node, scope: Scope) -> Worth:
    """One value for each record: its select must aggregate, so that it cannot give two."""
    query = _select_only(node.this if isinstance(node, exp.Subquery) else node, node)
    if query.args.get("group"):
        raise SqlError("a select that gives one value has no `group by`", offset_of(node))
    worth, sql = _select(query, scope, one_value=True)
    return Worth(f"({sql})", worth.type, codes=worth.codes)


def column(query: Node, scope: Scope) -> Worth:
    """The one column of `in (select ...)`."""
    worth, sql = _select(_select_only(query, query), scope)
    return Worth(f"({sql})", worth.type)


def exists(node: Node, scope: Scope) -> Worth:
    """True where the select finds a record."""
    query = _select_only(node.this, node)
    stars = [isinstance(item, exp.Star) for item in query.expressions]
    if any(stars):
        query = query.copy().select("1", append=False)
    _, sql = _select(query, scope)
    return Worth(f"(exists ({sql}))", FieldType.BOOLEAN)


def _select_only(query: Node, node: Node) -> exp.Select:
    if not isinstance(query, exp.Select):
        raise SqlError("expected `select ... from ...`", offset_of(node))
    for part, value in query.args.items():
        if value and part not in PARTS:
            word = part.rstrip("_").replace("_", " ")
            raise SqlError(f"`{word}` is not available in a select", offset_of(query))
    if query.args.get("distinct") is not None and query.args["distinct"].args.get("on"):
        raise SqlError("`distinct on` is not available in a select", offset_of(query))
    if query.args.get("laterals"):
        raise SqlError("`lateral` is not available in a select", offset_of(query))
    return query


def _select(query: exp.Select, outer: Scope, *, one_value: bool = False) -> tuple[Worth, str]:
    outer.whole_export = True
    if len(query.expressions) != 1:
        raise SqlError("a select here gives one column", offset_of(query))
    source = query.args.get("from_")
    if source is None:
        raise SqlError("a select needs `from`", offset_of(query))
    level: dict[str, str] = {}
    scope = Scope(
        outer.names, outer.own, [level, *outer.sources], outer.check, outer.derived, outer.reads
    )
    sql = [f"from {_source(source.this, level, outer)}"]
    for join in query.args.get("joins") or []:
        sql.append(_join(join, level, scope))
    where = query.args.get("where")
    if where is not None:
        sql.append(f"where {_test(where.this, scope)}")
    group = query.args.get("group")
    if group is not None:
        sql.append("group by " + ", ".join(scope.worth(part).sql for part in group.expressions))
    having = query.args.get("having")
    if having is not None:
        sql.append(f"having {_test(having.this, scope)}")
    if scope.aggregated and having is None:
        raise SqlError("an aggregate stands behind `select` or in `having`", offset_of(query))
    item = query.expressions[0]
    scope.loose = scope.aggregated = False
    worth = scope.worth(item.this if isinstance(item, exp.Alias) else item)
    if one_value and not scope.aggregated:
        message = "a select that gives one value must aggregate: min, max, count, sum, avg"
        raise SqlError(message, offset_of(query))
    if scope.aggregated and scope.loose and group is None:
        raise SqlError("a column beside an aggregate, outside of it", offset_of(item))
    distinct = "distinct " if query.args.get("distinct") else ""
    return worth, f"select {distinct}{worth.sql} {' '.join(sql)}"


def _source(node: Node, level: dict[str, str], scope: Scope) -> str:
    if not isinstance(node, exp.Table) or not isinstance(node.this, exp.Identifier):
        raise SqlError("a select reads the standard's tables, nothing else", offset_of(node))
    if node.args.get("catalog"):
        raise SqlError("a select reads the standard's tables, nothing else", offset_of(node))
    schema = node.args["db"].name.lower() if node.args.get("db") else None
    table = scope.physical(schema, node.name.lower(), offset_of(node))
    alias = (node.alias or node.name).lower()
    named = node.args.get("alias")
    more = [part for part, value in node.args.items() if value and part not in TABLE_PARTS]
    if more or (named is not None and named.args.get("columns")):
        raise SqlError("after a table only its other name may stand", offset_of(node))
    if alias in level:
        raise SqlError(f"`{alias}` stands for two tables; give one another name", offset_of(node))
    level[alias] = table
    return f"{name(table)} as {name(alias)}"


def _join(join: exp.Join, level: dict[str, str], scope: Scope) -> str:
    side = (join.args.get("side") or join.args.get("kind") or "").upper()
    kind = (join.args.get("kind") or "").upper()
    unknown = side not in SIDES or kind not in KINDS
    if unknown or join.args.get("using") or join.args.get("method"):
        raise SqlError(
            "a join is `join ... on`, `left join ... on` or `cross join`", offset_of(join)
        )
    source = _source(join.this, level, scope)
    on = join.args.get("on")
    if on is None and (side or kind) not in ("", "CROSS"):
        raise SqlError("a join needs `on`", offset_of(join))
    if on is None:
        return f"cross join {source}"
    return f"{'left ' if side == 'LEFT' else ''}join {source} on {_test(on, scope)}"


def _test(node: Node, scope: Scope) -> str:
    worth = scope.worth(node)
    if worth.type not in (FieldType.BOOLEAN, None):
        raise SqlError(f"this is {worth.type}, not true or false", offset_of(node))
    return worth.sql


SELECTS: dict[type[Node], Callable[[Node, Scope], Worth]] = {
    exp.Subquery: scalar,
    exp.Select: scalar,
    exp.Exists: exists,
}
