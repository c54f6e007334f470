"""What is checked: files, folders, sheets and frames, each opened once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import file_digest
from pathlib import Path
from typing import Any

from recordcheck.engine.given.frames import index_not_read, of_odd_kinds, to_arrow
from recordcheck.errors import ReadError, UserError
from recordcheck.exports import oddities, workbook
from recordcheck.exports.again import reread
from recordcheck.exports.opening import open_export
from recordcheck.exports.paths import File, Partition, files_of
from recordcheck.exports.refusals import Fault
from recordcheck.exports.source import CsvSource, FileSource, from_here
from recordcheck.exports.text.header import names_of, repeated
from recordcheck.model import Standard
from recordcheck.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class Part:
    """One file or frame: how it is called to the user, its columns, and what the engine reads it
    from. `table` is the one by whose name the user gave it, `sheet` its name in a workbook, and
    `warnings` what is odd about it. Where its header may be a record, `named` is False: its columns
    are never said by name. `partition` are the columns, among the others, that a folder's name
    holds for all its records.
    """

    label: str
    columns: tuple[str, ...]
    source: Any
    table: str | None = None
    warnings: tuple[str, ...] = ()
    named: bool = True
    sheet: str | None = None
    partition: Partition = ()

    @property
    def set_aside(self) -> tuple[Fault, ...]:
        """The faulty records that were set aside, as asked."""
        return self.source.set_aside if isinstance(self.source, CsvSource) else ()

    @property
    def records(self) -> int:
        """How many records there are; 0 of a view, which is not known."""
        if isinstance(self.source, FileSource):
            return self.source.records
        return self.source.num_rows if self.source is not None else 0

    @property
    def file(self) -> str | None:
        """The file that it is, or whose sheet it is; None for a frame."""
        if isinstance(self.source, FileSource):
            return self.label
        return self.label.removesuffix(f":{self.sheet}") if self.sheet is not None else None

    @property
    def stem(self) -> str:
        """The name of the file without folder and ending, and of its sheet."""
        name = Path(self.label).name.split(".")[0]
        return f"{name} {self.sheet}" if self.sheet is not None else name


def open_data(
    data: Any,
    standards: Collection[Standard] = (),
    *,
    set_aside: bool = False,
    encoding: str | None = None,
) -> list[Part]:
    """The parts of what a user gave: a path, a pattern, a folder, a frame, several of these, or any
    of them by the name of a table of the standards. Raises UserError.
    """
    _given_by_table(data, standards)
    read = partial(open_file, set_aside=set_aside, encoding=encoding)
    return _told_apart(_each_once(_opened(data, read)))


def _given_by_table(data: Any, standards: Collection[Standard]) -> None:
    """Refuse a dictionary of columns, or of a record, before its texts are taken for paths: they
    are values of the export, and so may its keys be.
    """
    if isinstance(data, (list, tuple)):
        for item in data:
            _given_by_table(item, standards)
    if not isinstance(data, Mapping):
        return
    known = [table for one in standards for table in one.tables]
    for place, (called, value) in enumerate(data.items(), 1):
        if known and called not in known:
            names = " or ".join(one.name for one in standards)
            near = did_you_mean(str(called), [name for one in standards for name in one.exported])
            raise UserError(
                "a dictionary gives tables by name, and its key"
                f" {place} is no table of {names}{near}",
                remedy="of columns make a frame: pyarrow.table(columns), and of records"
                " pyarrow.Table.from_pylist(records)",
            )
        _given_by_table(value, standards)


def _opened(data: Any, read: Callable[[File], list[Part]]) -> Iterator[Part]:
    if isinstance(data, Mapping):
        for table, value in data.items():
            for part in _opened(value, read):
                yield _named(part, str(table))
    elif isinstance(data, (str, Path)):
        if data == "":  # as a path it would be the working folder
            raise UserError("an empty path names no file", remedy='"." is the working folder')
        for file in files_of(Path(data)):
            yield from read(file)
    elif isinstance(data, (list, tuple)):
        for item in data:
            yield from _opened(item, read)
    else:
        yield _frame(data)


def _each_once(parts: Iterable[Part]) -> list[Part]:
    """Each file once for a table, by whatever paths it is given: its records would count twice."""
    found: dict[tuple[object, ...], Part] = {}
    for place, part in enumerate(parts):
        itself = Path(part.file).resolve() if part.file is not None else place
        found.setdefault((itself, part.sheet, part.table), part)
    return list(found.values())


def _named(part: Part, table: str) -> Part:
    label = part.label if part.file is not None else table
    return replace(part, label=label, table=table)


def _told_apart(parts: list[Part]) -> list[Part]:
    """Frames have no name of their own: several that are called alike are numbered."""
    many = Counter(part.label for part in parts if part.file is None)
    seen: Counter[str] = Counter()
    told = []
    for part in parts:
        alike = part.file is None and many[part.label] > 1
        seen[part.label] += alike
        told.append(replace(part, label=f"{part.label} {seen[part.label]}") if alike else part)
    return told


def open_file(file: File, *, set_aside: bool = False, encoding: str | None) -> list[Part]:
    """A file is one part; a spreadsheet has one for each of its sheets."""
    path = file.path
    if path.suffix.lower() in workbook.ENDINGS and path.is_file():
        parts = [_sheet(path, sheet) for sheet in workbook.read_sheets(path)]
    else:
        parts = [_file(path, set_aside=set_aside, encoding=encoding)]
    parts[0] = replace(parts[0], warnings=(*parts[0].warnings, *file.said))
    return [_with_partition(part, file.partition) for part in parts]


def _with_partition(part: Part, partition: Partition) -> Part:
    columns = [*part.columns, *(column for column, _ in partition)]
    if len({column.casefold() for column in columns}) < len(columns) and partition:
        raise ReadError(
            "a column of this file is called as one that the folders above it hold",
            path=part.label,
            remedy="leave it out of the file, or rename the folder",
        )
    return replace(part, columns=tuple(columns), partition=partition)


def _sheet(path: Path, sheet: workbook.Sheet) -> Part:
    import pyarrow

    columns = [
        pyarrow.array([_marked(cell) for cell in cells], pyarrow.string()) for cells in sheet.cells
    ]
    table = pyarrow.table(columns, names=list(sheet.columns))
    return Part(
        f"{path}:{sheet.name}",
        sheet.columns,
        table,
        warnings=sheet.warnings,
        named=not sheet.doubtful,
        sheet=sheet.name,
    )


def _marked(cell: str | None) -> str | None:
    return f"\0{cell}" if isinstance(cell, workbook.Real) else cell


def _file(path: Path, *, set_aside: bool, encoding: str | None) -> Part:
    source = open_export(path, set_aside=set_aside, encoding=encoding)
    named = not (isinstance(source, CsvSource) and source.header_doubtful)
    return Part(str(path), source.columns, source, warnings=source.warnings, named=named)


def _frame(frame: Any) -> Part:
    table = to_arrow(frame)
    given = tuple(table.column_names)
    if places := repeated(given):
        raise UserError(
            oddities.of_same_name(places, f"this {type(frame).__name__} gives {{}} the same name"),
            remedy="give each column a name of its own",
        )
    columns = names_of(given)
    warnings = [*oddities.of_names(given), *of_odd_kinds(table), *index_not_read(frame)]
    if not table.num_rows:
        warnings.append("The frame has no records.")
    return Part("frame", columns, table.rename_columns(columns), warnings=tuple(warnings))


def refuse_unnamed(part: Part, otherwise: str) -> None:
    """Where the header may be a record, its names may be values: none is written down. `otherwise`
    is what to do where it is the header after all. Raises UserError.
    """
    if not part.named:
        raise UserError(
            "what was read as the header looks like data",
            path=part.label,
            remedy="write the names of the columns above it; where it is the header after all,"
            f" {otherwise}",
        )


def reread_part(part: Part) -> Part:
    """The same file to be read another way, with what that look found odd. Raises ReadError where
    there is a fault in it.
    """
    if not isinstance(part.source, FileSource):
        return part
    source = reread(part.source)
    said = dict.fromkeys((*part.warnings, *source.warnings))
    return replace(part, source=source, warnings=tuple(said))


def unchanged(part: Part) -> None:
    """A file that was changed while it was read is refused. Raises ReadError."""
    source = part.source
    if isinstance(source, FileSource):
        source.stamp.check(source.path)


def sha256_of(part: Part) -> str | None:
    """The SHA-256 of a part's file, in hexadecimal; None of a frame."""
    if part.file is None:
        return None
    with Path(part.file).open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def paths_of(parts: Iterable[Part]) -> list[str]:
    """The files that the engine must be allowed to read, as they are called and as it is told."""
    sources = [part.source for part in parts]
    files = [one for one in sources if isinstance(one, FileSource)]
    return [path for one in files for path in (from_here(one.path), one.reads)]
