"""`recordcheck schema`: list, show, check and test standards and code lists."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from recordcheck.cli.options import CONFIG, NAMED, Word, add
from recordcheck.cli.waiting import wait_for
from recordcheck.cli.write import say, terminal
from recordcheck.config import config_of
from recordcheck.errors import StandardError, UserError
from recordcheck.nearest import perhaps

ALONE = "leave that out: a code list is shown whole"
NO_PAGE = "leave --output-format out; a page of Markdown is of a standard or a code list"


@click.group()
def schema() -> None:
    """List, show, check and test standards."""


@schema.command("list")
@click.option("--output-format", type=Word(["full", "json"]), default="full", show_default=True)
@add(CONFIG)
def list_(output_format: str, config: Path | None) -> None:
    """List the standards: those of this folder's configuration and those shipped. Exit 2 where one
    has slips, which are said.
    """
    from recordcheck.output import catalogue as listing
    from recordcheck.rules import all_rules
    from recordcheck.standard.known import sound

    standards, slips = sound(config_of(config).schemas)
    entries = [listing.entry(one, all_rules(one)) for one in standards]
    render = listing.as_json if output_format == "json" else listing.as_text
    say(render(entries), for_people=output_format == "full")
    if slips:
        raise StandardError(slips)


@schema.command()
@click.argument("name", type=NAMED, metavar="NAME")
@click.argument("part", required=False, metavar="[TABLE or LIST]")
@click.option("--output-format", type=Word(["full", "markdown"]), default="full", show_default=True)
@add(CONFIG)
def show(name: str, part: str | None, output_format: str, config: Path | None) -> None:
    """Show a standard, one table of it, a code list, or a mapping between code lists
    (`map-ethnicity`).
    """
    from recordcheck.output import reference, standard_page
    from recordcheck.rules import rules_of
    from recordcheck.standard.code_maps import find_map
    from recordcheck.standard.codes import load_codes
    from recordcheck.standard.load import load

    folders = config_of(config).schemas
    style, markdown = terminal(), output_format == "markdown"
    if (codes := _code_list(name, folders)) is not None:
        found = load_codes(codes)[0]
        if part is not None:
            raise UserError(f"{found.name} is a code list, and has no `{part}`", remedy=ALONE)
        page = standard_page.codes(found, style=style)
        say(reference.codes(found) if markdown else page, for_people=not markdown)
        return
    if (path := find_map(name)) is not None:
        if markdown:
            raise UserError("a mapping is shown as text alone", remedy=NO_PAGE)
        say(_map_page(path, part), for_people=True)
        return
    standard = load(name, folders=folders)
    if part is not None and part not in standard.tables:
        raise UserError(
            f"{standard.name} has no table `{part}`{perhaps(part, standard.tables)}",
            remedy=f"its tables: {', '.join(standard.tables)}",
        )
    tables = [standard.tables[part]] if part is not None else list(standard.tables.values())
    pairs = [(one, rules_of(one, standard)) for one in tables]
    page = standard_page.standard(standard, pairs, style=style)
    say(reference.standard(standard, pairs) if markdown else page, for_people=not markdown)


def _code_list(name: str, folders: Iterable[Path]) -> Path | None:
    """The file of a code list: a path, or of this name in the folders of the configuration or
    shipped.
    """
    from recordcheck.standard.find import files_of_codes, has_key, is_path

    found = [Path(name)] if is_path(name) else files_of_codes(name, folders)
    return next((path for path in found if has_key(path, "codes")), None)


def _map_page(path: Path, called: str | None) -> str:
    from recordcheck.output import map_page
    from recordcheck.standard.code_maps import load_map
    from recordcheck.standard.known import code_lists

    mapping, style = load_map(path), terminal()
    if called is None:
        return map_page.overview(mapping, style=style)
    known = list(dict.fromkeys(pair.from_list for pair in mapping.pairs))
    if called not in known:
        raise UserError(
            f"{mapping.name} has no list `{called}`{perhaps(called, known)}",
            remedy=f"its lists: {', '.join(known)}",
        )
    return map_page.of_list(mapping, called, code_lists(()), style=style)


@schema.command()
@click.argument("names", nargs=-1, type=NAMED, metavar="[NAME or PATH]...")
@click.option(
    "--skip-others", is_flag=True, help="Skip YAML that is neither a standard nor a code list."
)
@add(CONFIG)
def check(names: tuple[str, ...], skip_others: bool, config: Path | None) -> None:
    """Check standards and code lists: every slip, with file, line and column. Exit 1 where there is
    one.
    """
    from recordcheck.standard.check import check_files

    result = check_files(names, config_of(config).schemas, skip_others=skip_others)
    for line in result.skipped:
        click.echo(line, err=True)
    for slip in result.slips:
        click.echo(str(slip))
    click.echo(result.summary, err=True)
    raise SystemExit(1 if result.slips else 0)


@schema.command()
@click.argument("names", nargs=-1, type=NAMED, metavar="[NAME or PATH]...")
@click.option(
    "--mutate",
    is_flag=True,
    help="Change each written rule a little; say what no example notices, which fails nothing.",
)
@add(CONFIG)
def test(names: tuple[str, ...], mutate: bool, config: Path | None) -> None:
    """Run the examples of every rule: each must keep or break it as it says. Exit 1 where one does
    not. Of a folder, those of its standards; without a name, all that are known: the shipped ones
    take minutes.
    """
    from recordcheck.engine.examples import prove
    from recordcheck.output import proofs
    from recordcheck.standard.check import standards_of
    from recordcheck.standard.known import catalogue

    folders = config_of(config).schemas
    standards = standards_of(names, folders) if names else catalogue(folders)
    results = wait_for(lambda: [prove(one) for one in standards])
    click.echo(proofs.render(results, width=terminal().width), nl=False)
    if mutate:
        from recordcheck.engine import mutation

        mutations = wait_for(lambda: [mutation.mutate(one) for one in standards])
        click.echo(proofs.render_mutations(mutations, width=terminal().width), nl=False)
    raise SystemExit(1 if any(result.failures for result in results) else 0)
