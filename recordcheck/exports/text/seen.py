"""What a look at the whole of a text saw: the fast look (`sweep`), or the slow one (`examine`)."""

from __future__ import annotations

from dataclasses import dataclass

from recordcheck.exports.refusals import Fault

LARGEST = 1 << 28  # a record beyond this size is taken for a quote that is never closed


@dataclass(slots=True)
class Seen:
    """The first fault, or all that is odd and still readable. Lines are physical lines of the file,
    0 where there is none. No record is longer than `longest`, which may be some chunks more.
    """

    fault: Fault | None = None
    records: int = 0
    blank_lines: int = 0
    first_blank: int = 0
    empty: int = 0
    bare_quotes: int = 0
    first_bare: int = 0
    other_line_ends: int = 0
    first_other: int = 0
    inner_marks: int = 0
    longest: int = LARGEST
