"""What `--show-values` shows, by queries of its own after the run: it is in no Run and no log.

Of each finding that lists records, their keys, and of a code up to ten distinct offending values
with how many records have each. Of each missed target of a field, the keys of the records that it
is about: no finding lists those that are blank, since a target speaks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from recordcheck.engine.check import Session
from recordcheck.engine.failures import without_values
from recordcheck.engine.given.tables import FILE, raw_sql
from recordcheck.engine.judging.judge import Judged
from recordcheck.engine.judging.pack import BROKEN
from recordcheck.engine.judging.slices import PLACE
from recordcheck.model import FieldType, Finding, Rate, Rule, Run, TargetResult
from recordcheck.model.shown import Shown
from recordcheck.standard.sql.types import name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_CODES = 10


def shown_values(sessions: Iterable[Session], run: Run) -> tuple[Shown, ...]:
    """What the user asked to see of each finding and missed target, once where several standards
    see the same.
    """
    shown = []
    for session in sessions:
        for finding in run.findings:
            judged = session.judged.get(finding.table)
            rule = _rule_of(finding, judged) if judged is not None else None
            if judged is not None and rule is not None and finding.records:
                shown.append(_of_finding(session, judged, rule, finding))
        shown += _of_missed_targets(session, run)
    return tuple(dict.fromkeys(shown))


def _rule_of(finding: Finding, judged: Judged) -> Rule | None:
    """The rule of a finding, where it was judged of this table by this standard."""
    asked = (finding.rule, finding.field)
    return next((one for one in judged.packed.rules.values() if (one.id, one.field) == asked), None)


@without_values
def _of_finding(session: Session, judged: Judged, rule: Rule, finding: Finding) -> Shown:
    file = next(n for n, part in enumerate(judged.given.parts) if part.label == finding.path)
    there = [finding.field] if finding.field in judged.plan.fields else []
    keys = _keys_of(session.con, judged, file, finding.records, there)
    codes, more = _codes(session.con, judged, rule, file)
    called = f"{finding.rule} {finding.field or ''}".rstrip()
    return Shown(
        called, finding.table, finding.path, finding.broken, finding.records, keys, codes, more
    )


def _codes(
    con: DuckDBPyConnection, judged: Judged, rule: Rule, file: int
) -> tuple[tuple[tuple[str, int], ...], int]:
    """The offending codes of a file of the finding, those of the broken records alone, and how many
    more there are.
    """
    item = judged.plan.fields.get(rule.field or "")
    if item is None or item.type != FieldType.CODE:
        return (), 0
    verdicts = judged.verdicts(rule.column)
    broken = f"select {PLACE} from ({verdicts}) where verdict = {BROKEN} and {FILE} = {file}"
    rows = con.execute(
        f"select coalesce({name(item.name)}, ''), count(*), count(*) over () from shown"
        f" where rowid in ({broken})"
        f" group by 1 order by 2 desc, 1 limit {MOST_CODES}"
    ).fetchall()
    codes = tuple((str(code), int(number)) for code, number, _ in rows)
    return codes, (int(rows[0][2]) if rows else 0) - len(codes)


def _of_missed_targets(session: Session, run: Run) -> Iterator[Shown]:
    """Of each missed target over all records the keys of the records in each file. Where a column
    is missing, all that are due lack it; the records of a view have no number in a file.
    """
    for rate, target in run.targets:
        judged = session.judged.get(rate.table)
        if target.met is not False or judged is None or rate.standard != session.asking:
            continue
        if rate.field in judged.plan.fields and judged.plan.table.view is None:
            yield from _of_target(session, judged, rate, target)


@without_values
def _of_target(session: Session, judged: Judged, rate: Rate, target: TargetResult) -> list[Shown]:
    called = f"{rate.field} {'' if target.ceiling else 'not '}{target.measure}"
    sql = _records_sql(judged, rate, target)
    found = session.con.execute(
        f"select {FILE}, count(*), list({PLACE} order by {PLACE}) from ({sql})"
        " group by 1 order by 1"
    ).fetchall()
    shown, most = [], session.options.max_records
    for file, number, places in found:
        before = sum(part.records for part in judged.given.parts[:file])
        records = tuple(place - before + 1 for place in places[:most])
        keys = _keys_of(session.con, judged, file, records)
        path = judged.given.parts[file].label
        shown.append(Shown(called, rate.table, path, number, records, keys, only_here=True))
    return shown


def _records_sql(judged: Judged, rate: Rate, target: TargetResult) -> str:
    """Of a ceiling the records that count; of a floor those that are due and do not, without those
    who declined where they are set apart.
    """
    if target.ceiling:
        return _flagged(judged, rate, target.measure)
    fine = [target.measure]
    if target.measure == "known" and rate.declined is not None:
        fine.append("declined")
    return " except ".join(_flagged(judged, rate, measure) for measure in ("due", *fine))


def _flagged(judged: Judged, rate: Rate, measure: str) -> str:
    """The records that a rate counts, as SQL."""
    place = judged.packed.flags[rate.field or "", measure]
    counted = f"(({place.word} >> {place.bit}) & 1) = 1"
    return f"select {FILE}, {PLACE} from {judged.stored[place.word]} where {counted}"


def _keys_of(
    con: DuckDBPyConnection,
    judged: Judged,
    file: int,
    records: tuple[int, ...],
    more: Iterable[str] = (),
) -> tuple[tuple[int, str], ...]:
    """The keys of some records of a file. What they were read from stays in the table `shown`, with
    `more` fields.
    """
    key = [called for called in judged.plan.table.key if called in judged.plan.fields]
    wanted = list(dict.fromkeys([*key, *more]))
    if not wanted:
        return ()
    raw = raw_sql(con, judged.given, wanted, {})
    con.execute(f"create or replace temp table shown as select * from ({raw}) as raw")
    if not key:
        return ()
    [(before,)] = con.execute(f"select count(*) from shown where {FILE} < {file}").fetchall()
    listed = ", ".join(str(record - 1 + before) for record in records)
    text = " || ' / ' || ".join(
        f"coalesce(nullif({name(called)}, ''), '(blank)')" for called in key
    )
    rows = con.execute(
        f"select rowid, {text} from shown where rowid in ({listed}) order by 1"
    ).fetchall()
    return tuple((int(row) - before + 1, str(shown)) for row, shown in rows)
