"""However many rules a table has, each verdict counts for its own rule."""

from __future__ import annotations

from pathlib import Path

import pyarrow

import recordcheck

NAMES = [f"reference_{number}" for number in range(1, 71)]
STANDARD = f"""
standard: references
version: "1"
title: References
tables:
  case:
    one_record_is: one case
    fields:
      case_no: {{type: text, due: always}}
{"".join(f"      {name}: {{type: text, unique: true}}" + chr(10) for name in NAMES)}
"""


def test_of_seventy_references_only_the_last_is_at_fault(tmp_path: Path) -> None:
    """Two cases share it, and in a third one a spreadsheet has rounded it."""
    (tmp_path / "references.yaml").write_text(STANDARD, encoding="utf-8")
    columns = {name: ["A1", "A2", "A3", "A4"] for name in ["case_no", *NAMES]}
    columns[NAMES[-1]] = ["A1", "A1", "1.2E+11", "A4"]
    run = recordcheck.check({"case": pyarrow.table(columns)}, tmp_path / "references.yaml")
    assert [(one.name, one.broken, one.records) for one in run.findings] == [
        ("not-unique", 2, (1, 2)),
        ("rounded-by-spreadsheet", 1, (3,)),
    ]
    assert {one.field for one in run.findings} == {NAMES[-1]}
    assert run.problem_records == 3
    assert run.judged == 4 * (1 + 70 + 70)
