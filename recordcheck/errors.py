"""The failures that recordcheck knows, by who can mend them. None ever holds a cell value."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


class RecordcheckError(Exception):
    """Anything that recordcheck raises on purpose."""


class FindingsError(RecordcheckError):
    """A run that did not pass, where a pipeline asked to be stopped by it."""


class UserError(RecordcheckError):
    """A mistake of the user or of a file that they gave: shown in one or two lines, exit 2.

    `message` says what is wrong, `remedy` what to do next; `path` and `line` (from 1) say where.
    """

    def __init__(
        self,
        message: str,
        *,
        remedy: str | None = None,
        path: str | None = None,
        line: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.path = path
        self.line = line

    def __str__(self) -> str:
        named = (_on_one_line(self.path) if self.path is not None else None, self.line)
        where = ":".join(str(part) for part in named if part is not None)
        first = f"{where}: {self.message}" if where else self.message
        return f"{first}\n  {self.remedy}" if self.remedy else first


class ReadError(UserError):
    """An export that cannot be read whole. `line` is the physical line, `record` counts from 1
    after the header.
    """

    def __init__(
        self,
        message: str,
        *,
        remedy: str | None = None,
        path: str | None = None,
        line: int | None = None,
        record: int | None = None,
    ) -> None:
        super().__init__(message, remedy=remedy, path=path, line=line)
        self.record = record


@dataclass(frozen=True, slots=True)
class Slip:
    """One mistake in a standard or a code list: where it stands, what is wrong, what to do; on one
    line, whatever text it quotes.
    """

    path: str
    line: int
    column: int
    message: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", " ".join(self.message.splitlines()))

    def __str__(self) -> str:
        return f"{_on_one_line(self.path)}:{self.line}:{self.column}: {self.message}"


class StandardError(UserError):
    """A standard or code list with slips: all of them, in the order of the file."""

    def __init__(self, slips: tuple[Slip, ...]) -> None:
        super().__init__("\n".join(str(slip) for slip in slips))
        self.slips = slips


def reason_of(error: OSError, otherwise: str = "it failed") -> str:
    """Why the machine does not give what was asked, in a part of a sentence; `otherwise` where it
    does not say.
    """
    return (error.strerror or otherwise).lower()


def _on_one_line(path: str) -> str:
    """A file may be called by several lines, of which a pipeline could take one for a command."""
    return "?".join(path.splitlines())


@contextmanager
def asked_in(place: str | None) -> Iterator[None]:
    """What is asked for and cannot be had is a mistake of the file that asks for it, where the
    error names no file itself. Slips have places of their own.
    """
    try:
        yield
    except StandardError:
        raise
    except UserError as error:
        error.path = error.path or place
        raise
