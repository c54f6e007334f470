"""What the action is given becomes arguments, and is never read as a script."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from runner import ACTION, CHECK, SCRIPTS, STEPS, Runner

HOSTILE = [
    "$(touch x)",
    "`touch x`",
    "; touch x #",
    "' ; touch x ; '",
    '" ; touch x ; "',
    "a b  c ",
    "*",
    "~",
    "\\",
    "$HOME",
    "${{ github.token }}",
    "--output=x",
    "-h",
    "EOF",
    "é 中 \u202e",
]

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the steps are for bash")


# The words of each step


def test_no_expression_stands_in_a_script() -> None:
    assert [name for name, step in SCRIPTS.items() if "${{" in step["run"]] == []


def test_every_input_is_used() -> None:
    used = {text for step in SCRIPTS.values() for text in step["env"].values()}
    assert [name for name in ACTION["inputs"] if f"${{{{ inputs.{name} }}}}" not in used] == []


def test_what_others_wrote_is_pinned() -> None:
    uses = [step for step in STEPS if "uses" in step]
    assert [step["uses"] for step in uses if not re.search(r"@[0-9a-f]{40}$", step["uses"])] == []
    assert [step["with"]["python-version"] for step in uses] == ["3.11"]


# Inputs as arguments


@pytest.fixture
def echo(tmp_path: Path) -> Runner:
    """A runner with a recordcheck that only writes down its arguments."""
    runner = Runner(tmp_path / "temp", tmp_path / "work")
    program = runner.temp / "recordcheck" / "bin" / "recordcheck"
    program.parent.mkdir(parents=True)
    runner.workspace.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport json, sys\nprint(json.dumps(sys.argv[1:]))\n", encoding="utf-8"
    )
    program.chmod(0o755)
    return runner


def arguments(runner: Runner, **inputs: str) -> list[str]:
    """The arguments that recordcheck gets; nothing else was said or done."""
    done = runner.run(CHECK, **inputs)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(runner.workspace.iterdir()) == []
    return list(json.loads(done.stdout))


def test_without_inputs_only_the_format_is_given(echo: Runner) -> None:
    assert arguments(echo, paths="a.csv") == ["lint", "--output-format=github", "--", "a.csv"]


def test_each_input_becomes_its_option(echo: Runner) -> None:
    given = arguments(
        echo,
        paths="a.csv\nb.csv\n",
        standard="child-ethnicity@2026.1\nours.yaml\n",
        baseline="known.txt",
        fail_on="error",
        output_format="github\nsarif=out.sarif\n",
        arguments="--no-targets\n\n--as-at=2026-03-31\n",
    )
    assert given == [
        "lint",
        "--standard=child-ethnicity@2026.1",
        "--standard=ours.yaml",
        "--baseline=known.txt",
        "--fail-on=error",
        "--output-format=github",
        "--output-format=sarif=out.sarif",
        "--no-targets",
        "--as-at=2026-03-31",
        "--",
        "a.csv",
        "b.csv",
    ]


@pytest.mark.parametrize("name", ACTION["inputs"])
def test_a_hostile_input_is_passed_on_as_it_is(name: str, echo: Runner) -> None:
    given = arguments(echo, **{name.replace("-", "_"): "\n".join(HOSTILE)})
    option = "" if name in ("paths", "arguments") else f"--{name}="
    wanted = [f"{option}{text}" for text in HOSTILE]
    first = given.index(wanted[0])
    assert given[first : first + len(wanted)] == wanted
    assert ("--" in given[:first]) == (name == "paths")
