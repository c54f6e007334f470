"""Each output of one made run, whole. The figures of the run were set by hand."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_run import RUN, target

from recordcheck.model import (
    Column,
    Kept,
    NotRun,
    Rate,
    Run,
    Severity,
    TableRead,
    TargetResult,
    percent,
)
from recordcheck.model.run import Verdict
from recordcheck.model.shown import Shown
from recordcheck.output import concise, files_read, full, html, machine, markdown, values
from recordcheck.output.caveats import caveats
from recordcheck.output.figures import numbers, share, shares
from recordcheck.output.not_run import gathered, hardly_judged, reasons
from recordcheck.output.sentences import help_for, standing, summary
from recordcheck.output.style import Style
from recordcheck.output.table import render_table
from recordcheck.plural import many

FULL = """\
    error ETH-190 the column language is missing
      a.csv
      help: is it Lang? then --map "Lang=language"

    error ETH-391 ethnicity is not on the code list x
      a.csv   records 213, 390, 1019 and 11 more   (14 of 900)
      b.csv   record 7   (1 of 900)
      help: `recordcheck schema show x` lists the codes

    warning VOC-602 word-for-word: No text is another's.
      a.csv   records 77, 1204   (2 of 1,098; 19 could not be judged)

    info (on trial) VOC-603 A text is long.
      a.csv   3 records of contact   (3 of 900)
      help: `recordcheck explain VOC-603` says what it asks and why

    help: `recordcheck explain VOC-602` says what it asks and why

      field        due  recorded  valid  known  target
      ethnicity  1,862     98.9%  98.2%  91.9%  known 95%  MISSED by 58 records
                                                unknown at most 10%  0.6%  met
                                                10 declined, set apart
      language       0         –      –      –  recorded 90%  nothing due
                                                the column is missing

      rule     judged   kept  not judged  target
      VOC-602   1,098  99.8%          19  kept 99.9%  MISSED by 1 record

      by team      due  recorded   valid  known  target
      ethnicity
        North       62    100.0%  100.0%  96.8%  known 95%  met
                                                 unknown at most 10%  0.0%  met
        (blank)  1,800     98.9%   98.1%  91.7%  known 95%  MISSED by 59 records
                                                 unknown at most 10%  0.7%  met
                                                 10 declined, set apart

    warning: a.csv: 2 blank lines were left out; the first is line 7.
    not run: MIS-501, MIS-502: the export has no table interview
    not run: ETH-395 ethnicity: the export has no column born
    not judged: 1 rule that no record breaks, for most of its records: ETH-402 (judged 0 of 1,862)
    info: not in this export, and not due: born
    info: columns that no field uses: Ethnicty (nearest: ethnicity), zz
    note: child-ethnicity asks in 2 places for less than what it extends; `recordcheck schema show
      a.yaml` lists them

    Found 3 problems in 16 records, and 1 note; 2 targets missed. 1,862 records of a.csv and 1 more
    against child-ethnicity 2026.1, as at 2026-03-31.
"""
CONCISE = """\
a.csv: error: ETH-190 the column language is missing (nearest: Lang)
a.csv: error: ETH-391 ethnicity is not on the code list x (records 213, 390, 1019 and 11 more;\
 14 of 900)
b.csv: error: ETH-391 ethnicity is not on the code list x (record 7; 1 of 900)
a.csv: warning: VOC-602 No text is another's. (records 77, 1204; 2 of 1,098;\
 19 could not be judged)
a.csv: info: VOC-603 A text is long. (on trial) (3 records of contact; 3 of 900)
contact.ethnicity: target known 95%: 91.9% of 1,852, MISSED by 58 records
VOC-602: target kept 99.9%: 99.8% of 1,098, MISSED by 1 record
not run: MIS-501, MIS-502: the export has no table interview
not run: ETH-395 ethnicity: the export has no column born
not judged: 1 rule that no record breaks, for most of its records: ETH-402 (judged 0 of 1,862)
note: child-ethnicity asks in 2 places for less than what it extends; `recordcheck schema show\
 a.yaml` lists them
a.csv: warning: 2 blank lines were left out; the first is line 7.
Found 3 problems in 16 records, and 1 note; 2 targets missed.\
 1,862 records of a.csv and 1 more against child-ethnicity 2026.1, as at 2026-03-31.
"""


def test_full_says_all_for_people() -> None:
    assert full.render(RUN) == dedent(FULL)


NO_KEY = (
    "No keys of contact: the standard gives it no `key` that is in this export; its records are"
    " known by their numbers.\n"
)
LIGHT = "(not failing the run) "


@pytest.mark.parametrize(
    ("fail_on", "error", "warning", "info"),
    [("never", "", "", ""), ("error", "", LIGHT, ""), ("warning", "", "", "")],
)
def test_what_does_not_fail_the_run_says_so(
    fail_on: str, error: str, warning: str, info: str
) -> None:
    """Where nothing fails it, none stands out; information never does."""
    trial = replace(RUN.findings[-1], severity=Severity.ERROR)
    note = replace(RUN.findings[-1], rule="VOC-604", trial=False)
    found = replace(RUN, findings=(*RUN.findings[:-1], trial, note), options={"fail_on": fail_on})
    text = full.render(found)
    assert re.findall(r"(?m)^\S.*[A-Z]{3}-\d+", text)[:5] == [
        f"error {error}ETH-190",
        f"error {error}ETH-391",
        f"warning {warning}VOC-602",
        "error (on trial) VOC-603",
        f"info {info}VOC-604",
    ]


def test_groups_and_keys_that_begin_alike_are_told_apart_and_what_is_cut_says_so() -> None:
    long = "Children's Social Care and Early Help, Assessment and Intervention: "
    names = [f"{long}North", f"{long}South", "x" * 121]
    rates = tuple(replace(RUN.rates[3], group={"team": name}) for name in names)
    seen = [f"{long}North", f"{long}South", f"{'x' * 114} (cut)"]
    text = full.render(replace(RUN, rates=rates), style=Style(width=300))
    assert re.findall(r"(?m)^    (\S.*?)   +62  ", text) == seen
    keys = Shown("ETH-391 ethnicity", "contact", "a.csv", 3, keys=tuple(enumerate(names, 1)))
    assert f"  keys   {', '.join(f'{n}: {one}' for n, one in enumerate(seen, 1))}\n" in (
        values.render([keys])
    )


def test_a_rule_that_one_of_two_standards_has_on_trial_is_said_of_each() -> None:
    missed = RUN.findings[1]
    text = full.render(replace(RUN, findings=(missed, replace(missed, trial=True))))
    assert re.findall(r"(?m)^error.* ETH-391", text) == [
        "error ETH-391",
        "error (on trial) ETH-391",
    ]


def test_the_column_of_any_file_that_may_be_a_missing_one_is_named() -> None:
    near = RUN.findings[0]
    text = full.render(
        replace(RUN, findings=(replace(near, path="b.csv", nearest=None, help="export it"), near))
    )
    assert text.startswith(
        "error ETH-190 the column language is missing\n  b.csv\n  a.csv\n"
        '  help: is it Lang? then --map "Lang=language"\n\n'
    )


def test_a_line_of_a_table_that_just_fits_is_one_line() -> None:
    given = (["a", "b"], [["x", "yy"]])
    assert render_table(*given, left=frozenset(), width=7) == "  a  b\n  x  yy\n"
    assert render_table(*given, left=frozenset(), width=6) == "  a  b\n  x\n      yy\n"


def test_groups_name_the_table_of_a_field_where_there_are_several() -> None:
    two = (RUN.rates[3], replace(RUN.rates[3], table="visit"))
    text = full.render(replace(RUN, rates=two))
    assert re.findall(r"(?m)^  (contact\S*|visit\S*|ethnicity)$", text) == [
        "contact.ethnicity", "visit.ethnicity",
    ]  # fmt: skip
    assert "\n  ethnicity\n" in full.render(replace(RUN, rates=two[:1]))


def test_a_record_has_one_number_wherever_it_is_listed() -> None:
    """`1,190` among others would be two."""
    shown = Shown("x not known", "contact", "a.csv", 2, records=(99, 1190), only_here=True)
    assert values.render([shown]).endswith("x not known   a.csv\n  records 99, 1190\n" + NO_KEY)


def test_concise_and_markdown_say_of_a_warning_alone_that_it_does_not_fail_the_run() -> None:
    found = replace(RUN, options={"fail_on": "error"})
    said = {
        concise: "No text is another's. (not failing the run) (records 77, 1204; 2 of 1,098;",
        markdown: "| warning (not failing the run) | VOC-602 | No text is another's. | 2 of 1,0",
    }
    for output, says in said.items():
        (line,) = [line for line in output.render(found).splitlines() if "not failing" in line]
        assert says in line


def test_concise_says_each_thing_on_one_line() -> None:
    assert concise.render(RUN) == CONCISE


REVERSED = replace(RUN, findings=RUN.findings[::-1])
CUT_FULL = """\
    error ETH-391 ethnicity is not on the code list x
      b.csv   record 7   (1 of 900)
      a.csv   records 213, 390, 1019 and 11 more   (14 of 900)
      help: `recordcheck schema show x` lists the codes

    error ETH-190 the column language is missing
      a.csv
      help: is it Lang? then --map "Lang=language"

    2 more findings are not listed. Those listed are the gravest; `--select RULE` lists those of a\
 rule,
    `--output-format jsonl` all.

    warning: a.csv: 2 blank lines were left out; the first is line 7.
    not run: MIS-501, MIS-502: the export has no table interview
    1 more reason or warning not shown
    not judged: 1 rule that no record breaks, for most of its records: ETH-402 (judged 0 of 1,862)
    info: not in this export, and not due: born
    info: columns that no field uses: Ethnicty (nearest: ethnicity) and 1 more
    note: child-ethnicity asks in 2 places for less than what it extends; `recordcheck schema show
      a.yaml` lists them

    Found 3 problems in 16 records, and 1 note. 1,862 records of a.csv and 1 more against
    child-ethnicity 2026.1, as at 2026-03-31.
"""
CUT_CONCISE = """\
b.csv: error: ETH-391 ethnicity is not on the code list x (record 7; 1 of 900)
4 more findings are not listed. Those listed are the gravest; `--select RULE` lists those of a\
 rule, `--output-format jsonl` all.
not run: MIS-501, MIS-502: the export has no table interview
1 more reason or warning not shown
not judged: 1 rule that no record breaks, for most of its records: ETH-402 (judged 0 of 1,862)
note: child-ethnicity asks in 2 places for less than what it extends; `recordcheck schema show\
 a.yaml` lists them
a.csv: warning: 2 blank lines were left out; the first is line 7.
Found 3 problems in 16 records, and 1 note. 1,862 records of a.csv and 1 more against\
 child-ethnicity 2026.1, as at 2026-03-31.
"""


def test_the_name_of_a_column_is_said_on_one_line() -> None:
    """A header may hold line ends and signs that a terminal obeys."""
    odd = "Seen\non\x1b[31m"
    table = TableRead("contact", "a.csv", 1, (Column(odd),), warnings=(f"It has 1 column: {odd}.",))
    run = replace(RUN, tables=(table,))
    assert "warning: a.csv: It has 1 column: Seen?on?[31m.\n" in full.render(run)
    assert "info: columns that no field uses: Seen?on?[31m\n" in full.render(run)
    assert "a.csv: warning: It has 1 column: Seen?on?[31m.\n" in concise.render(run)
    missing = replace(RUN.findings[0], nearest="Seen\n  on\x1b[31m")
    assert help_for(missing) == 'is it Seen on?[31m? then --map "Seen on?[31m=language"'


@pytest.mark.parametrize(
    ("column", "typed"),
    [
        ("Lang (own)", '"Lang (own)=language"'),
        ("Cost $HOME", "'Cost $HOME=language'"),
        ("`id`", "'`id`=language'"),
        ("Urgent!", "'Urgent!=language'"),
        ('"Lang"', "'\"Lang\"=language'"),
        ("Child's $", "'Child'\"'\"'s $=language'"),
    ],
)
def test_a_shell_obeys_no_sign_in_the_name_of_a_column_that_is_to_be_mapped(
    column: str, typed: str
) -> None:
    missing = replace(RUN.findings[0], nearest=column)
    assert help_for(missing) == f"is it {column}? then --map {typed}"


def test_what_is_odd_about_a_file_is_said_once_for_several_standards() -> None:
    """A file is a table of each of them. Of six reasons and warnings none is one more."""
    odd = tuple(f"{number} lines were left out." for number in range(2, 8))
    first = TableRead("contact", "a.csv", 1, warnings=odd, standard="child-ethnicity 2026.1")
    second = replace(first, standard="cultural-heritage 2026.1")
    run = replace(RUN, tables=(first, second), not_run=(), kept=(), standards=())
    assert full.render(run).count("warning: a.csv: 2 lines were left out.") == 1
    assert concise.render(run).count("a.csv: warning: 2 lines were left out.") == 1
    assert caveats(run) == [f"a.csv: {text}" for text in odd]


def test_what_is_odd_about_many_parts_of_a_table_alike_is_said_once() -> None:
    """Of six lines there is room for another oddity, of one part alone."""
    tables = tuple(
        TableRead("contact", f"part-{number}.parquet", 1, warnings=("Column 9 is nested.",))
        for number in range(9)
    )
    alone = replace(tables[0], path="part-9.parquet", warnings=("The file has no records.",))
    run = replace(RUN, tables=(*tables, alone), not_run=(), kept=(), standards=())
    parts = "part-0.parquet, part-1.parquet, part-2.parquet and 6 more"
    assert caveats(run) == [
        f"{parts}: Column 9 is nested.",
        "part-9.parquet: The file has no records.",
    ]
    flat = full.render(run).replace("\n  ", " ")
    assert [line for line in flat.splitlines() if line.startswith("warning:")] == [
        f"warning: {parts}: Column 9 is nested.",
        "warning: part-9.parquet: The file has no records.",
    ]
    assert [line for line in concise.render(run).splitlines() if ": warning: " in line][-2:] == [
        f"{parts}: warning: Column 9 is nested.",
        "part-9.parquet: warning: The file has no records.",
    ]


def test_columns_that_no_field_uses_are_those_of_all_files_of_a_table() -> None:
    tables = [
        TableRead("contact", "a.csv", 1, (Column("Ethnicty"), Column("zz"))),
        TableRead("contact", "b.csv", 1, (Column("zz"), Column("Ethnicty", "ethnicity"))),
        TableRead("contact", "c.csv", 1, (Column("yy"),)),
    ]
    said = full.render(replace(RUN, tables=tuple(tables)))
    assert "info: columns that no field uses: Ethnicty (nearest: ethnicity), zz, yy\n" in said


def test_a_column_that_another_standard_has_a_field_for_is_used() -> None:
    tables = (
        TableRead("contact", "a.csv", 1, (Column("theirs"), Column("zz"))),
        TableRead("person", "a.csv", 1, (Column("ours"), Column("zz"))),
    )
    lines = full.render(replace(RUN, tables=tables, standards=RUN.standards * 2)).splitlines()
    assert [line for line in lines if "columns that no field uses" in line] == [
        "info: contact: columns that no field uses: zz",
        "info: person: columns that no field uses: zz",
    ]


def test_full_names_forty_columns_that_no_field_uses_and_first_what_may_be_a_field() -> None:
    form = tuple(Column(f"Q{n}") for n in range(1, 50))
    tables = (TableRead("contact", "a.csv", 1, (*form, Column("Child no", "child_id"))),)
    said = " ".join(full.render(replace(RUN, tables=tables)).split())
    assert "info: columns that no field uses: Child no (nearest: child_id), Q1, Q2, Q3, Q4," in said
    assert "Q38, Q39 and 10 more" in said


def test_full_shows_the_gravest_of_too_many_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full, "MOST", 2)
    monkeypatch.setattr(full, "FILES", 4)
    monkeypatch.setattr(files_read, "COLUMNS", 1)
    assert full.render(replace(REVERSED, rates=())) == dedent(CUT_FULL)


def test_concise_lists_the_gravest_of_too_many_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concise, "MOST", 1)
    assert concise.render(replace(REVERSED, rates=())) == CUT_CONCISE


def test_nothing_is_cut_or_moved_that_has_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full, "MOST", 4)  # rules; there are five findings, in files
    monkeypatch.setattr(full, "FILES", 5)
    monkeypatch.setattr(concise, "MOST", 5)
    assert full.render(RUN) == dedent(FULL)
    assert concise.render(RUN) == CONCISE
    shown = [line for line in concise.render(REVERSED).split("\n") if ".csv: " in line]
    assert shown[:5] == [line for line in CONCISE.split("\n") if ".csv: " in line][:5][::-1]


def test_json_is_the_contract_whole() -> None:
    whole = Path(__file__).parent / "whole" / "run.json"
    assert machine.render(RUN) == whole.read_text(encoding="utf-8")


def test_colour_changes_no_letter() -> None:
    coloured = full.render(RUN, style=Style(colour=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == dedent(FULL)
    assert coloured.count("\x1b[31;1mMISSED\x1b[0m") == 3


@pytest.mark.parametrize("width", [30, 48, 64, 200])
def test_no_sentence_is_wider_than_the_terminal(width: int) -> None:
    shown = full.render(RUN, style=Style(width=width))
    sentences = [
        line for line in shown.splitlines() if not re.search(r"%|–|\bdue\b|judged  |declined", line)
    ]
    longest_word = max(len(word) for line in sentences for word in line.split())
    assert max(map(len, sentences)) <= max(width, longest_word + 6)
    assert " ".join(shown.split()).count("MISSED by") == 3


def test_what_is_on_trial_or_info_is_a_note_and_no_problem() -> None:
    error, note = RUN.findings[1], replace(RUN.findings[4], trial=False)
    run = replace(RUN, findings=(error, replace(RUN.findings[3], trial=True), note), rates=())
    assert summary(run).startswith("Found 1 problem in 16 records, and 2 notes. ")
    trial = replace(target("kept", "99.9", 1_096, 1_098, 1), trial=True)
    run = replace(run, rates=(replace(RUN.rates[2], targets=(trial,)),))
    assert summary(run).startswith(
        "Found 1 problem in 16 records, and 2 notes; no target missed, and 1 on trial. "
    )


def test_a_run_without_problems_says_so() -> None:
    clean = replace(RUN, findings=(), rates=(), not_run=(), problem_records=0)
    assert (
        summary(clean) == "No problems. 1,862 records of a.csv and 1 more against"
        " child-ethnicity 2026.1, as at 2026-03-31."
    )


def test_a_run_that_judged_nothing_is_not_called_clean() -> None:
    nothing = replace(RUN, findings=(), rates=(), verdict=Verdict.NOTHING_JUDGED)
    assert summary(nothing) == (
        "Nothing was judged: no rule could be run, or none applies to a record."
        " 1,862 records of a.csv and 1 more against child-ethnicity 2026.1, as at 2026-03-31."
    )


def test_a_run_that_held_targets_alone_says_how_they_stand() -> None:
    alone = replace(RUN, findings=(), verdict=Verdict.NOTHING_JUDGED)
    assert summary(alone) == (
        "No rule was judged: none could be run, or none applies to a record; 2 targets missed."
        " 1,862 records of a.csv and 1 more against child-ethnicity 2026.1, as at 2026-03-31."
    )
    none_due = [replace(one, met=None) for rate in RUN.rates for one in rate.targets]
    held = replace(alone, rates=tuple(replace(one, targets=(none_due[0],)) for one in RUN.rates))
    assert summary(held).startswith("Nothing was judged: no rule could be run")


def one_of_each() -> Run:
    rate = Rate("t", "f", None, None, 1, 0, 0, 0, targets=(target("known", "95", 0, 1, 1),))
    table = replace(RUN.tables[0], records=1)
    found = replace(RUN.findings[1], broken=1, records=(1,))
    return replace(
        RUN, tables=(table,), findings=(found,), rates=(rate,), not_run=(), problem_records=1
    )


def test_one_of_a_kind_is_singular() -> None:
    assert summary(one_of_each()) == (
        "Found 1 problem in 1 record; 1 target missed. 1 record of a.csv against"
        " child-ethnicity 2026.1, as at 2026-03-31."
    )


@pytest.mark.parametrize(
    ("listed", "total", "words"),
    [
        ((), 1, "1 record"),
        ((), 1_234, "1,234 records"),
        ((5,), 1, "record 5"),
        ((5, 6), 2, "records 5, 6"),
        ((5,), 2, "records 5 and 1 more"),
        ((5, 6), 2_000, "records 5, 6 and 1,998 more"),
    ],
)
def test_record_numbers_are_listed_with_how_many_more(
    listed: tuple[int, ...], total: int, words: str
) -> None:
    assert numbers(listed, total) == words


def test_a_count_goes_with_its_noun() -> None:
    assert [many(number, "record") for number in (0, 1, 2, 1_000)] == [
        "0 records",
        "1 record",
        "2 records",
        "1,000 records",
    ]


def test_what_rounds_up_to_its_target_is_shown_below_it() -> None:
    """9,496 of 10,000 is 94.96 %: it misses 95 %, and must not look as if it met it."""
    missed = target("known", "95", 9_496, 10_000, 4)
    assert share(9_496, 10_000, (missed,)) == "94.9%"
    assert standing(missed) == "MISSED by 4 records"


def test_what_rounds_down_to_its_ceiling_is_shown_above_it() -> None:
    """1,004 of 10,000 is 10.04 %: more than at most 10 %."""
    missed = target("unknown", "10", 1_004, 10_000, 4, most=True)
    assert share(1_004, 10_000, (missed,)) == "10.1%"


@pytest.mark.parametrize(
    ("part", "percent", "most", "shown"),
    [(199_999, "99.99", False, "99.99%"), (1, "0.01", True, "0.01%")],
)
def test_a_met_target_next_to_all_or_none_is_not_shown_as_all_or_none(
    part: int, percent: str, most: bool, shown: str
) -> None:
    """199,999 of 200,000 meets 99.99 %: 100.0 % would hide the one, 99.9 % be a miss."""
    assert share(part, 200_000, (target("known", percent, part, 200_000, 0, most=most),)) == shown


def test_a_notebook_shows_a_rule_that_misses_its_target_below_it() -> None:
    """9,496 of 10,000 is 94.96 %, and misses 95 %."""
    missed = target("kept", "95", 9_496, 10_000, 4)
    rate = replace(RUN.rates[2], due=10_000, kept=9_496, targets=(missed,))
    assert "<td>94.9%</td><td>kept 95% MISSED by 4 records</td>" in html.render(
        replace(RUN, rates=(rate,))
    )


def test_a_notebook_names_records_where_some_were_judged() -> None:
    """Of a column that is missing and of records that were set aside there is nothing to count."""
    aside = replace(
        RUN.findings[0], rule="ETH-194", name="unreadable-record", path="b.csv", broken=2,
        judged=0, says="a record was set aside", lines=(3, 5),
    )  # fmt: skip
    said = html.render(replace(RUN, findings=(RUN.findings[0], aside)))
    assert "<td>the column language is missing</td><td>a.csv</td><td></td><td></td>" in said
    assert "<td>a record was set aside</td><td>b.csv</td><td>lines 3, 5</td><td></td>" in said
    assert "<td>recorded 90% nothing due; the column is missing</td>" in said


def test_a_notebook_obeys_the_name_of_no_file() -> None:
    odd = "<img src=x>.csv"
    table = replace(RUN.tables[0], path=odd, warnings=("It has <b>.",))
    said = html.render(
        replace(RUN, tables=(table,), findings=(replace(RUN.findings[1], path=odd),))
    )
    assert said.count("&lt;img src=x&gt;.csv") == 3  # the finding, the last line, the warning
    assert "<img" not in said
    assert "<b>" not in said


def test_nothing_due_is_neither_met_nor_missed() -> None:
    nothing = target("known", "95", 0, 0, 0)
    assert share(0, 0, (nothing,)) == "–"
    assert standing(nothing) == "nothing due"
    run = replace(RUN, findings=(), rates=(replace(RUN.rates[1], targets=(nothing,)),))
    assert "no target missed" in summary(run)


@pytest.mark.parametrize(("part", "of", "shown"), [(0, 9, "0.0%"), (9, 9, "100.0%")])
def test_none_and_all_are_shown_as_such(part: int, of: int, shown: str) -> None:
    assert share(part, of) == shown


@pytest.mark.parametrize(
    ("part", "of", "shown"),
    [(1, 16, "6.3%"), (3, 16, "18.8%"), (1, 1_000, "0.1%"), (151, 1_000, "15.1%")],
)
def test_a_share_that_lies_halfway_is_rounded_up_as_in_a_spreadsheet(
    part: int, of: int, shown: str
) -> None:
    """A sixteenth is 6.25 %, and three are 18.75 %."""
    assert share(part, of) == shown


def test_the_target_of_one_share_of_a_field_moves_no_other() -> None:
    """9,496 of 10,000 are recorded, valid and known: 94.96 %, of which *known* misses 95 %."""
    missed = target("known", "95", 9_496, 10_000, 4)
    rate = Rate("contact", "x", None, None, 10_000, 9_496, 9_496, 9_496, targets=(missed,))
    assert shares(rate) == ["95.0%", "95.0%", "94.9%"]


counts = st.integers(1, 3_000_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@settings(max_examples=300, deadline=None)
@given(counts, st.integers(0, 1_000), st.booleans())
def test_a_share_never_rounds_across_its_target(
    count: tuple[int, int], tenths: int, ceiling: bool
) -> None:
    part, of = count
    exact, wanted = Fraction(part, of), Fraction(tenths, 1_000)
    held = TargetResult("known", wanted, ceiling, part, of, None, 0)
    shown = Fraction(share(part, of, (held,)).removesuffix("%")) / 100
    if ceiling:
        assert (shown <= wanted) == (exact <= wanted)
    else:
        assert (shown >= wanted) == (exact >= wanted)
    assert abs(shown - exact) < Fraction(1, 1_000)


@settings(max_examples=100, deadline=None)
@given(counts, st.integers(0, 100_000), st.booleans())
def test_not_even_a_target_finer_than_what_is_shown(
    count: tuple[int, int], finer: int, ceiling: bool
) -> None:
    wanted = Fraction(finer, 100_000)
    for whole, beside in (count, (finer, 100_000)):
        exact = Fraction(whole, beside)
        held = TargetResult("known", wanted, ceiling, whole, beside, None, 0)
        shown = Fraction(share(whole, beside, (held,)).removesuffix("%")) / 100
        if ceiling:
            assert (shown <= wanted) == (exact <= wanted)
        else:
            assert (shown >= wanted) == (exact >= wanted)


@settings(max_examples=100, deadline=None)
@given(counts)
def test_only_all_is_100_and_only_none_is_0(count: tuple[int, int]) -> None:
    part, of = count
    assert (share(part, of) == "100.0%") == (part == of)
    assert (share(part, of) == "0.0%") == (part == 0)


@pytest.mark.parametrize("text", ["95", "97.5", "99.99995", "0.1", "100", "33.333"])
def test_a_target_is_shown_as_it_was_written(text: str) -> None:
    assert percent(Fraction(text) / 100) == f"{text}%"


def test_json_has_no_value_that_is_no_number() -> None:
    text = machine.render(RUN)
    assert json.loads(text, parse_constant=pytest.fail)["version"] == 1


def no_table(rule: str, table: str, field: str | None, lacks: str) -> NotRun:
    """A rule that is not run for lack of a table."""
    return NotRun(rule, table, field, f"the export has no table {lacks}", lacks)


def no_column(
    rule: str, table: str, field: str | None, lacks: str, *, of: str | None = None
) -> NotRun:
    """A rule that is not run for lack of a column, of its table or of another."""
    says = f"{of or 'the export'} has no column {lacks}"
    return NotRun(rule, table, field, says, of or table, lacks)


def no_rate(rule: str, table: str, field: str, lacks: str) -> NotRun:
    """A field without a rate, as nothing says where it is due."""
    one = no_column(rule, table, field, lacks)
    return replace(one, reason=f"no rate of {field}: {one.reason}", no_rate=True)


def test_the_rules_of_tables_that_are_not_there_have_one_reason() -> None:
    not_run = [
        no_table("MIS-501", "episode", "id", "episode"),
        no_table("VIS-201", "visit", "id", "visit"),
        no_table("VIS-201", "visit", "at", "visit"),
        no_table("CHI-401", "child", "id", "visit"),
    ]
    assert reasons(not_run) == {
        "the export has no table episode, visit": ["MIS-501", "VIS-201"],
        "the export has no table visit": ["CHI-401"],
    }


def test_implied_rules_of_several_tables_go_with_their_table() -> None:
    not_run = [
        no_table("CAS-191", "team", None, "team"),
        no_table("CAS-290", "team", "name", "team"),
        no_table("CAS-290", "worker", "name", "worker"),
        no_table("CAS-401", "worker", None, "worker"),
        no_table("CAS-193", "case", "worker_id", "worker"),
    ]
    assert reasons(not_run) == {
        "the export has no table team, worker": [
            "CAS-191 team", "CAS-290 team.name", "CAS-290 worker.name", "CAS-401",
        ],
        "the export has no table worker": ["CAS-193 worker_id"],
    }  # fmt: skip


def test_what_many_columns_and_tables_lack_is_gathered() -> None:
    """A rule counts once, of which a standard with one table and one with several say it."""
    lacking = [
        no_column("MIS-401", "episode", None, "risk"),
        no_column("MIS-401", "episode", None, "risk", of="episode"),
        no_column("MIS-402", "episode", None, "risk"),
        no_rate("MIS-290", "episode", "team", "risk"),
        no_column("MIS-403", "episode", None, "team"),
        no_column("MIS-404", "episode", None, "risk", of="interview"),
        no_table("MIS-405", "episode", None, "child"),
        *(no_table("CHI-290", "child", called, "child") for called in "ab"),
        no_table("CHI-290", "plan", "a", "plan"),
        no_table("CHI-101", "months", None, "visit"),
    ]
    previous = NotRun("MIS-501", "episode", None, "no previous export with episode was given")
    assert gathered([previous, *lacking]) == [
        "not run: 5 rules, for lack of columns: episode.risk (3), episode.team (1),"
        " interview.risk (1)",
        "not run: 5 rules, for lack of tables: child (3), plan (1), visit (1)",
        "not run: MIS-501: no previous export with episode was given",
        "not run: `--output-format json` has each of these rules, with its reason",
    ]


def test_rules_that_judged_less_than_half_of_their_records_are_named_least_first() -> None:
    """Of what no record breaks: a rule that applies to no record, or judged half, says enough."""
    kept = [
        Kept("MIS-401", "asked", "episode", None, 131, 1_842),
        Kept("MIS-402", "asked", "episode", None, 4, 4),
        Kept("MIS-403", "asked", "episode", None, 0, 0),
        Kept("MIS-404", "asked", "episode", "risk", 0, 250),
        Kept("CHI-391", "not-on-code-list", "child", "sex", 1, 2),
        Kept("MIS-404", "asked", "episode", "risk", 0, 250),
    ]
    assert hardly_judged(kept) == [
        "not judged: 3 rules that no record breaks, for most of their records: MIS-404 (judged 0 of"
        " 250), MIS-401 (judged 131 of 1,973), CHI-391 child.sex (judged 1 of 3)"
    ]
    assert hardly_judged(kept[1:3]) == []


def test_a_field_without_a_rate_is_named_where_its_column_is_there() -> None:
    """Nobody looks for a rate of the ethnicity that is not in the table."""
    lacking = [
        no_rate("STS-290", "search", "ethnicity", "type"),
        no_rate("STS-290", "search", "age", "type"),
        no_column("STS-391", "search", "age", "age"),
        *(no_column("STS-390", "search", called, called) for called in "wxyz"),
    ]
    assert gathered(lacking)[1] == "not run: no rate of ethnicity: the export has no column type"
    elsewhere = [*lacking, no_column("STS-401", "search", None, "type", of="vehicle")]
    assert gathered(elsewhere)[1] == (
        "not run: no rate of search.ethnicity: search has no column type"
    )


def test_a_few_reasons_are_said_with_their_rules() -> None:
    few = [no_column(f"MIS-40{one}", "episode", None, "risk") for one in "123"]
    assert gathered(few) == ["not run: MIS-401, MIS-402, MIS-403: the export has no column risk"]


def test_where_rules_of_a_reason_are_not_named_it_is_said_where_they_are() -> None:
    many = [no_column(f"MIS-40{one}", "episode", None, "risk") for one in "1234567"]
    assert gathered(many) == [
        "not run: MIS-401, MIS-402, MIS-403, MIS-404, MIS-405, MIS-406 and 1 more:"
        " the export has no column risk",
        "not run: `--output-format json` has each of these rules, with its reason",
    ]


def test_a_target_missed_for_want_of_a_column_is_not_called_one_that_nobody_reached() -> None:
    aim = target("recorded", "90", 0, 1_862, 1_676)
    rate = Rate("contact", "language", None, None, 1_862, 0, 0, 0, targets=(aim,))
    said = "contact.language: target recorded 90%: 0.0% of 1,862, MISSED by 1,676 records"
    assert f"{said}; the column is missing\n" in concise.render(replace(RUN, rates=(rate,)))
    with_it = replace(RUN, rates=(rate,), tables=RUN.tables[1:])
    assert f"{said}\n" in concise.render(with_it)
    of_another = replace(RUN, rates=(rate,), tables=(replace(RUN.tables[0], name="episode"),))
    assert f"{said}\n" in concise.render(of_another)
    one_file_has_it = replace(rate, recorded=9)
    assert "the column is missing" not in concise.render(
        replace(RUN, rates=(one_file_has_it,), findings=())
    )
