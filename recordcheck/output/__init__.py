"""Saying what was found: one module for each format, each a pure function of a run."""

from __future__ import annotations

from collections.abc import Callable

from recordcheck.model import Run
from recordcheck.output import concise, full, github, gitlab, jsonl, junit, machine, markdown, sarif

FORMATS: dict[str, Callable[[Run], str]] = {
    "full": full.render,
    "concise": concise.render,
    "json": machine.render,
    "jsonl": jsonl.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "markdown": markdown.render,
}
