"""Blank lines in a text that comes in chunks, or lines of delimiters alone: how many, and where the
first is.
"""

from __future__ import annotations

import re


class BlankLines:
    """Counts line ends that follow a line end, with no more than this `filling` between them; the
    text begins after one.
    """

    def __init__(self, newline: bytes, filling: bytes = b"") -> None:
        self.found = 0
        self.first = 0
        line = newline[-1:] + filling
        self._each = re.compile(re.escape(line) + rb"(?=" + newline + rb")")
        # Of two bytes an expression is the quicker, of more a search.
        self._any = line + newline[:1]
        self._pair = re.compile(self._any) if not filling else None
        self._keep = len(filling) + len(newline)
        self._tail = newline  # the end of the text before, in which one may begin

    def add(self, text: bytes, at: int) -> None:
        """Count in the next text, which begins at this place."""
        joint = self._tail + text[: self._keep]  # in which all that is found begins in the tail
        known = len(self._tail)
        hits = [hit.start() - known for hit in self._each.finditer(joint)]
        if self._in(text):
            hits.extend(hit.start() for hit in self._each.finditer(text))
        if hits and not self.found:
            self.first = at + hits[0] + 1
        self.found += len(hits)
        self.keep(text)

    def may_be_in(self, text: bytes) -> bool:
        """Whether line ends stand side by side, be it inside quotes."""
        joint = self._tail + text[: self._keep]
        return self._in(joint) or self._in(text)

    def _in(self, text: bytes) -> bool:
        return self._any in text if self._pair is None else self._pair.search(text) is not None

    def keep(self, text: bytes) -> None:
        """Remember the end of a text in which there is nothing to count."""
        self._tail = (self._tail + text[-self._keep :])[-self._keep :]
