"""Where several projects share a repository, each has its configuration in its own folder: a hook
runs above them, and takes one with --config.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
from doors import CLEAN, Said, folder_of_visits, run

BROKEN = CLEAN.replace(",Y,", ",?!,", 1)
HERE = ("--config", "services/recordcheck.toml")


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project below, whose configuration names the folder of its standards."""
    (tmp_path / "services").mkdir()
    project = folder_of_visits(tmp_path / "services")
    (project / "standards").mkdir()
    (project / "visits.yaml").rename(project / "standards" / "visits.yaml")
    (project / "recordcheck.toml").write_text('schemas = ["standards"]\n')
    (project / "visits.csv").write_text(BROKEN)
    monkeypatch.chdir(tmp_path)


def test_a_configuration_that_does_not_count_is_named_where_files_are_skipped(
    capfd: pytest.CaptureFixture[str],
) -> None:
    said = run(capfd, "lint", "services/visits.csv", "--skip-unfit")
    assert (said.code, said.out) == (0, "")
    assert said.err == (
        "skipped services/visits.csv: no standard fits its columns\n"
        "services/recordcheck.toml counts in its own folder, and here with"
        " --config services/recordcheck.toml\n"
    )


def test_it_is_not_named_where_every_file_is_checked(capfd: pytest.CaptureFixture[str]) -> None:
    asked = ("--standard", "services/standards/visits.yaml", "--skip-unfit")
    said = run(capfd, "lint", "services/visits.csv", *asked)
    assert (said.code, said.err) == (1, "")


def test_that_of_a_project_is_named_too_where_it_is_one(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("services/recordcheck.toml").rename("services/pyproject.toml")
    skipped = "skipped services/visits.csv: no standard fits its columns\n"
    for text in ("[project]\n", "[tool]\n", "[project\n"):  # of others, or to be mended by them
        Path("services/pyproject.toml").write_text(text)
        assert run(capfd, "lint", "services/visits.csv", "--skip-unfit") == Said(0, "", skipped)
    Path("services/pyproject.toml").write_text('[tool.recordcheck]\nschemas = ["standards"]\n')
    said = run(capfd, "lint", "services/visits.csv", "--skip-unfit")
    assert said.err == skipped + (
        "services/pyproject.toml counts in its own folder, and here with"
        " --config services/pyproject.toml\n"
    )
    named = ("--config", "services/pyproject.toml")
    assert run(capfd, "lint", "services/visits.csv", "--skip-unfit", *named).code == 1


def test_the_option_that_is_named_finds_what_was_passed_over(
    capfd: pytest.CaptureFixture[str],
) -> None:
    said = run(capfd, "lint", "services/visits.csv", "--skip-unfit", *HERE)
    assert (said.code, said.err) == (1, "")
    assert "VIS-391 seen is not on the code list seen" in said.out
    Path("services/notes.csv").write_text("who,what\n1,2\n")
    said = run(capfd, "lint", "services/notes.csv", "--skip-unfit", *HERE)
    assert (said.code, said.err) == (
        0,
        "skipped services/notes.csv: no standard fits its columns\n",
    )


@pytest.mark.parametrize(
    "command",
    [
        ("schema", "check", "visits"),
        ("schema", "test", "visits"),
        ("schema", "show", "visits"),
        ("explain", "VIS-401"),
    ],
    ids=" ".join,
)
def test_what_a_run_names_is_found_with_the_same_option(
    command: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(capfd, *command).code == 2
    assert run(capfd, *command, *HERE).code == 0


@pytest.mark.parametrize(
    ("command", "named"),
    [(("schema", "list"), "Visits to a child"), (("profile", "services/visits.csv"), "of visits")],
)
def test_what_is_known_here_is_known_with_the_same_option(
    command: tuple[str, ...], named: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert named not in run(capfd, *command).out
    assert named in run(capfd, *command, *HERE).out


def test_a_folder_without_a_standard_is_not_taken_for_all_that_are_known(
    capfd: pytest.CaptureFixture[str],
) -> None:
    said = run(capfd, "schema", "check", "services")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "recordcheck: services: no YAML file is in this folder, nor in a codes/ of it\n"
        "  name the folder that holds the standards, or the files\n"
    )


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("other.toml", "other.toml: there is no such file\n  --config takes a file"),
        (
            "pyproject.toml",
            "pyproject.toml: there is no [tool.recordcheck] in it\n"
            "  add one, or give a recordcheck.toml",
        ),
    ],
)
def test_what_is_no_configuration_is_refused(
    config: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("pyproject.toml").write_text("[project]\n")
    refused = run(capfd, "lint", "services/visits.csv", "--config", config)
    assert (refused.code, refused.out, refused.err) == (2, "", f"recordcheck: {said}\n")


def test_what_init_writes_below_a_configuration_reads_as_that_did_and_says_what_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    above = tmp_path / "services" / "recordcheck.toml"
    above.write_text('schemas = ["standards"]\nencoding = "windows-1252"\nignore = "VIS-391"\n')
    (tmp_path / "services" / "north").mkdir()
    monkeypatch.chdir(tmp_path / "services" / "north")
    Path("visits.csv").write_bytes(CLEAN.replace("North", "Nörd").encode("cp1252"))
    said = run(capfd, "init", "--from", "visits.csv", "--standard", "visits")
    assert said == Said(
        0,
        "",
        f"wrote recordcheck.toml\n  {above} counts here no more: copy what else it says\n"
        "  to use it: recordcheck lint visits.csv\n",
    )
    written = tomllib.loads(Path("recordcheck.toml").read_text(encoding="utf-8"))
    assert written == {
        "standard": "visits",
        "encoding": "windows-1252",
        "schemas": ["../standards"],
        "map": {},
    }
    assert run(capfd, "lint", "visits.csv").code == 0


def test_an_encoding_that_is_given_to_init_comes_before_that_of_the_configuration_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "services" / "recordcheck.toml").write_text('encoding = "utf-16"\n')
    (tmp_path / "services" / "north").mkdir()
    monkeypatch.chdir(tmp_path / "services" / "north")
    assert run(capfd, "init", "--encoding", "windows-1252").code == 0
    written = tomllib.loads(Path("recordcheck.toml").read_text(encoding="utf-8"))
    assert written["encoding"] == "windows-1252"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_no_sign_in_the_name_of_a_folder_above_is_obeyed_by_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / "\x1b[31mred"
    (odd / "north").mkdir(parents=True)
    (odd / "recordcheck.toml").write_text('fail-on = "error"\n')
    monkeypatch.chdir(odd / "north")
    above = f"{tmp_path}/?[31mred/recordcheck.toml"
    Path("visits.csv").write_text(CLEAN)
    with monkeypatch.context() as terminal:
        terminal.setattr(sys.stderr, "isatty", lambda: True)
        said = run(capfd, "lint", "visits.csv", "--standard", "child-ethnicity")
    assert said.err.startswith(f"options from {above}\n")
    assert run(capfd, "init").err == (
        f"wrote recordcheck.toml\n  {above} counts here no more: copy what else it says\n"
    )


def test_with_a_configuration_above_that_says_nothing_nothing_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "services" / "recordcheck.toml").write_text("# to be written\n")
    (tmp_path / "services" / "north").mkdir()
    monkeypatch.chdir(tmp_path / "services" / "north")
    assert run(capfd, "init") == Said(0, "", "wrote recordcheck.toml\n")


def test_what_init_writes_without_an_export_finds_the_standards_of_the_configuration_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "services" / "north").mkdir()
    monkeypatch.chdir(tmp_path / "services" / "north")
    Path("visits.csv").write_text(CLEAN)
    assert run(capfd, "init", "--standard", "visits").code == 0
    assert '# [map.codes.seen]\n# "theirs" = "Y"\n' in Path("recordcheck.toml").read_text()
    assert run(capfd, "lint", "visits.csv").code == 0


def test_init_chooses_from_the_standards_of_the_configuration_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "services" / "north").mkdir()
    monkeypatch.chdir(tmp_path / "services" / "north")
    Path("visits.csv").write_text(CLEAN)
    assert run(capfd, "init", "--from", "visits.csv").code == 0
    written = tomllib.loads(Path("recordcheck.toml").read_text(encoding="utf-8"))
    assert written["standard"] == "visits"


def test_the_configuration_that_counts_is_not_said_to_be_passed_over(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for below in ("north", "south"):
        Path("services", below).mkdir()
    Path("services/south/notes.csv").write_text("who,what\n1,2\n")
    monkeypatch.chdir("services/north")
    said = run(capfd, "lint", "../south/notes.csv", "--skip-unfit")
    assert said == Said(0, "", "skipped ../south/notes.csv: no standard fits its columns\n")
