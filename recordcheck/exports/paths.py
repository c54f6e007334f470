"""The files that a path stands for: itself, those of a folder, or those that fit a pattern.

A shell writes out `2026-*.csv` before a program sees it; on Windows, or in quotes, none does. A
folder may be partitioned, as warehouses write it: the folder `district=North` holds the records of
the North, and the files in it have no such column.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from recordcheck.baseline import BEGINS
from recordcheck.errors import UserError
from recordcheck.exports import workbook
from recordcheck.plural import some

# What Excel keeps beside an open workbook, a Macintosh beside a copied file, Emacs beside one that
# is being changed.
BESIDE = ("~$", "._", ".#")
READABLE = (".csv", ".tsv", ".parquet", ".pq", ".parq", ".gz", ".zip", *workbook.ENDINGS)
TEXTS = (".txt", ".tab", ".psv", ".dat")
OTHER_BOOKS = (".xls", ".xlsb", ".ods")
_BASELINE = BEGINS.encode()
BLANK = "__HIVE_DEFAULT_PARTITION__"  # what a warehouse calls the folder of records without a value
DELTA = "_delta_log"  # the folder that says which files beside it still count
MOST_NAMES = 10  # of what is not read
DEEPEST = 3  # levels of folders that are looked through for what is not read: 2026/05/North
Partition = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class File:
    """One file, the columns that the folders above it hold for all its records, and what is said of
    its folder.
    """

    path: Path
    partition: Partition = ()
    said: tuple[str, ...] = ()


def files_of(path: Path) -> list[File]:
    """The files, in the order of their names; a path that is nothing stands for itself. Raises
    UserError where a folder or a pattern has no file.
    """
    return [file for one in _written_out(path) for file in _of_one(one)]


def _written_out(path: Path) -> list[Path]:
    """What a pattern fits. A file of that very name is no pattern."""
    pattern = str(path)
    if not glob.has_magic(pattern) or path.exists():
        return [path]
    fits = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes no whole path
    if not fits:
        raise UserError(
            "no file fits this pattern",
            path=pattern,
            remedy="see which files are there: * stands for any letters, ? for one",
        )
    return sorted(map(Path, fits))


def _of_one(path: Path) -> list[File]:
    if not path.is_dir():
        return [File(path)]
    if (path / DELTA).is_dir():
        raise UserError(
            "this folder is a Delta table, whose files may hold records that it no longer has",
            path=str(path),
            remedy="write the table as Parquet to a folder of its own, or give a frame from Python",
        )
    found = list(_inside(path, ()))
    if not found:
        below = _folders_of_exports(path)
        if below:
            raise UserError(
                "this folder has no export, and the folders in it are not looked into",
                path=str(path),
                remedy=f"give those that have some: {_names(below, path)}",
            )
        raise UserError(
            "this folder has no export",
            path=str(path),
            remedy="an export is a .csv, .tsv, .parquet or .xlsx file, or a text packed as .gz or"
            " .zip; a .txt is read where it is named",
        )
    return [replace(found[0], said=_left_out(path)), *found[1:]]


def _left_out(folder: Path) -> tuple[str, ...]:
    """A text beside exports is most often about them; a baseline is no export to anybody."""
    beside = [one for place in _looked_into(folder) for one in sorted(place.iterdir())]
    beside = [one for one in beside if _is_of_user(one)]
    texts = [one for one in beside if one.suffix.lower() in TEXTS and not _is_baseline(one)]
    books = [one for one in beside if one.suffix.lower() in OTHER_BOOKS]
    said = []
    if texts:
        named = f"name a {texts[0].suffix} to have it read"
        said.append(f"Not read: {_names(texts, folder)} ({named}).")
    if books:
        listed = _names(books, folder)
        said.append(f"Not read: {listed} (save the sheets as .xlsx or CSV UTF-8).")
    if below := _folders_of_exports(folder):
        listed = _names(below, folder)
        said.append(f"Not read: the exports in {listed} (give each folder as a path of its own).")
    return tuple(said)


def _names(items: list[Path], folder: Path) -> str:
    return some([str(one.relative_to(folder)) for one in items], MOST_NAMES)


def _looked_into(folder: Path) -> Iterator[Path]:
    """A folder, and all the partitions in it."""
    yield folder
    below = _folders_in(folder)
    if any("=" in one.name for one in below):
        for one in below:
            yield from _looked_into(one)


def _folders_of_exports(folder: Path) -> list[Path]:
    """The folders in a folder that hold exports, and are not looked into: it is not partitioned."""
    below = _folders_in(folder)
    if any("=" in one.name for one in below):
        return []
    return [one for folder in below for one in _with_exports(folder, DEEPEST)]


def _with_exports(folder: Path, levels: int) -> Iterator[Path]:
    """A folder and those in it, down to so many levels, that hold exports. What may not be looked
    into is not read either way.
    """
    if any(_is_export(file) for file in folder.glob("*")):
        yield folder
    if levels > 1 and os.access(folder, os.R_OK | os.X_OK):
        for one in _folders_in(folder):
            yield from _with_exports(one, levels - 1)


def _folders_in(folder: Path) -> list[Path]:
    """A folder that begins with `_` or `.` is where a warehouse works."""
    items = sorted(folder.iterdir())
    return [one for one in items if one.is_dir() and not one.name.startswith(("_", "."))]


def _is_export(file: Path) -> bool:
    return file.suffix.lower() in READABLE and _is_of_user(file)


def _is_of_user(file: Path) -> bool:
    """What is no folder, and not kept by a program. A link that leads nowhere is one: it is refused
    by name when it is opened.
    """
    return not file.is_dir() and not file.name.startswith(BESIDE)


def _is_baseline(beside: Path) -> bool:
    if not beside.is_file():  # a pipe would be waited for
        return False
    try:
        with beside.open("rb") as file:
            return file.read(len(_BASELINE)) == _BASELINE
    except OSError:
        return False


def _inside(folder: Path, partition: Partition) -> Iterator[File]:
    """The files of a folder, and of the partitions in it; no other folder in it is looked into."""
    folders = _folders_in(folder)
    partitioned = bool(partition) or any("=" in one.name for one in folders)
    for one in sorted(folder.iterdir()):
        if _is_export(one):
            yield File(one, partition)
    for one in folders if partitioned else ():
        column, sign, value = one.name.partition("=")
        if not sign or not column:
            raise UserError(
                "this folder stands in a partitioned one, and is not called column=value",
                path=str(one),
                remedy="move it elsewhere, or give the folders to be read one by one",
            )
        read = None if value == BLANK else unquote(value)
        yield from _inside(one, (*partition, (unquote(column), read)))
