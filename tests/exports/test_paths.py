"""A folder or a pattern stands for all its exports, in the order of their names, and no file that
may hold records is passed over in silence.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from recordcheck.errors import UserError
from recordcheck.exports.paths import File, files_of

EXPORTS = (
    "A.CSV",
    "b.csv.gz",
    "c.parq",
    "d.parquet",
    "e.pq",
    "f.tsv",
    "g.xlsm",
    "h.XLSX",
    "i.zip",
)
TEXTS = ("j.DAT", "k.psv", "l.tab", "m.txt")
BOOKS = ("n.ODS", "o.xls", "p.xlsb")


def touched(folder: Path, *names: str) -> Path:
    """A folder with these files, made in another order than that of their names."""
    for name in reversed(names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


def names(files: list[File], folder: Path) -> list[str]:
    return [one.path.relative_to(folder).as_posix() for one in files]


def test_a_folder_gives_every_kind_of_export_in_it_in_the_order_of_names(tmp_path: Path) -> None:
    touched(tmp_path, *EXPORTS, *TEXTS, *BOOKS, "readme.md")
    assert names(files_of(tmp_path), tmp_path) == list(EXPORTS)


def test_what_in_a_folder_may_hold_records_and_is_not_read_is_said_once(tmp_path: Path) -> None:
    touched(tmp_path, *EXPORTS, *TEXTS, *BOOKS, "readme.md", "~$o.xls", "._m.txt")
    first, *others = files_of(tmp_path)
    assert first.said == (
        "Not read: j.DAT, k.psv, l.tab, m.txt (name a .DAT to have it read).",
        "Not read: n.ODS, o.xls, p.xlsb (save the sheets as .xlsx or CSV UTF-8).",
    )
    assert {one.said for one in others} == {()}


def test_a_text_beside_the_exports_that_may_not_be_read_keeps_none_of_them_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touched(tmp_path, "a.csv", "notes.txt")

    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (only,) = files_of(tmp_path)
    assert only.said == ("Not read: notes.txt (name a .txt to have it read).",)


def test_what_has_the_ending_of_an_export_in_a_folder_below_is_said(tmp_path: Path) -> None:
    """A warehouse calls a folder as it would a file."""
    touched(tmp_path, "a.csv", "May/b.TSV", "June.csv/c.csv", "_work/e.csv", ".old/f.csv")
    touched(tmp_path, "notes/d.txt")
    (only,) = files_of(tmp_path)
    assert only.path.name == "a.csv"
    assert only.said == (
        "Not read: the exports in June.csv, May (give each folder as a path of its own).",
    )


def test_exports_further_down_are_said_by_the_folder_that_holds_them(tmp_path: Path) -> None:
    touched(tmp_path, "a.csv", "2026/05/North/b.csv", "2026/06/c.csv", "2026/07/notes.txt")
    touched(tmp_path, "2026/05/_work/d.csv")
    (only,) = files_of(tmp_path)
    listed = ", ".join(str(Path("2026", *one)) for one in (("05", "North"), ("06",)))
    assert only.said == (
        f"Not read: the exports in {listed} (give each folder as a path of its own).",
    )


def test_a_folder_below_that_may_not_be_looked_into_stops_no_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touched(tmp_path, "a.csv", "May/closed/b.csv")
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "May")
    (only,) = files_of(tmp_path)
    assert only.said == ()


def test_of_a_partition_that_is_read_it_is_not_said_that_it_is_not(tmp_path: Path) -> None:
    touched(tmp_path, "year=2025/1.csv", "year=2026/2.csv")
    assert [one.said for one in files_of(tmp_path)] == [(), ()]


def test_a_pattern_gives_the_files_that_fit_it_in_the_order_of_names(tmp_path: Path) -> None:
    touched(tmp_path, *(f"2026-{month:02}.csv" for month in range(1, 13)), "2025-12.csv")
    found = names(files_of(tmp_path / "2026-*.csv"), tmp_path)
    assert found == [f"2026-{month:02}.csv" for month in range(1, 13)]


def test_two_stars_stand_for_the_folders_below_too(tmp_path: Path) -> None:
    touched(tmp_path, "a.csv", "x/b.csv", "x/y/c.csv")
    found = names(files_of(tmp_path / "**" / "*.csv"), tmp_path)
    assert found == ["a.csv", "x/b.csv", "x/y/c.csv"]


def test_a_pattern_that_fits_a_folder_stands_for_the_exports_in_it(tmp_path: Path) -> None:
    touched(tmp_path, "2026-01/a.csv", "2026-02/b.csv", "2025-12/c.csv")
    assert names(files_of(tmp_path / "2026-*"), tmp_path) == ["2026-01/a.csv", "2026-02/b.csv"]


def test_a_file_whose_name_looks_like_a_pattern_is_itself(tmp_path: Path) -> None:
    touched(tmp_path, "visits[1].csv", "visits1.csv")
    assert names(files_of(tmp_path / "visits[1].csv"), tmp_path) == ["visits[1].csv"]


def test_a_path_that_is_nothing_stands_for_itself(tmp_path: Path) -> None:
    assert files_of(tmp_path / "gone.csv") == [File(tmp_path / "gone.csv")]


def test_a_partition_gives_what_the_names_of_its_folders_say(tmp_path: Path) -> None:
    """A value may have an equals sign or a slash in it, or be none at all."""
    touched(
        tmp_path,
        "year=2025/district=A=B/1.csv",
        "year=2025/district=South%2FEast/2.csv",
        "year=2026/the%20district=__HIVE_DEFAULT_PARTITION__/3.csv",
    )
    assert [one.partition for one in files_of(tmp_path)] == [
        (("year", "2025"), ("district", "A=B")),
        (("year", "2025"), ("district", "South/East")),
        (("year", "2026"), ("the district", None)),
    ]


@pytest.mark.parametrize("below", ["year=2025/old", "year=2025/=North", "=2026", "old"])
def test_a_folder_of_a_partitioned_one_that_is_no_part_is_not_passed_over(
    tmp_path: Path, below: str
) -> None:
    touched(tmp_path, "year=2025/1.csv", f"{below}/2.csv")
    with pytest.raises(UserError, match="is not called column=value") as refused:
        files_of(tmp_path)
    assert refused.value.path == str(tmp_path / below)


def test_where_a_warehouse_works_in_a_partitioned_folder_is_no_part_of_it(tmp_path: Path) -> None:
    touched(tmp_path, "year=2025/1.csv", "year=2025/_temporary/2.csv", ".spark/3.csv")
    assert names(files_of(tmp_path), tmp_path) == ["year=2025/1.csv"]


def test_a_folder_that_may_hold_deleted_records_is_refused(tmp_path: Path) -> None:
    """Only the log of a Delta table says which of its files still count."""
    touched(tmp_path, "visits/month=2026-03/a.parquet", "visits/_delta_log/00000.json")
    with pytest.raises(UserError) as refused:
        files_of(tmp_path / "visits")
    assert str(refused.value) == (
        f"{tmp_path / 'visits'}: this folder is a Delta table, whose files may hold records that it"
        " no longer has\n"
        "  write the table as Parquet to a folder of its own, or give a frame from Python"
    )
