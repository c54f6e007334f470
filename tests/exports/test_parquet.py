"""A Parquet file that cannot be read is refused for what is so."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from recordcheck.engine.given.inputs import open_data
from recordcheck.errors import ReadError
from recordcheck.exports.parquet import open_parquet
from recordcheck.exports.relation import parquet_sql


def test_a_file_without_columns_is_refused_as_that(tmp_path: Path) -> None:
    pq.write_table(pa.table({}), tmp_path / "export.parquet")
    with pytest.raises(ReadError, match="the Parquet file has no columns"):
        open_parquet(tmp_path / "export.parquet")


LONG = pa.decimal256(46, 2)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (LONG, Decimal("12345678901234567890123456789012345678901234.56")),
        (pa.list_(LONG), [Decimal("12.50")]),
        (pa.struct([("of", LONG)]), {"of": Decimal("12.50")}),
    ],
)
def test_a_number_that_the_engine_would_round_is_refused(
    tmp_path: Path, kind: pa.DataType, value: object
) -> None:
    path = tmp_path / "export.parquet"
    pq.write_table(pa.table({"a": ["x"], "b": pa.array([value], kind)}), path)
    with pytest.raises(ReadError) as refused:
        open_parquet(path)
    assert str(refused.value) == (
        f"{path}: column 2 may hold numbers of more than 38 digits, and they would be rounded\n"
        "  Write them as text, or as decimals of at most 38 digits."
    )


@pytest.mark.parametrize("kind", [pa.decimal128(38, 2), pa.decimal256(38, 2)])
def test_a_number_of_38_digits_keeps_them(tmp_path: Path, kind: pa.DataType) -> None:
    path, digits = tmp_path / "export.parquet", "123456789012345678901234567890123456.50"
    pq.write_table(pa.table({"a": pa.array([Decimal(digits)], kind)}), path)
    read = f"from {parquet_sql(open_parquet(path))}"
    assert duckdb.connect().execute(read).fetchall() == [(digits,)]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the memory is not held to a limit")
def test_a_file_that_needs_more_memory_than_there_is_is_not_called_damaged(tmp_path: Path) -> None:
    """One text of 100 kB in each of 60,000 records is kept once, and read as 6 GB."""
    path = tmp_path / "export.parquet"
    text = pa.DictionaryArray.from_arrays(pa.array([0] * 60_000), pa.array(["a" * 100_000]))
    pq.write_table(pa.table({"a": text}), path, store_schema=False)
    done = subprocess.run(
        [sys.executable, "-c", WITH_LITTLE_MEMORY, str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout == (
        f"{path}: the Parquet file asks for more memory than there is\n"
        "  It may be damaged: copy it or export it again. If it is whole, write it in smaller row"
        " groups.\n"
    ), done.stderr


WITH_LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
import pyarrow.parquet
from recordcheck.errors import ReadError
from recordcheck.exports.parquet import open_parquet

used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (1 << 29), used + (1 << 29)))
try:
    open_parquet(Path(sys.argv[1]))
except ReadError as error:
    print(error)
"""


MOMENT = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (pa.timestamp("us", "UTC"), MOMENT, "2026-07-01 12:30:00+00:00"),
        (pa.timestamp("us", "UTC"), MOMENT.replace(year=2500), "2500-07-01 12:30:00+00:00"),
        (pa.timestamp("ns", "Europe/London"), MOMENT, "2026-07-01 12:30:00+00:00"),
        (pa.timestamp("us"), MOMENT.replace(tzinfo=None), "2026-07-01 12:30:00"),
        (pa.timestamp("ns"), MOMENT.replace(tzinfo=None), "2026-07-01 12:30:00"),
        (pa.binary(), "Łódź".encode(), "Łódź"),
        (pa.large_binary(), "Łódź".encode(), "Łódź"),
        (pa.binary(7), "Łódź".encode(), "Łódź"),
        (pa.float64(), 12.0, "12"),
        (pa.int64(), 12, "12"),
        (pa.duration("s"), timedelta(hours=25, minutes=30), "25:30:00"),
        (pa.duration("ms"), timedelta(hours=-12), "-12:00:00"),
        (pa.duration("us"), timedelta(days=5, seconds=59, milliseconds=250), "120:00:59.25"),
        (pa.duration("ns"), timedelta(minutes=-1, milliseconds=-250), "-00:01:00.25"),
    ],
)
def test_a_cell_is_the_text_that_a_csv_would_have(
    tmp_path: Path, kind: pa.DataType, value: object, text: str
) -> None:
    path = tmp_path / "export.parquet"
    pq.write_table(pa.table({"a": pa.array([value, None], kind)}), path)
    source = open_parquet(path)
    found = duckdb.connect().execute(f"from {parquet_sql(source)}").fetchall()
    assert (found, source.warnings) == ([(text,), (None,)], ())


def test_a_month_of_pandas_is_said_to_be_a_number(tmp_path: Path) -> None:
    path = tmp_path / "export.parquet"
    frame = pd.DataFrame({"a": ["x"], "month": pd.PeriodIndex(["2026-03"], freq="M")})
    frame.to_parquet(path)
    said = (
        "Column 2 holds periods of pandas, such as months, read as the numbers as which they are"
        " kept: make them text first, by .astype(str).",
    )
    assert open_parquet(path).warnings == said
    [part] = open_data(pq.read_table(path))
    assert part.warnings == said
    [part] = open_data(frame)
    assert part.warnings == ()


def test_a_month_is_known_where_pandas_has_not_told_arrow_of_it() -> None:
    kept = {"ARROW:extension:name": "pandas.period", "ARROW:extension:metadata": '{"freq": "M"}'}
    schema = pa.schema([pa.field("month", pa.int64(), metadata=kept)])
    [part] = open_data(pa.table({"month": [674]}, schema))
    [said] = part.warnings
    assert said.startswith("Column 1 holds periods of pandas")


def test_a_moment_of_an_old_kind_is_read_as_it_stands_and_said_to_have_no_zone(
    tmp_path: Path,
) -> None:
    path = tmp_path / "export.parquet"
    table = pa.table({"b": ["x"], "a": pa.array([MOMENT], pa.timestamp("us", "UTC"))})
    pq.write_table(table, path, use_deprecated_int96_timestamps=True)
    source = open_parquet(path)
    found = duckdb.connect().execute(f"from {parquet_sql(source)}").fetchall()
    assert (found, source.warnings) == (
        [("x", "2026-07-01 12:30:00")],
        (
            "Column 2 holds moments of an old kind that has no zone (INT96), read as London time:"
            " where they are in UTC, as Spark and Hive write them, export them with their zone"
            " (TIMESTAMP_MICROS), or as text.",
        ),
    )


def test_an_identifier_of_a_database_is_read_in_its_letters(tmp_path: Path) -> None:
    """It is kept in 16 bytes, which are no text."""
    path, text = tmp_path / "export.parquet", "0a1b2c3d-0000-4000-8000-00000000000f"
    duckdb.connect().execute(f"copy (select uuid '{text}' as a) to '{path}' (format parquet)")
    read = f"from {parquet_sql(open_parquet(path))}"
    assert duckdb.connect().execute(read).fetchall() == [(text,)]


def test_a_file_without_records_is_said(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": pa.array([], pa.string())}), tmp_path / "export.parquet")
    assert open_parquet(tmp_path / "export.parquet").warnings == ("The file has no records.",)


def test_a_text_that_is_none_is_refused(tmp_path: Path) -> None:
    """The library reads it without a word unless it is asked to look."""
    ends, bytes_ = (pa.py_buffer(one) for one in (b"\0\0\0\0\x05\0\0\0", b"North"[:4] + b"\xff"))
    text = pa.Array.from_buffers(pa.string(), 1, [None, ends, bytes_])
    pq.write_table(pa.table({"a": text}), tmp_path / "export.parquet")
    with pytest.raises(ReadError, match="a part of it does not fit the rest"):
        open_parquet(tmp_path / "export.parquet")


def test_a_nested_column_is_said_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / "export.parquet"
    pq.write_table(pa.table({"a": ["x"], "b": [["y", "z"]], " c": [1]}), path)
    assert open_parquet(path).warnings == (
        "White space stands around the name in column 3.",
        "Column 2 is nested: each value was read as one text, and an empty list is recorded.",
    )


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.parquet"
    pq.write_table(pa.Table.from_arrays([pa.array(["x"])] * 2, names=["a", "a"]), path)
    with pytest.raises(ReadError, match="columns 1 and 2 have the same name"):
        open_parquet(path)


def whole(folder: Path) -> bytes:
    """A file of one column, whose pages have checksums."""
    table = pa.table({"a": ["North"] * 10})
    options = {"compression": "none", "use_dictionary": False, "write_page_checksum": True}
    pq.write_table(table, folder / "whole.parquet", **options)
    return (folder / "whole.parquet").read_bytes()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda data: b"id,team\n1,North\n", "is named as Parquet, and is something else"),
        (lambda data: data[:4], "is corrupt: it ends too early"),
        (lambda data: data[:-1], "is corrupt: it ends too early"),
        (lambda data: data[:-8] + b"\xff\xff\0\0PAR1", "its last part does not say where it"),
        (
            lambda data: data.replace(b"\0North\5", b"\0Forth\5", 1),
            "a part of it does not fit the rest",
        ),
        (lambda data: b"PARE" + data[4:], "is encrypted"),
        (lambda data: data[:-4] + b"PARE", "is encrypted"),
    ],
)
def test_what_is_damaged_is_refused_without_a_value(
    tmp_path: Path, damage: Callable[[bytes], bytes], words: str
) -> None:
    (tmp_path / "export.parquet").write_bytes(damage(whole(tmp_path)))
    with pytest.raises(ReadError, match=words) as refused:
        open_parquet(tmp_path / "export.parquet")
    assert "orth" not in str(refused.value)
