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


FAULTY = [NAMES[place] for place in (0, 30, 31, 32, 69)]


def test_of_seventy_references_only_those_at_fault_are_named(tmp_path: Path) -> None:
    """Two cases share each of these, and in a third one a spreadsheet has rounded it."""
    (tmp_path / "references.yaml").write_text(STANDARD, encoding="utf-8")
    columns = {name: ["A1", "A2", "A3", "A4"] for name in ["case_no", *NAMES]}
    columns |= {name: ["A1", "A1", "1.2E+11", "A4"] for name in FAULTY}
    run = recordcheck.check({"case": pyarrow.table(columns)}, tmp_path / "references.yaml")
    assert [(one.name, one.field, one.broken, one.records) for one in run.findings] == [
        *[("not-unique", name, 2, (1, 2)) for name in FAULTY],
        *[("rounded-by-spreadsheet", name, 1, (3,)) for name in FAULTY],
    ]
    assert run.problem_records == 3
    assert run.judged == 4 * (1 + 70 + 70)
