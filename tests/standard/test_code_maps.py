"""The shipped mapping says what the reference table says, and only of codes that are on lists."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from recordcheck.model.code_map import NO_EQUIVALENT, CodeMap
from recordcheck.standard.code_maps import find_map, load_map
from recordcheck.standard.known import code_lists

TABLE = Path(__file__).resolve().parents[3] / "shared" / "data" / "codes" / "map-ethnicity.csv"


@pytest.fixture(scope="module")
def mapping() -> CodeMap:
    path = find_map("map-ethnicity")
    assert path is not None
    return load_map(path)


@pytest.mark.skipif(not TABLE.is_file(), reason="the shared reference data is not here")
def test_it_says_what_the_reference_table_says(mapping: CodeMap) -> None:
    with TABLE.open(encoding="utf-8") as file:
        wanted = [tuple(row.values()) for row in csv.DictReader(file)]
    said = [
        (pair.from_list, code, pair.to_list, target, loss.replace(" ", "-") if not target else loss)
        for pair in mapping.pairs
        for code, targets in pair.codes.items()
        for target, loss in targets.items() or [("", NO_EQUIVALENT)]
    ]
    assert Counter(said) == Counter(wanted)


def test_every_code_of_it_is_on_its_list_and_every_loss_is_explained(mapping: CodeMap) -> None:
    lists = {name: set(found.accepted) for name, found in code_lists(()).items()}
    for pair in mapping.pairs:
        assert set(pair.codes) <= lists[pair.from_list]
        for targets in pair.codes.values():
            assert set(targets) <= lists[pair.to_list]
            assert set(targets.values()) <= set(mapping.losses)
    assert len({(pair.from_list, pair.to_list) for pair in mapping.pairs}) == len(mapping.pairs)
