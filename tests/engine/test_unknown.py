"""What a code list calls *unknown* is an answer, and no capital letter makes a blank of it."""

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
      child_seen: {type: code, codes: [{code: "Y", label: Seen}, {code: U, label: Unknown, role: unknown}], due: always}
      merged: {type: code, codes: [{code: A, label: Unknown}, {code: B, label: UNKNOWN}], due: always}
    rules:
      - {id: VIS-301, name: placeholder, says: No placeholder stands there., why: To be sure., severity: error,
         assert: not placeholder(child_seen)}
"""  # noqa: E501
UNKNOWN = ["Unknown", "unknown", "UNKNOWN", " unKnown\t", "U"]
# The sign for kelvin, whose small letter is a k, is in no placeholder.
BLANK = ["n/a", "unk", "", None, "un\u212anown"]


@pytest.fixture
def standard(tmp_path: Path) -> Path:
    path = tmp_path / "visits.yaml"
    path.write_text(STANDARD, encoding="utf-8")
    return path


def test_an_unknown_of_the_list_is_recorded_in_any_case(standard: Path) -> None:
    data = pyarrow.table({"child_seen": [*UNKNOWN, *BLANK, "seen", "Seen"]})
    prepared = recordcheck.prepare(data, standard, "visit").column("child_seen").to_pylist()
    assert prepared[:5] == ["U"] * 5
    assert prepared[5:9] == [None] * 4
    assert prepared[9:] == ["un\u212anown", "seen", "Y"]


def test_a_word_for_two_codes_stays_a_placeholder_but_as_it_is_written(standard: Path) -> None:
    data = pyarrow.table({"merged": ["Unknown", "UNKNOWN", "unknown"]})
    prepared = recordcheck.prepare(data, standard, "visit").column("merged").to_pylist()
    assert prepared == ["A", "B", None]


def test_what_is_read_as_a_code_is_no_placeholder(standard: Path) -> None:
    data = pyarrow.table({"child_seen": [*UNKNOWN, "n/a", "unk"]})
    run = recordcheck.check(data, standard, select="VIS-301")
    assert [(one.broken, one.judged, one.records) for one in run.findings] == [(2, 7, (6, 7))]
