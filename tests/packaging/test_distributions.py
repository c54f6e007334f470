"""Each distribution holds what it should, installs in an empty environment, and lints there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tomllib
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = "Scripts" if os.name == "nt" else "bin"
STANDARDS = sorted(path.stem for path in (ROOT / "schemas").glob("*.yaml"))
EXPORT = """contact_id,child_id,district,contact_at,recorded_at,recorded_by,self_defined_ethnicity
1,a,North,2026-03-01T10:00,2026-03-01T11:00,x,W1
2,b,North,2026-03-02T10:00,2026-03-02T11:00,x,nonsense
"""

pytestmark = pytest.mark.installs


@dataclass(frozen=True, slots=True)
class Built:
    """What `python -m build` makes: the source distribution, and the wheel made of that."""

    wheel: Path
    sdist: Path


@dataclass(frozen=True, slots=True)
class Environment:
    """An environment with nothing but recordcheck and what it needs, and a folder to work in."""

    folder: Path
    work: Path

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment, far from the checkout."""
        return subprocess.run(
            [self.folder / BIN / program, *arguments],
            cwd=self.work,
            env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Both distributions of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    call("-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT))
    [wheel], [sdist] = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return Built(wheel, sdist)


@pytest.fixture(scope="session", params=["wheel", "sdist"])
def environment(
    request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Environment]:
    """An empty environment in which one of the two was installed."""
    folder = tmp_path_factory.mktemp(request.param)
    venv.create(folder / "env", with_pip=False)
    python = str(folder / "env" / BIN / "python")
    found = str(getattr(built, request.param))
    call("-m", "pip", "--python", python, "install", "--quiet", "--no-compile", found)
    (folder / "work").mkdir()
    yield Environment(folder / "env", folder / "work")


def call(*arguments: str) -> None:
    """Run Python; what it said is shown where it fails."""
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_wheel_holds_the_package_and_all_its_data(built: Built) -> None:
    with ZipFile(built.wheel) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    package = {
        path.relative_to(ROOT).as_posix()
        for pattern in ("*.py", "*.schema.json", "py.typed")
        for path in (ROOT / "recordcheck").rglob(pattern)
    }
    schemas = {
        f"recordcheck/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "schemas").rglob("*.yaml")
    }
    assert {"recordcheck/py.typed", "recordcheck/run.schema.json"} <= names
    assert names == package | schemas


def test_the_source_distribution_holds_what_the_tests_need(built: Built) -> None:
    with tarfile.open(built.sdist) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "Makefile",
        ".pre-commit-hooks.yaml",
        "recordcheck/standard.schema.json",
        "schemas/codes/placeholders.yaml",
        "examples/contacts.csv",
        "tests/conftest.py",
    } <= names


def test_it_says_its_version(environment: Environment, built: Built) -> None:
    version = built.wheel.name.split("-")[1]
    assert environment.run("recordcheck", "--version").stdout == f"recordcheck {version}\n"


def test_it_finds_the_shipped_standards(environment: Environment) -> None:
    done = environment.run("recordcheck", "schema", "list")
    assert done.returncode == 0, done.stderr
    assert [name for name in STANDARDS if name not in done.stdout] == []


def test_the_shipped_standards_have_no_slips(environment: Environment) -> None:
    done = environment.run("recordcheck", "schema", "check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_lints_an_export(environment: Environment) -> None:
    (environment.work / "contacts.csv").write_text(EXPORT, encoding="utf-8")
    done = environment.run("recordcheck", "lint", "contacts.csv", "--output-format", "concise")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "ETH-391" in done.stdout
    assert "nonsense" not in done.stdout + done.stderr


def test_it_brings_no_frames_of_others(environment: Environment) -> None:
    for name in ("pandas", "numpy", "polars"):
        done = environment.run("python", "-c", f"import {name}")
        assert f"No module named '{name}'" in done.stderr


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOWEST = [one.partition(",")[0].replace(">=", "==") for one in PROJECT["dependencies"]]
COMPILED = ["sqlglot[c]"]  # as other tools ask for it: no class can be derived from its parser


@pytest.mark.parametrize("beside", [LOWEST, COMPILED], ids=["lowest", "compiled"])
def test_other_versions_that_it_allows_find_the_same(
    built: Built, tmp_path_factory: pytest.TempPathFactory, beside: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("other")
    venv.create(folder / "env", with_pip=False)
    python = str(folder / "env" / BIN / "python")
    wanted = [str(built.wheel), *beside]
    call("-m", "pip", "--python", python, "install", "--quiet", "--no-compile", *wanted)
    export = str(ROOT / "examples" / "contacts.csv")
    asked = ("lint", export, "--output-format", "json", "--as-at", "2026-03-31")
    there = Environment(folder / "env", folder).run("recordcheck", *asked)
    here = subprocess.run(
        [sys.executable, "-m", "recordcheck", *asked],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    proved = Environment(folder / "env", folder).run(
        "recordcheck", "schema", "test", "--mutate", "child-identity"
    )
    assert (there.returncode, there.stderr) == (1, "")
    assert (proved.returncode, proved.stderr) == (0, "")
    theirs, ours = json.loads(there.stdout), json.loads(here.stdout)
    if beside is LOWEST:
        assert f"duckdb=={theirs['versions']['duckdb']}" in LOWEST
    theirs.pop("versions")
    ours.pop("versions")
    assert theirs == ours
