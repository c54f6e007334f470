"""Which delimiter a text uses: the one that cuts its first records into equally many fields."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice

from recordcheck.exports.text.record import Record, records

SAMPLE = 200
DELIMITERS = (b",", b"\t", b";", b"|")
_SEPARATOR_LINE = re.compile(rb"sep=([^\r\n])(?:\r\n|\n|\r)", re.IGNORECASE)
# A doubled letter inside a word, as in School, parts nothing.
_DOUBLED = re.compile(rb"([^\sA-Za-z\d\"])\1|(?<![A-Za-z])([A-Za-z])\2(?![A-Za-z])")
_DOUBLED_LINES = 10


@dataclass(frozen=True, slots=True)
class Sample:
    """The first records as one delimiter cuts them. More of them have `width` fields than any other
    number, and `share` says how many of all those that are not blank.
    """

    delimiter: bytes
    records: tuple[Record, ...]
    width: int
    share: float
    separator_line: bool = False

    @property
    def begins_well(self) -> bool:
        """Most records have as many fields as the first line."""
        first = next((record for record in self.records if not record.blank), None)
        return first is not None and len(first.fields) == self.width and self.share > 0.5

    @property
    def cuts(self) -> bool:
        """There are columns. A single | may as well stand between two codes in one cell."""
        return self.width > (2 if self.delimiter == b"|" else 1)


def take_sample(head: bytes, *, final: bool) -> Sample:
    """The first records, cut by the delimiter that fits best.

    A line `sep=;` on top, which spreadsheets write and understand, says which. A text that no
    delimiter cuts is one column, and counts as comma.
    """
    said = _SEPARATOR_LINE.match(head)
    if said:
        return replace(_cut(head, said[1], said.end(), final=final), separator_line=True)
    samples = [_cut(head, delimiter, 0, final=final) for delimiter in DELIMITERS]
    several = [sample for sample in samples if sample.cuts]
    if several:
        return max(several, key=lambda sample: (sample.begins_well, sample.share, sample.width))
    doubled = _doubled(samples[0])
    return _cut(head, doubled, 0, final=final) if doubled else samples[0]


def _cut(head: bytes, delimiter: bytes, at: int, *, final: bool) -> Sample:
    found = tuple(islice(records(head, delimiter, final=final, at=at), SAMPLE))
    widths = Counter(len(record.fields) for record in found if not record.blank)
    if not widths:
        return Sample(delimiter, found, 0, 0.0)
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return Sample(delimiter, found, width, count / widths.total())


def _doubled(one_column: Sample) -> bytes | None:
    """A doubled character such as ~~ that stands once inside each of many lines."""
    lines = [record.fields[0] for record in one_column.records if not record.blank]
    if len(lines) < _DOUBLED_LINES:
        return None
    for hit in _DOUBLED.finditer(lines[0]):
        parts = [line.split(hit[0]) for line in lines]
        if all(len(part) == len(parts[0]) and all(part) for part in parts):
            return hit[0]
    return None
