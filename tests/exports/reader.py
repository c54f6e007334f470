"""Read a file as the engine must, to the last cell."""

from __future__ import annotations

from pathlib import Path

import duckdb

from recordcheck.exports.again import records_lost, reread
from recordcheck.exports.opening import open_export
from recordcheck.exports.relation import parquet_sql, read_csv_sql
from recordcheck.exports.source import CsvSource, FileSource

Table = list[tuple[str | None, ...]]


def read(path: Path, encoding: str | None = None) -> tuple[FileSource, Table]:
    """The source and its records; where the engine refuses or loses some, once more another way."""
    source = open_export(path, encoding=encoding)
    table = engine_reads(source)
    if table is None:
        source = reread(source)
        table = engine_reads(source)
        if table is None:
            raise records_lost(source)
    return source, table


def engine_reads(source: FileSource) -> Table | None:
    """What the engine reads; None where it refuses, or finds other than the records there are."""
    sql = read_csv_sql(source) if isinstance(source, CsvSource) else parquet_sql(source)
    with duckdb.connect() as engine:
        try:
            table = engine.sql(f"from {sql}").fetchall()
        except duckdb.Error:
            return None
    return table if len(table) == source.records else None
