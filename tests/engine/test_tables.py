"""Which file is which table: by its columns, or by the table's name in its own where both fit."""

from __future__ import annotations

from pathlib import Path

import pytest

import recordcheck
from recordcheck.errors import UserError

STANDARD = """
standard: pair
version: "1"
title: Two tables of the same columns
tables:
  episode:
    one_record_is: one episode
    fields: {id: {type: text, due: always}, day: {type: date, due: always}}
  visit:
    one_record_is: one visit
    fields: {id: {type: text, due: always}, day: {type: date, due: always}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pair.yaml").write_text(STANDARD)
    (tmp_path / "in").mkdir()
    return tmp_path


def write(folder: Path, name: str, text: str = "id,day\n1,2026-01-01\n") -> Path:
    path = folder / "in" / name
    path.write_text(text)
    return path


def test_a_file_that_fits_two_tables_is_refused_with_both(folder: Path) -> None:
    path = write(folder, "march.csv")
    with pytest.raises(UserError) as caught:
        recordcheck.check(path, folder / "pair.yaml")
    assert str(caught.value) == (
        f"{path}: its columns fit the tables episode and visit of pair equally well\n"
        "  put the table's name into the file's, such as episode.csv"
    )


def test_the_name_of_the_table_in_that_of_the_file_decides(folder: Path) -> None:
    write(folder, "2026-03 visit.csv")
    write(folder, "2026-03 episode.csv")
    run = recordcheck.check(folder / "in", folder / "pair.yaml")
    assert [(table.name, Path(table.path).name) for table in run.tables] == [
        ("episode", "2026-03 episode.csv"),
        ("visit", "2026-03 visit.csv"),
    ]


def test_in_python_the_table_is_named(folder: Path) -> None:
    run = recordcheck.check({"visit": write(folder, "march.csv")}, folder / "pair.yaml")
    assert [table.name for table in run.tables] == ["visit"]


def test_files_of_one_table_with_other_columns_are_refused_with_the_difference(
    folder: Path,
) -> None:
    first = write(folder, "1 visit.csv")
    second = write(folder, "2 visit.csv", "id,note\n1,x\n")
    with pytest.raises(UserError) as caught:
        recordcheck.check([first, second], folder / "pair.yaml")
    assert caught.value.message == (
        f"files of one table (visit) must have the same columns: beside {first} it lacks day"
    )


def test_the_same_columns_in_another_order_are_the_same(folder: Path) -> None:
    write(folder, "1 visit.csv")
    write(folder, "2 visit.csv", "day,id\nsoon,2\n")
    run = recordcheck.check(folder / "in", folder / "pair.yaml")
    found = [(one.rule, Path(one.path).name, one.records) for one in run.findings]
    assert found == [("PAI-390", "2 visit.csv", (1,))]
