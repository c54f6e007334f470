"""What a command that fails says: one or two lines, and an exit code; never what a record holds."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from recordcheck import __version__
from recordcheck.errors import reason_of
from recordcheck.nearest import perhaps

INTERRUPTED = 130
PIPE_CLOSED = 141
STOPPED = "stopped; nothing was written"


def stop(message: str, code: int = 2) -> NoReturn:
    """Say on stderr why, and end."""
    plain = "".join(letter if letter.isprintable() or letter == "\n" else "?" for letter in message)
    with contextlib.suppress(OSError):  # the code says it too, where nothing can be written
        click.echo(f"recordcheck: {plain}", err=True)
    raise SystemExit(code)


def usage(error: click.UsageError) -> str:
    """What is wrong with what was typed, and where help is."""
    command = error.ctx.command_path if error.ctx is not None else "recordcheck"
    if isinstance(error, click.NoSuchOption):
        known = [name for one in _parameters(error) for name in one.opts if name.startswith("--")]
        message = f"no option `{error.option_name}`{perhaps(error.option_name, known)}"
    else:
        message = error.format_message().rstrip(".")
        message = message[:1].lower() + message[1:]
    return f"{message}\n  `{command} --help` shows what it takes"


def _parameters(error: click.UsageError) -> list[click.Parameter]:
    return error.ctx.command.params if error.ctx is not None else []


FULL = "make room where the output goes, and in the temporary folder"
FEWER = "check fewer files at a time, or allow more open files (ulimit -n)"
REMEDIES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EMFILE: FEWER,
    errno.ENFILE: FEWER,
    errno.EACCES: "see that you may read or write there, and that no other program has it open",
}


def of_machine(error: BaseException) -> str | None:
    """What the machine does not give, and what to do; None of any other failure. What Python says
    of it holds a path at most.
    """
    if isinstance(error, MemoryError):
        return "not enough memory\n  check fewer files at a time, or fewer rules (--select)"
    if isinstance(error, ImportError):
        library = (error.name or "a library").partition(".")[0]
        return (
            f"{library} cannot be loaded here\n"
            "  there is too little memory, or the installation is damaged: install it again"
        )
    if not isinstance(error, OSError):
        return None
    reason = reason_of(error)
    if error.errno == errno.ENOENT and error.filename is None:
        return f"{reason}\n  the folder that you are in may be gone: change to another"
    place = f"{error.filename}: " if isinstance(error.filename, str) else ""
    remedy = REMEDIES.get(error.errno or 0)
    return f"{place}{reason}" + (f"\n  {remedy}" if remedy else "")


def ours(error: BaseException) -> str:
    """A fault of ours, without the error's own text: that may hold what a record says."""
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    kind = type(error).__name__
    return (
        f"stopped by a fault of its own ({kind} at {place}, version {__version__})\n"
        "  nothing was written; please report this line, it holds nothing from your records"
    )


def close_pipe() -> NoReturn:
    """The reader has gone: end without a word, and without one more write at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(PIPE_CLOSED)
