"""Whether a column of moments holds days, as a system without hours writes them: what does not read
is a day alone, for which another remedy helps than where the form is another; or each moment is
midnight, and a rule that counts hours from it may accuse wrongly.

It is looked at where most of what is recorded in a column does not read, or such a rule is broken,
in the first of the column.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
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
FEWEST = 20  # midnights are none by chance
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


def say_no_hours(
    con: DuckDBPyConnection, judged: Judged, found: Sequence[Finding]
) -> list[Finding]:
    """These findings: those of rules that count hours from or to what is always midnight say so."""
    days = {one.rule: _without_hours(con, judged, one.rule) for one in found}
    return [
        replace(one, help=wrong_type.help_without_hours(one.rule, field))
        if (field := days[one.rule]) is not None
        else one
        for one in found
    ]


def _without_hours(con: DuckDBPyConnection, judged: Judged, rule: str) -> str | None:
    """The first field from or to which a rule counts hours, and which has none."""
    asked, table = judged.packed.rules.get(rule), judged.plan.table.name
    if asked is None or asked.assertion is None or "hours_between(" not in asked.assertion.text:
        return None
    named = [one for one in judged.plan.fields.values() if (table, one.name) in asked.names]
    moments = (one for one in named if one.type is FieldType.DATETIME)
    with suppress(UserError):  # as below
        return next((one.name for one in moments if _is_midnight(con, judged, one)), None)
    return None


@without_values
def _is_midnight(con: DuckDBPyConnection, judged: Judged, field: Field) -> bool:
    """Whether each of the first moments of a column is."""
    moments = (
        f"select {typed(field, 'text')} as moment from ({_texts(con, judged, field)}) as cells"
        f" where {typed(field, 'text')} is not null limit {ENOUGH}"
    )
    [(looked_at, midnights)] = con.execute(
        "select count(*), count(*) filter (moment = date_trunc('day', moment))"
        f" from ({moments}) as moments"
    ).fetchall()
    return bool(looked_at == midnights and looked_at >= FEWEST)


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
    unread = (
        f"select text from ({_texts(con, judged, field)}) as cells where text is not null"
        f" and not {is_placeholder('text')} and {typed(field, 'text')} is null limit {ENOUGH}"
    )
    [(looked_at, days)] = con.execute(
        f"select count(*), count({typed(DAY, text_of_real('text'))}) from ({unread}) as unread"
    ).fetchall()
    return int(looked_at), int(days)


def _texts(con: DuckDBPyConnection, judged: Judged, field: Field) -> str:
    raw = raw_sql(con, judged.given, [field.name], {field.name: field})
    return f"select {stripped(name(field.name))} as text from ({raw}) as raw"
