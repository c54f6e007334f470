"""How a text is cut into records and fields, as its first lines show it, and how lines are
counted.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is cut: `data` is where its records begin, `line` the physical line there, and
    `header` what stands above them, as it is written.
    """

    delimiter: bytes
    newline: bytes
    width: int
    data: int
    line: int
    encoding: str = "utf-8"
    header: bytes = b""


def count_lines(text: bytes) -> int:
    """The line ends in a text, of whichever kind."""
    ends = text.count(b"\n")
    return ends + text.count(b"\r") - text.count(b"\r\n") if b"\r" in text else ends
