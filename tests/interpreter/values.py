"""One cell: cleaned of white space and placeholders, then read as the type of its field."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from recordcheck.model import CodeList, Field, FieldType

Value = str | int | float | bool | date | datetime | timedelta | None

NAMED_SPACE = "\u200b\u200c\u200d\u2060\ufeff\u180e"
PYTHON_SPACE = "".join(c for c in map(chr, range(sys.maxunicode + 1)) if c.isspace())
SPACE = PYTHON_SPACE + NAMED_SPACE

LONDON = ZoneInfo("Europe/London")

ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
BRITISH_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
MIDNIGHT = re.compile(r"[ T]0?0:00(:00(\.0{1,9})?)?( ?Z| ?([+-][0-9]{2})(?::?([0-5][0-9]))?)?")
BESIDE = (" - ", " ", ":", ": ", ".", ". ", ")", ") ", "-", "- ")
BEHIND_A_MARK = (")", ") ", ". ", ": ", " - ")
MARK = re.compile("[A-Za-z]|[0-9][0-9]?")
CLOCK = re.compile(
    r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?"
    r"(?: ?(Z)| ?([+-])([0-9]{2})(?::?([0-9]{2}))?)?"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell holds: its text (None where blank), its typed value, and why it is blank."""

    text: str | None = None
    value: Value = None
    placeholder: bool = False


BLANK = Cell()


def clean(raw: str | None, field: Field, placeholders: tuple[str, ...]) -> Cell:
    """The cell as every rule sees it."""
    stripped = (raw or "").strip(SPACE)
    if not stripped:
        return BLANK
    if field.type is FieldType.CODE:
        stripped = without_mark(stripped, field.codes)
    code = code_meant(stripped, field.codes) if field.type is FieldType.CODE else None
    if code is None and stripped.lower() in placeholders and field.type is FieldType.CODE:
        code = code_in_any_case(stripped, field.codes)
    if code is not None:
        return Cell(code, code)
    value = read(stripped, field)
    if stripped.lower() in placeholders or means_nothing(value, field, placeholders):
        return Cell(placeholder=True)
    return Cell(stripped, value)


def means_nothing(value: Value, field: Field, placeholders: tuple[str, ...]) -> bool:
    """A day or a moment that some placeholder is, however it is written."""
    if field.type not in (FieldType.DATE, FieldType.DATETIME) or value is None:
        return False
    return value in [READERS[field.type](word) for word in placeholders]


def lower(text: str) -> str:
    """Small letters, character by character: none of them becomes two."""
    return "".join(c.lower()[0] for c in text)


def upper(text: str) -> str:
    """Capital letters, character by character: what would become two stays as it is."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def code_in_any_case(text: str, codes: CodeList | None) -> str | None:
    """The one code that a text is called in some case; None where there is none, or several."""
    found = []
    for code in codes.codes if codes is not None else ():
        names = [name.lower() for name in (code.code, code.label, *code.aliases)]
        if text.lower() in names:
            found.append(code.code)
    return found[0] if len(found) == 1 else None


def without_mark(text: str, codes: CodeList | None) -> str:
    """What stands behind the mark of a place in a list, if neither text nor mark is a code."""
    for mark, between, words in splits(text):
        is_mark = between in BEHIND_A_MARK and MARK.fullmatch(mark)
        if is_mark and words[0].isalpha() and words[0].isascii():
            own = (code_named(text, codes), code_named(mark, codes))
            return words if own == (None, None) else text
    return text


def code_meant(text: str, codes: CodeList | None) -> str | None:
    """The code that a text names, alone or beside its own words."""
    if (code := code_named(text, codes)) is not None:
        return code
    if " " not in text:
        return None
    for before, between, after in splits(text):
        behind = between == " (" and after[-1:] == ")" and after[:-1].isalnum() and after.isascii()
        other = code_named(after[:-1] if behind else after, codes)
        beside = between in BESIDE and before.isalnum() and before.isascii()
        mark = code_named(before, codes)
        if (beside or behind) and mark is not None and mark == other:
            return mark
    return None


def splits(text: str) -> list[tuple[str, str, str]]:
    """A text in three parts, in every way."""
    ends = range(1, len(text))
    return [(text[:a], text[a:b], text[b:]) for a in ends for b in ends if a < b <= a + 3]


def code_named(text: str, codes: CodeList | None) -> str | None:
    """The code that a text is, or is a label or an alias of; None where it is on no list."""
    listed = codes.codes if codes is not None else ()
    for code in listed:
        if text == code.code:
            return code.code
    for code in listed:
        if text == code.label or text in code.aliases:
            return code.code
    return None


def read(text: str, field: Field) -> Value:
    """The typed value, or None where the text does not read as the type of its field."""
    if field.dates is not None:
        return read_by_form(text, field)
    return READERS[field.type](text)


def read_text(text: str) -> Value:
    """Text and codes are what they are."""
    return text


def read_integer(text: str) -> Value:
    """Digits with at most one sign before them, and no more than 18 of them."""
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        return None
    return int(text)


def read_number(text: str) -> Value:
    """Digits with at most one sign and one point."""
    if not re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", text):
        return None
    return float(text)


def read_boolean(text: str) -> Value:
    """Yes or no in the eight ways that an export writes it."""
    small = text.lower()
    if small in ("y", "yes", "true", "1"):
        return True
    return False if small in ("n", "no", "false", "0") else None


def read_date(text: str) -> date | None:
    """A real day, alone or at midnight: on the clock that it was written by, or on London's."""
    found = leading_day(text)
    if found is None:
        return None
    day, rest = found
    midnight = MIDNIGHT.fullmatch(rest)
    if rest == "" or (midnight is not None and not is_far(*midnight.group(4, 5))):
        return day
    moment = read_datetime(text) if rest[-1] == "Z" or set(rest[-6:]) & set("+-") else None
    there = moment is not None and moment.time() == time.min
    return moment.date() if moment is not None and there else None


def read_datetime(text: str) -> datetime | None:
    """A real day and a time; a time with an offset is turned into London time."""
    found = leading_day(text)
    if found is None or found[1][:1] not in (" ", "T"):
        return None
    day, rest = found
    clock = CLOCK.fullmatch(rest[1:])
    return None if clock is None else at_clock(day, clock)


def at_clock(day: date, clock: re.Match[str]) -> datetime | None:
    """A day at the time that a clock shows, in London."""
    hour, minute, second, fraction, zulu, sign, hours, minutes = clock.groups()
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return None
    microsecond = int((fraction or "0").ljust(6, "0")[:6])
    local = datetime(
        day.year, day.month, day.day, int(hour), int(minute), int(second or 0), microsecond
    )
    if zulu is None and sign is None:
        return local
    if int(minutes or 0) > 59 or is_far(hours, minutes):
        return None
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return in_london(local, -offset if sign == "-" else offset)


def is_far(hours: str | None, minutes: str | None) -> bool:
    """Whether an offset is one that no clock has: more than 14 hours from UTC."""
    return 60 * abs(int(hours or 0)) + int(minutes or 0) > 14 * 60


def in_london(local: datetime, offset: timedelta) -> datetime | None:
    """London's clock at the moment when a clock with this offset from UTC shows `local`."""
    try:
        return local.replace(tzinfo=timezone(offset)).astimezone(LONDON).replace(tzinfo=None)
    except OverflowError:
        return None


def leading_day(text: str) -> tuple[date, str] | None:
    """The real day that a text begins with, and what follows it."""
    iso, british = ISO_DAY.match(text), BRITISH_DAY.match(text)
    try:
        if iso is not None:
            year, month, day = map(int, iso.groups())
            return date(year, month, day), text[iso.end() :]
        if british is not None:
            day, month, year = map(int, british.groups())
            return date(year, month, day), text[british.end() :]
    except ValueError:
        return None
    return None


def read_by_form(text: str, field: Field) -> Value:
    """A date or datetime in the one form that its field asks for."""
    try:
        moment = datetime.strptime(text, field.dates or "")
    except ValueError:
        return None
    if not text.isascii():
        return None
    return moment.date() if field.type is FieldType.DATE else moment


READERS: dict[FieldType, Callable[[str], Value]] = {
    FieldType.TEXT: read_text,
    FieldType.CODE: read_text,
    FieldType.INTEGER: read_integer,
    FieldType.NUMBER: read_number,
    FieldType.BOOLEAN: read_boolean,
    FieldType.DATE: read_date,
    FieldType.DATETIME: read_datetime,
}
