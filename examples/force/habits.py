"""How a district writes: its days as 31/03/2026, nine o'clock as 9:00, its answers as words."""

from __future__ import annotations

import re

from part import Record

DAY_FIRST = frozenset({"Coast", "Riverside"})
NO_ZERO = frozenset({"Riverside"})  # before an hour of one digit
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})( [0-9:]{5})?")
ANSWERS = {"Y": "Yes", "N": "No"}
IN_WORDS = {"Coast": ("child_present", "child_seen", "interpreter_needed", "looked_after")}


def spell(record: Record) -> None:
    """The record as its district writes it; what it says stays the same."""
    district = record.get("district", "")
    if district in DAY_FIRST:
        for column, cell in record.items():
            if ISO.fullmatch(cell):
                written = ISO.sub(r"\3/\2/\1\4", cell)
                record[column] = written.replace(" 0", " ") if district in NO_ZERO else written
    for column in IN_WORDS.get(district, ()):
        if column in record:
            record[column] = ANSWERS.get(record[column], record[column])
