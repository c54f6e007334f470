"""`recordcheck.toml`, or `[tool.recordcheck]` in `pyproject.toml`: the nearest one upward from the
working folder.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from os.path import abspath, relpath
from pathlib import Path
from typing import Any

from recordcheck.errors import UserError, reason_of
from recordcheck.nearest import did_you_mean

NAME = "recordcheck.toml"
PROJECT = "pyproject.toml"
LISTS = ("standard", "select", "ignore", "by", "schemas", "sheet", "output-format")
TABLES = ("param", "map")
WITHIN = ("codes", "dates")  # the tables in `map`; where a text stands, it is a column called so
TWICE = "a name stands there once; a column that is called `codes` or `dates` goes with --map then"
TEXTS = ("fail-on", "encoding")
KEYS = (*LISTS, *TABLES, *TEXTS, "targets", "max-records")
# Options that belong to one run or to a gate, and not to everybody who runs a lint in the folder.
OF_A_RUN = {
    "baseline": " FILE",
    "write-baseline": " FILE",
    "update-baseline": "",
    "allow-worse": " REASON",
    "as-at": " DATE",
    "previous": " PATH",
    "hash-input": "",
    "skip-unfit": "",
    "set-aside": "",
    "show-values": "",
}


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file says; everything may be absent. Paths in it are taken from its own
    folder.
    """

    path: Path | None = None
    standard: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    schemas: tuple[Path, ...] = ()
    sheet: tuple[str, ...] = ()
    encoding: str | None = None
    param: Mapping[str, str] = field(default_factory=dict)
    maps: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    fail_on: str | None = None
    output_format: tuple[str, ...] = ()
    targets: bool = True
    max_records: int | None = None


def says_nothing(config: Config) -> bool:
    """Whether a configuration leaves every option as it is without one."""
    return config == Config(path=config.path)


def config_of(asked: Path | None = None) -> Config:
    """The configuration that was asked for, or the nearest one upward from here; an empty one where
    there is none. Raises UserError where the one asked for is none.
    """
    if asked is None:
        return _nearest(Path.cwd())
    if not asked.is_file():
        raise UserError("there is no such file", path=str(asked), remedy="--config takes a file")
    given = _given(asked)
    if given is None:
        raise UserError(
            "there is no [tool.recordcheck] in it",
            path=str(asked),
            remedy=f"add one, or give a {NAME}",
        )
    return read_config(asked.absolute(), given)


def _nearest(start: Path) -> Config:
    for folder in (start, *start.parents):
        for path in (folder / NAME, folder / PROJECT):
            if path.is_file() and (given := _given(path)) is not None:
                return read_config(path, given)
    return Config()


def _given(path: Path) -> Any:
    """What a file holds for recordcheck; None where that of a project has nothing for it."""
    given = _toml(path)
    if path.name != PROJECT:
        return given
    tools = given.get("tool")
    return tools.get("recordcheck") if isinstance(tools, dict) else None


def passed_over(paths: Iterable[Path]) -> Path | None:
    """A configuration between here and some exports, which counts where it stands and not here."""
    here = Path.cwd()
    for path in paths:
        # `..` leads out of here, and a link does not.
        for folder in Path(abspath(path)).parents:  # noqa: PTH100
            if not folder.is_relative_to(here) or folder == here:
                break
            for config in (folder / NAME, folder / PROJECT):
                if config.is_file() and _for_us(config):
                    return config.relative_to(here)
    return None


def _for_us(path: Path) -> bool:
    """Whether a file that does not count here is a configuration: of a project, as far as it can be
    read.
    """
    try:
        return path.name == NAME or _given(path) is not None
    except UserError:
        return False


def read_config(path: Path, given: Mapping[str, Any]) -> Config:
    """A configuration from what its file holds. An unknown key or a wrong value is an error."""
    if not isinstance(given, dict):
        raise UserError("`recordcheck` must be a table of keys", path=str(path))
    for key in given:
        if key in OF_A_RUN:
            raise UserError(
                f"`{key}` is no key of a configuration: it is an option of the command alone",
                path=str(path),
                line=_line(path, key),
                remedy=f"give it there: recordcheck lint EXPORT --{key}{OF_A_RUN[key]}",
            )
        if key not in KEYS:
            raise UserError(
                f"unknown key `{key}`{did_you_mean(key, KEYS)}",
                path=str(path),
                line=_line(path, key),
                remedy=f"the keys are {', '.join(KEYS)}",
            )
    lists = {key: _list(path, key, given.get(key, [])) for key in LISTS}
    maps, within = given.get("map", {}), {}
    if isinstance(maps, dict):
        within = {key: maps[key] for key in WITHIN if isinstance(maps.get(key), dict)}
        given = {**given, "map": {key: maps[key] for key in maps if key not in within}}
    tables = {key: _table(path, key, given.get(key, {})) for key in TABLES}
    texts = {key: _text(path, key, given.get(key)) for key in TEXTS}
    targets = _flag(path, "targets", given.get("targets", True))
    most = _number(path, "max-records", given.get("max-records"))
    return Config(
        path=path,
        standard=tuple(_from_here(path, asked) for asked in lists["standard"]),
        select=lists["select"],
        ignore=lists["ignore"],
        by=lists["by"],
        schemas=tuple(_folder(path, "schemas", folder) for folder in lists["schemas"]),
        sheet=lists["sheet"],
        encoding=texts["encoding"],
        param=tables["param"],
        maps=tables["map"],
        codes={
            called: _table(path, f"map.codes.{called}", spellings)
            for called, spellings in within.get("codes", {}).items()
        },
        dates=_table(path, "map.dates", within.get("dates", {})),
        fail_on=texts["fail-on"],
        output_format=lists["output-format"],
        targets=targets,
        max_records=most,
    )


def _from_here(path: Path, asked: str) -> str:
    """A standard that is given by its path stands beside the configuration, wherever one works."""
    from recordcheck.standard.find import is_path

    return _beside(path, asked) if is_path(asked) else asked


def _beside(path: Path, given: str) -> str:
    """A path from the folder of the configuration; in that folder as it is written, and in one
    below with `../`, so that no output says where on a machine it is.
    """
    if path.parent == Path.cwd():
        return given
    try:
        return relpath(path.parent / given)
    except ValueError:  # on another drive
        return str(path.parent / given)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        remedy = TWICE if re.match("Cannot (overwrite|declare)", str(error)) else "mend that line"
        raise UserError(f"not TOML: {error}", path=str(path), remedy=remedy) from None
    except OSError as error:
        raise UserError(f"cannot read this file: {reason_of(error)}", path=str(path)) from None
    except UnicodeDecodeError:
        raise UserError(
            "cannot read this file", path=str(path), remedy="it must be UTF-8 text"
        ) from None


def _list(path: Path, key: str, value: Any) -> tuple[str, ...]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise _wrong(path, key, "a text or a list of texts")
    if not all(item.strip(" ,") for item in items):
        raise _empty(path, key)
    return tuple(items)


def _folder(path: Path, key: str, given: str) -> Path:
    """A folder from that of the configuration. Without it a shipped standard of the same name would
    be taken, or another one that fits.
    """
    if not (path.parent / given).is_dir():
        raise UserError(
            f"`{key}` names `{given}`, and there is no such folder",
            path=str(path),
            line=_line(path, key),
            remedy="name it from the folder of the configuration; mend it, or take it out",
        )
    return Path(_beside(path, given))


def _table(path: Path, key: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or any(
        isinstance(item, (dict, list)) for item in value.values()
    ):
        raise _wrong(path, key, "a table of names and values")
    return {name: str(item) for name, item in value.items()}


def _text(path: Path, key: str, value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise _wrong(path, key, "a text")
    if value is not None and not value.strip():
        raise _empty(path, key)
    return value


def _flag(path: Path, key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _wrong(path, key, "true or false")
    return value


def _number(path: Path, key: str, value: Any) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise _wrong(path, key, "a whole number from 0 on")
    return value


def _wrong(path: Path, key: str, words: str) -> UserError:
    return UserError(f"`{key}` must be {words}", path=str(path), line=_line(path, key))


def _empty(path: Path, key: str) -> UserError:
    """An empty text would be what counts without the key, such as all rules."""
    return UserError(
        f"`{key}` names nothing",
        path=str(path),
        line=_line(path, key),
        remedy="say what is meant, or leave the key out",
    )


def _line(path: Path, key: str) -> int | None:
    """The line on which a key of ours is written: TOML's parser does not keep places."""
    ours = True
    written = re.compile(rf"""\s*(\[(tool\.recordcheck\.)?)?["']?{re.escape(key)}["']?\s*[\].=]""")
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if path.name == PROJECT and line.startswith("["):
            ours = line.startswith("[tool.recordcheck")
        if ours and written.match(line):
            return number
    return None
