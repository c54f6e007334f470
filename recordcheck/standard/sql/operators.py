"""Operators, literals and names: what each is worth, and how it is written in plain SQL.

One function for each kind of node, in the literal table at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sqlglot import exp

from recordcheck.model import NUMBERS, TEXTS, TIMES, FieldType
from recordcheck.standard.sql import selects
from recordcheck.standard.sql.elsewhere import here
from recordcheck.standard.sql.literals import alike, either, listed
from recordcheck.standard.sql.parse import SqlError, each, offset_of, short
from recordcheck.standard.sql.patterns import all_of, any_of
from recordcheck.standard.sql.scope import Scope, condition
from recordcheck.standard.sql.types import Worth, comparable, text_literal, wider

B = FieldType.BOOLEAN
_CURLED = "‘’“”´"
Node = exp.Expression


def _connect(word: str) -> Callable[[Node, Scope], Worth]:
    def connect(node: Node, scope: Scope) -> Worth:
        # a long chain of `and` leans to the left: walk it, so that its length is no depth
        parts: list[Node] = []
        while type(node) in (exp.And, exp.Or) and OPERATORS[type(node)] is connect:
            parts.append(node.expression)
            node = node.this
        parts.append(node)
        sides = each(lambda part: condition(part, scope), reversed(parts))
        asked = any_of(sides) if word == "or" else all_of(sides)
        return Worth(f"({f' {word} '.join(asked)})", B)

    return connect


def _not(node: Node, scope: Scope) -> Worth:
    return Worth(f"(not {condition(node.this, scope).sql})", B)


def _compare(sign: str) -> Callable[[Node, Scope], Worth]:
    def compare(node: Node, scope: Scope) -> Worth:
        sides = (node.this, node.expression)
        if "distinct" not in sign:
            _not_null(f"{sign} null", sides, node)
        one, other = each(scope.worth, sides)
        _not_empty(one, other, node, scope)
        one, other = alike(one, other, node)
        _not_itself(one, other, node, scope)
        return Worth(f"({one.sql} {sign} {other.sql})", B)

    return compare


def _not_null(written: str, sides: Iterable[Node], node: Node) -> None:
    """Nothing equals null: beside one, no record would be kept or broken."""
    if any(isinstance(side, exp.Null) for side in sides):
        message = f"`{written}` is never true; write `is null` or `is not null`"
        raise SqlError(message, offset_of(node))


def _not_empty(one: Worth, other: Worth, node: Node, scope: Scope) -> None:
    """No cell is an empty text: beside one, a blank would be neither kept nor broken."""
    for column, text in ((one, other), (other, one)):
        if text.literal == "" and column.field is not None and not scope.of_view(column.source):
            called = column.field.name
            message = (
                f"a blank is not an empty text; write `blank({called})` or `recorded({called})`"
            )
            raise SqlError(message, offset_of(node))


def _not_itself(one: Worth, other: Worth, node: Node, scope: Scope) -> None:
    """Beside itself, a column says nothing. In a select, a name alone means its own table where
    that has such a column, and so does the name of the record's table where it reads that one by
    no other.
    """
    if one.field is None or one.sql != other.sql:
        return
    column, meant = node.this, ""
    if scope.around is not None and scope.own:
        meant = f"; for that of the record, write `{scope.own}.{column.name}`"
        if scope.own in scope.sources[0]:
            meant += f", and in the select `from {scope.own} as other`"
    raise SqlError(f"compares `{short(column)}` with itself{meant}", offset_of(node))


def _is(node: Node, scope: Scope) -> Worth:
    side = node.expression
    if isinstance(side, (exp.Null, exp.Boolean)):
        word = "null" if isinstance(side, exp.Null) else str(side.this).lower()
        value = scope.worth(node.this) if word == "null" else condition(node.this, scope)
        return Worth(f"({value.sql} is {word})", B)
    says = "only null, true, false or distinct from can follow `is`"
    if isinstance(side, exp.Column) and side.name.lower() in ("blank", "recorded", "known"):
        says += f"; write `{side.name.lower()}(...)` of the field"
    raise SqlError(says, offset_of(node))


def _in(node: Node, scope: Scope) -> Worth:
    value = scope.worth(node.this)
    query = node.args.get("query")
    if query is not None:
        found = selects.column(query, scope)
        if not comparable(value.type, found.type):
            raise SqlError(f"compares {value.type} with {found.type}", offset_of(node))
        listed(value, found, node)
        listed(found, value, node)
        return Worth(f"({value.sql} in {found.sql})", B)
    if not node.expressions:
        raise SqlError("`in` needs a list or a select", offset_of(node))
    for item in node.expressions:
        if isinstance(item, exp.Null):
            message = "`in` never finds null; take it out, and ask for `is null` by itself"
            raise SqlError(message, offset_of(node))
    items = each(lambda item: _item(value, item, node, scope), node.expressions)
    return Worth(f"({value.sql} in ({', '.join(item.sql for item in items)}))", B)


def _item(value: Worth, item: Node, node: Node, scope: Scope) -> Worth:
    worth = scope.worth(item)
    _not_empty(value, worth, item, scope)
    _not_itself(value, worth, node, scope)
    return alike(value, worth, item)[1]


def _between(node: Node, scope: Scope) -> Worth:
    value = scope.worth(node.this)
    ends = [node.args[end] for end in ("low", "high")]
    _not_null("between null", ends, node)
    low, high = each(lambda end: _item(value, end, node, scope), ends)
    first, last = _written(ends[0], low), _written(ends[1], high)
    if first is not None and last is not None and first > last:
        raise SqlError("`between` ends before it begins", offset_of(ends[0]))
    return Worth(f"({value.sql} between {low.sql} and {high.sql})", B)


def _written(node: Node, worth: Worth) -> tuple[str, float] | None:
    """An end that is written out, so that two compare: a moment in one form. None for a value that
    only a record gives.
    """
    if isinstance(node, exp.Neg) and (number := _written(node.this, worth)) is not None:
        return "", -number[1]
    if not isinstance(node, exp.Literal):
        return None
    if node.is_string:
        return (worth.sql if worth.type in TIMES else str(node.this)), 0.0
    return "", float(node.this)


def _like(node: Node, scope: Scope) -> Worth:
    one, other = each(scope.worth, (node.this, node.expression))
    if one.type not in (*TEXTS, None) or other.type not in (*TEXTS, None):
        raise SqlError("`like` needs a text on both sides", offset_of(node))
    _not_empty(one, other, node, scope)
    _not_itself(one, other, node, scope)
    if re.search(r"\\[%_]", other.literal or ""):
        message = "`\\` escapes nothing in `like`; use `matches`"
        raise SqlError(message, offset_of(node.expression))
    negated = "not " if node.args.get("negate") else ""
    return Worth(f"({one.sql} {negated}like {other.sql})", B)


def _case(node: Node, scope: Scope) -> Worth:
    subject = scope.worth(node.this) if node.this is not None else None
    cases, results = [], []
    for branch in node.args["ifs"]:
        if subject is None:
            test = condition(branch.this, scope).sql
        else:
            _not_null("when null", [branch.this], node)
            test = _item(subject, branch.this, node, scope).sql
        result = scope.worth(branch.args["true"])
        results.append((branch.args["true"], result))
        cases.append(f"when {test} then {result.sql}")
    default = node.args.get("default")
    if default is not None:
        results.append((default, scope.worth(default)))
        cases.append(f"else {results[-1][1].sql}")
    kind = _widest(results)
    head = f"case {subject.sql} " if subject is not None else "case "
    codes = either(worth for _, worth in results)
    return Worth(f"({head}{' '.join(cases)} end)", kind, codes=codes)


def _widest(results: list[tuple[Node, Worth]]) -> FieldType | None:
    kind: FieldType | None = None
    for node, worth in results:
        if not comparable(kind, worth.type):
            raise SqlError(
                f"this value is {worth.type}, and one before it {kind}; give all one type",
                offset_of(node),
            )
        kind = wider(kind, worth.type)
    return kind


def _arithmetic(sign: str) -> Callable[[Node, Scope], Worth]:
    def arithmetic(node: Node, scope: Scope) -> Worth:
        one, other = each(scope.worth, (node.this, node.expression))
        for side, worth in ((node.this, one), (node.expression, other)):
            if worth.type not in (*NUMBERS, None):
                hint = "; use add_days or days_between" if worth.type in TIMES else ""
                raise SqlError(f"`{sign}` needs numbers, not {worth.type}{hint}", offset_of(side))
        if sign == "/":
            return Worth(f"({one.sql} / nullif({other.sql}::double, 0))", FieldType.NUMBER)
        if sign == "%":
            return Worth(f"({one.sql} % nullif({other.sql}, 0))", wider(one.type, other.type))
        if sign == "*":  # two whole numbers may not fit one
            return Worth(f"({one.sql}::double * {other.sql})", FieldType.NUMBER)
        return Worth(f"({one.sql} {sign} {other.sql})", wider(one.type, other.type))

    return arithmetic


def _negative(node: Node, scope: Scope) -> Worth:
    worth = scope.worth(node.this)
    if worth.type not in (*NUMBERS, None):
        raise SqlError(f"`-` needs a number, not {worth.type}", offset_of(node))
    return Worth(f"(- {worth.sql})", worth.type)


def _join_texts(node: Node, scope: Scope) -> Worth:
    sides = each(scope.worth, (node.this, node.expression))
    if any(side.type not in (*TEXTS, None) for side in sides):
        raise SqlError("`||` needs a text on both sides", offset_of(node))
    return Worth(f"({sides[0].sql} || {sides[1].sql})", FieldType.TEXT)


def _literal(node: Node, scope: Scope) -> Worth:
    if node.is_string:
        return Worth(text_literal(node.this), FieldType.TEXT, literal=node.this)
    whole = node.this.isdigit()
    return Worth(node.this, FieldType.INTEGER if whole else FieldType.NUMBER)


def _column(node: Node, scope: Scope) -> Worth:
    if node.args.get("db") or isinstance(node.this, exp.Star):
        raise SqlError(f"`{short(node)}` is not a column", offset_of(node))
    called = _name(node.this) or ""
    bare = called.strip(_CURLED)
    quoted = node.this.args.get("quoted") or bare != called
    meant = f"; a text is written '{bare}'" if quoted else ""
    source = _name(node.args.get("table"))
    return scope.column(source, called, offset_of(node), meant=here(called) or meant)


def _name(node: Node | None) -> str | None:
    return (
        None if node is None else str(node.name if node.args.get("quoted") else node.name.lower())
    )


OPERATORS: dict[type[Node], Callable[[Node, Scope], Worth]] = {
    exp.And: _connect("and"),
    exp.Or: _connect("or"),
    exp.Not: _not,
    exp.Paren: lambda node, scope: scope.worth(node.this),
    exp.EQ: _compare("="),
    exp.NEQ: _compare("<>"),
    exp.LT: _compare("<"),
    exp.LTE: _compare("<="),
    exp.GT: _compare(">"),
    exp.GTE: _compare(">="),
    exp.NullSafeEQ: _compare("is not distinct from"),
    exp.NullSafeNEQ: _compare("is distinct from"),
    exp.Is: _is,
    exp.In: _in,
    exp.Between: _between,
    exp.Like: _like,
    exp.Case: _case,
    exp.Add: _arithmetic("+"),
    exp.Sub: _arithmetic("-"),
    exp.Mul: _arithmetic("*"),
    exp.Div: _arithmetic("/"),
    exp.Mod: _arithmetic("%"),
    exp.Neg: _negative,
    exp.DPipe: _join_texts,
    exp.Literal: _literal,
    exp.Boolean: lambda node, scope: Worth(str(node.this).lower(), B),
    exp.Null: lambda node, scope: Worth("null", None),
    exp.Column: _column,
    exp.Placeholder: lambda node, scope: scope.parameter(node.name.lower(), offset_of(node)),
}
