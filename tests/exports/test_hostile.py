"""Every file of the hostile corpus gets the verdict that was written down for it beforehand.

The corpus lies beside the checkout and no record of it is copied here. An `error` is refused with
the line; `ok` gives exactly the records and columns; `ok with warnings` is read with a word, from a
better header with a word that says so, or refused with the line.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from recordcheck.errors import ReadError

from .reader import read

CHECKOUT = Path(__file__).parents[2]
CORPUS = CHECKOUT.parent / "shared" / "data" / "hostile"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the hostile corpus (../shared/data/hostile) is not here"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reader made of a file: a shape and warnings, or a refusal and its line."""

    shape: tuple[int, int] | None
    line: int | None
    said: tuple[str, ...]


def judge(path: Path) -> Verdict:
    try:
        source, table = read(path)
    except ReadError as error:
        assert error.remedy, path.name
        assert "\n" not in error.message, path.name
        return Verdict(None, error.line, (error.message,))
    return Verdict((len(table), len(source.columns)), None, source.warnings)


def fits(expected: dict[str, Any], found: Verdict) -> bool:
    shape = (expected["rows"], expected["cols"])
    if expected["expect"] == "error":
        lines = [fault["line"] for fault in expected["errors"] if "line" in fault]
        near = any(found.line is not None and abs(found.line - line) <= 1 for line in lines)
        return found.shape is None and (near or not lines)
    if found.shape is None:
        return expected["expect"] == "ok with warnings" and found.line is not None
    if found.shape == shape:
        return expected["expect"] == "ok" or bool(found.said)
    return found.shape[0] < shape[0] and better_header(found)


def better_header(found: Verdict) -> bool:
    """Title lines, or a line `sep=;`, were left out above the header, and that is said."""
    return any("title line" in said or "`sep=`" in said for said in found.said)


def test_every_delimited_file_gets_its_verdict() -> None:
    misses = {}
    for expected in json.loads((CORPUS / "expected.json").read_text()):
        found = judge(CORPUS / expected["file"])
        if not fits(expected, found):
            misses[expected["file"]] = (expected["expect"], found)
    assert misses == {}


def test_every_parquet_file_gets_its_verdict() -> None:
    misses = {}
    for expected in json.loads((CORPUS / "parquet-expected.json").read_text()):
        found = judge(CORPUS / expected["file"])
        if not fits_parquet(expected["expect"], found):
            misses[expected["file"]] = (expected["expect"], found)
    assert misses == {}


def fits_parquet(expected: str, found: Verdict) -> bool:
    if expected.startswith("ok"):
        records, columns = expected.split()[-2:]
        return found.shape == (int(records), int(columns))
    if expected.startswith("error"):
        encrypted = any("encrypted" in said for said in found.said)
        return found.shape is None and encrypted == ("encrypted" in expected)
    return True
