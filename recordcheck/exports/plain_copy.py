"""A copy in UTF-8 of a file that the engine cannot read as it is, which leaves nothing behind.

The engine reads plain UTF-8, and in parallel only from a file. So a text that is in another
encoding or in a zip file, or has mixed line ends or an odd header, is written out once. On Linux
the copy has no name: it stays in memory up to `IN_MEMORY`, beyond that on disk where nobody else
can open it, and it is gone with the process, however that ends. Elsewhere it is a file of the
user's own in the temporary folder, deleted with the source.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterable
from pathlib import Path
from typing import IO

IN_MEMORY = 1 << 26
_NAMELESS = hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir()


class PlainCopy:
    """The copy lives as long as this object."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.file = _in_memory() if _NAMELESS else _named()
        left = iter(chunks)
        try:
            for chunk in left:
                self.file.write(chunk)
                if _NAMELESS and self.file.tell() > IN_MEMORY:
                    self.file = _moved(self.file)
                    self.file.writelines(left)
            self.file.flush()
        except BaseException:
            _discard(self.file)
            raise
        self.path = f"/proc/self/fd/{self.file.fileno()}" if _NAMELESS else self.file.name
        weakref.finalize(self, _discard, self.file)


def _in_memory() -> IO[bytes]:
    return os.fdopen(os.memfd_create("recordcheck"), "w+b")


def _moved(file: IO[bytes]) -> IO[bytes]:
    with file:
        file.seek(0)
        moved = tempfile.TemporaryFile()  # noqa: SIM115
        shutil.copyfileobj(file, moved)
    return moved


def _named() -> IO[bytes]:
    return tempfile.NamedTemporaryFile(suffix=".csv", delete=False)


def _discard(file: IO[bytes]) -> None:
    file.close()
    if not _NAMELESS:
        with contextlib.suppress(FileNotFoundError):
            Path(file.name).unlink()
