"""What cannot be judged is said, record by record and rule by rule: it is never kept in silence."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pytest

import recordcheck

STANDARD = """\
standard: visits
version: "1"
title: Visits to children, and the children
tables:
  visit:
    one_record_is: one visit
    key: [visit_id, part]
    fields:
      visit_id: {type: text, due: always}
      part: {type: integer}
      place: {type: code, codes: [home, school], same_within: [part]}
    rules:
      - {id: VIS-401, name: any-child, says: There is a child., why: x, severity: error,
         assert: exists (select * from child c)}
  child:
    one_record_is: one child
    fields:
      child_id: {type: text, due: always, target: {recorded: 90%}}
  child_of_day:
    one_record_is: one child on one day
    view: select max(c.child_id) as last_child, count(*) as children from child c
    fields:
      last_child: {type: text, due: always, target: {recorded: 90%}}
      children: {type: integer}
"""
FAMILIES = """\
standard: families
version: "1"
title: Families, each with the one before it
tables:
  family:
    one_record_is: one family
    fields:
      family: {type: integer, due: always}
      after: {type: integer, refers_to: family.family}
"""
VISITS = pyarrow.table(
    {
        "visit_id": ["1", "1", "2", "2", ""],
        "part": ["1", "01", "first", "2", "first"],
        "place": ["home", "school", "home", "home", "school"],
    }
)


@pytest.fixture
def standard(tmp_path: Path) -> Path:
    path = tmp_path / "visits.yaml"
    path.write_text(STANDARD, encoding="utf-8")
    return path


def test_a_key_that_does_not_read_is_not_judged(standard: Path) -> None:
    [found] = recordcheck.check(VISITS, standard, select="VIS-191").findings
    assert (found.records, found.judged, found.not_judged) == ((1, 2, 5), 4, 1)


def test_a_key_of_which_the_second_part_does_not_read_is_not_judged(tmp_path: Path) -> None:
    path = tmp_path / "families.yaml"
    of_two = FAMILIES.replace("    fields:", "    key: [family, after]\n    fields:")
    path.write_text(of_two, encoding="utf-8")
    families = pyarrow.table({"family": list("1111"), "after": ["first", "2", "02", "3"]})
    [found] = recordcheck.check(families, path, select="FAM-191").findings
    assert (found.records, found.judged, found.not_judged) == ((2, 3), 3, 1)


def test_a_part_of_a_key_that_is_unique_too_is_asked_for_itself(tmp_path: Path) -> None:
    path = tmp_path / "families.yaml"
    of_two = FAMILIES.replace("    fields:", "    key: [family, after]\n    fields:")
    path.write_text(of_two.replace("integer, due", "integer, unique: true, due"))
    families = pyarrow.table({"family": list("122"), "after": list("112")})
    run = recordcheck.check(families, path, select=["FAM-191", "FAM-192"])
    assert [(one.rule, one.records) for one in run.findings] == [("FAM-192", (2, 3))]


@pytest.mark.parametrize(("kind", "read"), [("integer", 3), ("text", 4)])
def test_a_blank_is_no_unique_value_and_no_unjudged_one(
    tmp_path: Path, kind: str, read: int
) -> None:
    path = tmp_path / "families.yaml"
    unique = FAMILIES.replace("after: {type: integer, refers_to: family.family}", "")
    path.write_text(f"{unique.rstrip()}\n      name: {{type: {kind}, unique: true}}\n")
    families = pyarrow.table({"family": list("12345"), "name": ["7", "7", "", "first", "8"]})
    [found] = recordcheck.check(families, path, select="FAM-192").findings
    assert (found.records, found.judged, found.not_judged) == ((1, 2), read, 4 - read)


def test_a_reference_that_does_not_read_is_not_judged(tmp_path: Path) -> None:
    path = tmp_path / "families.yaml"
    path.write_text(FAMILIES, encoding="utf-8")
    families = pyarrow.table({"family": ["1", "2", "3"], "after": ["1", "first", "9"]})
    [found] = recordcheck.check(families, path, select="FAM-193").findings
    assert (found.records, found.judged, found.not_judged) == ((3,), 2, 1)


def test_an_answer_under_a_key_that_does_not_read_is_not_judged(standard: Path) -> None:
    [found] = recordcheck.check(VISITS, standard, select="VIS-492").findings
    assert (found.records, found.judged, found.not_judged) == ((1, 2), 3, 2)


def test_a_rule_that_asks_for_any_record_of_a_table_that_is_not_there_is_not_run(
    standard: Path,
) -> None:
    run = recordcheck.check(VISITS, standard, select="VIS-401")
    assert ("VIS-401", "the export has no table child") in {
        (one.rule, one.reason) for one in run.not_run
    }


def test_the_targets_of_a_table_and_of_a_view_that_are_not_there_are_not_run(
    standard: Path,
) -> None:
    run = recordcheck.check(VISITS, standard, select="VIS-191")
    lacks = "the export has no table child"
    assert [(one.rule, one.table, one.reason) for one in run.not_run] == [
        ("VIS-290", "child", f"no rate of child_id: {lacks}"),
        ("VIS-290", "child_of_day", f"no rate of last_child: {lacks}"),
    ]
