"""Which file is which table: by its columns, or by the table's name in its own where both fit.

And which files a folder has, where a warehouse has written it in partitions.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import recordcheck
from recordcheck.engine.profile import known_in, profile_paths
from recordcheck.errors import UserError
from recordcheck.model.profile import FileProfile

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


PARTED = """
standard: parted
version: "1"
title: A table whose district and year stand in the names of folders
tables:
  visit:
    one_record_is: one visit
    key: [id, year]
    fields:
      id: {type: text, due: always}
      year: {type: integer, due: always}
      district: {type: code, codes: [North, South/East], due: always}
      day: {type: date, due: always}
"""
PARTS = {
    "year=2025/district=North": [("1", "2025-01-01"), ("2", "soon")],
    "year=2025/district=South%2FEast": [("3", "2025-01-01")],
    "year=2026/district=North": [("1", "2026-01-01"), ("1", "2026-01-01")],
    "year=2026/district=__HIVE_DEFAULT_PARTITION__": [("4", "2026-01-01")],
}


def parted(tmp_path: Path, more: str | None = None) -> tuple[Path, Path]:
    """The standard and the folder; with `more`, a column in each file that it should not have."""
    (tmp_path / "parted.yaml").write_text(PARTED)
    for where, records in PARTS.items():
        folder = tmp_path / "visits" / where
        folder.mkdir(parents=True)
        (folder / "_temporary").mkdir()
        columns = {"id": [one[0] for one in records], "day": [one[1] for one in records]}
        if more:
            columns[more] = ["x"] * len(records)
        pq.write_table(pa.table(columns), folder / "part-0.parquet")
    return tmp_path / "parted.yaml", tmp_path / "visits"


def test_a_partitioned_folder_gives_the_columns_of_its_names(tmp_path: Path) -> None:
    standard, folder = parted(tmp_path)
    run = recordcheck.check(folder, standard)
    read = [(Path(one.path).parent.relative_to(folder), one.records) for one in run.tables]
    assert read == [(Path(where), len(PARTS[where])) for where in sorted(PARTS)]
    found = [
        (one.rule, str(Path(one.path).parent.relative_to(folder)), one.records)
        for one in run.findings
    ]
    assert found == [
        ("PAR-191", "year=2026/district=North", (1, 2)),
        ("PAR-290", "year=2026/district=__HIVE_DEFAULT_PARTITION__", (1,)),
        ("PAR-390", "year=2025/district=North", (2,)),
    ]
    assert {one.path for one in run.findings} <= {one.path for one in run.tables}


def test_a_column_that_a_folder_holds_too_is_refused(tmp_path: Path) -> None:
    standard, folder = parted(tmp_path, more="District")
    with pytest.raises(UserError) as caught:
        recordcheck.check(folder, standard)
    assert caught.value.message == (
        "a column of this file is called as one that the folders above it hold"
    )


def test_a_folder_that_is_no_part_is_refused(tmp_path: Path) -> None:
    standard, folder = parted(tmp_path)
    (folder / "year=2026" / "old").mkdir()
    with pytest.raises(UserError) as caught:
        recordcheck.check(folder, standard)
    assert str(caught.value) == (
        f"{folder}/year=2026/old: this folder stands in a partitioned one, and is not called"
        " column=value\n  move it elsewhere, or give the folders to be read one by one"
    )


def test_folders_in_a_folder_that_is_not_partitioned_are_not_looked_into(folder: Path) -> None:
    write(folder, "1 visit.csv")
    (folder / "in" / "old").mkdir()
    write(folder, "old/2 visit.csv")
    run = recordcheck.check(folder / "in", folder / "pair.yaml")
    assert [Path(table.path).name for table in run.tables] == ["1 visit.csv"]


def test_a_partition_is_profiled_with_its_columns(tmp_path: Path) -> None:
    _, folder = parted(tmp_path)
    first = profile_paths([folder], known_in((), {}))[0]
    assert isinstance(first, FileProfile)
    assert [(one.name, one.recorded, one.distinct) for one in first.columns] == [
        ("id", 2, "2-5"),
        ("day", 2, "2-5"),
        ("year", 2, "1"),
        ("district", 2, "1"),
    ]
