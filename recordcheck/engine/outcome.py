"""What has been found so far, and the Run at the end of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from recordcheck.engine.settings import Options
from recordcheck.errors import UserError
from recordcheck.model import (
    Finding,
    Kept,
    NotRun,
    Rate,
    Rule,
    Run,
    Standard,
    StandardUsed,
    TableRead,
)
from recordcheck.model.run import Verdict
from recordcheck.model.standard import FAILS, WEIGHT
from recordcheck.standard.find import as_typed, is_shipped


@dataclass(slots=True)
class Found:
    """What has been found so far, over all the standards of a run; of several, `marked` has a 1 for
    each record of a file that any of them finds a problem in. `taken` are of each file the columns
    that are a field of one of them.
    """

    tables: list[TableRead] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    kept_beside: list[Kept] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    not_run: list[NotRun] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    parameters: dict[str, str] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    problems: int = 0
    marked: dict[str, bytearray] = field(default_factory=dict)
    judged: int = 0
    taken: Mapping[str, set[str]] = field(default_factory=dict)

    @property
    def problem_records(self) -> int:
        """How many records have problems, each once."""
        marked = self.marked.values()
        return sum(marks.count(1) for marks in marked) if marked else self.problems


def run_of(found: Found, standards: list[Standard], options: Options) -> Run:
    """The Run of all that was found, in the order of the identifiers."""
    # A standard and a bundle that includes it find the same thing twice.
    every = dict.fromkeys(found.findings) if len(standards) > 1 else found.findings
    ordered = tuple(_with_help(one, found.rules.get(one.rule)) for one in sorted(every, key=_place))
    return Run(
        standards=tuple(map(_used, standards)),
        tables=tuple(found.tables),
        findings=ordered,
        rates=tuple(found.rates),
        not_run=tuple(dict.fromkeys(found.not_run)),
        as_at=options.as_at,
        parameters=found.parameters,
        versions=versions(),
        problem_records=found.problem_records,
        judged=found.judged,
        verdict=_verdict(found, options),
        kept=tuple(dict.fromkeys(found.kept)),
        kept_beside=tuple(dict.fromkeys(found.kept_beside)),
        absent=tuple(dict.fromkeys(found.absent)),
        rules=found.rules,
        options=_asked(options),
    )


def _used(standard: Standard) -> StandardUsed:
    return StandardUsed(
        standard.name,
        standard.version,
        standard.hash,
        standard.title,
        tuple(change.says for change in standard.changes if change.weaker),
        as_typed(standard),
    )


def _place(one: Finding) -> tuple[object, ...]:
    """The order of the findings; of two standards that weigh a rule differently, gravest first."""
    return one.rule, one.table, one.field or "", one.trial, -WEIGHT[one.severity], one.path


def _asked(options: Options) -> dict[str, Any]:
    """The options that change what a run says."""
    return {
        "select": list(options.select),
        "ignore": list(options.ignore),
        "by": [list(group) for group in options.by],
        "fail_on": options.fail_on,
        "targets": options.targets,
        "max_records": options.max_records,
    }


def _with_help(one: Finding, rule: Rule | None) -> Finding:
    """A finding that says where its rule is explained."""
    if one.help is not None or rule is None:
        return one
    return replace(one, help=rule.to_ask)


def how_to_ask(rule: Rule, standard: Standard) -> str | None:
    """The command that explains a rule as a standard asks it: where it is not shipped, or asked
    otherwise, that takes the standard. One of a pandera schema stands in no file.
    """
    if rule.place is None:
        return None
    as_shipped = is_shipped(rule.place.path) and not standard.changes
    return (
        f"recordcheck explain {rule.id}{'' if as_shipped else f' --standard {as_typed(standard)}'}"
    )


def _verdict(found: Found, options: Options) -> Verdict:
    if not found.judged and not found.findings:
        return Verdict.NOTHING_JUDGED
    heavy = FAILS[options.fail_on]
    whole = (rate for rate in found.rates if rate.group is None)
    missed = any(target.fails for rate in whole for target in rate.targets)
    fails = (heavy and missed) or any(one.fails(heavy) for one in found.findings)
    return Verdict.FAILED if fails else Verdict.PASSED


def versions() -> dict[str, str]:
    """The versions of what a run depends on."""
    names = ("recordcheck", "duckdb", "pandera", "pyarrow", "narwhals", "sqlglot")
    return {name: _version(name) for name in names}


@cache
def _version(package: str) -> str:
    """Read once: it stands at the head of a long text, and no package changes while it runs."""
    from importlib.metadata import version

    return version(package)


def nothing_to_judge(found: Found) -> UserError:
    """The error of a run that has no record to judge."""
    path = found.tables[0].path if found.tables else None
    set_aside = sum(table.set_aside for table in found.tables)
    if set_aside:
        return UserError(
            f"no record could be read: {set_aside} set aside",
            path=path,
            remedy="without --set-aside, recordcheck names the first fault and its line",
        )
    return no_record(path)


def no_record(path: str | None) -> UserError:
    """An export without a record is refused: nothing is said of what is not there."""
    return UserError(
        "no record in this export",
        path=path,
        remedy="it has columns and nothing in them: see that it is the export that you want",
    )
