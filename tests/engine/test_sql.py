"""What a condition says of each record, where the engine has ways of its own to read SQL."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pytest

import recordcheck

STANDARD = """\
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    fields:
      place: {{type: text}}
    rules:
      - {{id: VIS-401, name: x, says: It is so., why: x, severity: error, assert: "{condition}"}}
"""
PLACES = ["home", "House 2", "", "school"]


def said(folder: Path, condition: str, **columns: list[str]) -> tuple[tuple[int, ...], int]:
    """The records that break a condition, and how many could not be judged."""
    path = folder / "visits.yaml"
    path.write_text(STANDARD.format(condition=condition), encoding="utf-8")
    run = recordcheck.check(pyarrow.table(columns), path, select=["VIS-401"])
    (found,) = [*run.findings, *(one for one in run.kept if not run.findings)]
    return getattr(found, "records", ()), found.not_judged


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("place like '%o%'", ((), 1)),
        ("place not like 'ho%'", ((1,), 1)),
        ("not place not like 'ho%'", ((2, 4), 1)),
        ("place not like '%o%' or place not like 'h%'", ((1,), 1)),
    ],
)
def test_not_like_is_the_opposite_of_like(
    tmp_path: Path, condition: str, expected: tuple[tuple[int, ...], int]
) -> None:
    assert said(tmp_path, condition, place=PLACES) == expected
