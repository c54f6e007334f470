"""From the text of a file to a document: every wrong key or value is a slip, and the rest is still
read.

So that one look shows all the slips of a file, what pydantic refuses is cut out of the data (or
filled, where a key is missing) and the remainder is read again: its SQL can then be checked too.
"""

from __future__ import annotations

import copy
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from recordcheck.errors import Slip
from recordcheck.nearest import did_you_mean, nearest
from recordcheck.standard.document import (
    FORMS,
    CodePart,
    CodesDocument,
    FieldPart,
    RulePart,
    StandardDocument,
    TablePart,
)
from recordcheck.standard.tree import Loc, Tree

Document = TypeVar("Document", StandardDocument, CodesDocument)
MOST_SLIPS = 500  # nobody reads more, and a file of nothing but slips is no standard
REFUSED = "XXX-000"  # stands for an identifier that was no identifier
REFUSED_NAME = "xxx"  # and so for a standard, of which no identifier begins with the prefix
FILLERS: dict[str, object] = {
    "default": REFUSED,
    "id": REFUSED,
    "rule": REFUSED,
    "version": "0",
    "type": "text",
    "standard": REFUSED_NAME,
    "list": [REFUSED_NAME],
}
PARTS: dict[str, type[BaseModel]] = {
    "the document": StandardDocument,
    "a table": TablePart,
    "a field": FieldPart,
    "a rule": RulePart,
    "a code": CodePart,
}
# What other languages of schemas call it, and what it is here.
ELSEWHERE = {
    **dict.fromkeys(("required", "mandatory"), "due: always"),
    **dict.fromkeys(("pattern", "regex"), "format"),
    **dict.fromkeys(("enum", "values"), "codes"),
    **dict.fromkeys(("minimum", "maximum", "min", "max"), "range"),
}
# What belongs under a key, or is an item of its list, for a slip to show.
SHAPES = {
    "fields": "{type: text}",
    "target": "{recorded: 95%}",
    "parameters": "{type: integer, default: 24}",
    "source": "{title: local convention}",
    "off": "{rule: ETH-405, reason: Why it cannot be kept.}",
    "map": "{Theirs: ours}",
    "range": "[0, 17]",
    "length": "[20, 4000]",
    "codes": "[home, {code: nk, label: Not known}]",
    "list": "[home, {code: nk, label: Not known}]",
}


def read_document(
    tree: Tree, model: type[Document], *, within: str | None = None
) -> Document | None:
    """The document, with its slips noted in the tree; None where too little of it is right to go
    on.

    `within` is the key of another document that holds this one's list.
    """
    data = copy.deepcopy(tree.data)
    if not isinstance(data, dict):
        tree.slip((), f"expected a mapping that begins with `{next(iter(model.model_fields))}:`")
        return None
    of_yaml = tuple(tree.slips)
    for attempt in range(4):
        try:
            document = model.model_validate(data)
        except ValidationError as error:
            for detail in sorted(error.errors(), key=_order, reverse=True):
                loc = _in_data(data, detail)
                # what an earlier cut took away is neither missing nor wrong
                gone = attempt and detail["type"] in ("missing", "too_short")
                known = _noted(tree, loc, tree.slips if attempt else of_yaml)
                if not known and not gone and len(tree.slips) < MOST_SLIPS:
                    says = _sentence(model, detail, loc, within)
                    tree.slip(loc, says, at_key=_at_key(detail))
                _cut(data, loc, tree, missing=detail["type"] == "missing")
        else:
            _note_empty(tree, document, ())
            return document
    return None


def names_are_read(tree: Tree) -> bool:
    """Whether what gives names is a mapping of them: of a list of fields that was refused whole,
    every rule that names one would be a slip too, and the cause one among many.
    """
    whole = tree.data if isinstance(tree.data, dict) else {}
    tables = whole.get("tables", {})
    parts = [whole.get("parameters", {}), tables]
    for table in tables.values() if isinstance(tables, dict) else ():
        given = table if isinstance(table, dict) else {}
        parts += [table, given.get("fields", {}), given.get("derive", {})]
    return all(isinstance(part, dict) for part in parts)


def _note_empty(tree: Tree, part: object, loc: Loc) -> None:
    """A slip for each key behind which nothing is written: what was meant would be left out."""
    if isinstance(part, BaseModel):
        for name, item in type(part).model_fields.items():
            if name in part.model_fields_set:
                called, value = item.alias or name, getattr(part, name)
                if value is None and not _noted(tree, (*loc, called), tree.slips):
                    message = f"`{called}` is empty; write what belongs there, or take the key out"
                    tree.slip((*loc, called), message, at_key=True)
                _note_empty(tree, value, (*loc, called))
    elif isinstance(part, dict):
        for key, value in part.items():
            _note_empty(tree, value, (*loc, key))
    elif isinstance(part, list):
        for number, value in enumerate(part):
            _note_empty(tree, value, (*loc, number))


def _order(detail: ErrorDetails) -> list[tuple[int, str]]:
    """The order of the places of errors: list items by number, the last first when cut."""
    return [(part, "") if isinstance(part, int) else (-1, part) for part in detail["loc"]]


def _in_data(data: Any, detail: ErrorDetails) -> Loc:
    """The parts of an error's location that are in the data, or that are missing in it: pydantic
    adds the names of its own unions.
    """
    path: Loc = ()
    loc: Loc = detail["loc"]
    if loc and loc[-1] == "[key]":  # pydantic's way to say that the key itself is wrong
        loc = loc[:-1]
    for position, part in enumerate(loc):
        missing = detail["type"] == "missing" and position == len(loc) - 1
        if isinstance(data, dict) and (part in data or missing):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            continue
        path = (*path, part)
    return path


def _noted(tree: Tree, loc: Loc, slips: Iterable[Slip]) -> bool:
    place = tree.place(loc)
    return any((slip.line, slip.column) == (place.line, place.column) for slip in slips)


def _at_key(detail: ErrorDetails) -> bool:
    return detail["type"] in ("extra_forbidden", "missing") or detail["loc"][-1:] == ("[key]",)


def _sentence(model: type[BaseModel], detail: ErrorDetails, loc: Loc, within: str | None) -> str:
    if within is not None and loc[:1] == ("list",):
        loc = (within, *loc[1:])
    name = next((part for part in reversed(loc) if isinstance(part, str)), "it")
    kind, context = detail["type"], detail.get("ctx", {})
    value = detail["input"]
    shown = f"`{value}`" if isinstance(value, str) and len(value) < 60 else "this"
    if detail["loc"][-1:] == ("[key]",):
        return f"`{name}` is not a name: {FORMS[context['pattern']]}"
    if kind == "extra_forbidden":
        return f"unknown key `{name}`{_meant(name, keys_at(model, detail['loc'][:-1]))}"
    if kind == "missing":
        return f"`{name}` is missing"
    if kind == "literal_error":
        known = [
            part.strip("' ") for part in str(context["expected"]).replace(" or ", ", ").split(",")
        ]
        return f"{shown} is not a value of `{name}`{did_you_mean(str(value), known)}"
    if kind == "string_pattern_mismatch":
        return f"{shown} does not have the form of `{name}`: {FORMS[context['pattern']]}"
    if kind == "string_type":
        such = ", such as 95%" if name == "target" else ""
        return f"{_where(loc)} must be text{such}" if value is not None else f"`{name}` is empty"
    if kind == "string_too_short":
        return _of_nothing(name, detail["loc"])
    if kind == "nothing_said":
        return f"`{name}` is empty; {detail['msg']}"
    if kind in ("list_type", "too_short", "too_long"):
        return _of_list(name, value, context)
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        shape = next((SHAPES[part] for part in loc[:-3:-1] if part in SHAPES), None)
        return f"{_where(loc)} must be a mapping of keys{f', such as {shape}' if shape else ''}"
    if kind == "bool_parsing":
        return f"{shown} is neither true nor false"
    return f"`{name}`: {detail['msg'].lower()}"


def _of_nothing(name: str, loc: tuple[Hashable, ...]) -> str:
    if loc[-1] == "code":
        return "a code is empty; take it out: a blank cell has no code"
    if isinstance(loc[-1], int):
        return f"an item of `{name}` is empty; write what belongs there, or take it out"
    return f"`{name}` is empty"


def _of_list(name: str, value: object, context: Mapping[str, Any]) -> str:
    if context.get("min_length") == 1:
        return f"`{name}` is empty"
    if "min_length" in context or "max_length" in context:
        return f"`{name}` must be a list of 2, the least and the most: {SHAPES[name]}"
    if (shape := SHAPES.get(name)) is not None:
        such = f", such as {shape if shape.startswith('[') else f'[{shape}]'}"
    else:
        such = f": [{value}]" if isinstance(value, str) and len(value) < 60 else ""
    return f"`{name}` must be a list{such}"


def _meant(name: str, known: list[str]) -> str:
    """What to write for an unknown key: a known one that is near, or that it belongs elsewhere."""
    here = ELSEWHERE.get(name, "")
    if here.partition(":")[0] in known:
        return f"; use `{here}`"
    if (found := nearest(name, known)) is not None:
        return f"; did you mean `{found}`?"
    parts = [called for called, part in PARTS.items() if name in _keys(part)]
    if parts:
        return f"; it is a key of {' or '.join(parts)}"
    return f"; known: {', '.join(known)}" if known else ""


def _where(loc: Loc) -> str:
    """A key with the one above it, which says where its indentation has put it."""
    if loc and isinstance(loc[-1], int):
        return f"each item of {_where(loc[:-1])}"
    above = f" under `{loc[-2]}`" if len(loc) > 1 and isinstance(loc[-2], str) else ""
    return f"`{loc[-1] if loc else 'it'}`{above}"


def keys_at(model: type[BaseModel], loc: tuple[Hashable, ...]) -> list[str]:
    """The keys that a document may have at a place: walks the model along an error's location."""
    current: Any = model
    for part in loc:
        current = _step(current, part)
        if current is None:
            return []
    return _keys(current)


def _keys(model: Any) -> list[str]:
    fields = getattr(model, "model_fields", {})
    return [item.alias or name for name, item in fields.items()]


def _step(current: Any, part: Hashable) -> Any:
    fields = getattr(current, "model_fields", None)
    if not fields:
        return current
    for name, item in fields.items():
        if part in (name, item.alias):
            return _model_in(item.annotation)
    return current


def _model_in(annotation: Any) -> Any:
    """The model inside an annotation such as `dict[str, FieldPart]` or `DuePart | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _model_in(inner)
        if found is not None:
            return found
    return None


def _cut(data: Any, loc: Loc, tree: Tree, *, missing: bool) -> None:
    """Take the part that was refused out of the data, or fill in what is missing."""
    for part in loc[:-1]:
        data = data[part]
    last = loc[-1] if loc else None
    if missing:
        data[last] = FILLERS.get(str(last), "missing")
    elif isinstance(data, dict):
        data.pop(last, None)
    elif isinstance(data, list) and isinstance(last, int) and last < len(data):
        tree.leave_out(loc)
        del data[last]
