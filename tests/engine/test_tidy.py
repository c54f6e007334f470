"""A cell that is called tidy needs no work: a look at its ends and its length may not be wrong."""

from __future__ import annotations

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from recordcheck.engine.judging.clean import WHITE_SPACE, is_placeholder, is_tidy
from recordcheck.engine.judging.session import set_placeholders
from recordcheck.standard.load import load

SHIPPED = load("child-ethnicity").placeholders
OWN = ("–", "éa", "p" * 70, "Ångström", "x", "ßo", "n–a")
WRAPPED = st.tuples(
    st.sampled_from(["", *WHITE_SPACE]),
    st.one_of(
        st.sampled_from([*SHIPPED, *OWN]).flatmap(
            lambda text: st.sampled_from([text, text.upper(), text.title(), f"{text}s", text[:-1]])
        ),
        st.text(max_size=5),
        st.text("xXnN/aA-", max_size=5),
    ),
    st.sampled_from(["", *WHITE_SPACE]),
).map("".join)


@given(st.lists(WRAPPED.filter(lambda text: "\0" not in text), max_size=30))
def test_a_tidy_cell_is_stripped_and_no_placeholder(cells: list[str]) -> None:
    for placeholders in (SHIPPED, OWN, ()):
        with duckdb.connect() as con:
            set_placeholders(con, placeholders)
            rows = con.execute(
                f"select cell, {is_tidy('cell')}, {is_placeholder('cell')}"
                " from (select unnest($1::varchar[]) as cell)",
                [cells],
            ).fetchall()
        for cell, tidy, placeholder in rows:
            assert placeholder == (
                cell.lower() in placeholders and len(cell.lower().encode()) == len(cell.encode())
            )
            if tidy:
                assert cell
                assert cell.strip(WHITE_SPACE) == cell
                assert cell.lower() not in placeholders


def test_most_cells_of_an_export_are_tidy() -> None:
    cells = ["Stafford", "C0000001", "w17", "he said that he was cold", "AB12", "2026-03-31"]
    with duckdb.connect() as con:
        set_placeholders(con, SHIPPED)
        row = con.execute(
            f"select list({is_tidy('cell')}) from (select unnest($1) as cell)", [cells]
        ).fetchone()
    assert row == ([True] * len(cells),)
