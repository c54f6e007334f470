"""Windows: functions over the records that stand with one, their order and their frame."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from sqlglot import exp

from recordcheck.model import NUMBERS, FieldType
from recordcheck.nearest import did_you_mean
from recordcheck.standard.sql.calls import aggregate, apply, in_full
from recordcheck.standard.sql.functions import AGGREGATES, WINDOWS
from recordcheck.standard.sql.parse import SqlError, offset_of, short
from recordcheck.standard.sql.scope import Scope
from recordcheck.standard.sql.types import ENGINES_OWN, RECORD, Worth, name

Node = exp.Expression


def window(node: Node, scope: Scope) -> Worth:
    """A function over a window of the table's records."""
    if node.args.get("alias") is not None or "spec" not in node.args:
        raise SqlError("write the window out: `over (...)`", offset_of(node))
    called = _called(node, scope)
    aggregated, scope.windowed = scope.aggregated, False
    if called in AGGREGATES:
        worth = aggregate(called, node.this, scope)
        scope.aggregated = aggregated  # over a window it gives a value for each record
    else:
        worth = apply(called, WINDOWS[called], node.this, scope)
    scope.whole_export = True
    parts = []
    partition = node.args.get("partition_by")
    if partition:
        parts.append("partition by " + ", ".join(scope.worth(part).sql for part in partition))
    order = node.args.get("order")
    if order is not None:
        keys = [_ordered(part, scope) for part in order.expressions]
        worth, keys = _in_file_order(called, worth, keys, node, scope)
        parts.append(f"order by {', '.join(keys)}")
    elif called in WINDOWS:
        raise SqlError(f"`{called}` needs `order by` in its window", offset_of(node))
    if node.args.get("spec") is not None:
        parts.append(_frame(node.args["spec"], node, scope))
    if scope.windowed:
        raise SqlError("a window inside a window; derive the inner one first", offset_of(node))
    scope.windowed = True
    return in_full(called, replace(worth, sql=f"({worth.sql} over ({' '.join(parts)}))"))


def _called(node: Node, scope: Scope) -> str:
    """The name of the function, which is one over a window."""
    inner = node.this
    if not isinstance(inner, exp.Anonymous):
        scope.worth(inner)  # `filter (...)` and the like are refused by their own name
    called = str(inner.this).lower() if isinstance(inner, exp.Anonymous) else short(inner)
    if called not in WINDOWS and called not in AGGREGATES:
        near = did_you_mean(called, [*WINDOWS, *AGGREGATES])
        raise SqlError(f"`{called}` is not a function over a window{near}", offset_of(node))
    return called


def _in_file_order(
    called: str, worth: Worth, keys: list[str], node: Node, scope: Scope
) -> tuple[Worth, list[str]]:
    """A function and the order of its window, in which records that tie stand as in the export. The
    engine leaves them as it comes upon them, otherwise each time. Where a frame ends with the last
    that ties, it takes no further key, and a function that takes one of them has the order itself.
    """
    further = [*keys, *_places(scope)]
    spec = node.args.get("spec")
    if spec is None:
        by_records = called in ("row_number", "lag", "lead", "first_value")
    else:
        by_records = str(spec.args.get("kind")).upper() == "ROWS"
    if by_records:
        return worth, further
    if called in ("first_value", "last_value"):
        worth = replace(worth, sql=f"{worth.sql.removesuffix(')')} order by {', '.join(further)})")
    return worth, keys


def _places(scope: Scope) -> list[str]:
    """Keys that no two records share: where each stands in the export, the fields of one of a view,
    and what a group is grouped by.
    """
    if scope.around is None:
        return [f"{name(scope.own)}.{RECORD}"]
    if scope.grouped is not None or scope.aggregated:
        return scope.grouped or []
    keys = []
    for alias, table in scope.sources[0].items():
        fields = scope.names.tables[table].fields if scope.of_view(alias) else ()
        for column in fields:
            scope.reach(table, column)
        for column in fields or [ENGINES_OWN]:
            keys.append(f"{name(alias)}.{name(column)}")
            scope.note(alias, keys[-1])
    return keys


def _ordered(node: Node, scope: Scope) -> str:
    way = "desc" if node.args.get("desc") else "asc"
    nulls = "first" if node.args.get("nulls_first") else "last"
    return f"{scope.worth(node.this).sql} {way} nulls {nulls}"


def _frame(spec: Node, node: Node, scope: Scope) -> str:
    if node.args.get("order") is None:
        raise SqlError("a window's frame needs `order by` before it", offset_of(node))
    numbers = [part for part in spec.walk() if part is not spec]
    if not all(isinstance(part, exp.Literal) and part.is_int for part in numbers):
        raise SqlError("a window's frame takes whole numbers only", offset_of(node))
    start, end = _edge(spec, "start"), _edge(spec, "end")
    if start > end or start == inf or end == -inf:
        raise SqlError("a window's frame ends before it begins", offset_of(node))
    if numbers and str(spec.args.get("kind")).upper() == "RANGE":
        kinds = [scope.worth(part.this).type for part in node.args["order"].expressions]
        if len(kinds) != 1 or kinds[0] not in (*NUMBERS, FieldType.DATE):
            message = "`range` with a number needs `order by` one number or date; or write `rows`"
            raise SqlError(message, offset_of(node))
    return spec.sql(dialect="duckdb")


def _edge(spec: Node, end: str) -> float:
    """How far behind the record at hand a frame begins or ends; before it, less than nothing."""
    written = spec.args.get(end)
    if written is None or str(written).upper() == "CURRENT ROW":
        return 0
    far = inf if str(written).upper() == "UNBOUNDED" else int(written.this)
    return -far if str(spec.args.get(f"{end}_side")).upper() == "PRECEDING" else far
