"""Small modules that say what they are for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from imports import modules

LONGEST = 300
MEDIAN = 120


def length(path: Path) -> int:
    """The lines of a module."""
    return len(path.read_text(encoding="utf-8").splitlines())


def without_docstring(path: Path) -> Iterator[str]:
    """What is public in a module, and the module itself, that does not say what it is for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if tree.body and ast.get_docstring(tree) is None:
        yield "the module"
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            overload = any(ast.unparse(one) == "overload" for one in node.decorator_list)
            public = not node.name.startswith("_") and not overload
            if public and ast.get_docstring(node) is None:
                yield node.name


def long() -> set[str]:
    """The modules that are too long."""
    return {name for name, path in modules().items() if length(path) > LONGEST}


def silent() -> set[str]:
    """What is public in the package and does not say what it is for."""
    return {
        f"{name}: {what}" for name, path in modules().items() for what in without_docstring(path)
    }


def test_no_module_is_long() -> None:
    assert long() == set()


def test_what_is_public_says_what_it_is_for() -> None:
    assert silent() == set()


def test_most_modules_are_short() -> None:
    assert median(length(path) for path in modules().values()) <= MEDIAN


def test_a_missing_docstring_is_found(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("def shown() -> None: ...\ndef _own() -> None: ...\nclass Shown: ...\n")
    assert list(without_docstring(path)) == ["the module", "shown", "Shown"]


def test_no_group_is_repeated_possessively() -> None:
    """Before Python 3.11.5 such a repetition goes on into a turn that failed, and a strict reader
    passed over faults (https://github.com/python/cpython/issues/106052).
    """
    repeated = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")
    found = {name for name, path in modules().items() if repeated.search(path.read_text("utf-8"))}
    assert found == set()
