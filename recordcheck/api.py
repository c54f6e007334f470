"""The doors for Python: check, prepare, to_pandera."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recordcheck.checked import Run, checked
from recordcheck.errors import UserError
from recordcheck.model import Standard

if TYPE_CHECKING:
    import pyarrow
    from pandera.pyarrow import DataFrameSchema

EXAMPLES = {
    "select": 'for example select=["ETH-402", "VOC-*"]',
    "by": 'for example by=["district", "district,team"]',
    "parameters": 'for example parameters={"period_end": "2026-03-31"}',
    "map": 'for example map={"Eth Code": "self_defined_ethnicity"}',
    "encoding": 'for example encoding="windows-1252"',
}


def _mapping(found: re.Match[str]) -> str:
    typed = (one.rpartition("=") for one in shlex.split(found[1])[1::2])
    pairs = [f'{json.dumps(column, ensure_ascii=False)}: "{field}"' for column, _, field in typed]
    return f"map={{{', '.join(pairs)}}}"


MAPPED = r"""--map (?:'[^']*'|"[^"]*")+"""
# What a remedy says for the command line, and how it is typed here.
TYPED_HERE: dict[str, str | Callable[[re.Match[str]], str]] = {
    rf'({MAPPED}(?: {MAPPED})*)(?:, or ".*" = ".*" under \[map\])?': _mapping,
    r"--param (\w+)=(\S+)": r'parameters={"\1": "\2"}',
    r"--(by|previous)\b": r"\1",
    r"--encoding\b(?! \S+ --)": "encoding",  # in a command it stays an option of it
}


@contextmanager
def _remedies_for_python() -> Iterator[None]:
    """An option in a remedy becomes the keyword that it is here."""
    try:
        yield
    except UserError as error:
        for option, keyword in TYPED_HERE.items():
            error.remedy = error.remedy and re.sub(option, keyword, error.remedy)
        raise


@_remedies_for_python()
def check(
    data: Any,
    standard: Any,
    *,
    parameters: Mapping[str, str] | None = None,
    previous: Any = None,
    as_at: date | str | None = None,
    select: str | Iterable[str] | None = None,
    by: str | Iterable[str] | None = None,
    map: Mapping[str, str] | None = None,  # noqa: A002 - it is called so on the command line
    max_records: int | None = 10,
    encoding: str | None = None,
) -> Run:
    """Check an export against a standard, or against several.

    `data` is a path, paths, a folder, a frame (pyarrow, polars, pandas, DuckDB relation), or any of
    these by table name. `standard` is a name, name@version, a path, a loaded Standard, a pandera
    schema, or a list of them. `by` is a column or several; `"a,b"` is one group of both. `map` is
    the field of each column that is called otherwise: `{"Their name": "our_field"}`. `encoding` is
    what text files are in, if not UTF-8. `max_records=None` gives all record numbers. The run can
    `raise_for_findings()`, become a table (`to_arrow()`), and shows itself in a notebook. Raises
    UserError where it cannot run.
    """
    from recordcheck.engine.check import check_parts
    from recordcheck.engine.given.inputs import open_data
    from recordcheck.engine.given.mapped import check_maps
    from recordcheck.engine.settings import Options, groups

    maps = _by_name("map", "fields by column", map)
    options = Options(
        parameters=_by_name("parameters", "values by name", parameters),
        as_at=_day(as_at),
        select=_rules(select),
        by=groups(_texts("by", by)),
        max_records=_count(max_records),
        maps=maps,
        typed=frozenset(maps),
        previous=previous,
        encoding=_encoding(encoding),
    )
    given = standard if isinstance(standard, (list, tuple)) else [standard]
    standards = [_standard_or_schema(one) for one in given]
    parts = open_data(data, standards, encoding=options.encoding)
    check_maps(parts, standards, options)
    return checked(check_parts(parts, standards, options))


def to_pandera(standard: str | Path | Standard, table: str) -> DataFrameSchema:
    """The pandera schema of a table, for what `prepare` gives."""
    from recordcheck.schema.compile import to_pandera as compiled

    loaded = _standard(standard)
    return compiled(loaded, _table(loaded, table))


@_remedies_for_python()
def prepare(
    frame: Any,
    standard: str | Path | Standard,
    table: str,
    *,
    parameters: Mapping[str, str] | None = None,
    as_at: date | str | None = None,
    map: Mapping[str, str] | None = None,  # noqa: A002 - as in `check`
    encoding: str | None = None,
) -> pyarrow.Table:
    """The typed, derived and rule columns of a frame, in its order, for `to_pandera(...)` to
    validate.

    `frame` is a frame, a path, or several tables by name where rules reach from one to another. A
    rule that reaches what is not there has a column of nulls: it was not judged. That which asks
    for a column that is due is broken by every record where it is not there.
    """
    from recordcheck.engine.frame import prepare_frame
    from recordcheck.engine.settings import Options

    loaded = _standard(standard)
    maps = _by_name("map", "fields by column", map)
    options = Options(
        parameters=_by_name("parameters", "values by name", parameters),
        as_at=_day(as_at),
        maps=maps,
        typed=frozenset(maps),
        encoding=_encoding(encoding),
    )
    return prepare_frame(frame, loaded, _table(loaded, table), options)


def _standard_or_schema(one: Any) -> Standard:
    if isinstance(one, (Standard, str, Path)):
        return _standard(one)
    if not hasattr(one, "to_schema") and not hasattr(one, "columns"):
        raise UserError(
            f"what is of type {type(one).__name__} is no standard",
            remedy="give the name or the path of a standard, what `load` gives, a pandera schema,"
            " or a list of these",
        )
    from recordcheck.schema.foreign import standard_of

    return standard_of(
        one, getattr(one, "__name__", None) or getattr(one, "name", None) or "schema"
    )


def _standard(one: Any) -> Standard:
    from recordcheck.standard.load import load

    if isinstance(one, Standard):
        return one
    if isinstance(one, (str, Path)):
        return load(one)
    raise UserError(
        f"what is of type {type(one).__name__} has no tables to prepare",
        remedy="give the name or the path of a standard, or what `load` gives; a pandera schema"
        " goes to `check` as it is",
    )


def _table(standard: Standard, table: str) -> str:
    from recordcheck.nearest import did_you_mean

    if not isinstance(table, str):
        raise UserError(
            "table takes a name", remedy=f"{standard.name} has {', '.join(standard.tables)}"
        )
    if table not in standard.tables:
        near = did_you_mean(table, standard.tables)
        raise UserError(f"{standard.name} has no table `{table}`{near}")
    return table


def _texts(called: str, given: Any) -> tuple[str, ...]:
    if given is None:
        return ()
    several = isinstance(given, Iterable) and not isinstance(given, str)
    found = tuple(given) if several else (given,)
    if not all(isinstance(one, str) for one in found):
        raise UserError(f"{called} takes a text, or a list of texts", remedy=EXAMPLES[called])
    return found


def _rules(given: str | Iterable[str] | None) -> tuple[str, ...]:
    """A list that a program made may be empty: that is not all rules."""
    found = _texts("select", given)
    if given is not None and not any(one.strip() for one in found):
        raise UserError("select names no rule", remedy=EXAMPLES["select"])
    return found


def _by_name(called: str, what: str, given: Mapping[str, str] | None) -> dict[str, str]:
    if given is None:
        return {}
    named = isinstance(given, Mapping) and all(isinstance(one, str) for one in given)
    if not named or any(value is None for value in given.values()):
        raise UserError(f"{called} takes a dictionary of {what}", remedy=EXAMPLES[called])
    return {name: str(value) for name, value in given.items()}


def _encoding(given: str | None) -> str | None:
    if given is not None and not isinstance(given, str):
        raise UserError("encoding takes a name", remedy=EXAMPLES["encoding"])
    return given


def _count(given: int | None) -> int | None:
    whole = isinstance(given, int) and not isinstance(given, bool) and given >= 0
    if given is not None and not whole:
        raise UserError(
            "max_records takes a whole number from 0 on", remedy="None gives all record numbers"
        )
    return given


def _day(given: date | str | None) -> date:
    from recordcheck.engine.settings import day_of

    if given is None:
        return date.today()
    try:
        day = day_of(given) if isinstance(given, str) else given
    except ValueError:
        day = None
    if isinstance(day, datetime):
        day = day.date()
    if not isinstance(day, date):
        raise UserError("as_at takes a day", remedy='for example as_at="2026-03-31"')
    return day
