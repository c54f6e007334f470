"""A run says which rules no record breaks: a pass is told from what was never judged."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pytest

import recordcheck
from recordcheck.model import Kept
from recordcheck.output import markdown

STANDARD = """\
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    fields:
      visit_id: {type: text, due: always}
      place: {type: code, codes: [home, school]}
      hours: {type: integer}
    rules:
      - {id: VIS-401, name: short, says: It is short., why: x, severity: error, assert: "hours < 9"}
      - {id: VIS-402, name: at-school, says: It is short at school., why: x, severity: error,
         when: "place = 'school'", assert: "hours < 3"}
"""


@pytest.fixture
def standard(tmp_path: Path) -> Path:
    path = tmp_path / "visits.yaml"
    path.write_text(STANDARD, encoding="utf-8")
    return path


def kept(run: recordcheck.Run) -> dict[tuple[str, str | None], tuple[int, int]]:
    return {(one.rule, one.field): (one.judged, one.not_judged) for one in run.kept}


def test_a_rule_that_no_record_breaks_is_said_with_what_was_judged(standard: Path) -> None:
    data = {"visit_id": ["1", "2"], "place": ["home", "home"], "hours": ["1", None]}
    run = recordcheck.check(pyarrow.table(data), standard)
    assert run.findings == ()
    assert kept(run) == {
        ("VIS-190", "visit_id"): (1, 0),
        ("VIS-290", "visit_id"): (2, 0),
        ("VIS-391", "place"): (2, 0),
        ("VIS-390", "hours"): (1, 0),
        ("VIS-401", None): (1, 1),
        ("VIS-402", None): (0, 0),
    }
    assert run.judged == 6


def test_a_rule_that_is_broken_in_one_file_is_not_kept_in_the_other(
    standard: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("visit_id,place,hours\n1,home,1\n")
    (tmp_path / "b.csv").write_text("visit_id,place,hours\n2,home,10\n")
    run = recordcheck.check([tmp_path / "a.csv", tmp_path / "b.csv"], standard)
    assert [one.rule for one in run.findings] == ["VIS-401"]
    assert ("VIS-401", None) not in kept(run)
    assert kept(run)["VIS-391", "place"] == (2, 0)


@pytest.mark.parametrize(
    ("hours", "figures"),
    [
        (["1"], "1 of 2 |  |"),
        (["1", ""], "1 of 2 | 1 |"),
        (["", ""], "1 of 1 | 2 |"),
    ],
)
def test_a_rule_is_counted_with_the_records_of_the_files_that_do_not_break_it(
    standard: Path, tmp_path: Path, hours: list[str], figures: str
) -> None:
    records = "".join(f"{number},home,{one}\n" for number, one in enumerate(hours))
    (tmp_path / "a.csv").write_text(f"visit_id,place,hours\n{records}")
    (tmp_path / "b.csv").write_text("visit_id,place,hours\n9,home,10\n")
    run = recordcheck.check([tmp_path / "a.csv", tmp_path / "b.csv"], standard)
    assert f"| VIS-401 | It is short. | {figures}" in markdown.render(run)


def test_what_was_not_run_or_lacks_its_column_is_not_kept(standard: Path) -> None:
    run = recordcheck.check(pyarrow.table({"visit_id": ["1"], "place": ["home"]}), standard)
    assert {one.rule for one in run.not_run} == {"VIS-390", "VIS-401", "VIS-402"}
    assert {rule for rule, _ in kept(run)} == {"VIS-190", "VIS-290", "VIS-391"}
    assert Kept("VIS-190", "missing-column", "visit", "visit_id", 1, 0) in run.kept
    run = recordcheck.check(pyarrow.table({"hours": ["1"], "place": ["home"]}), standard)
    assert ("VIS-190", "visit_id") in {(one.rule, one.field) for one in run.findings}
    assert ("VIS-190", "visit_id") not in kept(run)


def test_a_record_that_breaks_only_a_note_or_a_rule_on_trial_has_no_problem(tmp_path: Path) -> None:
    rule = "name: a, says: It is short., why: x"
    path = tmp_path / "visits.yaml"
    path.write_text(
        STANDARD.partition("    rules:")[0]
        + f"""\
    rules:
      - {{id: VIS-401, {rule}, severity: info, assert: hours < 5}}
      - {{id: VIS-402, {rule}, severity: error, assert: hours < 9}}
      - {{id: VIS-403, {rule}, severity: error, assert: hours < 3, status: trial}}
"""
    )
    data = {"visit_id": ["1", "2", "3", "4"], "place": ["home"] * 4, "hours": ["1", "4", "6", "10"]}
    run = recordcheck.check(pyarrow.table(data), path, select="VIS-4*")
    assert [(one.rule, one.broken) for one in run.findings] == [
        ("VIS-401", 2),
        ("VIS-402", 1),
        ("VIS-403", 3),
    ]
    assert run.problem_records == 1
