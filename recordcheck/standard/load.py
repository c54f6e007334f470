"""Loading a standard: its document, those that it includes or extends, its code lists, all checked
together.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import chain
from pathlib import Path

from recordcheck.errors import StandardError, UserError
from recordcheck.model import CodeList, Standard
from recordcheck.standard.build import build_tables, no_shared_alias
from recordcheck.standard.called import prefix_of
from recordcheck.standard.codes import forget_codes, load_codes, sources
from recordcheck.standard.document import StandardDocument
from recordcheck.standard.extend import (
    apply_changes,
    of_parameters,
    of_placeholders,
    split,
    switch_off,
)
from recordcheck.standard.files import changed_since, read_text
from recordcheck.standard.find import find_codes, find_standard
from recordcheck.standard.merge import (
    clashing_columns,
    clashing_identifiers,
    identifiers,
    merge_changes,
    merge_off,
    merge_parameters,
    merge_placeholders,
    merge_tables,
)
from recordcheck.standard.parameters import read_parameters
from recordcheck.standard.read import read_document
from recordcheck.standard.tree import Loc, Tree, read_tree

PLACEHOLDERS = "placeholders"
MOST_INCLUDED = 100


def load(asked: str | Path, *, folders: Iterable[Path] = ()) -> Standard:
    """The standard of a name, name@version or path.

    `folders` are searched for names before the shipped standards. Raises StandardError with every
    slip, or UserError where there is no such standard.
    """
    if changed_since():
        _loaded.clear()
        forget_codes()
    return _load(find_standard(str(asked), folders), tuple(folders), ())


def read_standard(text: str, path: str, *, folders: Iterable[Path] = ()) -> Standard:
    """The standard of a text. Raises StandardError with every slip, in the order of the file."""
    return _read(text, path, tuple(folders), ())


def _load(path: Path, folders: tuple[Path, ...], above: tuple[Path, ...]) -> Standard:
    """A standard that several others include is read once. It says its path as it was asked for."""
    key = (str(path), path.resolve(), folders)
    found = _loaded.get(key)  # another thread may forget it meanwhile
    if found is None:
        found = _loaded[key] = _read(read_text(path), str(path), folders, above)
    return found


_loaded: dict[tuple[str, Path, tuple[Path, ...]], Standard] = {}


def _read(text: str, path: str, folders: tuple[Path, ...], above: tuple[Path, ...]) -> Standard:
    tree = read_tree(text, path)
    document = read_document(tree, StandardDocument)
    if document is None:
        raise StandardError(tree.in_order)
    found = _build(document, text, tree, folders, above)
    if tree.slips:
        raise StandardError(tree.in_order)
    return found


def _build(
    document: StandardDocument,
    text: str,
    tree: Tree,
    folders: tuple[Path, ...],
    above: tuple[Path, ...],
) -> Standard:
    prefix = document.prefix or prefix_of(document.standard)
    standards, base = _below(document, tree, folders, above)
    if base is None and tree.has(("extends",)):
        raise StandardError(tree.in_order)  # what it changes is not known
    below, wrong = merge_parameters(standards)
    parameters = {**below, **read_parameters(document.parameters, below, tree)}
    tables, differing = merge_tables((one.name, one.tables) for one in standards)
    blanks, unlike = merge_placeholders(standards)
    if document.placeholders is not None:
        unlike = []
    clashing = [*clashing_identifiers(tables), *clashing_columns(tables)]
    for sentence in (*wrong, *differing, *clashing, *unlike):
        tree.slip(("includes",), sentence, at_key=True)
    new = document
    off = merge_off(standards)
    changes = [*merge_changes(standards, off), *of_parameters(below, parameters)]
    if base is not None:
        changed, new = split(document, base)
        tables, more = apply_changes(changed, base, prefix, tree)
        mine, less = switch_off(document, identifiers(base), tree)
        off = {**off, **mine}
        changes += [*more, *less]
    elif document.off:
        tree.slip(("off",), "`off` is for rules of a standard that this one `extends`", at_key=True)
    own = build_tables(new, prefix, parameters, tables, base, tree)
    joined, differing = merge_tables([("", tables), (document.standard, own)])
    for sentence in differing:
        tree.slip(("tables",), sentence, at_key=True)
    for name, part in document.tables.items():
        no_shared_alias(joined[name], part, tree, ("tables", name))
    lists = [own[name].fields[field].codes for name in own for field in new.tables[name].fields]
    placeholders = blanks  # what was blank there is blank here
    if placeholders is None or document.placeholders is not None:
        lists.append(_placeholders(document.placeholders, tree))
        placeholders = _texts_of(lists[-1])
    if base is not None:
        changes += of_placeholders(base.placeholders, placeholders)
    return Standard(
        name=document.standard,
        prefix=prefix,
        version=document.version,
        title=document.title,
        tables=joined,
        path=tree.path,
        hash=_hash(text, lists, standards),
        licence=document.licence,
        sources=sources(document.source),
        cannot_tell=_together([*(one.cannot_tell for one in standards), document.cannot_tell]),
        parameters=parameters,
        placeholders=placeholders,
        includes=tuple(document.includes),
        extends=document.extends,
        changes=tuple(dict.fromkeys(changes)),
        off=off,
    )


def _below(
    document: StandardDocument, tree: Tree, folders: tuple[Path, ...], above: tuple[Path, ...]
) -> tuple[list[Standard], Standard | None]:
    """The standards that it includes or extends, and the one that it extends."""
    if not (document.tables or document.includes or document.extends or tree.slips):
        tree.slip((), "a standard needs `tables`, `includes` or `extends`")
    if document.includes and document.extends:
        tree.slip(("extends",), "`includes` or `extends`, not both", at_key=True)
    if len(document.includes) > MOST_INCLUDED:
        tree.slip(("includes",), f"more than {MOST_INCLUDED} standards in one", at_key=True)
    includes = document.includes[:MOST_INCLUDED]
    tree.named_once(("includes",), includes)
    included = [
        _other(name, ("includes", place), tree, folders, above)
        for place, name in enumerate(includes)
    ]
    base = (
        _other(document.extends, ("extends",), tree, folders, above) if document.extends else None
    )
    return [standard for standard in (*included, base) if standard is not None], base


def _together(sentences: list[Iterable[str]]) -> tuple[str, ...]:
    """Each sentence once: standards that are put together may say the same."""
    return tuple(dict.fromkeys(chain.from_iterable(sentences)))


def _other(
    asked: str,
    loc: Loc,
    tree: Tree,
    folders: tuple[Path, ...],
    above: tuple[Path, ...],
) -> Standard | None:
    """An included or extended standard: beside this one, in the user's folders, or shipped."""
    beside = Path(tree.path).resolve().parent
    try:
        # one that comes by two ways is one, however each way calls it
        path = find_standard(asked, (beside, *folders)).resolve()
        if path in above or path == Path(tree.path).resolve():
            tree.slip(loc, f"`{asked}` {loc[0]} itself")
            return None
        return _load(path, folders, (*above, Path(tree.path).resolve()))
    except StandardError as error:
        tree.slip(loc, f"`{asked}` has slips of its own")
        tree.slips.extend(error.slips)
        return None
    except UserError as error:
        tree.slip(loc, error.message)
        return None


def _hash(text: str, lists: Iterable[CodeList | None], below: Iterable[Standard]) -> str:
    """Of a document and of all that it stands on: code lists with a file, and other standards."""
    texts = [load_codes(Path(one.path))[1] for one in lists if one is not None and one.path]
    whole = "\0".join([text, *texts, *(standard.hash for standard in below)])
    return f"sha256:{sha256(whole.encode()).hexdigest()}"


def _placeholders(called: str | None, tree: Tree) -> CodeList | None:
    path = find_codes(called or PLACEHOLDERS, Path(tree.path).parent)
    if path is None:
        if called is not None:
            tree.slip(("placeholders",), f"unknown code list `{called}`")
        return None
    try:
        return load_codes(path)[0]
    except StandardError as error:
        tree.slips.extend(error.slips)
        return None


def _texts_of(codes: CodeList | None) -> tuple[str, ...]:
    """What counts as blank, in lower case."""
    if codes is None:
        return ()
    names = (name for code in codes.codes for name in (code.code, *code.aliases))
    return tuple(dict.fromkeys(name.lower() for name in names))
