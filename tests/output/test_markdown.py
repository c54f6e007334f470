"""The page of Markdown: its tables, what it sums up, what it leaves out, what it never links."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from made_run import ERROR, RUN, WARNING, finding, target
from readers import tables

from recordcheck.model import Kept, Rate, Run, Severity
from recordcheck.model.baseline import Comparison, Figure, Held, Standing
from recordcheck.model.run import Verdict
from recordcheck.output import markdown

ONE_FILE = replace(RUN, tables=RUN.tables[:1])


def rate(field: str, count: int, of: int, **more: object) -> Rate:
    """The rate of a field that should be recorded in 95 % of its records."""
    short = max(-(-95 * of // 100) - count, 0)
    aims = (target("recorded", "95", count, of, short),)
    return replace(
        Rate("contact", field, None, None, of, count, count, count, targets=aims),
        **more,  # type: ignore[arg-type]
    )


def listed(run: Run, title: str) -> list[list[str]]:
    """The lines of one table of the page."""
    return tables(markdown.render(run))[title]


def about(run: Run) -> list[str]:
    """The lines that say what a run was of."""
    page = markdown.render(run).split("\n#### ")[0].replace("\\", "")
    return [line.removeprefix("- ") for line in page.split("\n") if line.startswith("- ")]


def test_what_a_standard_asks_in_its_own_words_stands_first_among_what_is_as_grave() -> None:
    """A page is cut, and codes that are on no list would fill it before a word on the voice."""
    found = (
        finding("ETH-391", "not-on-code-list", ERROR, "a.csv", 1),
        finding("VOC-602", "word-for-word", ERROR, "a.csv", 1),
        finding("ETH-391", "not-on-code-list", WARNING, "a.csv", 1, field="b"),
        finding("ETH-391", "not-on-code-list", WARNING, "b.csv", 1, field="b"),
        finding("VOC-602", "word-for-word", WARNING, "b.csv", 1, field="b"),
    )
    lines = listed(replace(RUN, findings=found), "What was found")
    assert [row[:2] for row in lines] == [
        ["error", "VOC-602"],
        ["error", "ETH-391"],
        ["warning", "VOC-602"],
        ["warning", "ETH-391"],
    ]


def test_fields_that_miss_a_target_stand_before_those_that_miss_one_on_trial_and_the_others() -> (
    None
):
    on_trial = rate("d", 90, 100)
    on_trial = replace(on_trial, targets=(replace(on_trial.targets[0], trial=True),))
    rates = (
        rate("a", 90, 100, targets=()), rate("b", 99, 100), rate("c", 0, 0), on_trial,
        rate("e", 90, 100), rate("f", 91, 100),
    )  # fmt: skip
    lines = listed(replace(RUN, rates=rates), "What is recorded")
    assert [[row[0], row[2], row[5]] for row in lines] == [
        ["e", "90.0%", "recorded 95%: MISSED by 5 records"],
        ["f", "91.0%", "recorded 95%: MISSED by 4 records"],
        ["d", "90.0%", "recorded 95%: MISSED by 5 records (on trial)"],
        ["b", "99.0%", "recorded 95%: met"],
        ["c", "–", "recorded 95%: nothing due"],
        ["a", "90.0%", ""],
    ]  # fmt: skip


def test_a_field_that_misses_one_of_two_targets_stands_before_one_that_misses_none() -> None:
    missed, met = target("known", "95", 90, 100, 5), target("recorded", "90", 90, 100, 0)
    rates = (
        rate("a", 99, 100),
        rate("b", 90, 100, targets=(met, missed)),
        rate("c", 90, 100, targets=(missed, met)),
    )
    lines = listed(replace(RUN, rates=rates), "What is recorded")
    assert [row[0] for row in lines] == ["b", "c", "a"]
    grouped = tuple(replace(one, group={"team": "North"}) for one in rates)
    lines = listed(replace(RUN, rates=grouped), "By team")
    assert [row[:3] for row in lines[:2]] == [
        ["b", "known 95%", "1 of 1"],
        ["c", "known 95%", "1 of 1"],
    ]


def test_a_field_goes_with_its_table_where_there_are_several() -> None:
    rates = (rate("a", 90, 100), rate("a", 90, 100, table="episode"))
    episodes = replace(RUN.tables[1], name="episode")
    lines = listed(replace(RUN, rates=rates, tables=(RUN.tables[0], episodes)), "What is recorded")
    assert [row[0] for row in lines] == ["contact.a", "episode.a"]
    lines = listed(replace(RUN, rates=rates[:1]), "What is recorded")  # of one table, two files
    assert [row[0] for row in lines] == ["a"]


def test_groups_show_the_share_that_keeps_a_rule_and_that_its_target_is_on_trial() -> None:
    of_rule = replace(RUN.rates[2], due=10, kept=8, group={"team": "North"}, targets=())
    assert listed(replace(RUN, rates=(of_rule,)), "By team") == [
        ["VOC-602", "kept", "", "North 80.0% of 10"]
    ]
    trial = replace(target("kept", "90", 8, 10, 1), trial=True)
    page = markdown.render(replace(RUN, rates=(replace(of_rule, targets=(trial,)),)))
    assert tables(page)["By team"] == [
        ["VOC-602", "kept 90% (on trial)", "1 of 1", "North 80.0% of 10, by 1 record"]
    ]
    assert "**" not in page


def test_no_group_is_said_to_lack_a_column_that_the_export_has_not() -> None:
    lacking = rate("language", 0, 100, group={"team": "North"})  # RUN has no column of it
    assert "By team" not in tables(markdown.render(replace(RUN, rates=(lacking,))))


def test_only_what_fails_the_run_is_bold() -> None:
    on_trial = rate("b", 90, 100)
    on_trial = replace(on_trial, targets=(replace(on_trial.targets[0], trial=True),))
    page = markdown.render(replace(RUN, rates=(rate("a", 90, 100), on_trial, rate("c", 99, 100))))
    assert re.findall(r"\*\*.*?\*\*", page) == ["**MISSED by 5 records**"]


def test_no_share_of_a_field_a_rule_or_a_group_rounds_across_its_target() -> None:
    """94.96 % is less than 95 %, and would be rounded to it."""
    of_rule = Rate(
        "contact", None, "VOC-602", None, 10_000, kept=9_496, not_judged=0,
        targets=(target("kept", "95", 9_496, 10_000, 4),),
    )  # fmt: skip
    grouped = rate("a", 9_496, 10_000, group={"team": "North"})
    page = tables(markdown.render(replace(RUN, rates=(rate("a", 9_496, 10_000), of_rule, grouped))))
    assert page["What is recorded"][0][2] == "94.9%"
    assert page["Rules with a target"][0][3] == "94.9%"
    assert page["By team"] == [
        ["a", "recorded 95%", "1 of 1", "North 94.9% of 10,000, by 4 records"]
    ]


def test_the_groups_of_a_target_are_in_one_line_with_those_that_miss_it_first() -> None:
    rates = (
        rate("b", 100, 100, group={"team": "North"}),
        rate("b", 100, 100, group={"team": None}),
        rate("a", 99, 100, group={"team": "North"}),
        rate("a", 0, 0, group={"team": "East"}),
        rate("a", 90, 100, group={"team": None}),
        rate("c", 50, 100, targets=(), group={"team": "North"}),  # without a target among others
    )
    assert listed(replace(RUN, rates=rates), "By team") == [
        ["a", "recorded 95%", "1 of 2",
         "(blank) 90.0% of 100, by 5 records; North 99.0% of 100; East nothing due"],
        ["b", "recorded 95%", "0 of 2", "North 100.0% of 100; (blank) 100.0% of 100"],
    ]  # fmt: skip


def test_where_nothing_has_a_target_the_groups_show_what_is_recorded() -> None:
    rates = tuple(
        rate("a", 90, 100, targets=(), group={"team": "North", "district": district})
        for district in ("1", "2")
    )
    assert listed(replace(RUN, rates=rates), "By team × district") == [
        ["a", "recorded", "", "North × 1 90.0% of 100; North × 2 90.0% of 100"],
    ]


def test_of_many_groups_those_that_miss_the_target_are_named_and_how_many_more_there_are() -> None:
    rates = tuple(
        rate("a", 90 if number == 35 else 99, 100, group={"team": f"Team {number}"})
        for number in range(40)
    )
    ((_, _, missed, named),) = listed(replace(RUN, rates=rates), "By team")
    assert missed == "1 of 40"
    assert named.startswith("Team 35 90.0% of 100, by 5 records; Team 0 99.0% of 100; Team 1 ")
    assert named.endswith("Team 28 99.0% of 100 and 10 more")


def test_a_finding_is_counted_over_all_files_of_its_table() -> None:
    """Five files break it, and in two more, of 700 records, all that were judged keep it."""
    found = tuple(
        finding("VOC-602", "word-for-word", Severity.ERROR, f"{month}.csv", 3, says="It is one.",
                records=(month,), not_judged=1)
        for month in range(1, 6)
    )  # fmt: skip
    beside = (Kept("VOC-602", "word-for-word", "contact", None, 700, 20),)
    assert listed(replace(RUN, findings=found, kept_beside=beside), "What was found") == [
        ["error", "VOC-602", "It is one.", "15 of 5,200", "25",
         "1.csv: records 1 and 2 more; 2.csv: records 2 and 2 more; 3.csv: records 3 and 2 more;"
         " and 2 more files"],
    ]  # fmt: skip
    three = replace(RUN, findings=found[:3])
    assert listed(three, "What was found")[0][-1].endswith("; 3.csv: records 3 and 2 more")
    four = replace(RUN, findings=found[:4])
    assert listed(four, "What was found")[0][-1].endswith("; and 1 more file")


def test_records_that_were_set_aside_are_counted_and_of_nothing() -> None:
    """Two kinds of fault in one file: nobody judged these records."""
    found = tuple(
        finding("VOC-194", "unreadable-record", Severity.ERROR, "a.csv", broken, says=kind,
                lines=(broken,))
        for broken, kind in ((3, "a record was set aside: a"), (1, "a record was set aside: b"))
    )  # fmt: skip
    lines = listed(replace(ONE_FILE, findings=found), "What was found")
    assert [row[2:] for row in lines] == [
        ["a record was set aside: a", "3", "", "lines 3 and 2 more"],
        ["a record was set aside: b", "1", "", "line 1"],
    ]


def test_a_line_names_ten_records_of_a_file_however_many_were_asked_for() -> None:
    many = replace(RUN.findings[1], records=tuple(range(1, 31)), broken=40)
    (line,) = listed(replace(ONE_FILE, findings=(many,)), "What was found")
    assert line[-1] == "records 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 30 more"


def test_the_file_goes_unsaid_where_there_is_one() -> None:
    run = replace(ONE_FILE, findings=tuple(one for one in RUN.findings if one.path == "a.csv"))
    assert [row[-1] for row in listed(run, "What was found")] == [
        "", "records 213, 390, 1019 and 11 more", "records 77, 1204", "3 records of contact",
    ]  # fmt: skip


def test_a_page_with_nothing_to_list_has_no_empty_part() -> None:
    run = replace(
        ONE_FILE, findings=(), rates=RUN.rates[1:2], not_run=(), kept=(), problem_records=0,
        verdict=Verdict.PASSED, standards=(replace(RUN.standards[0], weaker=()),),
        tables=(replace(RUN.tables[0], warnings=()),),
    )  # fmt: skip
    assert re.findall("(?m)^#.*", markdown.render(run)) == [
        "### recordcheck: passed", "#### What is recorded",
    ]  # fmt: skip


def test_errors_stand_before_warnings_and_notes_whatever_their_order_in_the_run() -> None:
    levels = [row[0] for row in listed(replace(RUN, findings=RUN.findings[::-1]), "What was found")]
    assert levels == ["error", "error", "warning", "info (on trial)"]


def test_a_page_says_what_was_asked_for_that_is_not_usual() -> None:
    options = {
        "select": ["VOC-602", "ETH-*"], "ignore": ["ETH-401"], "targets": False,
        "fail_on": "never",
    }  # fmt: skip
    assert about(replace(RUN, options=options))[-1] == (
        "Asked for: only the rules VOC-602, ETH-*; without the rules ETH-401; no rate is held"
        " against its target (--no-targets); nothing fails the run (--fail-on never)"
    )
    usual = {"select": [], "ignore": [], "targets": True, "fail_on": "warning", "by": [["team"]]}
    assert not any(line.startswith("Asked") for line in about(replace(RUN, options=usual)))


def test_a_page_counts_what_was_met_kept_and_missed_on_trial() -> None:
    trial = rate("b", 90, 100)
    trial = replace(trial, targets=(replace(trial.targets[0], trial=True),))
    rates = (rate("a", 90, 100), trial, rate("c", 99, 100), rate("d", 0, 0))
    kept = (
        Kept("ETH-101", "key", "contact", None, 1, 0),
        Kept("ETH-402", "by-officer", "contact", None, 0, 9),
    )
    run = replace(RUN, rates=rates, kept=kept, options={"fail_on": "error"})
    assert about(run)[2:] == [
        "Targets: 1 missed, 1 missed on trial, 1 met, 1 without a value",
        "Rules, counted once for each field: 2 broken with an error, 1 broken with a warning,"
        " 1 with a note, 1 kept, 1 without a record to judge, 3 not run",
        "Parameters: period_end 2026-03-31",
        "Asked for: only errors and missed targets fail the run (--fail-on error)",
    ]


def test_a_page_names_every_standard_and_each_file_once() -> None:
    other = replace(RUN.standards[0], name="voice-of-the-child", title="Voice")
    run = replace(
        RUN,
        standards=(RUN.standards[0], other),
        tables=(*RUN.tables, *RUN.tables, replace(RUN.tables[1], name="episode", path="c/d.csv")),
    )
    assert about(run)[:2] == [
        "Standard: Ethnicity (child-ethnicity 2026.1); Voice (voice-of-the-child 2026.1)",
        "Read: contact (1,862 records of a.csv and 1 more); episode (862 records of d.csv)",
    ]


def test_what_a_baseline_knows_is_missed_but_neither_bold_nor_found() -> None:
    wrong = Figure("VOC-602", "contact", None, "kept", 2, 1_098)
    rules = [Figure(rule, "contact", None, None, 2, 1_098) for rule in ("VOC-602", "ETH-391")]
    better = replace(rules[1], count=1)
    held = (
        Held(Standing.KNOWN, wrong, wrong),
        Held(Standing.KNOWN, rules[0], rules[0]),
        Held(Standing.BETTER, rules[1], better),
    )
    run = replace(RUN, findings=(), rates=RUN.rates[2:3], comparison=Comparison("known.txt", held))
    assert (
        listed(run, "Rules with a target")[0][-1]
        == "kept 99.9%: MISSED by 1 record (in the baseline)"
    )
    assert "Targets: 1 missed as in the baseline" in about(run)
    assert about(run)[3].startswith(
        "Rules, counted once for each field: 2 broken as in the baseline, "
    )
    assert "**MISSED" not in markdown.render(run)


def test_the_rates_say_that_records_were_set_aside() -> None:
    run = replace(RUN, tables=(replace(RUN.tables[0], set_aside=3),))
    said = "**INCOMPLETE: 3 records set aside.** The rates are of the records that could be read."
    assert f"\n\n{said} A field is *due*" in markdown.render(run)


def test_each_table_that_is_cut_says_how_many_lines_are_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = tables(markdown.render(RUN))
    monkeypatch.setattr(markdown, "LARGEST", 2_000)
    page = markdown.render(RUN)
    shown = tables(page)
    assert sum(map(len, shown.values())) < sum(map(len, whole.values()))
    for title, rows in whole.items():
        part = page.split(f"#### {title}\n")[1].split("\n#### ")[0]
        left = re.findall(r"\n(\d+) more .* not listed\. `--output-format json` has all\.", part)
        assert len(shown[title]) + sum(map(int, left)) == len(rows)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("www.example.org.csv", r"www\.example.org.csv"),
        ("https://example.org", r"https\://example.org"),
        ("C:/exports/a.csv", "C:/exports/a.csv"),
        ("called @octocat", "called @\u200boctocat"),
    ],
)
def test_an_address_is_no_link_and_a_name_calls_nobody(name: str, written: str) -> None:
    run = replace(ONE_FILE, findings=(replace(RUN.findings[3], says=name),))
    assert f"| {written} |" in markdown.render(run)


def note(run: Run, title: str) -> str:
    """What stands between a title and its table."""
    return markdown.render(run).split(f"#### {title}\n\n")[1].split("\n\n")[0]


def test_a_reader_of_the_page_alone_can_reckon_the_shares_again() -> None:
    """Of 100 due 20 declined: 76 of 80 are known, and 4 of 100 not stated."""
    aim = target("not_stated", "5", 4, 100, 0)
    made = rate("a", 96, 100, known=76, declined=20, targets=(replace(aim, ceiling=True),))
    said = note(replace(RUN, rates=(made,)), "What is recorded")
    assert said.endswith(
        " Where some who declined are *set apart*, *known* is the share of the others. A share"
        " that is to be *at most* so much is of what is due, too."
    )
    plain = note(replace(RUN, rates=(rate("a", 96, 100),)), "What is recorded")
    assert plain.endswith(" A dash stands where nothing was due.")


def test_what_a_parameter_stands_for_is_said_the_days_first() -> None:
    given = {"hours": "72", "period_end": "2026-03-31"}
    assert "Parameters: period_end 2026-03-31, hours 72" in about(replace(RUN, parameters=given))
    assert not any("Parameters" in line for line in about(replace(RUN, parameters={})))


def test_the_page_says_where_a_rule_is_explained() -> None:
    """The first of which somebody wrote that down."""
    said = note(RUN, "What was found").replace("\\", "")
    assert said.endswith(
        " `recordcheck explain ETH-391` says why that rule is asked, and who asks it;"
        " likewise for other rules."
    )
    assert "explain" not in note(replace(RUN, rules={}), "What was found")
