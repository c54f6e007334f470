"""`recordcheck explain RULE`: what it asks, why, source, examples, where it lives."""

from __future__ import annotations

from pathlib import Path

import click

from recordcheck.cli import options
from recordcheck.cli.write import say, terminal
from recordcheck.config import config_of
from recordcheck.errors import Slip, StandardError, UserError, asked_in


@click.command(cls=options.OptionsApart)
@click.argument("rule", metavar="RULE")
@click.option(
    "--standard",
    type=options.NAMED,
    metavar="TEXT",
    help="Look only in this standard: a name or a path.",
)
@options.add(options.CONFIG)
def explain(rule: str, standard: str | None, config: Path | None) -> None:
    """Say what a rule asks, why, where it comes from, and show a record that keeps it and one that
    breaks it.
    """
    from recordcheck.nearest import rule_meant
    from recordcheck.output import explanation
    from recordcheck.rules import all_rules
    from recordcheck.standard.known import sound
    from recordcheck.standard.load import load

    found = config_of(config)
    named = (standard,) if standard else found.standard
    with asked_in(None if standard else str(found.path)):
        standards = [load(name, folders=found.schemas) for name in named]
    slips: tuple[Slip, ...] = ()
    if not standard:
        others, slips = sound(found.schemas)
        # as it was written, before what one of several extensions makes of it; last the bundles,
        # for the rules of their own
        standards += sorted(others, key=lambda one: (bool(one.includes), one.extends is not None))
    wanted = rule.upper()
    for one in standards:
        hits = [each for each in all_rules(one) if each.id == wanted]
        if hits:
            text = explanation.render(hits, one, style=terminal())
            say(text, for_people=True)
            return
    if slips:  # it may be a rule of one that has some
        raise StandardError(slips)
    known = dict.fromkeys(each.id for one in standards for each in all_rules(one))
    off = {called: reason for one in standards for called, reason in one.off.items()}
    raise UserError(
        f"no rule `{rule}`{rule_meant(wanted, known, off)}",
        remedy="`recordcheck schema show NAME` lists the rules of a standard; one of your own is"
        " named with --standard FILE",
    )
