"""`docs/coverage.md` names every written rule once, in the row of its standard."""

from __future__ import annotations

import re
from pathlib import Path

from recordcheck.standard.known import catalogue

PAGE = Path(__file__).resolve().parent.parent / "docs" / "coverage.md"
ROWS = [line.split("|")[1:-1] for line in PAGE.read_text().splitlines() if line.startswith("|")][2:]
MEMBERS = {one.name: one for one in catalogue(()) if not one.includes}


def test_every_area_has_a_standard_and_every_standard_an_area() -> None:
    named = {name for row in ROWS for name in re.findall(r"\[([a-z-]+)\]", row[3])}
    assert named == set(MEMBERS)


def test_a_row_names_the_written_rules_of_its_standard() -> None:
    for row in ROWS:
        first = MEMBERS[re.findall(r"\[([a-z-]+)\]", row[3])[0]]
        written = {rule.id for table in first.tables.values() for rule in table.rules}
        named = row[4].split()
        assert written == {one for one in named if one.startswith(first.prefix)}
        others = {r.id for one in MEMBERS.values() for t in one.tables.values() for r in t.rules}
        assert set(named) <= others


def test_every_row_says_what_recorded_data_cannot_show() -> None:
    assert all(len(row) == 6 and all(cell.strip() for cell in row) for row in ROWS)
