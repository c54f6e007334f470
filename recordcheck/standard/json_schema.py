"""The JSON Schemas of a standard and of a code list, generated from the models in `document`.

A standard reads every scalar as text, while YAML tools make numbers, booleans and dates of them:
where a standard takes any text, the schemas take each of these.
`python -m recordcheck.standard.json_schema` writes both files.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from recordcheck.model import FLOORS, FieldType
from recordcheck.standard.descriptions import KEYS
from recordcheck.standard.document import A_DAY, SCALAR, CodesDocument, Part, StandardDocument
from recordcheck.standard.fields import GOES_WITH

Schema = dict[str, Any]

DIALECT = "http://json-schema.org/draft-07/schema#"
PACKAGE = Path(__file__).resolve().parent.parent
SHARE = r"[0-9]+(\.[0-9]+)? ?%$"
NO_LIST = {"not": {"type": ["array", "object"]}}
TEXT = {"not": {"type": ["array", "object", "null"]}}
DAY = {"not": {"type": ["array", "object", "null", "number", "boolean"]}, "pattern": A_DAY}
FILES: dict[str, type[Part]] = {
    "standard.schema.json": StandardDocument,
    "codes.schema.json": CodesDocument,
}


def schema(model: type[Part]) -> Schema:
    """The JSON Schema of a document: StandardDocument or CodesDocument."""
    made: Schema = model.model_json_schema(ref_template="#/definitions/{model}")
    parts: dict[str, Schema] = made.pop("$defs", {})
    if model is StandardDocument:  # codes may stand in place in a field
        codes = CodesDocument.model_json_schema(ref_template="#/definitions/{model}")
        parts["CodePart"] = codes["$defs"]["CodePart"]
        in_place = {**codes["properties"]["list"], "minItems": 1}
        parts["FieldPart"]["properties"]["codes"] = {"anyOf": [{"type": "string"}, in_place]}
    parts = {name: _part(name, part) for name, part in sorted(parts.items())}
    whole = _part(model.__name__, made)
    if model is StandardDocument:
        _what_goes_together(whole, parts)
    return {"$schema": DIALECT, **whole, "definitions": parts}


def text(model: type[Part]) -> str:
    """The file of a document's schema."""
    return json.dumps(schema(model), ensure_ascii=False, indent=1) + "\n"


def write(folder: Path) -> None:
    """Write the schemas of both kinds of document into a folder."""
    for name, model in FILES.items():
        (folder / name).write_text(text(model), encoding="utf-8", newline="\n")


def _part(name: str, part: Schema) -> Schema:
    """A mapping with the words for each of its keys."""
    keys = {key: _simpler(found) for key, found in part["properties"].items() if key in KEYS[name]}
    return {
        "title": part["description"].partition(":")[0].rstrip("."),
        "description": part["description"],
        "type": "object",
        "properties": {
            key: {"description": KEYS[name][key], **found} for key, found in keys.items()
        },
        "required": part.get("required", []),
        "additionalProperties": False,
    }


def _simpler(node: Any) -> Any:
    """A part of pydantic's schema as YAML tools need it: no titles, defaults or `or null`."""
    if isinstance(node, list):
        return [_simpler(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") == SCALAR["type"]:
        return TEXT
    if isinstance(node.get("type"), list):
        return NO_LIST
    if node.get("pattern") == A_DAY:
        return DAY
    given = {key: _simpler(item) for key, item in node.items() if key not in ("title", "default")}
    if "patternProperties" in given:
        [(pattern, value)] = given.pop("patternProperties").items()
        given |= {"propertyNames": {"pattern": pattern}, "additionalProperties": value}
    given |= {"anyOf": given.pop("oneOf")} if "oneOf" in given else {}
    choices = [item for item in given.get("anyOf", []) if item != {"type": "null"}]
    return choices[0] if len(choices) == 1 else given | ({"anyOf": choices} if choices else {})


def _what_goes_together(whole: Schema, parts: dict[str, Schema]) -> None:
    """What the loader asks beyond single keys, as far as one file can show it."""
    parts["DuePart"]["required"] = ["when"]
    shares = parts["TargetPart"]["properties"]
    parts["TargetPart"]["anyOf"] = [{"required": [one]} for one in shares if one != "status"]
    for measure, found in shares.items():
        if measure in FLOORS:
            found["pattern"] = "^(at least )?" + SHARE
        elif measure != "status":
            found["pattern"] = "^at most " + SHARE
    parts["FieldPart"]["allOf"] = [
        {"if": {"required": [key]}, "then": {"properties": {"type": {"enum": _ordered(kinds)}}}}
        for key, kinds in GOES_WITH.items()
    ]
    from_others = [{"required": ["extends"]}, {"required": ["includes"]}]
    whole["anyOf"] = [{"required": ["tables"]}, *from_others]
    whole["if"] = {"not": {"anyOf": from_others}}
    whole["then"] = {"properties": {"tables": {"additionalProperties": _complete_table()}}}


def _ordered(kinds: Collection[FieldType]) -> list[FieldType]:
    return [kind for kind in FieldType if kind in kinds]


def _complete_table() -> Schema:
    """A table that no other standard completes. The words of a rule may stand in another table."""
    words = ["name", "says", "why", "severity"]
    field = {
        "required": ["type"],
        "dependencies": {"target": ["due"]},
        "if": {"required": ["type"], "properties": {"type": {"const": "code"}}},
        "then": {"required": ["codes"]},
    }
    rule = {"required": ["assert"], "dependencies": dict.fromkeys(words[:3], words)}
    return {
        "required": ["one_record_is", "fields"],
        "properties": {
            "fields": {"minProperties": 1, "additionalProperties": field},
            "rules": {"items": rule},
        },
    }


if __name__ == "__main__":
    write(PACKAGE)
