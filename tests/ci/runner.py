"""The action, run as a runner of GitHub runs it: inputs become variables, and a step is a shell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
SCRIPTS = {step["name"]: step for step in STEPS if "run" in step}
INSTALL, CHECK = SCRIPTS

EXPRESSION = re.compile(r"\$\{\{ (inputs|steps\.python\.outputs)\.([\w-]+) \}\}")


@dataclass(frozen=True, slots=True)
class Runner:
    """A machine that runs a job: a folder for what is temporary, and one for what is checked."""

    temp: Path
    workspace: Path

    def run(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run a step of the action; `fail_on` is the input `fail-on`."""
        given = {key.replace("_", "-"): text for key, text in inputs.items()}
        step = SCRIPTS[name]
        script = self.temp / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        return shell(script, self.workspace, {**self.variables(), **variables(step, given)})

    def variables(self) -> dict[str, str]:
        """What a runner sets for each step."""
        summary, output = self.temp / "summary.md", self.temp / "output.txt"
        return {
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temp),
        }


def variables(step: dict[str, Any], given: dict[str, str]) -> dict[str, str]:
    """The `env` of a step, with what was given, or what an input is without that."""
    inputs = {key: one.get("default", "") for key, one in ACTION["inputs"].items()} | given
    assert inputs.keys() == ACTION["inputs"].keys(), "an input that the action does not have"
    values = {"inputs": inputs, "steps.python.outputs": {"python-path": sys.executable}}
    found = {}
    for name, text in step["env"].items():
        whole = EXPRESSION.fullmatch(text)
        assert whole, f"{name} is more than one value"
        found[name] = values[whole[1]][whole[2]]
    return found


def shell(
    script: Path, folder: Path, variables: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a script as `shell: bash` does, in a folder, without what belongs to this checkout.

    What pip installs is compiled when it is imported: most of it never is.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    kept["PIP_COMPILE"] = "0"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=folder,
        env={**kept, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
