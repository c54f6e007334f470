"""Read a file as the engine does, to the last cell."""

from __future__ import annotations

from pathlib import Path

import duckdb

from recordcheck.exports import (
    CsvSource,
    ParquetSource,
    open_export,
    parquet_sql,
    read_csv_sql,
    reread,
)

Table = list[tuple[str | None, ...]]


def read(path: Path, encoding: str | None = None) -> tuple[CsvSource | ParquetSource, Table]:
    """The source and its records; a file that the engine refuses is tried once more another way."""
    source = open_export(path, encoding=encoding)
    with duckdb.connect() as engine:
        try:
            return source, engine.sql(f"from {_sql(source)}").fetchall()
        except duckdb.Error:
            source = reread(source)
            return source, engine.sql(f"from {_sql(source)}").fetchall()


def _sql(source: CsvSource | ParquetSource) -> str:
    return read_csv_sql(source) if isinstance(source, CsvSource) else parquet_sql(source)
