"""Days and moments as databases and spreadsheets write them, with the faults of each."""

from __future__ import annotations

from datetime import date, datetime
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
      seen_at: {type: datetime, due: always}
      born_on: {type: date, due: always}
"""


@pytest.fixture
def standard(tmp_path: Path) -> Path:
    path = tmp_path / "visits.yaml"
    path.write_text(STANDARD, encoding="utf-8")
    return path


def column(standard: Path, called: str, cells: list[str]) -> list[object]:
    prepared = recordcheck.prepare(pyarrow.table({called: cells}), standard, "visit")
    return list(prepared.column(called).to_pylist())


def test_moments_as_databases_write_them(standard: Path) -> None:
    seen = {
        "2026-03-31 14:05:00.000": datetime(2026, 3, 31, 14, 5),
        "2026-03-31 14:05:00.0000000": datetime(2026, 3, 31, 14, 5),
        "2026-03-31 14:05:00.1234567": datetime(2026, 3, 31, 14, 5, 0, 123_456),
        "2026-03-31 14:05:00.0000000 +01:00": datetime(2026, 3, 31, 14, 5),
        "2026-01-31 14:05:00 +00:00": datetime(2026, 1, 31, 14, 5),
        "2026-07-01 23:30:00+00": datetime(2026, 7, 2, 0, 30),
        "31/03/2026 0:05": datetime(2026, 3, 31, 0, 5),
    }
    assert column(standard, "seen_at", list(seen)) == list(seen.values())


def test_days_as_databases_and_spreadsheets_write_them(standard: Path) -> None:
    cells = ["2026-03-31 00:00:00.0000000", "31/03/2026 0:00", "2026-06-30 23:00:00 +00:00"]
    assert column(standard, "born_on", cells) == [date(2026, 3, 31)] * 2 + [date(2026, 7, 1)]


def test_the_first_day_of_1900_is_nothing_in_whatever_form(standard: Path) -> None:
    forms = ["1900-01-01", "1/1/1900", "01/01/1900 0:00", "1900-01-01 00:00:00.000", " 1/1/1900\t"]
    forms += ["1900-01-01T00:00", "1900-01-01 00:00:00.0000000 +00:00"]
    data = pyarrow.table({"born_on": forms, "seen_at": [*forms[:4], *forms[5:], "1/1/1900 0:01"]})
    run = recordcheck.check(data, standard)
    rates = {rate.field: (rate.due, rate.recorded, rate.valid) for rate in run.rates}
    assert rates == {"born_on": (7, 0, 0), "seen_at": (7, 1, 1)}
