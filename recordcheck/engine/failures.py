"""What the engine's failures become: a message without values, since its own quote the line that it
read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from recordcheck.errors import ReadError, UserError


class RefusedError(ReadError):
    """The engine refused a file, perhaps one that is sound: it is to be looked at by us, and read
    another way.
    """


@contextmanager
def without_values() -> Iterator[None]:
    """Turn DuckDB's errors into ours, cut off from their cause, which quotes what it read."""
    import duckdb

    found: UserError
    try:
        yield
        return
    except (
        duckdb.InvalidInputException,
        duckdb.ConversionException,
        duckdb.IOException,
        duckdb.SerializationException,
    ) as error:
        found = RefusedError(
            f"the engine refused this export ({type(error).__name__})",
            remedy="export it again as CSV",
        )
    except duckdb.OutOfRangeException:
        found = UserError(
            "a rule computes a number or a date that is too large to hold",
            remedy="`recordcheck lint --select` finds which rule it is",
        )
    except duckdb.OutOfMemoryException:
        found = UserError(
            "not enough memory for this export",
            remedy="check fewer files at a time, or fewer rules (--select)",
        )
    except duckdb.Error as error:
        found = UserError(
            f"the engine could not run this standard ({type(error).__name__})",
            remedy="`recordcheck schema test` on it may show which rule; please report it",
        )
    raise found
