"""The JSON contract, version 1. It changes only with a new version; keys may be added."""

from __future__ import annotations

import json
from typing import Any

from recordcheck.model import Finding, NotRun, Rate, Run, TargetResult
from recordcheck.model.baseline import Comparison, Held, Wrong

VERSION = 1


def render(run: Run) -> str:
    """The run as one JSON object."""
    return json.dumps(document(run), ensure_ascii=False, indent=1) + "\n"


def document(run: Run) -> dict[str, Any]:
    """The run as plain values."""
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
            }
            for table in run.tables
        ],
        "findings": [_finding(one) for one in run.findings],
        "rates": [_rate(one) for one in run.rates],
        "not_run": [_not_run(one) for one in run.not_run],
        "problem_records": run.problem_records,
        "incomplete": run.set_aside > 0,
        "options": run.options,
        "baseline": _comparison(run.comparison),
        "verdict": str(run.verdict),
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "name": one.name,
        "severity": str(one.severity),
        "table": one.table,
        "field": one.field,
        "path": one.path,
        "broken": one.broken,
        "judged": one.judged,
        "not_judged": one.not_judged,
        "records": list(one.records),
        "lines": list(one.lines),
        "nearest": one.nearest,
        "trial": one.trial,
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
    return {"rule": one.rule, "table": one.table, "field": one.field, "reason": one.reason}


def _comparison(one: Comparison | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"path": one.path, "held": [_held(held) for held in one.held]}


def _held(held: Held) -> dict[str, Any]:
    wrong = held.wrong
    return {
        "standing": str(held.standing),
        "rule": wrong.rule or None,
        "table": wrong.table,
        "field": wrong.field,
        "measure": wrong.measure,
        "before": _figures(held.before),
        "now": _figures(held.now),
        "reason": wrong.reason,
    }


def _figures(wrong: Wrong | None) -> dict[str, int] | None:
    return {"count": wrong.count, "of": wrong.of} if wrong is not None else None
