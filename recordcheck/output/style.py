"""Colour and line width for people's eyes: a terminal gets colour, a file or a pipe gets none."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from recordcheck.model import Severity

CODES = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36"}


@dataclass(frozen=True, slots=True)
class Style:
    """How wide a line may be, where that can be helped, and whether to colour."""

    width: int = 100
    colour: bool = False

    def paint(self, text: str, code: str) -> str:
        """Text in a colour, where there is colour."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def mark(self, text: str, part: str, severity: Severity) -> str:
        """The first occurrence of a part, in the colour of a severity."""
        return text.replace(part, self.paint(part, CODES[severity]), 1)

    def faint(self, text: str) -> str:
        """What is not the point."""
        return self.paint(text, "2")

    def targets(self, table: str) -> str:
        """A table in which what was missed stands out."""
        return table.replace("MISSED", self.paint("MISSED", "31;1")) if self.colour else table

    def wrap(self, text: str, *, indent: str = "") -> str:
        """Text broken between words where it is wider than the terminal; names are never broken."""
        if len(text) <= self.width:
            return text
        lead = text[: len(text) - len(text.lstrip())]
        lines = textwrap.wrap(
            text.strip(),
            max(self.width, 20),
            initial_indent=lead,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return "\n".join(lines)


PLAIN = Style()
