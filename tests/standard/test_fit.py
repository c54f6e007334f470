"""Which of several standards an export is judged by, where nobody names one: by its columns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from recordcheck import UserError, load
from recordcheck.engine.given.choose import choose
from recordcheck.engine.given.inputs import Part
from recordcheck.model import Standard
from recordcheck.standard.fit import fitting, takes, untold

DUE = {
    "visits": "visit_id child_id seen_on team",
    "talks": "talk_id child_id said team",
    "plans": "plan_id child_id",
    "ids": "only_id",
}
OPTIONAL = {"visits": "note mood", "plans": "seen_on", "leaflets": "colour size"}


@pytest.fixture
def standards(tmp_path: Path) -> list[Standard]:
    """Four with fields that are due, one without any, and a bundle of the first two."""
    for name in dict.fromkeys([*DUE, *OPTIONAL]):
        fields = [f"{field}: {{type: text, due: always}}" for field in DUE.get(name, "").split()]
        fields += [f"{field}: {{type: text}}" for field in OPTIONAL.get(name, "").split()]
        table = f"{{{name[:-1]}: {{one_record_is: one, fields: {{{', '.join(fields)}}}}}}}"
        text = f"standard: {name}\nversion: '1'\ntitle: {name}\ntables: {table}\n"
        (tmp_path / f"{name}.yaml").write_text(text)
    both = "standard: both\nversion: '1'\ntitle: Both\nincludes: [visits@1, talks]\n"
    (tmp_path / "both.yaml").write_text(both)
    return [load(path) for path in sorted(tmp_path.glob("*.yaml"))]


def fits(
    standards: list[Standard], *files: str, maps: Mapping[str, str] | None = None
) -> list[str]:
    return [one.name for one in fitting([file.split() for file in files], standards, maps or {})]


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["visit_id child_id seen_on team"], ["visits"]),
        (["Visit-ID  CHILD_ID"], ["visits"]),  # half of what is due, and all of its columns
        (["visit_id child_id x y"], ["visits"]),
        (["visit_id child_id x y z"], []),  # half of what is due, and fewer of its columns
        (["visit_id child_id seen_on x y z v w"], ["visits"]),  # most of what is due
        (["visit_id note mood"], []),  # a quarter of what is due
        (["visit_id"], []),
        (["only_id"], ["ids"]),  # all that the standard has
        (["colour size x y z v w"], ["leaflets"]),  # nothing is due
        (["colour x"], []),
        (["talk_id child_id said"], ["talks"]),
        (["child_id team x"], ["talks", "visits"]),  # equally well, and a bundle gives way
        (["child_id seen_on"], ["plans"]),  # of visits as many are there, and more lack
        (["child_id seen_on team"], ["visits"]),  # of plans fewer lack, and fewer are there
        (["visit_id child_id seen_on team", "talk_id child_id said team"], ["both"]),
        (["visit_id child_id seen_on team", "x y"], []),
        (["x y z"], []),
    ],
)
def test_a_standard_fits_what_has_most_of_its_fields(
    standards: list[Standard], files: list[str], names: list[str]
) -> None:
    assert fits(standards, *files) == names


def test_a_column_that_the_user_maps_counts_as_its_field(standards: list[Standard]) -> None:
    assert fits(standards, "x child_id", maps={"x": "visit_id"}) == ["visits"]


def test_of_standards_that_fit_equally_well_none_is_chosen(standards: list[Standard]) -> None:
    parts = [Part(path, ("child_id", "team"), None) for path in ("a.csv", "b.csv")]
    with pytest.raises(UserError) as caught:
        choose(parts, standards, {})
    assert str(caught.value) == (
        "a.csv: several standards fit this export equally well: talks, visits\n"
        "  say which: --standard talks"
    )
    more = Part("a.csv", ("visit_id", "child_id", "team"), None)
    assert choose([more], standards, {}).name == "visits"


@pytest.mark.parametrize(
    ("columns", "called", "named", "taken"),
    [
        ("visit_id child_id x y", "a.csv", True, True),
        ("visit_id child_id x y z", "a.csv", True, False),
        ("visit_id child_id x y z", "All visits.csv", True, True),  # its name says so
        ("visit_id child_id x y z", "All visits.csv", False, False),
        ("visit_id child_id x y", "a.csv", False, True),
        ("x y", "visit.csv", True, False),
    ],
)
def test_a_file_among_others_is_taken_by_its_columns_or_where_a_standard_is_named_by_its_name(
    standards: list[Standard], columns: str, called: str, named: bool, taken: bool
) -> None:
    visits = [one for one in standards if one.name == "visits"]
    assert takes(columns.split(), visits, {}, named=named, called=called) is taken


CLUB = """\
standard: club
version: '1'
title: Club
tables:
  member:
    one_record_is: one member
    key: [member_id]
    fields:
      member_id: {type: text, due: always}
      born_on: {type: date, aliases: [Date of birth], due: always}
      joined_on: {type: date, due: always}
      note: {type: text}
  evening:
    one_record_is: one evening of one member
    fields:
      member_id: {type: text, due: always, refers_to: member.member_id}
      born_on: {type: date, aliases: [Date of birth]}
      what: {type: text, due: always}
      where: {type: text, due: always}
"""


@pytest.mark.parametrize(
    ("columns", "chosen"),
    [
        ("member_id born_on team", True),
        ("member_id born_on called_on", False),  # a member may have called often
        ("member_id born_on note called_on", False),  # what is not due says nothing
        ("member_id born_on joined_on called_on", True),  # what is due of a member alone
        ("member_id born_on joined_date", True),  # it is like a field of the table
        ("member_id born_on death_date", True),
        ("member_id what where called_on", True),  # nothing refers to evenings
    ],
)
def test_a_day_without_a_field_says_that_what_others_refer_to_may_stand_in_several_records(
    tmp_path: Path, columns: str, chosen: bool
) -> None:
    (tmp_path / "club.yaml").write_text(CLUB)
    club = load(tmp_path / "club.yaml")
    assert fits([club], columns) == (["club"] if chosen else [])
    named = untold(columns.split(), [club], {})
    assert named == ([] if chosen else [(club, club.tables["member"])])
    assert takes(columns.split(), [club], {}, named=True) is chosen
