"""From a field as written to a Field: its keys must go with its type, and its code list must be
found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from fractions import Fraction

from recordcheck.model import (
    FLOORS,
    NUMBERS,
    TEXTS,
    TIMES,
    CodeList,
    Due,
    Field,
    FieldType,
    Target,
)
from recordcheck.nearest import nearest
from recordcheck.standard.bounds import length_of, range_of
from recordcheck.standard.codes import build_codes, named_codes, sources
from recordcheck.standard.dates import fault_of_form
from recordcheck.standard.document import CodesDocument, FieldPart, TargetPart
from recordcheck.standard.read import read_document
from recordcheck.standard.recode import with_spellings
from recordcheck.standard.sql.patterns import pattern_fault
from recordcheck.standard.tree import Loc, Tree

GOES_WITH: dict[str, Collection[FieldType]] = {
    "codes": (FieldType.CODE,),
    "map": (FieldType.CODE,),
    "declined": (FieldType.CODE,),
    "format": (FieldType.TEXT,),
    "length": TEXTS,
    "same_length": (FieldType.TEXT,),
    "range": NUMBERS | TIMES,
    "dates": TIMES,
    "not_before": TIMES,
    "not_after": TIMES,
}
FLAGS = re.compile(r"\(\?[a-zA-Z]+\)")
NO_SHARE = "`target` has no share; write of what, such as {recorded: 95%}, or take it out"
NEEDS_DUE = "a target needs to know when the field is `due`"


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
        same_value=_most(part.same_value, tree, (*loc, "same_value")),
        same_length=_most(part.same_length, tree, (*loc, "same_length")),
        not_before=part.not_before,
        not_after=part.not_after,
        needs=tuple(part.needs),
        dates=form_of_dates(part, kind, tree, loc),
        sources=sources(part.source),
        place=tree.place(loc, at_key=True),
    )


def _check_type(called: str, part: FieldPart, tree: Tree, loc: Loc, known: Iterable[str]) -> None:
    """A field has a type, and only keys that go with it."""
    if part.type is None and not tree.has((*loc, "type")):
        near = nearest(called, known)
        new = f": no field `{called}` is there already, and a new one needs a type" if known else ""
        meant = f"; did you mean the field `{near}`?" if near else new
        tree.slip(loc, f"`type` is missing{meant}", at_key=True)
    for key, kinds in GOES_WITH.items():
        if part.type and getattr(part, key) and part.type not in kinds:
            tree.slip((*loc, key), f"`{key}` does not go with type {part.type}", at_key=True)


def _check_format(form: str | None, tree: Tree, loc: Loc) -> None:
    if form and (fault := pattern_fault(form)):
        tree.slip(loc, fault)
    elif form and FLAGS.match(form):
        tree.slip(loc, "flags stand in a group in a `format`: (?i:...)")


def _meant(tree: Tree, loc: Loc) -> FieldType:
    """The type that a refused one is most like: what uses the field is no second slip."""
    written = getattr(tree.values.get(loc), "value", "")
    return FieldType(nearest(written, FieldType) or FieldType.TEXT)


def targets(part: TargetPart | None, tree: Tree, loc: Loc) -> tuple[Target, ...]:
    """The targets of a field: floors for recorded, valid and known, ceilings for roles."""
    if part is None:
        return ()
    shares = part.model_dump(exclude={"status"}, exclude_none=True)
    if not shares and tree.keys_at(loc) <= {"status"}:
        tree.slip(loc, NO_SHARE, at_key=True)
    found = []
    for measure, text in shares.items():
        target = share(text, measure, trial=part.status == "trial")
        floor = measure in FLOORS
        if floor and target.ceiling:
            tree.slip((*loc, measure), f"`{measure}` is a floor; leave `at most` out")
        elif not floor and not target.ceiling:
            tree.slip((*loc, measure), _a_ceiling(measure, text))
        if target.share > 1:
            tree.slip((*loc, measure), f"`{text}` is more than 100%")
        found.append(target)
    return tuple(found)


def roles_are_there(field: Field, asked: Iterable[Target], tree: Tree, loc: Loc) -> None:
    """A slip for each of these targets that is a ceiling for a role which no code has."""
    for target in asked:
        if target.ceiling and target.measure not in FLOORS:
            role_is_there(field, target.measure, tree, (*loc, target.measure))


def role_is_there(field: Field, role: str, tree: Tree, loc: Loc) -> None:
    """A slip where no code of the field has the role: what is asked of it holds of every record. A
    code without a list that can be read is a slip already.
    """
    if field.codes is None and field.type == FieldType.CODE:
        return
    if field.codes is None or role not in {code.role for code in field.codes.codes}:
        tree.slip(loc, f"no code of this field has the role {role}", at_key=True)


def share(text: str, measure: str, *, trial: bool) -> Target:
    """`95%` or `at most 10%` as a target, exactly."""
    number = text.removeprefix("at most").removeprefix("at least").strip(" %")
    return Target(measure, Fraction(number) / 100, text.startswith("at most"), trial)


def _a_ceiling(key: str, text: str) -> str:
    return f"`{key}` is a ceiling; write `at most {text.removeprefix('at least ')}`"


def _most(text: str | None, tree: Tree, loc: Loc) -> Fraction | None:
    """`at most 60%` as a share."""
    if text is None:
        return None
    found = share(text, str(loc[-1]), trial=False)
    if not found.ceiling:
        tree.slip(loc, _a_ceiling(str(loc[-1]), text))
    elif found.share >= 1:
        tree.slip(loc, "100% or more asks for nothing")
    return found.share


def _codes(part: FieldPart, kind: FieldType, tree: Tree, loc: Loc) -> CodeList | None:
    if kind != FieldType.CODE:
        return None
    if part.codes is None:
        message = "a code needs `codes`, the name of a list or the codes in place"
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
    built = build_codes(document.list_, inner, ("list",)) if document is not None else ()
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
