"""A column of moments that holds days: the finding says what to do where a system has no hour."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import recordcheck
from recordcheck.engine import days_alone
from recordcheck.engine.given import tables
from recordcheck.rules import wrong_type

STANDARD = """
standard: visits
prefix: VIS
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    fields:
      seen_at: {type: datetime}
      born_on: {type: date}
      visits: {type: integer}
"""
DAYS = wrong_type.help_for_days("VIS-390")
A_MOMENT = "2026-03-01 10:00"


@pytest.fixture
def standard(tmp_path: Path) -> Path:
    path = tmp_path / "visits.yaml"
    path.write_text(STANDARD)
    return path


def help_of(standard: Path, *cells: str | None, field: str = "seen_at") -> str | None:
    """What is said to do about what does not read."""
    found = recordcheck.check(pa.table({field: pa.array(cells, pa.string())}), standard)
    [finding] = found.findings
    assert finding.rule == "VIS-390"
    return finding.help


def test_of_days_in_the_place_of_moments_it_is_said_what_to_do_without_hours(
    standard: Path,
) -> None:
    assert help_of(standard, "2026-03-01", "1/3/2026") == (
        "most of these are days without an hour: export the hour too; if the system has none,"
        " `--ignore VIS-390` leaves out this finding, also for all else that does not read, and"
        " what needs the hour is not judged"
    )


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (["2026-03-01", "31-Mar-26", " 01/03/2026 "], True),
        (["2026-03-01", "31-Mar-26"], False),  # as many are something else
        (["2026-03-01", "10:00", "31-Mar-26"], False),
        (["2026-03-01", "2026-03-02", A_MOMENT], True),
        (["2026-03-01", A_MOMENT], False),  # the system has hours
        (
            ["2026-03-01", "2026-03-02", "31-Mar-26", A_MOMENT, A_MOMENT],
            True,
        ),  # most that do not read
        (["2026-03-01", "n/a", "tbc", "", None], True),  # blanks are no other form
        (["2026-02-30"], False),  # nor is that a day
    ],
)
def test_it_is_said_where_most_of_the_column_is_days(
    standard: Path, cells: Sequence[str | None], says: bool
) -> None:
    assert (help_of(standard, *cells) == DAYS) is says


def test_what_another_column_holds_does_not_make_most_of_this_one_days(standard: Path) -> None:
    cells = {"seen_at": ["2026-03-01", A_MOMENT, A_MOMENT], "visits": ["many", "many", "many"]}
    found = recordcheck.check(pa.table(cells), standard).findings
    assert [one.field for one in found] == ["seen_at", "visits"]
    assert DAYS not in [one.help for one in found]


def test_of_a_moment_out_of_its_range_it_is_not_said_that_it_is_a_day(standard: Path) -> None:
    standard.write_text(
        STANDARD.replace("{type: datetime}", "{type: datetime, range: [2026-01-01, null]}")
    )
    cells = ["2026-03-01", "2026-03-02", "2025-03-01 10:00"]
    found = recordcheck.check(pa.table({"seen_at": cells}), standard).findings
    said = {one.rule: "days without an hour" in (one.help or "") for one in found}
    assert said == {"VIS-390": True, "VIS-393": False}


def test_moments_out_of_their_range_do_not_make_most_of_a_column_days(standard: Path) -> None:
    standard.write_text(
        STANDARD.replace("{type: datetime}", "{type: datetime, range: [2026-01-01, null]}")
    )
    cells = ["2026-03-01", "2025-03-01 10:00", "2025-03-02 10:00"]
    found = recordcheck.check(pa.table({"seen_at": cells}), standard).findings
    assert [(one.rule, one.broken) for one in found] == [("VIS-390", 1), ("VIS-393", 2)]
    assert DAYS not in [one.help for one in found]


def test_it_is_said_of_the_column_of_days_alone(standard: Path) -> None:
    cells = {"seen_at": ["2026-03-01"], "born_on": ["31-Mar-26"]}
    found = recordcheck.check(pa.table(cells), standard).findings
    assert {one.field: one.help == DAYS for one in found} == {"seen_at": True, "born_on": False}


@pytest.mark.parametrize(("field", "cell"), [("born_on", "31-Mar-26"), ("visits", "2026-03-01")])
def test_what_is_to_have_no_hour_lacks_none(standard: Path, field: str, cell: str) -> None:
    assert help_of(standard, cell, field=field) != DAYS


def test_files_of_one_table_are_looked_at_together(standard: Path, tmp_path: Path) -> None:
    a_day = "2026-03-01"
    for called, cells in {"a": [A_MOMENT, A_MOMENT, a_day], "b": [a_day] * 3}.items():
        (tmp_path / f"{called}.csv").write_text("\n".join(["seen_at", *cells, ""]))
    found = recordcheck.check([tmp_path / "a.csv", tmp_path / "b.csv"], standard)
    assert [one.help for one in found.findings] == [DAYS, DAYS]


def test_no_more_is_looked_at_than_tells(standard: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days_alone, "ENOUGH", 2)
    assert help_of(standard, "2026-03-01", "2026-03-02", *["31-Mar-26"] * 9) == DAYS


def test_of_a_file_that_is_gone_meanwhile_the_words_of_the_rule_stay(
    standard: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("seen_at\n2026-03-01\n")

    def raw_sql(*given: Any) -> str:
        path.unlink()
        return tables.raw_sql(*given)

    monkeypatch.setattr(days_alone, "raw_sql", raw_sql)
    [finding] = recordcheck.check(path, standard).findings
    assert finding.help is not None
    assert finding.help.startswith("31-Mar-26 14:05, ")


COUNTED = """
standard: visits
prefix: VIS
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    fields:
      seen_at: {type: datetime}
      written_at: {type: datetime}
    rules:
      - id: VIS-501
        name: written-late
        says: A visit is written up within a day.
        why: What was said is forgotten.
        severity: warning
        field: written_at
        assert: hours_between(seen_at, written_at) <= 24
"""
MIDNIGHT = "01/03/2026 00:00"


@pytest.mark.parametrize(
    ("asked", "seen_at", "says"),
    [
        (COUNTED, [MIDNIGHT] * 20, True),
        (COUNTED, ["2026-03-01T00:00:00Z", "", "n/a", "none", *[MIDNIGHT] * 19], True),
        (COUNTED, [MIDNIGHT] * 19, False),  # so few may be
        (COUNTED, [*[MIDNIGHT] * 20, "01/03/2026 00:01"], False),  # the system has hours
        (COUNTED.replace("hours_between", "24 * days_between"), [MIDNIGHT] * 20, False),
    ],
)
def test_a_rule_that_counts_hours_from_nothing_but_midnights_says_so(
    standard: Path, asked: str, seen_at: list[str], says: bool
) -> None:
    standard.write_text(asked)
    written_at = ["03/03/2026 10:00"] * len(seen_at)
    run = recordcheck.check(pa.table({"seen_at": seen_at, "written_at": written_at}), standard)
    [finding] = run.findings
    assert (finding.rule, finding.help) == (
        "VIS-501",
        "each seen_at looked at is 00:00: if the system records no hour, midnight is counted from,"
        " and some of these may be in time: export the hour, or leave the rule out with"
        " `--ignore VIS-501`"
        if says
        else f"`recordcheck explain VIS-501 --standard {standard}` says what it asks and why",
    )
