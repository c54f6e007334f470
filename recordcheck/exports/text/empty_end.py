"""Records with nothing in any column: a spreadsheet writes them for its blank rows, and at the end
where it once held more. They are records to every reader, and bring every rate down.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from recordcheck.exports.stream import opened
from recordcheck.exports.text.record import LINE_END

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Text:
    """A file in UTF-8 that holds the records of a text without faults, the first at `first`."""

    path: Path
    first: int
    delimiter: bytes


@dataclass(frozen=True, slots=True)
class EmptyEnd:
    """How many they are, how many of them are lines of delimiters alone, and the place in the file
    where they begin.
    """

    records: int
    alone: int
    at: int


def empty_end(text: Text) -> EmptyEnd:
    """The empty end of a text, which ends outside of quotes. A line with a quote in it is not
    empty: so every line of an empty end is a record.
    """
    end, at = _end_without(text.delimiter + b"\r\n ", text.path, text.first)
    *lines, rest = LINE_END.split(end)
    found = [line for line in lines if text.delimiter in line]
    alone = sum(b" " not in line for line in found)
    return EmptyEnd(len(found) + (text.delimiter in rest), alone, at)


def _end_without(signs: bytes, path: Path, least: int) -> tuple[bytes, int]:
    """The lines at the end of a file that hold only these signs, and the place where they begin; no
    place before `least`, where the first record begins.
    """
    blocks: list[bytes] = []
    with opened(path) as file:
        at = file.seek(0, os.SEEK_END)
        filled = b""
        while at > least and not filled:
            size = min(_BLOCK, at - least)
            at = file.seek(at - size)
            block = file.read(size)
            filled = block.rstrip(signs)
            blocks.append(block[len(filled) :])
    at, text = at + len(filled), b"".join(reversed(blocks))
    if not filled:
        return text, at
    line_end = LINE_END.search(text)
    rest = line_end.end() if line_end else len(text)
    return text[rest:], at + rest
