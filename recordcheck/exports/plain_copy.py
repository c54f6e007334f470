"""A copy in UTF-8 of a file that the engine cannot read as it is, on disk without a name.

The engine reads plain UTF-8, and in parallel only from a file. So what is compressed, in another
encoding, or has mixed line ends or an odd header, is written once to a temporary file. Where the
system allows it the file has no name: nobody else can open it, and nothing is left behind even when
the process is killed. On Windows it has a name, in the user's own temporary folder, and is deleted
with the source.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import weakref
from collections.abc import Iterable
from pathlib import Path
from typing import IO

_NAMELESS = Path("/proc/self/fd").is_dir()


class PlainCopy:
    """The copy lives as long as this object."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.file, self.path = _nameless() if _NAMELESS else _named()
        self._close = weakref.finalize(self, _discard, self.file, self.path)
        try:
            for chunk in chunks:
                self.file.write(chunk)
            self.file.flush()
        except BaseException:
            self._close()
            raise


def _nameless() -> tuple[IO[bytes], str]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the copy)
    return file, f"/proc/self/fd/{file.fileno()}"


def _named() -> tuple[IO[bytes], str]:
    file = tempfile.NamedTemporaryFile(suffix=".csv", delete=False)  # noqa: SIM115
    return file, file.name


def _discard(file: IO[bytes], path: str) -> None:
    file.close()
    if not _NAMELESS:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)  # noqa: PTH108
