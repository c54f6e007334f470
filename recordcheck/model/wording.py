"""What a rule says in a run whose parameters have other values than its words may state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from recordcheck.model.standard import Rule, Standard


def in_words(rule: Rule, standard: Standard, values: Mapping[str, str]) -> Rule:
    """The rule, which says the value of each parameter behind it that is not as where it was
    defined: *within a day* may be within 48 hours here. A day that moves by itself (`today`) is in
    no words.
    """
    others = {
        one.name
        for one in standard.parameters.values()
        if (one.first or one.default) not in ("today", values[one.name])
    }
    behind = [one.name for one in standard.parameters_behind(rule)] if others else []
    said = ", ".join(f"{called} is {values[called]}" for called in behind if called in others)
    return replace(rule, says=f"{rule.says} ({said} here)") if said else rule
