"""Whether a text that is not UTF-8 is plainly English in Windows-1252.

Accented letters are the same bytes in a dozen encodings and prove nothing. What Windows alone
writes are the signs of a word processor, such as ’ “ ” and –: control characters in ISO-8859, and
letters under DOS and on a Macintosh. So enough of them must stand where such a sign stands in a
sentence, and nothing may be there that other encodings, other alphabets or damage would leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from recordcheck.exports.stream import by_line

ENCODING = "windows-1252"
FEWEST = 10
CHUNK = 1 << 20

# Each expression begins with the bytes that it may begin with: so they are searched for quickly.
_SIGNS = re.compile(
    rb"[\x91-\x94\x96\x97\xa3](?:"
    rb"(?<=[A-Za-z]\x92)(?=(?:s|t|d|m|ll|re|ve)(?![A-Za-z]))"  # don’t, she’s, they’ve
    rb"|(?<=[\x91\x93])(?<![A-Za-z].)(?=[A-Za-z])"  # a quotation mark before a word
    rb"|(?<=[A-Za-z.,!?]\x94)(?![A-Za-z])"  # and one behind it
    rb"|(?<= [\x96\x97])(?= )"  # a dash between spaces
    rb"|(?<=\xa3)(?=[0-9]))"  # pounds
)
_NEVER = (
    bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])  # control characters
    + b"\x81\x82\x83\x84\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90"  # nothing, or what
    + b"\x98\x9a\x9b\x9c\x9d\x9e\x9f"  # a sentence hardly has
    + b"\xa1\xa2\xa4\xa5\xa6\xa8\xac\xad\xaf\xb2\xb3\xb5\xb6\xb8\xb9\xba\xbf"
    + b"\xd0\xd7\xdd\xde\xf0\xf7\xfd\xfe\xff"  # letters of other alphabets, in other encodings
)
_NEVER_TOGETHER = re.compile(
    rb"[\xc0-\xff](?:[\xc0-\xff]{2}"
    rb"|(?<=[\xc2-\xdf])[\x80-\xbf]"  # UTF-8 after all, damaged elsewhere
    rb"|(?<=[\xe0-\xef])[\x80-\xbf]{2}"
    rb"|(?<=[\xf0-\xf4])[\x80-\xbf]{3})"
)


def is_western(chunks: Iterable[bytes]) -> bool:
    """Whether the whole text is so: a single byte that speaks against it settles it."""
    signs = 0
    for lines in by_line(chunks):
        if len(lines.translate(None, _NEVER)) < len(lines):
            return False
        if lines.isascii():
            continue  # no sign is
        if _NEVER_TOGETHER.search(lines):
            return False
        signs += len(_SIGNS.findall(lines))
    return signs >= FEWEST
