"""From a field as written to a Field: its keys must go with its type, and its code list must be
found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from recordcheck.model import NUMBERS, TEXTS, TIMES, CodeList, Due, Field, FieldType
from recordcheck.nearest import nearest
from recordcheck.standard.bounds import length_of, range_of
from recordcheck.standard.codes import build_codes, named_codes, sources
from recordcheck.standard.dates import fault_of_form
from recordcheck.standard.document import CodesDocument, FieldPart
from recordcheck.standard.mapped import with_spellings
from recordcheck.standard.read import read_document
from recordcheck.standard.sql.patterns import pattern_fault
from recordcheck.standard.targets import at_most, targets
from recordcheck.standard.tree import Loc, Tree

GOES_WITH: dict[str, Collection[FieldType]] = {
    "codes": (FieldType.CODE,),
    "map": (FieldType.CODE,),
    "declined": (FieldType.CODE,),
    "format": (FieldType.TEXT,),
    "length": TEXTS,
    "same_length": (FieldType.TEXT,),
    "in_parts": (FieldType.TEXT,),
    "range": NUMBERS | TIMES,
    "dates": TIMES,
    "not_before": TIMES,
    "not_after": TIMES,
}
FLAGS = re.compile(r"\(\?[a-zA-Z]+\)")


def build_field(
    called: str, part: FieldPart, prefix: str, tree: Tree, loc: Loc, known: Iterable[str]
) -> Field:
    """The field. `known` are those that an extended standard has: one of them may be what was
    meant.
    """
    kind = FieldType(part.type) if part.type else _meant(tree, (*loc, "type"))
    _check_type(called, part, tree, loc, known)
    codes = _codes(part, kind, tree, loc)
    if codes is not None and part.map:
        codes = with_spellings(codes, part.map, tree, (*loc, "map"))
    _check_format(part.format, tree, (*loc, "format"))
    return Field(
        name=called,
        prefix=prefix,
        type=kind,
        title=part.title,
        format=part.format,
        range=range_of(part, kind, tree, loc),
        length=length_of(part, codes, tree, loc),
        codes=codes,
        aliases=tuple(part.aliases),
        due=Due(always=True) if part.due is not None and part.due.always else Due(),
        targets=targets(part.target, tree, (*loc, "target")),
        declined_apart=part.declined == "apart",
        unique=bool(part.unique),
        refers_to=_refers(part.refers_to),
        same_within=tuple(part.same_within),
        same_value=at_most(part.same_value, tree, (*loc, "same_value")),
        same_length=at_most(part.same_length, tree, (*loc, "same_length")),
        not_before=part.not_before,
        not_after=part.not_after,
        needs=tuple(part.needs),
        in_parts=tuple(part.in_parts),
        dates=form_of_dates(part, kind, tree, loc),
        sources=sources(part.source),
        place=tree.place(loc, at_key=True),
    )


def _check_type(called: str, part: FieldPart, tree: Tree, loc: Loc, known: Iterable[str]) -> None:
    """A field has a type, and only keys that go with it."""
    if not tree.has((*loc, "type")):
        near = nearest(called, known)
        new = f": there is no field `{called}` yet, and a new one needs a type" if known else ""
        meant = f"; did you mean the field `{near}`?" if near else new
        tree.slip(loc, f"`type` is missing{meant}", at_key=True)
    for key, kinds in GOES_WITH.items():
        if part.type and getattr(part, key) and part.type not in kinds:
            tree.slip((*loc, key), f"`{key}` does not go with type {part.type}", at_key=True)


def _check_format(form: str | None, tree: Tree, loc: Loc) -> None:
    if form and (fault := pattern_fault(form)):
        tree.slip(loc, fault)
    elif form and FLAGS.match(form):
        tree.slip(loc, "write the flags of a `format` in a group: (?i:...)")


def _meant(tree: Tree, loc: Loc) -> FieldType:
    """The type that a refused one is most like: what uses the field is no second slip."""
    written = getattr(tree.values.get(loc), "value", "")
    return FieldType(nearest(written, FieldType) or FieldType.TEXT)


def _codes(part: FieldPart, kind: FieldType, tree: Tree, loc: Loc) -> CodeList | None:
    if kind != FieldType.CODE:
        return None
    if part.codes is None:
        message = (
            "a field of type code needs `codes`: the name of a code list, or the codes themselves"
        )
        tree.slip(loc, message, at_key=True)
        return None
    if isinstance(part.codes, str):
        return named_codes(part.codes, tree, (*loc, "codes"))
    return _in_place(loc[-1], part.codes, tree, (*loc, "codes"))


def _in_place(field: object, codes: object, tree: Tree, loc: Loc) -> CodeList | None:
    called = str(field).replace("_", "-")
    inner = Tree(tree.path, tree.text, {"codes": called, "title": called, "list": codes})
    at = len(loc)
    inner.values = {
        ("list", *path[at:]): event for path, event in tree.values.items() if path[:at] == loc
    }
    inner.keys = {
        ("list", *path[at:]): event for path, event in tree.keys.items() if path[:at] == loc
    }
    document = read_document(inner, CodesDocument, within="codes")
    built = build_codes(document.list_, inner) if document is not None else ()
    tree.slips.extend(inner.slips)
    return CodeList(called, called, built) if built and not inner.slips else None


def form_of_dates(part: FieldPart, kind: FieldType, tree: Tree, loc: Loc) -> str | None:
    """The form of a field's dates; a slip where it is none."""
    if part.dates is not None and (fault := fault_of_form(part.dates, kind)):
        tree.slip((*loc, "dates"), fault)
        return None
    return part.dates


def _refers(text: str | None) -> tuple[str, str] | None:
    if text is None:
        return None
    table, _, field = text.partition(".")
    return table, field
