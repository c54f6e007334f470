"""Loading a standard: its document, those that it includes or extends, its code lists, all checked
together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain
from os.path import relpath
from pathlib import Path

from recordcheck.errors import StandardError, UserError
from recordcheck.model import Change, CodeList, Parameter, Standard, Table
from recordcheck.model.run import OF_PANDERA
from recordcheck.standard.build import build_tables, no_shared_alias
from recordcheck.standard.codes import forget_codes, load_codes, named_codes, sources
from recordcheck.standard.document import StandardDocument
from recordcheck.standard.extend import (
    apply_changes,
    of_parameters,
    of_placeholders,
    split,
    switch_off,
)
from recordcheck.standard.files import changed_since, read_text
from recordcheck.standard.find import find_standard, is_path, is_shipped
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
from recordcheck.standard.new_names import prefix_of
from recordcheck.standard.parameters import read_parameters
from recordcheck.standard.read import names_are_read, read_document
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


def each_once(standards: Iterable[Standard]) -> list[Standard]:
    """Each standard once, by whatever names it was asked for: the targets of one that is there
    twice would count twice. A pandera schema is never another: its hash knows no function of it.
    """
    found: dict[object, Standard] = {}
    for one in standards:
        found.setdefault(id(one) if one.version == OF_PANDERA else one.hash, one)
    return list(found.values())


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
    if document is None or not names_are_read(tree):
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
    below = _put_together(document, tree, folders, above)
    new, below = _changed(document, below, prefix, tree)
    own = build_tables(new, prefix, below.parameters, below.tables, below.base, tree)
    words, placeholders = _blanks(document, below, tree)
    lists = [own[name].fields[field].codes for name in own for field in new.tables[name].fields]
    changes = list(below.changes)
    if below.base is not None:
        changes += of_placeholders(below.base.placeholders, placeholders)
    said = [*(one.cannot_tell for one in below.standards), document.cannot_tell]
    return Standard(
        name=document.standard,
        prefix=prefix,
        version=document.version,
        title=document.title,
        tables=_joined(document, below.tables, own, tree),
        path=tree.path,
        hash=_hash(text, [*lists, words], below.standards),
        licence=document.licence,
        sources=sources(document.source),
        cannot_tell=tuple(dict.fromkeys(chain.from_iterable(said))),
        parameters=below.parameters,
        placeholders=placeholders,
        includes=tuple(document.includes),
        extends=document.extends,
        changes=tuple(dict.fromkeys(changes)),
        off=below.off,
        folders=folders,
    )


@dataclass(frozen=True, slots=True)
class _Below:
    """What a document stands on: the standards that it includes, or the `base` that it extends, put
    together.
    """

    standards: list[Standard]
    base: Standard | None
    tables: dict[str, Table]
    parameters: dict[str, Parameter]
    placeholders: tuple[str, ...] | None
    off: dict[str, str]
    changes: list[Change]


def _put_together(
    document: StandardDocument, tree: Tree, folders: tuple[Path, ...], above: tuple[Path, ...]
) -> _Below:
    """Raises StandardError where what the document changes is not known."""
    standards, base = _below(document, tree, folders, above)
    if base is None and tree.has(("extends",)):
        raise StandardError(tree.in_order)
    parameters, wrong = merge_parameters(standards)
    tables, differing = merge_tables((one.name, one.tables) for one in standards)
    clashing = [*clashing_identifiers(tables), *clashing_columns(tables)]
    placeholders, unlike = merge_placeholders(standards)
    if document.placeholders is not None:
        unlike = []
    for sentence in (*wrong, *differing, *clashing, *unlike):
        tree.slip(("includes",), sentence, at_key=True)
    off = merge_off(standards)
    changes = merge_changes(standards, off)
    return _Below(standards, base, tables, parameters, placeholders, off, changes)


def _below(
    document: StandardDocument, tree: Tree, folders: tuple[Path, ...], above: tuple[Path, ...]
) -> tuple[list[Standard], Standard | None]:
    """The standards that it includes or extends, and the one that it extends."""
    if not (document.tables or document.includes or document.extends or tree.slips):
        tree.slip((), "a standard needs `tables`, `includes` or `extends`")
    if document.includes and document.extends:
        tree.slip(("extends",), "a standard has `includes` or `extends`, not both", at_key=True)
    if len(document.includes) > MOST_INCLUDED:
        tree.slip(("includes",), f"more than {MOST_INCLUDED} standards in one bundle", at_key=True)
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


def _changed(
    document: StandardDocument, below: _Below, prefix: str, tree: Tree
) -> tuple[StandardDocument, _Below]:
    """What of a document is new; and what it stands on as it changes that, with its parameters."""
    own = read_parameters(document.parameters, below.parameters, tree)
    parameters = {**below.parameters, **own}
    changes = [*below.changes, *of_parameters(below.parameters, parameters)]
    if below.base is None:
        if document.off:
            message = "`off` is for rules of a standard that this one `extends`"
            tree.slip(("off",), message, at_key=True)
        return document, replace(below, parameters=parameters, changes=changes)
    part, new = split(document, below.base)
    tables, more = apply_changes(part, below.base, prefix, tree)
    off, less = switch_off(document, identifiers(below.base), tree)
    return new, replace(
        below,
        tables=tables,
        parameters=parameters,
        off={**below.off, **off},
        changes=[*changes, *more, *less],
    )


def _joined(
    document: StandardDocument, below: dict[str, Table], own: dict[str, Table], tree: Tree
) -> dict[str, Table]:
    """The tables below a document with its own."""
    joined, differing = merge_tables([("", below), (document.standard, own)])
    for sentence in differing:
        tree.slip(("tables",), sentence, at_key=True)
    for name, part in document.tables.items():
        no_shared_alias(joined[name], part, tree, ("tables", name))
    return joined


def _other(
    asked: str, loc: Loc, tree: Tree, folders: tuple[Path, ...], above: tuple[Path, ...]
) -> Standard | None:
    """An included or extended standard: beside this one, in the user's folders, or shipped."""
    beside = Path(tree.path).resolve().parent
    try:
        # one that comes by two ways is one, however each way calls it
        named = str(Path(tree.path).parent / asked) if is_path(asked) else asked
        path = find_standard(named, (beside, *folders)).resolve()
        if path in above or path == Path(tree.path).resolve():
            tree.slip(loc, f"`{asked}` {loc[0]} itself")
            return None
        return _load(_as_above(path, tree), folders, (*above, Path(tree.path).resolve()))
    except StandardError as error:
        tree.slip(loc, f"`{asked}` has slips of its own; mend those first")
        tree.slips.extend(error.slips)
        return None
    except UserError as error:
        tree.slip(loc, error.message)
        return None


def _as_above(path: Path, tree: Tree) -> Path:
    """Where a standard stands, from here if the one above it is named so, and nowhere on a machine
    then; one that is shipped stands in no folder of theirs.
    """
    if Path(tree.path).is_absolute() or is_shipped(str(path)):
        return path
    try:
        return Path(relpath(path))
    except ValueError:  # on another drive
        return path


def _hash(text: str, lists: Iterable[CodeList | None], below: Iterable[Standard]) -> str:
    """Of a document and of all that it stands on: code lists with a file, and other standards."""
    texts = [load_codes(Path(one.path))[1] for one in lists if one is not None and one.path]
    whole = "\0".join([text, *texts, *(standard.hash for standard in below)])
    return f"sha256:{sha256(whole.encode()).hexdigest()}"


def _blanks(
    document: StandardDocument, below: _Below, tree: Tree
) -> tuple[CodeList | None, tuple[str, ...]]:
    """The list of what counts as blank, where the document has one, and these words in lower case;
    without one, what is blank below it is blank in it.
    """
    if below.placeholders is not None and document.placeholders is None:
        return None, below.placeholders
    found = named_codes(document.placeholders or PLACEHOLDERS, tree, ("placeholders",))
    codes = found.codes if found is not None else ()
    names = (name for code in codes for name in (code.code, *code.aliases))
    return found, tuple(dict.fromkeys(name.lower() for name in names))
