"""What to do with a file that passed the checks and that the engine refused all the same."""

from __future__ import annotations

from dataclasses import replace
from typing import overload

from recordcheck.errors import ReadError
from recordcheck.exports import oddities
from recordcheck.exports.examine import examine
from recordcheck.exports.flatten import flat_copy
from recordcheck.exports.look import LARGEST_HEAD
from recordcheck.exports.normal import normal_text
from recordcheck.exports.plain_copy import PlainCopy
from recordcheck.exports.refusals import refuse
from recordcheck.exports.source import CsvSource, ParquetSource, Stamp, changed


def locate_fault(source: CsvSource | ParquetSource) -> ReadError | None:
    """The fault in the file, with its physical line, or None where every record is in order."""
    if Stamp.of(source.path) != source.stamp:
        return changed(source.path)
    if isinstance(source, ParquetSource):
        return None
    seen = examine(source.stream.chunks(), source.layout)
    return refuse(source.path, seen.fault) if seen.fault else None


@overload
def reread(source: CsvSource) -> CsvSource: ...
@overload
def reread(source: ParquetSource) -> ParquetSource: ...
def reread(source: CsvSource | ParquetSource) -> CsvSource | ParquetSource:
    """The same file to be read another way; raises ReadError where there is a fault in it.

    The engine refuses sound text where line ends are mixed, where it begins to read in parallel in
    the middle of a quoted text, and where a record is very long. Such a file is read in one piece,
    from a copy if its line ends are mixed. Of a Parquet file with nested columns that the engine
    does not understand the flat columns are read.
    """
    if Stamp.of(source.path) != source.stamp:
        raise changed(source.path)
    if isinstance(source, ParquetSource):
        return flat_copy(source)
    return _in_one_piece(source)


def _in_one_piece(source: CsvSource) -> CsvSource:
    seen = examine(source.stream.chunks(), source.layout)
    if seen.fault:
        raise refuse(source.path, seen.fault)
    whole = replace(source, parallel=False, longest=LARGEST_HEAD)
    if not seen.other_line_ends:
        return whole
    return replace(
        whole,
        copy=PlainCopy(normal_text(source.stream.chunks(), source.layout)),
        newline="\n",
        skip=1,
        warnings=(*source.warnings, *oddities.of_records(seen)),
    )
