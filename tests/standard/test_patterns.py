"""A pattern that only looks for something anywhere in a text is asked as a search, which is ten
times as fast and must say the same.
"""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordcheck.standard.sql.patterns import pattern_fault, sought

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
        (r"(?s).*a\.*", None),  # ends with full stops, not with anything
        (r"(?s).*a\\.*", r"(?s)a\\"),
        ("(?s).*?a.*", None),
        ("(?s).*.*", None),
        (".*a.*", None),  # of one line
        ("(?s).*a", None),
        ("(?s)a.*", None),
    ],
)
def test_a_search_is_made_only_of_what_may_stand_anywhere(pattern: str, inner: str | None) -> None:
    assert sought(pattern) == inner


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_a_search_finds_what_the_whole_pattern_matches(middle: str) -> None:
    pattern = f"(?s).*{middle}.*"
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
