"""A Parquet file again with its flat columns only, where the engine cannot open it as it is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from recordcheck.exports import oddities
from recordcheck.exports.plain_copy import PlainCopy
from recordcheck.exports.source import AsText, ParquetSource


class _Pieces(io.RawIOBase):
    """What is written to it, to be taken away bit by bit."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def write(self, data: Any) -> int:
        self._held.append(bytes(data))
        self._at += len(self._held[-1])
        return len(self._held[-1])

    def taken(self) -> bytes:
        """What was written since it was last taken."""
        held, self._held = b"".join(self._held), []
        return held


def flat_copy(source: ParquetSource) -> ParquetSource:
    """The source with nested columns left blank, and said to be."""
    nested = [place for place, column in enumerate(source.fields) if column.text is AsText.NESTED]
    copy = PlainCopy(_flat(source, nested), of=source.path)
    fields = tuple(
        replace(column, text=AsText.PLAIN) if place in nested else column
        for place, column in enumerate(source.fields)
    )
    places = oddities.listed([place + 1 for place in nested])
    said = f"Left blank, because the engine cannot read it: column {places}."
    return replace(source, fields=fields, copy=copy, warnings=(*source.warnings, said))


def _flat(source: ParquetSource, nested: list[int]) -> Iterator[bytes]:
    import pyarrow
    import pyarrow.parquet as pq

    pieces, writer = _Pieces(), None
    with pq.ParquetFile(source.path, pre_buffer=False) as file:
        for batch in file.iter_batches(1 << 16):
            columns = [
                pyarrow.nulls(len(batch), pyarrow.string()) if place in nested else column
                for place, column in enumerate(batch.columns)
            ]
            flat = pyarrow.record_batch(columns, names=[f"c{n}" for n in range(len(columns))])
            writer = writer or pq.ParquetWriter(pieces, flat.schema)
            writer.write_batch(flat)
            yield pieces.taken()
    if writer:
        writer.close()
        yield pieces.taken()
