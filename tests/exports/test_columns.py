"""Which column is which field: by name or alias, as people write them, and never by a guess."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from recordcheck.errors import UserError
from recordcheck.exports.columns import Matched, find_fields, match_columns, spare
from recordcheck.model import Column, Field, FieldType, Table

TABLE = Table(
    "child",
    "CHI",
    "one child",
    fields={
        "child_id": Field("child_id", "ANY", FieldType.TEXT, aliases=("Person ref",)),
        "team": Field("team", "ANY", FieldType.TEXT, aliases=("Unit", "Squad")),
        "place": Field("place", "ANY", FieldType.TEXT, aliases=("Squad",)),
        "sex": Field("sex", "ANY", FieldType.TEXT, as_it_stands=True),
    },
)
FOUND: dict[str, tuple[list[str], dict[str, str], dict[str, str]]] = {
    # how it is called: the columns, what the user maps, the column of each field
    "by name": (["child_id", "team"], {}, {"child_id": "child_id", "team": "team"}),
    "without regard to case, space and sign": (["CHILD-ID "], {}, {"child_id": "CHILD-ID "}),
    "without its accents": (["Téam"], {}, {"team": "Téam"}),
    "by alias": (["person_ref"], {}, {"child_id": "person_ref"}),
    "by name before alias": (["Unit", "team"], {}, {"team": "team"}),
    "by the first alias": (["Squad", "Unit"], {}, {"team": "Unit", "place": "Squad"}),
    "the very name of several": (["Team", "team", "TEAM"], {}, {"team": "team"}),
    "as it stands alone": (["Sex", "sex"], {}, {"sex": "sex"}),
    "not as it stands": (["Sex"], {}, {}),
    "by the user's word": (["team", "Where"], {"Where": "team"}, {"team": "Where"}),
    "by the very word of the user": (["a\nb", "a b"], {"a b": "team"}, {"team": "a b"}),
    "by a word with a line break in it": (["of\nteam"], {"of team": "team"}, {"team": "of\nteam"}),
    "not by a word that is like it": (["of-team"], {"of team": "team"}, {}),
    "one column for one field": (["Squad"], {}, {"team": "Squad"}),
    "one column for one field that is mapped": (["team"], {"team": "sex"}, {"sex": "team"}),
    "no field of the table": (["team"], {"team": "age"}, {"team": "team"}),
    "no column of the export": (["team"], {"Unit": "team"}, {"team": "team"}),
}


@pytest.mark.parametrize("case", FOUND)
def test_a_field_has_the_column_that_is_called_so(case: str) -> None:
    columns, maps, found = FOUND[case]
    assert find_fields(columns, TABLE, maps, "export.csv") == found


@pytest.mark.parametrize("columns", [["Team", "TEAM"], ["unit ", "UNIT"]])
def test_two_columns_of_which_either_could_be_a_field_are_refused(columns: list[str]) -> None:
    with pytest.raises(UserError) as refused:
        match_columns(["child_id", *columns], TABLE, {}, "export.csv")
    assert str(refused.value) == (
        f"export.csv: 2 columns could be the field team: {', '.join(columns)}\n"
        f'  say which: --map "{columns[0]}=team"'
    )
    said = match_columns(["child_id", *columns], TABLE, {columns[1]: "team"}, "export.csv")
    assert said.fields == {"child_id": "child_id", "team": columns[1]}


def test_a_guess_at_the_standard_takes_the_first_of_two_columns() -> None:
    assert find_fields(["Team", "TEAM"], TABLE, {}) == {"team": "Team"}


@pytest.mark.parametrize(
    ("taken", "unused", "absent"),
    [
        ((), {"Teams": "team"}, {"team": "Teams", "place": None, "sex": None}),
        (("Teams",), {"Teams": None}, {"team": None, "place": None, "sex": None}),
        (("child_id",), {"Teams": "team"}, {"team": "Teams", "place": None, "sex": None}),
    ],
)
def test_of_a_column_that_another_standard_takes_nothing_is_said(
    taken: tuple[str, ...], unused: Mapping[str, str | None], absent: Mapping[str, str | None]
) -> None:
    matched = match_columns(["child_id", "Teams"], TABLE, {}, "export.csv")
    assert spare(matched, taken) == Matched(
        {"child_id": "child_id"},
        tuple(Column(*one) for one in unused.items()),
        tuple(Column(*one) for one in absent.items()),
    )
