"""Whether what does not read as a moment is a day alone, as a system without hours writes it: then
another remedy helps than where the form is another.

It is looked at where most of what is recorded in a column does not read, in the first of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from recordcheck.engine.failures import without_values
from recordcheck.engine.given.tables import raw_sql
from recordcheck.engine.judging.clean import is_placeholder, stripped, text_of_real, typed
from recordcheck.engine.judging.judge import Judged
from recordcheck.errors import UserError
from recordcheck.model import Field, FieldType, Finding
from recordcheck.rules import wrong_type
from recordcheck.standard.sql.types import name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ENOUGH = 1000  # cells tell what a column holds
DAY = Field("day", "ANY", FieldType.DATE)


def say_days_alone(
    con: DuckDBPyConnection, judged: Judged, found: Sequence[Finding]
) -> list[Finding]:
    """These findings of a table: those of moments of which most are days say what to do then."""
    days = {
        called
        for called in dict.fromkeys(one.field for one in found if one.name == wrong_type.KIND)
        if called is not None and _are_days(con, judged, called, found)
    }
    return [
        replace(one, help=wrong_type.help_for_days(one.rule))
        if one.name == wrong_type.KIND and one.field in days
        else one
        for one in found
    ]


def _are_days(
    con: DuckDBPyConnection, judged: Judged, called: str, found: Sequence[Finding]
) -> bool:
    field = judged.plan.fields[called]
    alike = [one for one in found if (one.name, one.field) == (wrong_type.KIND, called)]
    most = 2 * sum(one.broken for one in alike) > sum(one.judged for one in alike)
    if field.type is not FieldType.DATETIME or not most:
        return False
    try:
        unread, days = _looked_at(con, judged, field)
    except UserError:  # it was read before, and only the words of the help depend on it
        return False
    return 2 * days > unread


@without_values
def _looked_at(con: DuckDBPyConnection, judged: Judged, field: Field) -> tuple[int, int]:
    """Of the first cells that do not read, how many there are, and how many are a day."""
    raw = raw_sql(con, judged.given, [field.name], {field.name: field})
    texts = f"select {stripped(name(field.name))} as text from ({raw}) as raw"
    unread = (
        f"select text from ({texts}) as cells where text is not null"
        f" and not {is_placeholder('text')} and {typed(field, 'text')} is null limit {ENOUGH}"
    )
    [(looked_at, days)] = con.execute(
        f"select count(*), count({typed(DAY, text_of_real('text'))}) from ({unread}) as unread"
    ).fetchall()
    return int(looked_at), int(days)
