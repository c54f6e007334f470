"""The sentences for what makes a text unreadable: what is wrong, what to do. No cell value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from recordcheck.errors import ReadError
from recordcheck.plural import many

SHOWN = 10
ALIKE = 100  # as many more records of another number of fields are looked for


class Kind(StrEnum):
    """The faults of a delimited text that end the reading."""

    WIDTH = "another number of fields than the header"
    AFTER_QUOTE = "text after a closing quote"
    BEFORE_QUOTE = "space before an opening quote"
    UNCLOSED = "quote that is never closed"
    NUL = "NUL byte"
    ENCODING = "byte that the encoding does not have"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, where it stands, and the figures that its sentence needs.

    `offset` is in the decoded text, from its first byte; `line` is the physical line; `record` is 0
    in the header. `column` counts fields; `opened` is the line on which its quote was opened;
    `also` are the lines of more records with another number of fields; `last` is a record that the
    file ends in, without a line end.
    """

    kind: Kind
    offset: int
    line: int
    record: int = 0
    column: int = 0
    fields: int = 0
    expected: int = 0
    opened: int = 0
    byte: str = ""
    encoding: str = "utf-8"
    also: tuple[int, ...] = ()
    last: bool = False

    @property
    def who(self) -> str:
        """The record, as a sentence begins with it."""
        return f"record {self.record:,}" if self.record else "the header"


def refusal(path: Path | str, message: str, remedy: str, line: int | None = None) -> ReadError:
    """The error that says why a file as a whole is not read."""
    return ReadError(message, remedy=remedy, path=str(path), line=line)


def refusal_of(path: Path, fault: Fault) -> ReadError:
    """The error that says this fault."""
    message, remedy = _SENTENCES[fault.kind](fault)
    return ReadError(
        f"{fault.who} {message}",
        remedy=remedy,
        path=str(path),
        line=fault.line,
        record=fault.record or None,
    )


def _width(fault: Fault) -> tuple[str, str]:
    message = (
        f"has {many(fault.fields, 'field')}, the header has {fault.expected:,}{_others(fault.also)}"
    )
    if fault.record == 1 and fault.fields == fault.expected + 1 and fault.also:
        return message, (
            "Where every record ends with the delimiter, write one at the end of the header too. "
            "Otherwise export the file again with each text that holds it in double quotes."
        )
    if fault.fields >= 2 * fault.expected and fault.also:
        return message, (
            "Where a title was read as the header, take it out: the names of the columns come "
            "first. Otherwise export the file again with each text that holds the delimiter in "
            "double quotes."
        )
    if fault.fields > fault.expected:
        return message, (
            "Export the file again with each text that holds the delimiter in double quotes, "
            "or mend this line."
        )
    if fault.last:
        return message, (
            "The file ends in this record, without a line end: it may be cut short. Get the whole "
            "file; or, where it is a title, a footer or a comment, this line must go."
        )
    return message, (
        "A text with a line end in it must stand in double quotes; a title, a footer or a comment "
        "must go. Export the file again, or mend this line."
    )


def _others(lines: tuple[int, ...]) -> str:
    """`; lines 7 and 9 have another number too`: nobody mends one line for each run."""
    if len(lines) < 2:
        return f"; line {lines[0]} has another number too" if lines else ""
    shown = list(map(str, lines[:SHOWN]))
    least = "at least " if len(lines) == ALIKE else ""
    last = f"{least}{len(lines) - SHOWN} more" if len(lines) > SHOWN else shown.pop()
    return f"; lines {', '.join(shown)} and {last} have another number too"


def _after_quote(fault: Fault) -> tuple[str, str]:
    opened = f", opened on line {fault.opened:,}" if fault.opened < fault.line else ""
    return (
        f"has text after the closing quote of field {fault.column:,}{opened}",
        "Inside a quoted text write a double quote twice, and nothing between the closing quote "
        "and the delimiter. Export the file again, or mend this line.",
    )


def _before_quote(fault: Fault) -> tuple[str, str]:
    return (
        f"has a space before the opening quote of field {fault.column:,}",
        "Write nothing between the delimiter and the opening quote: readers differ over it.",
    )


def _unclosed(fault: Fault) -> tuple[str, str]:
    return (
        f"has a quote in field {fault.column:,} that is opened here and never closed",
        "The file was cut short, or a quote is missing on this line. Export the file again.",
    )


def _nul(fault: Fault) -> tuple[str, str]:
    return (
        "holds a NUL byte (0x00), which is no text",
        "The file was damaged, or not written to its end. Export it or copy it again.",
    )


def _encoding(fault: Fault) -> tuple[str, str]:
    message = f"holds the byte {fault.byte}, which is not valid {fault.encoding.upper()}"
    if fault.encoding == "utf-8":
        return message, (
            "Export the file as UTF-8. If Windows software wrote it, it may be in windows-1252: "
            "say so with --encoding."
        )
    if fault.encoding.startswith("utf-"):
        remedy = "Export the file as UTF-8, or name the encoding that it is in with --encoding."
    else:  # as asked
        remedy = "If the file is UTF-8, leave --encoding out; if not, name the one that it is in."
    return message, remedy


_SENTENCES = {
    Kind.WIDTH: _width,
    Kind.AFTER_QUOTE: _after_quote,
    Kind.BEFORE_QUOTE: _before_quote,
    Kind.UNCLOSED: _unclosed,
    Kind.NUL: _nul,
    Kind.ENCODING: _encoding,
}
