"""`recordcheck init`: a first configuration for this folder."""

from __future__ import annotations

from pathlib import Path

import click

from recordcheck.cli.waiting import wait_for
from recordcheck.cli.write import write_whole
from recordcheck.config import NAME
from recordcheck.errors import UserError

HOOKS = """\
to lint before each commit, add to .pre-commit-config.yaml:
  - repo: <where your organisation keeps recordcheck>
    rev: <its version>
    hooks: [{id: recordcheck}, {id: recordcheck-schema}]
"""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--from", "export", type=click.Path(path_type=Path), metavar="EXPORT", help="Map its columns."
)
@click.option("--standard", help="The standard to map to [default: the one that fits].")
def init(export: Path | None, standard: str | None) -> None:
    """Write a recordcheck.toml for this folder.

    With --from it holds the mapping of an export's columns that is sure, and the rest in comments.
    """
    from recordcheck.output import configuration

    here = Path(NAME)
    if here.exists():
        raise UserError("there is one already", path=NAME, remedy="edit it, or move it away first")
    if export is None:
        text = configuration.render(standard, (), (), (), None)
    else:
        text = wait_for(lambda: _mapped(export, standard))
    write_whole(here, text)
    click.echo(f"wrote {NAME}", err=True)
    click.echo(HOOKS, nl=False, err=True)


def _mapped(export: Path, asked: str | None) -> str:
    from recordcheck.engine.profile import known_in, profile_paths
    from recordcheck.engine.suggest import suggestions
    from recordcheck.model.profile import FileRefused
    from recordcheck.output import configuration
    from recordcheck.standard.load import load

    known = known_in(())
    file = profile_paths([export], known)[0]
    if isinstance(file, FileRefused):
        raise UserError(file.message, path=file.path, line=file.line, remedy=file.remedy)
    named = asked or (file.fits.partition(" ")[0] if file.fits else None)
    if named is None:
        raise UserError(
            "no standard fits the columns of this export",
            path=str(export),
            remedy="say which one they are to be mapped to: --standard NAME",
        )
    found, absent = suggestions(file, load(named))
    sure = [(one.column, one.field) for one in found if one.sure and one.field]
    unsure = [(one.column, one.field, one.why) for one in found if not one.sure]
    return configuration.render(named, sure, unsure, absent, export.name)
