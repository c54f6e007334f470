"""A run as a notebook shows it: two small tables and the last line, without a value."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from recordcheck.model import Finding, Rate, Run
from recordcheck.output.caveats import caveats
from recordcheck.output.figures import share, shares
from recordcheck.output.issues import weight
from recordcheck.output.sentences import (
    called,
    group_words,
    measured,
    noted,
    out_of,
    summary,
    wanted,
    where,
)
from recordcheck.plural import count

Row = tuple[str, ...]


def render(run: Run) -> str:
    """Findings, rates over all records and by group, and how the run ended."""
    findings = [
        (one.rule, weight(one, run), one.says, one.path, *_records(one)) for one in run.findings
    ]
    rates = [
        (
            called(rate, run),
            group_words(rate) if rate.group is not None else "",
            count(rate.due),
            *shares(rate),
            share(rate.kept, rate.due, rate.targets),
            "; ".join(_targets(rate, run)),
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


def _records(one: Finding) -> tuple[str, str]:
    """A missing column is in no record; of what could not be read nothing was judged."""
    if one.in_no_record:
        return "", ""
    return where(one), "" if one.set_aside else out_of(one)


def _targets(rate: Rate, run: Run) -> list[str]:
    return [f"{wanted(one)} {measured(one)}" for one in rate.targets] + noted(rate, run)


def _table(head: Row, rows: Iterable[Row]) -> str:
    rows = list(rows)
    if not rows:
        return ""
    lines = [_line('th scope="col"', "th", head), *(_line("td", "td", row) for row in rows)]
    return f"<table>{''.join(lines)}</table>"


def _line(start: str, end: str, cells: Row) -> str:
    return f"<tr>{''.join(f'<{start}>{escape(cell)}</{end}>' for cell in cells)}</tr>"
