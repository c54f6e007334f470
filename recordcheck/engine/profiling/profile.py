"""What is in a file, without a value of it: each column read as every type, its shapes counted, and
its different texts, where they are few, held against code lists; they never leave this folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from recordcheck.engine.failures import RefusedError, all_there, without_values
from recordcheck.engine.given.choose import fits_of, folder_of, none_fits
from recordcheck.engine.given.inputs import Part, open_file, paths_of, reread_part, unchanged
from recordcheck.engine.given.sheets import named_sheets, sheets_that_fit
from recordcheck.engine.given.tables import source_sql
from recordcheck.engine.judging.session import connect
from recordcheck.engine.profiling.by_column import Counts, count_columns
from recordcheck.engine.profiling.forms import forms_of, may_be_otherwise
from recordcheck.engine.profiling.likely import (
    Tables,
    band,
    field_by_codes,
    fields_by_name,
    likely_type,
    nearest_tables,
)
from recordcheck.engine.profiling.listed import (
    Lists,
    best_list,
    held_by_each,
    lists_by_name,
    that_fit,
)
from recordcheck.errors import UserError
from recordcheck.exports.paths import File, files_of
from recordcheck.exports.source import CsvSource
from recordcheck.model import TEXTS, Standard
from recordcheck.model.profile import ColumnProfile, Counted, FieldFit, FileProfile, FileRefused
from recordcheck.nearest import folded
from recordcheck.standard.known import catalogue, code_lists
from recordcheck.standard.near import nearest_standards

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PLACEHOLDERS, SUSPECTED = "placeholders", "suspected-placeholders"
BUNCH = 500
MOST_SHAPES = 3
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Known:
    """What columns are held against: standards, the user's mapping, code lists, and texts that may
    mean that nothing was written.
    """

    standards: Sequence[Standard]
    maps: Mapping[str, str]
    lists: Lists
    placeholders: tuple[str, ...]
    suspected: tuple[str, ...]


def known_in(
    folders: Sequence[Path], maps: Mapping[str, str], named: Iterable[Standard] = ()
) -> Known:
    """What the user's folders and those shipped hold, and the code lists of the standards that are
    named, wherever they stand.
    """
    lists = code_lists(folders)
    of_named = (field.codes for one in named for field in one.fields)
    lists |= {one.name: one for one in of_named if one is not None and one.path is not None}
    placeholders, suspected = (
        tuple(text.lower() for text in lists.pop(called).accepted)
        for called in (PLACEHOLDERS, SUSPECTED)
    )
    return Known(
        catalogue(folders),
        maps,
        lists_by_name(lists, placeholders, suspected),
        placeholders,
        suspected,
    )


def profile_paths(
    paths: Iterable[Path], known: Known, encoding: str | None, sheets: Sequence[str]
) -> tuple[list[FileProfile | FileRefused], str | None]:
    """Each file in turn: a file that cannot be read whole does not stop the next. Of workbooks all
    sheets, or those that are named. Then what to do where no standard fits. Raises UserError where
    a sheet that is named is in no workbook.
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
    kept = named_sheets((one for one in opened if isinstance(one, Part)), sheets)
    profiles = {part.label: one for part, one in zip(kept, profile_parts(kept, known), strict=True)}
    found = [
        one if isinstance(one, FileRefused) else profiles[one.label]
        for one in opened
        if isinstance(one, FileRefused) or one.label in profiles
    ]
    return found, _to_do(kept, found, known, sheets)


def _to_do(
    parts: Sequence[Part],
    found: Sequence[FileProfile | FileRefused],
    known: Known,
    sheets: Sequence[str],
) -> str | None:
    """What `lint` says to do with all of them, where no standard fits one; where some are fit or
    refused, with the first that none fits.
    """
    read = [one for one in found if isinstance(one, FileProfile)]
    unfit = [one.remedy for one in read if one.fits is None]
    if not unfit or len(unfit) < len(found):
        return unfit[0] if unfit else None
    standards, maps = known.standards, known.maps
    try:
        chosen = parts if sheets else sheets_that_fit(parts, standards, maps, standards_named=False)
    except UserError as error:
        return error.remedy
    return none_fits(chosen, standards, maps, folder_of(chosen)).remedy


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


def profile_whole(parts: Sequence[Part], known: Known) -> list[FileProfile]:
    """Each part of an export that is open. Raises UserError where one cannot be read whole."""
    found = []
    for file in profile_parts(parts, known):
        if isinstance(file, FileRefused):
            raise UserError(file.message, path=file.path, line=file.line, remedy=file.remedy)
        found.append(file)
    return found


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
    with connect(paths_of([part])) as con:
        records, columns = _read(con, part, known, tables)
    unchanged(part)
    return FileProfile(
        part.label,
        _form(part),
        records,
        columns,
        " or ".join(f"{standard.name} ({table.name})" for standard, table in fits) or None,
        f"{near[0].standard.name}, {near[0].lacking}" if near else None,
        part.warnings,
        None if fits else none_fits([part], known.standards, known.maps, None).remedy,
    )


@without_values
def _read(
    con: DuckDBPyConnection, part: Part, known: Known, tables: Tables
) -> tuple[int, tuple[ColumnProfile, ...]]:
    source = source_sql(con, part, "profiled")
    by_name = fields_by_name(tables, known.maps)
    found: list[ColumnProfile] = []
    odd: list[int] = []
    for start in range(0, len(part.columns), BUNCH):
        bunch = part.columns[start : start + BUNCH]
        counts = count_columns(
            con, bunch, source, known.placeholders, (*known.placeholders, *known.suspected)
        )
        all_there([part], {0: counts[0].records})
        for called, counted in zip(bunch, counts, strict=True):
            found.append(_column(called, part, counted, known, tables, by_name))
            if may_be_otherwise(found[-1], counted.shapes):
                odd.append(len(found) - 1)
    if odd:
        columns = {part.columns[at]: found[at].recorded for at in odd}
        forms = forms_of(con, columns, source, known.placeholders)
        for at in odd:
            found[at] = replace(found[at], dates=forms.get(part.columns[at]))
    return counts[0].records, tuple(found)


def _column(
    called: str,
    part: Part,
    counted: Counts,
    known: Known,
    tables: Tables,
    by_name: Mapping[str, tuple[FieldFit, str | None]],
) -> ColumnProfile:
    recorded = counted.recorded
    texts: Mapping[str, int] = counted.texts or {}
    words: Mapping[str, int] = counted.words
    field, own = by_name.get(folded(called), (None, None))
    by_list = held_by_each(texts, known.lists)
    held = that_fit(by_list.values(), texts, known.lists)
    best = best_list(held, known.lists, own)
    codes = best.fit if best is not None else None
    if field is None and codes is not None:
        field = field_by_codes(codes.name, tables, part.columns, known.maps)
    # A field's list says what a blank is, as to `lint`, even where few of the cells are on it.
    if (asks := by_list.get(own or "", best)) is not None:
        recorded += asks.answers - asks.blanks.total()
        words = _beside_answers(counted.words + asks.blanks, asks.name, known.lists)
    empty = {text: n for text, n in words.items() if text in known.lists.blank}
    suspected = {text: n for text, n in words.items() if text not in known.lists.blank}
    kind, read = likely_type(recorded, counted.reads, padded=counted.padded, codes=codes)
    shown = kind in TEXTS and codes is None
    return ColumnProfile(
        name=called if part.named else f"column {part.columns.index(called) + 1}",
        recorded=recorded,
        distinct=band(counted.distinct if counted.texts is None else len(texts)),
        type=kind,
        reads=read,
        spaced=counted.spaced,
        placeholders=_counted(empty, 1),
        suspected=_counted(suspected, 1),
        codes=codes,
        lists=tuple(one.fit for one in held),
        field=field,
        shapes=_counted(counted.shapes, max(FEWEST, recorded // 100))[:MOST_SHAPES]
        if shown
        else (),
        order=_counted(counted.order, 1),
    )


def _beside_answers(words: Mapping[str, int], codes: str, lists: Lists) -> dict[str, int]:
    """The words for a blank that a code list does not have: the others are answers."""
    return {text: n for text, n in words.items() if codes not in lists.words.get(text, ())}


def _counted(found: Mapping[str, int], fewest: int) -> Counted:
    pairs = (pair for pair in found.items() if pair[1] >= fewest)
    return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))


def _form(part: Part) -> str:
    source = part.source
    if part.sheet is not None:
        return "a sheet of a workbook"
    if not isinstance(source, CsvSource):
        return "Parquet"
    delimiters = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
    parted = delimiters.get(source.delimiter, source.delimiter)
    return f"{parted}-separated, {source.encoding.upper()}"
