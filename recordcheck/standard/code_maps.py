"""The shipped mappings between code lists. They are ours, so a test checks them, not each run."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from recordcheck.model.code_map import SAME, CodeMap, Pair
from recordcheck.standard.codes import sources
from recordcheck.standard.document import Part, Slug, SourcePart, Text
from recordcheck.standard.files import read_text
from recordcheck.standard.find import shipped
from recordcheck.standard.tree import read_tree


class PairPart(Part):
    """One list to another; a code alone stands for one with which nothing is lost."""

    from_: Slug = Field(alias="from")
    to: Slug
    codes: dict[Text, Text | dict[Text, Text]]


class MapDocument(Part):
    """A mapping between code lists."""

    map: Slug
    title: Text
    licence: Text
    source: list[SourcePart]
    note: Text
    losses: dict[Text, Text]
    pairs: list[PairPart]


def find_map(called: str) -> Path | None:
    """The file of a shipped mapping."""
    path = shipped() / "maps" / f"{called}.yaml"
    return path if path.is_file() else None


def load_map(path: Path) -> CodeMap:
    """The mapping of a file."""
    document = MapDocument.model_validate(read_tree(read_text(path), str(path)).data)
    pairs = tuple(
        Pair(
            part.from_,
            part.to,
            {
                code: {target: SAME} if isinstance(target, str) else dict(target)
                for code, target in part.codes.items()
            },
        )
        for part in document.pairs
    )
    return CodeMap(
        document.map,
        document.title,
        sources(document.source),
        document.licence,
        document.note,
        dict(document.losses),
        pairs,
    )
