"""The summary of a GitHub job: with the annotations, a page of Markdown is added to it."""

from __future__ import annotations

import os
from pathlib import Path

import click

from recordcheck.errors import UserError, reason_of
from recordcheck.model import Run
from recordcheck.output import markdown

VARIABLE = "GITHUB_STEP_SUMMARY"
LARGEST = 2**20  # of one step: GitHub throws away the whole of a larger one


def add_summary(run: Run) -> None:
    """Add the run to the summary that the job names, if it names one and there is room. Raises
    UserError.
    """
    named = os.environ.get(VARIABLE)
    if not named:
        return
    path, text = Path(named), markdown.render(run).encode(errors="backslashreplace")
    try:
        with path.open("ab") as file:
            if file.tell() + len(text) <= LARGEST:
                file.write(text)
            else:
                full = "nothing was added to the summary of the job: it would be over 1 MiB"
                click.echo(full, err=True)
    except OSError as error:
        message = f"cannot write {VARIABLE}: {reason_of(error)}"
        raise UserError(message, path=named) from None
