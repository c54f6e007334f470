"""Which records have problems, where several standards look at the same: each counts once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from recordcheck.engine.given.tables import FILE
from recordcheck.engine.judging.judge import MORE_PROBLEMS, PROBLEMS, Judged
from recordcheck.engine.judging.session import stored_table
from recordcheck.standard.sql.types import RECORD

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Marked = dict[str, bytearray]  # of each file, a 1 for a record with problems
AT_ONCE = 100_000


def mark(marked: Marked, con: DuckDBPyConnection, judged: Judged) -> None:
    """Mark the records of a table that break a rule which weighs."""
    starts = [0, *accumulate(file.records for file in judged.files)]
    marks = [
        marked.setdefault(part.label, bytearray(file.records))
        for part, file in zip(judged.given.parts, judged.files, strict=True)
    ]
    for file, place in _problems(con, judged):
        marks[file][place - starts[file]] = 1


def _problems(con: DuckDBPyConnection, judged: Judged) -> Iterator[tuple[int, int]]:
    """The number of the file, and the place from 0 over all files; of some records twice."""
    for called in (PROBLEMS, *([MORE_PROBLEMS] if judged.plan.whole else [])):
        table = stored_table(called.format(judged.plan.table.name))
        con.execute(f"select {FILE}, {RECORD} from {table}")
        while some := con.fetchmany(AT_ONCE):
            yield from ((int(file), int(place)) for file, place in some)
