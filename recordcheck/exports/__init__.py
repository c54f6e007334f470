"""Exports: a file is read whole and as it stands, or refused with the line."""

from recordcheck.exports.again import records_lost, reread
from recordcheck.exports.opening import open_export
from recordcheck.exports.relation import parquet_sql, read_csv_sql
from recordcheck.exports.source import CsvSource, ParquetSource, Stamp

__all__ = [
    "CsvSource",
    "ParquetSource",
    "Stamp",
    "open_export",
    "parquet_sql",
    "read_csv_sql",
    "records_lost",
    "reread",
]
