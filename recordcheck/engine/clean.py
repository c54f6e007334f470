"""One cell: white space and placeholders away, labels to codes, then its type; SQL for DuckDB.

Every step tests cheaply before it works: trimming costs more than parsing, so a cell whose first
and last characters are visible ASCII is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from recordcheck.model import Field, FieldType
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
TIME = r"([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?"
MIDNIGHT = r"00:00(:00(\.0{1,6})?)?"
OFFSET = "(Z|[+-](0[0-9]|1[0-5])(:?[0-5][0-9])?)"
TRUE = ("y", "yes", "true", "1")
FALSE = ("n", "no", "false", "0")


def stripped(cell: str) -> str:
    """A cell without white space at its ends; null where nothing is left."""
    trimmed = f"trim({cell})"  # plain spaces only: far cheaper than our whole list
    return (
        f"case when {_tidy(cell)} then {cell} when {_tidy(trimmed)} then {trimmed}"
        f" else nullif(trim({cell}, {text_literal(WHITE_SPACE)}), '') end"
    )


def _tidy(cell: str) -> str:
    """Whether first and last character are visible ASCII, so that there is nothing to trim."""
    return f"{cell} >= '!' and {cell} < chr(127) and {cell}[-1] between '!' and '~'"


def is_placeholder(cell: str, placeholders: tuple[str, ...]) -> str:
    """Whether a stripped cell is a placeholder, in any case.

    A letter that is longer or shorter in lower case is another letter: the dotted I of Turkish.
    """
    if not placeholders:
        return "false"
    longest = max(len(text.encode()) for text in placeholders)
    lower = f"lower({cell})"
    same = f"strlen({lower}) = strlen({cell})"
    return f"(strlen({cell}) <= {longest} and {lower} in ({text_list(placeholders)}) and {same})"


def any_untidy(cells: Iterable[str], placeholders: tuple[str, ...]) -> str:
    """Whether one of several cells needs work: white space at an end, or a placeholder.

    One look at all of them together costs a tenth of a look at each. It may say yes for nothing,
    never no in error.
    """
    end = chr(1)
    words = "|".join(re.escape(text) for text in placeholders) or "[^\\x00-\\x{10FFFF}]"
    odd = f"[^!-~{end}]"
    pattern = f"(?:^|{end})(?:{odd}|(?i:{words})(?:{end}|$))|{odd}(?:{end}|$)"
    return f"regexp_matches(concat_ws(chr(1), {', '.join(cells)}), {text_literal(pattern)})"


def clean_text(cell: str, untidy: str, placeholders: tuple[str, ...]) -> str:
    """A text cell: null where it is blank. `untidy` says whether it may need work at all."""
    return (
        f"case when not {untidy} then nullif({cell}, '') else {_slow_text(cell, placeholders)} end"
    )


def _slow_text(cell: str, placeholders: tuple[str, ...]) -> str:
    text = f"({stripped(cell)})"
    if not placeholders:
        return text
    return f"case when {is_placeholder(text, placeholders)} then null else {text} end"


def code_of(field: Field, cell: str) -> str:
    """The code that a cell holds exactly, as code, label or alias; null for anything else."""
    assert field.codes is not None
    accepted, spellings = field.codes.accepted, field.codes.spellings
    codes, names = (*accepted, *spellings.values()), (*accepted, *spellings)
    return f"[{text_list(codes)}][list_position([{text_list(names)}], {cell})]"


def clean_code(field: Field, cell: str, code: str, placeholders: tuple[str, ...]) -> str:
    """A code cell, where `code` is what `code_of` found: off the list it is stripped and looked up
    once more.
    """
    text = f"({stripped(cell)})"
    again = f"coalesce({code_of(field, text)}, {_slow_text(cell, placeholders)})"
    return f"case when {code} is not null then {code} when {cell} <> '' then {again} end"


def clean_value(field: Field, cell: str, value: str, placeholders: tuple[str, ...]) -> str:
    """A typed cell, where `value` is the cell read as it stands: otherwise it is stripped and read
    once more.
    """
    text = f"({stripped(cell)})"
    again = typed(field, text)
    if dates := _readable(field, placeholders):
        value_ = _unless(field, cell, value, dates)
        again = f"case when lower({text}) in ({text_list(dates)}) then null else {again} end"
        return f"case when {value} is not null then {value_} when {cell} <> '' then {again} end"
    return f"case when {value} is not null then {value} when {cell} <> '' then {again} end"


def is_listed(field: Field, value: str, exact: str) -> str:
    """Whether a clean code is on its list; `exact` says that its cell was, as it stood."""
    assert field.codes is not None
    listed = f"{value} in ({text_list(field.codes.accepted)})"
    return f"case when {exact} then true when {value} is not null then {listed} else false end"


def is_recorded(cell: str, value: str, placeholders: tuple[str, ...]) -> str:
    """Whether a typed cell has anything written in it, readable or not; `value` is it clean."""
    text = f"({stripped(cell)})"
    written = f"{text} is not null"
    if placeholders:
        written = f"coalesce({written} and not {is_placeholder(text, placeholders)}, false)"
    return (
        f"case when {value} is not null then true when {cell} <> '' then {written} else false end"
    )


def was_placeholder(cell: str, placeholders: tuple[str, ...]) -> str:
    """Whether a raw cell holds a placeholder."""
    return f"coalesce({is_placeholder(f'({stripped(cell)})', placeholders)}, false)"


def _readable(field: Field, placeholders: tuple[str, ...]) -> tuple[str, ...]:
    """The placeholders that could be read as a value of the field's type, such as 1900-01-01."""
    if field.type in (FieldType.DATE, FieldType.DATETIME):
        return tuple(text for text in placeholders if text[:1].isdigit())
    if field.type == FieldType.BOOLEAN:
        return tuple(text for text in placeholders if text in (*TRUE, *FALSE))
    return tuple(text for text in placeholders if text.strip("+-.").isdigit())


def _unless(field: Field, cell: str, value: str, words: tuple[str, ...]) -> str:
    """A value, but not where its cell is one of these words: looked at only where it equals one."""
    same = ", ".join(typed(field, text_literal(word)) for word in words)
    spelt = f"lower({cell}) in ({text_list(words)})"
    return (
        f"case when {value} in ({same}) then case when {spelt} then null else {value} end"
        f" else {value} end"
    )


def typed(field: Field, text: str) -> str:
    """The value of a text; null where it does not read as the field's type."""
    if field.dates is not None:
        return _by_form(field, text)
    return {
        FieldType.INTEGER: _integer,
        FieldType.NUMBER: _number,
        FieldType.BOOLEAN: _boolean,
        FieldType.DATE: _date,
        FieldType.DATETIME: _datetime,
    }[field.type](text)


def _whole(text: str, pattern: str) -> str:
    return f"regexp_full_match({text}, {text_literal(pattern)})"


def _integer(text: str) -> str:
    return f"case when {_whole(text, '[+-]?[0-9]{1,18}')} then try_cast({text} as bigint) end"


def _number(text: str) -> str:
    form = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"
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
    quick = _quick(text, 10, "%Y-%m-%d", "%d/%m/%Y")
    midnight = f"({DAY}|{BRITISH_DAY})[ T]{MIDNIGHT}"
    day = f"regexp_replace({text}, '[ T].*$', '')"
    return (
        f"coalesce(cast({quick} as date), case"
        f" when {text} = '' then null"
        f" when {_whole(text, BRITISH_DAY)} then try_cast({_british(text)} as date)"
        f" when {_whole(text, midnight)} then try_cast({_british(day)} as date) end)"
    )


def _datetime(text: str) -> str:
    plain, zoned = f"({DAY}|{BRITISH_DAY})[ T]{TIME}", f"({DAY}|{BRITISH_DAY})[ T]{TIME}{OFFSET}"
    return (
        f"coalesce({_quick(text, 19, '%Y-%m-%d %H:%M:%S', '%d/%m/%Y %H:%M:%S')}, case"
        f" when {text} = '' then null"
        f" when {_whole(text, plain)} then try_cast({_british(text)} as timestamp)"
        f" when {_whole(text, zoned)}"
        f" then try_cast({_british(text)} as timestamptz) at time zone 'Europe/London' end)"
    )


def _quick(text: str, length: int, iso: str, british: str) -> str:
    """The commonest forms, all their parts of full width, without a regular expression.

    The engine's own reading skips spaces, and knows a year 0: neither is a date to us. A form that
    fails costs it ten times one that fits, so the slash decides which is tried.
    """
    sound = (
        f"strlen({text}) = {length} and {text} >= '0001' and {text} < ':'"
        f" and not suffix({text}, ' ')"
        f" and not contains({text}, '  ') and not contains({text}, '/0000')"
    )
    return (
        f"case when {sound} then case when contains({text}, '/')"
        f" then try_strptime({text}, {text_literal(british)})"
        f" else try_strptime({text}, {text_literal(iso)}) end end"
    )


def _by_form(field: Field, text: str) -> str:
    """The form that the standard gives. The engine alone would take `26` for the year 26."""
    form, word = field.dates or "", "date" if field.type == FieldType.DATE else "timestamp"
    read = f"try_cast(try_strptime({text}, {text_literal(form)}) as {word})"
    before, year, after = form.partition("%Y")
    if not year:
        return read
    whole = f"{'.*' if before else ''}{YEAR}{'.*' if after[:1] == '%' else '([^0-9].*)?'}"
    return f"case when {_whole(text, whole)} then {read} end"
