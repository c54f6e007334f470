"""A rule says what it says of the values that its parameters have in this run."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import recordcheck
from recordcheck.cli import cli

STANDARD = """
standard: visits
prefix: VIS
version: "1"
title: Visits
parameters:
  hours: {type: integer, default: "24"}
  end: {type: date, default: today}
  begin: {type: date, default: "2026-03-02"}
tables:
  visit:
    one_record_is: one visit
    fields:
      seen_at: {type: datetime, due: always}
      written_at: {type: datetime, due: optional}
    derive:
      in_time: hours_between(seen_at, written_at) <= :hours
    rules:
      - id: VIS-501
        name: written-late
        says: A visit is written up within a day.
        why: To be tested.
        severity: error
        assert: in_time
      - id: VIS-401
        name: after-the-end
        says: A visit is before the end.
        why: To be tested.
        severity: error
        assert: seen_at < :end
"""
OURS = """
standard: ours
prefix: OUR
version: "1"
title: Ours
extends: visits
parameters:
  hours: {default: "48"}
"""
THEIRS = """
standard: theirs
prefix: THE
version: "1"
title: Theirs
extends: ours
parameters:
  hours: {default: "72"}
"""
VISITS = "seen_at,written_at\n2026-03-01T10:00,2026-03-09T10:00\n"
BOUNDED = '{type: datetime, due: always, not_before: ":begin", not_after: ":end"}'
TURNED = ", and would not be with day and month the other way round"
LATE, AFTER = "A visit is written up within a day.", "A visit is before the end."


@pytest.fixture
def standards(tmp_path: Path) -> Path:
    for called, text in {
        "visits.yaml": STANDARD,
        "ours.yaml": OURS,
        "theirs.yaml": THEIRS,
        "visits.csv": VISITS,
    }.items():
        (tmp_path / called).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("standard", "hours", "says"),
    [
        ("visits", None, LATE),
        ("visits", "24", LATE),
        ("visits", "12", f"{LATE} (hours is 12 here)"),
        ("ours", None, f"{LATE} (hours is 48 here)"),
        ("ours", "24", LATE),
        ("theirs", None, f"{LATE} (hours is 72 here)"),
    ],
)
def test_words_with_another_value_say_which(
    standards: Path, standard: str, hours: str | None, says: str
) -> None:
    """The end moves by itself: of it nothing is said, whatever the day."""
    parameters = {"end": "2026-02-01"} | ({"hours": hours} if hours else {})
    run = recordcheck.check(
        standards / "visits.csv", standards / f"{standard}.yaml", parameters=parameters
    )
    assert {one.rule: one.says for one in run.findings} == {"VIS-501": says, "VIS-401": AFTER}
    assert run.rules["VIS-501"].says == says


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"end": "2026-02-01"}, f"seen_at is after end (2026-02-01){TURNED}"),
        ({"end": "today"}, f"seen_at is after end{TURNED}"),
        ({"end": "2026-02-25"}, f"seen_at is after end{TURNED}"),
    ],
)
def test_a_date_that_is_held_against_a_parameter_says_its_day(
    standards: Path, given: dict[str, str], says: str
) -> None:
    """But that it is today, which the run says of itself."""
    bounded = STANDARD.replace("{type: datetime, due: always}", BOUNDED, 1)
    (standards / "visits.yaml").write_text(bounded, encoding="utf-8")
    run = recordcheck.check(
        standards / "visits.csv",
        standards / "visits.yaml",
        parameters=given,
        as_at="2026-02-25",
        select="VIS-49*",
    )
    assert {one.rule: one.says for one in run.findings} == {
        "VIS-490": "seen_at is before begin (2026-03-02)",
        "VIS-491": says.removesuffix(TURNED),
        "VIS-493": says,
    }
    assert run.rules["VIS-490"].says == "seen_at is not before begin (2026-03-02)."


def test_an_explanation_says_the_default_of_an_extension(standards: Path) -> None:
    said = CliRunner().invoke(
        cli, ["explain", "VIS-501", "--standard", str(standards / "ours.yaml")]
    )
    assert f"{LATE} (hours is 48 here)\n" in said.output
