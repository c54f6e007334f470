"""`recordcheck init`: a first configuration for this folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from recordcheck.cli import options
from recordcheck.cli.first import called, to_use, write_first
from recordcheck.cli.waiting import wait_for
from recordcheck.cli.write import write_whole
from recordcheck.config import NAME, Config, config_of, says_nothing
from recordcheck.errors import UserError
from recordcheck.output.cut import plain
from recordcheck.plural import some
from recordcheck.standard.find import as_typed

if TYPE_CHECKING:
    from recordcheck.model import Field, Standard

MOST = 3  # sheets that are named
HOOKS = """\
to lint before each commit, add to .pre-commit-config.yaml:
  - repo: <where your organisation keeps recordcheck>
    rev: <its version>
    hooks: [{id: recordcheck}, {id: recordcheck-schema}]
"""


def _the_one(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> str | None:
    """`lint` takes several; of several here, all but the last would be passed over."""
    if len(given) > 1:
        raise UserError(
            "--standard takes one standard here",
            remedy="for one file with the fields of several, name a bundle that `includes` them,"
            " such as child-protection or one of your own; or map the files of each by themselves",
        )
    return given[0] if given else None


@click.command(cls=options.OptionsApart)
@click.option(
    "--from",
    "export",
    type=options.PLACE,
    metavar="EXPORT",
    help="Map the columns of a file, or of the files of a folder.",
)
@click.option(
    "--standard",
    type=options.NAMED,
    multiple=True,
    callback=_the_one,
    metavar="TEXT",
    help="The standard to map to [default: the one that fits].",
)
@click.option(
    "--write-standard",
    "new",
    type=options.PLACE,
    metavar="FILE.yaml",
    help="Write a first standard of your own for the export.",
)
@options.add(options.READING)
def init(
    export: Path | None,
    standard: str | None,
    new: Path | None,
    encoding: str | None,
    sheet: tuple[str, ...],
) -> None:
    """Write a recordcheck.toml for this folder.

    With --from, it maps the columns of an export: the sure ones directly, the rest in comments.

    With --from and --write-standard, it writes a first standard from the columns, for you to read
    and change, and the recordcheck.toml names it. A configuration that is there is not changed.
    """
    config, here = config_of(), Path(NAME)
    reading: dict[str, Any] = {"encoding": encoding, "sheet": list(sheet)}
    if new is not None:
        write_first(export, new, reading, config, standard)
        return
    if here.exists():
        raise UserError("there is one already", path=NAME, remedy="edit it, or move it away first")
    # The new file stands in front of a configuration above: it says itself what was read with that.
    schemas = [path.as_posix() for path in config.schemas]
    reading |= {"encoding": encoding or config.encoding, "schemas": schemas}
    left: list[str] = []
    if export is None:
        text = _bare(standard, reading, config)
    else:
        text, left = wait_for(lambda: _mapped(export, standard, reading, config))
    write_whole([(here, text)])
    click.echo(f"wrote {NAME}", err=True)
    if left:
        how = f"to map more than one sheet, move {NAME} away and name each with --sheet"
        click.echo(plain(f"  left out: {some(left, MOST)}; {how}"), err=True)
    if not says_nothing(config):
        over = f"  {config.path} counts here no more: copy what else it says"
        click.echo(plain(over), err=True)
    if export is not None:
        click.echo(f"  to use it: {to_use(export, {})}", err=True)
    if any((folder / ".git").exists() for folder in (Path.cwd(), *Path.cwd().parents)):
        click.echo(HOOKS, nl=False, err=True)


def _bare(asked: str | None, reading: Mapping[str, Any], config: Config) -> str:
    from recordcheck.output import configuration
    from recordcheck.standard.load import load

    standard = load(asked or "child-protection", folders=config.schemas)
    first = _first_coded(standard)
    return configuration.render(asked, typed=as_typed, reading=reading, coded=first)


def _mapped(
    export: Path, asked: str | None, reading: Mapping[str, Any], config: Config
) -> tuple[str, list[str]]:
    """The configuration, and the sheets that nobody named and that it does not map."""
    from recordcheck.engine.given.choose import choose
    from recordcheck.engine.given.inputs import open_data, refuse_unnamed
    from recordcheck.engine.given.sheets import named_sheets, sheets_that_fit
    from recordcheck.engine.profiling.profile import known_in, profile_whole
    from recordcheck.engine.profiling.suggest import forms_to_give, left_of, suggestions, sure_of
    from recordcheck.output import configuration
    from recordcheck.standard.load import load

    named = [load(asked, folders=config.schemas)] if asked else []
    known = known_in(config.schemas, {}, named)
    given = named_sheets(open_data(export, encoding=reading["encoding"]), reading["sheet"])
    parts = given
    if not reading["sheet"]:
        parts = sheets_that_fit(given, named or known.standards, {}, standards_named=bool(named))
    chosen = {part.label for part in parts}
    for part in parts:
        refuse_unnamed(part, "map its columns by hand, under [map]")
    profiled = profile_whole(parts, known)
    standard = named[0] if named else choose(parts, known.standards, {})
    found = [suggestions(file, standard) for file in profiled]
    sure = sure_of(found)
    text = configuration.render(
        asked or standard.name,
        typed=as_typed,
        shown=as_typed(standard),
        source=called(export),
        reading=reading,
        sure=sure.items(),
        left=left_of(profiled, found, sure),
        coded=[pair for several in found for pair in several.uncoded] or _first_coded(standard),
        dated=forms_to_give(one for several in found for one in several.dated),
    )
    return text, [part.label for part in given if part.label not in chosen]


def _first_coded(standard: Standard) -> list[tuple[None, Field]]:
    """A coded field of a standard, as an example."""
    fields = (field for table in standard.exported.values() for field in table.fields.values())
    return [(None, field) for field in fields if field.codes is not None][:1]
