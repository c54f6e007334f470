"""Window functions: a value for each row out of the rows that stand with it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from .aggregates import AGGREGATES, Evaluate, aggregate
from .logic import same
from .scope import Scope
from .values import Value
from .world import NotInterpretedError


def window_values(node: exp.Window, scopes: Sequence[Scope], evaluate: Evaluate) -> list[Value]:
    """The value of a window function for every row, in the order of the rows."""
    found: list[Value] = [None] * len(scopes)
    for members in partitions(node, scopes, evaluate):
        ordered = in_order(node, members, scopes, evaluate)
        for place, index in enumerate(ordered):
            rows = [scopes[i] for i in ordered]
            found[index] = at_place(node, rows, place, evaluate)
    return found


def partitions(node: exp.Window, scopes: Sequence[Scope], evaluate: Evaluate) -> list[list[int]]:
    """The numbers of the rows that stand together."""
    parts: dict[tuple[Value, ...], list[int]] = {}
    for index, scope in enumerate(scopes):
        key = tuple(evaluate(part, scope) for part in node.args.get("partition_by") or [])
        parts.setdefault(key, []).append(index)
    return list(parts.values())


def ordering(node: exp.Window) -> list[exp.Expr]:
    """The keys that the rows are ordered by."""
    order = node.args.get("order")
    return [] if order is None else list(order.expressions)


def in_order(
    node: exp.Window, members: list[int], scopes: Sequence[Scope], evaluate: Evaluate
) -> list[int]:
    """The rows of one part in the order asked for; those that tie in the order of the file."""
    ordered = list(members)
    for key in reversed(ordering(node)):
        values = {i: evaluate(key.this, scopes[i]) for i in members}
        nulls = [i for i in ordered if values[i] is None]
        rest = sorted(
            (i for i in ordered if values[i] is not None),
            key=lambda i: values[i],  # type: ignore[arg-type,return-value]
            reverse=bool(key.args.get("desc")),
        )
        ordered = nulls + rest if key.args.get("nulls_first") else rest + nulls
    return ordered


def at_place(node: exp.Window, rows: list[Scope], place: int, evaluate: Evaluate) -> Value:
    """The value of a window function at one place of an ordered part."""
    function = node.this
    if isinstance(function, exp.RowNumber):
        return place + 1
    if isinstance(function, exp.Rank | exp.DenseRank):
        return rank(node, function, rows, place, evaluate)
    if isinstance(function, exp.Lag | exp.Lead):
        return neighbour(function, rows, place, evaluate)
    frame = framed(node, rows, place, evaluate)
    if isinstance(function, exp.FirstValue | exp.LastValue):
        end = 0 if isinstance(function, exp.FirstValue) else -1
        return evaluate(function.this, frame[end]) if frame else None
    if type(function) in AGGREGATES:
        return aggregate(function, frame, evaluate)
    raise NotInterpretedError(f"window function {type(function).__name__}")


def peers(node: exp.Window, a: Scope, b: Scope, evaluate: Evaluate) -> bool:
    """Whether two rows tie in the order."""
    return all(same(evaluate(k.this, a), evaluate(k.this, b)) for k in ordering(node))


def rank(
    node: exp.Window, function: exp.Expr, rows: list[Scope], place: int, evaluate: Evaluate
) -> int:
    """1 more than the rows before it that do not tie with it (dense: than their different keys)."""
    before = [i for i in range(place) if not peers(node, rows[i], rows[place], evaluate)]
    if isinstance(function, exp.Rank):
        return len(before) + 1
    return 1 + sum(i == 0 or not peers(node, rows[i - 1], rows[i], evaluate) for i in before)


def neighbour(function: exp.Expr, rows: list[Scope], place: int, evaluate: Evaluate) -> Value:
    """The value of a row so many places before or after."""
    step = function.args.get("offset")
    distance = 1 if step is None else evaluate(step, rows[place])
    if not isinstance(distance, int):
        return None
    there = place - distance if isinstance(function, exp.Lag) else place + distance
    if 0 <= there < len(rows):
        return evaluate(function.this, rows[there])
    default = function.args.get("default")
    return None if default is None else evaluate(default, rows[place])


def framed(node: exp.Window, rows: list[Scope], place: int, evaluate: Evaluate) -> list[Scope]:
    """The rows of the frame: without a word about it, up to the last that ties with this one."""
    spec = node.args.get("spec")
    if spec is None:
        if not ordering(node):
            return rows
        return rows[: last_peer(node, rows, place, evaluate) + 1]
    start = edge(spec.args.get("start"), spec.args.get("start_side"), place, len(rows))
    end = edge(spec.args.get("end"), spec.args.get("end_side"), place, len(rows))
    if spec.args.get("kind", "").lower() == "rows":
        return rows[max(start, 0) : max(end + 1, 0)]
    if start == 0 and end == place:
        return rows[: last_peer(node, rows, place, evaluate) + 1]
    if start == 0 and end == len(rows) - 1:
        return rows
    raise NotInterpretedError("this window frame")


def last_peer(node: exp.Window, rows: list[Scope], place: int, evaluate: Evaluate) -> int:
    """The place of the last row that ties with this one."""
    return max(i for i in range(len(rows)) if peers(node, rows[i], rows[place], evaluate))


def edge(bound: object, side: str | None, place: int, count: int) -> int:
    """The place where a frame begins or ends."""
    if bound is None or str(bound).upper() == "CURRENT ROW":
        return place
    before = str(side).lower() == "preceding"
    if str(bound).upper() == "UNBOUNDED":
        return 0 if before else count - 1
    distance = int(str(bound))
    return place - distance if before else place + distance
