"""The JSON contract, version 1. It changes only with a new version; keys may be added.

A key stands on a line, and so does each item of a list: two runs can be compared line by line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from recordcheck.model import Kept, NotRun, Rate, Run, TargetResult
from recordcheck.model.baseline import Comparison, Figure, Held
from recordcheck.output.encode import encode, encode_lines, findings

VERSION = 1


def render(run: Run) -> str:
    """The run as one JSON object."""
    parts: list[str] = []
    for key, value in document(run).items():
        items = findings(value) if key == "findings" else value
        shown = _items(items) if value and isinstance(value, (list, tuple)) else [encode(value)]
        parts += [",\n" if parts else "{\n", f' "{key}": ', *shown]
    return "".join([*parts, "\n}\n"])


def _items(values: Any) -> Iterator[str]:
    """The items of a list that has some."""
    yield "[\n  "
    between, last = ",\n  ", ""
    for lines in encode_lines(values):
        yield last
        last = lines.replace("\n", between)
    yield last.removesuffix(between)
    yield "\n ]"


def document(run: Run) -> dict[str, Any]:
    """The run as values to encode."""
    return {
        "version": VERSION,
        "recordcheck": run.versions["recordcheck"],
        "versions": {
            name: number for name, number in run.versions.items() if name != "recordcheck"
        },
        "as_at": run.as_at.isoformat(),
        "parameters": run.parameters,
        "standards": [
            {"name": one.name, "version": one.version, "hash": one.hash, "weaker": list(one.weaker)}
            for one in run.standards
        ],
        "tables": [
            {
                "name": table.name,
                "path": table.path,
                "records": table.records,
                "unused": [{"column": one.name, "nearest": one.nearest} for one in table.unused],
                "absent": [{"field": one.name, "nearest": one.nearest} for one in table.absent],
                "warnings": list(table.warnings),
                "set_aside": table.set_aside,
                "sha256": table.sha256,
                "standard": table.standard,
            }
            for table in run.tables
        ],
        "findings": run.findings,
        "rates": [_rate(one) for one in run.rates],
        "not_run": [_not_run(one) for one in run.not_run],
        "kept": [_kept(one) for one in run.kept],
        "problem_records": run.problem_records,
        "incomplete": run.set_aside > 0,
        "options": run.options,
        "baseline": _comparison(run.comparison),
        "verdict": str(run.verdict),
    }


def _rate(one: Rate) -> dict[str, Any]:
    return {
        "table": one.table,
        "field": one.field,
        "rule": one.rule,
        "group": one.group,
        "due": one.due,
        "recorded": one.recorded,
        "valid": one.valid,
        "known": one.known,
        "declined": one.declined,
        "kept": one.kept,
        "not_judged": one.not_judged,
        "targets": {target.measure: _target(target) for target in one.targets},
        "standard": one.standard,
    }


def _target(target: TargetResult) -> dict[str, Any]:
    return {
        "target": float(target.target),
        "at_most": target.ceiling,
        "count": target.count,
        "of": target.of,
        "met": target.met,
        "short_by": target.short_by,
        "trial": target.trial,
    }


def _not_run(one: NotRun) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "table": one.table,
        "field": one.field,
        "reason": one.reason,
        "lacks_table": one.lacks_table,
        "lacks_column": one.lacks_column,
        "no_rate": one.no_rate,
    }


def _kept(one: Kept) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "name": one.name,
        "table": one.table,
        "field": one.field,
        "judged": one.judged,
        "not_judged": one.not_judged,
    }


def _comparison(one: Comparison | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "path": one.path,
        "held": [_held(held) for held in one.held],
        "unnoted": one.unnoted,
        "rewritten": list(one.rewritten),
    }


def _held(held: Held) -> dict[str, Any]:
    figure = held.figure
    return {
        "standing": str(held.standing),
        "rule": figure.rule or None,
        "table": figure.table,
        "field": figure.field,
        "measure": figure.measure,
        "before": _figures(held.before),
        "now": _figures(held.now),
        "reason": figure.reason,
    }


def _figures(one: Figure | None) -> dict[str, int] | None:
    return {"count": one.count, "of": one.of} if one is not None else None
