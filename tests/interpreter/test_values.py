"""Cells are cleaned and typed as the design says."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from recordcheck.model import Code, CodeList, Field, FieldType

from .values import BLANK, SPACE, Cell, Value, clean, read

PLACEHOLDERS = ("n/a", "nil", "-")
RISK = CodeList(
    "risk",
    "Risk",
    (Code("H", "High", aliases=("Severe",)), Code("N", "Nil"), Code("High", "Very high")),
)


def field(kind: FieldType, codes: CodeList | None = None, dates: str | None = None) -> Field:
    """A field of one type."""
    return Field("f", "TST", kind, codes=codes, dates=dates)


@pytest.mark.parametrize("raw", [None, "", "  ", "\u00a0\t\u200b", "N/A", " nIL\u2060", "-"])
def test_nothing_white_space_and_placeholders_are_blank(raw: str | None) -> None:
    assert clean(raw, field(FieldType.TEXT), PLACEHOLDERS).text is None


def test_only_a_placeholder_is_marked_as_one() -> None:
    assert clean(" n/A ", field(FieldType.TEXT), PLACEHOLDERS) == Cell(placeholder=True)
    assert clean("  ", field(FieldType.TEXT), PLACEHOLDERS) == BLANK


def test_every_white_space_is_taken_from_both_ends_and_left_inside() -> None:
    for space in SPACE:
        raw = f"{space}{space}a{space}b{space}"
        assert clean(raw, field(FieldType.TEXT), ()).text == f"a{space}b"


def test_a_nul_is_no_white_space() -> None:
    assert clean("\0", field(FieldType.TEXT), ()).text == "\0"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("H", "H"),
        (" High ", "High"),  # a code before it is the label of another
        ("Severe", "H"),
        ("Very high", "High"),
        ("Nil", "N"),  # a label before it is a placeholder
        ("nil", "N"),  # and placeholders are told in any case
        ("severe", "severe"),
        ("X", "X"),
        ("a) Severe", "H"),
        ("12. Very high", "High"),
        ("6: N", "N"),
        ("H - Severe", "H"),
        ("H: Severe", "H"),
        ("H Severe", "H"),
        ("Very high (High)", "High"),
        ("N - Severe", "N - Severe"),  # which of them is meant?
        ("N) Severe", "N) Severe"),
        ("H - terrible", "H - terrible"),
        ("123. Severe", "123. Severe"),
        ("x Severe", "x Severe"),
    ],
)
def test_a_code_is_itself_or_what_its_label_or_alias_stands_for(raw: str, text: str | None) -> None:
    cell = clean(raw, field(FieldType.CODE, RISK), PLACEHOLDERS)
    assert (cell.text, cell.value) == (text, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("-007", -7),
        ("+0", 0),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("1.0", None),
        ("1e3", None),
        ("٣", None),
        ("1 000", None),
        ("--1", None),
        ("-", None),
    ],
)
def test_an_integer_is_digits_with_one_sign(text: str, value: Value) -> None:
    assert read(text, field(FieldType.INTEGER)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7.0),
        (".5", 0.5),
        ("-5.", -5.0),
        ("+1.25", 1.25),
        (".", None),
        ("1e3", None),
        ("NaN", None),
    ],
)
def test_a_number_is_digits_with_one_point(text: str, value: Value) -> None:
    assert read(text, field(FieldType.NUMBER)) == value


@pytest.mark.parametrize("text", ["Y", "y", "YES", "yEs", "True", "TRUE", "1"])
def test_yes_in_any_case(text: str) -> None:
    assert read(text, field(FieldType.BOOLEAN)) is True


@pytest.mark.parametrize("text", ["N", "n", "No", "nO", "false", "0"])
def test_no_in_any_case(text: str) -> None:
    assert read(text, field(FieldType.BOOLEAN)) is False


@pytest.mark.parametrize("text", ["yeſ", "T", "10", "on", "2"])
def test_anything_else_is_neither_yes_nor_no(text: str) -> None:
    assert read(text, field(FieldType.BOOLEAN)) is None


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-29",
        "29/02/2024",
        "29/2/2024",
        "2024-02-29 00:00",
        "2024-02-29T00:00:00",
        "29/2/2024 00:00:00.000",
        "29/02/2024 0:00",
        "2024-02-29 00:00:00.0000000",
        "2024-02-29 00:00:00.0000000 +00:00",
        "2024-02-29T00:00Z",
        "2024-02-29 00:00+05:30",
        "2024-02-28 23:00:00-01:00",
        "2024-02-29 00:00+14:00",
    ],
)
def test_a_date_is_iso_or_day_month_year_alone_or_at_midnight(text: str) -> None:
    assert read(text, field(FieldType.DATE)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-07-01T00:00:00Z", date(2024, 7, 1)),  # as it was written
        ("2024-06-30T23:00:00Z", date(2024, 7, 1)),  # in London
        ("2024-06-30T23:30:00Z", None),
        ("2024-12-31T23:00:00Z", None),
        ("2024-06-30 23:00", None),
    ],
)
def test_midnight_is_that_of_the_writer_or_of_london(text: str, day: date | None) -> None:
    assert read(text, field(FieldType.DATE)) == day


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-29",
        "02/29/2024",
        "2024-2-29",
        "29/02/24",
        "29-02-2024",
        "2024-02-29 00:01",
        "2024-02-29T",
        "2024-02-29T00",
        "0000-01-01",
        "00/01/2024",
        "2024-13-01",
        "20240229",
        "2024-02-29Z",
        "2024-02-29 00:00+14:30",
        "2024-02-29 00:00 -15",
        "١/١/٢٠٢٤",
    ],
)
def test_anything_else_is_no_date(text: str) -> None:
    assert read(text, field(FieldType.DATE)) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-02-29 23:59", datetime(2024, 2, 29, 23, 59)),
        ("29/2/2024T00:00:01.5", datetime(2024, 2, 29, 0, 0, 1, 500_000)),
        ("2024-02-29 10:00:00.123456", datetime(2024, 2, 29, 10, 0, 0, 123_456)),
        ("2024-01-01T12:00Z", datetime(2024, 1, 1, 12)),
        ("2024-07-01T12:00Z", datetime(2024, 7, 1, 13)),
        ("2024-07-01T12:00+01:00", datetime(2024, 7, 1, 12)),
        ("2024-07-01T12:00+0530", datetime(2024, 7, 1, 7, 30)),
        ("2024-12-31 23:00-02", datetime(2025, 1, 1, 1)),
        ("2024-10-27T01:30Z", datetime(2024, 10, 27, 1, 30)),
        ("2024-02-29", None),
        ("2024-02-29 24:00", None),
        ("2024-02-29 10:60", None),
        ("2024-02-29 10:00:60", None),
        ("2024-02-29  10:00", None),
        ("2024-02-29 1:00", datetime(2024, 2, 29, 1)),
        ("2024-02-29 10:00:00.1234567", datetime(2024, 2, 29, 10, 0, 0, 123_456)),
        ("2024-02-29 10:00:00.000000000", datetime(2024, 2, 29, 10)),
        ("2024-02-29 10:00:00.0000000000", None),
        ("2024-02-29 10:00:00,5", None),
        ("2024-02-30 10:00", None),
        ("2024-02-29 10:00 Z", datetime(2024, 2, 29, 10)),
        ("2024-07-01 12:00:00.0000000 +00:00", datetime(2024, 7, 1, 13)),
        ("2024-07-01 12:00  +01:00", None),
        ("2024-01-02 02:00+14:00", datetime(2024, 1, 1, 12)),
        ("2024-01-01 12:00-1400", datetime(2024, 1, 2, 2)),
        ("2024-01-01 12:00+14:01", None),
        ("2024-01-01 12:00-15", None),
        ("2024-01-01 12:00+16:00", None),
        ("2024-02-29t10:00", None),
    ],
)
def test_a_datetime_is_a_date_with_a_time_and_its_offset_becomes_london_time(
    text: str, value: Value
) -> None:
    assert read(text, field(FieldType.DATETIME)) == value


def test_another_form_of_date_is_used_instead() -> None:
    american = field(FieldType.DATE, dates="%m/%d/%Y")
    assert read("02/29/2024", american) == date(2024, 2, 29)
    assert read("29/02/2024", american) is None
    assert read("2024-02-29", american) is None
