"""The action installs this checkout and checks exports with it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
import yaml
from runner import CHECK, INSTALL, ROOT, Runner, shell

STANDARD = """
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit to one child
    key: [visit_id]
    fields:
      visit_id: {type: text, due: always}
      child_seen: {type: code, codes: [Y, N], due: always}
"""
CLEAN = "visit_id,child_seen\n1,Y\n2,N\n"
FAULTY = "visit_id,child_seen\n1,Y\n2,secret\n"
LINT = {"standard": "visits.yaml", "output_format": "concise"}
MODULES = ("venv", "pip", "recordcheck")

# A machine as the container is: nothing may be written but a new /tmp, there is no network, and
# who runs is nobody. What is installed and what is checked are seen where the container has them.
CONTAINED = """
mount --bind "$RUNNER_TEMP/recordcheck" /srv
mount --bind "$GITHUB_WORKSPACE" /media
mount -o remount,bind,ro /srv
mount -o remount,bind,ro /media
mount -t tmpfs tmpfs /tmp
mount -o remount,bind,ro /
cd /media
exec setpriv --reuid 65534 --regid 65534 --clear-groups \\
    /srv/bin/python /srv/bin/recordcheck lint faulty.csv --standard visits.yaml
"""

pytestmark = [
    pytest.mark.installs,
    pytest.mark.skipif(shutil.which("bash") is None, reason="the steps are for bash"),
]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner on which the first script has installed this checkout.

    Its folders have a space, and what is checked has modules called like those that install.
    """
    folder = tmp_path_factory.mktemp("a runner")
    runner = Runner(folder / "temp", folder / "work")
    runner.temp.mkdir()
    runner.workspace.mkdir()
    write_modules(runner.workspace)
    done = runner.run(INSTALL)
    assert done.returncode == 0, done.stdout + done.stderr
    return runner


@pytest.fixture
def runner(installed: Runner, tmp_path: Path) -> Runner:
    """That runner, with a standard, a faulty and a clean export in the folder that is checked."""
    write_modules(tmp_path)
    (tmp_path / "visits.yaml").write_text(STANDARD, encoding="utf-8")
    (tmp_path / "faulty.csv").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "clean.csv").write_text(CLEAN, encoding="utf-8")
    return Runner(installed.temp, tmp_path)


def write_modules(folder: Path) -> None:
    """Modules that stop whoever imports them."""
    for name in MODULES:
        (folder / f"{name}.py").write_text("raise SystemExit('this was run')\n")


def test_it_installs_the_versions_that_are_written_down(installed: Runner) -> None:
    script = installed.temp / "freeze.sh"
    script.write_text('"$RUNNER_TEMP/recordcheck/bin/python" -I -m pip freeze\n')
    done = shell(script, installed.temp, installed.variables())
    found = [line for line in done.stdout.splitlines() if not line.startswith("recordcheck ")]
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert found == [line for line in text.splitlines() if not line.startswith("#")]


def test_findings_fail_the_step_and_show_no_value(runner: Runner) -> None:
    done = runner.run(CHECK, paths="faulty.csv", **LINT)
    assert done.returncode == 1, done.stderr
    assert "VIS-391" in done.stdout
    assert "secret" not in done.stdout + done.stderr


def test_a_clean_export_passes(runner: Runner) -> None:
    done = runner.run(CHECK, paths="clean.csv", **LINT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_could_not_run_is_two(runner: Runner) -> None:
    done = runner.run(CHECK, paths="\n", **LINT)
    assert done.returncode == 2
    assert "no export was given" in done.stderr


def test_several_exports_and_options_are_taken(runner: Runner) -> None:
    done = runner.run(
        CHECK,
        **LINT,
        paths="clean.csv\nfaulty.csv",
        arguments="--select=VIS-391\n--no-targets",
        fail_on="never",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].endswith(
        f"4 records of clean.csv and 1 more against visits 1, as at {date.today()}."
    )
    assert "faulty.csv: error: VIS-391" in done.stdout


def test_a_baseline_holds_only_what_is_new(runner: Runner) -> None:
    runner.run(CHECK, **LINT, paths="faulty.csv", arguments="--write-baseline=known.txt")
    again = runner.run(CHECK, **LINT, paths="faulty.csv", baseline="known.txt")
    assert again.returncode == 0, again.stdout + again.stderr
    (runner.workspace / "faulty.csv").write_text(FAULTY + "3,other\n", encoding="utf-8")
    worse = runner.run(CHECK, **LINT, paths="faulty.csv", baseline="known.txt")
    assert worse.returncode == 1, worse.stdout + worse.stderr


def test_an_export_with_a_hostile_name_is_read(runner: Runner) -> None:
    name = "-o $(touch x) '\"; `touch y`.csv"
    (runner.workspace / "faulty.csv").rename(runner.workspace / name)
    before = {path.name for path in runner.workspace.iterdir()}
    done = runner.run(CHECK, paths=name, **LINT)
    assert done.returncode == 1, done.stderr
    assert "VIS-391" in done.stdout
    assert {path.name for path in runner.workspace.iterdir()} == before


def test_the_workflow_writes_what_it_uploads(runner: Runner) -> None:
    workflow = yaml.safe_load((ROOT / "docs" / "ci" / "github.yml").read_text(encoding="utf-8"))
    _, check, upload = workflow["jobs"]["recordcheck"]["steps"]
    (runner.workspace / "data").mkdir()
    shutil.copy(ROOT / "examples" / "contacts.csv", runner.workspace / "data" / "export.csv")
    inputs = {name.replace("-", "_"): text for name, text in check["with"].items()}
    done = runner.run(CHECK, **inputs)
    assert done.returncode == 1, done.stderr
    assert "ETH-391" in (runner.workspace / upload["with"]["sarif_file"]).read_text("utf-8")


def test_without_a_format_findings_are_annotations(runner: Runner) -> None:
    done = runner.run(CHECK, paths="faulty.csv", standard="visits.yaml")
    assert done.returncode == 1, done.stderr
    assert "::error file=faulty.csv,title=VIS-391" in done.stdout
    assert "VIS-391" in Path(runner.variables()["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")


def test_it_needs_no_rights_no_network_and_no_disk(runner: Runner) -> None:
    alone = ["unshare", "--mount", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("who runs the tests may not make a machine of its own")
    runner.workspace.chmod(0o755)
    script = runner.temp / "contained.sh"
    script.write_text(f"exec unshare --mount --net bash -e <<'END'\n{CONTAINED}END\n")
    done = shell(script, runner.workspace, {**runner.variables(), "HOME": "/nowhere"})
    assert done.returncode == 1, done.stderr
    assert "VIS-391" in done.stdout
