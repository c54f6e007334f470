"""What the engine's failures become: a message without values, since its own quote the line that it
read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from recordcheck.engine.given.inputs import Part
from recordcheck.engine.given.tables import source_sql
from recordcheck.errors import ReadError, UserError
from recordcheck.exports.again import records_lost
from recordcheck.exports.oddities import columns_at
from recordcheck.exports.source import FileSource

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Given = ParamSpec("Given")
Result = TypeVar("Result")


class RefusedError(ReadError):
    """The engine refused a file, perhaps one that is sound: it is to be looked at by us, and read
    another way.
    """


def without_values(work: Callable[Given, Result]) -> Callable[Given, Result]:
    """Work in which DuckDB's errors become ours.

    Ours is raised outside of the handling of the other, so that not even its context leads to what
    the engine quotes.
    """

    @wraps(work)
    def guarded(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        import duckdb

        try:
            return work(*args, **kwargs)
        except duckdb.Error as error:
            failure = _in_our_words(error)
        raise failure

    return guarded


def out_of_arrow(error: OSError) -> Exception:
    """The engine's failure behind what Arrow raises for it while records are streamed: of its words
    only the first are looked at, which name the kind.
    """
    import duckdb

    kinds = {
        "Invalid Input Error": duckdb.InvalidInputException,
        "Conversion Error": duckdb.ConversionException,
        "IO Error": duckdb.IOException,
        "Out of Range Error": duckdb.OutOfRangeException,
        "Out of Memory Error": duckdb.OutOfMemoryException,
    }
    return kinds.get(str(error).partition(":")[0], duckdb.Error)()


def all_there(parts: Iterable[Part], counts: Mapping[int, int]) -> None:
    """Refuse a file of which the engine has read other than the records that we counted: it passes
    over what follows a fault at the end of a large file. `counts` are by the number of the part.
    """
    for number, part in enumerate(parts):
        source = part.source
        if isinstance(source, FileSource) and counts.get(number, 0) != source.records:
            lost = records_lost(source)
            raise RefusedError(lost.message, remedy=lost.remedy, path=lost.path)


def named(refused: RefusedError, con: DuckDBPyConnection, parts: Iterable[Part]) -> UserError:
    """What the engine refuses by name: a file, or the standard where it reads every file."""

    if refused.path is not None:
        return refused
    for part in parts:
        if not _is_read(con, part):
            remedy = refused.remedy if part.file else _as_text_instead(con, part)
            return RefusedError(refused.message, remedy=remedy, path=part.label)
    return UserError(
        "every file could be read, but the engine could not run this standard",
        remedy="`recordcheck lint --select` finds which rule it is; a regular expression may be"
        " too large",
    )


def _is_read(con: DuckDBPyConnection, part: Part) -> bool:
    import duckdb

    try:
        con.execute(f"select bit_xor(hash(columns(*))) from {source_sql(con, part, 'asked')}")
    except duckdb.Error:
        return False
    return True


def _as_text_instead(con: DuckDBPyConnection, frame: Part) -> str:
    """Which columns of a frame are to be given as text: those that the engine does not read."""
    alone = [replace(frame, source=frame.source.select([n])) for n in range(len(frame.columns))]
    places = [place for place, one in enumerate(alone, 1) if not _is_read(con, one)]
    return f"give {columns_at(places) if places else 'each of its columns'} as text"


def _in_our_words(error: Exception) -> UserError:
    import duckdb

    called = type(error).__name__
    of_the_file = isinstance(
        error,
        (
            duckdb.InvalidInputException,
            duckdb.ConversionException,
            duckdb.IOException,
            duckdb.SerializationException,
            duckdb.NotImplementedException,
        ),
    )
    # What is wrong inside a Parquet file is often of no kind.
    if of_the_file or type(error) is duckdb.Error:
        return RefusedError(
            f"the engine refused this export ({called})", remedy="export it again as CSV"
        )
    if isinstance(error, duckdb.OutOfRangeException):
        return UserError(
            "a rule computes a number or a date that is too large to hold",
            remedy="`recordcheck lint --select` finds which rule it is",
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        return UserError(
            "not enough memory for this export",
            remedy="check fewer files at a time, or fewer rules (--select)",
        )
    return UserError(
        f"the engine could not run this standard ({called})",
        remedy="`recordcheck schema test` on it may show which rule; please report it",
    )
