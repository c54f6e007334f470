"""A run as a notebook shows it: two small tables and the last line, without a value."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from recordcheck.model import Run
from recordcheck.output.caveats import caveats
from recordcheck.output.figures import count, share
from recordcheck.output.issues import weight
from recordcheck.output.sentences import group_words, out_of, standing, summary, wanted, where

Row = tuple[str, ...]


def render(run: Run) -> str:
    """Findings, rates over all records and by group, and how the run ended."""
    findings = [
        (one.rule, weight(one, run), one.says, one.path, where(one), out_of(one))
        for one in run.findings
    ]
    rates = [
        (
            rate.rule or f"{rate.table}.{rate.field}",
            group_words(rate) if rate.group is not None else "",
            count(rate.due),
            *(share(part, rate.due) for part in (rate.recorded, rate.valid, rate.known, rate.kept)),
            "; ".join(f"{wanted(target)} {standing(target)}" for target in rate.targets),
        )
        for rate in run.rates
    ]
    parts = [
        _table(("rule", "severity", "what", "file", "records", "broken"), findings),
        _table(("of", "group", "due", "recorded", "valid", "known", "kept", "target"), rates),
        f"<p>{escape(f'{run.verdict}: {summary(run)}')}</p>",
        *(f"<p>{escape(line)}</p>" for line in caveats(run)),
    ]
    return f"<div>{''.join(parts)}</div>"


def _table(head: Row, rows: Iterable[Row]) -> str:
    rows = list(rows)
    if not rows:
        return ""
    lines = [_line("th", head), *(_line("td", row) for row in rows)]
    return f"<table>{''.join(lines)}</table>"


def _line(kind: str, cells: Row) -> str:
    return f"<tr>{''.join(f'<{kind}>{escape(cell)}</{kind}>' for cell in cells)}</tr>"
