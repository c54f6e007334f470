"""Frames of any library as Arrow, and their columns as text."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from recordcheck.errors import UserError
from recordcheck.exports import oddities
from recordcheck.exports.relation import as_texts, kept_as, of_values, periods_of
from recordcheck.exports.source import AsText


def to_arrow(frame: Any) -> Any:
    """A frame of pyarrow, polars, pandas or DuckDB as a pyarrow.Table. Raises UserError for
    anything else.
    """
    import pyarrow

    if isinstance(frame, pyarrow.Table):
        return frame
    try:
        if hasattr(frame, "collect"):  # a lazy one
            frame = frame.collect()
        found = _as_table(frame)
    except Exception as error:  # whatever a frame's library raises may quote a cell
        refused = _refused(frame, type(error).__name__)
    else:
        mixed = _of_two_kinds(frame, found) if _of_pandas(frame) else []
        if mixed:
            raise UserError(
                f"days and moments, or moments with a zone and without, stand together in"
                f" {oddities.columns_at(mixed)} of this {type(frame).__name__}",
                remedy="give every column one type; text always works",
            )
        if found is not None:
            return found
        refused = UserError(
            f"cannot check what is of type {type(frame).__name__}",
            remedy="give a path, or a pyarrow, polars, pandas or DuckDB frame",
        )
    raise refused


def _refused(frame: Any, reason: str) -> UserError:
    kind = type(frame).__name__
    unfit = _unfit(frame)
    if unfit:
        return UserError(
            f"no type of Arrow fits {oddities.columns_at(unfit)} of this {kind} ({reason})",
            remedy="give every column one type; text always works",
        )
    remedy = "give every column a name of its own and one type; text always works"
    if not hasattr(type(frame), "columns"):  # one column alone, or a connection
        remedy = "give a frame of whole records, or a relation: connection.sql('from visits')"
    return UserError(f"this {kind} does not become Arrow ({reason})", remedy=remedy)


def _as_table(frame: Any) -> Any:
    import pyarrow

    if isinstance(frame, pyarrow.RecordBatchReader):
        return frame.read_all()
    if type(frame).__module__.startswith(("duckdb", "_duckdb")):
        return frame.to_arrow_table()
    if _of_pandas(frame):
        return pyarrow.Table.from_pandas(_periods_as_text(frame), preserve_index=False)
    if any(map(_of_python, _of_polars(frame))):
        raise TypeError
    if hasattr(frame, "__arrow_c_stream__"):
        return pyarrow.table(frame)
    return None


def _of_polars(frame: Any) -> list[Any]:
    """The columns of a frame of polars; none of any other."""
    return list(frame.get_columns()) if hasattr(frame, "get_columns") else []


def _of_python(column: Any) -> bool:
    """Whether a column of polars holds objects of Python, such as UUIDs: of them it gives Arrow no
    more than where they are in memory.
    """
    return str(column.dtype) == "Object"


def _periods_as_text(frame: Any) -> Any:
    """A pandas frame whose months and the like are texts (2026-03): Arrow has a number of each."""
    periods = [called for called, kind in frame.dtypes.items() if str(kind).startswith("period")]
    return frame.astype(dict.fromkeys(periods, "string")) if periods else frame


def _of_pandas(frame: Any) -> bool:
    return type(frame).__module__.startswith("pandas")


def index_not_read(frame: Any) -> tuple[str, ...]:
    """What is said of a pandas frame whose index has a name, as what was a column has."""
    if not _of_pandas(frame) or not any(name is not None for name in frame.index.names):
        return ()
    return ("The index is no column, and was not read: reset_index() makes it one.",)


def of_odd_kinds(table: Any) -> Iterator[str]:
    """What is said of columns of lists and the like and of periods, as of those of a Parquet
    file.
    """
    from pyarrow import types

    kinds = enumerate(table.schema.types, 1)
    yield from oddities.of_nested([place for place, kind in kinds if types.is_nested(kind)])
    yield from oddities.of_periods(periods_of(table.schema))


def _of_two_kinds(frame: Any, table: Any) -> list[int]:
    """The places, from 1, of columns of objects of which Arrow took another day or moment than is
    there: the time of a moment goes below a day, the zone below a moment that has none.
    """
    from pyarrow import types

    found = []
    for place, kind in enumerate(table.schema.types):
        if types.is_temporal(kind) and str(frame.dtypes.iloc[place]) == "object":
            cells = frame.iloc[:, place].dropna()
            kinds = {(isinstance(cell, datetime), _zoned(cell)) for cell in cells}
            if len(kinds) > 1:
                found.append(place + 1)
    return found


def _zoned(cell: Any) -> bool:
    return getattr(cell, "tzinfo", None) is not None


def _unfit(frame: Any) -> list[int]:
    """The places, from 1, of columns of pandas or polars of which Arrow makes no column."""
    import pyarrow

    found = [place for place, column in enumerate(_of_polars(frame), 1) if not _fits(column)]
    for place in range(len(getattr(frame, "columns", ())) if _of_pandas(frame) else 0):
        try:
            pyarrow.Array.from_pandas(frame.iloc[:, place])
        except Exception:
            found.append(place + 1)
    return found


def _fits(column: Any) -> bool:
    import pyarrow

    try:
        pyarrow.chunked_array(column)
    except Exception:
        return False
    return not _of_python(column)


def columns_as_text(schema: Any, marked: Collection[str], *, sheet: bool) -> str:
    """The columns of a frame or of a sheet as text; in the columns `marked` each real day and
    moment has a mark.
    """
    kinds = (AsText.CELL if sheet else _kept_as(field.type) for field in schema)
    return as_texts(zip(schema.names, kinds, strict=True), marked)


def _kept_as(kind: Any) -> AsText:
    from pyarrow import types

    kind = of_values(kind)
    if types.is_binary(kind) or types.is_large_binary(kind) or types.is_binary_view(kind):
        return AsText.BYTES
    return kept_as(kind)
