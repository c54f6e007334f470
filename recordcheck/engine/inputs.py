"""What is checked: files, folders and frames, each opened once, and each taken for a table of a
standard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recordcheck.errors import UserError
from recordcheck.exports import open_export, reread, workbook
from recordcheck.exports.columns import Matched, match_columns
from recordcheck.exports.refusals import Fault
from recordcheck.exports.relation import parquet_sql, read_csv_sql
from recordcheck.exports.source import CsvSource, ParquetSource, Stamp, changed
from recordcheck.model import Standard

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

READABLE = (".csv", ".tsv", ".txt", ".parquet", ".gz", ".zip", *workbook.ENDINGS)


@dataclass(frozen=True, slots=True)
class Part:
    """One file or frame: how it is called to the user, its columns, and what the engine reads it
    from. Where its header may be a record, `named` is False: its columns are never said by name.
    """

    label: str
    columns: tuple[str, ...]
    source: Any
    table: str | None = None
    warnings: tuple[str, ...] = ()
    named: bool = True
    sheet: str | None = None

    @property
    def set_aside(self) -> tuple[Fault, ...]:
        """The faulty records that were left out, as asked."""
        return self.source.set_aside if isinstance(self.source, CsvSource) else ()

    @property
    def stem(self) -> str:
        """The name of the file without folder and ending."""
        return Path(self.label).name.split(".")[0]


@dataclass(frozen=True, slots=True)
class TableInput:
    """The parts that together are one table of the standard, each with its columns matched to
    fields.
    """

    table: str
    parts: tuple[Part, ...]
    matched: tuple[Matched, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the export has."""
        return frozenset(self.matched[0].fields)


def open_data(data: Any, *, set_aside: bool = False) -> list[Part]:
    """The parts of what a user gave: a path, paths, a folder, a frame, or any of these by table
    name.
    """
    if isinstance(data, Mapping):
        return [
            _named(part, str(table))
            for table, value in data.items()
            for part in open_data(value, set_aside=set_aside)
        ]
    if isinstance(data, (str, Path)):
        files = _files(Path(data))
        return [part for path in files for part in _parts(path, set_aside=set_aside)]
    if isinstance(data, (list, tuple)):
        return [part for item in data for part in open_data(item, set_aside=set_aside)]
    return [_frame(data)]


def _named(part: Part, table: str) -> Part:
    label = part.label if part.label != "frame" else table
    return replace(part, label=label, table=table)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(item for item in path.iterdir() if item.suffix in READABLE and item.is_file())
    if not found:
        raise UserError(
            "this folder has no export",
            path=str(path),
            remedy="an export is a .csv, .tsv or .parquet file",
        )
    return found


def _parts(path: Path, *, set_aside: bool) -> list[Part]:
    """A file is one part; a spreadsheet has one for each of its sheets."""
    if path.suffix.lower() in workbook.ENDINGS and path.is_file():
        return [_sheet(path, sheet) for sheet in workbook.read_sheets(path)]
    return [_file(path, set_aside=set_aside)]


def _sheet(path: Path, sheet: workbook.Sheet) -> Part:
    import pyarrow

    columns = [pyarrow.array(cells, pyarrow.string()) for cells in sheet.cells]
    table = pyarrow.table(columns, names=list(sheet.columns))
    label = f"{path}:{sheet.name}"
    return Part(label, sheet.columns, table, None, sheet.warnings, sheet=sheet.name)


def _file(path: Path, *, set_aside: bool) -> Part:
    source = open_export(path, set_aside=set_aside)
    named = not (isinstance(source, CsvSource) and source.header_doubtful)
    return Part(str(path), tuple(source.columns), source, None, tuple(source.warnings), named)


def _frame(frame: Any) -> Part:
    table = to_arrow(frame)
    return Part("frame", tuple(table.column_names), table)


def reread_part(part: Part) -> Part:
    """The same file to be read another way. Raises ReadError where there is a fault in it."""
    if isinstance(part.source, (CsvSource, ParquetSource)):
        return replace(part, source=reread(part.source))
    return part


def unchanged(part: Part) -> None:
    """A file that was changed while it was read is refused. Raises ReadError."""
    source = part.source
    if isinstance(source, (CsvSource, ParquetSource)) and Stamp.of(source.path) != source.stamp:
        raise changed(source.path)


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
            f"cannot check a {kind}",
            remedy="give a path, or a pyarrow, polars, pandas or DuckDB frame",
        )
    raise UserError(
        f"this {kind} does not become Arrow ({reason})",
        remedy="give every column one type; text always works",
    )


def _as_table(frame: Any) -> Any:
    import pyarrow

    if isinstance(frame, pyarrow.RecordBatchReader):
        return frame.read_all()
    if type(frame).__module__.startswith(("duckdb", "_duckdb")):
        found = frame.arrow()
        return found if isinstance(found, pyarrow.Table) else found.read_all()
    if type(frame).__module__.startswith("pandas"):
        return pyarrow.Table.from_pandas(frame, preserve_index=False)
    if hasattr(frame, "__arrow_c_stream__"):
        return pyarrow.table(frame)
    if hasattr(frame, "collect"):
        return pyarrow.table(frame.collect())
    return None


def match_tables(
    parts: Iterable[Part], standard: Standard, maps: Mapping[str, str]
) -> dict[str, TableInput]:
    """Each part taken for the table of the standard that it fits best, or that it is named for."""
    grouped: dict[str, list[tuple[Part, Matched]]] = {}
    for part in parts:
        called = part.table or _best(part, standard, maps)
        if called not in standard.tables:
            raise UserError(
                f"{standard.name} has no table `{called}`",
                remedy=f"its tables: {', '.join(standard.tables)}",
            )
        matched = match_columns(part.columns, standard.tables[called], maps, part.label)
        grouped.setdefault(called, []).append((part, matched))
    return {called: _together(called, pairs) for called, pairs in grouped.items()}


def _best(part: Part, standard: Standard, maps: Mapping[str, str]) -> str:
    """The table whose fields the columns fit best; its name in the file's name decides between
    equals.
    """

    def score(called: str) -> tuple[int, bool]:
        matched = match_columns(
            part.columns, standard.tables[called], maps, part.label, strict=False
        )
        return len(matched.fields), called in part.stem

    best = max(standard.tables, key=score)
    equals = [called for called in standard.tables if score(called) == score(best)]
    if score(best)[0] > 0 and len(equals) > 1:
        raise UserError(
            f"its columns fit the tables {' and '.join(equals)} of {standard.name} equally well",
            path=part.label,
            remedy=f"put the table's name into the file's, such as {equals[0]}.csv",
        )
    if score(best)[0] == 0:
        raise UserError(
            f"no column of this export is a field of {standard.name}",
            path=part.label,
            remedy=f"`recordcheck schema show {standard.name}` lists its fields;"
            ' --map "Their Name=our_field" maps one',
        )
    return best


def _together(called: str, pairs: list[tuple[Part, Matched]]) -> TableInput:
    first_part, first = pairs[0]
    for part, matched in pairs[1:]:
        if set(part.columns) != set(first_part.columns):
            lacks = sorted(set(first.fields) - set(matched.fields))
            more = sorted(set(matched.fields) - set(first.fields))
            words = [f"lacks {', '.join(lacks)}"] * bool(lacks) + [
                f"has also {', '.join(more)}"
            ] * bool(more)
            difference = " and ".join(words) or "has other columns, none of them a field"
            raise UserError(
                f"files of one table ({called}) must have the same columns:"
                f" beside {first_part.label} it {difference}",
                path=part.label,
                remedy="check them one by one, or export them alike",
            )
    return TableInput(
        called, tuple(part for part, _ in pairs), tuple(matched for _, matched in pairs)
    )


def paths_of(parts: Iterable[Part]) -> list[str]:
    """The files that the engine must be allowed to read."""
    csv = [part.source.reads for part in parts if isinstance(part.source, CsvSource)]
    return csv + [str(part.source.path) for part in parts if isinstance(part.source, ParquetSource)]


def raw_sql(con: DuckDBPyConnection, given: TableInput, wanted: Iterable[str]) -> str:
    """All parts of a table as one select of text columns named by field, with the number of the
    part.

    Columns that no field uses are read too, so that a fault in any of them is found.
    """
    selects = []
    for number, (part, matched) in enumerate(zip(given.parts, given.matched, strict=True)):
        columns = [f"{_quoted(matched.fields[field])} as {_quoted(field)}" for field in wanted]
        rest = [_quoted(column.name) for column in matched.unused]
        touched = f"(coalesce({', '.join(rest)}) is null)" if rest else "true"
        source = source_sql(con, part, f"frame_{given.table}_{number}")
        selects.append(
            f'select {number}::usmallint as "file", {touched} as "rest",'
            f" {', '.join(columns) or '1'} from {source}"
        )
    return " union all by name ".join(selects)


def source_sql(con: DuckDBPyConnection, part: Part, called: str) -> str:
    """One part as a table expression whose columns are text; a frame is registered as `called`."""
    if isinstance(part.source, CsvSource):
        return read_csv_sql(part.source)
    if isinstance(part.source, ParquetSource):
        return parquet_sql(part.source)
    con.register(called, part.source)
    texts = ", ".join(_as_text(field) for field in part.source.schema)
    return f"(select {texts} from {_quoted(called)})"


def _as_text(field: Any) -> str:
    """A column of a frame as text: a whole number kept as a float loses its `.0`, as pandas needs
    it.
    """
    import pyarrow

    column = _quoted(field.name)
    if pyarrow.types.is_floating(field.type):
        whole = f"{column} = trunc({column}) and abs({column}) < 1e15"
        text = f"case when {whole} then {column}::bigint::varchar else {column}::varchar end"
        return f"{text} as {column}"
    return f"{column}::varchar as {column}"


def _quoted(called: str) -> str:
    return '"' + called.replace('"', '""') + '"'
