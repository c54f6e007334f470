"""Imports only go down: what a module may touch is known by its folder (docs: the floors)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from imports import Import, cycles, imports, modules

FLOORS = {
    "model": 0,
    "errors": 0,
    "nearest": 0,
    "plural": 0,
    "shell": 0,
    "standard": 1,
    "baseline": 1,
    "config": 1,
    "exports": 1,
    "rules": 2,
    "schema": 2,
    "engine": 3,
    "output": 4,
    "cli": 5,
    "api": 5,
    "checked": 5,
    "__main__": 5,
}
DOORS = 5
SAYING = 4
# Where a library may be imported, and whether only when it is needed (in a function, or for types).
LIBRARIES: dict[str, tuple[set[int], bool]] = {
    "pandera": ({2}, True),
    "narwhals": ({2, 3}, True),
    "duckdb": ({2, 3}, True),
    "pyarrow": ({1, 2, 3, 5}, True),
    "msgspec": ({4}, True),
    "click": ({5}, False),
}
NEVER = ("pandas", "polars", "numpy")
# The rooms of the third floor: whose modules a room may touch, beside those that stand in none.
ROOMS: dict[str, set[str]] = {
    "given": set(),
    "judging": {"given"},
    "gate": set(),
    "profiling": {"given", "judging"},
}

# What is owed: each is a fault that is known, and goes when it is mended.
OWED = {"recordcheck.api -> pandera.pyarrow"}  # only for the type of what `to_pandera` returns


def floor(module: str) -> int:
    """The floor of a module of ours."""
    return FLOORS[module.split(".")[1]] if "." in module else DOORS


def is_ours(module: str) -> bool:
    """Whether a module is part of the package."""
    return module.partition(".")[0] == "recordcheck"


def upward(found: tuple[Import, ...]) -> Iterator[str]:
    """The imports of ours that go up, and those of the outputs that reach below the words."""
    for one in found:
        if is_ours(one.imported):
            low, high = floor(one.imported), floor(one.importer)
            if low > high or (high == SAYING and low not in (0, SAYING)):
                yield str(one)


def room(module: str) -> str | None:
    """The room of the third floor in which a module stands."""
    parts = module.split(".")
    inside = len(parts) > 2 and parts[1] == "engine" and parts[2] in ROOMS
    return parts[2] if inside else None


def through_the_wall(found: tuple[Import, ...]) -> Iterator[str]:
    """The imports from a room whose work comes later."""
    for one in found:
        here, there = room(one.importer), room(one.imported)
        if here and there and there not in {here, *ROOMS[here]}:
            yield str(one)


def misplaced(found: tuple[Import, ...]) -> Iterator[str]:
    """The imports of libraries that stand on another floor than theirs, or are made at start."""
    for one in found:
        library, level = one.imported.partition(".")[0], floor(one.importer)
        foreign = not is_ours(one.imported) and library not in sys.stdlib_module_names
        anywhere = set(FLOORS.values()) - ({0, SAYING} if foreign else set())
        floors, lazily = LIBRARIES.get(library, (anywhere, False))
        if level not in floors or library in NEVER or (lazily and one.at_start):
            yield str(one)


def test_every_module_has_a_floor() -> None:
    folders = {name.split(".")[1] for name in modules() if "." in name}
    assert folders == set(FLOORS)


def test_imports_only_go_down() -> None:
    assert set(upward(imports())) - OWED == set()


def test_libraries_stay_on_their_floor() -> None:
    assert set(misplaced(imports())) - OWED == set()


def test_rooms_build_on_those_before() -> None:
    assert set(through_the_wall(imports())) == set()


def test_no_modules_import_each_other() -> None:
    assert set(cycles()) - OWED == set()


def test_nothing_is_owed_that_is_paid() -> None:
    faults = {*upward(imports()), *misplaced(imports()), *cycles()}
    assert OWED - faults == set(), "mended: take it off the list"


@pytest.mark.parametrize(
    ("module", "line", "fault"),
    [
        ("model/run.py", "from recordcheck.standard import load", upward),
        ("standard/load.py", "def f():\n    import recordcheck.engine.plan", upward),
        ("output/full.py", "from recordcheck.rules import all_rules", upward),
        ("rules/key.py", "from ..engine import plan", upward),
        ("engine/plan.py", "from recordcheck import api", upward),
        ("engine/plan.py", "def f():\n    import pandera.pyarrow", misplaced),
        ("schema/compile.py", "import pandera", misplaced),
        ("engine/plan.py", "from duckdb import connect", misplaced),
        ("output/full.py", "import yaml", misplaced),
        ("output/full.py", "import msgspec", misplaced),
        ("model/run.py", "import pydantic", misplaced),
        ("engine/plan.py", "import click", misplaced),
        ("engine/plan.py", "def f():\n    import numpy", misplaced),
        ("engine/given/a.py", "from recordcheck.engine.judging import b", through_the_wall),
        ("engine/judging/a.py", "def f():\n    import recordcheck.engine.gate", through_the_wall),
    ],
)
def test_an_import_that_breaks_the_house_is_found(
    tmp_path: Path, module: str, line: str, fault: object
) -> None:
    package = tmp_path / "recordcheck"
    for name in ("api.py", "engine/plan.py", "standard/__init__.py", "rules/__init__.py", module):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).touch()
    (package / module).write_text(line + "\n", encoding="utf-8")
    assert callable(fault)
    assert len(list(fault(imports(package)))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "from __future__ import annotations",
        "import datetime",
        "def f():\n    import duckdb",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import narwhals",
        "from recordcheck.engine import count",
        "from recordcheck.model import Run",
    ],
)
def test_an_import_that_keeps_to_the_house_is_left_alone(tmp_path: Path, line: str) -> None:
    (tmp_path / "recordcheck" / "engine").mkdir(parents=True)
    (tmp_path / "recordcheck" / "engine" / "plan.py").write_text(line, encoding="utf-8")
    found = imports(tmp_path / "recordcheck")
    assert [*upward(found), *misplaced(found)] == []


def test_a_cycle_is_found(tmp_path: Path) -> None:
    package = tmp_path / "recordcheck"
    package.mkdir()
    (package / "one.py").write_text("from recordcheck import two", encoding="utf-8")
    (package / "two.py").write_text("def f():\n    from .three import x", encoding="utf-8")
    (package / "three.py").write_text("import recordcheck.one", encoding="utf-8")
    (package / "__init__.py").write_text("from recordcheck.one import x", encoding="utf-8")
    assert cycles(package) == ["recordcheck.one, recordcheck.three, recordcheck.two"]
