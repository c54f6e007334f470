"""A pattern that only looks for something anywhere in a text is asked as a search, which is ten
times as fast, several in one text as one search, and behind what costs less; all must say the same.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

import recordcheck
from recordcheck.model import FieldType
from recordcheck.standard.sql.patterns import (
    all_of,
    any_of,
    letters_of,
    pattern_fault,
    search,
    sought,
)
from recordcheck.standard.sql.types import Worth

PIECES = ["a", "b", " ", "\n", ".", r"\.", r"\\", r"\b", "|", "(a|b)", "[ab|]", "[^a]", r"[\]]",
          "^", "$", "*", "?", "+", ".*", "(?:b", "(", ")", "é"]  # fmt: skip
TEXTS = ["", "a", "b", "ab", "a b\nb", "|", "\\", ".", "é]\n.a"]


@pytest.mark.parametrize(
    ("pattern", "inner"),
    [
        (r"(?s).*\b(said|told)\b.*", r"(?s)\b(said|told)\b"),
        ("(?s).*[|].*", "(?s)[|]"),
        ("(?s).*said|told.*", None),  # `.*said`, or `told.*`
        (r"(?s).*[\]]|[ab|].*", None),  # the bracket that is escaped ends no class
        (r"(?s).*a\.*", r"(?s)a\.*$"),  # ends with full stops, not with anything
        (r"(?s).*a\\.*", r"(?s)a\\"),
        ("(?s).*?a.*", None),
        ("(?s).*.*", None),
        (".*a.*", None),  # of one line
        ("(?s).*a", "(?s)a$"),
        (r"(?s).*a\\", r"(?s)a\\$"),
        ("(?s)a.*", None),
    ],
)
def test_a_search_is_made_only_of_what_may_stand_anywhere(pattern: str, inner: str | None) -> None:
    assert sought(pattern) == inner


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), st.sampled_from(["", ".*"]))
def test_a_search_finds_what_the_whole_pattern_matches(middle: str, end: str) -> None:
    pattern = f"(?s).*{middle}{end}"
    inner = sought(pattern)
    if pattern_fault(pattern) is not None or inner is None:
        return
    with duckdb.connect() as con:
        rows = con.execute(
            "select regexp_full_match(text, $1), regexp_matches(text, $2)"
            " from (select unnest($3) as text)",
            [pattern, inner, TEXTS],
        ).fetchall()
    assert [whole for whole, _ in rows] == [found for _, found in rows]


WORDS = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
OTHER = Worth("t is null", FieldType.BOOLEAN)


@given(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from(["", ".*"]))
def test_what_is_looked_for_at_once_is_found_as_one_by_one(words: list[str], end: str) -> None:
    patterns = [f"(?s).*{word}{end}" for word in words]
    known = [one for one in patterns if pattern_fault(one) is None and sought(one) is not None]
    sides = [search("t", sought(one) or "") for one in known]
    apart = " or ".join([side.sql for side in [OTHER, *sides]])
    at_once = any_of([OTHER, *sides])
    assert len(at_once) == 1 + bool(sides)
    with duckdb.connect() as con:
        rows = con.execute(
            f"select {apart}, {' or '.join(at_once)} from (select unnest($1) as t)",
            [[None, *TEXTS]],
        ).fetchall()
    assert [one for one, _ in rows] == [other for _, other in rows]


def test_searches_in_several_texts_stay_apart() -> None:
    sides = [search("t", "(?s)a"), search("u", "(?s)b"), search("t", "(?s)c|d")]
    assert any_of(sides) == [
        "regexp_matches(t, '(?s)(?:a)|(?:c|d)')",
        "regexp_matches(u, '(?s)b')",
    ]


def test_a_text_is_searched_only_where_nothing_else_is_false_and_all_is_as_it_was() -> None:
    """Searched again where it is unknown, so that `unknown and false` stays false."""
    sides = [search("t", "(?s)a"), Worth("x", FieldType.BOOLEAN), Worth("y", FieldType.BOOLEAN)]
    searched = "case when not (x and y) then false else (regexp_matches(t, '(?s)a')) end"
    assert all_of(sides) == ["x", "y", searched]
    for elsewhere in ("exists (select 1 from t)", "(count(*) over (partition by t) > 1)"):
        other = Worth(elsewhere, FieldType.BOOLEAN)  # would be asked twice
        assert all_of([*sides, other]) == ["x", "y", elsewhere, searched]
        assert all_of([sides[0], other]) == [sides[0].sql, elsewhere]
    plain = " and ".join(side.sql for side in sides)
    with duckdb.connect() as con:
        values = "unnest([true, false, null])"
        con.execute(f"create table v as select {values} as x")
        rows = con.execute(
            f"select {plain}, {' and '.join(all_of(sides))} from v as one, (select x as y from v),"
            " (select unnest(['a', 'b', null]) as t)"
        ).fetchall()
    assert len(rows) == 27
    assert [one for one, _ in rows] == [other for _, other in rows]


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"[\t\r\n]+", ("\t", "\r", "\n")),
        ("[.,]", (".", ",")),
        ("[..]+", (".",)),
        ("[^a]", ()),
        ("[a-c]", ()),
        (r"[\s]", ()),
        ("[ab]*", ()),
        ("[ab]{2}", ()),
        ("[abcdefg]", ()),  # by then one search for all is as fast
        ("ab", ()),
        ("", ()),
    ],
)
def test_letters_are_known_where_a_pattern_is_nothing_else(
    pattern: str, letters: tuple[str, ...]
) -> None:
    assert letters_of(pattern) == letters


CLASSES = st.lists(
    st.sampled_from(["a", "b", ".", "|", r"\t", r"\n", "^", "-", r"\]", "é"]), max_size=7
)


@given(
    CLASSES.map("".join), st.sampled_from(["", "+", "*", "?"]), st.text("ab.|\t\n^-]é", max_size=9)
)
def test_letters_are_taken_out_as_the_pattern_would(inner: str, end: str, text: str) -> None:
    pattern = f"[{inner}]{end}"
    if pattern_fault(pattern) is not None or not letters_of(pattern):
        return
    left = "".join(letter for letter in text if letter not in letters_of(pattern))
    with duckdb.connect() as con:
        row = con.execute("select regexp_replace($1, $2, '', 'g')", [text, pattern]).fetchone()
    assert row == (left,)


def test_braces_in_a_pattern_are_the_patterns_own(tmp_path: Path) -> None:
    """An argument of a call may hold what looks like the place of another argument."""
    (tmp_path / "twice.yaml").write_text(TWICE)
    (tmp_path / "export.csv").write_text("note\nxab\nyab\n")
    run = recordcheck.check(tmp_path / "export.csv", tmp_path / "twice.yaml")
    assert [one.records for one in run.findings] == [(2,)]


TWICE = """
standard: twice
version: "1"
title: A call in a call
tables:
  note:
    one_record_is: one note
    fields: {note: {type: text}}
    rules:
      - {id: TWI-401, name: x, says: x, why: x, severity: error,
         assert: "matches(without(note, 'a{1}b{0,1}'), 'x')"}
"""
