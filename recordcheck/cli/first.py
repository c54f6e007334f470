"""`recordcheck init --write-standard`: a first standard of the user's own, from an export."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from recordcheck.cli.destinations import check_folder
from recordcheck.cli.waiting import wait_for
from recordcheck.cli.write import write_whole
from recordcheck.config import NAME, Config
from recordcheck.errors import UserError
from recordcheck.output import configuration
from recordcheck.output.cut import plain
from recordcheck.shell import quoted
from recordcheck.standard.find import SUFFIXES, as_typed

if TYPE_CHECKING:
    from recordcheck.model.draft import Draft


def write_first(
    export: Path | None, new: Path, reading: Mapping[str, Any], config: Config, standard: str | None
) -> None:
    """Write the standard, and beside it a recordcheck.toml that names it. A configuration that
    counts here already is left as it is: what to do with the standard is said. Raises UserError.
    """
    if export is None:
        raise UserError(
            "--write-standard needs an export to begin with",
            remedy="for example: recordcheck init --from export.csv"
            f" --write-standard {quoted(str(new))}",
        )
    if standard is not None:
        raise UserError("--standard or --write-standard, not both")
    _check(new)
    from recordcheck.engine.profiling.draft import draft
    from recordcheck.output import draft as first

    encoding, sheets = reading["encoding"] or config.encoding, reading["sheet"]
    found = wait_for(lambda: draft(export, new.stem, encoding=encoding, sheets=sheets))
    texts = [(new, first.render(found, called(export)))]
    if config.path is None:
        texts.append((Path(NAME), _naming(new, found, export, reading)))
        said, options = f"wrote {new} and {NAME}", {}
    else:
        said = f"wrote {new}; {config.path.name} is left as it is"
        maps = [f"{column}={field}" for column, field in found.maps.items()]
        options = {"--standard": [str(new)], "--encoding": [reading["encoding"]]}
        options |= {"--sheet": sheets, "--map": maps}
    write_whole(texts)
    for line in (said, f"  to use it: {to_use(export, options)}"):
        click.echo(plain(line), err=True)


def called(export: Path) -> str:
    """The folder that one is in has its name from above."""
    return export.name or export.absolute().name


def _naming(new: Path, found: Draft, export: Path, reading: Mapping[str, Any]) -> str:
    """A configuration with which `lint` takes the standard, and reads the export as it was read."""
    drafted = [one for table in found.tables for one in table.fields]
    return configuration.render(
        new.as_posix(),
        typed=as_typed,
        source=called(export),
        reading=reading,
        sure=found.maps.items(),
        coded=[
            (one.column.name, one.field)
            for one in drafted
            if one.column.reads < one.column.recorded
        ],
    )


def to_use(export: Path, options: Mapping[str, list[str | None]]) -> str:
    """The command that lints an export, with what a configuration does not say."""
    given = [
        f" {name} {quoted(one)}" for name, several in options.items() for one in several if one
    ]
    return f"recordcheck lint {quoted(str(export))}{''.join(given)}"


def _check(new: Path) -> None:
    if new.suffix not in SUFFIXES:
        raise UserError(
            "a standard is a .yaml file", path=str(new), remedy=f"for example {new.stem}.yaml"
        )
    if new.exists():
        raise UserError(
            "this file is there already, and is not written over",
            path=str(new),
            remedy="name another, or move it away first",
        )
    check_folder(new)
