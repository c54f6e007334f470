"""The form of the dates of a column, as `profile` looks for it."""

from __future__ import annotations

import pyarrow

from recordcheck.engine.judging.session import connect
from recordcheck.engine.profiling.forms import forms_of


def test_the_forms_of_many_columns_are_found_in_two_turns_over_the_records() -> None:
    """One to find which they may be and one to count them: with a turn for each column a wide
    export would be read hundreds of times. The engine counts the records that it comes upon.
    """
    cells = ["", "31-Mar-26", "", "1-Apr-26", "n/a"]
    columns = {f"closed {number}": 2 for number in range(30)}
    with connect() as con:
        con.register("export", pyarrow.table(dict.fromkeys(columns, cells)))
        con.execute("create sequence turns")
        source = "(select * from export where nextval('turns') > 0)"
        found = forms_of(con, columns, source, ("n/a",))
        assert found == dict.fromkeys(columns, ("%d-%b-%y", 2))
        assert con.sql("select currval('turns')").fetchall() == [(2 * len(cells),)]
