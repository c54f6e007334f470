"""What people call files and columns becomes a name that the format takes."""

from __future__ import annotations

import pytest

from recordcheck.standard.new_names import one_more, prefix_of, slug, snake


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Date of contact", "date_of_contact"),
        ("DateOfContact", "date_of_contact"),
        ("ChildUniqueID", "child_unique_id"),
        ("URNNumber", "urn_number"),
        ("pers_dob", "pers_dob"),
        ("Child's name", "childs_name"),
        ("Stra\u00dfe / \u00c9cole", "strasse_ecole"),
        ("2nd visit", "column_2nd_visit"),
        ("\u540d\u524d", "column_7"),
        ("%", "column_7"),
        ("ROWID", "row_id"),
        ("x" * 70, "x" * 60),
    ],
)
def test_a_header_becomes_the_name_of_a_field(text: str, name: str) -> None:
    assert snake(text, "column_7") == name


@pytest.mark.parametrize(
    ("text", "name", "start"),
    [
        ("visits", "visits", "VIS"),
        ("My visits_2026", "my-visits-2026", "MYV"),
        ("2026-03 visits", "2026-03-visits", "VIS"),
        ("v2", "v2", "V2"),
        ("2026", "2026", "STD"),
        ("\u540d\u524d", "standard", "STA"),
    ],
)
def test_the_name_of_a_file_becomes_that_of_a_standard(text: str, name: str, start: str) -> None:
    assert (slug(text), prefix_of(slug(text))) == (name, start)


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert one_more("team_name", {"teamname", "teamname2"}) == "team_name_3"
