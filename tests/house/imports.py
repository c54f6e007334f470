"""What each module of the package imports, and where: read from the source, nothing is imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "recordcheck"


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module. `at_start` unless it stands in a function or is only for types."""

    importer: str
    imported: str
    at_start: bool

    def __str__(self) -> str:
        return f"{self.importer} -> {self.imported}"


def module_name(path: Path, package: Path = PACKAGE) -> str:
    """`recordcheck.cli.lint` for its file; a package for its `__init__`."""
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules(package: Path = PACKAGE) -> dict[str, Path]:
    """Every module of a package, by name."""
    return {module_name(path, package): path for path in sorted(package.rglob("*.py"))}


@cache
def imports(package: Path = PACKAGE) -> tuple[Import, ...]:
    """Every import of every module of a package."""
    known = modules(package)
    return tuple(
        Import(name, imported, at_start)
        for name, path in known.items()
        for imported, at_start in _in_module(path, name, known)
    )


def _in_module(path: Path, name: str, known: dict[str, Path]) -> Iterator[tuple[str, bool]]:
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    package = name if path.stem == "__init__" else name.rpartition(".")[0]
    for node, at_start in _walk(tree, at_start=True):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, at_start
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            source = ".".join([*(above if node.level else []), *filter(None, [node.module])])
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                yield (inner if inner in known else source), at_start


def _walk(node: ast.AST, *, at_start: bool) -> Iterator[tuple[ast.AST, bool]]:
    """Every part of a module, and whether it runs when the module is imported."""
    for child in ast.iter_child_nodes(node):
        yield child, at_start
        later = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)) or (
            isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        )
        yield from _walk(child, at_start=at_start and not later)


def cycles(package: Path = PACKAGE) -> list[str]:
    """Modules that import each other, directly or through others, each cycle once."""
    known = modules(package)
    graph: dict[str, set[str]] = {name: set() for name in known}
    for one in imports(package):
        if one.imported in known and one.imported != one.importer:
            graph[one.importer].add(one.imported)
    reach = {name: _reached(name, graph) for name in graph}
    groups = {
        frozenset({other for other in reach[name] if name in reach[other]})
        for name in graph
        if name in reach[name]
    }
    return sorted(", ".join(sorted(group)) for group in groups)


def _reached(start: str, graph: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = list(graph[start])
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += graph[name]
    return found
