"""Annotations for GitHub: workflow commands, one on each line.

GitHub shows ten errors and ten warnings of a step and drops the rest without a word, so the last
line says what is not shown.
"""

from __future__ import annotations

from recordcheck.model import Run
from recordcheck.model.run import Verdict
from recordcheck.output.caveats import caveats
from recordcheck.output.comparison import fresh
from recordcheck.output.cut import short
from recordcheck.output.issues import Issue, Level, by_level, issue
from recordcheck.output.sentences import help_line, summary
from recordcheck.plural import many

MOST = 10
LONGEST = 4_000
TITLE = 200


def render(run: Run) -> str:
    """At most ten errors and ten warnings, and a notice that sums up."""
    every = by_level(run)
    levels = (Level.ERROR, Level.WARNING)
    news = fresh(run)
    shown = [issue(one, level, run, news) for level in levels for one in every[level][:MOST]]
    left = [
        f"{MOST} of {many(len(every[level]), level)}"
        for level in levels
        if len(every[level]) > MOST
    ]
    said = [summary(run), *caveats(run)]
    if left:
        said.insert(1, f"Shown here: {' and '.join(left)}; GitHub takes no more.")
    last = _command(
        "error" if run.verdict == Verdict.NOTHING_JUDGED else "notice",
        {"title": "recordcheck"},
        "\n".join(said),
    )
    return "".join([*map(_annotation, shown), last])


def _annotation(one: Issue) -> str:
    about = {"file": one.path, "title": short(one.title, TITLE)}
    if one.finding is not None and one.finding.lines:
        about["line"] = str(one.line)
    return _command(one.level, about, f"{one.says}{help_line(one.help)}")


def _command(name: str, about: dict[str, str], text: str) -> str:
    given = ",".join(f"{key}={_property(value)}" for key, value in about.items())
    return f"::{name} {given}::{_data(short(text, LONGEST))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
