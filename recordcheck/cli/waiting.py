"""Long work that Ctrl-C can stop: the engine does not look up while a query runs, so we wait beside
it.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

import click

from recordcheck.cli.failing import INTERRUPTED, STOPPED
from recordcheck.errors import UserError
from recordcheck.exports.plain_copy import discard_all

Result = TypeVar("Result")
GLANCE = 0.2  # Windows lets no signal through a wait without an end
PATIENCE = 2.0
CLEAR_LINE = "\r" + " " * 20 + "\r"


def wait_for(work: Callable[[], Result]) -> Result:
    """What the work gives or raises. Ctrl-C ends the process at once: until then nothing is
    written. A terminal is told after two seconds that there is work, and for how long.
    """
    outcome: Future[Result] = Future()
    thread = threading.Thread(target=_do, args=(work, outcome), daemon=True)
    try:
        thread.start()
    except RuntimeError:
        raise UserError(
            "no further thread may be started here",
            remedy="allow this user, or this container, more processes",
        ) from None
    started, told = time.monotonic(), False
    try:
        while thread.is_alive():
            thread.join(GLANCE)
            passed = time.monotonic() - started
            if passed > PATIENCE and thread.is_alive() and sys.stderr.isatty():
                click.echo(f"{CLEAR_LINE}working, {passed:.0f} s", err=True, nl=False)
                told = True
    except KeyboardInterrupt:
        click.echo(f"\nrecordcheck: {STOPPED}", err=True)
        discard_all()
        sys.stdout.flush()
        os._exit(INTERRUPTED)
    if told:
        click.echo(CLEAR_LINE, err=True, nl=False)
    return outcome.result()


def _do(work: Callable[[], Result], outcome: Future[Result]) -> None:
    try:
        outcome.set_result(work())
    except BaseException as error:
        outcome.set_exception(error)
