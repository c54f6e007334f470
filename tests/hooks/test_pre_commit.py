"""The real pre-commit, in a real repository: our hooks fail, pass, and say what they skip."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFIG = """
repos:
  - repo: {repository}
    rev: {commit}
    hooks:
      - id: recordcheck
      - id: recordcheck-schema
"""
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
      child_seen: {type: code, codes: [Y, N], due: always, target: {known: 100%}}
      team: {type: text}
"""
CALLS = """
standard: calls
version: "1"
title: Calls
tables:
  call:
    one_record_is: one call about a child
    key: [call_id]
    fields:
      call_id: {type: text, due: always}
      called_by: {type: text, due: always}
      call_about: {type: text, due: always}
"""
CODES = """
codes: teams
title: Teams
list: [North, South]
"""
TEAM = "{type: code, codes: teams}"
CLEAN = "visit_id,child_seen,team\n1,Y,North\n2,N,North\n"
BROKEN = "visit_id,child_seen,team\n1,Y,North\n1,secret,North\n"
SHORT_OF_TARGET = "visit_id,child_seen,team\n1,Y,North\n2,,North\n"

pytestmark = pytest.mark.installs


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository of somebody who uses the hooks."""

    folder: Path
    home: Path

    def write(self, name: str, text: str) -> None:
        """Write a file and stage it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.run("git", "add", name)

    def commit(self) -> tuple[bool, str]:
        """Commit what is staged: whether it was let through, and all that was said."""
        done = self.run("git", "commit", "--quiet", "--message", "A change", check=False)
        return done.returncode == 0, done.stdout + done.stderr

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command in the repository."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=environment(self.home),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0 or not check, done.stdout + done.stderr
        return done


def environment(home: Path) -> dict[str, str]:
    """This environment, with somebody to commit as, and without a git that calls us from a hook."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    names = {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", "Tester"), ("EMAIL", "tester@example.org"))
    }
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PIP_COMPILE": "0"}
    return {**kept, **names, **quiet, "PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"}


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it has installed: once for all tests."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture(scope="session")
def hooks(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository that holds this checkout as it stands, whether or not it is committed."""
    ours = Repository(tmp_path_factory.mktemp("hooks"), home)
    here = Repository(ROOT, home)
    listed = here.run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (ours.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, ours.folder / name)
    ours.run("git", "init", "--quiet")
    ours.run("git", "add", "--all")
    ours.run("git", "commit", "--quiet", "--message", "The hooks")
    return ours


@pytest.fixture
def repository(tmp_path: Path, home: Path, hooks: Repository) -> Repository:
    """A repository with a standard of its own, where the hooks run before each commit."""
    mine = Repository(tmp_path, home)
    commit = hooks.run("git", "rev-parse", "HEAD").stdout.strip()
    mine.run("git", "init", "--quiet")
    mine.write(".pre-commit-config.yaml", CONFIG.format(repository=hooks.folder, commit=commit))
    mine.write("recordcheck.toml", 'schemas = ["standards"]\n')
    mine.write("standards/visits.yaml", STANDARD)
    mine.run("git", "commit", "--quiet", "--message", "A standard of our own")
    mine.run(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    return mine


def test_an_export_with_findings_is_not_committed(repository: Repository) -> None:
    repository.write("visits.csv", BROKEN)
    passed, said = repository.commit()
    assert not passed
    assert "VIS-191" in said and "VIS-391" in said
    assert "records 1, 2" in said
    assert "secret" not in said


def test_a_clean_export_is_committed(repository: Repository) -> None:
    repository.write("visits.csv", CLEAN)
    passed, said = repository.commit()
    assert passed, said


def test_a_missed_target_does_not_hold_a_commit_up(repository: Repository) -> None:
    repository.write("visits.csv", SHORT_OF_TARGET)
    passed, said = repository.commit()
    assert passed, said


def test_a_file_that_no_standard_fits_is_skipped_and_said(repository: Repository) -> None:
    repository.write("shopping.csv", "item,price\nbread,2\n")
    passed, said = repository.commit()
    assert passed, said
    assert "skipped shopping.csv" in said


def test_what_is_skipped_does_not_hide_what_is_wrong(repository: Repository) -> None:
    repository.write("shopping.csv", "item,price\nbread,2\n")
    repository.write("visits.csv", BROKEN)
    passed, said = repository.commit()
    assert not passed
    assert "skipped shopping.csv" in said and "VIS-391" in said


def test_an_export_that_cannot_be_read_is_not_committed(repository: Repository) -> None:
    repository.write("visits.csv", CLEAN + "3,Y,North,one too many\n")
    passed, said = repository.commit()
    assert not passed
    assert "visits.csv:4" in said


def test_a_standard_with_a_slip_is_not_committed(repository: Repository) -> None:
    repository.write("standards/visits.yaml", STANDARD.replace("due: always}", "deu: always}"))
    passed, said = repository.commit()
    assert not passed
    assert "standards/visits.yaml:10:" in said and "`deu`" in said


def test_a_code_list_with_a_slip_is_not_committed(repository: Repository) -> None:
    repository.write("standards/codes/teams.yaml", CODES.replace("list:", "lists:"))
    passed, said = repository.commit()
    assert not passed
    assert "standards/codes/teams.yaml:4:1" in said and "`lists`" in said


def test_a_right_standard_and_a_right_code_list_are_committed(repository: Repository) -> None:
    repository.write("standards/codes/teams.yaml", CODES)
    repository.write("standards/visits.yaml", STANDARD.replace("{type: text}", TEAM))
    passed, said = repository.commit()
    assert passed, said


def test_yaml_of_others_is_skipped_and_said(repository: Repository) -> None:
    repository.write("compose.yml", "services:\n  standard: [1, 2]\n")
    passed, said = repository.commit()
    assert passed, said
    assert "skipped compose.yml" in said


def test_exports_of_several_standards_take_the_hook_once_for_each(repository: Repository) -> None:
    repository.write("standards/calls.yaml", CALLS)
    repository.write("visits.csv", CLEAN)
    repository.write("calls.csv", "call_id,called_by,call_about\n1,parent,\n")
    passed, said = repository.commit()
    assert not passed
    assert "name one with --standard" in said
    text = (repository.folder / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    hook = "      - id: recordcheck\n"
    each = "".join(f"{hook}        args: [--standard, {name}]\n" for name in ("visits", "calls"))
    repository.write(".pre-commit-config.yaml", text.replace(hook, each))
    passed, said = repository.commit()
    assert not passed
    assert "skipped visits.csv" in said and "skipped calls.csv" in said
    assert "CAL-290 call_about is blank" in said


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_the_name_of_a_file_is_never_an_option(repository: Repository) -> None:
    """With `--schema` it would run a module of the repository, with `--output` write a file."""
    repository.write("spy.py", "open('ran', 'w').close()\n")
    for name in ("--schema=spy:x.csv", "--output=visits.tsv", "--output-format=x.yaml"):
        (repository.folder / name).write_text(CLEAN, encoding="utf-8")
    repository.write("visits.csv", CLEAN)
    repository.run("git", "add", "--all", ".")
    passed, said = repository.commit()
    assert passed, said
    assert not list(repository.folder.glob("ran")) + list(repository.folder.glob("visits.tsv"))


@pytest.mark.parametrize("page", ["README.md", "docs/ci/README.md"])
def test_a_copy_of_ours_is_left_out_by_the_line_that_the_page_gives(
    repository: Repository, page: str
) -> None:
    everything = (sys.executable, "-m", "pre_commit", "run", "--all-files")
    copied = (ROOT / "examples" / "contacts.csv").read_text(encoding="utf-8")
    repository.write("tools/recordcheck/examples/contacts.csv", copied)
    repository.write("visits.csv", CLEAN)
    assert repository.run(*everything, check=False).returncode == 1
    [line] = re.findall(r"`(exclude: [^`]+)`", (ROOT / page).read_text(encoding="utf-8"))
    text = (repository.folder / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    repository.write(".pre-commit-config.yaml", f"{line}\n{text}")
    repository.run(*everything)
    repository.write("visits.csv", BROKEN)
    assert "VIS-391" in repository.run(*everything, check=False).stdout


@pytest.mark.parametrize("check", ["validate-manifest", "validate-config"])
def test_what_we_offer_and_what_we_use_is_well_formed(check: str) -> None:
    name = "hooks" if check == "validate-manifest" else "config"
    subprocess.run(
        [sys.executable, "-m", "pre_commit", check, f".pre-commit-{name}.yaml"],
        cwd=ROOT,
        check=True,
    )


def test_a_day_among_the_arguments_needs_the_quotation_marks_of_the_page(tmp_path: Path) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    [args] = re.findall(r"`(args: \[--as-at, [^`]+)`", page)
    config = CONFIG.format(repository="https://example.com/recordcheck", commit="main")

    def taken(args: str) -> bool:
        (tmp_path / "hooks.yaml").write_text(f"{config}        {args}\n", encoding="utf-8")
        call = [sys.executable, "-m", "pre_commit", "validate-config", "hooks.yaml"]
        return subprocess.run(call, cwd=tmp_path, check=False, capture_output=True).returncode == 0

    assert (taken(args), taken(args.replace('"', ""))) == (True, False)


def test_a_workbook_is_checked_where_the_configuration_adds_what_the_page_says(
    repository: Repository,
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for line in BROKEN.splitlines():
        book.active.append(line.split(","))
    book.save(repository.folder / "visits.xlsx")
    repository.run("git", "add", "visits.xlsx")
    passed, said = repository.commit()
    assert passed, said
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"`((?:files|additional_dependencies): [^`]+)`", page)
    added = "".join(f"        {line}\n" for line in lines)
    text = (repository.folder / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    hook = "      - id: recordcheck\n"
    repository.write(".pre-commit-config.yaml", text.replace(hook, hook + added))
    repository.run("git", "commit", "--quiet", "--message", "Check workbooks too")
    book.active.append(["3", "secret", "North"])
    book.save(repository.folder / "visits.xlsx")
    repository.run("git", "add", "visits.xlsx")
    passed, said = repository.commit()
    assert not passed
    assert "visits.xlsx:Sheet" in said and "VIS-391" in said and "secret" not in said
