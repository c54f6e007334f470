"""SQL as the author of a standard wrote it, worked out in Python one record at a time."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from functools import cache
from typing import Any

import sqlglot
from sqlglot import exp

from recordcheck.model import Derive, Field

from .aggregates import AGGREGATES, aggregate
from .casts import CASTS, to_text
from .functions import OURS, PARTS, extract, is_like
from .logic import (
    both,
    compare,
    either,
    equal,
    midnight,
    one_of,
    opposite,
    same,
    truth_of,
)
from .scope import Scope, over_records
from .selects import select_rows
from .validity import code_of, known, valid
from .values import Cell, Value
from .windows import window_values
from .world import NotInterpretedError, Records, World


@cache
def parse(text: str) -> exp.Expr:
    """The tree of an expression or of a select."""
    return sqlglot.parse_one(text, dialect="duckdb")


class Interpreter:
    """Works out expressions over one world."""

    def __init__(self, world: World) -> None:
        self.world = world

    def evaluate(self, node: exp.Expr, scope: Scope) -> Value:
        """The value of an expression for the row at hand."""
        if type(node) in AGGREGATES:
            return self.over_group(node, scope)
        if type(node) in NODES:
            return NODES[type(node)](self, node, scope)
        if isinstance(node, exp.Func):
            return call(self, node, scope)
        raise NotInterpretedError(f"{type(node).__name__}: {node.sql()}")

    def over_group(self, node: exp.Expr, scope: Scope) -> Value:
        """An aggregate over the rows of the group at hand."""
        if scope.members is None:
            raise LookupError(f"nothing to aggregate: {node.sql()}")
        return aggregate(node, scope.members, self.evaluate)

    def rows(self, select: exp.Expr, scope: Scope) -> list[tuple[Value, ...]]:
        """The rows of a select that stands inside an expression."""
        return select_rows(select, scope, self.world, self.evaluate)

    def column(self, records: Records, text: str) -> list[Value]:
        """The value of an expression for every record of a table."""
        return [self.evaluate(parse(text), scope) for scope in over_records(records)]

    def derived(self, records: Records, derive: Derive) -> list[Value]:
        """A derived column, worked out once."""
        if derive.name not in records.derived:
            records.derived[derive.name] = self.column(records, derive.expression.text)
        return records.derived[derive.name]


def column(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """A field, or a derived column of the record at hand."""
    row = scope.find(node.name, node.text("table") or None)
    if row.index is None:
        return None
    derive = row.derive_named(node.name)
    if derive is not None:
        return self.derived(row.records, derive)[row.index]
    return row.cell(node.name).value


def literal(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """A text or a number."""
    if node.is_string:
        return node.name
    return int(node.name) if node.name.isdigit() else float(node.name)


def parameter(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """A named value of the run."""
    return self.world.parameters[node.name.lower()]


def inner(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """What stands inside brackets or before an alias."""
    return self.evaluate(node.this, scope)


def comparison(how: Callable[[Any, Any], bool]) -> Node:
    """A comparison of two values."""

    def worked(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
        left, right = self.evaluate(node.this, scope), self.evaluate(node.expression, scope)
        return compare(how, left, right)

    return worked


def sameness(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """`is not distinct from`."""
    return same(self.evaluate(node.this, scope), self.evaluate(node.expression, scope))


def conjunction(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """`and`."""
    return both(truth_of(self.evaluate(part, scope)) for part in (node.this, node.expression))


def disjunction(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """`or`."""
    return either(truth_of(self.evaluate(part, scope)) for part in (node.this, node.expression))


def negation(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """`not`."""
    return opposite(truth_of(self.evaluate(node.this, scope)))


def identity(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """`is null`, `is true`, `is false`."""
    value = self.evaluate(node.this, scope)
    if isinstance(node.expression, exp.Null):
        return value is None
    return truth_of(value) is self.evaluate(node.expression, scope)


def membership(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """`in` a list or a select."""
    query = node.args.get("query")
    if query is None:
        others = [self.evaluate(part, scope) for part in node.expressions]
    else:
        others = [row[0] for row in self.rows(query, scope)]
    return one_of(self.evaluate(node.this, scope), others)


def betweenness(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """`between`: both ends count."""
    value = self.evaluate(node.this, scope)
    low, high = self.evaluate(node.args["low"], scope), self.evaluate(node.args["high"], scope)
    return both([compare(operator.ge, value, low), compare(operator.le, value, high)])


def likeness(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """`like` and `not like`."""
    found = compare(is_like, self.evaluate(node.this, scope), self.evaluate(node.expression, scope))
    return opposite(found) if node.args.get("negate") else found


def choice(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """`case`: the first branch that holds."""
    subject = node.args.get("this")
    for branch in node.args["ifs"]:
        test = self.evaluate(branch.this, scope)
        if subject is not None:
            test = equal(self.evaluate(subject, scope), test)
        if truth_of(test) is True:
            return self.evaluate(branch.args["true"], scope)
    default = node.args.get("default")
    return None if default is None else self.evaluate(default, scope)


def first_known(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """`coalesce`: the first that is not null."""
    for part in (node.this, *node.expressions):
        value = self.evaluate(part, scope)
        if value is not None:
            return value
    return None


def null_if(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """`nullif`: null where two values are equal."""
    value = self.evaluate(node.this, scope)
    return None if equal(value, self.evaluate(node.expression, scope)) is True else value


def extreme(choose: Callable[..., Any]) -> Node:
    """`greatest` and `least`, which leave nulls out."""

    def worked(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
        values = [self.evaluate(part, scope) for part in (node.this, *node.expressions)]
        found: Value = choose([v for v in values if v is not None] or [None], key=midnight)
        return found

    return worked


def arithmetic(how: Callable[[Any, Any], Any]) -> Node:
    """An operation on two values; null where either is."""

    def worked(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
        left, right = self.evaluate(node.this, scope), self.evaluate(node.expression, scope)
        if left is None or right is None:
            return None
        found: Value = how(left, right)
        return found

    return worked


def divide(left: Any, right: Any) -> Any:
    """Real division; null by nothing."""
    return None if right == 0 else left / right


def remainder(left: Any, right: Any) -> Any:
    """What is left of a division, with the sign of what is divided; null by nothing."""
    if right == 0:
        return None
    if isinstance(left, float) or isinstance(right, float):
        return math.fmod(left, right)
    return abs(left) % abs(right) * (1 if left >= 0 else -1)


def minus_sign(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """A minus before a number."""
    value: Any = self.evaluate(node.this, scope)
    found: Value = None if value is None else -value
    return found


def join_text(left: Value, right: Value) -> Value:
    """`||`."""
    return f"{to_text(left)}{to_text(right)}"


def cast(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """`cast`, and a date literal with its type before it."""
    value = self.evaluate(node.this, scope)
    target = node.args["to"].sql(dialect="duckdb").upper()
    return None if value is None else CASTS[target](value)


def part_of(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """`extract`."""
    value = self.evaluate(node.expression, scope)
    return None if value is None else extract(node.name.lower(), value)


def existence(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """`exists`."""
    return len(self.rows(node.this, scope)) > 0


def scalar(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """A select that gives one value."""
    rows = self.rows(node, scope)
    if len(rows) > 1:
        raise LookupError(f"more than one value: {node.sql()}")
    return rows[0][0] if rows else None


def window(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """A window function, worked out for all the rows at once."""
    if scope.selection is None or not isinstance(node, exp.Window):
        raise LookupError(f"no rows to look at: {node.sql()}")
    done = scope.selection.windows
    if id(node) not in done:
        done[id(node)] = window_values(node, scope.selection.scopes, self.evaluate)
    return done[id(node)][scope.position]


def call(self: Interpreter, node: exp.Expr, scope: Scope) -> Value:
    """A function by its name."""
    name = called(node)
    if name in OF_A_FIELD:
        return OF_A_FIELD[name](*asked(arguments(node)[0], scope))
    values = [self.evaluate(part, scope) for part in arguments(node)]
    if None in values:
        return None
    if name in PARTS:
        return extract(name, values[0])
    found: Value = OURS[name](*values)
    return found


def called(node: exp.Expr) -> str:
    """The name of a function, whether the parser knows it or not."""
    if isinstance(node, exp.Anonymous) or not isinstance(node, exp.Func):
        return str(node.name).lower()
    return str(node.sql_name()).lower()


def arguments(node: exp.Expr) -> list[exp.Expr]:
    """What stands between the brackets of a function, in order."""
    if isinstance(node, exp.Anonymous):
        return list(node.expressions)
    found: list[exp.Expr] = []
    for key in node.arg_types:
        value = node.args.get(key)
        found += (
            value if isinstance(value, list) else [value] if isinstance(value, exp.Expr) else []
        )
    return found


def asked(node: exp.Expr, scope: Scope) -> tuple[Cell, Field]:
    """The cell that a function of a field asks about, and its field."""
    row = scope.find(node.name, node.text("table") or None)
    field = row.field_named(node.name)
    if field is None:
        raise LookupError(f"{node.name} is no field")
    return row.cell(node.name), field


def group_of(cell: Cell, field: Field) -> Value:
    """The group above a code; null where it has none or is not on the list."""
    code = code_of(cell, field)
    return None if code is None else code.group


Node = Callable[[Interpreter, exp.Expr, Scope], Value]

OF_A_FIELD: dict[str, Callable[[Cell, Field], Value]] = {
    "blank": lambda cell, field: cell.text is None,
    "recorded": lambda cell, field: cell.text is not None,
    "placeholder": lambda cell, field: cell.placeholder,
    "valid": valid,
    "known": known,
    "group_of": group_of,
}

NODES: dict[type[exp.Expr], Node] = {
    exp.Column: column,
    exp.Literal: literal,
    exp.Boolean: lambda self, node, scope: bool(node.this),
    exp.Null: lambda self, node, scope: None,
    exp.Placeholder: parameter,
    exp.Paren: inner,
    exp.Alias: inner,
    exp.EQ: comparison(operator.eq),
    exp.NEQ: comparison(operator.ne),
    exp.GT: comparison(operator.gt),
    exp.GTE: comparison(operator.ge),
    exp.LT: comparison(operator.lt),
    exp.LTE: comparison(operator.le),
    exp.NullSafeEQ: sameness,
    exp.NullSafeNEQ: lambda self, node, scope: not sameness(self, node, scope),
    exp.And: conjunction,
    exp.Or: disjunction,
    exp.Not: negation,
    exp.Is: identity,
    exp.In: membership,
    exp.Between: betweenness,
    exp.Like: likeness,
    exp.Case: choice,
    exp.Coalesce: first_known,
    exp.Nullif: null_if,
    exp.Greatest: extreme(max),
    exp.Least: extreme(min),
    exp.Add: arithmetic(operator.add),
    exp.Sub: arithmetic(operator.sub),
    exp.Mul: arithmetic(operator.mul),
    exp.Div: arithmetic(divide),
    exp.Mod: arithmetic(remainder),
    exp.Neg: minus_sign,
    exp.DPipe: arithmetic(join_text),
    exp.Cast: cast,
    exp.TryCast: cast,
    exp.Extract: part_of,
    exp.Exists: existence,
    exp.Subquery: scalar,
    exp.Select: scalar,
    exp.Window: window,
}
