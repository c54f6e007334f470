"""A text as far as it was read, and the first place in it that is no text."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from recordcheck.exports.refusals import Fault, Kind
from recordcheck.exports.stream import BadByteError


class Buffer:
    """`data` begin at the place `start` of the text; `final` says that nothing follows them.
    `marks` counts the byte order marks that stand inside the text.
    """

    def __init__(self, chunks: Iterator[bytes], encoding: str) -> None:
        self.data = b""
        self.start = 0
        self.final = False
        self.bad: Fault | None = None
        self.marks = 0
        self._chunks = chunks
        self._encoding = encoding
        self._read = 0
        self._decode = codecs.getincrementaldecoder("utf-8")()

    def more(self, at: int) -> None:
        """Forget what stands before `at`, and read on: at least as much again as is left."""
        parts = [self.data[at:]]
        wanted = len(parts[0])
        while wanted >= 0 and not self.final:
            chunk = self._next()
            parts.append(chunk)
            wanted -= len(chunk)
        self.data = b"".join(parts)
        self.start += at

    def _next(self) -> bytes:
        try:
            chunk = next(self._chunks, b"")
        except BadByteError as error:
            self._spoilt(Kind.ENCODING, error.offset, error.byte)
            self.final = True
            return error.before
        self.final = not chunk
        if not self.bad:
            self._check(chunk)
        self._read += len(chunk)
        return chunk

    def _check(self, chunk: bytes) -> None:
        pending = len(self._decode.getstate()[0])
        try:
            self.marks += self._decode.decode(chunk, final=not chunk).count("\ufeff")
        except UnicodeDecodeError as error:
            byte = error.object[error.start : error.start + 1].hex().upper()
            self._spoilt(Kind.ENCODING, self._read - pending + error.start, f"0x{byte}")
        nul = chunk.find(b"\0")
        if nul >= 0:
            self._spoilt(Kind.NUL, self._read + nul, "0x00")

    def _spoilt(self, kind: Kind, offset: int, byte: str) -> None:
        if self.bad is None or offset < self.bad.offset:
            self.bad = Fault(kind, offset, 0, byte=byte, encoding=self._encoding)
