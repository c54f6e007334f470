"""No file tells of the machine that it was written on, of its making, or of a registry."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Each is written so that it does not find itself.
TRACES = {
    "a path of one machine": r"(?<![\w.>])/(work|root|opt|tmp|home|Users)[/]\w|C:\\+Users",
    "a registry": r"py[p]i\.org|pythonhost[e]d|npm[j]s|crat[e]s\.io|proxy\.golang[.]",
    "who wrote it": r"(?i)(?<!teaching )\bassistan[t]s?\b|language mode[l]|\bcha[t]bot",
    "a product": r"(?i)cl[a]ude|anthro[p]ic|open[a]i|\bcop[i]lot|\bg[p]t\b|\bll[m]s?\b",
    "a note of a tool": r"(?i)co-author[e]d-by|generated (with|by) (an? )?a[i]\b",
}
BINARY = {".parquet", ".png", ".ico", ".gz", ".xlsx"}


def files() -> list[Path]:
    """The files of the project: those that git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("this is not a checkout")
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file() and path.suffix not in BINARY]


def traces(text: str) -> list[str]:
    """What a text tells that it should not, by line."""
    return [
        f"line {number}: {kind}"
        for number, line in enumerate(text.splitlines(), 1)
        for kind, form in TRACES.items()
        if re.search(form, line)
    ]


def test_no_file_tells_of_its_making() -> None:
    found = [
        f"{path.relative_to(ROOT)}, {trace}"
        for path in files()
        for trace in traces(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "cd " + "/work" + "/main",
        "see " + "/home" + "/me/x",
        "C:" + "\\Users\\me",
        "in " + "/tmp" + "/x1/y",
        "https://" + "pyp" + "i.org/simple",
        "written by an " + "assist" + "ant",
        "Co-authored" + "-by: somebody",
        "asked " + "Cl" + "aude",
    ],
)
def test_a_trace_is_found(line: str) -> None:
    assert len(traces(line)) == 1


@pytest.mark.parametrize(
    "line",  # lines in two pieces: this file must pass its own test, and whoever else searches it
    [
        "src/wo" + "rk/main",
        "https://example.org/wo" + "rk/plans",
        "Teaching assis" + "tant",
        "/* */",
    ],
)
def test_what_only_looks_like_a_trace_is_left_alone(line: str) -> None:
    assert traces(line) == []
