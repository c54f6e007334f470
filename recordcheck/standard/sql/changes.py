"""Small changes of an expression, one at a time: each is what a slip of the pen might have made.

A comparison is turned, a condition or a key of a join is left out, a constant is moved by one, a
code is taken off a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlglot import exp

from recordcheck.model import NUMBERS, FieldType, Parameter
from recordcheck.standard.sql.parse import parse

Node = exp.Expr
Changed = tuple[Node, str]
TURNED: dict[type[Node], type[Node]] = {
    exp.EQ: exp.NEQ,
    exp.NEQ: exp.EQ,
    exp.LT: exp.LTE,
    exp.LTE: exp.LT,
    exp.GT: exp.GTE,
    exp.GTE: exp.GT,
    exp.NullSafeEQ: exp.NullSafeNEQ,
    exp.NullSafeNEQ: exp.NullSafeEQ,
}
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Variant:
    """An expression with one small change: its whole text, and the change in a few words."""

    text: str
    says: str


def variants_of(text: str, parameters: Mapping[str, Parameter]) -> list[Variant]:
    """An expression with each of its small changes, in its order; one that gives the same text is
    left out.
    """
    tree = parse(text)
    found: dict[str, str] = {}
    for place, node in enumerate(tree.walk()):
        for change, says in _changed(node, parameters):
            found.setdefault(_with(tree, place, change), says)
    found.pop(written(tree), None)
    return [Variant(changed, says) for changed, says in found.items()]


def renamed(text: str, table: str, names: Mapping[str, str]) -> str:
    """An expression that reads other derived columns of its own table: theirs for ours."""
    tree = parse(text)
    for column in list(tree.find_all(exp.Column)):
        source = column.text("table").lower()
        if column.name.lower() in names and source in ("", table):
            column.set("this", exp.to_identifier(names[column.name.lower()]))
    return written(tree)


def written(tree: Node) -> str:
    """A tree as text of the language."""
    return tree.transform(_parameter).sql("duckdb")


def _parameter(node: Node) -> Node:
    """A parameter as the language writes it, which DuckDB would write `$name`."""
    return exp.var(f":{node.name}") if isinstance(node, exp.Placeholder) else node


def _with(tree: Node, place: int, change: Node) -> str:
    """The text with a change in the place of one node, by its number."""
    if not place:  # the whole of it
        return written(change)
    whole = tree.copy()
    list(whole.walk())[place].replace(change.copy())
    return written(whole)


def _changed(node: Node, parameters: Mapping[str, Parameter]) -> Iterator[Changed]:
    if isinstance(node, exp.Placeholder):
        yield from _parameter_moved(node, parameters)
    for kinds, make in CHANGES:
        if isinstance(node, kinds):
            yield from make(node)


def _turned(node: Node) -> Iterator[Changed]:
    other = TURNED.get(type(node))
    if other is not None:
        yield _becomes(node, other(this=node.this.copy(), expression=node.expression.copy()))


def _left_out(node: Node) -> Iterator[Changed]:
    yield node.this.copy(), f"without `{_short(node.expression)}`"
    yield node.expression.copy(), f"without `{_short(node.this)}`"


def _not_turned(node: Node) -> Iterator[Changed]:
    yield _becomes(node, node.this.copy())


def _like_turned(node: Node) -> Iterator[Changed]:
    if node.args.get("negate"):
        yield _becomes(node, exp.Like(this=node.this.copy(), expression=node.expression.copy()))


def _number_moved(node: Node) -> Iterator[Changed]:
    if isinstance(node.parent, (exp.Select, exp.Extract)):  # the 1 of `exists (select 1 ...)`
        return
    if not node.is_string:
        moved = int(node.this) + 1 if node.this.isdigit() else float(node.this) + 1
        yield _becomes(node, exp.Literal.number(moved))
        return
    try:
        day = date.fromisoformat(node.this[:10])
    except ValueError:
        return
    moved_day = (day + timedelta(days=1)).isoformat() + node.this[10:]
    yield _becomes(node, exp.Literal.string(moved_day))


def _parameter_moved(node: Node, parameters: Mapping[str, Parameter]) -> Iterator[Changed]:
    parameter = parameters.get(node.name.lower())
    if parameter is not None and parameter.type in NUMBERS:
        more = exp.Add(this=node.copy(), expression=exp.Literal.number(1))
        yield _becomes(node, exp.Paren(this=more))
    elif parameter is None or parameter.type == FieldType.DATE:
        one = [node.copy(), exp.Literal.number(1)]
        yield _becomes(node, exp.Anonymous(this="add_days", expressions=one))


def _code_taken_off(node: Node) -> Iterator[Changed]:
    for code in node.expressions if len(node.expressions) > 1 else []:
        rest = [item.copy() for item in node.expressions if item is not code]
        yield exp.In(this=node.this.copy(), expressions=rest), f"without the code {_short(code)}"


def _group_left_out(node: Node) -> Iterator[Changed]:
    partition = node.args.get("partition_by") or []
    for key in partition:
        changed = node.copy()
        changed.set("partition_by", [item.copy() for item in partition if item is not key])
        yield changed, f"without `partition by {_short(key)}`"


def _where_left_out(node: Node) -> Iterator[Changed]:
    if node.args.get("where") is not None and not isinstance(node.args["where"].this, exp.And):
        changed = node.copy()
        changed.set("where", None)
        yield changed, f"without `where {_short(node.args['where'].this)}`"


def _becomes(node: Node, change: Node) -> Changed:
    return change, f"`{_short(node)}` becomes `{_short(change)}`"


def _short(node: Node) -> str:
    text = written(node)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


CHANGES: list[tuple[tuple[type[Node], ...], Callable[[Node], Iterator[Changed]]]] = [
    (tuple(TURNED), _turned),
    ((exp.And, exp.Or), _left_out),
    ((exp.Not,), _not_turned),
    ((exp.Like,), _like_turned),
    ((exp.Literal,), _number_moved),
    ((exp.In,), _code_taken_off),
    ((exp.Window,), _group_left_out),
    ((exp.Select,), _where_left_out),
]
