"""A Parquet file again with its flat columns only, where the engine cannot open it as it is."""

from __future__ import annotations

from dataclasses import replace

from recordcheck.exports import oddities
from recordcheck.exports.plain_copy import PlainCopy
from recordcheck.exports.source import AsText, ParquetSource


def flat_copy(source: ParquetSource) -> ParquetSource:
    """The source with nested columns left blank, and said to be."""
    import pyarrow
    import pyarrow.parquet as pq

    nested = [place for place, column in enumerate(source.fields) if column.text is AsText.NESTED]
    copy = PlainCopy(())
    with pq.ParquetFile(source.path, pre_buffer=False) as file:
        writer = None
        for batch in file.iter_batches(1 << 16):
            columns = [
                pyarrow.nulls(len(batch), pyarrow.string()) if place in nested else column
                for place, column in enumerate(batch.columns)
            ]
            flat = pyarrow.record_batch(columns, names=[f"c{n}" for n in range(len(columns))])
            writer = writer or pq.ParquetWriter(copy.file, flat.schema)
            writer.write_batch(flat)
        if writer:
            writer.close()
    copy.file.flush()
    fields = tuple(
        replace(column, text=AsText.PLAIN) if place in nested else column
        for place, column in enumerate(source.fields)
    )
    places = oddities.listed([place + 1 for place in nested])
    said = f"Left blank, because the engine cannot read it: column {places}."
    return replace(source, fields=fields, copy=copy, warnings=(*source.warnings, said))
