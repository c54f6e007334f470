"""The templates in docs/ci are what they say: their options exist, and their scripts run."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from runner import ACTION, ROOT, shell

from recordcheck.cli.lint import lint
from recordcheck.output import FORMATS

PAGES = ROOT / "docs" / "ci"
PLATFORMS = {"github", "gitlab", "sarif", "junit", "jsonl", "markdown"}


def read(name: str) -> Any:
    """A template that is YAML."""
    return yaml.safe_load((PAGES / name).read_text(encoding="utf-8"))


JENKINS = (PAGES / "Jenkinsfile").read_text(encoding="utf-8")
GITLAB = read("gitlab-ci.yml")["recordcheck"]
AZURE = read("azure-pipelines.yml")["steps"]
GITHUB = read("github.yml")["jobs"]["recordcheck"]["steps"]

# What each template runs in a shell, and the reports that it hands to its platform.
SCRIPTS = {
    "Jenkinsfile": re.findall(r"^ +sh '([^'\\]+)'$", JENKINS, re.M),
    "gitlab-ci.yml": [*GITLAB["before_script"], *GITLAB["script"]],
    "azure-pipelines.yml": [step["bash"] for step in AZURE if "bash" in step],
}
REPORTS = {
    "Jenkinsfile": set(re.findall(r"junit testResults: '([^']+)'", JENKINS)),
    "gitlab-ci.yml": {*GITLAB["artifacts"]["reports"].values()},
    "azure-pipelines.yml": {
        step["inputs"]["testResultsFiles"] for step in AZURE if "PublishTest" in str(step)
    },
}


def commands(text: str) -> list[str]:
    """What stands behind every `recordcheck lint`."""
    return re.findall(r"\brecordcheck lint ([^`\n]+)", text)


def options(words: str) -> set[str]:
    """The options of a command, as click reads it; one that there is not is an error."""
    _, _, given = lint.make_parser(click.Context(lint)).parse_args(shlex.split(words))
    return {one.opts[0] for one in given if isinstance(one, click.Option)}


def formats(words: str) -> dict[str, str]:
    """Each format of a command, and its file."""
    found = re.findall(r"--output-format[ =]([a-z]+)=?(\S*)", words)
    return dict(found)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_template_asks_for_what_there_is_and_for_no_value(name: str) -> None:
    [command] = commands("\n".join(SCRIPTS[name]))
    assert options(command) == {"--standard", "--output-format"}
    assert formats(command).keys() <= {*FORMATS, *PLATFORMS}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_template_publishes_what_it_writes(name: str) -> None:
    [command] = commands("\n".join(SCRIPTS[name]))
    assert {file for file in formats(command).values() if file} == REPORTS[name]


@pytest.mark.parametrize(
    "path", [PAGES / "README.md", ROOT / "Containerfile"], ids=lambda path: path.name
)
def test_a_page_asks_for_what_there_is(path: Path) -> None:
    found = commands(path.read_text(encoding="utf-8"))
    assert found
    assert set().union(*map(options, found)) <= {"--standard", "--write-baseline"}


def test_the_workflow_gives_the_action_inputs_that_it_has() -> None:
    [step] = [step for step in GITHUB if step["uses"] == "./tools/recordcheck"]
    assert step["with"].keys() <= ACTION["inputs"].keys()
    asked = [line.partition("=") for line in step["with"]["output-format"].splitlines()]
    assert {name for name, _, _ in asked} <= PLATFORMS
    assert step["with"]["standard"] == "child-protection"
    published = {step["with"].get("sarif_file") for step in GITHUB if "sarif" in step["uses"]}
    assert {file for _, _, file in asked if file} == published


def test_what_others_wrote_is_pinned() -> None:
    uses = [step["uses"] for step in GITHUB if not step["uses"].startswith("./")]
    assert [name for name in uses if not re.search(r"@[0-9a-f]{40}$", name)] == []
    assert GITLAB["image"] == "python:3.11-slim"
    assert AZURE[0]["inputs"] == {"versionSpec": "3.11"}


@pytest.mark.parametrize("path", sorted(PAGES.iterdir()), ids=lambda path: path.name)
def test_no_template_takes_a_secret(path: Path) -> None:
    assert not re.search(r"(?i)secrets\.|token|password|credentials\(", path.read_text("utf-8"))


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of somebody who has copied us to tools/recordcheck, with an export."""
    folder = tmp_path_factory.mktemp("workspace")
    (folder / "tools").mkdir()
    (folder / "tools" / "recordcheck").symlink_to(ROOT)
    (folder / "data").mkdir()
    shutil.copy(ROOT / "examples" / "contacts.csv", folder / "data" / "export.csv")
    (folder / "bin").mkdir()
    for name in ("python", "python3.11"):
        program = folder / "bin" / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        program.chmod(0o755)
    return folder


@pytest.mark.installs
@pytest.mark.skipif(shutil.which("bash") is None, reason="the scripts are for bash")
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_template_finds_what_is_wrong_and_leaves_its_reports(name: str, workspace: Path) -> None:
    for report in REPORTS[name]:
        (workspace / report).unlink(missing_ok=True)
    script = workspace / "script.sh"
    script.write_text("\n".join(SCRIPTS[name]), encoding="utf-8")
    path = f"{workspace / 'bin'}:/usr/bin:/bin"
    done = shell(script, workspace, {"PATH": path})
    assert done.returncode == 1, done.stdout + done.stderr
    assert "ETH-391" in done.stdout
    assert all("ETH-391" in (workspace / report).read_text("utf-8") for report in REPORTS[name])
