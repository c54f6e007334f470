"""The form in which a column's dates are written, where it is one that only `dates` in a standard
reads: a month before its day, a month in letters, a year of two digits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING

from recordcheck.engine.judging.clean import typed
from recordcheck.engine.profiling.cells import CELLS, cells_of
from recordcheck.engine.profiling.likely import MOSTLY
from recordcheck.model import TIMES, Field, FieldType
from recordcheck.model.profile import DAY_FIRST, MONTH_FIRST, ColumnProfile
from recordcheck.standard.sql.types import name as quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DAYS = (
    *("%m/%d/%Y", "%d/%m/%Y", "%m/%d/%y", "%d/%m/%y"),
    *("%d-%m-%Y", "%m-%d-%Y", "%d.%m.%Y", "%Y/%m/%d"),
    *("%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%d %B %Y"),
)
HOURS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
FORMS = tuple(day + hour for day, hour in product(DAYS, HOURS))
SAMPLE = 1000
SHORTEST = 6  # 1/3/26
_LIKE_A_DATE = re.compile(r"9{1,4}([-/. ])(9{1,2}|A{3,9})\1(99){1,2}( .*)?")


def type_of(form: str) -> FieldType:
    """The type of a field whose dates have this form."""
    return FieldType.DATETIME if " %H" in form or " %I" in form else FieldType.DATE


def may_be_otherwise(column: ColumnProfile, shapes: Mapping[str, int] | None) -> bool:
    """Whether a column may hold dates in a form that is to be given."""
    order = dict(column.order)
    if column.type in TIMES:
        return MONTH_FIRST in order and DAY_FIRST not in order
    if column.type is not FieldType.TEXT or {DAY_FIRST, MONTH_FIRST} <= order.keys():
        return False
    return bool(order) or any(map(_LIKE_A_DATE.fullmatch, shapes or ()))


def forms_of(
    con: DuckDBPyConnection, columns: Mapping[str, int], source: str, placeholders: tuple[str, ...]
) -> dict[str, tuple[str, int]]:
    """The form of each of some columns that has one, and how many of its recorded cells, which are
    given, are written so. The forms are looked for among the first cells that may be a date, and
    counted in all.
    """
    names = list(columns)
    # In one turn, however many columns there are: of each the first cells, below one another.
    numbered = ", ".join(f"{quoted(called)} as c{number}" for number, called in enumerate(names))
    cells = ", ".join(
        f"unnest(arg_min(c{number}, place, {SAMPLE}) filter (length(c{number}) >= {SHORTEST}))"
        f" as {quoted(called)}"
        for number, called in enumerate(names)
    )
    sample = f"select {cells} from (select row_number() over () as place, {numbered} from {source})"
    first = _counts(con, names, f"({sample})", placeholders, FORMS)
    likely = [form for form in FORMS if any(_is_likely(read, form) for read in first)]
    if not likely:
        return {}
    every = _counts(con, names, source, placeholders, likely)
    found = {}
    for name, read in zip(names, every, strict=True):
        form = _told_apart(read)
        if form is not None and read[form] >= MOSTLY * columns[name]:
            found[name] = (form, read[form])
    return found


def _is_likely(read: Mapping[str, int], form: str) -> bool:
    return 0 < read[form] >= max(read.values()) / 2


def _counts(
    con: DuckDBPyConnection,
    columns: Sequence[str],
    source: str,
    placeholders: tuple[str, ...],
    forms: Sequence[str],
) -> list[dict[str, int]]:
    """Of each column, how many cells read in each form."""
    fields = [Field("cell", "ANY", type_of(form), dates=form) for form in forms]
    read = [f"sum(records) filter ({typed(field, 'text')} is not null)" for field in fields]
    asked = f"select place, {', '.join(read)} from {CELLS} group by place"
    counts = [dict.fromkeys(forms, 0) for _ in columns]
    for looking in cells_of(con, columns, source, placeholders):
        for place, *numbers in looking.execute(asked).fetchall():
            for form, number in zip(forms, numbers, strict=True):
                counts[place][form] += int(number or 0)
    return counts


def _told_apart(read: Mapping[str, int]) -> str | None:
    """The form in which most cells read; None where as many do with day and month changed."""
    form = max(read, key=lambda one: read[one])
    changed = form.translate(str.maketrans("dm", "md"))
    return None if changed != form and read.get(changed, 0) == read[form] else form
