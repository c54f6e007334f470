"""Which formats a run is written in, and where: `sarif=out.sarif`, or a name alone for stdout.

What is wrong with them is said before any data is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from recordcheck.config import NAME, PROJECT, Config
from recordcheck.engine.settings import Destination, Settings
from recordcheck.errors import UserError
from recordcheck.exports.paths import files_of
from recordcheck.nearest import did_you_mean
from recordcheck.output import FORMATS
from recordcheck.standard.find import SUFFIXES, has_key


def destinations(
    asked: tuple[str, ...], output: Path | None, config: Config
) -> tuple[Destination, ...]:
    """The formats of the options, else of the configuration, else the full one; the one without a
    file of its own goes to `--output`. Raises UserError.
    """
    if asked:
        found = [_destination(text, None) for text in asked]
    else:
        found = [_destination(text, config.path) for text in config.output_format or ("full",)]
    bare = [one.format for one in found if one.path is None]
    if len(bare) > 1:
        raise UserError(
            f"only one format can go to stdout, not {' and '.join(bare)}",
            remedy=f"give the others a file: --output-format {bare[-1]}=FILE",
        )
    if output is not None and not bare:
        raise UserError(
            "every format has a file of its own: there is none for --output",
            remedy="leave --output out",
        )
    placed = [Destination(one.format, one.path or output) for one in found]
    _check_files([one.path for one in placed if one.path is not None])
    return tuple(placed)


def _destination(text: str, config: Path | None) -> Destination:
    """A format and its file, which a configuration gives from its own folder."""
    name, sign, file = text.partition("=")
    if name not in FORMATS:
        near = did_you_mean(name, FORMATS)
        if config is not None:
            raise UserError(f"unknown output format `{name}`{near}", path=str(config))
        raise UserError(
            f"`{name}` is not a value of --output-format{near}",
            remedy=f"it takes {', '.join(FORMATS)}",
        )
    if sign and not file.strip():
        raise UserError(
            f"`{text}` names no file", remedy=f"for example --output-format {name}=report.txt"
        )
    folder = config.parent if config is not None else Path()
    return Destination(name, folder / file if sign else None)


def check_folder(path: Path) -> None:
    """The folder that a file is to be written into must be there. Raises UserError."""
    if not path.resolve().parent.is_dir():
        link = path.is_symlink()
        raise UserError(
            f"this {'link leads into a folder that' if link else 'folder'} does not exist",
            path=str(path if link else path.parent),
            remedy="make it, or write elsewhere",
        )


def _check_files(paths: Iterable[Path]) -> None:
    seen: set[Path] = set()
    for path in paths:
        check_folder(path)
        if path.is_dir():
            raise UserError("cannot write here: is a directory", path=str(path))
        if path.exists() and not path.is_file():
            raise UserError(
                "cannot write here: this is not a file on disk",
                path=str(path),
                remedy="write to a file, or name none: the output then goes to stdout",
            )
        if path.resolve() in seen:
            raise UserError(
                "two formats cannot go to one file", path=str(path), remedy="name another file"
            )
        seen.add(path.resolve())


def keep_inputs(paths: Iterable[Path], settings: Settings, baseline: Path | None) -> None:
    """No output may be one of the files that are read, the baseline, or a configuration, read or
    not. Raises UserError.
    """
    outputs = [one.path for one in settings.destinations if one.path is not None]
    ours = [path.resolve() for path in (settings.options.config, baseline) if path is not None]
    for output in outputs:
        if output.resolve() in ours or output.name in (NAME, PROJECT):
            raise UserError(
                "the output is the baseline or a configuration",
                path=str(output),
                remedy="write to another file",
            )
    there = [path for path in outputs if path.exists()]
    if not there:
        return
    previous = settings.options.previous
    exports = [*paths, *([previous] if previous is not None else [])]
    read = [file.path for path in exports for file in files_of(path)]
    read += [Path(asked) for asked in settings.standards]
    for output in there:
        if any(file.exists() and file.samefile(output) for file in read):
            raise UserError(
                "the output is one of the files that are read",
                path=str(output),
                remedy="write to another file: an export is never changed",
            )
        if output.suffix in SUFFIXES and any(has_key(output, one) for one in ("standard", "codes")):
            raise UserError(  # found by its name, by what it includes, or not read this time
                "the output is a standard or a code list",
                path=str(output),
                remedy="write to another file",
            )
