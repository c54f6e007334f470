"""`recordcheck profile`: what is in these files, without a value of them."""

from __future__ import annotations

from pathlib import Path

import click

from recordcheck.cli import options
from recordcheck.cli.waiting import wait_for
from recordcheck.cli.write import say, terminal
from recordcheck.config import config_of
from recordcheck.errors import UserError


@click.command(cls=options.OptionsApart)
@click.argument("paths", nargs=-1, type=options.PLACE, metavar="PATH...")
@options.add(options.READING, options.CONFIG)
@click.option(
    "--output-format", type=options.Word(["full", "json"]), default="full", show_default=True
)
def profile(
    paths: tuple[Path, ...],
    encoding: str | None,
    sheet: tuple[str, ...],
    config: Path | None,
    output_format: str,
) -> None:
    """Say what is in files: records, columns, likely types, code lists and fields.

    No cell value is shown, apart from placeholders that are on our own lists. Of other texts only
    the shape is shown (A for a letter, 9 for a digit), if enough records share it.

    Exit code: 0, or 2 where a file could not be read whole; the others are still profiled.
    """
    from recordcheck.engine.profiling.profile import known_in, profile_paths
    from recordcheck.model.profile import FileRefused
    from recordcheck.output import profile as saying

    if not paths:
        raise UserError("no file was given", remedy="for example: recordcheck profile export.csv")
    found = config_of(config)
    known = known_in(found.schemas, found.maps)
    encoding = encoding or found.encoding
    files, remedy = wait_for(lambda: profile_paths(paths, known, encoding, sheet))
    if output_format == "json":
        text = saying.as_json(files)
    else:
        text = saying.as_text(files, remedy, style=terminal())
    say(text, for_people=output_format == "full")
    raise SystemExit(2 if any(isinstance(one, FileRefused) for one in files) else 0)
