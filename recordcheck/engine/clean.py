"""One cell: white space and placeholders away, labels to codes, then its type; SQL for DuckDB.

Every step tests cheaply before it works: trimming costs more than parsing, so a cell whose first and last
characters are visible ASCII is left as it is.
"""

from __future__ import annotations

from recordcheck.model import Field, FieldType
from recordcheck.standard.sql.types import text_list, text_literal

# What Python calls white space, and the characters of no width that spreadsheets and web forms leave behind.
WHITE_SPACE = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\u180e"
)
# DuckDB reads the year 0 as 1 before Christ; no record means that.
YEAR = "([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
DAY = f"{YEAR}-[0-9]{{2}}-[0-9]{{2}}"
BRITISH_DAY = f"[0-9]{{1,2}}/[0-9]{{1,2}}/{YEAR}"
TIME = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?"
MIDNIGHT = r"00:00(:00(\.0{1,6})?)?"
OFFSET = "(Z|[+-](0[0-9]|1[0-5])(:?[0-5][0-9])?)"
TRUE = ("y", "yes", "true", "1")
FALSE = ("n", "no", "false", "0")


def stripped(cell: str) -> str:
    """A cell without white space at its ends; null where nothing is left."""
    tidy = f"{cell} >= '!' and {cell} < chr(127) and {cell}[-1] between '!' and '~'"
    spaces = " || ".join(f"chr({ord(letter)})" for letter in WHITE_SPACE)
    return f"case when {tidy} then {cell} else nullif(trim({cell}, {spaces}), '') end"


def is_placeholder(cell: str, placeholders: tuple[str, ...]) -> str:
    """Whether a stripped cell is a placeholder, in any case."""
    if not placeholders:
        return "false"
    longest = max(len(text.encode()) for text in placeholders)
    return f"(strlen({cell}) <= {longest} and lower({cell}) in ({text_list(placeholders)}))"


def text_of(field: Field, cell: str, placeholders: tuple[str, ...]) -> str:
    """What is written in a stripped cell: null for a placeholder, the code for its label or alias."""
    blanked = (
        cell
        if not placeholders
        else f"case when {is_placeholder(cell, placeholders)} then null else {cell} end"
    )
    if field.codes is None:
        return blanked
    accepted, spellings = field.codes.accepted, field.codes.spellings
    if spellings:
        pairs = ", ".join(
            f"{text_literal(name)}: {text_literal(code)}" for name, code in spellings.items()
        )
        blanked = f"coalesce((map {{{pairs}}})[{cell}], {blanked})"
    return f"case when {cell} in ({text_list(accepted)}) then {cell} else {blanked} end"


def typed(field: Field, text: str) -> str:
    """The value of a text that is already clean; null where it does not read as the field's type."""
    if field.type in (FieldType.TEXT, FieldType.CODE):
        return text
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
    midnight = f"({DAY}|{BRITISH_DAY})[ T]{MIDNIGHT}"
    day = f"regexp_replace({text}, '[ T].*$', '')"
    return (
        f"case when {text} like '____-__-__' and {text} >= '0001' and {text} < ':' then try_cast({text} as date)"
        f" when {_whole(text, BRITISH_DAY)} then try_cast({_british(text)} as date)"
        f" when {_whole(text, midnight)} then try_cast({_british(day)} as date) end"
    )


def _datetime(text: str) -> str:
    plain, zoned = f"({DAY}|{BRITISH_DAY})[ T]{TIME}", f"({DAY}|{BRITISH_DAY})[ T]{TIME}{OFFSET}"
    return (
        f"case when {_whole(text, f'{DAY}[ T]{TIME}')} then try_cast({text} as timestamp)"
        f" when {_whole(text, plain)} then try_cast({_british(text)} as timestamp)"
        f" when {_whole(text, zoned)}"
        f" then try_cast({_british(text)} as timestamptz) at time zone 'Europe/London' end"
    )


def _by_form(field: Field, text: str) -> str:
    word = "date" if field.type == FieldType.DATE else "timestamp"
    return f"try_cast(try_strptime({text}, {text_literal(field.dates or '')}) as {word})"
