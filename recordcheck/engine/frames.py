"""Frames of any library as Arrow, and their columns as text."""

from __future__ import annotations

from typing import Any

from recordcheck.errors import UserError
from recordcheck.exports.relation import float_as_text
from recordcheck.standard.sql.types import name


def to_arrow(frame: Any) -> Any:
    """A frame of pyarrow, polars, pandas or DuckDB as a pyarrow.Table. Raises UserError for
    anything else.
    """
    import pyarrow

    if isinstance(frame, pyarrow.Table):
        return frame
    kind = type(frame).__name__
    try:
        found = _as_table(frame)
    except Exception as error:  # whatever a frame's library raises may quote a cell
        reason = type(error).__name__
    else:
        if found is not None:
            return found
        raise UserError(
            f"cannot check what is of type {kind}",
            remedy="give a path, or a pyarrow, polars, pandas or DuckDB frame",
        )
    raise UserError(
        f"this {kind} does not become Arrow ({reason})",
        remedy="give every column a name of its own and one type; text always works",
    )


def _as_table(frame: Any) -> Any:
    import pyarrow

    if isinstance(frame, pyarrow.RecordBatchReader):
        return frame.read_all()
    if type(frame).__module__.startswith(("duckdb", "_duckdb")):
        return frame.to_arrow_table()
    if type(frame).__module__.startswith("pandas"):
        return pyarrow.Table.from_pandas(frame, preserve_index=False)
    if hasattr(frame, "__arrow_c_stream__"):
        return pyarrow.table(frame)
    if hasattr(frame, "collect"):
        return pyarrow.table(frame.collect())
    return None


def columns_as_text(schema: Any) -> str:
    """The columns of a frame as text, each found by its place: the engine takes two names that
    differ in case for one.
    """
    import pyarrow

    columns = []
    for place, field in enumerate(schema, 1):
        floating = pyarrow.types.is_floating(field.type)
        text = float_as_text(f"#{place}") if floating else f"#{place}::varchar"
        columns.append(f"{text} as {name(field.name)}")
    return ", ".join(columns)
