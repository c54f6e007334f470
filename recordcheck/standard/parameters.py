"""The parameters of a standard, and which texts can be their values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from recordcheck.model import FieldType, Parameter
from recordcheck.nearest import nearest
from recordcheck.standard.bounds import DAY, WHOLE
from recordcheck.standard.document import ParameterPart
from recordcheck.standard.read import REFUSED
from recordcheck.standard.tree import Tree


def read_parameters(
    parts: Mapping[str, ParameterPart], below: Mapping[str, Parameter], tree: Tree
) -> dict[str, Parameter]:
    """The parameters of a document; of one that a standard `below` defines only the default may
    change.
    """
    found = {}
    for name, part in parts.items():
        loc = ("parameters", name)
        before = below.get(name)
        if part.type is None and before is None and not tree.has((*loc, "type")):
            meant = nearest(name, below)
            new = f": there is no parameter `{name}` yet, and a new one needs a type"
            near = f"; did you mean the parameter `{meant}`?" if meant is not None else ""
            meant = near or (new if tree.has(("extends",)) else "")
            tree.slip(loc, f"`type` is missing{meant}", at_key=True)
        kind = FieldType(part.type or (before.type if before is not None else FieldType.TEXT))
        if before is not None and before.type != kind:
            message = f"`{name}` is {before.type} already; only its default may change"
            tree.slip((*loc, "type"), message)
        if name == "today":
            tree.slip(
                loc,
                "`today` is always the day of --as-at; give this parameter another name",
                at_key=True,
            )
        if part.default != REFUSED and not parameter_reads(part.default, kind):
            article = "an" if kind == FieldType.INTEGER else "a"
            tree.slip((*loc, "default"), f"`{part.default}` is not {article} {kind}")
        says = part.says or (before.says if before is not None else None)
        first = (before.first or before.default) if before is not None else None
        found[name] = Parameter(name, kind, part.default, says, first)
    return found


def parameter_reads(text: str, kind: FieldType) -> bool:
    """Whether a text can be the value of a parameter of this type."""
    try:
        if kind == FieldType.DATE:
            return text == "today" or bool(DAY.fullmatch(text) and date.fromisoformat(text))
        if kind == FieldType.INTEGER:
            return WHOLE.fullmatch(text) is not None
        if kind == FieldType.NUMBER:
            return "_" not in text and text.isascii() and abs(float(text)) < 10**18
    except ValueError:
        return False
    return True
