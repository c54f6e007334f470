"""A code is read behind the mark of its place in a list, and beside its own words."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pyarrow as pa
import pytest

import recordcheck
from recordcheck.engine.profiling.listed import held_by_each, lists_by_name, that_fit
from recordcheck.model import Standard
from recordcheck.standard.load import load

MANY = 100

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


def load_coded(folder: Path) -> Standard:
    path = folder / "coded.yaml"
    path.write_text(STANDARD)
    return load(path)


def read(folder: Path, *cells: str) -> list[str | None]:
    """What is made of each cell."""
    prepared = recordcheck.prepare(pa.table({"cell": list(cells)}), load_coded(folder), "visit")
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


PARTS = (
    """
W1|White British|British|White - British|B1|N|No|1|First|5|U|Unknown|unknown|n/a|X|A. British
white british|a|12|z
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
BETWEEN = (") ", ")", ". ", ": ", " - ", "-", " ", " (")


def test_a_profile_reads_every_cell_as_lint_does(tmp_path: Path) -> None:
    """It has few texts and many lists, so it reads them without the engine."""
    cells = list(PARTS)
    for mark, sign, text in product(PARTS, BETWEEN, PARTS):
        cells += [f"{mark}{sign}{text}{')' * (sign == ' (')}", f"c) {mark}{sign}{text}"]
    standard = load_coded(tmp_path)
    codes = standard.tables["visit"].fields["cell"].codes
    assert codes is not None
    lists = lists_by_name({"cell": codes}, standard.placeholders, ["white british"])
    profiled = {}
    for cell in cells:
        texts = {"Black Caribbean": MANY, cell: 1}
        [held] = that_fit(held_by_each(texts, lists).values(), texts, lists)
        blank = (cell in standard.placeholders and not held.answers) or bool(held.blanks)
        profiled[cell] = "blank" if blank else "a code" if held.fit.records > MANY else "no code"
    assert profiled == {
        cell: "blank" if code is None else "a code" if code in codes.accepted else "no code"
        for cell, code in zip(cells, read(tmp_path, *cells), strict=True)
    }
    assert set(profiled.values()) == {"blank", "a code", "no code"}
