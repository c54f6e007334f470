"""What `explain` and the pages show of the SQL that stands behind a rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recordcheck.model import Rule, Standard
from recordcheck.output import explanation, reference, standard_page
from recordcheck.output.style import Style
from recordcheck.rules import all_rules, rules_of
from recordcheck.standard.load import load

SEEN = """\
standard: seen
version: "1"
title: Children who were seen
parameters:
  least: {type: integer, default: "3", says: Visits that make a habit}
  days: {type: integer, default: "28", says: Days between two visits}
  unused: {type: integer, default: "7"}
tables:
  visit:
    one_record_is: one visit
    fields:
      child_id: {type: text, due: always}
      visited_on: {type: date, due: always}
      note: {type: text}
    derive:
      visits_of_child: count(*) over (partition by child_id)
      first_visit: |
        select min(v.visited_on) from visit v
        where v.child_id = visit.child_id and v.visited_on >= add_days(visit.visited_on, -:days)
      nobody_reads_this: length(note)
      often: visits_of_child >= :least
    rules:
      - id: SEE-401
        name: seen-before
        says: A child who is seen often was seen before.
        why: A first visit is no habit.
        severity: info
        when: often
        assert: first_visit < visited_on
      - id: SEE-402
        name: noted
        says: A visit has a note.
        why: What is not written down is lost.
        severity: info
        assert: recorded(note)
  child:
    one_record_is: one child over all visits
    view: select v.child_id, count(*) as visits from visit v group by v.child_id
    fields:
      child_id: {type: text}
      visits: {type: integer}
    rules:
      - id: SEE-403
        name: seen-twice
        says: A child is seen twice.
        why: Once is not enough.
        severity: info
        assert: visits > 1
"""
BEHIND = """\
  It holds where:
    when often
    assert first_visit < visited_on

  Worked out for it:
    visits_of_child =
      count(*) over (partition by child_id)
    first_visit =
      select min(v.visited_on) from visit v
      where v.child_id = visit.child_id and v.visited_on >= add_days(visit.visited_on, -:days)
    often =
      visits_of_child >= :least

  Its parameters, set with --param name=value:
    least (integer, 3)  Visits that make a habit
    days (integer, 28)  Days between two visits
"""
SEVERAL = """\
SEE-402 noted (info)

  A visit has a note.
    table visit
  A visit has a note.
    table child; error

  Why: What is not written down is lost.

  It holds, of visit, where:
    assert recorded(note)

  It holds, of child, where:
    assert visits > :least

  child stands in no export; it is made of other tables:
    select v.child_id, count(*) as visits from visit v group by v.child_id

  Its parameters, set with --param name=value:
    least (integer, 3)  Visits that make a habit
"""
VIEW = """\
  It holds where:
    assert visits > 1

  child stands in no export; it is made of other tables:
    select v.child_id, count(*) as visits from visit v group by v.child_id
"""


@pytest.fixture
def standard(tmp_path: Path) -> Standard:
    path = tmp_path / "seen.yaml"
    path.write_text(SEEN, encoding="utf-8")
    return load(str(path))


def rule(standard: Standard, called: str) -> Rule:
    return next(
        one
        for table in standard.tables.values()
        for one in rules_of(table, standard)
        if one.id == called
    )


def sql_of(standard: Standard, called: str) -> str:
    text = explanation.render([rule(standard, called)], standard)
    return text[text.index("  It holds where:") : text.index("\n  Standard: ")]


def test_a_rule_shows_each_derived_column_and_parameter_that_it_reaches(
    standard: Standard,
) -> None:
    assert sql_of(standard, "SEE-401") == BEHIND


def test_a_rule_over_columns_of_the_export_shows_no_more_than_itself(standard: Standard) -> None:
    assert sql_of(standard, "SEE-402") == "  It holds where:\n    assert recorded(note)\n"


def test_a_rule_over_a_view_shows_what_the_view_is_made_of(standard: Standard) -> None:
    assert sql_of(standard, "SEE-403") == VIEW


def test_a_rule_of_several_tables_shows_what_each_asks_and_how_grave_it_is(tmp_path: Path) -> None:
    path = tmp_path / "seen.yaml"
    again = "    rules:\n      - {id: SEE-402, severity: error, assert: visits > :least}\n"
    head, _, child = SEEN.rpartition("    rules:\n")
    path.write_text(head + again + child, encoding="utf-8")
    standard = load(path)
    rules = [one for one in all_rules(standard) if one.id == "SEE-402"]
    text = explanation.render(rules, standard)
    assert text[: text.index("\n  Standard: ")] == SEVERAL


def test_a_rule_of_many_fields_shows_twelve_and_says_how_many_more_there_are(
    standard: Standard,
) -> None:
    one = rule(standard, "SEE-290")
    rules = [replace(one, field=f"field_{number}") for number in range(14)]
    assert "field field_11\n  and of 2 more fields\n" in explanation.render(rules, standard)
    assert "field field_11\n  and of 1 more field\n" in explanation.render(rules[:13], standard)
    assert " more field" not in explanation.render(rules[:12], standard)


def test_a_rule_without_a_source_of_its_own_shows_that_of_its_standard(tmp_path: Path) -> None:
    path = tmp_path / "seen.yaml"
    of_all = "source: [{title: The Act, publisher: Parliament, year: '2004'}]\n"
    of_one = "        source: [{title: Our form, note: page 2}]\n"
    second = "      - id: SEE-402\n"
    text = SEEN.replace("tables:\n", of_all + "tables:\n", 1).replace(second, second + of_one)
    path.write_text(text, encoding="utf-8")
    found = load(path)
    told = [explanation.render([rule(found, one)], found) for one in ("SEE-401", "SEE-402")]
    assert [one.partition("  Source: ")[2].partition("\n\n")[0] for one in told] == [
        "The Act, Parliament, 2004",
        "Our form\n    page 2",
    ]


def test_no_line_about_a_standard_is_wider_than_the_terminal(tmp_path: Path) -> None:
    licence = "Apache-2.0 (the rules); each code list has a licence of its own\n"
    path = tmp_path / "seen.yaml"
    path.write_text(
        SEEN.replace('version: "1"\n', f'version: "1"\nlicence: {licence}').replace(
            "    one_record_is: one visit\n    fields:\n",
            "    one_record_is: one visit\n    key: [child_id, visited_on]\n"
            "    group_by: [child_id, visited_on, note]\n    fields:\n",
        ),
        encoding="utf-8",
    )
    ours = tmp_path / "ours.yaml"
    ours.write_text(
        'standard: ours\nversion: "1"\ntitle: Ours\nextends: seen.yaml\n'
        "off: [{rule: SEE-402, reason: a note stands in another system of ours}]\n",
        encoding="utf-8",
    )
    found = load(ours)
    tables = [(one, tuple(rules_of(one, found))) for one in found.tables.values()]
    text = standard_page.standard(found, tables, style=Style(width=45))
    told = [line for line in text.split("\n") if str(tmp_path) not in line]
    assert [line for line in told if len(line) > 45] == []
    assert "    weaker  SEE-402 is switched off (reason:\n            a note stands in" in text


def test_a_page_names_below_a_rule_what_it_reaches(standard: Standard) -> None:
    tables = [(table, tuple(rules_of(table, standard))) for table in standard.tables.values()]
    page = reference.standard(standard, tables)
    assert page.count("Worked out above: ") == 1
    assert (
        "assert first_visit < visited_on\n```\n\n"
        "Worked out above: `visits_of_child`, `first_visit`, `often`."
        " Parameters: `least` (3), `days` (28).\n"
    ) in page
