"""What the share of a field is a share of, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pytest

import recordcheck

STANDARD = """\
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    fields:
      seen:
        type: code
        codes: [Y, {code: D, role: declined}, {code: U, role: unknown}]
        due: always
        target: {known: 70%, declined: at most 20%, unknown: at most 10%}
"""
Target = tuple[int, int, bool | None, int]  # how many, of how many, whether met, and short by


@pytest.mark.parametrize(
    ("cells", "apart", "known", "declined"),
    [
        # Six of ten answered; seven would have to. Two of ten declined, as many as may.
        ("YYYYYYDDU ", False, (6, 10, False, 1), (2, 10, True, 0)),
        # Of the eight who did not decline, six answered: 75%. Of all ten, two declined.
        ("YYYYYYDDU ", True, (6, 8, True, 0), (2, 10, True, 0)),
        # Nobody is left of whom a share could be known, and ten declined where two may.
        ("DDDDDDDDDD", True, (0, 0, None, 0), (10, 10, False, 8)),
        # One record is due, and its answer unknown: one too few, which is all that there are.
        ("U", False, (0, 1, False, 1), (0, 1, True, 0)),
        # Nothing recorded: the floor is missed by seven, and of a ceiling nothing can be said.
        ("          ", True, (0, 10, False, 7), (0, 0, None, 0)),
    ],
)
def test_who_declined_leaves_what_is_due_where_the_standard_sets_them_apart(
    tmp_path: Path, cells: str, apart: bool, known: Target, declined: Target
) -> None:
    path = tmp_path / "visits.yaml"
    path.write_text(STANDARD + "        declined: apart\n" * apart, encoding="utf-8")
    run = recordcheck.check({"visit": pyarrow.table({"seen": list(cells)})}, path)
    (rate,) = run.rates
    held = {one.measure: (one.count, one.of, one.met, one.short_by) for one in rate.targets}
    assert (held["known"], held["declined"]) == (known, declined)
    assert (rate.due, rate.declined) == (len(cells), cells.count("D") if apart else None)


def test_of_a_table_without_a_record_no_share_is_known_and_no_target_is_missed(
    tmp_path: Path,
) -> None:
    """Ten visits were sent and no call: that says nothing of how calls are recorded."""
    path = tmp_path / "visits.yaml"
    of_calls = STANDARD.partition("tables:\n")[2].replace("  visit:", "  call:")
    path.write_text(STANDARD + of_calls, encoding="utf-8")
    export = {
        "visit": pyarrow.table({"seen": ["Y"] * 10}),
        "call": pyarrow.table({"seen": pyarrow.array([], pyarrow.string())}),
    }
    run = recordcheck.check(export, path)
    rates = {one.table: (one.due, one.recorded, one.valid, one.known) for one in run.rates}
    assert rates == {"visit": (10, 10, 10, 10), "call": (0, 0, 0, 0)}
    held = {(rate.table, one.measure): one.met for rate in run.rates for one in rate.targets}
    assert {met for (table, _), met in held.items() if table == "call"} == {None}
    judged = {(one.table, one.judged, one.not_judged) for one in run.kept if one.rule == "VIS-391"}
    assert judged == {("visit", 10, 0), ("call", 0, 0)}


def test_a_target_of_which_nothing_is_due_fails_no_run(tmp_path: Path) -> None:
    """Nobody asked why a child was not seen, where each was."""
    path = tmp_path / "visits.yaml"
    why = "      why: {type: text, due: {when: \"seen <> 'Y'\"}, target: {recorded: 90%}}\n"
    path.write_text(STANDARD + why, encoding="utf-8")
    run = recordcheck.check(pyarrow.table({"seen": ["Y"], "why": [""]}), path)
    (held,) = [one.met for rate in run.rates if rate.field == "why" for one in rate.targets]
    assert (held, run.verdict) == (None, "passed")


def test_an_export_without_the_column_of_any_rule_has_not_been_judged_and_fails(
    tmp_path: Path,
) -> None:
    path = tmp_path / "visits.yaml"
    path.write_text(
        STANDARD.replace("        target: {known", "        # {known"), encoding="utf-8"
    )
    run = recordcheck.check({"visit": pyarrow.table({"other": ["Y"]})}, path)
    assert [one.name for one in run.findings] == ["missing-column"]
    assert (run.judged, run.verdict) == (0, "failed")
