"""How a district writes: its days as 31/03/2026, its answers as words."""

from __future__ import annotations

import re

from part import Record

DAY_FIRST = frozenset({"Coast", "Riverside"})
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})( [0-9:]{5})?")
ANSWERS = {"Y": "Yes", "N": "No"}
IN_WORDS = {"Coast": ("child_present", "child_seen", "interpreter_needed", "looked_after")}


def spell(record: Record) -> None:
    """The record as its district writes it; what it says stays the same."""
    district = record.get("district", "")
    if district in DAY_FIRST:
        for column, cell in record.items():
            record[column] = ISO.sub(r"\3/\2/\1\4", cell) if ISO.fullmatch(cell) else cell
    for column in IN_WORDS.get(district, ()):
        if column in record:
            record[column] = ANSWERS.get(record[column], record[column])
