"""`recordcheck lint`: findings, then rates against targets."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from recordcheck.cli import baseline, options
from recordcheck.cli.destinations import keep_inputs
from recordcheck.cli.waiting import wait_for
from recordcheck.cli.write import write_output
from recordcheck.config import passed_over
from recordcheck.errors import UserError
from recordcheck.model.run import Verdict
from recordcheck.output.cut import plain
from recordcheck.shell import quoted

EXITS = {Verdict.PASSED: 0, Verdict.FAILED: 1, Verdict.NOTHING_JUDGED: 2}


@click.command(cls=options.OptionsApart)
@click.argument("paths", nargs=-1, type=options.PLACE, metavar="[PATH]...")
@options.add(
    options.CONFIG,
    options.STANDARDS,
    options.CHOICE,
    baseline.OPTIONS,
    options.DATA,
    options.READING,
    options.OUTPUT,
)
def lint(paths: tuple[Path, ...], **given: Any) -> None:
    """Check exports against a recording standard.

    PATH is a CSV or Parquet file, a spreadsheet (.xlsx), or a folder of them; several files of one
    table are one export.
    Without --standard, the standard that fits the columns is chosen.

    Exit code: 0 clean, 1 findings or a missed target, 2 could not run.
    """
    from recordcheck.engine.lint import lint_paths

    if not paths:
        raise UserError("no export was given", remedy="for example: recordcheck lint export.csv")
    wanted = baseline.asked(given)
    settings = options.resolve(given)
    keep_inputs(paths, settings, wanted.path if wanted is not None else None)
    if settings.options.config is not None and sys.stderr.isatty():
        click.echo(plain(f"options from {settings.options.config}"), err=True)
    result = wait_for(lambda: lint_paths(paths, settings))
    for line in result.skipped:
        click.echo(line, err=True)
    if result.skipped and given["config"] is None:
        _say_passed_over(paths)
    run = result.run
    if run is None:
        if wanted is not None:
            raise UserError(
                "no file was checked, and a baseline needs at least one",
                path=str(wanted.path),
                remedy="if a gate may find no export, leave out the baseline or --skip-unfit",
            )
        for one in settings.destinations:
            if one.path is not None:  # what stands there is of another run
                click.echo(f"{plain(str(one.path))} is not written: no file was checked", err=True)
        return
    if wanted is not None:
        run = baseline.hold(run, wanted, result.mapped)
    write_output(run, settings, result.values)
    raise SystemExit(EXITS[run.verdict])


def _say_passed_over(paths: tuple[Path, ...]) -> None:
    """A standard or a mapping of theirs may be why some files were skipped."""
    if (config := passed_over(paths)) is not None:
        asked = f"--config {quoted(config.as_posix())}"
        here = f"{config} counts in its own folder, and here with {asked}"
        click.echo(plain(here), err=True)
