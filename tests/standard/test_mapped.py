"""Codes and dates as an export writes them count as those of the standard, by the user's word."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

import recordcheck
from recordcheck.errors import UserError
from recordcheck.model import Standard
from recordcheck.standard import load
from recordcheck.standard.mapped import check_codes, check_dates, with_codes, with_dates

STANDARD = """
standard: sexes
version: "1"
title: Sexes
tables:
  child:
    one_record_is: one child
    fields:
      sex:
        type: code
        codes: [{code: M, label: Male}, {code: F, label: Female, aliases: [Girl]}]
        due: always
      team: {type: text, due: always}
"""


@pytest.fixture
def standard(tmp_path: Path) -> Standard:
    (tmp_path / "sexes.yaml").write_text(STANDARD)
    return load(tmp_path / "sexes.yaml")


def broken(standard: Standard, *cells: str) -> dict[str, tuple[int, ...]]:
    frame = pa.table({"sex": list(cells), "team": ["A"] * len(cells)})
    run = recordcheck.check(frame, standard)
    return {one.rule: one.records for one in run.findings}


def test_a_mapped_code_counts_as_its_code(standard: Standard) -> None:
    ours = with_codes(standard, {"sex": {"1": "M", "2": "F"}})
    assert broken(standard, "M", "1", "2", "3") == {"SEX-391": (2, 3, 4)}
    assert broken(ours, "M", "1", "2", "3") == {"SEX-391": (4,)}


def test_a_spelling_moves_to_the_code_that_the_user_gives_it(standard: Standard) -> None:
    ours = with_codes(standard, {"sex": {"Girl": "M", "Male": "F"}})
    codes = ours.tables["child"].fields["sex"].codes
    assert codes is not None
    assert codes.spellings == {"Girl": "M", "Female": "F", "Male": "F"}


def test_a_code_may_be_mapped_to_itself(standard: Standard) -> None:
    assert broken(with_codes(standard, {"sex": {"M": "M", "1": "M"}}), "M", "1", "2") == {
        "SEX-391": (3,)
    }


def test_the_codes_of_a_list_that_stands_in_its_field_are_named_there(standard: Standard) -> None:
    with pytest.raises(UserError) as caught:
        with_codes(standard, {"sex": {"1": "X"}})
    assert caught.value.remedy == "its codes: M, F"


WRONG = {
    "a code that the list has not": (
        {"sex": {"1": "X"}},
        "`map.codes.sex`: `X` is not on the code list sex; known: M, F",
    ),
    "a label in place of its code": (
        {"sex": {"1": "Male"}},
        "`map.codes.sex`: `Male` is not on the code list sex; write its code `M`",
    ),
    "a code of the list itself": (
        {"sex": {"M": "F"}},
        "`map.codes.sex`: `M` is itself a code of sex",
    ),
    "a blank": (
        {"sex": {"": "M"}},
        "`map.codes.sex`: a blank cannot stand for a code",
    ),
    "a spelling that no cell has": (
        {"sex": {"1 ": "M"}},
        "`map.codes.sex`: `1 ` begins or ends with white space, which is taken off every cell",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_mapping_is_refused(standard: Standard, case: str) -> None:
    codes, message = WRONG[case]
    with pytest.raises(UserError) as caught:
        with_codes(standard, codes)
    assert caught.value.message == message
    assert caught.value.remedy


def test_a_spelling_that_should_count_as_blank_is_told_where_such_words_stand(
    standard: Standard,
) -> None:
    with pytest.raises(UserError) as caught:
        with_codes(standard, {"sex": {"Not asked": ""}})
    assert caught.value.remedy == (
        "leave it unmapped; a word that counts as blank stands in the list of `placeholders` of a"
        " standard"
    )


@pytest.mark.parametrize("field", ["sexx", "team"])
def test_a_field_without_a_code_list_is_refused(standard: Standard, field: str) -> None:
    with pytest.raises(UserError) as caught:
        check_codes([standard], {field: {"1": "M"}}, "recordcheck.toml")
    assert caught.value.message.startswith(f"`map.codes.{field}`: no field of that name has")


DAYS = """
standard: days
version: "1"
title: Days
tables:
  visit:
    one_record_is: one visit
    key: [visit_id]
    fields:
      visit_id: {type: text, due: always}
      seen_at: {type: datetime, not_after: ":today"}
      closed_on: {type: date, dates: "%Y%m%d"}
      team: {type: text}
  call:
    one_record_is: one call
    fields:
      call_id: {type: text, due: always}
      seen_at: {type: datetime}
  team:
    one_record_is: one team
    view: select team, max(seen_at) as latest_at from visit group by team
    fields:
      team: {type: text}
      latest_at: {type: datetime}
"""


@pytest.fixture
def days(tmp_path: Path) -> Standard:
    (tmp_path / "days.yaml").write_text(DAYS)
    return load(tmp_path / "days.yaml")


def found(standard: Standard, **tables: dict[str, list[str]]) -> dict[str, tuple[int, ...]]:
    frames = {name: pa.table(columns) for name, columns in tables.items()}
    run = recordcheck.check(frames, standard, as_at="2026-03-31")
    return {one.rule: one.records for one in run.findings if one.name == "wrong-type"}


def test_a_form_of_dates_counts_alone_and_in_every_table_that_has_the_field(
    days: Standard,
) -> None:
    cells = ["31-MAR-26 09:05", "01/03/2026 09:05"]
    visits = {"visit_id": ["1", "2"], "seen_at": cells, "team": ["A", "A"]}
    calls = {"call_id": ["1", "2"], "seen_at": cells[::-1]}
    assert found(days, visit=visits) == {"DAY-390": (1,)}
    assert found(days, call=calls) == {"DAY-390": (2,)}
    ours = with_dates(days, {"seen_at": "%d-%b-%y %H:%M"})
    assert found(ours, visit=visits) == {"DAY-390": (2,)}
    assert found(ours, call=calls) == {"DAY-390": (1,)}


def test_a_form_of_dates_comes_before_that_of_the_standard(days: Standard) -> None:
    visits = {"visit_id": ["1", "2"], "closed_on": ["20260331", "03/31/2026"]}
    ours = with_dates(days, {"closed_on": "%m/%d/%Y"})
    assert found(days, visit=visits) == {"DAY-390": (2,)}
    assert found(ours, visit=visits) == {"DAY-390": (1,)}


NO_FORM = {
    "a form as a spreadsheet writes it": (
        {"closed_on": "DD/MM/YYYY"},
        "`map.dates.closed_on`: `DD/MM/YYYY` is not a form of dates (such as %m/%d/%Y)",
    ),
    "a form of the machine's own": (
        {"closed_on": "%x"},
        "`map.dates.closed_on`: `%x` is not a form of dates (such as %m/%d/%Y)",
    ),
    "a moment without its hour": (
        {"seen_at": "%d-%b-%y"},
        "`map.dates.seen_at`: `%d-%b-%y` does not give the hour of a datetime (such as"
        " %m/%d/%Y %H:%M); a day alone needs a field of type date",
    ),
    "the month as minutes": (
        {"closed_on": "%d/%M/%Y"},
        "`map.dates.closed_on`: `%d/%M/%Y` has a part out of place: %m is the month, %M the minute,"
        " after the hour, and %S the second, after the minute",
    ),
    "month and minute changed for each other": (
        {"seen_at": "%d-%M-%y %H:%m"},
        "`map.dates.seen_at`: `%d-%M-%y %H:%m` has a part out of place: %m is the month, %M the"
        " minute, after the hour, and %S the second, after the minute",
    ),
    "the minute as seconds": (
        {"seen_at": "%d-%m-%y %H:%S"},
        "`map.dates.seen_at`: `%d-%m-%y %H:%S` has a part out of place: %m is the month, %M the"
        " minute, after the hour, and %S the second, after the minute",
    ),
}


@pytest.mark.parametrize("case", NO_FORM)
def test_what_is_no_form_of_the_dates_of_a_field_is_refused(days: Standard, case: str) -> None:
    dates, message = NO_FORM[case]
    with pytest.raises(UserError) as caught:
        with_dates(days, dates, "recordcheck.toml")
    assert (caught.value.message, caught.value.path) == (message, "recordcheck.toml")
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("form", "cell"),
    [
        ("%H:%M:%S %m/%d/%Y", "09:05:30 03/31/2026"),
        ("%d %B %Y, %I.%M %p", "31 March 2026, 9.05 AM"),
        ("%Y%m%d%H%M", "202603310905"),
        ("100%% %d/%m/%y %H", "100% 31/03/26 09"),
    ],
)
def test_the_parts_of_a_date_may_stand_in_any_order_that_can_be_meant(
    days: Standard, form: str, cell: str
) -> None:
    visits = {"visit_id": ["1"], "seen_at": [cell]}
    assert found(days, visit=visits) == {"DAY-390": (1,)}
    assert found(with_dates(days, {"seen_at": form}), visit=visits) == {}


@pytest.mark.parametrize(
    ("field", "meant"),
    [
        ("seen_att", "did you mean `seen_at`?"),
        ("visit_id", "known: seen_at, closed_on"),
        ("latest_at", "known: seen_at, closed_on"),  # of a view, which stands in no export
    ],
)
def test_a_field_that_is_no_date_of_an_export_is_refused(
    days: Standard, field: str, meant: str
) -> None:
    with pytest.raises(UserError) as caught:
        check_dates([days], {field: "%d-%b-%y"}, "recordcheck.toml")
    assert caught.value.message == f"`map.dates.{field}`: no field of that name is a date; {meant}"
