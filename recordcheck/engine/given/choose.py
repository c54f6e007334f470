"""Which standard an export is held against, for every command alike; and what to say where none
fits: those that come nearest, and the command that maps the columns to one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from recordcheck.engine.given.inputs import Part
from recordcheck.errors import UserError
from recordcheck.exports.source import CsvSource
from recordcheck.model import Standard, Table
from recordcheck.nearest import one_line
from recordcheck.plural import many, some
from recordcheck.shell import mapping, quoted
from recordcheck.standard.find import SUFFIXES, as_typed, is_shipped
from recordcheck.standard.fit import best_fit, fitting, takes, untold
from recordcheck.standard.near import (
    MOST,
    Near,
    known_columns,
    nearest_standards,
    nearest_table,
    nearest_together,
)
from recordcheck.standard.new_names import slug

LIST = "`recordcheck schema list` shows the standards; --standard names one"


def choose(parts: Sequence[Part], known: Sequence[Standard], maps: Mapping[str, str]) -> Standard:
    """The standard that fits the columns of all parts. Raises UserError where none does, or several
    do.
    """
    winners = fitting([part.columns for part in parts], known, maps)
    if len(winners) > 1:
        names = ", ".join(standard.name for standard in winners)
        raise UserError(
            f"several standards fit this export equally well: {names}",
            path=parts[0].label,
            remedy=f"say which: --standard {winners[0].name}",
        )
    if winners:
        return winners[0]
    unfit = [part for part in parts if not fitting([part.columns], known, maps)]
    if unfit:
        folder = folder_of(unfit) if len(unfit) == len(parts) else None
        raise none_fits(unfit, known, maps, folder)
    raise UserError(
        f"no standard fits the columns of all {len(parts)} files together",
        path=parts[0].label,
        remedy="check them one by one, or name one with --standard: with --skip-unfit too, `lint`"
        " leaves out what it does not fit",
    )


def that_fit(
    parts: Sequence[Part], known: Sequence[Standard], maps: Mapping[str, str], *, named: bool
) -> list[Part]:
    """The parts that a table of one of these standards takes; `named` where the user has named
    them.
    """
    return [
        part for part in parts if takes(part.columns, known, maps, named=named, called=part.stem)
    ]


def fits_of(
    parts: Sequence[Part], known: Sequence[Standard], maps: Mapping[str, str]
) -> dict[str, list[tuple[Standard, Table]]]:
    """Of each part that a standard fits, by its label, the standard that is chosen for all of them
    together, where one fits all; several where they fit equally well.
    """
    fit = [part for part in parts if fitting([part.columns], known, maps)]
    together = fitting([part.columns for part in fit], known, maps)
    found: dict[str, list[tuple[Standard, Table]]] = {}
    for part in fit:
        for standard in together or fitting([part.columns], known, maps):
            best = best_fit(part.columns, standard, maps)
            if best is not None:
                pair = (standard, standard.tables[best.table])
                found.setdefault(part.label, []).append(pair)
    return found


def none_fits(
    parts: Sequence[Part], known: Sequence[Standard], maps: Mapping[str, str], folder: str | None
) -> UserError:
    """What is said of the first of some files that no standard fits. They are all files of the
    folder, if one is given: a mapping, or a standard, of one file alone would not fit the others.
    """
    part = parts[0]
    message = f"no standard fits the {many(len(part.columns), 'column')} of this export"
    near = nearest_standards(part.columns, known, maps)
    best = near[0] if near else None
    if near:
        first, *others = (one.standard for one in near)
        together = nearest_together([one.columns for one in parts], known, maps) if folder else None
        best = nearest_table(part.columns, together, maps) if together else near[0]
        names = ", ".join([f"{first.name} ({first.title})", *(one.name for one in others)])
        message += f"; the nearest: {names}; {_what_lacks(part, best)}"
    elif part.named:
        found = known_columns(part.columns, known, maps)
        message += f"; {_what_is_known(found) or 'none of them is called as a field'}"
        of_all = list({one.name: one for *_, of in found for one in of}.values())
        best = nearest_table(part.columns, of_all[0], maps) if len(of_all) == 1 else None
    if not folder:
        message += _what_may_be_named(part, known, maps)
    remedy = how_to_map(part, best, folder) if best else None
    if best is None and part.file is not None:
        remedy = f"{LIST}; {_to_map(part, 'NAME', folder)}"
    if part.file is not None and part.named:
        own = () if folder else (part.sheet, _encoding(part))
        remedy = f"{remedy or LIST}; {how_to_begin(folder or part.file, *own)}"
    return UserError(message, path=part.label, remedy=remedy or LIST)


def named_do_not_fit(part: Part, named: Sequence[Standard], maps: Mapping[str, str]) -> str:
    """What is said of a file that none of the standards which were named fits: what it lacks of the
    nearest.
    """
    names = [one.name for one in named]
    near = max((nearest_table(part.columns, one, maps) for one in named), key=lambda one: one.rank)
    if not near.known:
        return f"no column of it is a field of {' or '.join(names)}"
    if len(named) == 1:
        return f"{names[0]} does not fit its columns: as {near.table.name} it {near.lacking}"
    table = f"{near.table.name} of {near.standard.name}"
    return f"none of {', '.join(names)} fits its columns: as {table} it {near.lacking}"


def how_to_map(
    part: Part, near: Near, folder: str | None = None, *, named: bool = False
) -> str | None:
    """The command that writes a mapping of the columns of a file, or of all files of a folder, to a
    standard, and the options that map those which are called alike; `named` where the user has
    named the standard. None where no file or no document of a standard is there to begin with.
    """
    if not near.standard.path.endswith(SUFFIXES):
        return None
    ours = is_shipped(near.standard.path)
    standard = near.standard.name if ours else near.standard.path
    command = _to_map(part, standard, folder)
    if command is None or not part.named or not near.alike:
        return command
    asked = ": " if named else f", `lint` with --standard {quoted(standard)} "
    options = [mapping(one_line(pair.column), pair.field) for pair in near.alike]
    return f"{command}; or, where a column is that field{asked}{some(options, MOST, ' ')}"


def _what_lacks(part: Part, near: Near) -> str:
    """Which fields a file lacks of the table that comes nearest, and whether a column is near."""
    said = f"as {near.table.name} of {near.standard.name} it {near.lacking}"
    unlike = part.named and not near.alike
    return f"{said}; no other column is called like a field of it" if unlike else said


def _what_may_be_named(part: Part, known: Sequence[Standard], maps: Mapping[str, str]) -> str:
    """The standard that its columns fit too little to be chosen, and what its records would be."""
    found = untold(part.columns, known, maps)
    if not found:
        return ""
    standard, table = found[0]
    return f"; if one record of it is {table.one_record_is}: --standard {as_typed(standard)}"


def _what_is_known(found: Sequence[tuple[str, str, Sequence[Standard]]]) -> str:
    """Which columns of a file are called as a field, so few that no standard comes near."""
    said = [
        f"`{one_line(column)}` is {field} of"
        f" {of[0].name if len(of) == 1 else many(len(of), 'standard')}"
        for column, field, of in found
    ]
    return some(said, MOST)


def how_to_begin(file: str, sheet: str | None = None, encoding: str | None = None) -> str:
    """The command that writes a first standard for a file, or a sheet of it."""
    new = f"{slug(sheet or Path(file).resolve().name.partition('.')[0])}.yaml"
    options = {"--from": file, "--sheet": sheet, "--encoding": encoding, "--write-standard": new}
    return f"to begin a standard of your own: recordcheck init {_typed(options)}"


def folder_of(parts: Sequence[Part]) -> str | None:
    """The one folder of several files, that are read without a word on a sheet or an encoding."""
    files = {part.file for part in parts if part.file is not None and part.named}
    folders = {Path(file).parent for file in files}
    if len(files) < max(2, len(parts)) or len(folders) > 1 or any(map(_encoding, parts)):
        return None
    return str(folders.pop())


def _to_map(part: Part, standard: str, folder: str | None) -> str | None:
    if part.file is None:
        return None
    if not part.named:
        return (
            "what was read as the header looks like data: write the names of the columns above it"
        )
    reading = {} if folder else {"--sheet": part.sheet, "--encoding": _encoding(part)}
    options = {"--from": folder or part.file, **reading, "--standard": standard}
    return f"to map its columns: recordcheck init {_typed(options)}"


def _encoding(part: Part) -> str | None:
    """The encoding that must be said again, since a text does not show it, as the warning names
    it.
    """
    found = part.source.encoding if isinstance(part.source, CsvSource) else "utf-8"
    if found == "cp1252":
        return "windows-1252"
    return None if found.startswith("utf") else found


def _typed(options: Mapping[str, str | None]) -> str:
    return " ".join(f"{name} {quoted(text)}" for name, text in options.items() if text)
