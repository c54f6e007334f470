"""Where no standard fits, what is said names what there is: a file, a folder, or neither."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from recordcheck.engine.given.choose import LIST, choose
from recordcheck.engine.given.inputs import open_data
from recordcheck.engine.profiling.profile import known_in
from recordcheck.errors import UserError
from recordcheck.standard.load import load

OWN = "Misper No,Person ID,Area,Last seen on\n1,2,3,4\n"
FITS = ",".join(load("missing-children").tables["episode"].fields) + "\n"
DATA = "1,2,North\n3,4,South\n"
WESTERN = OWN.replace("3", "\u00e9").encode("windows-1252")


def said_of(data: object, encoding: str | None = None) -> UserError:
    with pytest.raises(UserError) as caught:
        choose(open_data(data, encoding=encoding), known_in([], {}).standards, {})
    return caught.value


@pytest.mark.parametrize(
    ("files", "command"),
    [
        ({"a/x.csv": OWN, "a/y.csv": OWN}, "--from a"),
        ({"a/x.csv": OWN}, "--from a/x.csv"),
        ({"a/x.csv": OWN, "b/y.csv": OWN}, "--from a/x.csv"),  # no folder has both
        ({"a/f.csv": FITS, "a/x.csv": OWN, "a/y.csv": OWN}, "--from a/x.csv"),  # one fits
        ({"a/x.csv": OWN, "a/y.csv": DATA}, "--from a/x.csv"),  # of one the names are not known
        ({"a/x.csv": WESTERN, "a/y.csv": "\ufeff" + OWN}, "--from a/x.csv --encoding windows-1252"),
    ],
)
def test_the_command_maps_a_folder_only_where_it_would_read_all_of_it_alike(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: dict[str, str | bytes],
    command: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    western = WESTERN in files.values()
    for name, text in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    said = said_of(list(files), "windows-1252" if western else None)
    begins = f"to map its columns: recordcheck init {command} --standard missing-children; "
    assert (said.remedy or "").startswith(begins)
    assert f"recordcheck init {command} --write-standard " in (said.remedy or "")


def test_of_a_frame_no_command_reads_a_file() -> None:
    assert said_of(pa.table({"item": ["1"]})).remedy == LIST


def test_of_what_looks_like_data_no_standard_is_begun(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(DATA)
    assert said_of(tmp_path / "export.csv").remedy == (
        f"{LIST}; what was read as the header looks like data: write the names of the columns above"
        " it"
    )


BY_HAND = (
    'missing-children --map "Misper No=episode_id" --map "Last seen on=last_seen_at"'
    ' --map "Person ID=child_id"'
)


def test_the_columns_that_may_be_meant_are_named_of_files_sheets_and_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a frame no option is typed: it is said what it lacks."""
    monkeypatch.chdir(tmp_path)
    header, record = ([*line.split(",")] for line in OWN.splitlines())
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("own")
    for line in (header, record):
        sheet.append(line)
    book.save("own.xlsx")
    Path("one.csv").write_text(OWN)
    Path("two").mkdir()
    for name in ("a", "b"):
        Path(f"two/{name}.csv").write_text(OWN)
    lacks = "; as episode of missing-children it lacks episode_id, child_id, district"
    for data in ("one.csv", ["one.csv", "two/a.csv"], "two", "own.xlsx"):
        said = said_of(data)
        assert lacks in said.message
        assert (
            f"; or, where a column is that field, `lint` with --standard {BY_HAND} and 1 more; "
            in (said.remedy or "")
        )
    frame = said_of(pa.table({name: ["x"] for name in header}))
    assert lacks in frame.message
    assert frame.remedy == LIST


@pytest.mark.parametrize("first", ["C1,Team", "Misper No,Person ref,Last seen on,Team"])
def test_no_column_is_named_where_the_header_may_be_a_record(tmp_path: Path, first: str) -> None:
    """Of texts that are called as fields, or like them, it is not known that they are names."""
    (tmp_path / "export.csv").write_text(f"{first},01/02/2026\n{first},02/02/2026\n")
    said = str(said_of(tmp_path / "export.csv"))
    assert not any(one in said for one in first.split(","))
    assert "looks like data" in said


def test_a_column_of_several_lines_is_typed_on_one_and_quoted(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text('"Misper\nNo",Person ID $,Last seen on\n1,2,3\n')
    remedy = said_of(tmp_path / "own.csv").remedy or ""
    assert ' --map "Misper No=episode_id" ' in remedy
    assert " --map 'Person ID $=child_id'; " in remedy


def test_a_column_with_a_word_more_than_a_field_of_nearly_its_letters_is_not_proposed(
    tmp_path: Path,
) -> None:
    (tmp_path / "own.csv").write_text("visit_id,child_said,child_seen,area\n1,x,Y,2\n")
    remedy = said_of(tmp_path / "own.csv").remedy or ""
    assert "child_said" not in remedy
    assert ' --map "visit_id=contact_id" ' in remedy
