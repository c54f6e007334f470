"""The file of a baseline: text that git can merge, in which every line says one thing.

Each table, each rule and each field with a target has a line of its own, whether anything is wrong
with it or not: two branches that touch different rules then never touch neighbouring lines. It
holds counts and names of rules, tables and fields, and no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from recordcheck.errors import UserError
from recordcheck.model.baseline import Baseline, Key, Wrong

TITLE = "# recordcheck baseline 2"
FIRST = "# recordcheck baseline 1"  # it does not say which tables there were
TWICE = "this stands in the baseline twice"
WORDS = """\
# What was wrong and known. A run with --baseline fails only on what is new or worse.
# Each figure is of what should be less: `target recorded: 3 of 10` are 3 that are not recorded.
# --update-baseline tightens it; --allow-worse REASON is the only way to loosen it.
"""
REASON = r"  # (?P<reason>\S.*)"
STANDARD = re.compile(r"standard (?P<name>[a-z0-9-]+) (?P<version>\S+)")
TABLE = re.compile(rf"table (?P<table>[a-z][a-z0-9_]*)(?:: may be missing{REASON})?")
RULE = re.compile(r"(?P<rule>[A-Z][A-Z0-9]*-[0-9]{3})")
FIELD = re.compile(r"(?P<table>[a-z][a-z0-9_]*)\.(?P<field>[a-z][a-z0-9_]*)")
COUNTS = r"(?P<count>[0-9]{1,15}) of (?P<of>[0-9]{1,15})(?:" + REASON + ")?"
# A field of a pandera schema is called as its column is.
BROKEN = re.compile(rf"  (?P<table>[a-z][a-z0-9_]*)(?:\.(?P<field>.+?))?: {COUNTS}")
MISSED = re.compile(rf"  target (?P<measure>[a-z_]+)(?: in (?P<table>[a-z0-9_]+))?: {COUNTS}")


def text(baseline: Baseline, rules: Iterable[str], targets: Iterable[tuple[str, str]]) -> str:
    """The file: a line for each table, and for each of the `rules`, and for each table and field
    with a target, and under it what is wrong.
    """
    lines = [f"standard {name} {version}" for name, version in sorted(baseline.standards)]
    for table, reason in sorted(baseline.tables.items()):
        lines.append(f"table {table}" + (f": may be missing  # {reason}" if reason else ""))
    sections: dict[str, list[str]] = {rule: [] for rule in rules}
    sections |= {f"{table}.{field}": [] for table, field in targets}
    for one in baseline.wrongs:
        section = one.rule or f"{one.table}.{one.field}"
        sections.setdefault(section, []).append(_line(one))
    for section in sorted(sections):
        lines += [section, *sections[section]]
    return f"{TITLE}\n{WORDS}" + "".join(f"{line}\n" for line in lines)


def _line(one: Wrong) -> str:
    reason = f"  # {one.reason}" if one.reason else ""
    counts = f"{one.count} of {one.of}{reason}"
    if one.measure is not None:
        where = f" in {one.table}" if one.rule else ""
        return f"  target {one.measure}{where}: {counts}"
    return f"  {one.table}{f'.{one.field}' if one.field else ''}: {counts}"


def read(path: Path) -> Baseline:
    """The baseline of a file. Raises UserError with the line that is none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise UserError(
            "cannot read this baseline", path=str(path), remedy="--write-baseline FILE writes one"
        ) from None
    title = lines[0].rstrip() if lines else ""
    if title not in (TITLE, FIRST):
        raise UserError(
            "this is no baseline",
            path=str(path),
            line=1,
            remedy="one begins with the line: " + TITLE,
        )
    standards: list[tuple[str, str]] = []
    tables: dict[str, str | None] = {}
    wrongs: dict[Key, Wrong] = {}
    section: re.Match[str] | None = None
    for number, line in enumerate(map(str.rstrip, lines), 1):
        if not line or line.startswith("#"):
            continue
        if found := STANDARD.fullmatch(line):
            standards.append((found["name"], found["version"]))
        elif found := RULE.fullmatch(line) or FIELD.fullmatch(line):
            section = found
        elif found := TABLE.fullmatch(line):
            if found["table"] in tables:
                raise _refused(TWICE, path, number)
            tables[found["table"]] = found["reason"]
        elif (one := _wrong(line, section)) is None:
            raise _refused("this line of the baseline makes no sense", path, number)
        elif one.key in wrongs:
            raise _refused(TWICE, path, number)
        else:
            wrongs[one.key] = one
    ordered = tuple(sorted(wrongs.values(), key=lambda one: one.key))
    if title == FIRST:
        tables = {one.table: None for one in ordered}
    return Baseline(tuple(standards), ordered, tables, str(path))


def _refused(says: str, path: Path, line: int) -> UserError:
    return UserError(
        says,
        path=str(path),
        line=line,
        remedy="restore the file, or delete it and --write-baseline it again; a line is"
        " such as `  contact.risk: 3 of 198`",
    )


def _wrong(line: str, section: re.Match[str] | None) -> Wrong | None:
    """What a line under a rule or a field says; None where it makes no sense there."""
    if section is None:
        return None
    rule = section.groupdict().get("rule")
    found = BROKEN.fullmatch(line) if rule else None
    missed = MISSED.fullmatch(line) if found is None else None
    match = found or missed
    if match is None or not 0 < int(match["count"]) <= int(match["of"]):
        return None
    if missed is not None and (missed["table"] is None) == (rule is not None):
        return None
    table = match["table"] or section["table"]
    field = section["field"] if rule is None else match.groupdict().get("field")
    measure = missed["measure"] if missed is not None else None
    counts = int(match["count"]), int(match["of"])
    return Wrong(rule or "", table, field, measure, *counts, match["reason"])
