"""Checking files of standards and code lists, as `schema check` and the hook do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from recordcheck.errors import Slip, StandardError, UserError
from recordcheck.model import Standard
from recordcheck.plural import many
from recordcheck.standard.codes import read_codes
from recordcheck.standard.files import read_text
from recordcheck.standard.find import (
    find_codes,
    find_standard,
    has_key,
    is_path,
    shipped,
    standards_in,
)
from recordcheck.standard.load import load, read_standard
from recordcheck.standard.tree import read_tree

OF_A_STANDARD = ("tables", "extends", "includes")
OF_A_CODE_LIST = ("title", "source", "list")


@dataclass(frozen=True, slots=True)
class Checked:
    """The slips of all files, in order, and what was left out."""

    slips: tuple[Slip, ...]
    skipped: tuple[str, ...]
    files: int

    @property
    def summary(self) -> str:
        """How many files, how many slips."""
        slips = many(len(self.slips), "slip") if self.slips else "no slips"
        return f"{many(self.files, 'file')} checked: {slips}"


def check_files(names: Iterable[str], folders: Iterable[Path], *, skip_others: bool) -> Checked:
    """Every slip of the named standards and code lists; of the configured and shipped ones where
    none is named.

    A folder stands for the YAML files in it and in its `codes/`. Raises UserError where a name is
    unknown, or a folder has none.
    """
    folders = tuple(folders)
    named = list(names)
    paths = [path for name in named for path in _paths(name, folders)] if named else _all(folders)
    as_given = {path.resolve(): str(path) for path in paths}
    slips: dict[Slip, None] = {}
    skipped, files = [], 0
    for path in paths:
        if skip_others and not _is_ours(path):
            skipped.append(f"skipped {path}: neither a standard nor a code list")
            continue
        files += 1
        for slip in _slips(path, folders):  # a bundle shows those of its members, by another path
            given = as_given.get(Path(slip.path).resolve(), slip.path)
            slips[replace(slip, path=given)] = None
    return Checked(tuple(slips), tuple(skipped), files)


def standards_of(names: Iterable[str], folders: Iterable[Path]) -> list[Standard]:
    """The named standards; a folder stands for those in it, and its code lists have no rules.
    Raises UserError where a name is unknown, or a folder has none.
    """
    known = tuple(folders)
    paths = [path for name in names for path in _standards(name)]
    return [load(path, folders=known) for path in paths]


def _standards(name: str) -> list[str]:
    if not Path(name).is_dir():
        return [name]
    found = [str(path) for path in standards_in(Path(name)) if has_key(path, "standard")]
    if not found:
        raise UserError(
            "no standard is in this folder",
            path=name,
            remedy="name the folder that holds the standards, or the files",
        )
    return found


def _paths(name: str, folders: tuple[Path, ...]) -> list[Path]:
    if Path(name).is_dir():
        found = [*standards_in(Path(name)), *standards_in(Path(name) / "codes")]
        if not found:
            raise UserError(
                "no YAML file is in this folder, nor in a codes/ of it",
                path=name,
                remedy="name the folder that holds the standards, or the files",
            )
        return found
    codes = None if is_path(name) else find_codes(name, folders)
    return [codes or find_standard(name, folders)]


def _all(folders: tuple[Path, ...]) -> list[Path]:
    places = (*folders, shipped())
    return [
        path for place in places for path in (*standards_in(place), *standards_in(place / "codes"))
    ]


def _is_ours(path: Path) -> bool:
    """Whether a file is a standard or a code list: it says so, or what says so is misspelt and it
    has so many other keys of one that it is hardly the YAML of something else.
    """
    if has_key(path, "standard") or _is_code_list(path):
        return True
    titled = has_key(path, "title") and has_key(path, "version")
    return titled and any(has_key(path, key) for key in OF_A_STANDARD)


def _is_code_list(path: Path) -> bool:
    if has_key(path, "standard"):
        return False
    return has_key(path, "codes") or all(has_key(path, key) for key in OF_A_CODE_LIST)


def _slips(path: Path, folders: tuple[Path, ...]) -> tuple[Slip, ...]:
    try:
        text = read_text(path)
        if _is_code_list(path):
            return read_codes(text, str(path))[1]
        standard = read_standard(text, str(path), folders=folders)
        return (*_never_found(standard, text, path), *_unused(standard, text, str(path)))
    except StandardError as error:
        return error.slips


def _never_found(standard: Standard, text: str, path: Path) -> tuple[Slip, ...]:
    """The name of a document that another of its folder has in the same version: whoever changes
    the one that no name finds wonders why nothing comes of it.
    """
    called = f"{standard.name}@{standard.version}"
    try:
        found = find_standard(called, (path.parent,))
    except UserError:  # a file that no name finds, as it is written, is given by its path
        return ()
    if found.parent != path.parent or found.name == path.name:
        return ()
    tree = read_tree(text, str(path))
    message = (
        f"{found.name} is `{called}` too, and is found in place of this one; give this one another"
    )
    tree.slip(("standard",), f"{message} name or version")
    return tuple(tree.slips)


def _unused(standard: Standard, text: str, path: str) -> tuple[Slip, ...]:
    """The document's parameters that nothing reads. They are no reason not to run a standard, so
    that only a check names them.
    """
    tree, used = read_tree(text, path), _used_parameters(standard)
    for loc in tree.keys:
        if loc[:1] == ("parameters",) and len(loc) == 2 and loc[1] not in used:
            message = f"nothing uses the parameter `:{loc[1]}`; use it, or take it out"
            tree.slip(loc, message, at_key=True)
    return tuple(tree.slips)


def _used_parameters(standard: Standard) -> set[str]:
    found: set[str] = set()
    for table in standard.tables.values():
        found.update(*(one.parameters for one in table.expressions))
        ends = [(field.not_before, field.not_after) for field in table.fields.values()]
        found |= {end[1:] for pair in ends for end in pair if end is not None and end[:1] == ":"}
    return found
