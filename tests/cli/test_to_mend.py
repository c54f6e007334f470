"""Which records to mend: those behind a missed target are listed where their keys are asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from doors import run

STANDARD = """\
standard: answers
version: "1"
title: What children answered
tables:
  contact:
    one_record_is: one contact
    key: [contact_id]
    group_by: [team]
    fields:
      contact_id: {type: text, due: always}
      team: {type: text}
      spoken_to: {type: boolean}
      ethnicity:
        type: code
        codes:
          - W
          - {code: NS, role: not_stated}
          - {code: D, role: declined}
        due: {when: "spoken_to"}
        declined: apart
        target: {recorded: 90%, known: 90%, not_stated: at most 10%}
"""
# One is not spoken to, one declined, one did not state, one is on no list, three are blank.
FIRST = "a,N,Y,W\nb,N,N,\nc,N,Y,D\nd,N,Y,\n"
SECOND = "e,N,Y,NS\nf,S,Y,Q\ng,S,Y,n/a\nh,S,Y,\n"
HEAD = "contact_id,team,spoken_to,ethnicity\n"
DAY = ("--standard", "answers.yaml", "--as-at", "2026-03-31")
VALUES = "\nValues, shown because --show-values was given; do not pass them on.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("answers.yaml").write_text(STANDARD)
    Path("first.csv").write_text(HEAD + FIRST)
    Path("second.csv").write_text(HEAD + SECOND)
    return tmp_path


def shown(capfd: pytest.CaptureFixture[str], *more: str) -> str:
    said = run(capfd, "lint", "first.csv", "second.csv", *DAY, "--show-values", *more)
    return said.out.partition(VALUES)[2]


def test_the_records_behind_a_missed_target_are_listed_by_their_keys(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert shown(capfd, "--ignore", "ANS-391") == (
        "ethnicity not recorded   first.csv\n  keys   4: d\n"
        "ethnicity not recorded   second.csv\n  keys   3: g, 4: h\n"
        "ethnicity not known   first.csv\n  keys   4: d\n"
        "ethnicity not known   second.csv\n  keys   1: e, 2: f, 3: g, 4: h\n"
        "ethnicity not_stated   second.csv\n  keys   1: e\n"
    )


def test_as_many_of_them_are_listed_as_of_a_finding(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = shown(capfd, "--ignore", "ANS-391", "--max-records", "1")
    assert "\nethnicity not known   second.csv\n  keys   1: e and 3 more; --max-records" in said


def test_records_without_a_key_are_listed_by_their_numbers(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("answers.yaml").write_text(STANDARD.replace("    key: [contact_id]\n", ""))
    assert "ethnicity not recorded   second.csv\n  records 3, 4\n" in shown(capfd)


def test_a_target_that_is_met_or_not_asked_for_lists_no_record(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert shown(capfd, "--ignore", "ANS-391", "--no-targets") == ""
    Path("answers.yaml").write_text(STANDARD.replace("recorded: 90%", "recorded: 40%"))
    assert "not recorded" not in shown(capfd)


def test_a_column_that_is_missing_lists_no_record(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("first.csv").write_text("contact_id,team,spoken_to\na,N,Y\n")
    Path("second.csv").write_text("contact_id,team,spoken_to\nb,N,Y\n")
    assert shown(capfd) == ""


def test_who_declined_is_listed_as_not_known_where_they_are_not_set_apart(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("answers.yaml").write_text(STANDARD.replace("        declined: apart\n", ""))
    said = shown(capfd, "--ignore", "ANS-391")
    assert "ethnicity not known   first.csv\n  keys   3: c, 4: d\n" in said


def test_a_target_that_one_team_alone_misses_lists_no_record(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    target = "{recorded: 90%, known: 90%, not_stated: at most 10%}"
    Path("answers.yaml").write_text(STANDARD.replace(target, "{recorded: 40%}"))
    by = ("--by", "team", "--output-format", "full", "--show-values")
    said = run(capfd, "lint", "first.csv", "second.csv", *DAY, *by)
    assert re.search(r"other values +3 +33.3% .* recorded 40%  MISSED by 1 record\n", said.out)
    assert "not recorded" not in said.out.partition(VALUES)[2]


def test_records_are_listed_for_the_standard_alone_that_sets_the_target(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    asks_nothing = STANDARD.partition("        due: {when")[0].replace("answers", "others")
    Path("others.yaml").write_text(asks_nothing)
    alone = shown(capfd, "--ignore", "ANS-391")
    both = ("--standard", "others.yaml", "--ignore", "ANS-391", "--ignore", "OTH-391")
    assert alone.startswith("ethnicity not recorded")
    assert shown(capfd, *both) == alone
