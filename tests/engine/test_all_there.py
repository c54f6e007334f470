"""A file of which the engine reads other than the records that there are is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import recordcheck
from recordcheck.engine import check
from recordcheck.engine.given import inputs
from recordcheck.engine.judging import judge
from recordcheck.errors import ReadError, UserError
from recordcheck.exports.opening import open_export
from recordcheck.exports.relation import parquet_sql
from recordcheck.exports.source import CsvSource, ParquetSource

STANDARD = """
standard: pairs
version: "1"
title: Pairs
tables:
  pair:
    one_record_is: one pair
    fields:
      a: {type: text, due: always}
      b: {type: text, due: always}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pairs.yaml").write_text(STANDARD)
    return tmp_path


def prepared(data: Any, standard: Path) -> pa.Table:
    return recordcheck.prepare(data, standard, "pair")


@pytest.mark.parametrize("door", [recordcheck.check, prepared])
@pytest.mark.parametrize("counted", [1, 3])
def test_a_record_that_the_engine_loses_or_has_too_many_is_noticed(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    door: Callable[[Path, Path], object],
    counted: int,
) -> None:
    (folder / "export.csv").write_text("a,b\n1,2\n3,4\n")

    def otherwise(path: Path, *, set_aside: bool, encoding: str | None) -> CsvSource:
        source = open_export(path, set_aside=set_aside, encoding=encoding)
        assert isinstance(source, CsvSource)
        return replace(source, records=counted)

    monkeypatch.setattr(inputs, "open_export", otherwise)
    monkeypatch.setattr(inputs, "reread", lambda source: replace(source, longest=1))
    with pytest.raises(UserError) as caught:
        door(folder / "export.csv", folder / "pairs.yaml")
    assert str(caught.value) == (
        f"{folder / 'export.csv'}: the engine does not read all {counted} records, though each is"
        " in order\n  Export the file with another delimiter, or as Parquet; please report it."
    )


@pytest.mark.parametrize("fault", ["x,y,z\n", "x\n", 'x,"y\n'])
def test_a_fault_in_the_last_stretch_of_a_large_file_is_refused_with_its_line(
    folder: Path, fault: str
) -> None:
    """Left alone, the engine passes over it in silence, with all that follows."""
    sound = "".join(f'{number},"value {number} with, some text"\n' for number in range(300_000))
    (folder / "export.csv").write_text(f"a,b\n{sound}{fault}1,2\n1,2\n")
    with pytest.raises(ReadError) as caught:
        recordcheck.check(folder / "export.csv", folder / "pairs.yaml")
    assert caught.value.line == 300_002


def test_what_only_the_second_reading_finds_odd_is_said(folder: Path) -> None:
    (folder / "export.csv").write_bytes(b"a,b\r\n1,2\n3,4\r\n")
    run = recordcheck.check(folder / "export.csv", folder / "pairs.yaml")
    assert [table.warnings for table in run.tables] == [
        ("The line ends are mixed: 1 are not like the header's; the first is on line 2.",)
    ]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a,b\n1,2\n3\n", 3, "record 2 has 1 field, the header has 2"),
        ("a,b\n1,2,3\n", 2, "record 1 has 3 fields, the header has 2"),
    ],
)
def test_prepare_names_the_line_of_a_fault(folder: Path, text: str, line: int, says: str) -> None:
    (folder / "export.csv").write_text(text)
    with pytest.raises(ReadError) as caught:
        prepared(folder / "export.csv", folder / "pairs.yaml")
    assert (caught.value.line, caught.value.message) == (line, says)


def test_prepare_reads_what_the_engine_refuses_at_first(folder: Path) -> None:
    (folder / "export.csv").write_bytes(b"a,b\r\n1,2\n3,4\r\n")
    table = prepared(folder / "export.csv", folder / "pairs.yaml")
    assert table.select(["a", "b"]).to_pylist() == [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]


def test_prepare_says_what_to_do_about_a_frame_that_the_engine_cannot_hold(folder: Path) -> None:
    halves = pa.table({"a": ["1"], "b": pa.array([1.5], pa.float16())})
    with pytest.raises(UserError) as caught:
        prepared(halves, folder / "pairs.yaml")
    assert str(caught.value) == (
        "pair: the engine refused this export (NotImplementedException)\n  give column 2 as text"
    )


LOOKS_BACK = """
standard: before
version: "1"
title: Before
tables:
  pair:
    one_record_is: one pair
    fields: {a: {type: text, due: always}, b: {type: text, due: always}}
    derive: {before: (select max(p.b) from previous.pair as p where p.a = pair.a)}
    rules:
      - {id: BEF-401, name: changed, says: s, why: w, severity: error, assert: b = before}
"""


@pytest.mark.parametrize("before", [0, 300_000])
def test_a_fault_in_a_previous_export_is_refused_with_its_line(tmp_path: Path, before: int) -> None:
    (tmp_path / "before.yaml").write_text(LOOKS_BACK)
    (tmp_path / "now.csv").write_text("a,b\n1,2\n")
    sound = "".join(f'{number},"value {number} with, some text"\n' for number in range(before))
    (tmp_path / "last.csv").write_text(f"a,b\n{sound}x,y,z\n1,2\n")
    with pytest.raises(ReadError) as caught:
        recordcheck.check(
            tmp_path / "now.csv", tmp_path / "before.yaml", previous=tmp_path / "last.csv"
        )
    assert (caught.value.path, caught.value.line) == (str(tmp_path / "last.csv"), before + 2)


def test_a_file_without_a_record_in_a_previous_export_has_all_there_are(tmp_path: Path) -> None:
    (tmp_path / "before.yaml").write_text(LOOKS_BACK)
    (tmp_path / "now.csv").write_text("a,b\n1,2\n3,4\n")
    (tmp_path / "last.csv").write_text("a,b\n1,2\n3,5\n")
    (tmp_path / "none.csv").write_text("a,b\n")
    previous = [tmp_path / "last.csv", tmp_path / "none.csv"]
    run = recordcheck.check(tmp_path / "now.csv", tmp_path / "before.yaml", previous=previous)
    assert [(one.rule, one.records) for one in run.findings] == [("BEF-401", (2,))]


@pytest.mark.parametrize("written", ["now.csv", "last.csv"])
def test_a_file_that_is_written_while_the_run_reads_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    (tmp_path / "before.yaml").write_text(LOOKS_BACK)
    for called in ("now.csv", "last.csv"):
        (tmp_path / called).write_text("a,b\n1,2\n")

    def read_and_judge(*given: Any) -> Any:
        judged = judge.read_and_judge(*given)
        (tmp_path / written).write_text("a,b\n1,2\n3,4\n")
        return judged

    monkeypatch.setattr(check, "read_and_judge", read_and_judge)
    with pytest.raises(ReadError) as caught:
        recordcheck.check(
            tmp_path / "now.csv", tmp_path / "before.yaml", previous=tmp_path / "last.csv"
        )
    assert (caught.value.path, caught.value.message) == (
        str(tmp_path / written),
        "the file changed while it was read",
    )


HALF_BLANK = pa.table({"a": [1, 2, 3], "b": ["x", "y", None]})


def only_pyarrow_reads(
    folder: Path, table: pa.Table = HALF_BLANK
) -> Iterator[tuple[Path, type[Exception]]]:
    """Parquet files with a damaged bit that pyarrow reads and the engine refuses, and its error;
    the cells are damaged first, and then what the file says of them.
    """
    path = folder / "export.parquet"
    pq.write_table(table, path)
    cells = pq.ParquetFile(path).metadata.row_group(0).column(0).data_page_offset
    sound = path.read_bytes()
    for at in range(cells, len(sound) - 8):
        for bit in range(8):
            path.write_bytes(sound[:at] + bytes([sound[at] ^ 1 << bit]) + sound[at + 1 :])
            try:
                source = open_export(path)
            except ReadError:
                continue
            assert isinstance(source, ParquetSource)
            try:
                duckdb.execute(f"from {parquet_sql(source)}").fetchall()
            except duckdb.Error as error:
                yield path, type(error)


@pytest.mark.parametrize("kind", [duckdb.Error, duckdb.InvalidInputException, duckdb.IOException])
def test_a_parquet_file_that_only_one_of_two_readers_takes_is_refused_by_name(
    folder: Path, kind: type[Exception]
) -> None:
    (folder / "sound.csv").write_text("a,b\n1,2\n")
    path = next(path for path, found in only_pyarrow_reads(folder) if found is kind)
    with pytest.raises(ReadError) as caught:
        recordcheck.check([folder / "sound.csv", path], folder / "pairs.yaml")
    assert str(caught.value) == (
        f"{path}: the engine refused this export ({kind.__name__})\n  export it again as CSV"
    )


def test_a_parquet_file_of_which_the_texts_alone_are_damaged_is_refused_by_name(
    folder: Path,
) -> None:
    """How many there are stands elsewhere in the file: the engine counts them and reads none."""
    (folder / "sound.csv").write_text("a,b\n1,2\n")
    never_blank = pa.table({"a": ["x", "y", "z"], "b": ["x", "y", "z"]})
    path, kind = next(only_pyarrow_reads(folder, never_blank))
    with pytest.raises(ReadError) as caught:
        recordcheck.check([folder / "sound.csv", path], folder / "pairs.yaml")
    assert str(caught.value) == (
        f"{path}: the engine refused this export ({kind.__name__})\n  export it again as CSV"
    )


def test_a_previous_export_that_the_engine_refuses_is_named(folder: Path) -> None:
    (folder / "before.yaml").write_text(LOOKS_BACK)
    (folder / "now.csv").write_text("a,b\n1,2\n")
    path, _ = next(only_pyarrow_reads(folder))
    with pytest.raises(ReadError) as caught:
        recordcheck.check(folder / "now.csv", folder / "before.yaml", previous=path)
    assert caught.value.path == str(path)


def test_a_standard_that_the_engine_cannot_run_is_no_fault_of_a_file(folder: Path) -> None:
    """RE2 repeats nothing more than a thousand times, also where one repeat stands in another."""
    (folder / "export.csv").write_text("a,b\n1,2\n")
    large = STANDARD.replace("b: {type: text,", 'b: {type: text, format: "(?:.{1,500}){3}",')
    (folder / "pairs.yaml").write_text(large)
    with pytest.raises(UserError) as caught:
        recordcheck.check(folder / "export.csv", folder / "pairs.yaml")
    assert str(caught.value) == (
        "every file could be read, but the engine could not run this standard\n"
        "  `recordcheck lint --select` finds which rule it is; a regular expression may be too"
        " large"
    )
