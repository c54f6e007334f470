"""`init` maps a column by itself only where its name and what it holds both say which field it is:
a wrong mapping that looks sure is worse than none.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from doors import run

BASE = {
    "episode_id": lambda one: f"E{one}",
    "last_seen_at": lambda one: f"2026-01-{1 + one % 28:02} 09:00",
    "reported_at": lambda one: f"2026-01-{1 + one % 28:02} 10:00",
}
OF_A_COUNCIL = ("WBRI", "AIND", "BAFR", "MWBC", "OOTH", "REFU")
ETHNICITIES = ("W1", "A1", "B1", "M1", "O9", "NS")
CODED = "{type: code, codes: police-self-defined-ethnicity-18-1}"
BIRTHS = f"""\
standard: births
version: "1"
title: Births
tables:
  birth:
    one_record_is: one birth
    fields:
      birth_ref: {{type: text, due: always}}
      ward_ref: {{type: text, due: always}}
      of_mother: {CODED}
      of_father: {CODED}
"""
VISITS = """\
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    key: [case_ref, visited_on]
    fields:
      case_ref: {type: text}
      visited_on: {type: date}
      team: {type: text}
      child_seen: {type: boolean}
      reason_refused: {type: text}
"""
OF_A_VISIT: list[tuple[Callable[[int], str], str]] = [
    # A case has several visits: it is only a part of their key.
    (lambda one: f"C{one % 5}", '"Case number" = "case_ref"'),
    (lambda one: "YN"[one % 2], '"Child was seen?" = "child_seen"'),
    (
        lambda one: f"in room {one}",
        '# "Child was seen?" = "child_seen"  # perhaps: the names are alike, but it holds more than'
        " yes and no",
    ),
    (lambda one: ("asleep", "at school")[one % 2], '"Refused: reason" = "reason_refused"'),
    (
        lambda one: ("yES", "nO")[one % 2],  # on no code list
        '# "Refused: reason" = "reason_refused"  # perhaps: the names are alike, but it holds a few'
        " answers",
    ),
]
LISTED = "its values are on the code list"
ALIKE = "perhaps: the names are alike, but"
BY_HAND = "no field found; if it is one, map it by hand"
CASES: dict[str, tuple[Callable[[int], str], str]] = {
    "a reference of nobody knows what": (lambda one: f"R{one}", f'# "Ref": {BY_HAND}'),
    "the reference of a child": (lambda one: f"C{one % 9}", '"Child ref" = "child_id"'),
    "a flag that is called child": (lambda one: "YN"[one % 2], f'# "Child": {BY_HAND}'),
    "a day of something": (lambda one: f"2026-02-{1 + one % 28:02}", f'# "Date": {BY_HAND}'),
    "codes that the name speaks of too": (
        lambda one: ETHNICITIES[one % 6],
        '"Eth code" = "self_defined_ethnicity"',
    ),
    "codes of another person": (
        lambda one: ETHNICITIES[one % 6],
        '# "Suspect ethnicity" = "self_defined_ethnicity"'
        f"  # perhaps: {LISTED} police-self-defined-ethnicity-18-1",
    ),
    "codes of another person, in nearly the words of the field": (
        lambda one: ETHNICITIES[one % 6],
        '# "Suspect self-defined ethnicity" = "self_defined_ethnicity"'
        f"  # perhaps: {LISTED} police-self-defined-ethnicity-18-1",
    ),
    "codes of the list that councils use": (
        lambda one: OF_A_COUNCIL[one % 6],
        '# "Ethnicity" = "self_defined_ethnicity"  # perhaps: its values are on dfe-ethnicity,'
        " which is often found there: map its codes",
    ),
    "codes that the name says nothing of": (
        lambda one: ETHNICITIES[one % 6],
        '# "Column 7" = "self_defined_ethnicity"'
        f"  # perhaps: {LISTED} police-self-defined-ethnicity-18-1",
    ),
    "a moment in the words of a system": (
        lambda one: f"2026-02-{1 + one % 28:02} 09:00",
        '"Found Dt/Tm" = "returned_at"',
    ),
    "a moment of which nothing says what it is": (
        lambda one: f"2026-02-{1 + one % 28:02} 09:00",
        '# "Recd Dt": no field found; if it is one, map it by hand',
    ),
    "a moment that is written otherwise": (
        lambda one: f"{1 + one % 28:02}-Feb-26 09:00",
        f'# "Recd Dt": {BY_HAND}; its dates are written as %d-%b-%y %H:%M, for [map.dates]',
    ),
    "a moment of an interview beside the episode": (
        lambda one: f"{1 + one % 28:02}-Feb-26 09:00",
        '# "RHI Date": no field found; held_at of return_interview is called so, and that table'
        " takes a file of its own; its dates are written as %d-%b-%y %H:%M, for [map.dates]",
    ),
    "a yes where grades should be": (
        lambda one: ("Yes", "No")[one % 2],
        f'# "Risk level flag" = "risk"  # {ALIKE} {LISTED} yes-no-unknown',
    ),
    "grades in words of their own": (
        lambda one: ("HIGH", "Med", "Low")[one % 3],
        '"Risk grade" = "risk"',
    ),
    "grades that each is written in two ways": (
        lambda one: ("HIGH", "Hi.", "Med", "Mdm", "Low", "Lo.", "nil")[one % 7],
        '"Risk grade" = "risk"',
    ),
    "a text where grades should be": (
        lambda one: f"seen near the canal on day {one}",
        f'# "Risk grade" = "risk"  # {ALIKE} it has many more values than the code list'
        " missing-risk-level",
    ),
    "nothing at all": (
        lambda one: "",
        f'# "Returned" = "returned_at"  # {ALIKE} nothing is recorded in it',
    ),
}


def export(columns: dict[str, Callable[[int], str]]) -> str:
    """An export of 60 records."""
    lines = [",".join(columns)]
    lines += [",".join(cell(one) for cell in columns.values()) for one in range(60)]
    return "\n".join(lines) + "\n"


def proposed(
    capfd: pytest.CaptureFixture[str], column: str, standard: str = "missing-children"
) -> str:
    """What is written of a column into the configuration."""
    Path("recordcheck.toml").unlink(missing_ok=True)
    said = run(capfd, "init", "--from", "export.csv", "--standard", standard)
    assert said.code == 0
    written = Path("recordcheck.toml").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in written if line.removeprefix("# ").startswith(f'"{column}"')]
    return line


@pytest.mark.parametrize("case", CASES)
def test_a_column_is_mapped_where_name_and_content_both_say_so(
    case: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    cell, line = CASES[case]
    column = line.split('"')[1]
    Path("export.csv").write_text(export({**BASE, column: cell}), encoding="utf-8")
    assert proposed(capfd, column) == line


@pytest.mark.parametrize(("cell", "line"), OF_A_VISIT)
def test_a_column_is_mapped_where_it_holds_what_a_field_of_its_type_and_key_may(
    cell: Callable[[int], str],
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("visits.yaml").write_text(VISITS)
    column = line.split('"')[1]
    columns = {
        "visited_on": lambda one: f"2026-01-{1 + one % 28:02}",
        "team": lambda one: f"Team {one % 3}",
        column: cell,
    }
    Path("export.csv").write_text(export(columns), encoding="utf-8")
    assert proposed(capfd, column, "visits.yaml") == line


def test_as_many_values_as_records_are_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    columns = {"Misper No": lambda one: f"M{one}", **BASE}
    del columns["episode_id"]
    twenty = export(columns).splitlines()[:21]
    Path("export.csv").write_text("\n".join(twenty), encoding="utf-8")
    assert proposed(capfd, "Misper No") == '"Misper No" = "episode_id"'


@pytest.mark.parametrize(
    ("names", "codes"),
    [(("Ethnicity", "Carer"), OF_A_COUNCIL), (("Column 7", "Column 8"), ETHNICITIES)],
    ids=["of another list", "of the list itself"],
)
def test_of_two_columns_with_codes_that_their_names_say_nothing_of_none_is_proposed(
    names: tuple[str, str],
    codes: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    columns = {**BASE, **dict.fromkeys(names, lambda one: codes[one % 6])}
    Path("export.csv").write_text(export(columns), encoding="utf-8")
    assert [proposed(capfd, name) for name in names] == [f'# "{name}": {BY_HAND}' for name in names]


def test_a_field_that_is_proposed_by_codes_of_another_list_is_not_said_to_lack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    columns = {**BASE, "Ethnicity": lambda one: OF_A_COUNCIL[one % 6]}
    Path("export.csv").write_text(export(columns), encoding="utf-8")
    assert '= "self_defined_ethnicity"' in proposed(capfd, "Ethnicity")
    lacks = Path("recordcheck.toml").read_text().partition("# no column was found")[2]
    assert "self_defined_ethnicity" not in lacks.partition("\n\n")[0]


def test_codes_of_another_list_are_proposed_for_no_field_that_has_its_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    columns = {
        "Eth code": lambda one: ETHNICITIES[one % 6],
        "Carer": lambda one: OF_A_COUNCIL[one % 6],
    }
    Path("export.csv").write_text(export({**BASE, **columns}), encoding="utf-8")
    assert proposed(capfd, "Carer") == f'# "Carer": {BY_HAND}'
    assert '"Eth code" = "self_defined_ethnicity"' in Path("recordcheck.toml").read_text()


@pytest.mark.parametrize(
    ("episodes", "line"),
    [
        (60, '"Misper No" = "episode_id"'),
        (
            5,
            '# "Misper No" = "episode_id"  # perhaps: the names are alike, but its values repeat,'
            " and no two records have the same key",
        ),
    ],
)
def test_what_repeats_is_no_key(
    episodes: int,
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    columns = {"Misper No": lambda one: f"M{one % episodes}", **BASE}
    del columns["episode_id"]
    Path("export.csv").write_text(export(columns), encoding="utf-8")
    assert proposed(capfd, "Misper No") == line


def test_profile_names_no_field_for_a_yes_or_a_day_of_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    columns = {
        "episode_id": lambda one: f"E{one}",
        "child_id": lambda one: f"C{one}",
        "held_at": lambda one: f"2026-01-{1 + one % 28:02} 09:00",
        "Flag": lambda one: ("Y", "N", "NA")[one % 3],  # the codes of `offered`
        "Date": lambda one: f"2026-02-{1 + one % 28:02}",  # a field of stop-and-search
        "Result": lambda one: ("held", "declined_child", "not_offered")[one % 3],
    }
    Path("export.csv").write_text(export(columns), encoding="utf-8")
    assert fields(capfd) == {
        "episode_id": ("episode_id", "name"),
        "child_id": ("child_id", "name"),
        "held_at": ("held_at", "name"),
        "Flag": None,
        "Date": None,
        "Result": ("outcome", "codes"),
    }


def test_profile_names_no_field_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    codes = {"self_defined_ethnicity": lambda one: ETHNICITIES[one % 6]}
    codes["Suspect ethnicity"] = codes["self_defined_ethnicity"]
    risk = {"child_id": lambda one: f"C{one}", "district": lambda _: "N", "risk": lambda _: "high"}
    Path("export.csv").write_text(export({**BASE, **risk, **codes}), encoding="utf-8")
    found = fields(capfd)
    assert found["self_defined_ethnicity"] == ("self_defined_ethnicity", "name")
    assert found["Suspect ethnicity"] is None


def test_of_two_fields_with_one_list_none_is_proposed_for_a_column_that_sounds_like_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("births.yaml").write_text(BIRTHS)
    columns = {
        "birth_ref": lambda one: f"B{one}",
        "ward_ref": lambda one: f"W{one}",
        "Eth": lambda one: ETHNICITIES[one % 6],
    }
    Path("export.csv").write_text(export(columns), encoding="utf-8")
    assert proposed(capfd, "Eth", "births.yaml") == f'# "Eth": {BY_HAND}'


def test_profile_names_a_field_by_its_codes_where_no_other_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("births.yaml").write_text(BIRTHS)
    Path("recordcheck.toml").write_text('schemas = ["."]\n')
    columns = {
        "birth_ref": lambda one: f"B{one}",
        "ward_ref": lambda one: f"W{one}",
        "Eth": lambda one: ETHNICITIES[one % 6],
    }
    Path("export.csv").write_text(export(columns), encoding="utf-8")
    assert fields(capfd)["Eth"] is None
    columns["of_mother"] = columns["Eth"]
    Path("export.csv").write_text(export(columns), encoding="utf-8")
    assert fields(capfd)["Eth"] == ("of_father", "codes")


def fields(capfd: pytest.CaptureFixture[str]) -> dict[str, tuple[str, str] | None]:
    """The field that each column is said to be, and by what."""
    said = run(capfd, "profile", "export.csv", "--output-format", "json")
    return {
        one["name"]: (one["field"]["field"], one["field"]["by"]) if one["field"] else None
        for one in json.loads(said.out)["columns"]
    }
