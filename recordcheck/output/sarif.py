"""SARIF 2.1.0, for code scanning: what was found of each rule, and where to read why.

It holds no snippet. A record may stand on several lines or on none, so that a result points to its
file, and names its records as logical locations; only records that could not be read have a line.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from recordcheck.model import Rule, Run
from recordcheck.model.run import Verdict
from recordcheck.output.caveats import caveats
from recordcheck.output.encode import encode, encode_lines
from recordcheck.output.issues import LEVELS, Issue, Level, listed, not_listed
from recordcheck.output.sentences import summary

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LOCATIONS = 100  # GitHub shows no more of one result
PROBLEM = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "recommendation"}
NEXT = '"}]},{"logicalLocations":[{"name":"record '  # between the numbers of two records
TARGET = "A rate reaches its target."
Json = dict[str, Any]


def render(run: Run) -> str:
    """The run as one SARIF log with one run."""
    shown, left = listed(run)
    first: dict[str, Issue] = {}
    for one in shown:
        first.setdefault(one.rule, one)
    places = {rule: number for number, rule in enumerate(first)}
    uris = {path: _uri(path) for path in {one.path for one in shown}}
    run_object = {
        "tool": {
            "driver": {
                "name": "recordcheck",
                "version": run.versions["recordcheck"],
                "rules": [_rule(one, run.rules.get(one.rule)) for one in first.values()],
            }
        },
        "automationDetails": {"id": _category(run)},
        "invocations": [_invocation(run, shown, left)],
        "properties": _about(run),
    }
    # Each result is on a line, and its locations are put together as text: half the time.
    lines = "".join(encode_lines(_result(one, places[one.rule]) for one in shown)).split("\n")
    results = ",\n".join(
        f'{line[:-1]},"locations":[{_locations(one, uris[one.path])}]}}'
        for line, one in zip(lines, shown, strict=False)
    )
    head = f'{{"$schema":"{SCHEMA}","version":"2.1.0","runs":['
    return f'{head}{encode(run_object)[:-1]},"results":[\n{results}]}}]}}\n'


def _rule(one: Issue, rule: Rule | None) -> Json:
    """What a rule asks and why, in words that hold for all of its results."""
    if rule is None:
        says = TARGET if one.finding is None else _sentence(one.name)
        return _descriptor(one.rule, one.name, says, says, [], one.level)
    says = rule.says if rule.written else _sentence(rule.name)  # implied: the same for all fields
    more_help = [f"Source: {source}" for source in rule.sources]
    if rule.explained and not rule.of_a_column:  # of which no record could be an example
        more_help.insert(0, f"`{rule.explained}` shows made-up records that keep and break it.")
    level = Level.NOTE if rule.trial else LEVELS[rule.severity]
    return _descriptor(rule.id, rule.name, says, rule.why, more_help, level)


def _descriptor(
    called: str, name: str, says: str, why: str, more_help: list[str], level: Level
) -> Json:
    return {
        "id": called,
        "name": name,
        "shortDescription": {"text": says},
        "fullDescription": {"text": why},
        "help": {"text": "\n".join([why, *more_help])},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": ["data recording"], "problem.severity": PROBLEM[level]},
    }


def _sentence(name: str) -> str:
    return f"{name.replace('-', ' ').capitalize()}."


def _result(one: Issue, place: int) -> Json:
    result: Json = {
        "ruleId": one.rule,
        "ruleIndex": place,
        "level": one.level,
        "message": {"text": f"{one.says}\n{one.help}" if one.help else one.says},
        # The first name is the one that GitHub looks for, and else works out of the file's lines.
        "partialFingerprints": {"primaryLocationLineHash": one.key, "recordcheck/v1": one.key},
    }
    if one.finding is not None:
        result["properties"] = {
            "table": one.finding.table,
            "field": one.finding.field,
            "broken": one.finding.broken,
            "judged": one.finding.judged,
            "notJudged": one.finding.not_judged,
        }
    return result


def _locations(one: Issue, uri: str) -> str:
    """The file, and the records in it; of records that could not be read, their lines."""
    lines: tuple[int, ...] = (1,)
    records: tuple[int, ...] = ()
    if one.finding is not None:
        lines, records = one.finding.lines[:LOCATIONS] or lines, one.finding.records[:LOCATIONS]
    if not records:
        return ",".join(f"{{{_file(uri, line)}}}" for line in lines)
    named = NEXT.join(map(str, records))
    # The first location is the one that GitHub shows: it alone has the file.
    return f'{{{_file(uri, 1)},"logicalLocations":[{{"name":"record {named}"}}]}}'


def _file(uri: str, line: int) -> str:
    place = f'"artifactLocation":{{"uri":"{uri}"}},"region":{{"startLine":{line}}}'
    return f'"physicalLocation":{{{place}}}'


def _invocation(run: Run, shown: list[Issue], left: int) -> Json:
    told = caveats(run)
    if left:
        told.append(not_listed(run, shown, left))
    nothing = run.verdict == Verdict.NOTHING_JUDGED
    notes = [{"level": "warning", "message": {"text": text}} for text in told]
    first = {"level": "error" if nothing else "note", "message": {"text": summary(run)}}
    return {"executionSuccessful": not nothing, "toolExecutionNotifications": [first, *notes]}


def _about(run: Run) -> Json:
    standards = [
        {"name": one.name, "version": one.version, "hash": one.hash} for one in run.standards
    ]
    return {
        "asAt": run.as_at.isoformat(),
        "verdict": run.verdict,
        "parameters": run.parameters,
        "standards": standards,
    }


def _category(run: Run) -> str:
    """So that two gates of one repository do not close each other's alerts."""
    return f"recordcheck/{'+'.join(one.name for one in run.standards)}/"


def _uri(path: str) -> str:
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(path, errors="surrogateescape")
