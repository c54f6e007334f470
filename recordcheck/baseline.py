"""The file of a baseline: text that git can merge, in which every line says one thing.

Each table, each rule and each field with a target has a line of its own, whether anything was
judged of it or not: two branches that touch different rules then never touch neighbouring lines. It
holds counts and names of rules, tables and fields, and no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from recordcheck.errors import UserError, reason_of
from recordcheck.model.baseline import ALLOWED, LEAST, RECORDS, Baseline, Figure, Key

Of = TypeVar("Of")
What = TypeVar("What")
BEGINS = "# recordcheck baseline"
TITLE = f"{BEGINS} 3"
OLDER = (f"{BEGINS} 1", f"{BEGINS} 2")  # they know only what was wrong
TWICE = "this stands in the baseline twice"
NO_SENSE = "this line of the baseline makes no sense"
WORDS = """\
# What was judged, and what of it was wrong. A run with --baseline fails only on what is new or
# worse, and where far fewer records are there or are judged: fewer than the share below, by more
# than 10. The share is a local convention: write your own.
# Each figure is of what should be less: `target recorded: 3 of 10` are 3 that are not recorded.
# --update-baseline tightens it; --allow-worse REASON is the only way to loosen it.
"""
REASON = r"  # (?P<reason>\S.*)"
HASH = "[0-9a-f]{12}"
STANDARD = re.compile(rf"standard (?P<name>[a-z0-9-]+) (?P<version>\S.*?)(?: (?P<hash>{HASH}))?")
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
TERM = re.compile(
    rf"(?P<term>as at(?= {DAY}$)|param \S+|map \S.*(?= {HASH}$)|{ALLOWED} {DAY}) (?P<value>\S.*)",
    re.DOTALL,
)
AT_LEAST = re.compile(r"at least (?P<percent>[0-9]{1,2}|100)% of the records")
TABLE = re.compile(
    r"table (?P<table>[a-z][a-z0-9_]*)(?:: (?P<of>[0-9]{1,15}) records)?"
    rf"(?P<excused>[:,] may be missing)?(?:{REASON})?"
)
ABSENT = re.compile(r"no column (?P<table>[a-z][a-z0-9_]*)\.(?P<field>\S.*)", re.DOTALL)
RULE = re.compile(r"(?P<rule>[A-Z][A-Z0-9]*-[0-9]{3})")
FIELD = re.compile(r"(?P<table>[a-z][a-z0-9_]*)\.(?P<field>[a-z][a-z0-9_]*)")
COUNTS = (
    r"(?P<count>[0-9]{1,15}|met) of (?P<of>[0-9]{1,15})"
    rf"(?P<excused>, may be unjudged)?(?:{REASON})?"
)
# A field of a pandera schema is called as its column is.
BROKEN = re.compile(rf"  (?P<table>[a-z][a-z0-9_]*)(?:\.(?P<field>.+?))?: {COUNTS}", re.DOTALL)
MISSED = re.compile(rf"  target (?P<measure>[a-z_]+)(?: in (?P<table>[a-z0-9_]+))?: {COUNTS}")
BREAKS = str.maketrans({"\n": "\u2424", "\r": "\u240d"})  # a column of a sheet may hold them
BROKEN_AGAIN = {ord(sign): chr(broken) for broken, sign in BREAKS.items()}
CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


def text(baseline: Baseline, rules: Iterable[str], targets: Iterable[tuple[str, str]]) -> str:
    """The file: what it was judged by, a line for each table, and for each of the `rules`, and for
    each table and field with a target, and under it what was judged.
    """
    lines = [
        f"standard {name} {version} {digest}".rstrip()
        for name, (version, digest) in sorted(baseline.standards.items())
    ]
    lines += [f"{term} {value}" for term, value in sorted(baseline.terms.items())]
    lines.append(f"at least {baseline.least * 100}% of the records")
    sections: dict[str, list[str]] = {rule: [] for rule in rules}
    sections |= {f"{table}.{field}": [] for table, field in targets}
    for _, one in sorted(baseline.figures.items()):
        if one.of_a_table:
            lines.append(_table(one))
        elif one.of:  # what applies to no record is not known to be judged
            section = one.rule or f"{one.table}.{one.field}"
            sections.setdefault(section, []).append(_line(one))
    lines += [f"no column {table}.{field}" for table, field in sorted(baseline.absent)]
    for section in sorted(sections):
        lines += [section, *sections[section]]
    return f"{TITLE}\n{WORDS}" + "".join(f"{line.translate(BREAKS)}\n" for line in lines)


def _table(one: Figure) -> str:
    excused = ", may be missing" if one.excused else ""
    return f"table {one.table}: {one.of} records{excused}{_reason(one)}"


def _line(one: Figure) -> str:
    count = "met" if one.measure is not None and not one.count else one.count
    excused = ", may be unjudged" if one.excused else ""
    counts = f"{count} of {one.of}{excused}{_reason(one)}"
    if one.measure is not None:
        where = f" in {one.table}" if one.rule else ""
        return f"  target {one.measure}{where}: {counts}"
    return f"  {one.table}{f'.{one.field}' if one.field else ''}: {counts}"


def _reason(one: Figure) -> str:
    return f"  # {one.reason}" if one.reason else ""


def read(path: Path) -> Baseline:
    """The baseline of a file. Raises UserError with the line that is none."""
    lines = _lines(path)
    title = lines[0].rstrip()
    if title not in (TITLE, *OLDER):
        raise UserError(
            "this is no baseline",
            path=str(path),
            line=1,
            remedy="a baseline begins with the line: " + TITLE,
        )
    said = _Said()
    for number, written in enumerate(lines, 1):
        line = written.rstrip().translate(BROKEN_AGAIN)
        if line and not line.startswith("#") and (wrong := said.add(line)) is not None:
            raise _refused(line, wrong, path, number)
    if title == OLDER[0]:
        tables = {one.table for one in said.figures.values()}
        of_tables = (Figure("", called, None, RECORDS, 0, 1) for called in tables)
        said.figures |= {one.key: one for one in of_tables}
    return Baseline(
        said.standards,
        said.terms,
        said.figures,
        frozenset(said.absent),
        LEAST if said.least is None else said.least,
        title != TITLE,
        str(path),
    )


@dataclass(slots=True)
class _Said:
    """What the lines so far have said; what is under a `section`, its rule or field, is of that."""

    standards: dict[str, tuple[str, str]] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    figures: dict[Key, Figure] = field(default_factory=dict)
    absent: dict[tuple[str, str], None] = field(default_factory=dict)
    least: Fraction | None = None
    section: re.Match[str] | None = None

    def add(self, line: str) -> str | None:
        """Put what one more line says to the rest; what is wrong with it, if anything."""
        if found := STANDARD.fullmatch(line):
            return _once(self.standards, found["name"], (found["version"], found["hash"] or ""))
        if found := TERM.fullmatch(line):
            return _once(self.terms, found["term"], found["value"])
        if found := ABSENT.fullmatch(line):
            return _once(self.absent, (found["table"], found["field"]), None)
        if found := AT_LEAST.fullmatch(line):
            known, self.least = self.least, Fraction(int(found["percent"]), 100)
            return TWICE if known is not None else None
        if found := RULE.fullmatch(line) or FIELD.fullmatch(line):
            self.section = found
            return None
        one = _of_table(line) or _judged(line, self.section)
        return NO_SENSE if one is None else _once(self.figures, one.key, one)


def _once(known: dict[Of, What], of: Of, what: What) -> str | None:
    """Note what is said of something; what is wrong where it was said before."""
    if of in known:
        return TWICE
    known[of] = what
    return None


def _lines(path: Path) -> list[str]:
    """Only line ends part lines: what a column is called may hold other breaks."""
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        why = reason_of(error) if isinstance(error, OSError) else "it is not UTF-8"
        raise UserError(
            f"cannot read this baseline: {why}",
            path=str(path),
            remedy="--write-baseline FILE writes one",
        ) from None


def _refused(line: str, wrong: str, path: Path, number: int) -> UserError:
    if line.startswith(CONFLICT):
        return UserError(
            "a git conflict is left in the baseline",
            path=str(path),
            line=number,
            remedy="keep the lines of one side, then --update-baseline; what they lack fails as"
            " new or worse",
        )
    return UserError(
        wrong,
        path=str(path),
        line=number,
        remedy="restore the file, or delete it and --write-baseline it again; a line is"
        " such as `  contact.risk: 3 of 198`",
    )


def _of_table(line: str) -> Figure | None:
    """How many records a table had; at least one, where an older file does not say."""
    found = TABLE.fullmatch(line)
    if found is None or (found["excused"] and not found["reason"]):
        return None
    of, excused = int(found["of"] or 1), found["excused"] is not None
    return (
        Figure("", found["table"], None, RECORDS, 0, of, found["reason"], excused) if of else None
    )


def _judged(line: str, section: re.Match[str] | None) -> Figure | None:
    """What a line under a rule or a field says; None where it makes no sense there."""
    if section is None:
        return None
    rule = section.groupdict().get("rule")
    found = BROKEN.fullmatch(line) if rule else None
    missed = MISSED.fullmatch(line)
    match = found or missed
    if match is None or (missed is not None and (missed["table"] is None) == (rule is not None)):
        return None
    if match["count"] == ("0" if missed else "met"):
        return None
    count, of = int(match["count"].replace("met", "0")), int(match["of"])
    excused = match["excused"] is not None
    if count > of or not of or (excused and not match["reason"]):
        return None
    table = match["table"] or section["table"]
    field = section["field"] if rule is None else match.groupdict().get("field")
    measure = missed["measure"] if missed is not None else None
    return Figure(rule or "", table, field, measure, count, of, match["reason"], excused)
