"""Names that the format takes, from what people call files and columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from recordcheck.nearest import folded, parted
from recordcheck.standard.sql.types import ENGINES_OWN

LONGEST = 60


def slug(text: str) -> str:
    """The name of a standard: small letters, digits and hyphens."""
    return "-".join(_words(text)) or "standard"


def prefix_of(slug: str) -> str:
    """The beginning of its identifiers, where it gives none: three letters or digits, a letter
    first.
    """
    letters = slug.replace("-", "").lstrip("0123456789")
    return letters[:3].upper() or "STD"


def snake(text: str, otherwise: str) -> str:
    """The name of a table or a field: small letters, digits and `_`, a letter first. Where a text
    has none of them, or begins with a digit, `otherwise` helps.
    """
    name = "_".join(_words(parted(text)))
    if not name:
        name = otherwise
    elif not name[0].isalpha():
        name = f"{otherwise.partition('_')[0]}_{name}"
    return "row_id" if name == ENGINES_OWN else name[:LONGEST].rstrip("_")


def one_more(name: str, taken: Collection[str]) -> str:
    """The name, or with a number where it is taken: names are compared as those of columns are."""
    found, number = name, 1
    while folded(found) in taken:
        number += 1
        found = f"{name}_{number}"
    return found


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", re.sub("['\u2019]", "", text))
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return re.findall("[a-z0-9]+", letters.casefold())
