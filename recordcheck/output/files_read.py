"""What is said of the files that were read: as which tables, and which of their columns no field
uses.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from recordcheck.model import Run, TableRead
from recordcheck.nearest import folded
from recordcheck.output.cut import plain
from recordcheck.output.sentences import asked_by
from recordcheck.plural import some

COLUMNS = 40  # named in one line
FILES = 10  # of a table, named in one line
ALIKE = 3  # of which the same is odd, named in one line


def read_as(run: Run) -> list[str]:
    """Which files are which table, where there are several and their names do not say it: then it
    was found by their columns.
    """
    known = {*run.absent, *(one.name for one in run.tables)}
    files: dict[str, list[str]] = {}
    for one in run.tables:
        if len(known) > 1 and _named_for(one.path, known) != [one.name]:
            files.setdefault(f"{one.name}{asked_by(one, run)}", []).append(plain(one.path))
    return [
        f"info: read as table {called}: {some(paths, FILES)}" for called, paths in files.items()
    ]


def warned(run: Run) -> list[tuple[str, str]]:
    """What is odd about files, and of which, once: with several standards a file is a table of
    each, and what is odd about one part of a partitioned table is odd about all.
    """
    files: dict[str, dict[str, None]] = {}
    for one in run.tables:
        for text in one.warnings:
            files.setdefault(text, {})[one.path] = None
    return [(some(list(paths), ALIKE), text) for text, paths in files.items()]


def columns(run: Run) -> list[str]:
    """Files of one table lack the same fields of a standard, and may have other columns beside."""
    lines, used_elsewhere = [], _used(run)
    by_name: dict[str, list[TableRead]] = {}
    for one in run.tables:
        by_name.setdefault(one.name, []).append(one)
    several = len(by_name) > 1
    missing = {(one.table, one.field) for one in run.findings if one.of_a_column}
    missing |= {(one.table, one.field) for one in run.rates}  # due, though nobody selected its rule
    for called, tables in by_name.items():
        of = f"{called}: " if several else ""
        names = dict.fromkeys(column.name for table in tables for column in table.absent)
        absent = [plain(name) for name in names if (called, name) not in missing]
        if absent:
            lines.append(f"info: {of}not in this export, and not due: {some(absent, COLUMNS)}")
        left: dict[str, str | None] = {}
        for table in tables:
            for column in table.unused:
                if column.name not in used_elsewhere.get(table.path, ()):
                    left[column.name] = left.get(column.name) or column.nearest
        if left:  # of a form with 150 columns, those that may be a field must not be lost
            named = sorted(left.items(), key=lambda pair: pair[1] is None)
            unused = [plain(f"{name} (nearest: {near})" if near else name) for name, near in named]
            lines.append(f"info: {of}columns that no field uses: {some(unused, COLUMNS)}")
    return lines


def _named_for(path: str, tables: Iterable[str]) -> list[str]:
    """The tables that a file is called for, by the longest names: `incident_child` is no
    `incident`.
    """
    name = folded(PurePath(path).name)
    named = [one for one in tables if folded(one) in name]
    return [one for one in named if len(one) == max(map(len, named))]


def _used(run: Run) -> dict[str, frozenset[str]]:
    """Of each file, the columns that one standard has no field for, and another has."""
    unused: dict[str, list[frozenset[str]]] = {}
    for one in run.tables:
        unused.setdefault(one.path, []).append(frozenset(column.name for column in one.unused))
    return {
        path: frozenset().union(*each) - each[0].intersection(*each)
        for path, each in unused.items()
    }
