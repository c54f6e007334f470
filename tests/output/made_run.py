"""A made run whose figures were set by hand: two files, a rule on trial, three targets."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from recordcheck.model import (
    Column,
    Finding,
    Kept,
    NotRun,
    Rate,
    Rule,
    Run,
    Severity,
    StandardUsed,
    TableRead,
    TargetResult,
)
from recordcheck.model.run import Verdict

ETHNICITY = "child-ethnicity 2026.1"
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def target(
    measure: str, percent: str, count: int, of: int, short: int, *, most: bool = False
) -> TargetResult:
    """A target as the engine holds it."""
    met = None if of == 0 else short == 0
    return TargetResult(measure, Fraction(percent) / 100, most, count, of, met, short)


def finding(
    rule: str, name: str, severity: Severity, path: str, broken: int, **more: object
) -> Finding:
    """A finding about 900 judged records."""
    given: dict[str, object] = {
        "table": "contact", "field": None, "judged": 900, "not_judged": 0, "says": "", **more
    }  # fmt: skip
    return Finding(rule=rule, name=name, severity=severity, path=path, broken=broken, **given)  # type: ignore[arg-type]


WRITTEN = Rule(
    "VOC-602", "word-for-word", "No text is another's.", "It was copied.", WARNING, "contact",
    explained="recordcheck explain VOC-602",
)  # fmt: skip
IMPLIED = Rule(
    "ETH-391", "not-on-code-list", "ethnicity is on the list.", "It is lost.", ERROR, "contact",
    field="ethnicity", kind="not-on-code-list", explained="recordcheck explain ETH-391",
)  # fmt: skip

RUN = Run(
    standards=(
        StandardUsed("child-ethnicity", "2026.1", "sha256:00", "Ethnicity", ("x", "y"), "a.yaml"),
    ),
    tables=(
        TableRead(
            "contact",
            "a.csv",
            1_000,
            (Column("Ethnicty", "ethnicity"), Column("zz")),
            (Column("born"), Column("language", "Lang")),
            ("2 blank lines were left out; the first is line 7.",),
            standard=ETHNICITY,
        ),
        TableRead("contact", "b.csv", 862, standard=ETHNICITY),
    ),
    findings=(
        finding("ETH-190", "missing-column", ERROR, "a.csv", 1, field="language", judged=1,
                says="the column language is missing", nearest="Lang"),
        finding("ETH-391", "not-on-code-list", ERROR, "a.csv", 14, field="ethnicity",
                records=(213, 390, 1019), says="ethnicity is not on the code list x",
                help="`recordcheck schema show x` lists the codes"),
        finding("ETH-391", "not-on-code-list", ERROR, "b.csv", 1, field="ethnicity",
                records=(7,), says="ethnicity is not on the code list x",
                help="`recordcheck schema show x` lists the codes"),
        finding("VOC-602", "word-for-word", WARNING, "a.csv", 2, records=(77, 1204), judged=1_098,
                not_judged=19, says="No text is another's.", help=WRITTEN.to_ask),
        finding("VOC-603", "short", INFO, "a.csv", 3, says="A text is long.", trial=True,
                help="`recordcheck explain VOC-603` says what it asks and why"),
    ),
    rates=(
        Rate("contact", "ethnicity", None, None, 1_862, 1_842, 1_828, 1_702, 10, targets=(
            target("known", "95", 1_702, 1_852, 58),
            target("unknown", "10", 12, 1_862, 0, most=True))),
        Rate("contact", "language", None, None, 0, 0, 0, 0, targets=(
            target("recorded", "90", 0, 0, 0),)),
        Rate("contact", None, "VOC-602", None, 1_098, kept=1_096, not_judged=19,
             targets=(target("kept", "99.9", 1_096, 1_098, 1),)),
        Rate("contact", "ethnicity", None, {"team": "North"}, 62, 62, 62, 60, 0, targets=(
            target("known", "95", 60, 62, 0), target("unknown", "10", 0, 62, 0, most=True))),
        Rate("contact", "ethnicity", None, {"team": None}, 1_800, 1_780, 1_766, 1_642, 10, targets=(
            target("known", "95", 1_642, 1_790, 59),
            target("unknown", "10", 12, 1_800, 0, most=True))),
    ),
    not_run=(
        NotRun("MIS-501", "episode", None, "the export has no table interview", "interview"),
        NotRun("MIS-502", "episode", None, "the export has no table interview", "interview"),
        NotRun("ETH-395", "contact", "ethnicity", "the export has no column born", "contact",
               "born", no_rate=True),
    ),
    as_at=date(2026, 3, 31),
    parameters={"period_end": "2026-03-31"},
    versions={"recordcheck": "0.1.0", "duckdb": "2.0.1"},
    problem_records=16,
    judged=5_000,
    verdict=Verdict.FAILED,
    kept=(
        Kept("ETH-290", "blank", "contact", "ethnicity", 1_842, 20),
        Kept("ETH-401", "self-defined", "contact", None, 0, 0),
        Kept("ETH-402", "by-officer", "contact", None, 0, 1_862),
    ),
    rules={"VOC-602": WRITTEN, "ETH-391": IMPLIED},
)  # fmt: skip
