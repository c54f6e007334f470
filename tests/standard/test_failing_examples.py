"""An example that does not show what it should is named at its line, with why where that is
plain.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from recordcheck.engine.examples import prove
from recordcheck.output import proofs
from recordcheck.rules import rules_of
from recordcheck.standard.load import load

STANDARD = """\
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    fields:
      seen: {type: code, codes: [{code: Y, label: "Yes"}, N]}
      said: {type: text}
      on_day: {type: date}
    rules:
      - id: VIS-401
        name: a-rule
        says: It holds.
        why: A test.
        severity: error
        field: said
        when: recorded(said)
        assert: seen = 'Y' and on_day < '2026-04-01'
        examples:
"""
KEEPS = "{seen: Yes, said: Hello, on_day: 2026-03-31}"
BREAKS = "{seen: N, said: Hello, on_day: 2026-03-31}"

UNJUDGED = (
    "could not judge the example that should break it: what it needs is blank there, or does not"
    " read"
)


@pytest.mark.parametrize(
    ("keeps", "breaks", "failures"),
    [
        (KEEPS, BREAKS, []),
        (
            KEEPS.replace("Yes", "yes"),
            BREAKS,
            [
                "22:15: VIS-401 said is broken by the example that should keep it;"
                " its seen `yes` is not on the code list seen"
            ],
        ),
        # Of several records all keep it that can, and one at least that breaks it is enough.
        (
            f"visit: [{KEEPS}, {BREAKS}]",
            f"visit: [{KEEPS}, {BREAKS}]",
            ["22:15: VIS-401 said is broken by the example that should keep it"],
        ),
        (KEEPS, KEEPS, ["24:15: VIS-401 said is kept by the example that should break it"]),
        (
            "{seen: Y, on_day: 2026-03-31}",
            BREAKS,
            ["22:15: VIS-401 said does not apply to the example that should keep it"],
        ),
        (
            KEEPS,
            "{seen: Y, said: Hello, on_day: 31 March}",
            [
                f"24:15: VIS-401 said {UNJUDGED};"
                " its on_day `31 March` is not a date (2026-03-31 or 31/03/2026)"
            ],
        ),
        # what is read as a code is on the list
        (
            KEEPS.replace("Yes", "1. Y - Yes").replace("03-31", "04-01"),
            BREAKS,
            ["22:15: VIS-401 said is broken by the example that should keep it"],
        ),
        # a placeholder is a blank, and no code that somebody mistyped
        (
            KEEPS,
            "{seen: n/a, said: Hello, on_day: 2026-03-31}",
            [f"24:15: VIS-401 said {UNJUDGED}"],
        ),
        (
            KEEPS,
            "{seen: null, said: Hello, on_day: 2026-03-31}",
            [f"24:15: VIS-401 said {UNJUDGED}"],
        ),
    ],
)
def test_a_failing_example_is_named_with_what_it_does_instead(
    tmp_path: Path, keeps: str, breaks: str, failures: list[str]
) -> None:
    path = tmp_path / "visits.yaml"
    shown = f"          keeps:\n            - {keeps}\n          breaks:\n            - {breaks}\n"
    path.write_text(STANDARD + shown, encoding="utf-8")
    proof = prove(load(path))
    assert proof.failures == [f"{path}:{failure}" for failure in failures]


@pytest.mark.parametrize(
    ("form", "examples"),
    [(".*", 4), (".{5,}", 4), (".{5}", 5), ("[[:alpha:]]+", 5), ("[A-Z]{2}", 5)],
)
def test_a_form_that_nearly_all_texts_have_has_no_example_that_breaks_it(
    tmp_path: Path, form: str, examples: int
) -> None:
    """Of the code and the day are two each."""
    path = tmp_path / "visits.yaml"
    text = STANDARD.partition("    rules:")[0].replace(
        "{type: text}", f"{{type: text, format: '{form}'}}"
    )
    path.write_text(text, encoding="utf-8")
    proof = prove(load(path))
    assert (proof.examples, proof.failures) == (examples, [])


@pytest.mark.parametrize(
    ("field", "rule", "keeps", "breaks"),
    [
        # Nothing is shorter than one character: what is blank has no length.
        ("type: text, length: [1, null]", "VIS-394", 1, 0),
        ("type: text, length: [2, null]", "VIS-394", 1, 1),
        ("type: text, length: [null, 3]", "VIS-394", 1, 1),
        ("type: code, codes: [AB, CD], length: [2, 2]", "VIS-394", 0, 1),
        ("type: text, length: [4, 4]", "VIS-196", 1, 1),
        ('type: code, codes: ["00", "10"]', "VIS-196", 1, 1),
        ('type: code, codes: ["01", {code: "10", aliases: ["1"]}]', "VIS-196", 1, 0),
        ("type: text, same_length: at most 2%", "VIS-197", 1, 1),
        ("type: text, needs: [seen, on_day]", "VIS-291", 1, 1),
        # Twenty records of two values are half of each; a list of one code has no other.
        ("type: text, same_value: at most 50%", "VIS-494", 1, 1),
        ("type: text, same_value: at most 49%", "VIS-494", 0, 1),
        ("type: code, codes: [A], same_value: at most 90%", "VIS-494", 0, 1),
    ],
)
def test_a_rule_that_follows_from_a_key_has_the_examples_that_there_can_be_and_they_show_it(
    tmp_path: Path, field: str, rule: str, keeps: int, breaks: int
) -> None:
    """`explain` shows them, and `schema test` fails nobody's standard for them."""
    path = tmp_path / "visits.yaml"
    text = STANDARD.partition("    rules:")[0].replace("said: {type: text}", f"said: {{{field}}}")
    path.write_text(text, encoding="utf-8")
    standard = load(path)
    assert prove(standard).failures == []
    (found,) = [
        one
        for one in rules_of(standard.tables["visit"], standard)
        if (one.id, one.field) == (rule, "said")
    ]
    assert (len(found.keeps), len(found.breaks)) == (keeps, breaks)


@pytest.mark.parametrize(("kinds", "without"), [(1, ["VIS-401"]), (2, [])])
def test_a_rule_is_shown_by_what_keeps_it_and_what_breaks_it(
    tmp_path: Path, kinds: int, without: list[str]
) -> None:
    path = tmp_path / "visits.yaml"
    shown = [f"          keeps: [{KEEPS}]\n", f"          breaks: [{BREAKS}]\n"][:kinds]
    path.write_text(STANDARD + "".join(shown), encoding="utf-8")
    proof = prove(load(path))
    assert (proof.without, proof.failures) == (without, [])
    named = "visits: no example that keeps and one that breaks: VIS-401\n" if without else ""
    assert proofs.render([proof], width=99).endswith(
        f"\n\n{named}{proof.examples} examples run: all show what they should\n"
    )


def test_a_failing_example_is_named_with_a_date_of_another_table_in_another_form(
    tmp_path: Path,
) -> None:
    path = tmp_path / "visits.yaml"
    asks = "exists (select * from day d where d.on_day = visit.on_day)"
    text = STANDARD.replace("seen = 'Y' and on_day < '2026-04-01'", asks)
    days = "  day:\n    one_record_is: a day\n    fields:\n"
    days += "      on_day: {type: date, dates: '%d-%b-%y'}\n"
    shown = f"- {{visit: [{KEEPS}], day: [{{on_day: 30-Mar-26}}, {{on_day: 2026-03-31}}]}}\n"
    shown = f"          keeps:\n            {shown}          breaks:\n            {shown}"
    path.write_text(text.replace("tables:\n", f"tables:\n{days}") + shown, encoding="utf-8")
    proof = prove(load(path))
    assert proof.failures == [
        f"{path}:26:15: VIS-401 said is broken by the example that should keep it;"
        " its on_day `2026-03-31` is not a date in the form %d-%b-%y"
    ]


def test_a_rule_that_asks_for_the_export_before_does_not_apply_to_an_example_without_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "visits.yaml"
    asks = "not exists (select * from previous.visit p where p.said = visit.said)"
    text = STANDARD.replace("seen = 'Y' and on_day < '2026-04-01'", asks)
    shown = f"          keeps:\n            - {KEEPS}\n          breaks:\n            - "
    shown += f"{{visit: [{BREAKS}], previous.visit: [{KEEPS}]}}\n"
    path.write_text(text + shown, encoding="utf-8")
    proof = prove(load(path))
    assert proof.failures == [
        f"{path}:22:15: VIS-401 said does not apply to the example that should keep it"
    ]


def test_the_examples_of_a_rule_are_run_with_the_parameters_of_its_own_standard(
    tmp_path: Path,
) -> None:
    last = "parameters: {last: {type: date, default: 2026-04-01}}\n"
    base = STANDARD.replace("tables:\n", f"{last}tables:\n").replace(
        "seen = 'Y' and on_day < '2026-04-01'", "on_day < :last"
    )
    shown = [
        f"          keeps:\n            - {KEEPS}\n          breaks:\n",
        f"            - {KEEPS.replace('2026-03-31', '2026-04-02')}\n",
    ]
    (tmp_path / "visits.yaml").write_text(base + "".join(shown), encoding="utf-8")
    text = 'standard: later\nversion: "1"\ntitle: Ours\nextends: visits\n'
    text += "parameters: {last: {type: date, default: 2026-06-30}}\n"
    text += "tables: {call: {one_record_is: one call, fields: {caller: {type: text}}}}\n"
    (tmp_path / "later.yaml").write_text(text, encoding="utf-8")
    proof = prove(load(tmp_path / "later.yaml"))
    assert (proof.examples, proof.failures) == (6, [])


def test_the_examples_of_a_rule_are_run_whatever_folder_its_standard_stands_on(
    tmp_path: Path,
) -> None:
    """Each of three standards is in a folder of its own, which the configuration names."""
    first = STANDARD + f"          keeps:\n            - {KEEPS}\n"
    words = "name: b, says: It is said., why: A test., severity: error, assert: recorded(said)"
    ours = f"tables: {{visit: {{rules: [{{id: OUR-401, {words},"
    ours += " examples: {keeps: [{said: Hello}]}}]}}\n"
    head = 'version: "1"\ntitle: Ours\n'
    texts = {
        "visits": first,
        "ours": f"standard: ours\n{head}extends: visits\n{ours}",
        "later": f"standard: later\n{head}extends: ours\n",
    }
    folders = [tmp_path / called for called in texts]
    for folder, text in zip(folders, texts.values(), strict=True):
        folder.mkdir()
        (folder / f"{folder.name}.yaml").write_text(text, encoding="utf-8")
    proof = prove(load("later", folders=folders))
    assert proof.failures == []


def test_today_is_in_every_example_the_day_that_the_page_says(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
    (day,) = re.findall(r"runs the examples, with (\d{4}-\d\d-\d\d) as `:today`", page)
    path = tmp_path / "visits.yaml"
    text = STANDARD.replace("seen = 'Y' and on_day < '2026-04-01'", "on_day = :today")
    keeps, breaks = KEEPS.replace("2026-03-31", day), KEEPS.replace("2026-03-31", "2026-03-30")
    text += f"          keeps:\n            - {keeps}\n          breaks:\n            - {breaks}\n"
    path.write_text(text, encoding="utf-8")
    proof = prove(load(path))
    assert proof.failures == []


@pytest.mark.parametrize(
    "says",
    [
        "type: date, range: [2010-01-01, null]",
        "type: date, range: [2010-01-01, 2012-01-01], dates: '%d-%b-%y'",
        "type: datetime, range: [null, 2012-01-01]",
        "type: datetime, range: [2010-01-01, 2012-01-01], dates: '%d-%b-%y %H:%M'",
        "type: integer, range: [2005, 2026]",
        "type: integer, range: [null, 17]",
        "type: number, range: [-5, null]",
        "type: number, range: [-2000000.5, null]",
        "type: integer, range: [-2000000, -1000000]",
        "type: integer, range: [null, 999999999999999999]",
        "type: date, range: [0999-01-01, null]",
        "type: datetime, range: [0999-01-01, null]",
        "type: date, range: [9999-12-31, null], unique: true",
        "type: integer, range: [5, 5], unique: true",
        "type: code, codes: [only], unique: true",
        "type: text, length: [0, null]",
        "type: text, length: [1, null]",
        "type: text, length: [2, null]",
        "type: text, length: [null, 1]",
        "type: text, length: [3, 3]",
        "type: code, codes: [{code: '01', aliases: ['1']}, '02']",
    ],
)
def test_the_made_up_values_of_a_field_are_such_as_it_asks_for(tmp_path: Path, says: str) -> None:
    path = tmp_path / "visits.yaml"
    path.write_text(
        'standard: visits\nversion: "1"\ntitle: Visits\ntables:\n  visit:\n'
        "    one_record_is: one visit\n    fields:\n      child: {type: text}\n"
        f"      what: {{{says}, same_within: [child]}}\n"
    )
    proof = prove(load(path))
    assert proof.failures == []


@pytest.mark.parametrize(
    ("mine", "theirs"), [("", ", dates: '%d-%b-%y'"), (", dates: '%d-%b-%y'", "")]
)
def test_two_days_are_made_up_only_where_both_are_written_as_examples_are(
    tmp_path: Path, mine: str, theirs: str
) -> None:
    path = tmp_path / "visits.yaml"
    path.write_text(
        'standard: visits\nversion: "1"\ntitle: Visits\ntables:\n  visit:\n'
        "    one_record_is: one visit\n    fields:\n"
        f"      seen: {{type: date{theirs}}}\n      told: {{type: date, not_after: seen{mine}}}\n"
    )
    proof = prove(load(path))
    assert proof.failures == []


def test_an_example_of_numbers_too_large_to_add_is_named_beside_those_of_other_rules(
    tmp_path: Path,
) -> None:
    path = tmp_path / "visits.yaml"
    text = STANDARD.replace("    rules:\n", "      number: {type: integer}\n    rules:\n")
    rule, sum_of_ten = text[text.index("      - id:") :], " + ".join(["number"] * 10)
    later = rule.replace("VIS-401", "VIS-402").replace("seen =", f"{sum_of_ten} > 0 and seen =")
    keeps, large = (
        f"          keeps: [{KEEPS}]\n",
        KEEPS.replace("{", f"{{number: '{10**18 - 1}', "),
    )
    first = f"{keeps}          breaks: [{BREAKS}]\n"
    second = f"          keeps:\n            - {large}\n          breaks: [{BREAKS}]\n"
    path.write_text(text + first + later + second, encoding="utf-8")
    proof = prove(load(path))
    assert proof.failures == [
        f"{path}:34:15: VIS-402 said its example cannot be run: a rule computes a number or a date"
        " that is too large to hold"
    ]
