"""Open a Parquet file."""

from __future__ import annotations

from pathlib import Path

from recordcheck.exports.source import ParquetColumn, ParquetSource, Stamp


def open_parquet(path: Path) -> ParquetSource:
    """The source for a Parquet file."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    stamp = Stamp.of(path)
    with pq.ParquetFile(path) as file:
        schema = file.schema_arrow
        fields = tuple(ParquetColumn(field.name, str(field.type)) for field in schema)
        return ParquetSource(path, fields, file.metadata.num_rows, stamp)
