"""The bytes of an export as UTF-8 text in chunks, whatever it is wrapped or encoded in."""

from __future__ import annotations

import codecs
import errno
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, cast

from recordcheck.errors import ReadError, reason_of
from recordcheck.exports.refusals import refusal

CHUNK = 1 << 16
_MACINTOSH = "__MACOSX/"  # what a Macintosh packs beside each file, which is nothing of the export
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]+:/")  # s3://, as a path has it; C:/ is a drive


class Container(StrEnum):
    """What the text is wrapped in."""

    PLAIN = "plain"
    GZIP = "gzip"
    ZIP = "zip"


class BadByteError(Exception):
    """A byte that the encoding does not have; `offset` is where the text before it ends."""

    def __init__(self, offset: int, byte: str, before: bytes) -> None:
        super().__init__(byte)
        self.offset = offset
        self.byte = byte
        self.before = before


@dataclass(frozen=True, slots=True)
class Stream:
    """A file, its container and its encoding: read again from the start as often as it takes.
    `mark` is the length of its byte order mark.
    """

    path: Path
    container: Container
    encoding: str = "utf-8"
    mark: int = 0

    @property
    def readable(self) -> bool:
        """The engine can read the file itself."""
        return self.container is not Container.ZIP and self.encoding == "utf-8"

    def raw(self, size: int = CHUNK) -> Iterator[bytes]:
        """The bytes as they are, without the container."""
        try:
            with self._open() as file:
                while chunk := file.read(size):
                    yield chunk
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            message = f"the {self.container} file is damaged or cut short"
            raise refusal(self.path, message, "Copy or export it again.") from error
        except OSError as error:
            raise unreadable(self.path, error) from error

    def chunks(self, size: int = CHUNK) -> Iterator[bytes]:
        """The text in UTF-8, without its byte order mark. UTF-8 itself is passed on unchecked."""
        if self.encoding == "utf-8":
            yield from after(self.raw(size), self.mark)
        else:
            yield from self._decoded(size)

    def _decoded(self, size: int) -> Iterator[bytes]:
        decode = codecs.getincrementaldecoder(self.encoding)("strict")
        seen = 0
        for chunk in _and_end(after(self.raw(size), self.mark)):
            try:
                text = decode.decode(chunk, final=not chunk).encode("utf-8")
            except UnicodeDecodeError as error:
                good = error.object[: error.start].decode(self.encoding).encode("utf-8")
                byte = error.object[error.start : error.start + 1].hex()
                raise BadByteError(seen + len(good), f"0x{byte.upper()}", good) from None
            seen += len(text)
            if text:
                yield text

    def _open(self) -> IO[bytes]:
        if self.container is Container.GZIP:
            return cast(IO[bytes], gzip.open(self.path, "rb"))
        if self.container is Container.ZIP:
            return _only_member(self.path)
        return io.FileIO(self.path, "rb")


def unreadable(path: Path, error: OSError) -> ReadError:
    """What the system says, without a path twice."""
    why = reason_of(error, "it cannot be opened")
    remedy = "Check the path, and that you may read it."
    if _ELSEWHERE.match(path.as_posix()):
        remedy = "Only files of this machine are read: copy it here, or give a frame from Python."
    if isinstance(error, PermissionError):
        remedy = "See that you may read it, and that no other program has it open."
    if error.errno in (errno.EMFILE, errno.ENFILE):
        remedy = "Check fewer files at a time, or allow more open files (ulimit -n)."
    return refusal(path, f"the file cannot be read: {why}", remedy)


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A file, to read in its bytes. Raises ReadError where the system does not let us."""
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise unreadable(path, error) from error


def _only_member(path: Path) -> IO[bytes]:
    archive = zipfile.ZipFile(path)
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir() and not member.filename.startswith(_MACINTOSH)
    ]
    if len(members) != 1:
        message = f"the zip file holds {len(members):,} files; one is read"
        raise refusal(path, message, "Unpack it and give the files.")
    if members[0].flag_bits & 1:
        message = "the zip file is locked with a password"
        raise refusal(path, message, "Unpack it and give the file.")
    try:
        return archive.open(members[0])
    # The word of zipfile for a packing that it cannot open, no gap of ours: the file is refused.
    except NotImplementedError as error:
        message = "the zip file is packed in a way that is not read here"
        raise refusal(path, message, "Unpack it and give the file.") from error


def after(chunks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """The chunks without their first so many bytes; none of them is empty."""
    for chunk in chunks:
        if size:
            chunk, size = chunk[size:], max(0, size - len(chunk))  # noqa: PLW2901
        if chunk:
            yield chunk


def by_line(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The text in pieces that end with a line, but for the last, and never inside a line end."""
    begun: list[bytes] = []
    for chunk in chunks:
        cut = max(chunk.rfind(b"\n"), chunk.rfind(b"\r", 0, -1)) + 1
        if cut:
            yield b"".join([*begun, chunk[:cut]])
            begun.clear()
        begun.append(chunk[cut:])
    yield b"".join(begun)


def _and_end(chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield from chunks
    yield b""
