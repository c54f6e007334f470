"""A pandera schema by its name, `package.module:Model`, imported from the user's own."""

from __future__ import annotations

import importlib
import re
import sys
from contextlib import redirect_stdout
from importlib.util import find_spec
from pathlib import Path
from traceback import walk_tb
from types import ModuleType
from typing import Any

from recordcheck.errors import UserError
from recordcheck.nearest import did_you_mean
from recordcheck.schema.compile import check_depth

# Of pandas, pandera imports first what comes with it; ibis is installed under another name.
PACKAGES = {"numpy": "pandas", "ibis": "ibis-framework"}


def import_schema(named: str) -> Any:
    """The schema at `package.module:Name`, imported from the user's own. Raises UserError."""
    module, _, attribute = named.partition(":")
    if module.endswith(".py") or "/" in module or "\\" in module:
        dotted = re.sub(r"[/\\]+", ".", module.removesuffix(".py")).strip(".")
        named = f"{dotted}:{attribute or 'Model'}"
        raise UserError(
            f"{module} is a file, and --schema takes a module",
            remedy=f"for example --schema {named}, from the folder above it",
        )
    if not attribute or not module or module.startswith("."):
        raise UserError(
            "--schema takes package.module:Model",
            remedy="for example --schema mypackage.schemas:Contact",
        )
    check_depth()
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)
    found = _imported(module)
    if not hasattr(found, attribute):
        raise UserError(
            f"{module} has no {attribute}{did_you_mean(attribute, vars(found))}",
            remedy="give the name of a DataFrameModel or a DataFrameSchema in it",
        )
    return getattr(found, attribute)


def _imported(module: str) -> ModuleType:
    try:
        with redirect_stdout(sys.stderr):  # what it prints is no output of the run
            return importlib.import_module(module)
    except ModuleNotFoundError as error:
        library = _needed_by_pandera(error)
        if library is not None:
            raise UserError(
                f"cannot import {module}: pandera needs {library} for it, which is not installed",
                remedy=_beside(library),
            ) from None
        raise UserError(
            f"cannot import {module}: there is no module {error.name}",
            remedy="install it beside recordcheck, or run from its folder",
        ) from None
    except (Exception, SystemExit) as error:  # a script that ends the run would pass unseen
        if _lacks_pandas(error):
            raise UserError(
                f"cannot import {module}: it asks pandera for what is there only with pandas, which"
                " is not installed",
                remedy=f"import pandera.pyarrow in its place, or {_beside('pandas')}",
            ) from None
        raise UserError(
            f"cannot import {module} ({type(error).__name__})",
            remedy=f"`python -c 'import {module}'` shows where it fails",
        ) from None


def _needed_by_pandera(error: ModuleNotFoundError) -> str | None:
    """The library without which pandera cannot be imported as the schema asks for it."""
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    within = str(frames[-1].f_globals.get("__name__")).partition(".")[0] == "pandera"
    return PACKAGES.get(str(error.name), error.name) if within else None


def _lacks_pandas(error: BaseException) -> bool:
    """Whether a name is asked of pandera that it has where pandas is installed."""
    if isinstance(error, AttributeError):
        asked = str(getattr(error.obj, "__name__", None))
    else:
        asked = str(error.name) if isinstance(error, ImportError) else ""
    return asked in ("pandera", "pandera.typing") and find_spec("pandas") is None


def _beside(library: str) -> str:
    return f"beside recordcheck: pip install {library} (or pipx inject recordcheck {library})"
