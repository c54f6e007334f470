"""Checks SQL against the allow-list: every kind of node has its function in a table; the rest is
refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from sqlglot import exp

from recordcheck.model import Derive, Expression, FieldType, Place
from recordcheck.standard.sql.calls import CALLS
from recordcheck.standard.sql.operators import OPERATORS
from recordcheck.standard.sql.parse import SqlError, offset_of, parse, short
from recordcheck.standard.sql.scope import Names, Scope, condition
from recordcheck.standard.sql.selects import SELECTS, view
from recordcheck.standard.sql.types import Worth

Found = TypeVar("Found")
NODES: dict[type[exp.Expression], Callable[[exp.Expression, Scope], Worth]] = {
    **OPERATORS,
    **CALLS,
    **SELECTS,
}


def check(node: exp.Expression, scope: Scope) -> Worth:
    """What an expression is worth in a scope. Raises SqlError at the first thing that is wrong in
    it.
    """
    handler = NODES.get(type(node))
    if handler is None:
        raise SqlError(f"`{short(node)}` is not part of the language", offset_of(node))
    return handler(node, scope)


def compile_test(
    text: str, names: Names, table: str, derived: Mapping[str, Derive], place: Place | None = None
) -> Expression:
    """A boolean expression over one record of a table. Raises SqlError."""
    scope = Scope(names, table, [{table: table}], check, derived)
    worth = _within_depth(condition, parse(text), scope)
    _no_aggregate(scope)
    return _expression(text, worth, scope, place)


def compile_derive(
    called: str,
    text: str,
    names: Names,
    table: str,
    derived: Mapping[str, Derive],
    place: Place | None = None,
) -> Derive:
    """A derived column: an expression, a window function, an aggregate over a select. Raises
    SqlError.
    """
    scope = Scope(names, table, [{table: table}], check, derived)
    worth = _within_depth(check, parse(text), scope)
    _no_aggregate(scope)
    return Derive(called, _expression(text, worth, scope, place), worth.type)


def compile_view(
    text: str, names: Names, place: Place
) -> tuple[Expression, dict[str, tuple[FieldType | None, int]]]:
    """A select that is a table: its columns by name, each with its type and where it stands.
    Raises SqlError.
    """
    scope = Scope(names, "", [{}], check)
    columns, sql = _within_depth(view, parse(text), scope)
    kinds = {called: (worth.type, offset) for called, (worth, offset) in columns.items()}
    named = frozenset(scope.parameters)
    return Expression(text, sql, frozenset(scope.reads), True, place, parameters=named), kinds


def _within_depth(
    judge: Callable[[exp.Expression, Scope], Found], node: exp.Expression, scope: Scope
) -> Found:
    try:
        return judge(node, scope)
    except RecursionError:
        raise SqlError("nested too deeply") from None


def _no_aggregate(scope: Scope) -> None:
    if scope.aggregated:
        raise SqlError("an aggregate needs `over (...)`, or a `select ... from` of its own")


def _expression(text: str, worth: Worth, scope: Scope, place: Place | None) -> Expression:
    return Expression(
        text,
        worth.sql,
        frozenset(scope.reads),
        scope.whole_export,
        place,
        frozenset(scope.named),
        parameters=frozenset(scope.parameters),
    )
