"""One cell: white space and placeholders away, then its type; SQL for DuckDB.

Every step tests cheaply before it works: trimming costs more than parsing, so a cell whose first
and last characters are visible ASCII is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from recordcheck.exports.relation import REAL
from recordcheck.model import TIMES, Field, FieldType
from recordcheck.standard.sql.types import text_list, text_literal

# What Python calls white space, and the characters of no width that spreadsheets and web forms
# leave behind.
WHITE_SPACE = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\u180e"
)
# DuckDB reads the year 0 as 1 before Christ; no record means that.
YEAR = "([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
DAY = f"{YEAR}-[0-9]{{2}}-[0-9]{{2}}"
BRITISH_DAY = f"[0-9]{{1,2}}/[0-9]{{1,2}}/{YEAR}"
# Databases write up to nine decimals of a second, and a space before an offset; spreadsheets, 0:00.
TIME = r"([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?"
MIDNIGHT = r"0?0:00(:00(\.0{1,9})?)?"
# No clock is further from UTC than 14 hours, nor is one in XML Schema.
OFFSET = " ?(Z|[+-]((0[0-9]|1[0-3])(:?[0-5][0-9])?|14(:?00)?))"
TRUE = ("y", "yes", "true", "1")
FALSE = ("n", "no", "false", "0")
# What the session keeps for the placeholders of its standard; no parameter has such a name.
PLACEHOLDERS = "placeholder texts"
LENGTHS = "placeholder lengths"
VALUES = "placeholders read as {}"
PARTS = re.compile("%-?.|.", re.DOTALL)  # of a form of dates: what is read, and what stands between
HOUR = re.compile("%-?[HI]")
LONG = 62  # bytes: so long, or longer, is the last bit of the lengths of a letter
BEYOND = 129  # the place of all that begins with no character of ASCII, from 1


def stripped(cell: str) -> str:
    """A cell without white space at its ends; null where nothing is left."""
    trimmed = f"trim({cell})"  # plain spaces only: far cheaper than our whole list
    return (
        f"case when {_visible(cell)} then {cell} when {_visible(trimmed)} then {trimmed}"
        f" else nullif(trim({cell}, {text_literal(WHITE_SPACE)}), '') end"
    )


def _visible(cell: str) -> str:
    """Whether first and last character are visible ASCII, so that there is nothing to trim."""
    return f"{cell} >= '!' and {cell} < chr(127) and {_ends_visibly(cell)}"


def _ends_visibly(cell: str) -> str:
    return f"substring({cell}, -1) between '!' and '~'"


def is_placeholder(cell: str) -> str:
    """Whether a stripped cell is a placeholder, in any case.

    A letter that is longer or shorter in lower case is another letter: the dotted I of Turkish.
    """
    lower = f"lower({cell})"
    alike = f"getvariable('{PLACEHOLDERS}')[least(unicode({lower}), {BEYOND})]"
    found = f"list_position({alike}, {lower}) > 0"
    return f"coalesce({found} and strlen({lower}) = strlen({cell}), false)"


def is_tidy(cell: str) -> str:
    """Whether a cell needs no work: visible ASCII at both ends, and no placeholder.

    Its first letter and its length settle that for most. It may say no for nothing, never yes in
    error.
    """
    lengths = f"getvariable('{LENGTHS}')[unicode({cell})]"
    plain = f"(({lengths} >> least(strlen({cell}), {LONG})) & 1) = 0"
    return f"coalesce({_ends_visibly(cell)} and {plain}, false)"


def placeholders_by_letter(placeholders: Iterable[str]) -> list[list[str]]:
    """The placeholders that begin with each character of ASCII from the first, then all others, at
    the place `BEYOND`.
    """
    found: list[list[str]] = [[] for _ in range(BEYOND)]
    for text in placeholders:
        found[min(ord(text[0]), BEYOND) - 1].append(text)
    return found


def placeholder_lengths(placeholders: Iterable[str]) -> list[int]:
    """For each first character of ASCII, a bit for each length in bytes of a placeholder that
    begins with it, in either case; all of them for what is not visible.
    """
    lengths = [0 if ord("!") <= place <= ord("~") else -1 for place in range(1, BEYOND)]
    for text in placeholders:
        if text[0].isascii():
            for first in {text[0].lower(), text[0].upper()}:
                lengths[ord(first) - 1] |= 1 << min(len(text.encode()), LONG)
    return lengths


def without_placeholders(field: Field, value: str, text: str, placeholders: tuple[str, ...]) -> str:
    """A typed value that was read from a text, but null where the text is a placeholder that can be
    read so: looked at only where the value equals one. A day or a moment that equals one is one,
    in whatever form it is written: 1900-01-01 has many.
    """
    if not readable(field.type, placeholders):
        return value
    same = f"list_position(getvariable('{VALUES.format(field.type)}'), {value}) > 0"
    if field.type not in TIMES:
        same += f" and {is_placeholder(text)}"
    return f"case when {same} then null else {value} end"


def readable(kind: FieldType, placeholders: tuple[str, ...]) -> tuple[str, ...]:
    """The placeholders that could be read as a value of a type."""
    if kind in TIMES:
        return tuple(text for text in placeholders if text[:1].isdigit())
    if kind == FieldType.BOOLEAN:
        return tuple(text for text in placeholders if text in (*TRUE, *FALSE))
    return tuple(text for text in placeholders if text.strip("+-.").isdigit())


def typed(field: Field, text: str) -> str:
    """The value of a text; null where it does not read as the field's type."""
    if field.dates is not None:
        marked = f"starts_with({text}, {REAL})"
        return f"case when {marked} then {_real(field, text)} else {_by_form(field, text)} end"
    if field.time_optional:
        return f"coalesce({_datetime(text)}, cast({_date(text)} as timestamp))"
    return READINGS[field.type](text)


def _whole(text: str, pattern: str) -> str:
    return f"regexp_full_match({text}, {text_literal(pattern)})"


# What pads a column of numbers is plain spaces, and the engine's own reading of one skips them.
def _integer(text: str) -> str:
    return f"case when {_whole(text, ' *[+-]?[0-9]{1,18} *')} then try_cast({text} as bigint) end"


def _number(text: str) -> str:
    form = r" *[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+) *"
    return f"case when {_whole(text, form)} then try_cast({text} as double) end"


def _boolean(text: str) -> str:
    return (
        f"case when lower({text}) in ({text_list(TRUE)}) then true"
        f" when lower({text}) in ({text_list(FALSE)}) then false end"
    )


def _british(text: str) -> str:
    """Day/month/year at the start of a text as year-month-day."""
    return f"regexp_replace({text}, '^([0-9]{{1,2}})/([0-9]{{1,2}})/([0-9]{{4}})', '\\3-\\2-\\1')"


def _date(text: str) -> str:
    quick = _quick(text, {10: ""})
    midnight = f"({DAY}|{BRITISH_DAY})[ T]{MIDNIGHT}{OFFSET}?"
    zoned = f"({DAY}|{BRITISH_DAY})[ T]{TIME}{OFFSET}"
    day, moment = f"regexp_replace({text}, '[ T].*$', '')", _in_london(text)
    return (
        f"coalesce(cast({quick} as date), case"
        f" when {text} = '' then null"
        f" when {_whole(text, BRITISH_DAY)} then try_cast({_british(text)} as date)"
        f" when {_whole(text, midnight)} then try_cast({_british(day)} as date)"
        f" when {_whole(text, zoned)}"
        f" then case when {moment} = date_trunc('day', {moment}) then cast({moment} as date) end"
        " end)"
    )


def _in_london(text: str) -> str:
    """London's clock at a moment that is written with its offset."""
    close = f"regexp_replace({_british(text)}, ' (Z|[+-][0-9:]+)$', '\\1')"
    return f"try_cast({close} as timestamptz) at time zone 'Europe/London'"


def _datetime(text: str) -> str:
    plain, zoned = f"({DAY}|{BRITISH_DAY})[ T]{TIME}", f"({DAY}|{BRITISH_DAY})[ T]{TIME}{OFFSET}"
    return (
        f"coalesce({_quick(text, {16: ' %H:%M', 19: ' %H:%M:%S'})}, case"
        f" when {text} = '' then null"
        f" when {_whole(text, plain)} then try_cast({_british(text)} as timestamp)"
        f" when {_whole(text, zoned)} then {_in_london(text)} end)"
    )


def _quick(text: str, times: Mapping[int, str]) -> str:
    """The commonest forms, all their parts of full width, without a regular expression: how the
    time is written tells the length.

    The engine's own reading skips white space at both ends and before a time, and knows a year 0:
    neither is a date to us. A form that fails costs it ten times one that fits, so the slash
    decides which is tried.
    """
    sound = f"{text} >= '0001' and {text} < ':' and substring({text}, -1) between '0' and '9'"
    forms = " ".join(
        f"when strlen({text}) = {length} and {sound}{_at_eleven(text) if time else ''}"
        f" then case when not contains({text}, '/')"
        f" then try_strptime({text}, {text_literal(f'%Y-%m-%d{time}')})"
        f" when not contains({text}, '/0000')"
        f" then try_strptime({text}, {text_literal(f'%d/%m/%Y{time}')}) end"
        for length, time in times.items()
    )
    return f"case {forms} end"


def _at_eleven(text: str) -> str:
    """Whether a time follows a day of full width after one space."""
    return (
        f" and substring({text}, 10, 1) between '0' and '9'"
        f" and substring({text}, 11, 2) between ' 0' and ' 9'"
    )


def _by_form(field: Field, text: str) -> str:
    """The form that the standard gives, with a year of four digits where it has `%Y`: the engine
    alone would take `26` for the year 26, so that an early year must stand in its place.
    """
    form, word = field.dates or "", "date" if field.type == FieldType.DATE else "timestamp"
    read = f"try_cast(try_strptime({text}, {text_literal(form)}) as {word})"
    parts = PARTS.findall(form)
    if "%Y" not in parts:
        return read
    before = "".join(map(_any_part, parts[: parts.index("%Y")]))
    year = f"year({read})"
    there = f"regexp_matches({text}, {text_literal(f'(?s)^{before}')} || printf('%04d', {year}))"
    return f"case when {year} >= 1000 or ({year} > 0 and {there}) then {read} end"


def _real(field: Field, text: str) -> str:
    """A real day or moment, which needs no form: it is read as where none is given. Of a moment in
    a field of days whose form has an hour the day is taken, as it is of a text.
    """
    alone = typed(replace(field, dates=None), text_of_real(text))
    if field.type != FieldType.DATE or not HOUR.search(field.dates or ""):
        return alone
    return f"coalesce({alone}, cast({_datetime(text_of_real(text))} as date))"


def text_of_real(text: str) -> str:
    """The text of a real day or moment, without the mark of one."""
    return f"ltrim({text}, {REAL})"


def _any_part(part: str) -> str:
    """The pattern of what may stand for a part of a form."""
    return "[0-9\\pL]+" if len(part) > 1 and part != "%%" else re.escape(part[-1])


READINGS = {
    FieldType.INTEGER: _integer,
    FieldType.NUMBER: _number,
    FieldType.BOOLEAN: _boolean,
    FieldType.DATE: _date,
    FieldType.DATETIME: _datetime,
}
