"""The Containerfile, read as text: no engine is needed to see what it promises."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
LINES = [line.split(maxsplit=1) for line in TEXT.splitlines() if line and line[0] != "#"]
LAST = LINES[max(at for at, (word, _) in enumerate(LINES) if word == "FROM") :]


def words(name: str) -> list[str]:
    """What stands behind each instruction of a name."""
    return [rest for word, rest in LINES if word == name]


def test_it_runs_as_nobody() -> None:
    assert [rest for word, rest in LAST if word == "USER"] == ["65534:65534"]


def test_it_stands_on_the_python_that_we_need() -> None:
    images = [rest.split()[0] for rest in words("FROM")]
    assert set(images) == {"python:3.11-slim"}


def test_it_brings_nothing_from_elsewhere() -> None:
    assert words("ADD") == []
    assert not re.search(r"://|\bcurl\b|\bwget\b|\bapt", " ".join(words("RUN")))


@pytest.mark.installs
def test_what_it_copies_is_all_that_a_wheel_needs(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    for copied in (rest.split() for rest in words("COPY") if "--from" not in rest):
        *sources, target = copied
        for source in sources:
            found, place = ROOT / source, tmp_path / "source" / target
            shutil.copytree(found, place) if found.is_dir() else shutil.copy(found, place)
    build = ["build", "--wheel", "--no-isolation", "--outdir", str(tmp_path)]
    command = [sys.executable, "-m", *build, str(tmp_path / "source")]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    shipped = {
        f"recordcheck/{path.relative_to(ROOT).as_posix()}"
        for path in ROOT.glob("schemas/**/*.yaml")
    }
    assert shipped | {"recordcheck/cli/lint.py"} <= {*ZipFile(wheel).namelist()}


def test_its_entry_is_recordcheck() -> None:
    assert words("ENTRYPOINT") == ['["recordcheck"]']
