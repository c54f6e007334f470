"""Cells that a spreadsheet would take for a formula, and run, if they came into one."""

from __future__ import annotations

import re

from recordcheck.exports.record import Record

_FORMULA = re.compile(rb"[=@\t\r]|[+-](?![\d.,]+%?\Z)")


def count_formulas(records: tuple[Record, ...]) -> int:
    """The cells of these records that begin as a formula does, and are no number."""
    return sum(1 for record in records for field in record.fields if _FORMULA.match(field))
