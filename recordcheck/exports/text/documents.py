"""What is no export though its name says so: a web page, a document in XML or JSON, what is packed
in an archive and is no text, or a text whose columns no sign parts.

Told by how the text begins. A delimited text may begin with a bracket too, so JSON must go on as
JSON, up to the end of what was read of it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from recordcheck.exports.refusals import refusal

_MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml)(?![\w-])", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+)?html\b", re.IGNORECASE)
_TOP = 1000
_NO_TEXTS = (b"PK\x03\x04", b"PAR1", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")
# The first name of an object; a tab before it may be a delimiter.
_NAMED = re.compile(r'(?:\[\s*+)*\{\s*+"(?:[^"\\]|\\.)*"\s*:')
_LINE_END = re.compile(r" *+(?:[\r\n]\s*|\Z)")
_RULED = re.compile(rb"\s*+[^\r\n]++\r?\n *-++(?: ++-++)+ *\r?\n")
_BEGUN = ("true", "false", "null", "-")
_DECODER = json.JSONDecoder(parse_int=str)  # a number of any length

_IS = "the file is {}, whatever its name says"
_AGAIN = "Export the data again as CSV UTF-8"


def refuse_packed(path: Path, first: bytes) -> None:
    """Raises ReadError where what is packed in a file begins as a workbook, a Parquet file or
    another archive does.
    """
    if first.startswith(_NO_TEXTS):
        raise refusal(
            path,
            "what is packed in this file is a workbook, Parquet or an archive, not text",
            "Unpack it and give the file.",
        )


def refuse_document(path: Path, head: bytes) -> None:
    """Raises ReadError where a text, of which these are the first bytes in UTF-8, is no export."""
    if _MARKUP.match(head):
        if _PAGE.search(head[:_TOP]):
            remedy = "Open it in a browser: it may ask you to log in, or say what went wrong."
            raise refusal(path, _IS.format("a web page (HTML)"), f"{remedy} {_AGAIN}.")
        remedy = f"{_AGAIN}, or open it and save it as that."
        raise refusal(path, _IS.format("an XML document"), remedy)
    if _RULED.match(head):
        says = "the columns have fixed widths, with dashes below their names, and no delimiter"
        raise refusal(path, says, f"{_AGAIN}.")
    if _is_json(head.decode("utf-8", "ignore")):
        remedy = f"{_AGAIN} or Parquet, or turn it into one of them."
        raise refusal(path, _IS.format("a JSON document"), remedy)


def _is_json(text: str) -> bool:
    """Whether an object, or a list of them, has nothing behind it but another on the next line."""
    text = text.lstrip(" \r\n")
    if not _NAMED.match(text):
        return False
    try:
        _, end = _DECODER.raw_decode(text)
    except json.JSONDecodeError as error:
        return _breaks_off(error)
    except RecursionError:  # nothing else is nested so deep
        return True
    behind = _LINE_END.match(text, end)
    return bool(behind and (behind.end() == len(text) or _NAMED.match(text, behind.end())))


def _breaks_off(error: json.JSONDecodeError) -> bool:
    """Whether nothing is wrong with a value but that it has no end."""
    rest = error.doc[error.pos :]
    return error.msg.startswith("Unterminated") or any(one.startswith(rest) for one in _BEGUN)
