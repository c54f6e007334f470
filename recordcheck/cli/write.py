"""Writing a rendered run: to stdout, or to a file that is whole or absent."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from recordcheck.engine.settings import Settings
from recordcheck.engine.values import Shown
from recordcheck.errors import UserError
from recordcheck.exports.paths import files_of
from recordcheck.model import Run
from recordcheck.output import FORMATS, full, values
from recordcheck.output.style import Style


def write_output(run: Run, settings: Settings, shown: tuple[Shown, ...]) -> None:
    """The run in the format that was asked for."""
    if settings.output_format == "full":
        style = Style(colour=settings.output is None and coloured())
        text = full.render(run, width=width(), style=style)
        text += values.render(shown)
    else:
        text = FORMATS[settings.output_format](run)
    if settings.output is None:
        click.echo(text, nl=False, color=True)
    else:
        write_whole(settings.output, text)


def keep_inputs(paths: Iterable[Path], settings: Settings) -> None:
    """The output must not be one of the files that are read. Raises UserError."""
    output = settings.output
    if output is None or not output.exists():
        return
    exports = [*paths, *([settings.previous] if settings.previous is not None else [])]
    read = [file.path for path in exports for file in files_of(path)]
    read += [Path(asked) for asked in settings.standards]
    if any(file.exists() and file.samefile(output) for file in read):
        raise UserError(
            "the output is one of the files that are read",
            path=str(output),
            remedy="write to another file: an export is never changed",
        )


def write_whole(path: Path, text: str) -> None:
    """Write beside the file, then rename: it is whole or as it was. Raises UserError."""
    beside = None
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(beside).replace(path)
    except BaseException as error:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)
        if isinstance(error, OSError):
            reason = (error.strerror or "it failed").lower()
            raise UserError(f"cannot write here: {reason}", path=str(path)) from None
        raise


def coloured() -> bool:
    """Whether stdout gets colour: a terminal does, unless NO_COLOR; FORCE_COLOR always."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def width() -> int:
    """The width of the terminal; 100 for a pipe or a file."""
    return shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
