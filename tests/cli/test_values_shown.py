"""What `--show-values` shows of a finding: what broke that rule in that file, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from doors import run

STANDARD = """\
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    key: [visit_id]
    fields:
      visit_id: {type: text, due: always}
      seen: {type: code, codes: [Y, N], due: always}
      place: {type: code, codes: [home, school]}
      hours: {type: integer}
    rules:
      - {id: VIS-401, name: short, says: A child is seen at a long visit., why: x, severity: error,
         field: seen, assert: "hours < 9"}
      - {id: VIS-402, name: said, says: It is said whether., why: x, severity: error,
         field: seen, assert: "recorded(seen)"}
      - {id: VIS-403, name: no-key, says: A key has two letters., why: x, severity: error,
         field: visit_id, assert: "length(visit_id) = 2"}
"""
HEAD = "visit_id,seen,place,hours\n"
ASKED = ("--standard", "visits.yaml", "--as-at", "2026-03-31", "--no-targets", "--show-values")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("visits.yaml").write_text(STANDARD)
    return tmp_path


def shown(capfd: pytest.CaptureFixture[str], rule: str, *given: str) -> str:
    said = run(capfd, "lint", *given, *ASKED, "--select", rule)
    assert (said.code, said.err) == (1, "")
    return said.out.partition("do not pass them on.\n")[2]


def test_the_codes_of_each_field_and_file_stand_at_their_own_finding(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("a.csv").write_text(HEAD + "a1,Q,home,1\na2,Y,farm,1\n")
    Path("b.csv").write_text(HEAD + "b1,Y,home,1\nb2,Z,shop,1\n")
    assert shown(capfd, "VIS-391", "a.csv", "b.csv") == (
        "VIS-391 place   a.csv\n  keys   2: a2\n  values farm (1)\n"
        "VIS-391 place   b.csv\n  keys   2: b2\n  values shop (1)\n"
        "VIS-391 seen   a.csv\n  keys   1: a1\n  values Q (1)\n"
        "VIS-391 seen   b.csv\n  keys   2: b2\n  values Z (1)\n"
    )


def test_the_commonest_code_comes_first(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.csv").write_text(HEAD + "a1,B,,\na2,Z,,\na3,A,,\na4,Z,,\n")
    assert "  values Z (2), A (1), B (1)\n" in shown(capfd, "VIS-391", "a.csv")


def test_a_code_is_not_shown_of_a_record_that_could_not_be_judged(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("a.csv").write_text(HEAD + "a1,Y,home,10\na2,N,home,\n")
    assert shown(capfd, "VIS-401", "a.csv") == (
        "VIS-401 seen   a.csv\n  keys   1: a1\n  values Y (1)\n"
    )


def test_what_breaks_a_rule_of_a_field_of_text_is_not_shown(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    standard = STANDARD.replace("    key: [visit_id]\n", "")
    Path("visits.yaml").write_text(standard)
    Path("a.csv").write_text(HEAD + "Ann,Y,home,1\n")
    assert "Ann" not in shown(capfd, "VIS-403", "a.csv")


def test_a_blank_is_shown_as_one_of_whatever_kind_the_file_is(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    cells = {"visit_id": ["a1", None], "seen": [None, "n/k"]}
    pq.write_table(pa.table(cells), "a.parquet")
    Path("a.csv").write_text("visit_id,seen\na1,\n,n/k\n")
    for path in ("a.csv", "a.parquet"):
        assert shown(capfd, "VIS-402", path) == (
            f"VIS-402 seen   {path}\n  keys   1: a1, 2: (blank)\n  values (blank) (1), n/k (1)\n"
        )
