"""Records at the end of a text with nothing in any column: a spreadsheet that once held more writes
them. They are records to every reader, and bring every rate down.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from recordcheck.exports.examine import Layout
from recordcheck.exports.stream import Container, Stream, unreadable

_BLOCK = 1 << 16
_LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class EmptyEnd:
    """How many they are, and the place in the file where they begin."""

    records: int
    at: int


def empty_end(stream: Stream, layout: Layout) -> EmptyEnd | None:
    """The empty end of a text without faults. None where the file itself does not show it: it is
    packed, or its signs are of several bytes.

    The text ends outside of quotes, and a line with a quote in it is not empty: so every line of an
    empty end is a record.
    """
    signs = layout.delimiter + b"\r\n "
    if stream.container is not Container.PLAIN or signs.decode().encode(stream.encoding) != signs:
        return None
    text, at = _end_without(signs, stream.path, stream.mark + layout.data)
    return EmptyEnd(sum(layout.delimiter in line for line in _LINE_END.split(text)), at)


def of_empty_end(records: int) -> str:
    """What is said of them."""
    if records == 1:
        return "The last record has nothing in any column, and counts as a record: take it out."
    return (
        f"The last {records:,} records have nothing in any column, and count as records:"
        " take them out."
    )


def _end_without(signs: bytes, path: Path, least: int) -> tuple[bytes, int]:
    """The lines at the end of a file that hold only these signs, and the place where they begin; no
    place before `least`, where the first record begins.
    """
    blocks: list[bytes] = []
    try:
        with path.open("rb") as file:
            at = file.seek(0, os.SEEK_END)
            filled = b""
            while at > least and not filled:
                size = min(_BLOCK, at - least)
                at = file.seek(at - size)
                block = file.read(size)
                filled = block.rstrip(signs)
                blocks.append(block[len(filled) :])
    except OSError as error:
        raise unreadable(path, error) from error
    at, text = at + len(filled), b"".join(reversed(blocks))
    if not filled:
        return text, at
    line_end = _LINE_END.search(text)
    rest = line_end.end() if line_end else len(text)
    return text[rest:], at + rest
