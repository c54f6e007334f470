"""Which encoding a text is in: as asked, as its byte order mark says, or UTF-8."""

from __future__ import annotations

import codecs
from pathlib import Path

from recordcheck.exports.refusals import refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FOUR_BYTES = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_SAMPLE = 4096
# What Python knows by a name and no export is written in; and what is read as nothing.
_NOT_TEXT = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"}
_NOT_READ = _NOT_TEXT | {"utf-32", "utf-32-be", "utf-32-le"}


def find_encoding(head: bytes, asked: str | None, path: Path) -> tuple[str, int, tuple[str, ...]]:
    """The encoding, the length of its byte order mark, and what should be said of it."""
    if head.startswith(_FOUR_BYTES) or (asked is None and _is_utf32(head[:_SAMPLE])):
        raise refusal(path, "the file is in UTF-32", "Save it as UTF-8.")
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark), _marked(encoding)
    if asked is not None:
        return _as_asked(head, asked, path)
    wide = _wide(head[:_SAMPLE])
    if wide:
        return wide, 0, ("The file is in UTF-16 without a byte order mark; it was read as that.",)
    return "utf-8", 0, ()


def _marked(encoding: str) -> tuple[str, ...]:
    if encoding == "utf-8":
        return ("The file begins with a UTF-8 byte order mark, which is no part of any name.",)
    return ("The file is in UTF-16, with a byte order mark; it was read as that.",)


def _as_asked(head: bytes, asked: str, path: Path) -> tuple[str, int, tuple[str, ...]]:
    remedy = "Use utf-8, utf-16, windows-1252 or iso-8859-1."
    try:
        encoding = codecs.lookup(asked).name
        if encoding in _NOT_READ:
            raise refusal(path, f"no file is read in the encoding {asked!r}", remedy)
        "".encode(encoding)
    except LookupError as error:
        raise refusal(path, f"there is no encoding {asked!r}", remedy) from error
    if encoding == "utf-8":
        return encoding, 0, ()
    if encoding == "utf-16":
        return _wide(head[:_SAMPLE]) or "utf-16-le", 0, ()
    if head.isascii() or not _is_utf8(head):
        return encoding, 0, ()
    said = f"The file was read as {asked}, as asked, and its first characters are good UTF-8:"
    return encoding, 0, (f"{said} read it without --encoding.",)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every second byte is zero."""
    pairs = len(head) // 2
    if pairs < 4:
        return None
    first, second = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if first == 0 and 10 * second > 9 * pairs:
        return "utf-16-le"
    if second == 0 and 10 * first > 9 * pairs:
        return "utf-16-be"
    return None


def _is_utf32(head: bytes) -> bool:
    """UTF-32 without a mark: in Latin text the same two bytes of every four are zero, the third
    nearly always, and the fourth never.
    """
    fours = len(head) // 4
    zeros = [head[place : 4 * fours : 4].count(0) for place in range(4)]
    if fours < 4 or min(zeros) > 0:
        return False
    return sorted(zeros)[2:] == [fours, fours] and 10 * sorted(zeros)[1] > 9 * fours


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
