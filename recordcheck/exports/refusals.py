"""The sentences for what makes a file unreadable: one says what is wrong, one what to do. No cell value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from recordcheck.errors import ReadError


class Kind(StrEnum):
    """The faults of a delimited text file that end the reading."""

    WIDTH = "width"
    AFTER_QUOTE = "text after closing quote"
    BEFORE_QUOTE = "space before opening quote"
    UNCLOSED = "unclosed quote"
    NUL = "NUL byte"
    ENCODING = "encoding"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, where it stands, and the figures that its sentence needs.

    `offset` is in the decoded text from its first byte; `record` is 0 in the header. `column` counts fields.
    """

    kind: Kind
    offset: int
    line: int
    record: int = 0
    column: int | None = None
    fields: int = 0
    expected: int = 0
    opened: int = 0
    byte: str = ""
    encoding: str = "UTF-8"


def refuse(path: Path, fault: Fault) -> ReadError:
    """The error that says this fault."""
    message, remedy = _SENTENCES[fault.kind](fault)
    return ReadError(
        message,
        remedy=remedy,
        path=str(path),
        line=fault.line,
        column=None,
        record=fault.record or None,
    )


def _who(fault: Fault) -> str:
    return f"record {fault.record:,}" if fault.record else "the header"


def _fields(number: int) -> str:
    return "1 field" if number == 1 else f"{number:,} fields"


def _width(fault: Fault) -> tuple[str, str]:
    message = f"{_who(fault)} has {_fields(fault.fields)}, the header has {fault.expected:,}"
    if fault.fields > fault.expected:
        return message, (
            "Export the file again with every text that holds the delimiter in double quotes, or mend this line."
        )
    return message, (
        "A text with a line end in it must stand in double quotes; a footer or a comment must go. Export the file "
        "again, or mend this line."
    )


def _after_quote(fault: Fault) -> tuple[str, str]:
    return (
        f"{_who(fault)} has text after the closing quote of field {fault.column}",
        "Inside a quoted text write a double quote twice, and leave nothing between the closing quote and the "
        "delimiter. Export the file again, or mend this line.",
    )


def _before_quote(fault: Fault) -> tuple[str, str]:
    return (
        f"{_who(fault)} has a space before the opening quote of field {fault.column}",
        "Leave nothing between the delimiter and the opening quote: readers disagree on what it means.",
    )


def _unclosed(fault: Fault) -> tuple[str, str]:
    return (
        f"{_who(fault)} has a quote in field {fault.column} that is opened here and never closed",
        "The file was cut short, or a quote is missing on this line. Export the file again.",
    )


def _nul(fault: Fault) -> tuple[str, str]:
    return (
        f"{_who(fault)} holds a NUL byte (0x00), which no text has",
        "The file was damaged or not written to its end. Export or copy it again.",
    )


def _encoding(fault: Fault) -> tuple[str, str]:
    message = f"{_who(fault)} holds the byte {fault.byte}, which is not valid {fault.encoding}"
    if fault.encoding == "UTF-8":
        return message, (
            "Export the file as UTF-8; if it was written by Windows software, say so with --encoding windows-1252."
        )
    return message, "Export the file as UTF-8, or name the encoding that it has with --encoding."


_SENTENCES = {
    Kind.WIDTH: _width,
    Kind.AFTER_QUOTE: _after_quote,
    Kind.BEFORE_QUOTE: _before_quote,
    Kind.UNCLOSED: _unclosed,
    Kind.NUL: _nul,
    Kind.ENCODING: _encoding,
}
