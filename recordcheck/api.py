"""The doors for Python: check, prepare, to_pandera."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recordcheck.checked import Checked, checked
from recordcheck.model import Standard

if TYPE_CHECKING:
    import pyarrow
    from pandera.pyarrow import DataFrameSchema


def check(
    data: Any,
    standard: Any,
    *,
    parameters: Mapping[str, str] | None = None,
    previous: Any = None,
    as_at: date | str | None = None,
    select: str | Iterable[str] | None = None,
    by: str | Iterable[str] | None = None,
    max_records: int | None = 10,
) -> Checked:
    """Check an export against a standard, or against several.

    `data` is a path, paths, a folder, a frame (pyarrow, polars, pandas, DuckDB relation), or any of
    these by table name. `standard` is a name, name@version, a path, a loaded Standard, a pandera
    schema, or a list of them. `by` is a column or several; `"a,b"` is one group of both.
    `max_records=None` gives all record numbers. The run can `raise_for_findings()`, become a table
    (`to_arrow()`), and shows itself in a notebook. Raises UserError where it cannot run.
    """
    from recordcheck.engine.check import check_parts
    from recordcheck.engine.inputs import open_data
    from recordcheck.engine.settings import Options, groups

    options = Options(
        parameters={name: str(value) for name, value in (parameters or {}).items()},
        as_at=_day(as_at),
        select=_texts(select),
        by=groups(_texts(by)),
        max_records=max_records,
        previous=previous,
    )
    standards = [
        _standard(one) for one in (standard if isinstance(standard, (list, tuple)) else [standard])
    ]
    return checked(check_parts(open_data(data, standards), standards, options))


def to_pandera(standard: str | Path | Standard, table: str) -> DataFrameSchema:
    """The pandera schema of a table, for what `prepare` gives."""
    from recordcheck.schema.compile import to_pandera as compiled

    loaded = _standard(standard)
    return compiled(loaded, _table(loaded, table))


def prepare(
    frame: Any,
    standard: str | Path | Standard,
    table: str,
    *,
    parameters: Mapping[str, str] | None = None,
    as_at: date | str | None = None,
) -> pyarrow.Table:
    """The typed, derived and rule columns of a frame, in its order, for `to_pandera(...)` to
    validate.

    `frame` is a frame, a path, or several tables by name where rules reach from one to another. A
    rule that reaches what is not there has a column of nulls: it was not judged.
    """
    from recordcheck.engine.frame import prepare_frame

    loaded = _standard(standard)
    given = {name: str(value) for name, value in (parameters or {}).items()}
    return prepare_frame(frame, loaded, _table(loaded, table), given, _day(as_at))


def _standard(one: Any) -> Standard:
    if isinstance(one, Standard):
        return one
    if isinstance(one, (str, Path)):
        from recordcheck.standard.load import load

        return load(one)
    from recordcheck.schema.foreign import standard_of

    return standard_of(
        one, getattr(one, "__name__", None) or getattr(one, "name", None) or "schema"
    )


def _table(standard: Standard, table: str) -> str:
    from recordcheck.errors import UserError
    from recordcheck.nearest import did_you_mean

    if table not in standard.tables:
        near = did_you_mean(table, standard.tables)
        raise UserError(f"{standard.name} has no table `{table}`{near}")
    return table


def _texts(given: str | Iterable[str] | None) -> tuple[str, ...]:
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)


def _day(given: date | str | None) -> date:
    from recordcheck.errors import UserError

    if given is None:
        return date.today()
    try:
        return date.fromisoformat(given) if isinstance(given, str) else given
    except ValueError:
        raise UserError("as_at takes a day", remedy='for example as_at="2026-03-31"') from None
