"""What only reads or explains a standard starts without the libraries that judge an export."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"duckdb", "pyarrow", "pandera", "narwhals", "msgspec", "pandas", "polars", "numpy"}
PROGRAM = """
import json, sys
from recordcheck.cli import main
try:
    main()
finally:
    print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def loaded(folder: Path, *command: str) -> set[str]:
    """The top-level modules that a command has loaded when it ends well."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *command],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "command",
    ["--help", "--version", "lint --help", "explain ETH-401", "schema list", "schema check"],
)
def test_a_command_that_judges_nothing_loads_nothing_heavy(tmp_path: Path, command: str) -> None:
    modules = loaded(tmp_path, *command.split())
    assert "recordcheck" in modules
    assert modules & HEAVY == set()


def test_importing_recordcheck_loads_nothing_else(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, recordcheck; print(*sys.modules)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    modules = set(done.stdout.split())
    assert {name for name in modules if name.startswith("recordcheck.")} == set()
    assert modules & (HEAVY | {"click", "yaml", "pydantic", "sqlglot"}) == set()


def test_a_command_that_judges_is_seen_to_load_them(tmp_path: Path) -> None:
    (tmp_path / "visits.yaml").write_text(
        "{standard: visits, version: 1, title: Visits, tables: {visit: {one_record_is: one visit,"
        " fields: {id: {type: text, due: always}}}}}"
    )
    (tmp_path / "visits.csv").write_text("id\n1\n")
    modules = loaded(tmp_path, "lint", "visits.csv", "--standard", "visits.yaml")
    assert {"duckdb", "pandera"} <= modules
