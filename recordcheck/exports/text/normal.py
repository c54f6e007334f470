"""A delimited text again, for the engine: one kind of line end, no blank lines, a plain header."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recordcheck.exports.stream import after
from recordcheck.exports.text.buffer import Buffer
from recordcheck.exports.text.layout import Layout
from recordcheck.exports.text.record import read_record

HEADER_LINE = b"header"


def normal_text(chunks: Iterator[bytes], layout: Layout) -> Iterator[bytes]:
    """The records of a text that has no fault, each with a line feed at its end."""
    yield HEADER_LINE + b"\n"
    run, each = _whole_records(layout.delimiter)
    text, at = Buffer(after(chunks, layout.data), layout.encoding), 0
    while True:
        record, data = None, text.data
        whole = run.match(data, at)
        if whole and whole[0]:
            at = whole.end()
            yield b"".join(one + b"\n" for one in each.findall(whole[0]))
        if at < len(data):
            record = read_record(data, at, layout.delimiter, final=text.final)
        if record is not None:
            if not record.blank:
                yield data[record.start : record.stop] + b"\n"
            at = record.end
        elif text.final:
            return
        else:
            text.more(at)
            at = 0


def _whole_records(delimiter: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """An expression that passes over whole records and blank lines, and one that finds each record
    in what it passed over.
    """
    if len(delimiter) > 1:
        return re.compile(rb"(?!)"), re.compile(rb"(?!)")
    edge = re.escape(delimiter)
    # Two quotes inside a text are the end of one part and the beginning of the next.
    part = rb'(?:"[^"]*+"|[^"\r\n' + edge + rb"][^\r\n" + edge + rb"]*+|" + edge + rb")"
    # What is half of a line end is one more blank line, which is left out like any other.
    return re.compile(rb"(?:" + part + rb"*[\r\n])*"), re.compile(part + rb"+")
