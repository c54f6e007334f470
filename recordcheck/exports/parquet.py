"""Open a Parquet file: every page is read once, its checksum verified, before the engine sees it.

The libraries put values into their messages, so what they say is never passed on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from recordcheck.errors import ReadError
from recordcheck.exports import oddities
from recordcheck.exports.refusals import refusal
from recordcheck.exports.relation import kept_as, of_values, periods_of
from recordcheck.exports.source import AsText, ParquetColumn, ParquetSource, Stamp
from recordcheck.exports.text.header import names_of, repeated

PAGE = 1 << 20
BATCH = 1 << 16
_ENDS = 8  # the length of the footer, and the mark after it
MARKS = _MARK, _LOCKED = b"PAR1", b"PARE"
_LENGTHS = {
    "s": AsText.LENGTH_S,
    "ms": AsText.LENGTH_MS,
    "us": AsText.LENGTH_US,
    "ns": AsText.LENGTH_NS,
}
_DIGITS = 38  # a longer decimal the engine reads as a float, which keeps 17 of its digits


def open_parquet(path: Path) -> ParquetSource:
    """The source for a Parquet file that can be read whole."""
    import pyarrow.parquet as pq

    stamp = Stamp.of(path)
    _check_ends(path, stamp.size)
    with (
        _whole(path),
        pq.ParquetFile(  # what stands before a colon would be taken for where to fetch it from
            path.absolute(), buffer_size=PAGE, pre_buffer=False, page_checksum_verification=True
        ) as file,
    ):
        names = tuple(file.schema_arrow.names)
        _check_digits(path, file.schema_arrow)
        flat = [file.schema.column(place) for place in range(len(file.schema))]
        # This says more than how they are stored.
        kinds = {leaf.path: leaf.logical_type.type for leaf in flat}
        old = {leaf.path for leaf in flat if leaf.physical_type == "INT96"}
        periods = periods_of(file.schema_arrow)
        columns = tuple(
            ParquetColumn(name, _as_text(field.type, kinds.get(field.name)))
            for name, field in zip(names_of(names), file.schema_arrow, strict=True)
        )
        records = sum(_checked(batch) for batch in file.iter_batches(BATCH))
        if records != file.metadata.num_rows:
            raise ValueError(records)
    if not names:
        raise refusal(path, "the Parquet file has no columns", "Export it again.")
    places = repeated(names)
    if places:
        raise refusal(
            path,
            oddities.of_same_name(places, "{} have the same name"),
            "Give each column a name of its own.",
        )
    stamp.check(path)
    moments = [place for place, name in enumerate(names, 1) if name in old]  # kept in 96 bits
    said = [*_warnings(names, columns, records), *oddities.without_zone(moments)]
    said += oddities.of_periods(periods)
    return ParquetSource(path, columns, records, stamp, tuple(said))


def _checked(batch: Any) -> int:
    batch.validate(full=True)
    return int(batch.num_rows)


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """Turn whatever the library raises over a damaged file into one line without a value."""
    import pyarrow

    try:
        yield
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        if "crypt" in str(error):
            raise _encrypted(path) from None
        if isinstance(error, MemoryError):
            raise refusal(
                path,
                "the Parquet file asks for more memory than there is",
                "It may be damaged: copy it or export it again. If it is whole, write it"
                " in smaller row groups.",
            ) from None
        # Arrow's word for what it cannot read, no gap of ours: such a file is refused.
        if isinstance(error, pyarrow.ArrowNotImplementedError):
            raise refusal(
                path,
                "the Parquet file uses something that is not read here",
                "Write it again with plain columns: text, numbers, dates and times.",
            ) from None
        raise _corrupt(path, "a part of it does not fit the rest") from None


def _check_ends(path: Path, size: int) -> None:
    if not size:
        raise refusal(path, "the file is empty", "Export it again, and see that the export ran.")
    with path.open("rb") as file:
        start = file.read(len(_MARK))
        file.seek(max(0, size - _ENDS))
        end = file.read(_ENDS)
    if _LOCKED in (start, end[4:]):
        raise _encrypted(path)
    if start != _MARK:
        raise refusal(
            path,
            "the file is named as Parquet, and is something else",
            "Give the file its own ending, such as .csv.",
        )
    if end[4:] != _MARK or size < len(_MARK) + _ENDS:
        raise _corrupt(path, "it ends too early")
    if int.from_bytes(end[:4], "little") > size - len(_MARK) - _ENDS:
        raise _corrupt(path, "its last part does not say where it begins")


def _check_digits(path: Path, schema: Any) -> None:
    long = [place for place, field in enumerate(schema, 1) if _is_too_long(field.type)]
    if long:
        raise refusal(
            path,
            f"{oddities.columns_at(long)} may hold numbers of more than {_DIGITS} digits, and they"
            " would be rounded",
            f"Write them as text, or as decimals of at most {_DIGITS} digits.",
        )


def _is_too_long(kind: Any) -> bool:
    from pyarrow import types

    if types.is_decimal(kind):
        return bool(kind.precision > _DIGITS)
    return any(_is_too_long(kind.field(place).type) for place in range(kind.num_fields))


def _as_text(kind: Any, said: str | None) -> AsText:
    from pyarrow import types

    if types.is_nested(kind) or said is None:
        return AsText.NESTED
    kind = of_values(kind)
    if types.is_duration(kind):
        return _LENGTHS[kind.unit]
    binary = types.is_binary(kind) or types.is_large_binary(kind)
    if (binary or types.is_fixed_size_binary(kind)) and said in ("NONE", "ENUM"):
        return AsText.BYTES
    return kept_as(kind)


def _warnings(
    names: tuple[str, ...], columns: tuple[ParquetColumn, ...], records: int
) -> Iterator[str]:
    yield from oddities.of_names(names)
    nested = [place for place, column in enumerate(columns, 1) if column.text is AsText.NESTED]
    yield from oddities.of_nested(nested)
    if not records:
        yield "The file has no records."


def _encrypted(path: Path) -> ReadError:
    return refusal(path, "the Parquet file is encrypted", "Decrypt it first; no key is taken here.")


def _corrupt(path: Path, why: str) -> ReadError:
    return refusal(
        path, f"the Parquet file is corrupt: {why}", "Export it again, or copy it again."
    )
