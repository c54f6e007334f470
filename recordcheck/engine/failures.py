"""What the engine's failures become: a message without values, since its own quote the line that it read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from recordcheck.engine.inputs import Part
from recordcheck.errors import ReadError, UserError
from recordcheck.exports import locate_fault
from recordcheck.exports.source import CsvSource

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@contextmanager
def without_values(con: DuckDBPyConnection, parts: list[Part]) -> Iterator[None]:
    """Turn DuckDB's errors into ours. A refused file is scanned again by us, to name the line."""
    import duckdb

    try:
        yield
    except (
        duckdb.InvalidInputException,
        duckdb.ConversionException,
        duckdb.IOException,
        duckdb.SerializationException,
    ) as error:
        raise _read_error(parts, type(error).__name__) from None
    except duckdb.OutOfRangeException:
        raise UserError(
            "a rule computes a number or a date that is too large to hold",
            remedy="`recordcheck lint --select` finds which rule it is",
        ) from None
    except duckdb.OutOfMemoryException:
        raise UserError(
            "not enough memory for this export",
            remedy="check fewer files at a time, or fewer rules (--select)",
        ) from None
    except duckdb.Error as error:
        raise UserError(
            f"the engine could not run this standard ({type(error).__name__})",
            remedy="`recordcheck schema test` on the standard may show which rule; please report it",
        ) from None


def _read_error(parts: list[Part], kind: str) -> UserError:
    for part in parts:
        if isinstance(part.source, CsvSource):
            try:
                found = locate_fault(part.source)
            except ReadError as error:
                found = error
            if found is not None:
                return found
    paths = ", ".join(part.label for part in parts)
    return ReadError(
        f"the engine refused this export ({kind})", path=paths, remedy="export it again as CSV"
    )
