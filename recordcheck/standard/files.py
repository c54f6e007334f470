"""Reading the text of a standard or a code list from disk."""

from __future__ import annotations

from pathlib import Path

from recordcheck.errors import UserError

MOST_BYTES = 5_000_000


def read_text(path: Path) -> str:
    """The text of a file. Raises UserError where it cannot be read, is not UTF-8, or is far too
    long.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise UserError(f"cannot read this file: {reason}", path=str(path)) from None
    if data is None:
        raise UserError("too long for a standard (more than 5 MB)", path=str(path))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UserError("not UTF-8; save the file as UTF-8", path=str(path), line=line) from None
