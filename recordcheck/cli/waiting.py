"""Long work that Ctrl-C can stop: the engine does not look up while a query runs, so we wait beside
it.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

import click

from recordcheck.cli.failing import INTERRUPTED, STOPPED

Result = TypeVar("Result")
GLANCE = 0.2  # Windows lets no signal through a wait without an end


def wait_for(work: Callable[[], Result]) -> Result:
    """What the work gives or raises. Ctrl-C ends the process at once: until then nothing is
    written.
    """
    outcome: Future[Result] = Future()
    thread = threading.Thread(target=_do, args=(work, outcome), daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(GLANCE)
    except KeyboardInterrupt:
        click.echo(f"\nrecordcheck: {STOPPED}", err=True)
        sys.stdout.flush()
        os._exit(INTERRUPTED)
    return outcome.result()


def _do(work: Callable[[], Result], outcome: Future[Result]) -> None:
    try:
        outcome.set_result(work())
    except BaseException as error:
        outcome.set_exception(error)
