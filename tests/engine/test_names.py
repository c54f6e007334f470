"""A field, a table or a parameter may have any name: what the engine keeps has other ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import recordcheck
from recordcheck.engine.judging import slices
from recordcheck.model import Run

NAMES = (
    "file", "rest", "record", "number", "place", "slice", "batch", "whole_slice", "cells", "shown",
    "verdict", "v0", "f0", "kept", "answer", "today", "letters", "often", "range", "order",
)  # fmt: skip
FIELDS = "".join(
    f"      {name}: {{type: code, codes: [a, b], due: always, same_within: [id],"
    " same_value: at most 95%}\n"
    for name in NAMES
)
STANDARD = f"""
standard: odd-names
version: "1"
title: Odd names
tables:
  pair:
    one_record_is: one pair
    key: [id]
    group_by: [{", ".join(NAMES)}]
    fields:
      id: {{type: text, due: always, unique: true}}
{FIELDS}"""


def odd_names(folder: Path, table: str = "pair") -> Run:
    (folder / "odd.yaml").write_text(STANDARD.replace("pair:", f"{table}:"))
    records = [["1", *"a" * len(NAMES)], ["1", *"b" * len(NAMES)], ["2", *"c" * len(NAMES)]]
    lines = [",".join(cells) for cells in [["id", *NAMES], *records]]
    (folder / "export.csv").write_text("\n".join(lines) + "\n")
    return recordcheck.check(folder / "export.csv", folder / "odd.yaml", by=[*NAMES])


@pytest.mark.parametrize("few", [1_000_000, -1])
def test_a_field_may_have_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(slices, "FEW", few)
    run = odd_names(tmp_path)
    found = {(one.name, one.field or ""): one.records for one in run.findings}
    assert found == {
        ("key-not-unique", ""): (1, 2),
        ("not-unique", "id"): (1, 2),
        **{("not-on-code-list", name): (3,) for name in NAMES},
        **{("differs-within", name): (1, 2) for name in NAMES},
    }
    assert {one.field for one in run.rates if one.group} == {"id", *NAMES}


@pytest.mark.parametrize("table", ["slice", "whole_slice", "portion", "shown", "stored"])
def test_a_table_may_have_any_name(tmp_path: Path, table: str) -> None:
    found = [replace(one, table="pair") for one in odd_names(tmp_path, table).findings]
    assert found == list(odd_names(tmp_path).findings)


DAYS = """
standard: days
version: "1"
title: Days
parameters:
  bank_holidays: {type: integer, default: 4, says: Days that an answer may take}
tables:
  answer:
    one_record_is: one answer
    fields:
      asked: {type: date, due: always}
      given: {type: date, due: always}
    rules:
      - {id: DAY-501, name: late, says: x, why: x, severity: error,
         assert: "working_days_between(asked, given) <= :bank_holidays"}
"""


def test_a_parameter_may_have_any_name(tmp_path: Path) -> None:
    """Two bank holidays and a weekend are no working days: the first answer took one."""
    (tmp_path / "days.yaml").write_text(DAYS)
    (tmp_path / "answer.csv").write_text(
        "asked,given\n2025-12-24,2025-12-29\n2026-01-05,2026-01-12\n"
    )
    (found,) = recordcheck.check(tmp_path / "answer.csv", tmp_path / "days.yaml").findings
    assert (found.rule, found.records, found.judged) == ("DAY-501", (2,), 2)
