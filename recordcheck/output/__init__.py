"""Saying what was found: one module for each format, each a pure function of a run."""

from __future__ import annotations

from collections.abc import Callable

from recordcheck.model import Run
from recordcheck.output import concise, full, machine

FORMATS: dict[str, Callable[[Run], str]] = {
    "full": full.render,
    "concise": concise.render,
    "json": machine.render,
}
