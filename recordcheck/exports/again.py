"""What to do with a file that passed the checks and that the engine still did not read whole."""

from __future__ import annotations

from dataclasses import replace

from recordcheck.errors import ReadError
from recordcheck.exports import oddities
from recordcheck.exports.flatten import flat_copy
from recordcheck.exports.plain_copy import PlainCopy
from recordcheck.exports.refusals import refusal, refusal_of
from recordcheck.exports.source import AsText, CsvSource, FileSource, ParquetSource
from recordcheck.exports.stream import Container
from recordcheck.exports.text.examine import examine
from recordcheck.exports.text.normal import normal_text
from recordcheck.exports.text.seen import LARGEST


def reread(source: FileSource) -> FileSource:
    """The same file to be read another way; raises ReadError where there is a fault in it.

    To be asked where the engine refused the file, or found other than its `records`: a fault in the
    last stretch of a large file it passes over in silence, with all that follows. It refuses sound
    text where line ends are mixed, where it begins to read in parallel in the middle of a quoted
    text, and where a record is very long; such a file is read in one piece, from a copy if its line
    ends are mixed or it is compressed. Of a Parquet file with nested columns that the engine does
    not understand the flat columns are read; one without them stays as it is.
    """
    source.stamp.check(source.path)
    if isinstance(source, ParquetSource):
        nested = any(column.text is AsText.NESTED for column in source.fields)
        return flat_copy(source) if nested else source
    if source.set_aside:
        return replace(source, parallel=False, longest=LARGEST)
    return _in_one_piece(source)


def _in_one_piece(source: CsvSource) -> CsvSource:
    seen = examine(source.stream.chunks(), source.layout)
    if seen.fault:
        raise refusal_of(source.path, seen.fault)
    odd = oddities.of_text(seen, source.layout.newline)
    whole = replace(
        source,
        records=seen.records,
        parallel=False,
        longest=seen.longest,
        warnings=tuple(dict.fromkeys((*source.warnings, *odd))),
    )
    packed = source.stream.container is not Container.PLAIN
    if not seen.other_line_ends and not packed:
        return whole
    text = normal_text(source.stream.chunks(), source.layout)
    copy = PlainCopy(text, of=source.path)
    return replace(whole, copy=copy, skip=1)


def records_lost(source: FileSource) -> ReadError:
    """The engine read the file in both ways, and not all of it."""
    return refusal(
        source.path,
        f"the engine does not read all {source.records:,} records, though each is in order",
        "Export the file with another delimiter, or as Parquet; please report it.",
    )
