"""A copy for the engine leaves nothing behind, also where a file must have a name."""

from __future__ import annotations

import errno
import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from weakref import WeakSet

import pytest

from recordcheck.errors import UserError
from recordcheck.exports import plain_copy
from recordcheck.exports.plain_copy import PlainCopy, discard_all

EXPORT = Path("export.zip")


@pytest.fixture(autouse=True)
def no_other_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another test of this process may still hold a copy of its own."""
    monkeypatch.setattr(plain_copy, "_LIVING", WeakSet())


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder of a system on which a copy must have a name."""
    monkeypatch.setattr(plain_copy, "_NAMELESS", False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="it lists what a process has open")
def test_a_copy_with_a_name_is_closed_before_the_engine_opens_it(temporary: Path) -> None:
    """Windows lets no reader share a file with a writer."""
    copy = PlainCopy([b"a,b\n", b"1,2\n"], of=EXPORT)
    assert Path(copy.path).read_bytes() == b"a,b\n1,2\n"
    held = {os.path.realpath(one) for one in Path("/proc/self/fd").iterdir()}
    assert os.path.realpath(copy.path) not in held


def test_a_copy_with_a_name_goes_with_its_object(temporary: Path) -> None:
    copy = PlainCopy([b"a\n"], of=EXPORT)
    assert [str(path) for path in temporary.iterdir()] == [copy.path]
    del copy
    gc.collect()
    assert not list(temporary.iterdir())


def test_a_process_that_is_stopped_leaves_no_copy(temporary: Path) -> None:
    copies = [PlainCopy([b"a\n"], of=EXPORT) for _ in range(3)]
    assert len(list(temporary.iterdir())) == len(copies)
    discard_all()
    assert not list(temporary.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows deletes no file that is being written")
def test_a_process_that_is_stopped_leaves_no_half_of_a_copy(temporary: Path) -> None:
    left: list[list[Path]] = []

    def stopped() -> Iterator[bytes]:
        yield b"a\n"
        left.append(list(temporary.iterdir()))
        discard_all()
        left.append(list(temporary.iterdir()))

    copy = PlainCopy(stopped(), of=EXPORT)
    assert left == [[Path(copy.path)], []]


def test_a_copy_that_cannot_be_deleted_is_said(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = PlainCopy([b"a\n"], of=EXPORT)

    def refuse(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "it is being used by another process")

    with monkeypatch.context() as windows:
        windows.setattr(Path, "unlink", refuse)
        discard_all()
    said = f"recordcheck: a copy of the export was left, delete it: {copy.path}\n"
    assert capsys.readouterr().err == said


def test_of_a_copy_that_is_gone_nothing_is_said(
    temporary: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = PlainCopy([b"a\n"], of=EXPORT)
    discard_all()
    del copy
    gc.collect()
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="here every copy has a name")
def test_a_copy_without_a_name_is_not_said_to_be_left(capsys: pytest.CaptureFixture[str]) -> None:
    copy = PlainCopy([b"a\n"], of=EXPORT)
    discard_all()
    assert capsys.readouterr().err == ""
    assert Path(copy.path).read_bytes() == b"a\n"


def test_a_temporary_folder_that_is_not_there_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(plain_copy, "_NAMELESS", False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(UserError, match="no copy of it could be made") as refused:
        PlainCopy([b"a\n"], of=EXPORT)
    assert refused.value.path == "export.zip"
    assert "TMPDIR" in str(refused.value.remedy)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        # As `tempfile` says it, with every folder that it tried.
        (
            FileNotFoundError(2, "No usable temporary directory found in ['/tmp', '/var/tmp']"),
            "no usable temporary directory found",
        ),
        (OSError("a word without a number"), "it failed"),
    ],
)
def test_why_there_is_no_copy_is_said_without_the_folders_of_the_machine(
    error: OSError, said: str
) -> None:
    def failing() -> Iterator[bytes]:
        yield b"a\n"
        raise error

    with pytest.raises(UserError) as refused:
        PlainCopy(failing(), of=EXPORT)
    assert refused.value.message == f"no copy of it could be made for the engine to read: {said}"


@pytest.mark.parametrize("named", [True, False])
def test_a_full_disk_is_said_and_leaves_nothing(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    if not named and not hasattr(os, "memfd_create"):
        pytest.skip("here every copy has a name")
    monkeypatch.setattr(plain_copy, "_NAMELESS", not named)

    def full() -> Iterator[bytes]:
        yield b"a\n"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(UserError, match="no space left on device") as refused:
        PlainCopy(full(), of=EXPORT)
    assert len(str(refused.value).splitlines()) == 2
    gc.collect()
    assert not list(temporary.iterdir())


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="it lists what a process has open")
def test_half_of_a_copy_is_closed_before_it_is_deleted(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows deletes no file that is open: it would be left where others may read it."""
    held: set[str] = set()
    delete = Path.unlink

    def unlink(self: Path, missing_ok: bool = False) -> None:
        held.update(os.path.realpath(one) for one in Path("/proc/self/fd").iterdir())
        delete(self, missing_ok=missing_ok)

    def full() -> Iterator[bytes]:
        yield b"a\n"
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(UserError):
        PlainCopy(full(), of=EXPORT)
    assert held
    assert not any(one.startswith(str(temporary)) for one in held)


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="here every copy has a name")
def test_all_copies_together_stay_within_the_memory_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plain_copy, "IN_MEMORY", 10)
    copies = [PlainCopy([b"1234", b"56"], of=EXPORT) for _ in range(3)]
    assert [copy.in_memory for copy in copies] == [6, 0, 0]
    assert [Path(copy.path).read_bytes() for copy in copies] == [b"123456"] * 3
    del copies
    gc.collect()
    assert PlainCopy([b"123456"], of=EXPORT).in_memory == 6


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="here every copy has a name")
def test_a_copy_that_outgrows_the_memory_for_it_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_copy, "IN_MEMORY", 10)
    copy = PlainCopy([b"id\n1234\n", b"56\n", b"78\n", b"90\n"], of=EXPORT)
    assert Path(copy.path).read_bytes() == b"id\n1234\n56\n78\n90\n"
    assert copy.in_memory == 0
    assert PlainCopy([b"1234567890"], of=EXPORT).in_memory == 10


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="here every copy has a name")
def test_a_small_copy_is_never_on_disk() -> None:
    assert PlainCopy([b"id\n1\n"], of=EXPORT).in_memory == len(b"id\n1\n")


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="here every copy has a name")
def test_many_copies_need_no_more_open_files_than_may_be_had() -> None:
    """Of 256 that a shell allows and 1,024 that may be had, 300 copies need more than the first."""
    done = subprocess.run(
        [sys.executable, "-c", MANY_COPIES],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, "300\n"), done.stderr


MANY_COPIES = """
import resource
from pathlib import Path
from recordcheck.exports.plain_copy import PlainCopy

resource.setrlimit(resource.RLIMIT_NOFILE, (256, 1024))
print(len([PlainCopy([b"a"], of=Path("export.zip")) for _ in range(300)]))
"""
