"""Code Quality for GitLab: one JSON array, which a merge request compares with its target's."""

from __future__ import annotations

from typing import Any

from recordcheck.model import Run
from recordcheck.model.run import Verdict
from recordcheck.output.caveats import caveats
from recordcheck.output.cut import short
from recordcheck.output.encode import encode
from recordcheck.output.issues import Level, fingerprint, first_path, listed, not_listed
from recordcheck.output.sentences import summary

SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}
LONGEST = 2_000
OURS = "recordcheck"


def render(run: Run) -> str:
    """The gravest issues, and in the same list what was not run or is not listed."""
    shown, left = listed(run)
    path = first_path(run)
    found = []
    if run.verdict == Verdict.NOTHING_JUDGED:
        found.append(_item(OURS, summary(run), "nothing judged", "blocker", path))
    found += [
        _item(
            one.rule, f"{one.rule}: {one.says}", one.key, SEVERITIES[one.level], one.path, one.line
        )
        for one in shown
    ]
    found += [_item(OURS, text, fingerprint(text), "info", path) for text in caveats(run)]
    if left:
        found.append(_item(OURS, not_listed(run, shown, left), "not listed", "info", path))
    return encode(found) + "\n"


def _item(
    rule: str, says: str, key: str, severity: str, path: str, line: int = 1
) -> dict[str, Any]:
    return {
        "check_name": rule,
        "description": short(says, LONGEST),
        "fingerprint": key,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }
