"""What is in a file, without a value of it: each column read as every type, its shapes counted.

Three scans for each bunch of columns: one counts the distinct texts, one all else, and the last
fetches the distinct texts of columns that have few, to hold them against code lists; they never
leave this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recordcheck.engine.by_column import (
    DISTINCT,
    FEW,
    READS,
    TEXTS,
    all_else,
    ask_by_column,
    few_at_once,
)
from recordcheck.engine.choose import fits_of
from recordcheck.engine.failures import RefusedError, all_there, without_values
from recordcheck.engine.forms import forms_of, may_be_otherwise
from recordcheck.engine.inputs import Part, open_file, paths_of, reread_part, unchanged
from recordcheck.engine.likely import (
    Tables,
    band,
    best_list,
    field_by_codes,
    fields_by_name,
    likely_type,
    lists_of,
    nearest_tables,
)
from recordcheck.engine.session import connect, set_placeholders
from recordcheck.engine.sheets import choose_sheets
from recordcheck.engine.tables import source_sql
from recordcheck.errors import UserError
from recordcheck.exports.paths import File, files_of
from recordcheck.exports.source import CsvSource
from recordcheck.model import FieldType, Standard
from recordcheck.model.profile import (
    ColumnProfile,
    Counted,
    FieldFit,
    FileProfile,
    FileRefused,
    ListFit,
)
from recordcheck.nearest import folded
from recordcheck.standard.fit import catalogue, code_lists
from recordcheck.standard.near import nearest_standards

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PLACEHOLDERS, SUSPECTED = "placeholders", "suspected-placeholders"
BUNCH = 500
MOST_SHAPES = 3
FEWEST = 5
SHAPES = -2  # their place among what is counted of a column


@dataclass(frozen=True, slots=True)
class Known:
    """What columns are held against: standards, the user's mapping, every spelling of each code
    list, and texts that may mean that nothing was written.
    """

    standards: Sequence[Standard]
    maps: Mapping[str, str]
    spelt: Mapping[str, frozenset[str]]
    placeholders: tuple[str, ...]
    suspected: tuple[str, ...]


def known_in(folders: Sequence[Path], maps: Mapping[str, str]) -> Known:
    """What the user's folders and those shipped hold."""
    lists = code_lists(folders)
    return Known(
        catalogue(folders),
        maps,
        {
            called: frozenset((*one.accepted, *one.spellings))
            for called, one in lists.items()
            if called not in (PLACEHOLDERS, SUSPECTED)
        },
        tuple(text.lower() for text in lists[PLACEHOLDERS].accepted),
        tuple(text.lower() for text in lists[SUSPECTED].accepted),
    )


def profile_paths(
    paths: Iterable[Path],
    known: Known,
    encoding: str | None = None,
    sheets: Sequence[str] = (),
) -> list[FileProfile | FileRefused]:
    """Each file in turn: a file that cannot be read whole does not stop the next. Of workbooks all
    sheets, or those that are named. Raises UserError where one of these is in no workbook.
    """
    opened: list[Part | FileRefused] = []
    for path in paths:
        try:
            files = files_of(path)
        except UserError as error:
            opened.append(_refused(error.path or str(path), error))
            continue
        for file in files:
            opened += _opened(file, encoding)
    parts = [one for one in opened if isinstance(one, Part)]
    kept = choose_sheets(parts, sheets, (), known.maps) if sheets else parts
    profiles = {part.label: one for part, one in zip(kept, profile_parts(kept, known), strict=True)}
    return [
        one if isinstance(one, FileRefused) else profiles[one.label]
        for one in opened
        if isinstance(one, FileRefused) or one.label in profiles
    ]


def _opened(file: File, encoding: str | None) -> list[Part | FileRefused]:
    """A file is one part, a workbook one for each sheet; or it is refused."""
    try:
        return list(open_file(file, encoding=encoding))
    except UserError as error:
        return [_refused(error.path or str(file.path), error)]


def profile_parts(parts: Sequence[Part], known: Known) -> list[FileProfile | FileRefused]:
    """Each part of an export that is open."""
    fits = fits_of(parts, known.standards, known.maps)
    return [_profile(part, known, fits.get(part.label, [])) for part in parts]


def _profile(part: Part, known: Known, fits: Tables) -> FileProfile | FileRefused:
    try:
        try:
            return _columns_of(part, known, fits)
        except RefusedError:
            return _columns_of(reread_part(part), known, fits)
    except UserError as error:
        return _refused(part.label, error)


def _refused(label: str, error: UserError) -> FileRefused:
    return FileRefused(label, error.message, error.remedy, error.line)


def _columns_of(part: Part, known: Known, fits: Tables) -> FileProfile:
    near = [] if fits else nearest_standards(part.columns, known.standards, known.maps)
    first = fits or [(one.standard, one.table) for one in near]
    # A `Date` is a field of some standard: where one comes near, only its names count.
    tables = first or nearest_tables(part.columns, known.standards)
    con = connect(paths_of([part]))
    set_placeholders(con, known.placeholders)
    try:
        records, columns = _read(con, part, known, tables)
    finally:
        con.close()
    unchanged(part)
    return FileProfile(
        part.label,
        _form(part),
        records,
        columns,
        " or ".join(f"{standard.name} ({table.name})" for standard, table in fits) or None,
        f"{near[0].standard.name}, {near[0].lacking}" if near else None,
        part.warnings,
    )


@without_values
def _read(
    con: DuckDBPyConnection, part: Part, known: Known, tables: Tables
) -> tuple[int, tuple[ColumnProfile, ...]]:
    source = source_sql(con, part, "profiled")
    [(records,)] = con.execute(f"select count(*) from {source}").fetchall()
    all_there(part, records)
    by_name = fields_by_name(tables)
    asked = all_else((*known.placeholders, *known.suspected))
    found: list[ColumnProfile] = []
    odd: dict[int, int] = {}
    for start in range(0, len(part.columns), BUNCH):
        bunch = part.columns[start : start + BUNCH]
        distinct = ask_by_column(con, bunch, source, DISTINCT)
        counted = ask_by_column(con, bunch, source, asked)
        for places in few_at_once([int(count) for (count,) in distinct]):
            few = [bunch[place] for place in places if distinct[place][0] <= FEW]
            texts = ask_by_column(con, few, source, TEXTS) if few else []
            values = {called: one for called, (one,) in zip(few, texts, strict=True)}
            for place in places:
                called = bunch[place]
                row = (*distinct[place], *counted[place])
                texts_of = values.get(called)
                column = _column(called, part, row, texts_of, known, tables, by_name)
                if may_be_otherwise(column, row[SHAPES]):
                    odd[len(found)] = column.recorded
                found.append(column)
    if odd:
        forms = forms_of(con, {part.columns[at]: recorded for at, recorded in odd.items()}, source)
        for at in odd:
            found[at] = replace(found[at], dates=forms.get(part.columns[at]))
    return records, tuple(found)


def _column(
    called: str,
    part: Part,
    row: tuple[Any, ...],
    texts: Mapping[str, int] | None,
    known: Known,
    tables: Tables,
    by_name: Mapping[str, tuple[FieldFit, str | None]],
) -> ColumnProfile:
    distinct, recorded = int(row[0]), int(row[1])
    reads = dict(zip(READS, map(int, row[2 : 2 + len(READS)]), strict=True))
    padded, spaced, placeholders, shapes, order = row[2 + len(READS) :]
    field, own = by_name.get(folded(called), (None, None))
    empty, words = set(known.placeholders), placeholders or {}
    written = {text: n for text, n in (texts or {}).items() if text.lower() not in empty}
    lists = lists_of(written, known.spelt)
    codes = best_list(written, lists, known.spelt, own)
    if field is None and codes is not None:
        field = field_by_codes(codes.name, tables, part.columns)
    blank = {text: n for text, n in words.items() if text in empty}
    lists = tuple(_with_answers(fit, blank, known) for fit in lists)
    if codes is not None:
        codes, without = next(fit for fit in lists if fit.name == codes.name), codes.records
        recorded += codes.records - without
        words = {text: n for text, n in words.items() if text not in _answers(codes.name, known)}
    kind, read = likely_type(recorded, reads, padded=int(padded), codes=codes)
    shown = kind in (FieldType.TEXT, FieldType.CODE) and codes is None
    return ColumnProfile(
        name=called if part.named else f"column {part.columns.index(called) + 1}",
        recorded=recorded,
        distinct=band(distinct if texts is None else len(texts)),
        type=kind,
        reads=read,
        spaced=int(spaced),
        placeholders=_counted({text: n for text, n in words.items() if text in empty}, 1),
        suspected=_counted({text: n for text, n in words.items() if text not in empty}, 1),
        codes=codes,
        lists=lists,
        field=field,
        shapes=_counted(shapes, max(FEWEST, recorded // 100))[:MOST_SHAPES] if shown else (),
        order=_counted(order, 1),
    )


def _with_answers(fit: ListFit, blank: Mapping[str, int], known: Known) -> ListFit:
    """With the words for a blank that are on the list: they are answers to a standard too."""
    answers = _answers(fit.name, known)
    more = sum(number for text, number in blank.items() if text in answers)
    return replace(fit, records=fit.records + more)


def _answers(codes: str, known: Known) -> set[str]:
    return {text.lower() for text in known.spelt[codes]}


def _counted(found: Mapping[str, int] | None, fewest: int) -> Counted:
    pairs = [(str(text), int(count)) for text, count in (found or {}).items()]
    return tuple(
        sorted((pair for pair in pairs if pair[1] >= fewest), key=lambda pair: (-pair[1], pair[0]))
    )


def _form(part: Part) -> str:
    source = part.source
    if part.sheet is not None:
        return "a sheet of a workbook"
    if not isinstance(source, CsvSource):
        return "Parquet"
    delimiters = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
    parted = delimiters.get(source.delimiter, source.delimiter)
    return f"{parted}-separated, {source.encoding.upper()}"
