"""Several formats of one run, each where it was asked to go."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pyarrow
import pytest
from doors import Said, folder_of_visits, run, run_alone

import recordcheck
from recordcheck.cli.write import write_whole
from recordcheck.errors import UserError
from recordcheck.output import FORMATS

LINT = ("lint", "faulty.csv", "--as-at", "2026-03-31")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder_of_visits(tmp_path))
    (tmp_path / "recordcheck.toml").write_text('standard = "visits.yaml"\n')
    return tmp_path


def asked(*formats: str) -> list[str]:
    return [f"--output-format={text}" for text in formats]


def lint(capfd: pytest.CaptureFixture[str], *options: str) -> Said:
    return run(capfd, *LINT, *options)


def test_several_formats_say_the_same_run(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    alone = {name: lint(capfd, *asked(name)).out for name in ("sarif", "junit", "github")}
    said = lint(capfd, *asked("sarif=out.sarif", "github", "junit=./tests.xml"))
    assert (said.code, said.out, said.err) == (1, alone["github"], "")
    assert (folder / "out.sarif").read_text(encoding="utf-8") == alone["sarif"]
    assert (folder / "tests.xml").read_text(encoding="utf-8") == alone["junit"]


def test_formats_that_all_have_a_file_leave_stdout_empty(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = lint(capfd, *asked("json=a=b.json", "concise=c.txt"))
    assert (said.code, said.out, said.err) == (1, "", "")
    assert json.loads((folder / "a=b.json").read_text())["verdict"] == "failed"
    assert "VIS-401" in (folder / "c.txt").read_text()


def test_output_is_the_file_of_the_format_that_has_none(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = lint(capfd, *asked("json", "concise=c.txt"), "--output", "run.json")
    assert (said.code, said.out) == (1, "")
    assert json.loads((folder / "run.json").read_text())["verdict"] == "failed"


def test_values_go_into_the_full_format_alone(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = lint(capfd, *asked("full", "jsonl=run.jsonl"), "--show-values")
    assert "values Q (1)" in said.out
    assert '"Q"' not in (folder / "run.jsonl").read_text()


REFUSED = {
    ("sarf=out.sarif",): (
        "`sarf` is not a value of --output-format; did you mean `sarif`?\n"
        f"  it takes {', '.join(FORMATS)}\n"
    ),
    ("sarif=",): "`sarif=` names no file\n  for example --output-format sarif=report.txt\n",
    ("sarif= ",): "`sarif= ` names no file\n  for example --output-format sarif=report.txt\n",
    ("sarif=no/where.sarif", "github"): (
        "no: this folder does not exist\n  make it, or write elsewhere\n"
    ),
    ("sarif=folder",): "folder: cannot write here: is a directory\n",
    ("json", "github"): (
        "only one format can go to stdout, not json and github\n"
        "  give the others a file: --output-format github=FILE\n"
    ),
    ("json=a", "sarif=./a"): "a: two formats cannot go to one file\n  name another file\n",
    ("github", "json=faulty.csv"): (
        "faulty.csv: the output is one of the files that are read\n"
        "  write to another file: an export is never changed\n"
    ),
    ("github", "json=visits.yaml"): (
        "visits.yaml: the output is one of the files that are read\n"
        "  write to another file: an export is never changed\n"
    ),
    # Not read in a run that has none: the next run would be refused for it.
    ("github", "json=recordcheck.toml"): (
        "recordcheck.toml: the output is the baseline or a configuration\n  write to another file\n"
    ),
    ("github", "json=pyproject.toml"): (
        "pyproject.toml: the output is the baseline or a configuration\n  write to another file\n"
    ),
}


@pytest.mark.parametrize("formats", REFUSED, ids=" ".join)
def test_what_is_wrong_is_said_before_any_data_is_read(
    folder: Path, capfd: pytest.CaptureFixture[str], formats: tuple[str, ...]
) -> None:
    (folder / "folder").mkdir()
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with patch("recordcheck.engine.lint.lint_paths", side_effect=AssertionError("it was read")):
        said = lint(capfd, *asked(*formats))
    assert (said.code, said.out, said.err) == (2, "", f"recordcheck: {REFUSED[formats]}")
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_a_baseline_is_not_written_over(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    said = lint(capfd, *asked("json=base.json"), "--write-baseline", "base.json")
    assert (said.code, said.out, said.err) == (
        2,
        "",
        "recordcheck: base.json: the output is the baseline or a configuration\n"
        "  write to another file\n",
    )
    assert not (folder / "base.json").exists()


def test_a_configuration_of_any_name_is_not_written_over(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "recordcheck.toml").rename(folder / "gate.toml")
    said = lint(capfd, "--config", "gate.toml", "--output", "gate.toml")
    assert (said.code, said.out, said.err) == (
        2,
        "",
        "recordcheck: gate.toml: the output is the baseline or a configuration\n"
        "  write to another file\n",
    )
    assert (folder / "gate.toml").read_text() == 'standard = "visits.yaml"\n'


def test_it_is_said_that_no_output_is_written_where_every_file_was_left_out(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What stands there from the run before is not to be taken for that of this one."""
    (folder / "other.csv").write_text("a,b\n1,2\n")
    (folder / "run.json").write_text("the run before")
    said = run(capfd, "lint", "other.csv", "--skip-unfit", *asked("json=run.json", "github"))
    assert (said.code, said.out) == (0, "")
    assert said.err == (
        "skipped other.csv: no column of it is a field of visits\n"
        "run.json is not written: no file was checked\n"
    )
    assert (folder / "run.json").read_text() == "the run before"


def test_an_export_is_not_written_over_by_another_path_to_it(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "faulty.csv").read_bytes()
    said = lint(capfd, "--output", str(folder / "faulty.csv"))
    assert (said.code, said.out, said.err) == (
        2,
        "",
        f"recordcheck: {folder / 'faulty.csv'}: the output is one of the files that are read\n"
        "  write to another file: an export is never changed\n",
    )
    assert (folder / "faulty.csv").read_bytes() == before


@pytest.mark.parametrize("written_over", ["own/visits.yaml", "own/codes/seen.yml"])
def test_no_standard_of_a_folder_nor_a_code_list_is_written_over(
    written_over: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "own" / "codes").mkdir(parents=True)
    (folder / "visits.yaml").rename(folder / "own" / "visits.yaml")
    (folder / "own" / "codes" / "seen.yml").write_text("codes: seen\ntitle: Seen\n")
    (folder / "recordcheck.toml").write_text('schemas = "own"\n')
    before = (folder / written_over).read_bytes()
    said = run(capfd, *LINT, "--standard", "visits", "--output", written_over)
    assert (said.code, said.out, said.err) == (
        2,
        "",
        f"recordcheck: {written_over}: the output is a standard or a code list\n"
        "  write to another file\n",
    )
    assert (folder / written_over).read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_an_output_that_is_no_file_on_disk_is_left_as_it_is(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A device or a pipe would have a file in its place."""
    os.mkfifo(folder / "pipe")
    for option in ("--output=pipe", "--output-format=json=pipe"):
        said = lint(capfd, option)
        assert (said.code, said.out, said.err) == (
            2,
            "",
            "recordcheck: pipe: cannot write here: this is not a file on disk\n"
            "  write to a file, or name none: the output then goes to stdout\n",
        )
    assert (folder / "pipe").is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="making links takes rights on Windows")
@pytest.mark.parametrize("there", [True, False])
def test_an_output_behind_a_link_is_written_where_the_link_leads(
    folder: Path, capfd: pytest.CaptureFixture[str], there: bool
) -> None:
    (folder / "shared").mkdir()
    if there:
        (folder / "shared" / "report.txt").write_text("of last month")
    (folder / "report.txt").symlink_to("shared/report.txt")
    assert lint(capfd, *asked("concise=report.txt")).code == 1
    assert (folder / "report.txt").is_symlink()
    assert "VIS-401" in (folder / "shared" / "report.txt").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="making links takes rights on Windows")
def test_an_output_behind_a_link_into_no_folder_is_refused_by_the_link(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "report.txt").symlink_to("shared/report.txt")
    said = lint(capfd, "--output", "report.txt")
    assert (said.code, said.out, said.err) == (
        2,
        "",
        "recordcheck: report.txt: this link leads into a folder that does not exist\n"
        "  make it, or write elsewhere\n",
    )


def test_an_output_for_which_there_is_no_format_is_refused(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = lint(capfd, *asked("json=a.json"), "--output", "b.json")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "recordcheck: every format has a file of its own: there is none for --output\n"
        "  leave --output out\n"
    )


def test_a_failed_write_leaves_every_old_file_as_it_was(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second file cannot be written beside its old one: the first is not replaced either."""
    import tempfile

    (folder / "a.json").write_text("as it was")
    (folder / "b.json").write_text("as it was too")
    real, made = tempfile.mkstemp, []

    def full_the_second_time(dir: Path, prefix: str) -> tuple[int, str]:  # noqa: A002
        made.append(dir)
        if len(made) == 2:
            raise OSError(28, "No space left on device")
        return real(dir=dir, prefix=prefix)

    before = set(folder.iterdir())
    monkeypatch.setattr(tempfile, "mkstemp", full_the_second_time)
    said = lint(capfd, *asked("json=a.json", "sarif=b.json", "github"))
    assert (said.code, said.out) == (2, "")
    assert said.err == "recordcheck: b.json: cannot write here: no space left on device\n"
    assert set(folder.iterdir()) == before
    assert (folder / "a.json").read_text() == "as it was"
    assert (folder / "b.json").read_text() == "as it was too"


def test_a_file_that_cannot_take_its_place_after_another_did_is_named(folder: Path) -> None:
    (folder / "b").mkdir()
    before = set(folder.iterdir())
    with pytest.raises(UserError) as refused:
        write_whole([(Path("a"), "new"), (Path("b"), "new")])
    assert str(refused.value) == "b: cannot write here: is a directory"
    assert set(folder.iterdir()) - before == {folder / "a"}


def test_whoever_stops_a_write_is_not_told_that_it_was_done(folder: Path) -> None:
    def stopped() -> Iterator[tuple[Path, str]]:
        yield Path("a"), "new"
        raise KeyboardInterrupt

    before = set(folder.iterdir())
    with pytest.raises(KeyboardInterrupt):
        write_whole(stopped())
    assert set(folder.iterdir()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_an_output_that_is_there_may_be_read_by_whom_it_might_before(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "report.txt").touch()
    (folder / "report.txt").chmod(0o640)
    assert lint(capfd, "--output", "report.txt").code == 1
    assert (folder / "report.txt").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("text", "out", "files"),
    [
        ('output-format = "concise"', "faulty.csv: ", ()),
        ('output-format = ["github", "sarif=out.sarif"]', "::", ("out.sarif",)),
        ('output-format = "junit=tests.xml"', "", ("tests.xml",)),
    ],
)
def test_the_configuration_names_one_format_or_several(
    folder: Path, capfd: pytest.CaptureFixture[str], text: str, out: str, files: tuple[str, ...]
) -> None:
    (folder / "recordcheck.toml").write_text(f'standard = "visits.yaml"\n{text}\n')
    said = lint(capfd)
    assert said.code == 1
    assert said.out.startswith(out) and bool(said.out) == bool(out)
    assert all((folder / name).read_text() for name in files)


def test_the_files_of_a_configuration_stand_beside_it(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "recordcheck.toml").write_text(
        'standard = "visits.yaml"\noutput-format = ["json=run.json"]\n'
    )
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    said = run(capfd, "lint", "../faulty.csv", "--as-at", "2026-03-31")
    assert (said.code, said.out) == (1, "")
    assert (folder / "run.json").exists()
    assert not (folder / "below" / "run.json").exists()


def test_formats_on_the_command_line_replace_those_of_the_configuration(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "recordcheck.toml").write_text(
        'standard = "visits.yaml"\noutput-format = ["json=run.json"]\n'
    )
    assert lint(capfd, *asked("concise")).out.startswith("faulty.csv: ")
    assert not (folder / "run.json").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"sarf=x"', ": unknown output format `sarf`; did you mean `sarif`?\n"),
        ("3", ":1: `output-format` must be a text or a list of texts\n"),
    ],
)
def test_a_wrong_format_in_the_configuration_is_named_with_its_file(
    folder: Path, capfd: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    (folder / "recordcheck.toml").write_text(f"output-format = {text}\n")
    said = lint(capfd)
    assert (said.code, said.out) == (2, "")
    assert said.err == f"recordcheck: {folder / 'recordcheck.toml'}{message}"


def test_the_summary_of_a_job_gets_the_markdown_after_what_it_has(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = lint(capfd, *asked("markdown")).out
    summary = folder / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert lint(capfd, *asked("concise")).code == 1
    assert summary.read_text(encoding="utf-8") == "before\n"
    assert lint(capfd, *asked("github=notes.txt", "concise")).code == 1
    assert summary.read_text(encoding="utf-8") == "before\n" + page


def test_a_job_whose_summary_has_no_name_gets_none(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "")
    said = lint(capfd, *asked("github"))
    assert (said.code, said.err) == (1, "")


def test_a_summary_that_would_be_thrown_away_is_left_as_it_is_and_that_is_said(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    size = len(lint(capfd, *asked("markdown")).out.encode())
    summary = folder / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    summary.write_text("x" * (2**20 - size))
    assert lint(capfd, *asked("github")).err == ""
    assert summary.stat().st_size == 2**20
    said = lint(capfd, *asked("github"))
    assert (said.code, said.out[:2]) == (1, "::")
    assert said.err == "nothing was added to the summary of the job: it would be over 1 MiB\n"
    assert summary.stat().st_size == 2**20


def test_a_summary_that_cannot_be_written_is_named(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "no" / "summary.md"))
    said = lint(capfd, *asked("github"))
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith(
        "summary.md: cannot write GITHUB_STEP_SUMMARY: no such file or directory\n"
    )


@pytest.mark.parametrize("name", ["json", "jsonl", "gitlab", "sarif"])
def test_a_name_that_is_no_text_is_written_with_its_byte(folder: Path, name: str) -> None:
    """A path on Linux may hold bytes that are no letters."""
    export = pyarrow.table({"visit_id": ["1"], "team": ["N"], "seen": ["Q"]})
    found = recordcheck.check(export, "visits.yaml", as_at="2026-03-31")
    wrong = replace(
        found, findings=tuple(replace(one, path="f\udce9.csv") for one in found.findings)
    )
    write_whole([(folder / "out", FORMATS[name](wrong))])
    text = (folder / "out").read_text(encoding="utf-8")
    assert "f\\udce9.csv" in text or "f%E9.csv" in text
    assert all(
        json.loads(line) for line in (text.split("\n") if name == "jsonl" else [text]) if line
    )


def test_every_format_gives_the_same_bytes_again(folder: Path) -> None:
    written = []
    for seed in ("1", "2"):
        out = folder / seed
        out.mkdir()
        said = run_alone(
            *LINT, *asked(*(f"{name}={out / name}" for name in FORMATS)),
            cwd=folder, PYTHONHASHSEED=seed,
        )  # fmt: skip
        assert (said.code, said.out, said.err) == (1, "", "")
        written.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert written[0] == written[1]
    assert set(written[0]) == set(FORMATS)
    assert all(written[0].values())
