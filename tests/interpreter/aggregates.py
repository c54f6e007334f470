"""One value out of many: count, sum, least, greatest, average. Nulls are left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlglot import exp

from .scope import Scope
from .values import Value

Evaluate = Callable[[exp.Expr, Scope], Value]
Rows = list[tuple[Any, ...]]


def total(rows: Rows) -> Value:
    """The sum; null of nothing."""
    return sum(row[0] for row in rows) if rows else None


def least(rows: Rows) -> Value:
    """The smallest; null of nothing."""
    return min((row[0] for row in rows), default=None)


def greatest(rows: Rows) -> Value:
    """The largest; null of nothing."""
    return max((row[0] for row in rows), default=None)


def average(rows: Rows) -> Value:
    """The mean; null of nothing."""
    return sum(row[0] for row in rows) / len(rows) if rows else None


def first_at_least(rows: Rows) -> Value:
    """The first value where the second is smallest: of several, the smallest."""
    found: Value = min(rows, key=lambda row: row[::-1])[0] if rows else None
    return found


def first_at_most(rows: Rows) -> Value:
    """The first value where the second is largest: of several, the largest."""
    found: Value = max(rows, key=lambda row: row[::-1])[0] if rows else None
    return found


AGGREGATES: dict[type[exp.Expr], Callable[[Rows], Value]] = {
    exp.Count: len,
    exp.Sum: total,
    exp.Min: least,
    exp.Max: greatest,
    exp.Avg: average,
    exp.ArgMin: first_at_least,
    exp.ArgMax: first_at_most,
}


def aggregate(node: exp.Expr, scopes: Sequence[Scope], evaluate: Evaluate) -> Value:
    """One aggregate over some rows."""
    argument = node.this
    if argument is None or isinstance(argument, exp.Star):
        return len(scopes)
    distinct = isinstance(argument, exp.Distinct)
    arguments = argument.expressions if distinct else [argument]
    if isinstance(node, exp.ArgMin | exp.ArgMax):
        arguments = [argument, node.expression]
    rows = [tuple(evaluate(part, scope) for part in arguments) for scope in scopes]
    rows = [row for row in rows if None not in row]
    return AGGREGATES[type(node)](list(dict.fromkeys(rows)) if distinct else rows)
