"""The second door: what `--show-values` shows, by queries of its own after the run. It is in no Run
and no log.

For each listed record its key, and for a code up to ten distinct offending values with how many
records have each; and which records a missed target is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from recordcheck.engine.behind import keys_of, of_missed_targets
from recordcheck.engine.check import Session
from recordcheck.engine.failures import without_values
from recordcheck.engine.given.tables import FILE
from recordcheck.engine.judging.judge import Judged
from recordcheck.engine.judging.pack import BROKEN
from recordcheck.engine.judging.slices import PLACE
from recordcheck.model import FieldType, Finding, Rule, Run
from recordcheck.model.shown import Shown
from recordcheck.standard.sql.types import name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_CODES = 10


def shown_values(sessions: Iterable[Session], run: Run) -> tuple[Shown, ...]:
    """What the user asked to see of each finding that lists records, once where several standards
    see the same.
    """
    shown = []
    for session in sessions:
        for finding in run.findings:
            judged = session.judged.get(finding.table)
            rule = _rule_of(finding, judged) if judged is not None else None
            if judged is not None and rule is not None and finding.records:
                shown.append(_of(session, judged, rule, finding))
        shown += of_missed_targets(session, run)
    return tuple(dict.fromkeys(shown))


def _rule_of(finding: Finding, judged: Judged) -> Rule | None:
    """The rule of a finding, where it was judged of this table by this standard."""
    asked = (finding.rule, finding.field)
    return next((one for one in judged.packed.rules.values() if (one.id, one.field) == asked), None)


@without_values
def _of(session: Session, judged: Judged, rule: Rule, finding: Finding) -> Shown:
    file = next(n for n, part in enumerate(judged.given.parts) if part.label == finding.path)
    there = [finding.field] if finding.field in judged.plan.fields else []
    keys = keys_of(session.con, judged, file, finding.records, there)
    codes, more = _codes(session.con, judged, rule, file) if there else ((), 0)
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
