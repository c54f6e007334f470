"""The line of the header again, below it: of files that were joined each brought its own, and a
report repeats it on every page. It is a record to every reader, and is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from recordcheck.exports.text.layout import Layout


class HeaderAgain:
    """How often it comes, and the place in the text where it first does.

    It is looked for as it stands in the text, wherever a line begins: an expression that reads each
    record would cost as much as the whole look.
    """

    def __init__(self, layout: Layout) -> None:
        self.found = 0
        self.first = 0
        self._sought = layout.newline[-1:] + layout.header
        self._above = layout.data - 1  # what ends the header stands before the first record
        self._left = b""  # the end of what was looked at, in which it may begin
        self._at = 0  # the place of that in the text

    def watch(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The chunks as they are."""
        for chunk in chunks:
            self.add(chunk)
            yield chunk
        if self._left == self._sought:  # the text ends in it, without a line end
            self.found += 1
            self.first = self.first or self._at + 1

    def add(self, chunk: bytes) -> None:
        """Look at the next chunk. What is found must end its line, with either line end: each of
        the files that were joined may have its own.
        """
        text = self._left + chunk[self._above :]
        self._at += min(self._above, len(chunk))
        self._above = max(0, self._above - len(chunk))
        size = len(self._sought)
        place = text.find(self._sought)
        while 0 <= place < len(text) - size:
            if text[place + size] in b"\r\n":
                self.found += 1
                self.first = self.first or self._at + place + 1
            place = text.find(self._sought, place + 1)
        self._left = text[-size:]
        self._at += len(text) - len(self._left)
