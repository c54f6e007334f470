"""recordcheck: a recording standard, checked against an export.

import recordcheck
run = recordcheck.check("contacts.csv", "child-ethnicity")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recordcheck.api import check, prepare, to_pandera
    from recordcheck.checked import Run
    from recordcheck.errors import (
        FindingsError,
        ReadError,
        RecordcheckError,
        StandardError,
        UserError,
    )
    from recordcheck.model import Finding, Rate, Standard
    from recordcheck.standard import load

    __version__: str

_HOMES = {
    "check": "recordcheck.api",
    "prepare": "recordcheck.api",
    "to_pandera": "recordcheck.api",
    "load": "recordcheck.standard",
    "Finding": "recordcheck.model",
    "Rate": "recordcheck.model",
    "Run": "recordcheck.checked",
    "Standard": "recordcheck.model",
    "FindingsError": "recordcheck.errors",
    "ReadError": "recordcheck.errors",
    "RecordcheckError": "recordcheck.errors",
    "StandardError": "recordcheck.errors",
    "UserError": "recordcheck.errors",
}


if not TYPE_CHECKING:  # to a type checker, a name that is not among them is none

    def __getattr__(name: str) -> object:
        """Public names are imported when they are asked for: `import recordcheck` costs nothing."""
        if name == "__version__":
            from importlib.metadata import version

            return version("recordcheck")
        if name not in _HOMES:
            raise AttributeError(f"module 'recordcheck' has no attribute {name!r}")
        return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """The public names, for whoever looks for them in a shell."""
    return [*__all__, "__version__"]


__all__ = [
    "Finding",
    "FindingsError",
    "Rate",
    "ReadError",
    "RecordcheckError",
    "Run",
    "Standard",
    "StandardError",
    "UserError",
    "check",
    "load",
    "prepare",
    "to_pandera",
]
