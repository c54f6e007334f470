"""The files that a path stands for: itself, those of a folder, or those that fit a pattern.

A shell writes out `2026-*.csv` before a program sees it; on Windows, or in quotes, none does.
"""

from __future__ import annotations

import glob
from pathlib import Path

from recordcheck.errors import UserError
from recordcheck.exports import workbook

READABLE = (".csv", ".tsv", ".txt", ".parquet", ".gz", ".zip", *workbook.ENDINGS)


def files_of(path: Path) -> list[Path]:
    """The files, in the order of their names; a path that is nothing stands for itself. Raises
    UserError where a folder or a pattern has no file.
    """
    return [file for one in written_out(path) for file in _of_one(one)]


def written_out(path: Path) -> list[Path]:
    """What a pattern fits. A file of that very name is no pattern. Raises UserError where nothing
    fits.
    """
    pattern = str(path)
    if not glob.has_magic(pattern) or path.exists():
        return [path]
    fits = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes no whole path
    found = sorted(map(Path, fits))
    if not found:
        raise UserError(
            "no file fits this pattern",
            path=pattern,
            remedy="see which files are there: * stands for any letters, ? for one",
        )
    return found


def _of_one(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(item for item in path.iterdir() if item.suffix in READABLE and item.is_file())
    if not found:
        raise UserError(
            "this folder has no export",
            path=str(path),
            remedy="an export is a .csv, .tsv or .parquet file",
        )
    return found
