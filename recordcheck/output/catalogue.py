"""The list of standards."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from recordcheck.model import Rule, Standard
from recordcheck.output.table import render_table


def entry(standard: Standard, rules: Iterable[Rule]) -> dict[str, Any]:
    """One standard, with counts of the tables that an export may have, of its rules, and of those
    that are written.
    """
    rules = list(rules)
    return {
        "standard": standard.name,
        "version": standard.version,
        "title": standard.title,
        "tables": len(standard.exported),
        "rules": len(rules),
        "written": sum(rule.written for rule in rules),
    }


def as_json(entries: list[dict[str, Any]]) -> str:
    """One array."""
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


def as_text(entries: list[dict[str, Any]]) -> str:
    """A table."""
    head = ["standard", "version", "tables", "rules", "written", "title"]
    rows = [[str(one[key]) for key in head] for one in entries]
    return render_table(head, rows, left=frozenset({0, 1, 5}), width=200)
