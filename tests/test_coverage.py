"""`docs/coverage.md` names every written rule once, in the row of its standard."""

from __future__ import annotations

import re
from pathlib import Path

from recordcheck.model import Standard
from recordcheck.standard.known import catalogue

PAGE = Path(__file__).resolve().parent.parent / "docs" / "coverage.md"
ROWS = [line.split("|")[1:-1] for line in PAGE.read_text().splitlines() if line.startswith("|")][2:]
MEMBERS = {one.name: one for one in catalogue(()) if not one.includes}
BUNDLES = [one for one in catalogue(()) if one.includes]


def written(standard: Standard) -> set[str]:
    """The identifiers of its written rules."""
    return {rule.id for table in standard.tables.values() for rule in table.rules}


def test_every_area_has_a_standard_and_every_standard_an_area() -> None:
    named = {name for row in ROWS for name in re.findall(r"\[([a-z-]+)\]", row[3])}
    assert named == set(MEMBERS)


def test_a_row_names_the_written_rules_of_its_standard() -> None:
    for row in ROWS:
        first = MEMBERS[re.findall(r"\[([a-z-]+)\]", row[3])[0]]
        named = row[4].split()
        assert written(first) == {one for one in named if one.startswith(first.prefix)}
        assert set(named) <= set().union(*map(written, [*MEMBERS.values(), *BUNDLES]))


def test_what_only_a_bundle_asks_is_named_in_a_row() -> None:
    named = {one for row in ROWS for one in row[4].split()}
    of_members = set().union(*map(written, MEMBERS.values()))
    assert set().union(*map(written, BUNDLES)) - of_members - named == set()


def test_every_row_says_what_recorded_data_cannot_show() -> None:
    assert all(len(row) == 6 and all(cell.strip() for cell in row) for row in ROWS)
