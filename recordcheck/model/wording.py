"""What a rule says in a run whose parameters have other values than its words may state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from recordcheck.model.standard import Rule, Standard


def other_values(standard: Standard, values: Mapping[str, str], today: str) -> dict[str, str]:
    """The parameters that are not as where they were defined, of which the words of rules may state
    another value; of a day that moves by itself, where it is not today.
    """
    return {
        called: values[called]
        for called, one in standard.parameters.items()
        if values[called] != (today if one.moves else one.first or one.default)
    }


def in_words(
    rule: Rule, standard: Standard, values: Mapping[str, str], others: Mapping[str, str]
) -> Rule:
    """The rule, which says of the `other_values` those behind it: *within a day* may be within 48
    hours here. A day that moves by itself is in no written words.
    """
    if rule.bound is not None:
        is_today = rule.bound not in others and standard.parameters[rule.bound].moves
        return rule if is_today else _with_bound(rule, rule.bound, values[rule.bound])
    behind = standard.parameters_behind(rule) if others else []
    here = [one.name for one in behind if one.name in others and not one.moves]
    said = ", ".join(f"{called} is {others[called]}" for called in here)
    return replace(rule, says=f"{rule.says} ({said} here)") if said else rule


def _with_bound(rule: Rule, called: str, value: str) -> Rule:
    """What the key of a field implies names its parameter, and of itself no value of it. Which day
    is today, the run says.
    """
    named = re.compile(rf"\b(after|before) {re.escape(called)}\b")
    says, fault = (
        named.sub(rf"\g<0> ({value})", text, count=1) for text in (rule.says, rule.fault or "")
    )
    return replace(rule, says=says, fault=fault)
