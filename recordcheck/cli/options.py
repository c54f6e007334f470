"""The options of `lint`, and how they and the configuration become settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any, TypeVar

import click

from recordcheck.cli.destinations import destinations
from recordcheck.config import Config, config_of, says_nothing
from recordcheck.engine.settings import Options, Settings, day_of, groups
from recordcheck.errors import UserError
from recordcheck.model.standard import FAILS
from recordcheck.nearest import did_you_mean, perhaps
from recordcheck.output import FORMATS

Command = TypeVar("Command", bound=Callable[..., Any])


class Word(click.Choice[str]):
    """One of a few words; another is refused with the nearest of them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.choices:
            return str(value)
        option = param.opts[-1] if param is not None else "it"
        raise UserError(
            f"`{value}` is not a value of {option}{perhaps(str(value), self.choices)}",
            remedy=f"it takes {', '.join(self.choices)}",
        )


class Place(click.Path):
    """The path of a file or a folder, or a name. An empty path would be the folder that one is in,
    and an empty name what is taken without one.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value != "":
            return super().convert(value, param, ctx)
        option = param.opts[-1] if isinstance(param, click.Option) else None
        here = "" if option and self.type is str else "; `.` is this folder"
        raise UserError(
            f"{option} names nothing" if option else "an empty path names no file",
            remedy=f"if a script gives it from a variable, check that it is set{here}",
        )


class OptionsApart(click.Command):
    """A command that takes no option for the value of another, as click does: `--allow-worse
    --no-targets`, of a variable that is empty, would loosen a baseline for that reason.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        names = {name for one in options for name in one.opts}
        valued = {name for one in options if not one.is_flag for name in one.opts}
        for option, value in pairwise(takewhile(lambda one: one != "--", args)):
            if option in valued and value in names:
                raise UserError(
                    f"{option} needs a value, and `{value}` is an option",
                    remedy="if a script gives the value from a variable, check that it is set",
                )
        return super().parse_args(ctx, args)


PLACE = Place(path_type=Path)
NAMED = Place(path_type=str)
CONFIG = [
    click.option(
        "--config",
        type=PLACE,
        metavar="FILE",
        help="This recordcheck.toml, not the nearest one in this folder or above it.",
    )
]
STANDARDS = [
    click.option(
        "--standard",
        multiple=True,
        type=NAMED,
        metavar="TEXT",
        help="The standard to check against: a name, name@version or path; repeatable.",
    ),
    click.option(
        "--schema",
        multiple=True,  # to refuse a second: the last would judge alone, and nobody be told
        metavar="PACKAGE.MODULE:MODEL",
        help="A pandera schema of your own to check against, in place of a standard.",
    ),
]
CHOICE = [
    click.option(
        "--select",
        multiple=True,
        metavar="RULE",
        help="Judge only these rules, and all targets; `ETH-4*` takes a family; repeatable.",
    ),
    click.option(
        "--ignore", multiple=True, metavar="RULE", help="Leave these rules out; repeatable."
    ),
    click.option(
        "--fail-on",
        type=Word(list(FAILS)),
        help="The lowest severity that fails the run [default: warning].",
    ),
    click.option("--no-targets", is_flag=True, help="Do not check rates against their targets."),
    click.option(
        "--by",
        multiple=True,
        metavar="COLUMN[,COLUMN]",
        help="Show rates by group as well; repeatable.",
    ),
    click.option(
        "--param",
        multiple=True,
        metavar="NAME=VALUE",
        help="Set a parameter of the standard; repeatable.",
    ),
    click.option(
        "--as-at", metavar="DATE", help="The day that `today` means in a rule [default: today]."
    ),
]
DATA = [
    click.option(
        "--hash-input", is_flag=True, help="Add the SHA-256 of each file to the JSON output."
    ),
    click.option(
        "--previous",
        type=PLACE,
        help="The export of the period before, for rules that compare the two.",
    ),
    click.option(
        "--map",
        "maps",
        multiple=True,
        metavar="THEIRS=FIELD",
        help="Read the column THEIRS as this field of the standard; repeatable.",
    ),
    click.option(
        "--skip-unfit", is_flag=True, help="Skip files that no standard fits, and say so."
    ),
    click.option(
        "--set-aside", is_flag=True, help="Leave out records that cannot be read; never exits 0."
    ),
]
READING = [
    click.option(
        "--encoding",
        type=NAMED,
        metavar="TEXT",
        help="The encoding of text files that are not UTF-8, such as windows-1252.",
    ),
    click.option("--sheet", multiple=True, help="Read this sheet of a workbook; repeatable."),
]
OUTPUT = [
    click.option(
        "--max-records",
        type=click.IntRange(min=0),
        help="How many record numbers to show for each finding [default: 10].",
    ),
    click.option(
        "--output-format",
        "formats",
        multiple=True,
        metavar="FORMAT[=FILE]",
        help=f"{', '.join(FORMATS)}; repeatable, one to stdout [default: full].",
    ),
    click.option(
        "--output", type=PLACE, help="The file for the format that names none, in place of stdout."
    ),
    click.option(
        "--show-values",
        is_flag=True,
        help="Show the keys of broken records and of those behind a missed target, and offending"
        " codes (full format only).",
    ),
]


def add(*groups: list[Callable[[Command], Command]]) -> Callable[[Command], Command]:
    """All options of some groups, in their order."""

    def decorate(command: Command) -> Command:
        for option in reversed([option for group in groups for option in group]):
            command = option(command)
        return command

    return decorate


def resolve(given: dict[str, Any]) -> Settings:
    """The settings of this run: options first, then the configuration, then the defaults. Raises
    UserError.
    """
    config = config_of(given["config"])
    written = destinations(given["formats"], given["output"], config)
    options = _options(given, config)
    _refuse_together(given, {one.format for one in written}, options.max_records)
    return Settings(
        options=options,
        standards=given["standard"] or (() if given["schema"] else config.standard),
        schema=next(iter(given["schema"]), None),
        folders=config.schemas,
        codes=config.codes,
        dates=config.dates,
        skip_unfit=given["skip_unfit"],
        set_aside=given["set_aside"],
        sheets=given["sheet"],
        usual_sheets=config.sheet,
        destinations=written,
        show_values=given["show_values"],
    )


def _refuse_together(given: dict[str, Any], formats: set[str], most: int | None) -> None:
    if given["show_values"] and "full" not in formats:
        raise UserError(
            "--show-values goes with the full format only",
            remedy="give --output-format full instead",
        )
    if given["show_values"] and most == 0:
        raise UserError(
            "--show-values shows the records that are listed, and --max-records 0 lists none",
            remedy="leave one of the two out, or give --max-records 10",
        )
    if given["show_values"] and given["set_aside"]:
        raise UserError("--show-values or --set-aside, not both")
    if given["schema"] and given["standard"]:
        raise UserError("--schema or --standard, not both")
    if len(given["schema"]) > 1:
        raise UserError("--schema takes one schema", remedy="give each a run of its own")


def _options(given: dict[str, Any], config: Config) -> Options:
    maps = _pairs(given["maps"], "--map", '"Their Name=our_field"')
    parameters = _pairs(given["param"], "--param", "name=value")
    select, ignore = _rules(given["select"], "--select"), _rules(given["ignore"], "--ignore")
    by = groups(given["by"])
    most = (given["max_records"], config.max_records, 10)
    typed = (*given["standard"], *select, *ignore, *parameters, *maps)
    return Options(
        parameters={**config.param, **parameters},
        as_at=_day(given["as_at"]),
        select=select or _identifiers(config.select),
        ignore=ignore or _identifiers(config.ignore),
        by=by or groups(config.by),
        maps={**config.maps, **maps},
        max_records=next(one for one in most if one is not None),
        fail_on=_fail_on(given["fail_on"] or config.fail_on or "warning", config),
        targets=config.targets and not given["no_targets"],
        previous=given["previous"],
        encoding=given["encoding"] or config.encoding,
        hash_input=given["hash_input"],
        config=None if says_nothing(config) else config.path,
        typed=frozenset((*typed, *(one for group in by for one in group))),
    )


def _rules(given: tuple[str, ...], option: str) -> tuple[str, ...]:
    """What was typed, where a variable of a script may be empty: that is not all rules."""
    found = _identifiers(given)
    if given and not found:
        raise UserError(f"{option} names no rule", remedy=f"for example {option} ETH-402")
    return found


def _identifiers(given: tuple[str, ...]) -> tuple[str, ...]:
    """Several may stand in one word, with commas between them, as in `--by`."""
    return tuple(one.strip() for text in given for one in text.split(",") if one.strip())


def _fail_on(value: str, config: Config) -> str:
    if value not in FAILS:
        near = did_you_mean(value, FAILS)
        raise UserError(f"`fail-on` cannot be `{value}`{near}", path=str(config.path))
    return value


def _pairs(given: tuple[str, ...], option: str, form: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in given:
        left, sign, right = text.rpartition("=") if option == "--map" else text.partition("=")
        if not sign or not left.strip() or not right.strip():
            raise UserError(f"{option} takes {form}", remedy=f"for example {option} {form}")
        name, value = left.strip(), right.strip()
        if pairs.setdefault(name, value) != value:
            raise UserError(f"{option} gives `{name}` twice", remedy="leave one of the two out")
    return pairs


def _day(text: str | None) -> date:
    try:
        return day_of(text) if text is not None else date.today()
    except ValueError:
        raise UserError("--as-at takes a day", remedy="for example --as-at 2026-03-31") from None
