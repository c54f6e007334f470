"""Open an export: say what it is and how the engine reads it, or refuse it with the line."""

from __future__ import annotations

import re
import stat
import zipfile
from pathlib import Path

from recordcheck.exports import parquet, workbook
from recordcheck.exports.refusals import refusal
from recordcheck.exports.source import FileSource
from recordcheck.exports.stream import Container, unreadable
from recordcheck.exports.text import delimited

_PARQUET_NAMES = (".parquet", ".pq", ".parq")
# Documents, standards and programs: their lines would be taken for faulty records.
_NO_EXPORTS = (
    ".md", ".rst", ".yaml", ".yml", ".toml", ".json", ".xml", ".html", ".htm", ".pdf", ".doc",
    ".docx", ".py", ".sql",
)  # fmt: skip
# Bytes that are no text stand as surrogates in a name: the engine cannot be told them. A terminal
# would obey what controls it.
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
ON_DISK = "Write the export to a file: it is read twice."
RENAME = "Rename it."
LOCALE = "If its name is right elsewhere, this environment is not UTF-8: set LC_ALL=C.UTF-8."
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP = b"\x1f\x8b"


def open_export(path: Path, *, encoding: str | None = None, set_aside: bool = False) -> FileSource:
    """Look at the whole file once. `encoding` is what the user says that a text is in; with
    `set_aside` the faulty records of a delimited text are left out.
    """
    start = _first_bytes(path)
    if found := _UNREADABLE.search(str(path.absolute())):
        remedy = RENAME if found[0].isascii() else f"{RENAME} {LOCALE}"
        raise refusal(path, "its name, or that of its folder, holds what is no letter", remedy)
    if path.suffix.lower() in _NO_EXPORTS:
        raise refusal(
            path,
            f"a {path.suffix} file is no export",
            "An export is a .csv, .tsv, .txt, .parquet or .xlsx file.",
        )
    if start in parquet.MARKS or any(suffix.lower() in _PARQUET_NAMES for suffix in path.suffixes):
        return parquet.open_parquet(path)
    if start == workbook.OLD:
        raise refusal(path, "the file is an old Office document, not text", "Save it as CSV UTF-8.")
    container = _container(path, start)
    return delimited.open_delimited(path, container, encoding, set_aside=set_aside)


def _first_bytes(path: Path) -> bytes:
    try:
        if str(path) == "-" and not path.exists():
            raise refusal(path, "standard input is not read", ON_DISK)
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise refusal(path, "this is a folder, not a file", "Give the files in it.")
        if not stat.S_ISREG(kind):
            raise refusal(path, "this is not a file on disk", ON_DISK)
        with path.open("rb") as file:
            return file.read(4)
    except OSError as error:
        raise unreadable(path, error) from error


def _container(path: Path, start: bytes) -> Container:
    name = path.suffix.lower()
    if start in _ZIP:
        if name == ".zip":
            return Container.ZIP
        if _is_workbook(path):
            raise refusal(
                path,
                "the file is a workbook (.xlsx), whatever its name says",
                "Rename it to .xlsx, or save the sheet as CSV UTF-8.",
            )
        raise refusal(
            path,
            "the file is a zip archive or a spreadsheet, not text",
            "Name an archive .zip to have it unpacked; save a spreadsheet as CSV UTF-8.",
        )
    if start.startswith(_GZIP):
        if name in (".gz", ".gzip"):
            return Container.GZIP
        raise refusal(
            path, "the file is compressed with gzip, not text", "Name it .gz to have it unpacked."
        )
    return Container.PLAIN


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False
