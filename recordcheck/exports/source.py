"""What the strict reader found out about one file, and all that the engine needs to read it."""

from __future__ import annotations

import glob
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from recordcheck.exports.plain_copy import PlainCopy
from recordcheck.exports.refusals import Fault, refusal
from recordcheck.exports.stream import Stream, unreadable
from recordcheck.exports.text.layout import Layout


@dataclass(frozen=True, slots=True)
class Stamp:
    """What shows that a file was changed while it was read."""

    device: int
    number: int
    size: int
    changed: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """The stamp of the file as it is now."""
        try:
            seen = path.stat()
        except OSError as error:
            raise unreadable(path, error) from error
        return cls(seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns)

    def check(self, path: Path) -> None:
        """Raise ReadError where the file is not any more what it was."""
        if Stamp.of(path) != self:
            message = "the file changed while it was read"
            raise refusal(path, message, "Wait until it is written to its end, then start again.")


def from_here(path: Path) -> str:
    """A path that begins with no `~`: the engine takes that for the home folder, and would read
    what is called so there.
    """
    return str(path.absolute() if str(path).startswith("~") else path)


def as_itself(path: Path) -> str:
    """A path in which the engine, which takes patterns, finds none."""
    return glob.escape(from_here(path))


@dataclass(frozen=True, slots=True)
class CsvSource:
    """A delimited text that passed every check which the engine does not make itself.

    `columns` are the header's names as written; a name is made up (`column 3`) only where the
    header leaves it empty, and a second name that differs by case alone gets its place added, for
    the engine ignores case. Where `header_doubtful` the first line may be data: show no name that
    no standard knows. `records` is how many there are: the engine must find as many, for it loses
    what follows a fault in the last stretch of a large file. `skip` counts the lines above the
    first record (a quoted header is one). No record is longer than `longest` bytes. Where the
    engine has refused the text, it is not read in `parallel` again. `set_aside` are the faulty
    records that were left out, as asked. `copy`, where there is one, is what the engine reads in
    place of the file: keep the source while it does.
    """

    columns: tuple[str, ...]
    skip: int
    records: int
    stamp: Stamp
    stream: Stream
    layout: Layout
    warnings: tuple[str, ...]
    header_doubtful: bool
    longest: int
    copy: PlainCopy | None
    set_aside: tuple[Fault, ...]
    parallel: bool = True

    @property
    def path(self) -> Path:
        """The file."""
        return self.stream.path

    @property
    def encoding(self) -> str:
        """What the text is in."""
        return self.stream.encoding

    @property
    def delimiter(self) -> str:
        """What parts its fields."""
        return self.layout.delimiter.decode()

    @property
    def reads(self) -> str:
        """The path that the engine opens."""
        return self.copy.path if self.copy else as_itself(self.path)


class AsText(StrEnum):
    """How a column that is not text becomes text."""

    PLAIN = "as the engine writes it"
    MOMENT = "a day or a moment, as the engine writes it"
    NUMBER = "a whole number without .0"
    ZONED = "in UTC, with the offset"
    ZONED_NS = "in UTC, with the offset and nanoseconds"
    LENGTH_S = "a length of time in seconds, as hours"
    LENGTH_MS = "a length of time in thousandths, as hours"
    LENGTH_US = "a length of time in millionths, as hours"
    LENGTH_NS = "a length of time in nanoseconds, as hours"
    BYTES = "as UTF-8, if it is that"
    NESTED = "nested, as one text"
    CELL = "a cell of a sheet, without the mark of a real day"


@dataclass(frozen=True, slots=True)
class ParquetColumn:
    """One column of a Parquet file, and how it becomes text."""

    name: str
    text: AsText


@dataclass(frozen=True, slots=True)
class ParquetSource:
    """A Parquet file whose every page was read once and found whole."""

    path: Path
    fields: tuple[ParquetColumn, ...]
    records: int
    stamp: Stamp
    warnings: tuple[str, ...]
    copy: PlainCopy | None = None

    @property
    def reads(self) -> str:
        """The path that the engine opens."""
        return self.copy.path if self.copy else as_itself(self.path)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(field.name for field in self.fields)


FileSource = CsvSource | ParquetSource
