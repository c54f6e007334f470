"""What the command line asks for: open the files, find the standard that fits, check, and show
values if asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from dataclasses import field as attribute
from hashlib import sha256
from pathlib import Path

from recordcheck.engine.check import Session, check_sessions
from recordcheck.engine.given.choose import choose, named_do_not_fit, that_fit
from recordcheck.engine.given.inputs import Part, open_data
from recordcheck.engine.given.mapped import (
    both_are_there,
    fields_of,
    one_for_each_field,
    the_right_way_round,
)
from recordcheck.engine.given.sheets import named_sheets, sheets_that_fit
from recordcheck.engine.given.tables import match_tables
from recordcheck.engine.settings import Settings
from recordcheck.engine.values import shown_values
from recordcheck.errors import UserError, asked_in
from recordcheck.model import Run, Standard
from recordcheck.model.shown import Shown
from recordcheck.nearest import one_line
from recordcheck.standard.known import catalogue
from recordcheck.standard.load import each_once, load
from recordcheck.standard.mapped import check_codes, check_dates, with_codes, with_dates
from recordcheck.standard.near import nearest_together

SKIP = "--skip-unfit leaves out the files that do not fit"
HELD = "each standard that is named is held against every file"


@dataclass(frozen=True, slots=True)
class Linted:
    """The run, the values if they were asked for, the files that were left out, and how each field
    is mapped, where it is, as a hash.
    """

    run: Run | None
    values: tuple[Shown, ...] = ()
    skipped: tuple[str, ...] = ()
    mapped: Mapping[str, str] = attribute(default_factory=dict)


def lint_paths(paths: Iterable[Path], settings: Settings) -> Linted:
    """Check files against the standards that were named, or the one that fits. Raises UserError."""
    given = open_data(list(paths), set_aside=settings.set_aside, encoding=settings.options.encoding)
    parts = _sheets_to_check(given, settings)
    skipped: tuple[str, ...] = ()
    if settings.skip_unfit:
        parts, skipped = _without_unfit(parts, settings)
        if not parts:
            return Linted(None, skipped=skipped)
    the_right_way_round(parts, lambda: _candidates(settings), settings.options)
    with _naming_what_skips(parts, settings):
        standards = _as_exported(standards_for(parts, settings), settings)
    both_are_there(parts, standards, settings.options, settings.folders)
    one_for_each_field(parts, settings.options)
    options, keep = settings.options, settings.show_values
    with ExitStack() as opened:
        with _naming_what_skips(parts, settings):
            sessions = [
                opened.enter_context(closing(Session(parts, one, options, keep_verdicts=keep)))
                for one in standards
            ]
        run = check_sessions(sessions)
        values = shown_values(sessions, run) if keep else ()
    return Linted(run, values, skipped, _mapped(parts, standards, settings))


def _sheets_to_check(parts: list[Part], settings: Settings) -> list[Part]:
    """Where there is a workbook, of its sheets those that are named, or that a standard takes."""
    there = any(part.sheet is not None for part in parts)
    if named := settings.sheets or (settings.usual_sheets if there else ()):
        return named_sheets(parts, named)
    known, asked = _candidates(settings) if there else [], bool(settings.standards)
    return sheets_that_fit(parts, known, settings.options.maps, standards_named=asked)


def standards_for(parts: list[Part], settings: Settings) -> list[Standard]:
    """The standards that were named, or the one that fits the columns."""
    return _named(settings) or [choose(parts, catalogue(settings.folders), settings.options.maps)]


def _named(settings: Settings) -> list[Standard]:
    """The standards that were named, or the user's pandera schema."""
    if settings.schema is not None:
        from recordcheck.schema.foreign import standard_of
        from recordcheck.schema.named import import_schema

        return [standard_of(import_schema(settings.schema), settings.schema)]
    return each_once(_load(asked, settings) for asked in settings.standards)


def _load(asked: str, settings: Settings) -> Standard:
    with asked_in(settings.options.place(asked)):
        return load(asked, folders=settings.folders)


def _mapped(parts: list[Part], standards: list[Standard], settings: Settings) -> dict[str, str]:
    """How each field of the standards is mapped, column, codes and dates: a hash, since it may hold
    what cells say.
    """
    columns = {one_line(column) for part in parts for column in part.columns}
    maps = settings.options.maps.items()
    found = {}
    for called in fields_of(standards):
        own = sorted(one for one, field in maps if field == called and one_line(one) in columns)
        codes = sorted(settings.codes.get(called, {}).items())
        if own or codes or called in settings.dates:
            said = repr((own, codes, settings.dates.get(called)))
            found[called] = sha256(said.encode(errors="surrogatepass")).hexdigest()
    return found


def _as_exported(standards: list[Standard], settings: Settings) -> list[Standard]:
    """The standards with the codes and the dates that the export writes otherwise."""
    path = str(settings.options.config)
    if settings.codes or settings.dates:
        # One that was found by fit may lack a field: a configuration may serve several exports.
        known = standards if settings.standards else [*standards, *catalogue(settings.folders)]
        check_codes(known, settings.codes, path)
        check_dates(known, settings.dates, path)
    return [
        with_dates(with_codes(one, settings.codes, path), settings.dates, path) for one in standards
    ]


def _without_unfit(parts: list[Part], settings: Settings) -> tuple[list[Part], tuple[str, ...]]:
    """The files that some standard fits, and a line for each that none does."""
    if settings.schema is not None:
        return parts, ()
    known, maps = _candidates(settings), settings.options.maps
    named = bool(settings.standards)
    fit = that_fit(parts, known, maps, named=named)
    lines = tuple(
        f"skipped {part.label}: "
        + (named_do_not_fit(part, known, maps) if named else "no standard fits its columns")
        for part in parts
        if part not in fit
    )
    return fit, lines


@contextmanager
def _naming_what_skips(parts: list[Part], settings: Settings) -> Iterator[None]:
    """Where one file keeps the others from being judged, the option that leaves it out is named: a
    folder may hold tables of other standards too. Where it is a table of another of the standards
    that were named, the way to have both is.
    """
    try:
        yield
    except UserError as error:
        if error.path not in {part.label for part in parts}:
            raise
        if _skipping_helps(parts, settings):
            others = f"; {error.remedy}" if error.remedy else ""
            raise UserError(error.message, path=error.path, remedy=f"{SKIP}{others}") from None
        if _apart_helps(parts, settings):
            remedy = _how_to_have_all(parts, settings)
            raise UserError(error.message, path=error.path, remedy=remedy) from None
        raise


def _skipping_helps(parts: list[Part], settings: Settings) -> bool:
    """Whether some files fit no standard, and those that are left can be judged together."""
    fit, skipped = _without_unfit(parts, settings)
    if not fit or not skipped:
        return False
    try:
        for standard in standards_for(fit, settings):
            match_tables(fit, standard, settings.options.maps)
    except UserError:
        return False
    return True


def _apart_helps(parts: list[Part], settings: Settings) -> bool:
    """Whether each of several standards can judge the files that fit it by itself."""
    standards, maps = _named(settings), settings.options.maps
    try:
        for one in standards:
            match_tables(that_fit(parts, [one], maps, named=True), one, maps)
    except UserError:
        return False
    return len(standards) > 1


def _how_to_have_all(parts: list[Part], settings: Settings) -> str:
    """What to name in place of several standards whose tables are not the same."""
    names = {one.name for one in _named(settings)}
    files = [part.columns for part in parts]
    near = nearest_together(files, catalogue(settings.folders), settings.options.maps)
    has_all = near is not None and names <= near.members
    there = f"name {near.name}, which has the tables of all" if near and has_all else None
    bundle = there or "write a bundle that `includes` them, and name that"
    return f"{HELD}: {bundle}; or give each a run of its own, with --skip-unfit"


def _candidates(settings: Settings) -> list[Standard]:
    """The standards that were named, or all that are known."""
    return _named(settings) or catalogue(settings.folders)
