"""All that is known: the standards and code lists of the user's folders, and those shipped."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from recordcheck.errors import Slip, StandardError
from recordcheck.model import CodeList, Standard
from recordcheck.standard.codes import load_codes
from recordcheck.standard.find import has_key, shipped, standards_in
from recordcheck.standard.load import load


def catalogue(folders: Iterable[Path]) -> list[Standard]:
    """Every standard of the user's folders and of those shipped; a name found earlier hides a later
    one. Raises StandardError with the slips of all that have some.
    """
    found, slips = sound(folders)
    if slips:
        raise StandardError(slips)
    return found


def sound(folders: Iterable[Path]) -> tuple[list[Standard], tuple[Slip, ...]]:
    """The standards of the catalogue that have no slip, and the slips of the others, each once: a
    bundle has those of its members.
    """
    found: dict[str, Standard | None] = {}
    slips: dict[Slip, None] = {}
    for folder in (*folders, shipped()):
        for path in standards_in(folder):
            if path.stem not in found and has_key(path, "standard"):
                try:
                    found[path.stem] = load(path, folders=folders)
                except StandardError as error:
                    found[path.stem] = None
                    slips |= dict.fromkeys(error.slips)
    return [one for one in found.values() if one is not None], tuple(slips)


def code_lists(folders: Iterable[Path]) -> dict[str, CodeList]:
    """Every code list of the user's folders and of those shipped, by name."""
    found: dict[str, CodeList] = {}
    for folder in (*folders, shipped()):
        for path in standards_in(folder / "codes"):
            if path.stem not in found:
                found[path.stem] = load_codes(path)[0]
    return found
