"""The second door: what `--show-values` shows, by queries of its own after the run. It is in no Run
and no log.

For each listed record its key, and for a code up to ten distinct offending values with how many
records have each.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from recordcheck.engine.check import Session
from recordcheck.engine.failures import without_values
from recordcheck.engine.given.tables import FILE, raw_sql
from recordcheck.engine.judging.judge import Judged
from recordcheck.engine.judging.slices import PLACE
from recordcheck.model import FieldType, Finding, Run
from recordcheck.model.shown import Shown
from recordcheck.standard.sql.types import name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_CODES = 10


def shown_values(sessions: Iterable[Session], run: Run) -> tuple[Shown, ...]:
    """What the user asked to see of each finding that lists records."""
    shown = []
    for session in sessions:
        prefixes = {item.prefix for item in session.standard.fields}
        for finding in run.findings:
            judged = session.judged.get(finding.table)
            if judged is None or not finding.records or finding.rule.split("-")[0] not in prefixes:
                continue
            shown.append(_of(session, judged, finding))
    return tuple(shown)


@without_values
def _of(session: Session, judged: Judged, finding: Finding) -> Shown:
    file = next(n for n, part in enumerate(judged.given.parts) if part.label == finding.path)
    there = judged.plan.fields
    key = [called for called in judged.plan.table.key if called in there]
    wanted = [called for called in there if called in key or called == finding.field]
    if not wanted:
        return Shown(finding, (), ())
    raw = raw_sql(session.con, judged.given, wanted)
    session.con.execute(f"create or replace temp table shown as select * from ({raw}) as raw")
    before = _before(session.con, file)
    keys = _keys(session.con, key, finding, before) if key else ()
    codes, more = _codes(session.con, judged, finding, file)
    return Shown(finding, keys, codes, more)


def _before(con: DuckDBPyConnection, file: int) -> int:
    [(count,)] = con.execute(f"select count(*) from shown where {FILE} < {file}").fetchall()
    return int(count)


def _keys(
    con: DuckDBPyConnection, key: list[str], finding: Finding, before: int
) -> tuple[tuple[int, str], ...]:
    listed = ", ".join(str(record - 1 + before) for record in finding.records)
    text = " || ' / ' || ".join(f"coalesce({name(called)}, '(blank)')" for called in key)
    rows = con.execute(
        f"select rowid, {text} from shown where rowid in ({listed}) order by 1"
    ).fetchall()
    return tuple((int(row) - before + 1, str(shown)) for row, shown in rows)


def _codes(
    con: DuckDBPyConnection, judged: Judged, finding: Finding, file: int
) -> tuple[tuple[tuple[str, int], ...], int]:
    """The offending codes of the finding's file, those of the broken records alone, and how many
    more there are.
    """
    item = judged.plan.fields.get(finding.field or "")
    if item is None or item.type != FieldType.CODE:
        return (), 0
    rule = next(
        rule
        for rule in judged.packed.rules.values()
        if (rule.id, rule.field) == (finding.rule, finding.field)
    )
    verdicts = judged.verdicts(rule.column)
    broken = f"select {PLACE} from ({verdicts}) where verdict = 2 and {FILE} = {file}"
    rows = con.execute(
        f"select {name(item.name)}, count(*), count(*) over () from shown"
        f" where rowid in ({broken}) and {name(item.name)} is not null"
        f" group by 1 order by 2 desc, 1 limit {MOST_CODES}"
    ).fetchall()
    codes = tuple((str(code), int(number)) for code, number, _ in rows)
    return codes, (int(rows[0][2]) if rows else 0) - len(codes)
