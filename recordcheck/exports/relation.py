"""The SQL by which the engine reads a checked file: every column as text, nothing guessed.

Left to itself the engine would put the name of a folder `district=North` in place of what the file
has in a column of that name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from recordcheck.exports.source import AsText, CsvSource, ParquetSource
from recordcheck.exports.stream import Container
from recordcheck.standard.sql.types import name, text_literal

LONGEST = 2_000_000  # the engine's own limit for a record, in bytes
# The mark before a real day or moment of a Parquet file, a frame or a sheet, where its field has a
# form of dates, which is for texts: no delimited text and no sheet has this sign.
REAL = "chr(0)"
BUFFER = 16_000_000  # half of the engine's own: as fast, and it fills several for each file


def read_csv_sql(source: CsvSource) -> str:
    """A table expression over the file. An empty cell is an empty text, never null.

    A text that no cell can be is named as null: the engine would otherwise pass over an empty field
    too many at the end of a record, and take each blank line in a file of one column for a record.
    """
    columns = ", ".join(f"{text_literal(column)}: 'VARCHAR'" for column in source.columns)
    options = [
        "auto_detect = false",
        "strict_mode = true",
        "header = false",
        f"skip = {source.skip}",
        f"delim = {text_literal(source.delimiter)}",
        "quote = '\"'",
        "escape = '\"'",
        "nullstr = chr(0)",
        f"compression = '{_compression(source)}'",
        "encoding = 'utf-8'",
        "hive_partitioning = false",
        f"columns = {{{columns}}}",
    ]
    if source.longest >= LONGEST:
        options.append(f"max_line_size = {2 * source.longest}")
    else:
        options.append(f"buffer_size = {BUFFER}")
    if not source.parallel:
        options.append("parallel = false")
    return f"read_csv({text_literal(source.reads)}, {', '.join(options)})"


def _compression(source: CsvSource) -> str:
    packed = source.stream.container is Container.GZIP and source.copy is None
    return "gzip" if packed else "none"


def parquet_sql(source: ParquetSource, marked: Collection[str] = ()) -> str:
    """A select over the file that gives every column as text; in the columns `marked` each real day
    and moment has a mark.
    """
    columns = as_texts(((column.name, column.text) for column in source.fields), marked)
    file = f"read_parquet({text_literal(source.reads)}, hive_partitioning = false)"
    return f"(select {columns} from {file})"


_PLAIN = "cast({column} as varchar)"
# A whole number that was kept as a float loses its `.0`; no number has an exponent, which nobody
# writes by hand. A float needs at most 340 decimals to be itself again. One that is no number is
# how polars and numpy keep that there is none; it is told by its text, because the engine believes
# the least and the greatest number that a Parquet file names, and they do not count it.
_FLOAT = (
    "case when isfinite({column}) and {column} = trunc({column}) and abs({column}) < 1e18"
    " then cast(cast({column} as bigint) as varchar)"
    " when isfinite({column}) and contains(cast({column} as varchar), 'e')"
    " then format('{{:.340f}}', cast({column} as double))"
    " when not contains(cast({column} as varchar), 'nan') then cast({column} as varchar) end"
)
# The engine takes a length of time in a file for the whole number as which it is kept.
_LENGTH = "cast(to_microseconds({}) as varchar)"
_AS_TEXT = {
    AsText.PLAIN: _PLAIN,
    AsText.MOMENT: _PLAIN,
    AsText.NUMBER: _FLOAT,
    AsText.ZONED: "cast(make_timestamp(epoch_us({column})) as varchar) || '+00:00'",
    AsText.ZONED_NS: "cast(make_timestamp_ns(epoch_ns({column})) as varchar) || '+00:00'",
    AsText.LENGTH_S: _LENGTH.format("{column} * 1000000"),
    AsText.LENGTH_MS: _LENGTH.format("{column} * 1000"),
    AsText.LENGTH_US: _LENGTH.format("{column}"),
    AsText.LENGTH_NS: _LENGTH.format("{column} // 1000"),
    AsText.BYTES: f"coalesce(try(decode({{column}})), {_PLAIN})",
    AsText.NESTED: _PLAIN,
    AsText.CELL: f"ltrim({{column}}, {REAL})",
}
_MOMENTS = (AsText.MOMENT, AsText.ZONED, AsText.ZONED_NS)


def as_texts(columns: Iterable[tuple[str, AsText]], marked: Collection[str]) -> str:
    """The columns of a file, a frame or a sheet as text, each found by its place: the engine takes
    two names that differ in case for one. In the columns `marked` each real day and moment has a
    mark.
    """
    return ", ".join(
        f"{_as_text(kind, f'#{place}', marked=called in marked)} as {name(called)}"
        for place, (called, kind) in enumerate(columns, 1)
    )


def _as_text(kind: AsText, column: str, *, marked: bool) -> str:
    """A column that is kept in that way as text: a number in digits, as people write it. A real day
    or moment has a mark before it where that is asked for.
    """
    if marked and kind is AsText.CELL:
        return column
    text = _AS_TEXT[kind].format(column=column)
    return f"{REAL} || {text}" if marked and kind in _MOMENTS else text


def of_values(kind: Any) -> Any:
    """A type of Arrow; of categories, that of their values."""
    from pyarrow import types

    return kind.value_type if types.is_dictionary(kind) else kind


def periods_of(schema: Any) -> list[int]:
    """The places, from 1, of columns of months and the like of pandas: its own type where pandas
    has told Arrow of it, otherwise a number that is said to be one.
    """
    return [
        place
        for place, field in enumerate(schema, 1)
        if getattr(field.type, "extension_name", None) == "pandas.period"
        or (field.metadata or {}).get(b"ARROW:extension:name") == b"pandas.period"
    ]


def kept_as(kind: Any) -> AsText:
    """How a number or a moment with a zone becomes text, in a file and in a frame."""
    from pyarrow import types

    if types.is_floating(kind):
        return AsText.NUMBER
    if types.is_timestamp(kind) and kind.tz:
        return AsText.ZONED_NS if kind.unit == "ns" else AsText.ZONED
    if types.is_date(kind) or types.is_timestamp(kind):
        return AsText.MOMENT
    return AsText.PLAIN
