"""`recordcheck explain RULE`: what it asks, why, source, examples, where it lives."""

from __future__ import annotations

import click

from recordcheck.cli.write import coloured, width
from recordcheck.config import find_config
from recordcheck.errors import UserError, asked_in


@click.command()
@click.argument("rule", metavar="RULE")
@click.option("--standard", help="Look only in this standard: a name or a path.")
def explain(rule: str, standard: str | None) -> None:
    """Say what a rule asks, why, where it comes from, and show a record that keeps it and one that
    breaks it.
    """
    from pathlib import Path

    from recordcheck.nearest import rule_meant
    from recordcheck.output import explanation
    from recordcheck.output.style import Style
    from recordcheck.rules import all_rules
    from recordcheck.standard.fit import catalogue
    from recordcheck.standard.load import load

    config = find_config(Path.cwd())
    named = (standard,) if standard else config.standard
    with asked_in(None if standard else str(config.path)):
        standards = [load(name, folders=config.schemas) for name in named]
    if not standard:
        standards += [found for found in catalogue(config.schemas) if not found.includes]
    wanted = rule.upper()
    known = {}
    for one in standards:
        hits = [found for found in all_rules(one) if found.id == wanted]
        if hits:
            click.echo(
                explanation.render(hits, one, width=width(), style=Style(coloured())),
                nl=False,
                color=True,
            )
            return
        known.update(dict.fromkeys(found.id for found in all_rules(one)))
    raise UserError(
        f"no rule `{rule}`{rule_meant(wanted, known)}",
        remedy="`recordcheck schema show NAME` lists the rules of a standard; one of your own is"
        " named with --standard FILE",
    )
