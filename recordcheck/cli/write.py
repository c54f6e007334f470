"""Writing a rendered run: to stdout, or to a file that is whole or absent."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from recordcheck.cli.summary import add_summary
from recordcheck.engine.settings import Destination, Settings
from recordcheck.errors import UserError, reason_of
from recordcheck.model import Run
from recordcheck.model.shown import Shown
from recordcheck.output import FORMATS, full, values
from recordcheck.output.style import PLAIN, Style

FOR_PEOPLE = ("full", "concise")


def say(text: str, *, for_people: bool) -> None:
    """Write to stdout: for people in the encoding of their terminal, and what a program reads in
    UTF-8, whatever the machine's own encoding and line ends are.
    """
    plain = for_people or not hasattr(sys.stdout, "buffer")  # such as a StringIO, which takes text
    click.echo(text if plain else text.encode("utf-8", "backslashreplace"), nl=False, color=True)


def write_output(run: Run, settings: Settings, shown: tuple[Shown, ...]) -> None:
    """The run in each format that was asked for: first the files, then the summary of the job,
    then stdout.
    """
    texts = [(one.path, _render(run, one, shown)) for one in settings.destinations]
    write_whole([(path, text) for path, text in texts if path is not None])
    if any(one.format == "github" for one in settings.destinations):
        add_summary(run)
    for one, (path, text) in zip(settings.destinations, texts, strict=True):
        if path is None:
            say(text, for_people=one.format in FOR_PEOPLE)


def _render(run: Run, destination: Destination, shown: tuple[Shown, ...]) -> str:
    if destination.format != "full":
        return FORMATS[destination.format](run)
    style = terminal() if destination.path is None else PLAIN
    return full.render(run, style=style) + values.render(shown)


def write_whole(texts: Iterable[tuple[Path, str]]) -> None:
    """Write beside every file, then rename: each is whole or as it was. A link stays one, to what
    is new. Raises UserError.
    """
    beside: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, text in texts:
            handle, name = tempfile.mkstemp(dir=path.resolve().parent, prefix=".recordcheck.")
            beside.append((Path(name), path))
            # A path may hold bytes that are no letters: they are shown as they are on a terminal.
            with os.fdopen(
                handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n"
            ) as file:
                file.write(text)
            Path(name).chmod(_mode(path))
        for written, path in beside:
            written.replace(path.resolve())
    except BaseException as error:
        for written, _ in beside:
            written.unlink(missing_ok=True)
        if isinstance(error, OSError):
            held = "see that you may write there, and that no other program has it open"
            raise UserError(
                f"cannot write here: {reason_of(error)}",
                path=str(path),
                remedy=held if isinstance(error, PermissionError) else None,
            ) from None
        raise


def _mode(path: Path) -> int:
    """Who may read an output: as before, or as any new file; it holds no value of a record."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def terminal() -> Style:
    """How wide stdout is, 100 where it is a pipe or a file, and whether it gets colour."""
    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else PLAIN.width
    return Style(width, _coloured())


def _coloured() -> bool:
    """Whether stdout gets colour: a terminal does that is not dumb, unless NO_COLOR; FORCE_COLOR
    always.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
