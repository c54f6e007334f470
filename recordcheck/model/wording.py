"""What a rule says in a run whose parameters have other values than its words may state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from recordcheck.model.standard import Rule, Standard


def other_values(standard: Standard, values: Mapping[str, str]) -> dict[str, str]:
    """The parameters that are not as where they were defined, of which the words of rules may state
    another value. A day that moves by itself (`today`) is in no words.
    """
    return {
        one.name: values[one.name]
        for one in standard.parameters.values()
        if (one.first or one.default) not in ("today", values[one.name])
    }


def in_words(rule: Rule, standard: Standard, others: Mapping[str, str]) -> Rule:
    """The rule, which says of the `other_values` those behind it: *within a day* may be within 48
    hours here.
    """
    behind = [one.name for one in standard.parameters_behind(rule)] if others else []
    said = ", ".join(f"{called} is {others[called]}" for called in behind if called in others)
    return replace(rule, says=f"{rule.says} ({said} here)") if said else rule
