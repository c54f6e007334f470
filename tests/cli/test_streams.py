"""Streams, terminals, signals and names: what the command line does where it really runs."""

from __future__ import annotations

import io
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from zipfile import ZipFile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from doors import CLEAN, FAULTY, HEAD, folder_of_visits, run, run_alone

from recordcheck.cli import main, waiting
from recordcheck.cli.waiting import wait_for
from recordcheck.output import FORMATS

COMMAND = [sys.executable, "-m", "recordcheck"]
LINT = ("lint", "--standard", "visits.yaml", "--as-at", "2026-03-31")
ESCAPE = "\x1b["


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of_visits(tmp_path)


def in_terminal(folder: Path, *args: str, columns: int = 80, **environment: str) -> str:
    """What a terminal of so many columns is shown."""
    pty = pytest.importorskip("pty", reason="Windows has none")
    ours, theirs = pty.openpty()
    given = {**os.environ, "TERM": "xterm", "COLUMNS": str(columns), **environment}
    with subprocess.Popen(
        [*COMMAND, *args],
        cwd=folder,
        env=given,
        stdout=theirs,
        stderr=theirs,
        stdin=subprocess.DEVNULL,
    ) as process:
        os.close(theirs)
        parts = []
        while select.select([ours], [], [], 60)[0]:
            try:
                part = os.read(ours, 65_536)
            except OSError:  # the other side is closed
                break
            if not part:
                break
            parts.append(part)
        process.wait(timeout=60)
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


def test_a_terminal_gets_colour_and_a_pipe_none(folder: Path) -> None:
    assert ESCAPE in in_terminal(folder, *LINT, "faulty.csv")
    assert ESCAPE not in run_alone(*LINT, "faulty.csv", cwd=folder).out


def test_no_color_and_force_color_are_obeyed(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    plain = run(capfd, *LINT, "faulty.csv").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    forced = run(capfd, *LINT, "faulty.csv").out
    assert ESCAPE in forced
    assert re.sub(r"\x1b\[[0-9;]*m", "", forced) == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(capfd, *LINT, "faulty.csv").out == plain


def test_a_dumb_terminal_is_sent_nothing_that_it_cannot_show(folder: Path) -> None:
    assert ESCAPE not in in_terminal(folder, *LINT, "faulty.csv", TERM="dumb")


def test_an_output_file_has_no_colour(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run(capfd, *LINT, "faulty.csv", "--output", "report.txt").code == 1
    assert ESCAPE not in (folder / "report.txt").read_text()


def test_an_output_file_is_as_wide_whatever_the_terminal(folder: Path) -> None:
    in_terminal(folder, *LINT, "faulty.csv", "--output", "report.txt", columns=48)
    assert (folder / "report.txt").read_text() == run_alone(*LINT, "faulty.csv", cwd=folder).out


def test_a_pipe_gets_lines_as_wide_whatever_the_terminal(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    piped = run(capfd, *LINT, "faulty.csv").out
    monkeypatch.setenv("COLUMNS", "48")
    assert run(capfd, *LINT, "faulty.csv").out == piped


def test_a_narrow_terminal_gets_narrow_lines_and_no_colour_where_none_is_wanted(
    folder: Path,
) -> None:
    shown = in_terminal(folder, *LINT, "faulty.csv", columns=48, NO_COLOR="1")
    assert ESCAPE not in shown
    lines = shown.splitlines()
    assert max(len(line) for line in lines if "due" not in line and "%" not in line) <= 48
    assert "recorded 90%" in shown


def test_a_terminal_is_told_where_options_are_from_and_a_log_is_not(folder: Path) -> None:
    """Somebody may have forgotten the configuration above the folder that they are in."""
    config = folder / "recordcheck.toml"
    config.write_text('ignore = ["VIS-401"]\n')
    assert in_terminal(folder, *LINT, "faulty.csv").startswith(f"options from {config}\n")
    assert run_alone(*LINT, "faulty.csv", cwd=folder).err == ""
    config.write_text("# nothing so far\n")
    assert str(config) not in in_terminal(folder, *LINT, "faulty.csv")


@pytest.mark.parametrize("terminal", [True, False])
def test_a_terminal_alone_is_told_that_there_is_work_and_for_how_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], terminal: bool
) -> None:
    """Each word is written over the one before, and the last is wiped away."""
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    monkeypatch.setattr(waiting, "GLANCE", 0.01)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    wait_for(lambda: time.sleep(0.2))
    wiped = "\r" + " " * 20 + "\r"
    said = re.sub(r"\d+", "N", capsys.readouterr().err).split(wiped)
    assert set(said) == ({"", "working, N s"} if terminal else {""})
    assert (said[0], said[-1]) == ("", "")


@pytest.mark.parametrize(
    "asked",
    [("schema", "show", "child-ethnicity"), ("schema", "list", "--output-format", "json"), ("-h",)],
    ids=" ".join,
)
def test_a_closed_pipe_ends_quietly(folder: Path, asked: tuple[str, ...]) -> None:
    """Also where what was not written waits for the end of the process, as it does by itself."""
    reader, writer = os.pipe()
    os.close(reader)
    held = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(
        [*COMMAND, *asked],
        cwd=folder,
        env=held,
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(
    ("closed", "code"), [(">&-", 1), (">&- 2>&-", 1), ("--by seen 2>&-", 2), ("<&- >&- 2>&-", 1)]
)
def test_a_process_without_streams_ends_with_its_code(folder: Path, closed: str, code: int) -> None:
    line = " ".join([*COMMAND, *LINT, "faulty.csv", "--output out.txt", closed])
    done = subprocess.run(["/bin/sh", "-c", line], cwd=folder, check=False, timeout=60)
    assert done.returncode == code
    assert (folder / "out.txt").exists() == (code == 1)


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no /dev/full")
def test_a_failure_that_cannot_be_said_still_gives_its_code(folder: Path) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [*COMMAND, *LINT, "nothing.csv"], cwd=folder, stderr=full, check=False, timeout=60
        )
    assert done.returncode == 2


SLOW = """
import sys, time
from recordcheck.cli import main
import recordcheck.engine.check as check
real = check.check_sessions
def slow(sessions):
    run = real(sessions)
    print("judged", file=sys.stderr, flush=True)
    time.sleep(60)
    return run
import recordcheck.engine.lint as lint
lint.check_sessions = slow
main()
"""


@contextmanager
def judged(folder: Path, code: str, *args: str, **env: str) -> Iterator[subprocess.Popen[str]]:
    """A run that has judged, and waits until it is stopped."""
    with subprocess.Popen(
        [sys.executable, "-c", code, *LINT, *args],
        cwd=folder,
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "judged\n"
        yield process


def test_ctrl_c_gives_130_and_leaves_no_file(folder: Path) -> None:
    before = set(folder.iterdir())
    with judged(folder, SLOW, "faulty.csv", "--output", "report.txt") as process:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    assert err == "\nrecordcheck: stopped; nothing was written\n"
    assert set(folder.iterdir()) == before


def test_ctrl_c_gives_130_while_the_program_still_loads(folder: Path) -> None:
    """On a slow machine that takes seconds. Whoever loads click here is stopped in the middle."""
    (folder / "click.py").write_text("raise KeyboardInterrupt")
    done = subprocess.run(
        [*COMMAND, *LINT, "clean.csv"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "\nrecordcheck: stopped; nothing was written\n"


def test_ctrl_c_leaves_no_copy_of_an_export_where_a_copy_has_a_name(folder: Path) -> None:
    """As on Windows and a Macintosh. What is packed is unpacked into a copy."""
    (folder / "temporary").mkdir()
    with ZipFile(folder / "faulty.zip", "w") as packed:
        packed.writestr("faulty.csv", FAULTY)
    named = "import recordcheck.exports.plain_copy as copy\ncopy._NAMELESS = False\n"
    temporary = str(folder / "temporary")
    with judged(folder, named + SLOW, "faulty.zip", TMPDIR=temporary) as process:
        there = len(list((folder / "temporary").iterdir()))
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert (process.returncode, there) == (130, 1)
    assert not list((folder / "temporary").iterdir())


def test_ctrl_c_in_the_middle_of_a_query_gives_130(folder: Path) -> None:
    """A join of every record with every other takes far longer than the test waits."""
    many = HEAD + "".join(f"{n},North,A,Y,2026-01-05,0\n" for n in range(60_000))
    (folder / "many.csv").write_text(many)
    text = (folder / "visits.yaml").read_text()
    slow = (
        "exists (select 1 from visit as v cross join visit as w"
        " where v.visit_id || w.visit_id = visit.team)"
    )
    (folder / "visits.yaml").write_text(text.replace("others <= :most", slow))
    before = set(folder.iterdir())
    with subprocess.Popen(
        [*COMMAND, *LINT, "many.csv", "--select", "VIS-401", "--output", "report.txt"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        time.sleep(3)
        assert process.poll() is None, "the query was too quick to be stopped"
        process.send_signal(signal.SIGINT)
        try:
            out, err = process.communicate(timeout=10)
        finally:
            process.kill()
    assert (process.returncode, out) == (130, "")
    assert err == "\nrecordcheck: stopped; nothing was written\n"
    assert set(folder.iterdir()) == before


def test_names_that_are_not_ascii_are_read_and_shown(folder: Path) -> None:
    (folder / "Überprüfung 2026 – März.csv").write_text(FAULTY, encoding="utf-8")
    said = run_alone(*LINT, "Überprüfung 2026 – März.csv", cwd=folder)
    assert said.code == 1
    assert "Überprüfung 2026 – März.csv   record 2   (1 of 2)" in said.out


@pytest.mark.parametrize("name", ["~/visits.csv", "~visits.csv", "~vis[i]ts.csv"])
def test_a_name_that_begins_as_the_home_folder_is_not_looked_for_there(
    folder: Path, name: str
) -> None:
    """A folder may be called `~`: a script that quotes its path makes one."""
    (folder / "~").mkdir()
    (folder / name).write_text(FAULTY, encoding="utf-8")
    home = folder / "home"
    home.mkdir()
    (home / "visits.csv").write_text(CLEAN, encoding="utf-8")
    (folder / "visits.csv").write_text(FAULTY, encoding="utf-8")
    expected = run_alone(*LINT, "visits.csv", "--output-format", "jsonl", cwd=folder)
    said = run_alone(
        *LINT, name, "--output-format", "jsonl",
        cwd=folder, HOME=str(home), USERPROFILE=str(home),
    )  # fmt: skip
    assert (said.code, said.err) == (1, "")
    assert said.out.replace(name, "visits.csv") == expected.out


@pytest.mark.skipif(sys.platform == "win32", reason="no name has a colon there")
def test_a_parquet_file_with_an_hour_in_its_name_is_read(folder: Path) -> None:
    """What stands before a colon could be a way to fetch it, as in `http:`."""
    pq.write_table(pa.table({"visit_id": ["1"], "seen": ["Q"]}), folder / "visits.parquet")
    (folder / "visits.parquet").rename(folder / "visits-12:30.parquet")
    said = run_alone(*LINT, "visits-12:30.parquet", "--output-format", "concise", cwd=folder)
    assert (said.code, said.err) == (1, "")
    assert "visits-12:30.parquet: error: VIS-391 seen is not on the code list" in said.out


UNKNOWN_DEPTH = (
    "recordcheck: pandera does not know the depth that PANDERA_VALIDATION_DEPTH names\n"
    "  leave it unset, or name SCHEMA_ONLY, DATA_ONLY or SCHEMA_AND_DATA\n"
)


@pytest.mark.parametrize(
    "command",
    [
        (*LINT, "faulty.csv"),
        ("lint", "faulty.csv", "--schema", "a_schema:Visit"),
        ("schema", "test", "visits.yaml"),
    ],
)
def test_an_environment_that_stops_pandera_is_named(folder: Path, command: tuple[str, ...]) -> None:
    (folder / "a_schema.py").write_text(
        "import pandera.pyarrow as pa\nclass Visit(pa.DataFrameModel):\n    visit_id: str\n",
        encoding="utf-8",
    )
    said = run_alone(*command, cwd=folder, PANDERA_VALIDATION_DEPTH="NONSENSE")
    assert (said.code, said.out, said.err) == (2, "", UNKNOWN_DEPTH)


@pytest.mark.parametrize(
    "setting",
    [
        {"PANDERA_VALIDATION_ENABLED": "False"},
        {"PANDERA_VALIDATION_DEPTH": "SCHEMA_ONLY"},
        {"PANDERA_USE_NARWHALS_BACKEND": "True"},
    ],
)
def test_what_pandera_is_told_in_the_environment_changes_no_figure(
    folder: Path, setting: dict[str, str]
) -> None:
    assert run_alone(*LINT, "faulty.csv", cwd=folder, **setting) == run_alone(
        *LINT, "faulty.csv", cwd=folder
    )


def test_a_terminal_that_lacks_a_letter_still_gets_the_run(folder: Path) -> None:
    (folder / "日本.csv").write_text(FAULTY, encoding="utf-8")
    said = run_alone(*LINT, "日本.csv", cwd=folder, PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert (said.code, said.err) == (1, "")
    assert r"\u65e5\u672c.csv   record 2" in said.out


@pytest.mark.parametrize("name", sorted({*FORMATS} - {"full", "concise"}))
def test_what_a_program_reads_is_the_same_on_stdout_as_in_a_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Windows has another encoding, and other line ends, where stdout is a pipe or a file."""
    (folder / "Prüfung – 日.csv").write_text(FAULTY, encoding="utf-8")
    monkeypatch.chdir(folder)
    formats = [f"--output-format={one}" for one in (name, f"{name}=out")]
    monkeypatch.setattr(sys, "argv", ["recordcheck", *LINT, "Prüfung – 日.csv", *formats])
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", newline="\r\n")
    with redirect_stdout(stdout), pytest.raises(SystemExit) as end:
        main()
    stdout.flush()
    assert end.value.code == 1
    assert stdout.buffer.getvalue() == (folder / "out").read_bytes() != b""


@pytest.mark.parametrize(
    "asked",
    [
        ("profile", "é.csv", "--output-format", "json"),
        ("schema", "show", "é.yaml", "--output-format", "markdown"),
        ("schema", "list", "--output-format", "json"),
    ],
)
def test_other_output_for_programs_is_utf8_too(folder: Path, asked: tuple[str, ...]) -> None:
    (folder / "é.csv").write_text(FAULTY, encoding="utf-8")
    text = (folder / "visits.yaml").read_text(encoding="utf-8").replace("a child", "a child, né")
    (folder / "é.yaml").write_text(text, encoding="utf-8")
    (folder / "recordcheck.toml").write_text('schemas = ["."]\n')
    assert "é" in run_alone(*asked, cwd=folder, PYTHONIOENCODING="cp1252", PYTHONUTF8="0").out


def test_windows_line_ends_change_nothing(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    plain = run(capfd, *LINT, "faulty.csv", "--output-format", "json")
    (folder / "faulty.csv").write_bytes(FAULTY.replace("\n", "\r\n").encode())
    text = (folder / "visits.yaml").read_text()
    (folder / "visits.yaml").write_bytes(text.replace("\n", "\r\n").encode())
    assert run(capfd, *LINT, "faulty.csv", "--output-format", "json") == plain


def test_a_command_without_arguments_shows_its_help_on_stderr(folder: Path) -> None:
    said = run_alone(cwd=folder)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("Usage: recordcheck [OPTIONS] COMMAND [ARGS]...\n")


def test_version_and_help_exit_0(folder: Path) -> None:
    assert re.fullmatch(r"recordcheck \d+\.\d+\.\d+\n", run_alone("--version", cwd=folder).out)
    said = run_alone("lint", "--help", cwd=folder)
    assert (said.code, said.err) == (0, "")
    assert "--show-values" in said.out
