"""How a cell is read: without white space and placeholders, codes in whatever case, moments as
databases and spreadsheets write them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow
import pyarrow.parquet
import pytest

import recordcheck

STANDARD = """\
standard: visits
version: "1"
title: Visits
{above}tables:
  visit:
    one_record_is: one visit
    fields:
{fields}    rules: {rules}
"""
NOTHING_SAID = """\
codes: nothing-said
title: What our system writes where nothing was said
source: [{title: local convention}]
list:
  - {code: "999", label: nothing said}
"""
SEEN = """\
      child_seen:
        type: code
        codes: [{code: "Y", label: Seen}, {code: U, label: Unknown, role: unknown}]
        due: always
"""
MERGED = """\
      merged: {type: code, codes: [{code: A, label: Unknown}, {code: B, label: UNKNOWN}]}
"""
NO_PLACEHOLDER = """
      - {id: VIS-301, name: placeholder, says: No placeholder stands there., why: To be sure.,
         severity: error, assert: not placeholder(child_seen)}"""
UNKNOWN = ["Unknown", "unknown", "UNKNOWN", " unKnown\t", "U"]
# The sign for kelvin, whose small letter is a k, is in no placeholder.
BLANK = ["n/a", "unk", "", None, "un\u212anown"]

Write = Callable[..., Path]


@pytest.fixture
def standard(tmp_path: Path) -> Write:
    """Writes a standard of one table with these fields."""

    def write(fields: str, *, above: str = "", rules: str = "[]") -> Path:
        path = tmp_path / "visits.yaml"
        text = STANDARD.format(fields=fields, above=above, rules=rules)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def column(path: Path, called: str, cells: Any) -> list[object]:
    prepared = recordcheck.prepare(pyarrow.table({called: cells}), path, "visit")
    return list(prepared.column(called).to_pylist())


@pytest.mark.parametrize("space", ["", " ", "   ", "\t", "\u00a0", " \t"])
def test_a_padded_number_reads_and_a_padded_placeholder_is_blank(
    standard: Write, tmp_path: Path, space: str
) -> None:
    fields = "      hours: {type: integer, due: always}\n      miles: {type: number, due: always}\n"
    path = standard(fields, above="placeholders: nothing-said\n")
    (tmp_path / "nothing-said.yaml").write_text(NOTHING_SAID, encoding="utf-8")
    cells = [f"{space}{one}{space}" for one in ["7", "999", "+7", "7 7", "", "+999"]]
    run = recordcheck.check(pyarrow.table({"hours": cells, "miles": cells}), path)
    assert {(rate.field, rate.due, rate.recorded, rate.valid) for rate in run.rates} == {
        ("hours", 6, 4, 3),
        ("miles", 6, 4, 3),
    }
    assert column(path, "hours", [*cells]) == [7, None, 7, None, None, 999]
    assert column(path, "miles", [*cells]) == [7.0, None, 7.0, None, None, 999.0]


def test_a_whole_number_has_at_most_18_digits(standard: Write) -> None:
    cells = ["9" * 18, "-" + "9" * 18, "1" + "0" * 18, "0" * 18 + "7"]
    read = column(standard("      reference: {type: integer}\n"), "reference", [*cells])
    assert read == [10**18 - 1, 1 - 10**18, None, None]


def test_a_number_may_begin_or_end_with_its_point(standard: Write) -> None:
    miles = {"2.": 2.0, " -2. ": -2.0, ".5": 0.5, "+.5": 0.5, ".": None, "-": None, "1..2": None}
    read = column(standard("      miles: {type: number}\n"), "miles", [*miles])
    assert read == list(miles.values())


def test_an_unknown_of_the_list_is_recorded_in_any_case(standard: Write) -> None:
    read = column(standard(SEEN), "child_seen", [*UNKNOWN, *BLANK, "seen", "Seen"])
    assert read == ["U"] * 5 + [None] * 4 + ["un\u212anown", "seen", "Y"]


def test_a_word_for_two_codes_stays_a_placeholder_but_as_it_is_written(standard: Write) -> None:
    read = column(standard(MERGED), "merged", ["Unknown", "UNKNOWN", "unknown"])
    assert read == ["A", "B", None]


def test_what_is_read_as_a_code_is_no_placeholder(standard: Write) -> None:
    data = pyarrow.table({"child_seen": [*UNKNOWN, "n/a", "unk"]})
    run = recordcheck.check(data, standard(SEEN, rules=NO_PLACEHOLDER), select="VIS-301")
    assert [(one.broken, one.judged, one.records) for one in run.findings] == [(2, 7, (6, 7))]


def test_moments_as_databases_write_them(standard: Write) -> None:
    seen = {
        "2026-03-31 14:05:00.000": datetime(2026, 3, 31, 14, 5),
        "2026-03-31 14:05:00.0000000": datetime(2026, 3, 31, 14, 5),
        "2026-03-31 14:05:00.1234567": datetime(2026, 3, 31, 14, 5, 0, 123_456),
        "2026-03-31 14:05:00.0000000 +01:00": datetime(2026, 3, 31, 14, 5),
        "2026-01-31 14:05:00 +00:00": datetime(2026, 1, 31, 14, 5),
        "2026-07-01 23:30:00+00": datetime(2026, 7, 2, 0, 30),
        "31/03/2026 0:05": datetime(2026, 3, 31, 0, 5),
    }
    path = standard("      seen_at: {type: datetime}\n")
    assert column(path, "seen_at", [*seen]) == list(seen.values())


def test_no_clock_is_further_from_london_than_14_hours(standard: Write) -> None:
    seen = {
        "2026-01-02 02:00+14:00": datetime(2026, 1, 1, 12),
        "2026-01-01 12:00 -14": datetime(2026, 1, 2, 2),
        "2026-01-01 12:00+1359": datetime(2025, 12, 31, 22, 1),
        "2026-01-01 12:00+14:01": None,
        "2026-01-01 12:00-1500": None,
        "2026-01-01 12:00+16:00": None,
    }
    path = standard("      seen_at: {type: datetime}\n      born_on: {type: date}\n")
    assert column(path, "seen_at", [*seen]) == list(seen.values())
    cells = ["2026-01-01 00:00+14:00", "2026-01-01 00:00+14:30", "2026-01-01 00:00 -15"]
    assert column(path, "born_on", [*cells]) == [date(2026, 1, 1), None, None]


def test_days_as_databases_and_spreadsheets_write_them(standard: Write) -> None:
    cells = ["2026-03-31 00:00:00.0000000", "31/03/2026 0:00", "2026-06-30 23:00:00 +00:00"]
    path = standard("      born_on: {type: date}\n")
    assert column(path, "born_on", [*cells]) == [date(2026, 3, 31)] * 2 + [date(2026, 7, 1)]


def test_a_day_with_a_space_in_it_does_not_read(standard: Write) -> None:
    path = standard("      born_on: {type: date}\n")
    cells = ["2026-01- 1", "2026- 1-01", " 2026-01-01", "01/ 1/2026", "1/ 1/2026"]
    assert column(path, "born_on", [*cells]) == [None, None, date(2026, 1, 1), None, None]


def test_a_moment_has_one_space_between_day_and_time_and_none_elsewhere(standard: Write) -> None:
    path = standard("      seen_at: {type: datetime}\n")
    odd = ["2026-01-29\t00:00:07", "2026-01-29\t00:00", "29/01/2026 \t7:07", "1/01/2026  00:07:07"]
    odd += ["9/1/2026\t 10:00", "2026-01-29 10: 5", "01/12/2026 23:00:6\t", "2026-1-29  10:00"]
    sound = {
        "2026-01-29 00:07": datetime(2026, 1, 29, 0, 7),
        "2026-01-29T00:07:09": datetime(2026, 1, 29, 0, 7, 9),
        "29/01/2026 00:07\t": datetime(2026, 1, 29, 0, 7),
    }
    expected = [None] * len(odd) + [*sound.values()]
    assert column(path, "seen_at", [*odd, *sound]) == expected


def test_a_yes_or_no_that_is_a_placeholder_is_one_only_as_it_is_written(
    standard: Write, tmp_path: Path
) -> None:
    path = standard("      seen: {type: boolean}\n", above="placeholders: nothing-said\n")
    codes = NOTHING_SAID + '  - {code: "0", label: no answer}\n  - {code: "1", label: not asked}\n'
    (tmp_path / "nothing-said.yaml").write_text(codes, encoding="utf-8")
    assert column(path, "seen", ["0", "1", "N", "true"]) == [None, None, False, True]


def test_the_year_0_is_no_year_however_it_is_written(standard: Write) -> None:
    path = standard(
        "      born_on: {type: date}\n      seen_at: {type: datetime}\n"
        '      made_on: {type: date, dates: "%d.%m.%Y"}\n'
    )
    days = ["0000-02-01", "01/02/0000", "1/2/0000"]
    early = ["01/02/0001", "1/2/0001", "0001-02-01"]
    assert column(path, "born_on", [*days, *early]) == [None] * 3 + [date(1, 2, 1)] * 3
    assert column(path, "seen_at", [f"{day} 10:00:00" for day in days]) == [None] * 3
    assert column(path, "made_on", ["01.02.0000", "01.02.0001"]) == [None, date(1, 2, 1)]


@pytest.mark.parametrize(
    ("form", "cell"),
    [
        ("%d.%m.%Y %H%M", "1.2.0026 1234"),
        ("%Y%m%d", "00260201"),
        ("%d%m%Y", "01020026"),
        ("%A %d %B %Y", "Sunday 01 February 0026"),
        ("%d (%b) %Y", "01 (Feb) 0026"),
        ("100%%Y %d.%m.%Y", "100%Y 01.02.0026"),
    ],
)
def test_an_early_year_of_four_digits_is_one_in_every_form(
    standard: Write, form: str, cell: str
) -> None:
    path = standard(f'      made_on: {{type: date, dates: "{form}"}}\n')
    assert column(path, "made_on", [cell]) == [date(26, 2, 1)]


@pytest.mark.parametrize(
    ("form", "two", "four"),
    [
        ("%d%m%Y", "010226", "01022026"),
        ("%d.%m.%Y %H%M", "01.02.26 1234", "01.02.2026 1234"),
        ("%d.%m.%Y %H%M", "01.02.26 0026", "01.02.2026 0026"),
        ("%Y-%m-%d %H%M", "26-02-01 0026", "2026-02-01 0026"),
        ("%d%m%Y %H%M", "010226 0026", "01022026 0026"),
        ("%d.%m.%Y %H%M", "01.02.026 0026", "01.02.2026 0026"),
        ("%H%M %d.%m.%Y", "0026 01.02.26", "0026 01.02.2026"),
        ("%H%M %d. %b %Y 100%%", "0026 01. Feb 26 100%", "0026 01. Feb 2026 100%"),
        ("%d/%m/%Y %H:%M:%S.%f", "01/02/26 10:00:00.1234", "01/02/2026 10:00:00.1234"),
        ("%H%M %d %b %Y", "1234 01 Feb 26", "1234 01 Feb 2026"),
        ("%Y-%m-%d %H%M", "26-02-01 1234", "2026-02-01 1234"),
    ],
)
def test_a_year_of_two_digits_is_none_in_a_form_that_has_four(
    standard: Write, form: str, two: str, four: str
) -> None:
    path = standard(f'      made_on: {{type: date, dates: "{form}"}}\n')
    assert column(path, "made_on", [two, four]) == [None, date(2026, 2, 1)]


def test_a_form_of_dates_reads_what_an_american_export_has(standard: Write) -> None:
    made = standard('      made_at: {type: datetime, dates: "%m/%d/%Y %I:%M %p"}\n')
    cells = ["3/4/2026 2:05 PM", "03/31/2026 12:05 AM", "31/3/2026 2:05 PM", "3/4/2026 14:05"]
    expected = [datetime(2026, 3, 4, 14, 5), datetime(2026, 3, 31, 0, 5), None, None]
    assert column(made, "made_at", [*cells]) == expected


def test_a_form_with_a_time_gives_a_date_its_day(standard: Write) -> None:
    made = standard('      made_on: {type: date, dates: "%Y-%m-%d %H:%M:%S.%f"}\n')
    cells = ["2026-03-04 14:05:00.000", "2026-03-04"]
    assert column(made, "made_on", [*cells]) == [date(2026, 3, 4), None]


@pytest.mark.parametrize("form", ["%d-%b-%y", "%Y-%d-%m", "%m/%Y"])
@pytest.mark.parametrize("kind", [pyarrow.date32(), pyarrow.timestamp("ns", "UTC")])
@pytest.mark.parametrize("given", ["frame", "parquet", "pandas", "polars"])
def test_a_real_day_needs_no_form(
    standard: Write, tmp_path: Path, given: str, kind: pyarrow.DataType, form: str
) -> None:
    made = standard(f'      made_on: {{type: date, dates: "{form}", due: always}}\n')
    days = [datetime(2026, 3, 4, tzinfo=UTC), None, datetime(1900, 1, 1, tzinfo=UTC)]
    table = pyarrow.table({"made_on": pyarrow.array(days).cast(kind)})
    pyarrow.parquet.write_table(table, tmp_path / "visit.parquet")
    ways = {"frame": table, "parquet": tmp_path / "visit.parquet", "pandas": table.to_pandas()}
    data = {**ways, "polars": pl.from_arrow(table)}[given]
    assert recordcheck.prepare({"visit": data}, made, "visit")["made_on"].to_pylist() == [
        date(2026, 3, 4), None, None,
    ]  # fmt: skip
    [rate] = recordcheck.check({"visit": data}, made).rates
    assert (rate.due, rate.recorded, rate.valid) == (3, 1, 1)


@pytest.mark.parametrize("form", ["%d-%b-%y %H:%M", "%Y-%d-%m %H:%M:%S"])
def test_a_real_moment_needs_no_form_and_a_real_day_is_none(standard: Write, form: str) -> None:
    made = standard(
        f'      made_at: {{type: datetime, dates: "{form}"}}\n'
        f'      made_on: {{type: date, dates: "{form}"}}\n'
    )
    moment = datetime(2026, 7, 4, 23, 30)
    zoned = pyarrow.array([moment.replace(tzinfo=UTC)])
    assert column(made, "made_at", pyarrow.array([moment])) == [moment]
    assert column(made, "made_at", zoned) == [datetime(2026, 7, 5, 0, 30)]
    assert column(made, "made_on", pyarrow.array([moment])) == [date(2026, 7, 4)]
    assert column(made, "made_on", zoned) == [date(2026, 7, 5)]
    data = pyarrow.table({"made_at": [moment.date()], "made_on": [moment.date()]})
    [found] = recordcheck.check(data, made).findings
    assert (found.field, found.broken) == ("made_at", 1)
    assert "days without an hour" in (found.help or "")


def test_the_first_day_of_1900_is_nothing_in_whatever_form(standard: Write) -> None:
    forms = ["1900-01-01", "1/1/1900", "01/01/1900 0:00", "1900-01-01 00:00:00.000", " 1/1/1900\t"]
    forms += ["1900-01-01T00:00", "1900-01-01 00:00:00.0000000 +00:00"]
    data = pyarrow.table({"born_on": forms, "seen_at": [*forms[:4], *forms[5:], "1/1/1900 0:01"]})
    fields = (
        "      born_on: {type: date, due: always}\n      seen_at: {type: datetime, due: always}\n"
    )
    run = recordcheck.check(data, standard(fields))
    rates = {rate.field: (rate.due, rate.recorded, rate.valid) for rate in run.rates}
    assert rates == {"born_on": (7, 0, 0), "seen_at": (7, 1, 1)}


FLOATS = [1e-7, 2e20, -1.5e-10, 5e-324, 1.7976931348623157e308, 0.5, 12.0, None]


@pytest.mark.parametrize("kind", ["frame", "parquet"])
def test_a_float_is_a_number_however_large_or_small(
    standard: Write, tmp_path: Path, kind: str
) -> None:
    path = standard("      miles: {type: number, due: always}\n")
    data = pyarrow.table({"miles": FLOATS})
    if kind == "parquet":
        pyarrow.parquet.write_table(data, tmp_path / "visit.parquet")
    given = data if kind == "frame" else tmp_path / "visit.parquet"
    assert recordcheck.prepare(given, path, "visit").column("miles").to_pylist() == FLOATS


def test_names_of_a_frame_that_differ_in_case_are_two_columns(standard: Write) -> None:
    path = standard("      miles: {type: integer, due: always}\n")
    data = pyarrow.table({"team": [1, 2], "TEAM": ["x", "y"], "miles": [3, 4]})
    run = recordcheck.check(data, path)
    assert [column.name for column in run.tables[0].unused] == ["team", "TEAM (column 2)"]
    assert run.tables[0].warnings == (
        "The names are equal apart from case and space in columns 1 and 2.",
    )
    assert run.findings == ()


def test_two_columns_of_a_frame_with_one_name_are_refused(standard: Write) -> None:
    path = standard("      miles: {type: integer, due: always}\n")
    data = pyarrow.table([[1], [2], [3]], names=["miles", "team", "miles"])
    with pytest.raises(recordcheck.UserError) as caught:
        recordcheck.check(data, path)
    assert str(caught.value) == (
        "this Table gives columns 1 and 3 the same name\n  give each column a name of its own"
    )


def test_a_type_of_arrow_that_the_engine_lacks_is_no_fault_of_the_standard(
    standard: Write,
) -> None:
    path = standard("      miles: {type: integer, due: always}\n")
    half = pyarrow.array([1.5], pyarrow.float32()).cast(pyarrow.float16())
    with pytest.raises(recordcheck.UserError) as caught:
        recordcheck.check(pyarrow.table({"miles": [1], "other": half}), path)
    assert str(caught.value) == (
        "frame: the engine refused this export (NotImplementedException)\n  give column 2 as text"
    )
