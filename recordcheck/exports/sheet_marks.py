"""What a sheet has beside its values: formulas, merged cells and hidden rows, from its own XML.

openpyxl knows them only of a workbook that it holds whole, several times as large as its cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import IO, Any
from xml.etree.ElementTree import iterparse


@dataclass(slots=True)
class Marks:
    """How many there are, the last row of each group of `merged` cells, and the numbers of the rows
    that are `hidden`. A formula is `open` that no spreadsheet has computed; one whose text is empty
    was.
    """

    merged: list[int] = field(default_factory=list)
    formulas: int = 0
    open: int = 0
    hidden: set[int] = field(default_factory=set)


def marks_of(xml: IO[bytes]) -> Marks:
    """What stands in one worksheet; the number of a row may be left out, where it is the next."""
    marks, number = Marks(), 0
    for name, element in _ended(xml):
        if name == "row":
            number = int(element.get("r", number + 1))
            if element.get("hidden") in ("1", "true"):
                marks.hidden.add(number)
            element.clear()
        elif name == "mergeCell":
            marks.merged.append(_last_row(element.get("ref")))
        elif name == "c":
            parts = {part.tag.rpartition("}")[2]: part.text for part in element}
            if "f" in parts:
                marks.formulas += 1
                marks.open += not parts.get("v") and element.get("t") != "str"
    return marks


def _last_row(area: str) -> int:
    """4 of A2:B4."""
    return int(area.rpartition(":")[2].lstrip(f"${ascii_uppercase}"))


def _ended(xml: IO[bytes]) -> Iterator[tuple[str, Any]]:
    return ((element.tag.rpartition("}")[2], element) for _, element in iterparse(xml))
