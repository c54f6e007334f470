"""The engine says of every record what a plain reading of the standard says.

Each standard below is held against hostile exports twice, by the engine and by the interpreter in
`interpreter/`, and everything that they say must be the same: findings with all their record
numbers, rates, and what was not run.
"""

from __future__ import annotations

import os
import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from interpreter.agreement import check_agreement, check_agreement_on_files
from interpreter.covering import WRITTEN, standard_of
from interpreter.hostile import as_text_files, exports
from interpreter.made_up import made_up
from interpreter.world import Given

from recordcheck.standard import load

# A bundle has nothing but its members, which are all here; with all their tables it takes minutes.
BUNDLES = {"child-protection", "police-child-protection"}
SHIPPED = [
    path
    for path in sorted((Path(__file__).parent.parent / "schemas").glob("*.yaml"))
    if path.stem not in BUNDLES
]
GROUPS = {"cells": (("team",), ("sex", "born")), "parts": (("ref",), ("place", "ref"))}
# A longer search is asked for with AGREEMENT_EXAMPLES=500; shrinking, which takes minutes, with
# AGREEMENT_SHRINK=1.
EXAMPLES = int(os.environ.get("AGREEMENT_EXAMPLES", "10"))
PHASES = [Phase.generate, *([Phase.shrink] if os.environ.get("AGREEMENT_SHRINK") else [])]
HOSTILE = settings(
    deadline=None,
    database=None,
    derandomize="AGREEMENT_EXAMPLES" not in os.environ,
    phases=PHASES,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("name", WRITTEN)
@settings(HOSTILE, max_examples=EXAMPLES)
@given(data=st.data())
def test_the_engine_agrees_on_a_standard_that_covers(name: str, data: st.DataObject) -> None:
    standard = standard_of(name)
    hostile = exports(standard)
    tables, previous = data.draw(hostile), data.draw(hostile)
    check_agreement(standard, tables, previous=previous, by=GROUPS.get(name, ()))


@settings(HOSTILE, max_examples=EXAMPLES // 2)
@given(seed=st.integers(0, 1_000_000), data=st.data())
def test_the_engine_agrees_on_rules_that_are_made_up(seed: int, data: st.DataObject) -> None:
    standard = made_up(seed)
    check_agreement(standard, data.draw(exports(standard, most=12)))


@pytest.mark.parametrize("name", ["cells", "relations", "parts"])
@settings(HOSTILE, max_examples=EXAMPLES // 2)
@given(data=st.data())
def test_the_engine_agrees_on_files_of(name: str, data: st.DataObject) -> None:
    standard = standard_of(name)
    with TemporaryDirectory() as folder:
        tables = as_text_files(data.draw(exports(standard)))
        check_agreement_on_files(standard, tables, Path(folder))


@pytest.mark.parametrize("seed", range(EXAMPLES))
def test_the_engine_agrees_on_what_many_records_share(seed: int) -> None:
    draw = random.Random(seed)
    cells = {
        "said": ["a" * 50, "b" * 50, "c" * 49, "d" * draw.choice([49, 50, 51]), "", "x"],
        "place": ["A", "B", "U", "x", ""],
        "day": ["2026-01-01", "1/1/2026", "2026-01-02", "soon", ""],
        "others": ["1", "1.0", "2", "0", "-0", "x", ""],
        "alone": ["Y", "true", "N", "x", ""],
    }
    odds = {name: [draw.random() ** 2 for _ in values] for name, values in cells.items()}
    records = [
        {name: draw.choices(values, odds[name])[0] for name, values in cells.items()}
        for _ in range(draw.randint(18, 40))
    ]
    check_agreement(standard_of("alike"), {"visit": Given(tuple(cells), records)})


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@settings(HOSTILE, max_examples=EXAMPLES // 2)
@given(data=st.data())
def test_the_engine_agrees_on_the_shipped_standard(path: Path, data: st.DataObject) -> None:
    standard = load(path)
    check_agreement(standard, data.draw(exports(standard)))
