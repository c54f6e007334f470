"""The command line, called as a user calls it: what it says on both streams, and its exit code."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from recordcheck.cli import main

VISITS = """\
standard: visits
version: "1"
title: Visits to a child
parameters:
  period_end: {type: date, default: today}
  most: {type: integer, default: "3"}
tables:
  visit:
    one_record_is: one visit
    key: [visit_id]
    group_by: [team, area]
    fields:
      visit_id: {type: text, due: always}
      team: {type: text, due: always}
      area: {type: text}
      seen:
        {type: code, codes: [{code: Y}, {code: N}], due: always, target: {recorded: 90%}}
      visited_on: {type: date, due: always, not_after: ":period_end"}
      others: {type: integer}
    rules:
      - id: VIS-401
        name: too-many-others
        says: Few others are there.
        why: A child speaks more freely alone.
        severity: warning
        assert: "others <= :most"
"""
HEAD = "visit_id,team,area,seen,visited_on,others\n"
CLEAN = HEAD + "1,North,A,Y,2026-01-05,0\n2,North,A,N,2026-01-06,1\n"
FAULTY = HEAD + "1,North,A,Y,2026-01-05,7\n2,North,A,Q,2026-01-06,1\n"


@dataclass(frozen=True)
class Said:
    """What a command gave."""

    code: int
    out: str
    err: str


def run(capfd: pytest.CaptureFixture[str], *args: str | Path) -> Said:
    """A command in this process."""
    capfd.readouterr()
    with (
        patch.object(sys, "argv", ["recordcheck", *map(str, args)]),
        pytest.raises(SystemExit) as end,
    ):
        main()
    out, err = capfd.readouterr()
    return Said(int(str(end.value.code)), out, err)


def run_alone(*args: str | Path, cwd: Path, **environment: str) -> Said:
    """A command in a process of its own."""
    import os

    done = subprocess.run(
        [sys.executable, "-m", "recordcheck", *map(str, args)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def folder_of_visits(folder: Path) -> Path:
    """A folder with a standard, a clean export and a faulty one."""
    (folder / "visits.yaml").write_text(VISITS, encoding="utf-8")
    (folder / "clean.csv").write_text(CLEAN, encoding="utf-8")
    (folder / "faulty.csv").write_text(FAULTY, encoding="utf-8")
    return folder
