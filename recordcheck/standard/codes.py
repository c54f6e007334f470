"""Reading a code list: each spelling leads to one code, and dates are in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from recordcheck.errors import Slip, StandardError
from recordcheck.model import Code, CodeList, Role, Source
from recordcheck.nearest import did_you_mean
from recordcheck.standard.document import CodePart, CodesDocument, SourcePart
from recordcheck.standard.files import read_text
from recordcheck.standard.find import find_codes, known_codes
from recordcheck.standard.read import read_document
from recordcheck.standard.tree import Loc, Tree, read_tree


def load_codes(path: Path) -> tuple[CodeList, str]:
    """The code list of a file, and its text with that of the lists that it is mixed with. Raises
    StandardError with all its slips.
    """
    return _load(path, path.resolve())


def forget_codes() -> None:
    """Read every list anew when it is next asked for."""
    _load.cache_clear()


@cache
def _load(path: Path, _: Path) -> tuple[CodeList, str]:
    """The list is read once, and says its path as it was asked for: in another folder the same
    words are another path.
    """
    text = read_text(path)
    found, slips = read_codes(text, str(path))
    if slips or found is None:
        raise StandardError(slips)
    others = (read_text(Path(other.path)) for other in found.mixed_with if other.path)
    return found, "".join((text, *others))


def read_codes(text: str, path: str) -> tuple[CodeList | None, tuple[Slip, ...]]:
    """The code list that a text holds, with those that it is mixed with, and its slips."""
    tree = read_tree(text, path)
    document = read_document(tree, CodesDocument)
    if document is None:
        return None, tree.in_order
    found = _list(document, tree)
    tree.named_once(("mixed_with",), document.mixed_with)
    others = tuple(
        other
        for position, called in enumerate(document.mixed_with)
        if (other := _other(called, tree, ("mixed_with", position))) is not None
    )
    return replace(found, mixed_with=others), tree.in_order


def _list(document: CodesDocument, tree: Tree) -> CodeList:
    path = tree.path
    is_called = isinstance(tree.data, dict) and tree.data.get("codes") == document.codes
    if is_called and Path(path).stem != document.codes:
        message = f"the list is called `{document.codes}`, but its file `{Path(path).name}`"
        tree.slip(("codes",), f"{message}; use one name")
    codes = build_codes(document.list_, tree)
    return CodeList(
        document.codes,
        document.title,
        codes,
        sources(document.source),
        document.licence,
        document.note,
        path,
    )


def named_codes(called: str, tree: Tree, loc: Loc) -> CodeList | None:
    """The code list that a standard names, beside it or shipped; a slip where there is none, or
    where it has slips of its own, which are said too.
    """
    path = _file_of(called, tree, loc)
    if path is None:
        return None
    try:
        return load_codes(path)[0]
    except StandardError as error:
        tree.slip(loc, f"the code list `{called}` has slips of its own; mend those first")
        tree.slips.extend(slip for slip in error.slips if slip not in tree.slips)
        return None


def _file_of(called: str, tree: Tree, loc: Loc) -> Path | None:
    """The file of a code list beside the document or shipped; a slip where there is none."""
    beside = [Path(tree.path).parent]
    path = find_codes(called, beside)
    if path is None:
        near = did_you_mean(called, known_codes(beside))
        tree.slip(loc, f"unknown code list `{called}`{near}")
    return path


def _other(called: str, tree: Tree, loc: Loc) -> CodeList | None:
    """A list that this one is mixed with; those that it is mixed with itself do not follow."""
    path = _file_of(called, tree, loc)
    if path is None:
        return None
    if path.resolve() == Path(tree.path).resolve():
        tree.slip(loc, f"`{called}` is this list itself; name another")
        return None
    try:
        other = read_tree(read_text(path), str(path))
    except StandardError:
        tree.slip(loc, f"the code list `{called}` has slips of its own; mend those first")
        return None
    document = read_document(other, CodesDocument)
    found = _list(document, other) if document is not None else None
    if other.slips:
        tree.slip(loc, f"the code list `{called}` has slips of its own; mend those first")
    return found


def build_codes(parts: list[CodePart], tree: Tree) -> tuple[Code, ...]:
    """Codes from the parts of a `list`; a spelling that leads to two codes is a slip."""
    codes = {part.code for part in parts}
    seen: set[str] = set()
    taken: dict[str, str] = {}
    built = []
    for position, part in enumerate(parts):
        here = ("list", position)
        if part.code in seen:
            tree.slip((*here, "code"), f"the code `{part.code}` is on the list twice")
        seen.add(part.code)
        for spelling in (part.code, part.label, *part.aliases):
            if spelling is not None and (fault := fault_of(spelling)) is not None:
                tree.slip(here, fault)
            owner = part.code if spelling is None or spelling not in codes else spelling
            if spelling is not None and taken.setdefault(spelling, owner) != part.code:
                tree.slip(
                    here, f"`{spelling}` stands for two codes, {taken[spelling]} and {part.code}"
                )
        built.append(_code(part, tree, here))
    return tuple(built)


def fault_of(spelling: str) -> str | None:
    """Why no cell is read by a spelling: a cell is cleaned first, and a blank is no answer."""
    if not spelling.strip():
        return "a blank cannot stand for a code"
    if spelling != spelling.strip():
        return f"`{spelling}` begins or ends with white space, which is taken off every cell"
    return None


def _code(part: CodePart, tree: Tree, here: Loc) -> Code:
    first, last = (
        _day(day, tree, (*here, key))
        for day, key in ((part.valid_from, "from"), (part.until, "until"))
    )
    if first and last and first > last:
        tree.slip((*here, "until"), f"`until` of `{part.code}` is before its `from`")
    return Code(
        part.code,
        part.label or part.code,
        Role(part.role),
        part.group,
        tuple(part.aliases),
        first,
        last,
    )


def _day(text: str | None, tree: Tree, here: Loc) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        tree.slip(here, f"`{text}` is not a day of the calendar")
        return None


def sources(parts: list[SourcePart]) -> tuple[Source, ...]:
    """Sources from their parts."""
    return tuple(
        Source(part.title, part.publisher, part.year, part.url, part.note) for part in parts
    )
