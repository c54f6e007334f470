"""A code is read behind the mark of its place in a list, and beside its own words."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

import recordcheck

STANDARD = """
standard: coded
prefix: COD
version: "1"
title: One code
tables:
  visit:
    one_record_is: one visit
    fields:
      cell:
        type: code
        codes:
          - {code: W1, label: White British, aliases: [British, White - British]}
          - {code: B1, label: Black Caribbean}
          - {code: N, label: "No"}
          - {code: "1", label: First}
          - {code: "5", label: Fifth}
          - {code: U, label: Unknown}
          - {code: X, label: A. British}
"""


def read(folder: Path, *cells: str) -> list[str | None]:
    """What is made of each cell."""
    path = folder / "coded.yaml"
    path.write_text(STANDARD)
    prepared = recordcheck.prepare(pa.table({"cell": list(cells)}), path, "visit")
    found: list[str | None] = prepared["cell"].to_pylist()
    return found


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("a) W1", "W1"),
        ("a)W1", "W1"),
        ("B) British", "W1"),
        ("12. White British", "W1"),
        ("6: White British", "W1"),
        ("x - White British", "W1"),
        ("W1 - White British", "W1"),
        ("W1: British", "W1"),
        ("W1. White British", "W1"),
        ("W1) White British", "W1"),
        ("W1-White British", "W1"),
        ("W1 White British", "W1"),
        ("W1 - White - British", "W1"),
        ("White British (W1)", "W1"),
        ("\u00a0 a) W1 \t", "W1"),
        ("1. First", "1"),
        (" A. British ", "X"),  # what stands on the list is no mark
        ("u) Unknown", "U"),
        ("u) UNKNOWN", "U"),  # a placeholder in any case, and the list calls a code so
    ],
)
def test_a_code_is_read_behind_a_mark_or_beside_its_words(
    tmp_path: Path, cell: str, code: str
) -> None:
    assert read(tmp_path, cell) == [code]


@pytest.mark.parametrize(
    "cell",
    [
        "W1 - Black Caribbean",  # which of the two is meant?
        "Black Caribbean (W1)",
        "1. Fifth",
        "N) White British",
        "W1 - refused",  # words that the list does not know
        "White British (as told)",
        "1.5",  # a number
        "9. 5",
        "10: 5",
        "123. White British",  # no place in a list
        "ab) White British",
        "a White British",
        "a)",
    ],
)
def test_what_could_mean_something_else_stays_as_it_is(tmp_path: Path, cell: str) -> None:
    assert read(tmp_path, cell, "W1") == [cell, "W1"]


def test_what_stands_behind_a_mark_is_read_as_it_would_be_alone(tmp_path: Path) -> None:
    """Capitals count, and what counts as blank does."""
    cells = ["a) white british", "z) n/a", "z) tbc", "n/a"]
    assert read(tmp_path, *cells, "W1") == ["white british", None, None, None, "W1"]
