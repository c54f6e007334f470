"""A copy in UTF-8 of a file that the engine cannot read as it is, which leaves nothing behind.

The engine reads plain UTF-8, and in parallel only from a file. So a text that is in another
encoding or in a zip file, or has mixed line ends or an odd header, is written out once. On Linux
the copy has no name: it stays in memory while all copies are within `IN_MEMORY`, else on disk where
nobody else can open it, and it is gone with the process, however that ends. Elsewhere it is a file
of the user's own in the temporary folder, deleted with the source.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import weakref
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

from recordcheck.errors import UserError, reason_of

IN_MEMORY = 1 << 26  # of all copies together
_NAMELESS = hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir()


class PlainCopy:
    """The copy lives as long as this object."""

    def __init__(self, chunks: Iterable[bytes], *, of: Path) -> None:
        self.in_memory = 0
        self.path = ""
        _LIVING.add(self)
        try:
            self.path = self._nameless(iter(chunks)) if _NAMELESS else self._named(chunks)
        except OSError as error:
            raise _no_room(of, error) from None

    def _nameless(self, chunks: Iterable[bytes]) -> str:
        _allow_many_files()
        room = IN_MEMORY - sum(copy.in_memory for copy in _LIVING)
        file: IO[bytes] = os.fdopen(os.memfd_create("recordcheck"), "w+b")
        try:
            for chunk in chunks:
                file.write(chunk)
                if file.tell() > room:
                    file = _moved(file)
                    file.writelines(chunks)
                    break
            else:
                self.in_memory = file.tell()
            file.flush()
        except BaseException:
            file.close()
            raise
        weakref.finalize(self, file.close)
        return f"/proc/self/fd/{file.fileno()}"

    def _named(self, chunks: Iterable[bytes]) -> str:
        """Closed before the engine opens it: Windows lets no reader share a file with a writer. Its
        path is known before it is written: the process may be stopped meanwhile.
        """
        with tempfile.NamedTemporaryFile(suffix=".csv", delete=False) as file:
            self.path = file.name
            try:
                file.writelines(chunks)
            except BaseException:
                file.close()
                _delete(file.name)
                raise
        weakref.finalize(self, _delete, file.name)
        return file.name


_LIVING: weakref.WeakSet[PlainCopy] = weakref.WeakSet()


def discard_all() -> None:
    """Leave no copy behind, where the process is about to end without any tidying."""
    for copy in list(_LIVING):
        if copy.path and not _NAMELESS:
            _delete(copy.path)


@cache
def _allow_many_files() -> None:
    """A copy without a name is an open file as long as it lives: take all that may be had, which is
    far more than what a shell allows unasked.
    """
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _moved(file: IO[bytes]) -> IO[bytes]:
    with file:
        file.seek(0)
        moved = tempfile.TemporaryFile()  # noqa: SIM115
        shutil.copyfileobj(file, moved)
    return moved


def _delete(path: str) -> None:
    """A file that is still being read cannot be deleted on Windows: then whoever is responsible for
    what it holds must know that it is there.
    """
    try:
        Path(path).unlink(missing_ok=True)
    except OSError:
        sys.stderr.write(f"recordcheck: a copy of the export was left, delete it: {path}\n")


def _no_room(of: Path, error: OSError) -> UserError:
    reason = reason_of(error).partition(" in [")[0]
    return UserError(
        f"no copy of it could be made for the engine to read: {reason}",
        path=str(of),
        remedy="set TMPDIR (on Windows TEMP) to a folder with room; a plain text in UTF-8 needs no"
        " copy",
    )
