"""The records that a query gives, some at a time and in its order: a slice is counted and dropped,
so that memory hardly grows with the export.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from recordcheck.engine.failures import out_of_arrow

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyarrow import RecordBatch, RecordBatchReader, Table

FEW = 16_000_000  # cells, which are one table
RECORDS = 200_000  # of a slice
BYTES = 1 << 28  # of long texts a slice has fewer records
AT_ONCE = 2048  # records; the texts of one column of a batch cannot be more than 2 GB
# No table and no column of a standard has a space in its name.
SLICE = '"slice of the records"'
PLACE = '"place of the record"'
NUMBER = '"place in the slice"'


def slices(con: DuckDBPyConnection, sql: str, cells: int) -> Iterator[DuckDBPyConnection]:
    """Each slice in turn, at least one, as the relation SLICE of the connection that is given,
    with the place of each record among all, from 0.

    `cells` is how many are expected, of all its columns: a few are one table, for a stream is
    planned twice, and takes an eighth more time.
    """
    if cells <= FEW:
        con.execute(f"create or replace temp table whole_slice as {sql}")
        _show(con, "whole_slice", "rowid")
        yield con
        con.execute("drop table whole_slice")
        return
    before = 0
    with con.cursor() as counting:
        reader = con.sql(sql).to_arrow_reader(min(AT_ONCE, RECORDS))
        for portion in portions(reader, BYTES, RECORDS):
            counting.register("portion", _numbered(portion))
            _show(counting, "portion", f"{before} + {NUMBER}")
            yield counting
            before += portion.num_rows


def _show(con: DuckDBPyConnection, source: str, place: str) -> None:
    con.execute(
        f"create or replace temp view {SLICE} as select *, {place} as {PLACE} from {source}"
    )


def portions(reader: RecordBatchReader, size: int, records: int = sys.maxsize) -> Iterator[Table]:
    """What a stream gives, in tables that end where they have so many bytes or records: at least
    one.
    """
    import pyarrow

    held: list[RecordBatch] = []
    room, left = size, records
    for batch in _batches(reader):
        held.append(batch)
        room, left = room - batch.nbytes, left - batch.num_rows
        if room <= 0 or left <= 0:
            yield pyarrow.Table.from_batches(held)
            held, room, left = [], size, records
    if held:
        yield pyarrow.Table.from_batches(held)


def _batches(reader: RecordBatchReader) -> Iterator[RecordBatch]:
    """What a stream gives: an empty batch where it has no record."""
    import pyarrow

    batch = None
    while True:
        failure = None
        try:
            batch = reader.read_next_batch()
        except StopIteration:
            break
        except OSError as error:
            failure = out_of_arrow(error)
        if failure is not None:
            raise failure
        yield batch
    if batch is None:
        yield pyarrow.RecordBatch.from_pylist([], reader.schema)


def _numbered(portion: Table) -> Table:
    import pyarrow

    places = pyarrow.array(range(portion.num_rows), pyarrow.int64())
    return portion.append_column(NUMBER.strip('"'), [places])
