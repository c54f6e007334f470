"""Exports with every fault that a cell can have, for engine and interpreter to judge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

from hypothesis import strategies as st
from sqlglot import exp

from recordcheck.model import Expression, Field, FieldType, Standard, Table

from .expressions import parse
from .values import SPACE
from .world import Given

Cells = st.SearchStrategy[str | None]
Tables = dict[str, Given]

AS_AT = date(2026, 3, 31)
SPACES = ["", " ", "  ", "\t", "\n", *SPACE]
FEW_TEXTS = ["1", "2", "3", "a", "b"]
TEXTS = ["A", "á", "a\u0301", "ß", "ＡＢ", "日本", "👧🏽", "a b", "a\u00a0b"]
ODD_TEXTS = [
    "1.23E+11",
    "9E+99",
    "7",
    "09",
    "042",
    "1.E+11",
    "a,b",
    'say "a"',
    "it's",
    "a\nb",
    "a\r\nb",
    "a;b",
    "%",
    "_",
    "\\",
    "Σς",
    "İ",
    "ǅ",
    "\0",
]
NO_INTEGERS = ["1.0", "1e3", "٣", "1 000", "1,000", "--1", "+", "0x1", "9" * 19, "1_0", "½", "inf"]
NO_NUMBERS = ["1e3", ".", "-", "1,5", "NaN", "inf", "1.2.3", "٣.٥", "1_0", "£1", "0x1p3"]
NO_BOOLEANS = ["T", "F", "on", "off", "2", "01", "yeſ", "Ｙ", "y.", "yes no", "truee"]
NO_DATES = [
    "2026-02-29",
    "2026-2-9",
    "31/04/2026",
    "03/31/2026",
    "1/1/26",
    "01-02-2026",
    "2026/01/02",
    "20260102",
    "2026-01-02T",
    "2026-01-02 09:30",
    "2026-01-02 00:00:01",
    "2026-01-02 24:00",
    "0000-01-01",
    "2026-13-01",
    "2026-01-00",
    "12026-01-01",
    "-2026-01-01",
    "2026-01-02 BC",
    "٢٠٢٦-٠١-٠٢",
    "2 Jan 2026",
    "infinity",
    "epoch",
    "today",
]
NO_DATETIMES = [
    "2026-01-02",
    "2026-01-02 24:00",
    "2026-01-02 09:60",
    "2026-01-02 09:30:60",
    "2026-01-02  09:30",
    "2026-01-02 9:30",
    "2026-01-02T09",
    "2026-01-02 09:30:00.",
    "2026-01-02 09:30:00.1234567",
    "2026-01-02 09:30 +01:00",
    "2026-01-02 09:30:00 Europe/London",
    "2026-01-02 09:30 AM",
    "2026-02-30 09:30",
    "02/30/2026 09:30",
    "09:30",
    "infinity",
]
CLOCKS = ["00:00", "0:00", "09:30", "23:59", "00:00:00", "12:00:00.5", "23:59:59.999999"]
CLOCKS += ["00:00:00.0000000", "23:59:59.9999999"]  # as databases write them
# On their own clock or on London's, or on neither.
MIDNIGHTS = [
    "2025-06-30T23:00:00Z",
    "2026-01-01T00:00+0530",
    "1/1/2026 23:00-01",
    "2026-01-01T23:00Z",
    "2025-06-30 23:00:00.0000000 +00:00",
]
OFFSETS = ["", "", "", "Z", "+00:00", "+01:00", "-05:30", "+0530", "-0100", "+02", "-11"]
OFFSETS += [" Z", " +01:00", " -11", "+14:00", "-14", "+14:01", "-1430", "+15", "-16:00", "+2359"]
DAYS = (
    date(1900, 1, 1),  # a placeholder, in whatever form
    *(AS_AT + timedelta(days=n) for n in (-3, -2, -1, 0, 1, 2, 3, 4, 7)),
    *(date(y, 2, 28) for y in (2023, 2024, 2025)),
    *(date(y, 3, 1) for y in (2008, 2023, 2024)),
    date(2008, 2, 29),
    date(2024, 2, 29),
    date(2024, 12, 25),
    date(2025, 3, 30),
    date(2025, 10, 26),
    date(2026, 1, 1),
    date(2026, 4, 3),
)
FAR_DAYS = (date(1066, 10, 14), date(1899, 12, 31), date(1970, 1, 1), date(2999, 12, 31))
ENDS_OF_TIME = (date(1, 1, 1), date(9999, 12, 31))


@dataclass(frozen=True, slots=True)
class Shape:
    """What an export is made for: its standard, and how many records at most."""

    standard: Standard
    most: int


def exports(standard: Standard, *, most: int = 24) -> st.SearchStrategy[Tables]:
    """An export of a standard; one in four lacks tables or columns."""
    shape = Shape(standard, most)
    return st.sampled_from([True, True, True, False]).flatmap(partial(tables_of, shape))


def as_text_files(tables: Tables) -> Tables:
    """The same export without NUL, which no text file has."""
    return {
        name: Given(
            given.columns,
            [{n: c and c.replace("\0", "") for n, c in record.items()} for record in given.records],
        )
        for name, given in tables.items()
    }


def tables_of(shape: Shape, whole: bool) -> st.SearchStrategy[Tables]:
    """The tables of an export, all of them where it is whole."""
    tables = shape.standard.exported
    found = {name: records_of(table, shape, whole) for name, table in tables.items()}
    if whole or len(found) == 1:
        return st.fixed_dictionaries(found)
    first, *others = found
    return st.fixed_dictionaries(
        {first: found[first]}, optional={name: found[name] for name in others}
    )


def records_of(table: Table, shape: Shape, whole: bool) -> st.SearchStrategy[Given]:
    """Records of one table, with all of its columns or only some of them, in any order."""
    names = list(table.fields)
    columns = st.permutations(names)
    if not whole:
        columns = st.lists(st.sampled_from(names), min_size=1, unique=True)
    right, wrong = {}, {}
    for name, field in table.fields.items():
        right[name] = right_cells(field, shape.standard)
        wrong[name] = hostile_cells(field, shape.standard)
    return columns.flatmap(lambda picked: filled(tuple(picked), [right, wrong], shape.most))


def filled(
    columns: tuple[str, ...], kinds: list[dict[str, Cells]], most: int
) -> st.SearchStrategy[Given]:
    """Records with these columns, half of them right in most cells; as often many as few."""
    record = st.one_of(
        [st.fixed_dictionaries({name: cells[name] for name in columns}) for cells in kinds]
    )
    sizes = st.integers(1, most)
    records = sizes.flatmap(lambda size: st.lists(record, min_size=size, max_size=size))
    return records.map(lambda found: Given(columns, [numbered(*pair) for pair in enumerate(found)]))


def numbered(number: int, record: dict[str, str | None]) -> dict[str, str | None]:
    """A record whose field `record_number`, where it has one, holds its number."""
    return {
        name: str(number + 1) if name == "record_number" else cell for name, cell in record.items()
    }


def right_cells(field: Field, standard: Standard) -> Cells:
    """A cell of a field as it should be, now and then blank."""
    cells = {"right": right_values(field, standard), "blank": blanks(standard)}
    return st.sampled_from(["right"] * 7 + ["blank"]).flatmap(cells.__getitem__)


def hostile_cells(field: Field, standard: Standard) -> Cells:
    """A cell of a field: right, blank, wrong, or with white space around it."""
    right = right_values(field, standard)
    odd = MIDNIGHTS if field.type is FieldType.DATE else ()
    wrong = st.sampled_from([*wrong_values(field), *standard.placeholders[:3], *odd])
    space = st.sampled_from(SPACES)
    around = st.tuples(space, st.one_of(right, wrong), space).map("".join)
    return st.one_of(right, around, wrong, blanks(standard), st.text(max_size=4))


BESIDE = ("a) {words}", "{code} - {words}", "{words} ({code})", "1. {words}", "H: {words}")


def blanks(standard: Standard) -> Cells:
    """Nothing, white space, or a placeholder in any case."""
    nothing = st.sampled_from([None, "", *SPACES])
    words = [w for p in standard.placeholders for w in (p, p.upper(), p.title(), p.swapcase())]
    return st.one_of(nothing, st.sampled_from([*words, "nİl", "NOT\u00a0KNOWN"]))


def right_values(field: Field, standard: Standard) -> st.SearchStrategy[str]:
    """Values that read as the type of a field; most of them valid."""
    if field.codes is not None:
        codes = [c for code in field.codes.codes for c in (code.code, code.code, code.label)]
        aliases = [alias for code in field.codes.codes for alias in code.aliases]
        beside = [
            form.format(code=code.code, words=words)
            for code in field.codes.codes
            for words in (code.label, *code.aliases)
            for form in BESIDE
        ]
        return st.one_of(st.sampled_from(codes + aliases), st.sampled_from(beside))
    if field.type is FieldType.INTEGER:
        return st.sampled_from(sorted(integers(field, standard)))
    if field.type is FieldType.NUMBER:
        return st.sampled_from(numbers(field, standard))
    if field.type is FieldType.BOOLEAN:
        return st.sampled_from(["Y", "N", "y", "n", "Yes", "NO", "true", "FALSE", "1", "0"])
    if field.type in (FieldType.DATE, FieldType.DATETIME):
        return moments(field, standard)
    return texts(field, standard)


def texts(field: Field, standard: Standard) -> st.SearchStrategy[str]:
    """Texts of the form and length asked for; few of them, so that they repeat."""
    if field.format is not None:
        return st.from_regex(re.compile(field.format, re.ASCII), fullmatch=True)
    low, high = field.length or (None, None)
    sizes = [n for end in (low, high) if end is not None for n in (end - 1, end, end + 1) if n > 0]
    sized = [letter * n for n in sizes for letter in ("a", "é", "👧", "ab")]
    written = [text for text in literals(standard) if text]
    few = st.sampled_from([*FEW_TEXTS * 5, *TEXTS, *written * 2, *sized])
    forms = [
        st.from_regex(re.compile(form, re.ASCII), fullmatch=True) for form in patterns(standard)
    ]
    return st.one_of(few, few.map(lambda text: text), *[st.one_of(forms)] if forms else [])


def integers(field: Field, standard: Standard) -> set[str]:
    """Small whole numbers, those that the standard names, and those beside them."""
    ends = [int(float(end)) for end in field.range or () if end is not None]
    written = [text for text in number_literals(standard) if text.isdigit() and len(text) < 5]
    near = {n + step for n in (0, 2, *ends, *map(int, written)) for step in (-1, 0, 1)}
    large = {"9" * 18} if field.range is None else set()
    return {str(n) for n in near} | {f"+{abs(n)}" for n in near} | {"007", "-0"} | large


def numbers(field: Field, standard: Standard) -> list[str]:
    """Numbers that a computer holds exactly."""
    whole = sorted(integers(field, standard) - {"9" * 18})
    return [*whole, *(f"{n}.5" for n in whole), ".25", "2.", "-.75"]


def moments(field: Field, standard: Standard) -> st.SearchStrategy[str]:
    """Dates and times in every form that a field accepts."""
    ends = [date.fromisoformat(end) for end in field.range or () if end is not None]
    bounds = [
        b for b in code_days(standard) for b in (b - timedelta(days=1), b, b + timedelta(days=1))
    ]
    far = far_days(standard) if field.type is FieldType.DATE else FAR_DAYS
    days = st.sampled_from([*DAYS, *DAYS, *ends, *bounds, *far])
    if field.dates is not None:
        return st.sampled_from([day.strftime(field.dates) for day in DAYS])
    written = st.tuples(days, st.integers(0, 3)).map(lambda pair: write_day(*pair))
    if field.type is FieldType.DATE:
        clocks = ["", "", "", " 00:00", " 0:00", "T00:00:00", " 00:00:00.000", "T00:00Z"]
        midnight = st.sampled_from([*clocks, " 00:00:00.0000000 +00:00"])
        return st.tuples(written, midnight).map("".join)
    gap, clock, offset = (st.sampled_from(part) for part in (" T", CLOCKS, OFFSETS))
    return st.tuples(written, gap, clock, offset).map("".join)


def far_days(standard: Standard) -> tuple[date, ...]:
    """Days long ago and far ahead: the first and the last only where nothing is added to them."""
    adds = any("add_" in part.text for part in expressions(standard))
    return FAR_DAYS if adds else (*FAR_DAYS, *ENDS_OF_TIME)


def write_day(day: date, form: int) -> str:
    """A day as ISO, or day first with and without leading noughts."""
    if form == 0:
        return f"{day.day}/{day.month}/{day.year:04}"
    return f"{day.day:02}/{day.month:02}/{day.year:04}" if form == 1 else day.isoformat()


def wrong_values(field: Field) -> list[str]:
    """Values that do not read as the type of a field, or are not on its list."""
    if field.codes is not None:
        words = [word for code in field.codes.codes for word in (code.code, code.label)]
        near = [w for word in words for w in (word.swapcase(), f"{word}x", word[:-1])]
        elsewhere = [code.code for other in field.codes.mixed_with for code in other.codes]
        return [*near, "NO", "010", *elsewhere]
    if field.dates is not None:
        return [text for text in NO_DATES if not text.isalpha()]
    wrong = {
        FieldType.INTEGER: NO_INTEGERS,
        FieldType.NUMBER: NO_NUMBERS,
        FieldType.BOOLEAN: NO_BOOLEANS,
        FieldType.DATE: NO_DATES,
        FieldType.DATETIME: NO_DATETIMES,
    }
    return wrong.get(field.type, ODD_TEXTS)


def code_days(standard: Standard) -> list[date]:
    """The days on which the codes of a standard begin and end."""
    fields = [field for table in standard.tables.values() for field in table.fields.values()]
    codes = [code for field in fields if field.codes is not None for code in field.codes.codes]
    ends = [end for code in codes for end in (code.valid_from, code.valid_until)]
    return sorted({end for end in ends if end is not None})


def expressions(standard: Standard) -> Iterator[Expression]:
    """Every piece of SQL in a standard."""
    for table in standard.tables.values():
        yield from (derive.expression for derive in table.derives)
        yield from [table.view] if table.view is not None else []
        for rule in table.rules:
            yield from (part for part in (rule.when, rule.assertion) if part is not None)
        for field in table.fields.values():
            if field.due.when is not None:
                yield field.due.when


def literals(standard: Standard, *, text: bool = True) -> list[str]:
    """The literals that the SQL of a standard compares with."""
    found = nodes(sql_of(standard), exp.Literal)
    return sorted({node.name for node in found if node.is_string == text})


def patterns(standard: Standard) -> list[str]:
    """The forms that the SQL of a standard asks whether a text has."""
    calls = nodes(sql_of(standard), exp.Anonymous)
    asked = [call for call in calls if call.name.lower() in ("matches", "without")]
    return sorted({call.expressions[1].name for call in asked})


def sql_of(standard: Standard) -> tuple[str, ...]:
    """The SQL of a standard."""
    return tuple(part.text for part in expressions(standard))


@cache  # each cell of each field is drawn from them
def nodes(sql: tuple[str, ...], kind: type[exp.Expression]) -> list[Any]:
    """Every node of a kind in some SQL."""
    return [node for text in sql for node in parse(text).find_all(kind)]


def number_literals(standard: Standard) -> list[str]:
    """The numbers in the SQL of a standard."""
    return literals(standard, text=False)
