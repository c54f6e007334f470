"""Where standards and code lists live: shipped ones, those beside a document, and the user's
folders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from recordcheck.errors import UserError
from recordcheck.model import CodeList, Standard
from recordcheck.nearest import did_you_mean
from recordcheck.shell import quoted

HERE = Path(__file__).resolve().parent.parent
SUFFIXES = (".yaml", ".yml")


def shipped() -> Path:
    """The folder of the shipped standards: in the wheel, or beside the package in a checkout."""
    inside = HERE / "schemas"
    return inside if inside.is_dir() else HERE.parent / "schemas"


def is_shipped(path: str) -> bool:
    """Whether a file is one of ours."""
    return Path(path).resolve().is_relative_to(shipped().resolve())


def as_typed(one: Standard | CodeList) -> str:
    """What names a standard or a code list on the command line: of one that is not shipped, its
    file.
    """
    return one.name if one.path is None or is_shipped(one.path) else quoted(one.path)


def standards_in(folder: Path) -> Iterator[Path]:
    """The YAML files of a folder, by name; its `codes/` are not among them."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix in SUFFIXES and path.is_file():
            yield path


def is_path(asked: str) -> bool:
    """Whether a standard is asked for by its path, and not by its name."""
    return asked.endswith(SUFFIXES) or "/" in asked or "\\" in asked


def _called(name: str, folder: Path) -> Path | None:
    """The YAML file of a folder that has this name."""
    paths = (folder / f"{name}{suffix}" for suffix in SUFFIXES)
    return next((path for path in paths if path.is_file()), None)


def find_standard(asked: str, folders: Iterable[Path]) -> Path:
    """The file of a standard given as a path, a name or name@version.

    Raises UserError with the nearest known name, or with the version that is here.
    """
    if is_path(asked):
        path = Path(asked)
        if not path.is_file():
            _refuse_what_is_none(asked)
            raise UserError(
                f"there is no standard at {asked}",
                remedy="`recordcheck schema list` names those shipped",
            )
        return path
    called, sign, version = asked.partition("@")
    if sign and not version:
        raise UserError(
            f"`{asked}` names no version",
            remedy=f"write it after the @, or ask for {called} in the version that is here",
        )
    places = [*folders, shipped()]
    files = _files_of(called, places)
    first = next(files, None)
    if first is not None:
        return _of_version(version, first, files) if version else first
    _refuse_what_is_none(asked)
    known = [path.stem for folder in places for path in standards_in(folder)]
    listed = "`recordcheck schema list` names the standards; a file is given by its path"
    pandera = (
        f"a pandera schema goes with --schema {called}, and in Python as it is, not by its name"
    )
    raise UserError(
        f"unknown standard `{called}`{did_you_mean(called, known)}",
        remedy=pandera if ":" in called else listed,
    )


def _of_version(version: str, first: Path, others: Iterable[Path]) -> Path:
    for path in (first, *others):
        if first_word(path, "version") == version:
            return path
    called, here = first_word(first, "standard"), first_word(first, "version")
    raise UserError(
        f"`{called}` is here in version {here}, not {version}",
        remedy=f"ask for {called}, or put version {version} in a folder named by `schemas`",
    )


def _files_of(called: str, places: Iterable[Path]) -> Iterator[Path]:
    """The files of a standard: those that bear its name, then those that say it. Several may be
    there, each in a version of its own.
    """
    for folder in places:
        if (found := _called(called, folder)) is not None:
            yield found
    for path in (path for folder in places for path in standards_in(folder)):
        if first_word(path, "standard") == called:
            yield path


def _refuse_what_is_none(asked: str) -> None:
    """A folder, or a file of another kind, such as an export. Raises UserError."""
    path = Path(asked)
    if path.suffix and path.is_file():
        raise UserError(
            "this is no file of YAML, as a standard is",
            path=asked,
            remedy="a standard or a code list is called .yaml or .yml; `lint` takes an export",
        )
    if path.is_dir():
        raise UserError(
            "this is a folder, and a standard is a file",
            path=asked,
            remedy="give a file in it; with `schemas` in recordcheck.toml its standards are found"
            " by name",
        )


def first_word(path: Path, key: str) -> str | None:
    """What a file says after a top-level key, such as the name after `standard:`; None without."""
    says = re.compile(rf"""(["']?){key}\1\s*:""")
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            line = next((line for line in file if says.match(line)), None)
    except OSError:
        return None
    return line.partition(":")[2].partition(" #")[0].strip().strip("\"'") if line else None


def has_key(path: Path, key: str) -> bool:
    """Whether a line of a file begins with a key."""
    return first_word(path, key) is not None


def find_codes(called: str, folders: Iterable[Path]) -> Path | None:
    """The file of a code list: in a folder of standards, then among those shipped."""
    return next(files_of_codes(called, folders), None)


def files_of_codes(called: str, folders: Iterable[Path]) -> Iterator[Path]:
    """The files that bear the name of a code list: in `codes/` of each folder or in it, then those
    shipped.
    """
    beside = (place for folder in folders for place in (folder / "codes", folder))
    for place in (*beside, shipped() / "codes"):
        if (found := _called(called, place)) is not None:
            yield found


def known_codes(folders: Iterable[Path]) -> list[str]:
    """The names of all code lists that can be found."""
    beside = (place for folder in folders for place in (folder / "codes", folder))
    files = (path for place in (shipped() / "codes", *beside) for path in standards_in(place))
    return [path.stem for path in files if has_key(path, "codes")]
