"""Checks SQL against the allow-list: every kind of node has its function in a table; the rest is
refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from sqlglot import exp

from recordcheck.model import Derive, Expression, FieldType, Place
from recordcheck.standard.sql.calls import CALLS
from recordcheck.standard.sql.elsewhere import in_place_of
from recordcheck.standard.sql.operators import OPERATORS
from recordcheck.standard.sql.parse import SqlError, offset_of, parse, short
from recordcheck.standard.sql.scope import Names, Scope, condition
from recordcheck.standard.sql.selects import SELECTS, view
from recordcheck.standard.sql.types import Worth
from recordcheck.standard.sql.windows import window

Found = TypeVar("Found")
NODES: dict[type[exp.Expression], Callable[[exp.Expression, Scope], Worth]] = {
    **OPERATORS,
    **CALLS,
    **SELECTS,
    exp.Window: window,
}
# What the functions read of a node beside `this` and `expression`. The parser hangs more on some,
# such as the `symmetric` of a `between`: what no function reads would be dropped without a word.
TWO_SIDES = frozenset({"this", "expression"})
READ: dict[type[exp.Expression], frozenset[str]] = {
    exp.Like: TWO_SIDES | {"negate"},
    exp.In: frozenset({"this", "expressions", "query", "field"}),
    exp.Between: frozenset({"this", "low", "high"}),
    exp.Case: frozenset({"this", "ifs", "default"}),
    exp.Div: TWO_SIDES | {"typed", "safe"},
    exp.DPipe: TWO_SIDES | {"safe"},
    exp.Literal: frozenset({"this", "is_string"}),
    exp.Column: frozenset({"this", "table", "db"}),
    exp.Anonymous: frozenset({"this", "expressions"}),
    exp.Window: frozenset({"this", "partition_by", "order", "spec", "alias", "over"}),
    exp.Cast: frozenset({"this", "to"}),
    exp.Select: frozenset(exp.Select.arg_types),  # held against its parts by itself
}


def check(node: exp.Expression, scope: Scope) -> Worth:
    """What an expression is worth in a scope. Raises SqlError at the first thing that is wrong in
    it.
    """
    handler = NODES.get(type(node))
    read = READ.get(type(node), TWO_SIDES)
    if handler is None or any(value and part not in read for part, value in node.args.items()):
        instead = in_place_of(node.key)
        raise SqlError(f"`{short(node)}` is not part of the language{instead}", offset_of(node))
    return handler(node, scope)


def compile_test(
    text: str, names: Names, table: str, derived: Mapping[str, Derive], place: Place | None = None
) -> Expression:
    """A boolean expression over one record of a table. Raises SqlError."""
    scope = Scope(names, table, [{table: table}], check, derived)
    worth = _judged(condition, text, scope)
    _no_aggregate(scope)
    return _expression(text, worth, scope, place)


def compile_derive(
    called: str,
    text: str,
    names: Names,
    table: str,
    derived: Mapping[str, Derive],
    place: Place | None = None,
    below: Collection[str] = (),
) -> Derive:
    """A derived column: an expression, a window function, an aggregate over a select. Raises
    SqlError.
    """
    scope = Scope(names, table, [{table: table}], check, derived, below)
    worth = _judged(check, text, scope)
    _no_aggregate(scope)
    return Derive(called, _expression(text, worth, scope, place), worth.type)


def compile_view(
    text: str, names: Names, place: Place
) -> tuple[Expression, dict[str, tuple[FieldType | None, int]]]:
    """A select that is a table: its columns by name, each with its type and where it stands.
    Raises SqlError.
    """
    scope = Scope(names, "", [{}], check)
    columns, sql = _judged(view, text, scope)
    kinds = {called: (worth.type, offset) for called, (worth, offset) in columns.items()}
    named = frozenset(scope.parameters)
    return Expression(text, sql, frozenset(scope.reads), True, place, parameters=named), kinds


def _parsed(text: str, names: Names) -> exp.Expression:
    """The tree of a text. Where it is not SQL, perhaps because of a name that is a word of SQL."""
    try:
        return parse(text)
    except SqlError as error:
        fields = (field for table in names.tables.values() for field in table.fields)
        for called in sorted({*names.tables, *fields}):
            if re.search(rf"\b{called}\b", text, re.IGNORECASE) and _is_a_word_of_sql(called):
                error.message += f'; `{called}` is a word of SQL; as a name, write "{called}"'
        raise


def _is_a_word_of_sql(called: str) -> bool:
    try:
        return not isinstance(parse(called), exp.Column)
    except SqlError:
        return True


def _judged(judge: Callable[[exp.Expression, Scope], Found], text: str, scope: Scope) -> Found:
    node = _parsed(text, scope.names)
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
