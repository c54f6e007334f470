"""Which delimiter a text uses: the one that cuts most of its first records into equally many fields."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice

from recordcheck.exports.record import Record, records

DELIMITERS = (b",", b"\t", b";", b"|")
SAMPLE = 1000
_SEPARATOR_LINE = re.compile(rb"sep=([^\r\n])(?:\r\n|\n|\r)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sample:
    """The first records as one delimiter cuts them; `width` is the number of fields that most of them have."""

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


def take_sample(head: bytes, *, final: bool) -> Sample:
    """The first records as the delimiter that fits best cuts them.

    A line `sep=;` on top, which spreadsheets write and understand, says which. A text that no delimiter cuts
    is one column, and counts as comma.
    """
    said = _SEPARATOR_LINE.match(head)
    if said:
        sample = _cut(head, said[1], said.end(), final=final)
        return replace(sample, separator_line=True)
    samples = [_cut(head, delimiter, 0, final=final) for delimiter in DELIMITERS]
    several = [sample for sample in samples if sample.width > 1]
    if not several:
        return samples[0]
    return max(several, key=lambda sample: (sample.begins_well, sample.share, sample.width))


def _cut(head: bytes, delimiter: bytes, at: int, *, final: bool) -> Sample:
    found = tuple(islice(records(head, delimiter, final=final, at=at), SAMPLE))
    widths = Counter(len(record.fields) for record in found if not record.blank)
    if not widths:
        return Sample(delimiter, found, 0, 0.0)
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return Sample(delimiter, found, width, count / widths.total())
