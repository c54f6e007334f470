"""A Parquet file that cannot be read is refused for what is so."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

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
