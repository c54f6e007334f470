"""Reading the text of a standard or a code list from disk, and whether it has changed since."""

from __future__ import annotations

from pathlib import Path

from recordcheck.errors import Slip, StandardError, UserError, reason_of

MOST_BYTES = 5_000_000
Stamp = tuple[int, int]
_read: dict[Path, Stamp] = {}


def read_text(path: Path) -> str:
    """The text of a file. Raises UserError where it cannot be read or is far too long, and
    StandardError where it is not UTF-8: that is a slip of the file, as any other.
    """
    try:
        # As it was first: what was made of it then is older than what a later look reads.
        _read.setdefault(path.resolve(), _stamp(path))
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError as error:
        reason = reason_of(error, "it cannot be read")
        raise UserError(f"cannot read this file: {reason}", path=str(path)) from None
    if data is None:
        raise UserError("too long for a standard (more than 5 MB)", path=str(path))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig").split("\n")
        message = "not UTF-8; save the file as UTF-8"
        raise StandardError((Slip(str(path), len(before), len(before[-1]) + 1, message),)) from None


def changed_since() -> bool:
    """Whether any file that was read is another now, or gone. Then all of them are forgotten: what
    was made of the others may stand on it.
    """
    try:
        # As they are now: another thread may read more of them meanwhile.
        changed = any(_stamp(path) != stamp for path, stamp in tuple(_read.items()))
    except OSError:
        changed = True
    if changed:
        _read.clear()
    return changed


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return found.st_mtime_ns, found.st_size
