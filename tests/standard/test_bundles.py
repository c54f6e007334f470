"""Standards that include or extend others: what must agree, what may change, what is said of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow
import pytest

from recordcheck import StandardError, UserError, check, load
from recordcheck.engine import examples
from recordcheck.rules import rules_of
from recordcheck.standard.check import check_files
from recordcheck.standard.codes import read_codes
from recordcheck.standard.load import read_standard

BEFORE = " from a standard before it; make both the same"
CHILD = """\
standard: {name}
version: "1"
title: A child
tables:
  child:
    one_record_is: one child
    key: [child_id]
    fields:
      child_id: {{type: text, due: always}}
      team: {{type: text, due: {{when: "child_id <> 'x'"}}}}
    rules:
      - id: {prefix}-401
        name: {name}-rule
        says: It holds.
        why: It must.
        severity: error
        assert: "team = 'x'"
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def child(folder: Path, name: str) -> Path:
    return write(folder, name, CHILD.format(name=name, prefix=name[:3].upper()))


def bundle(folder: Path, name: str, *names: str) -> Path:
    text = f'standard: {name}\nversion: "1"\ntitle: All\nincludes: [{", ".join(names)}]\n'
    return write(folder, name, text)


def extension(folder: Path, base: str, body: str) -> Path:
    return write(
        folder, "local", f'standard: local\nversion: "1"\ntitle: Ours\nextends: {base}\n{body}'
    )


def slips(path: Path) -> list[str]:
    with pytest.raises(StandardError) as caught:
        load(path)
    return [str(slip).replace(f"{path.parent}/", "") for slip in caught.value.slips]


def test_fields_that_say_the_same_in_two_standards_are_one_field(tmp_path: Path) -> None:
    child(tmp_path, "one")
    child(tmp_path, "two")
    found = load(bundle(tmp_path, "both", "one", "two"))
    assert list(found.tables["child"].fields) == ["child_id", "team"]
    assert [rule.id for rule in found.tables["child"].rules] == ["ONE-401", "TWO-401"]


def test_a_standard_that_comes_by_two_ways_is_there_once(tmp_path: Path) -> None:
    child(tmp_path, "one")
    bundle(tmp_path, "inner", "one")
    found = load(bundle(tmp_path, "outer", "one", "inner"))
    assert [rule.id for rule in found.tables["child"].rules] == ["ONE-401"]


def test_a_standard_says_its_path_as_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "visits.yaml"
    path.write_text(
        "standard: visits\nversion: '1'\ntitle: Visits\ntables: {visit: {one_record_is: one visit,"
        " fields: {visit_id: {type: text}}}}\n"
    )
    monkeypatch.chdir(tmp_path)
    assert [load(path).path, load("visits.yaml").path] == [str(path), "visits.yaml"]


@pytest.mark.parametrize(
    ("working", "shown"), [(".", "own/"), ("own", ""), ("services", "../own/")], ids=str
)
def test_what_a_standard_stands_on_is_shown_from_the_same_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, working: str, shown: str
) -> None:
    """A rule with its line and a code list with its file; what is shipped stands in no folder of
    theirs.
    """
    for name in ("own", "services"):
        (tmp_path / name).mkdir()
    seen = "      seen: {type: code, codes: seen}\n"
    text = CHILD.format(name="alpha", prefix="ALP").replace("    rules:\n", f"{seen}    rules:\n")
    write(tmp_path / "own", "alpha", text)
    write(tmp_path / "own", "seen", "codes: seen\ntitle: Seen\nlist: [Y, N]\n")
    bundle(tmp_path / "own", "all", "alpha", "child-ethnicity")
    monkeypatch.chdir(tmp_path / working)
    for folder in (Path(shown), tmp_path / "own"):
        found = load(folder / "all.yaml")
        (rule,) = found.tables["child"].rules
        codes = found.tables["child"].fields["seen"].codes
        assert rule.place is not None
        assert codes is not None
        shown_at = [found.path, rule.place.path, codes.path]
        assert shown_at == [str(folder / f"{name}.yaml") for name in ("all", "alpha", "seen")]
        (place, *_) = [one.place for one in found.tables["contact"].rules]
        assert place is not None
        assert Path(place.path).is_absolute()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "type: text, due: {",
            "type: integer, due: {",
            "two defines child.team differently (type)",
        ),
        ("<> 'x'", "<> 'y'", "two defines child.team differently (due)"),
        ("key: [child_id]", "key: [team]", "two gives `child` a different key"),
    ],
)
def test_standards_that_do_not_agree_cannot_be_one(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    child(tmp_path, "one")
    two = child(tmp_path, "two")
    two.write_text(two.read_text().replace(old, new).replace("team = 'x'", "true"))
    found = slips(bundle(tmp_path, "both", "one", "two"))
    assert found == [f"both.yaml:4:1: {message}{BEFORE}"]


DATED = """\
standard: {name}
version: "1"
title: Visits
parameters: {{hours: {{type: integer, default: "24"}}}}
tables:
  visit:
    one_record_is: one visit
    key: [visit_id]
    group_by: [team]
    dated: seen
    fields:
      visit_id: {{type: text}}
      team: {{type: text}}
      seen: {{type: date}}
      written: {{type: date}}
    derive: {{days: "days_between(seen, written)"}}
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"24"', '"48"', "two defines the parameter `hours` differently"),
        ("integer", "number", "two defines the parameter `hours` differently"),
        ("dated: seen", "dated: written", "two dates the records of `visit` by a different field"),
        ("days_between(seen", "1 + days_between(seen", "two derives visit.days differently"),
        ("    key: [visit_id]\n", "", None),
        ("    dated: seen\n", "", None),
        ("group_by: [team]", "group_by: [seen]", None),
    ],
)
def test_what_two_standards_say_of_a_table_is_one_or_is_said_by_only_one(
    tmp_path: Path, old: str, new: str, says: str | None
) -> None:
    write(tmp_path, "one", DATED.format(name="one"))
    write(tmp_path, "two", DATED.format(name="two").replace(old, new))
    for members in (("one", "two"), ("two", "one")):
        both = bundle(tmp_path, "both", *members)
        if says is not None:
            later = says.replace("two", members[1], 1)
            assert slips(both) == [f"both.yaml:4:1: {later}{BEFORE}"]
            continue
        visit = load(both).tables["visit"]
        assert (visit.key, visit.dated) == (("visit_id",), "seen")
        assert set(visit.group_by) == {"team"} | ({"seen"} if "[seen]" in new else set())


def test_one_identifier_cannot_be_two_rules(tmp_path: Path) -> None:
    child(tmp_path, "one")
    two = child(tmp_path, "two")
    two.write_text(
        two.read_text().replace('version: "1"', 'version: "1"\nprefix: ONE').replace("TWO", "ONE")
    )
    found = slips(bundle(tmp_path, "both", "one", "two"))
    assert found == [
        "both.yaml:4:1: ONE-401 is `one-rule` in one standard and `two-rule` in another"
    ]


def test_no_rule_is_judged_by_a_field_that_bears_the_name_of_what_it_derives(
    tmp_path: Path,
) -> None:
    """`days` was that of the export in both standards, once they were one."""
    write(tmp_path, "one", DATED.format(name="one"))
    fields = "tables: {visit: {fields: {days: {type: integer}}}}\n"
    record = fields.replace("{visit: {", "{visit: {one_record_is: one visit, ")
    write(tmp_path, "two", f"standard: two\nversion: '1'\ntitle: Days\n{record}")
    for members in (("one", "two"), ("two", "one")):
        assert slips(bundle(tmp_path, "both", *members)) == [
            "both.yaml:4:1: visit.days is a field in one standard and derived in another"
        ]
    assert slips(extension(tmp_path, "one", fields)) == [
        "local.yaml:5:27: `days` is already a derived column of visit"
    ]
    derived = "tables: {visit: {derive: {days: '1'}}}\n"
    assert slips(extension(tmp_path, "two", derived)) == [
        "local.yaml:5:27: `days` is already a column of visit"
    ]


def test_a_rule_of_a_second_table_has_the_words_the_weight_and_the_sources_of_the_first(
    tmp_path: Path,
) -> None:
    visit = """\
  visit:
    one_record_is: one visit
    fields: {team: {type: text}}
    rules:
      - {id: ONE-401, assert: "team = 'x'"}
"""
    text = (
        child(tmp_path, "one")
        .read_text()
        .replace("severity: error\n", "severity: info\n        source: [{title: What was asked}]\n")
    )
    tables = load(write(tmp_path, "one", text + visit)).tables
    first, second = tables["child"].rules[0], tables["visit"].rules[0]
    assert [one.title for one in second.sources] == ["What was asked"]
    assert (second.name, second.says, second.why) == ("one-rule", "It holds.", "It must.")
    assert (second.severity, second.table) == (first.severity, "visit") == ("info", "visit")


@pytest.mark.parametrize("tried_by", ["the standard", "an extension"])
def test_a_rule_that_is_on_trial_is_so_in_a_second_table_too(tmp_path: Path, tried_by: str) -> None:
    """In the standard itself, and in a bundle that asks it of a table of its own."""
    one = child(tmp_path, "one")
    below = "one"
    if tried_by == "the standard":
        text = one.read_text().replace("severity: error", "severity: error\n        status: trial")
        one.write_text(text)
    else:
        trial = "tables: {child: {rules: [{id: ONE-401, status: trial}]}}\n"
        below = extension(tmp_path, "one", f"prefix: LOC\n{trial}").stem
    visit = """\
prefix: ONE
tables:
  visit:
    one_record_is: one visit
    fields: {team: {type: text}}
    rules:
      - {id: ONE-401, assert: "team = 'x'", target: 90%}
"""
    both = bundle(tmp_path, "both", below)
    (rule,) = load(write(tmp_path, "both", both.read_text() + visit)).tables["visit"].rules
    assert (rule.trial, [target.trial for target in rule.targets]) == (True, [True])


def test_a_bundle_cannot_include_itself(tmp_path: Path) -> None:
    assert slips(bundle(tmp_path, "mine", "mine")) == ["mine.yaml:4:12: `mine` includes itself"]


def test_two_bundles_cannot_include_each_other(tmp_path: Path) -> None:
    bundle(tmp_path, "other", "mine")
    assert slips(bundle(tmp_path, "mine", "other")) == [
        "mine.yaml:4:12: `other` has slips of its own; mend those first",
        "other.yaml:4:12: `mine` includes itself",
    ]


def test_an_extension_names_the_version_that_it_extends(tmp_path: Path) -> None:
    child(tmp_path, "one")
    assert slips(extension(tmp_path, "one@2", "")) == [
        "local.yaml:4:10: `one` is here in version 1, not 2"
    ]


def test_an_extension_may_name_a_version_that_stands_in_a_file_of_another_name(
    tmp_path: Path,
) -> None:
    for year in ("2024", "2025"):
        text = child(tmp_path, "one").read_text().replace("one child", f"one child of {year}")
        write(tmp_path, f"one-{year}", text.replace('version: "1"', f'version: "{year}"  # old'))
    found = load(extension(tmp_path, "one@2025", ""))
    assert found.tables["child"].one_record_is == "one child of 2025"


def test_the_path_of_what_is_extended_or_included_begins_at_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not at the folder that somebody works in, which may hold another file of that name."""
    (tmp_path / "ours").mkdir()
    (tmp_path / "elsewhere").mkdir()
    child(tmp_path, "one")
    write(tmp_path / "elsewhere", "one", "no: standard\n")
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert load(extension(tmp_path / "ours", "../one.yaml", "")).extends == "../one.yaml"
    assert load(bundle(tmp_path, "all", "one.yaml")).includes == ("one.yaml",)
    assert slips(extension(tmp_path, "two.yaml", "")) == [
        "local.yaml:4:10: there is no standard at two.yaml"
    ]


def test_a_version_that_is_not_here_is_not_checked_in_its_place(tmp_path: Path) -> None:
    child(tmp_path, "one")
    assert check_files(["one@1"], [tmp_path], skip_others=False).slips == ()
    with pytest.raises(UserError) as caught:
        check_files(["one@2"], [tmp_path], skip_others=False)
    assert caught.value.message == "`one` is here in version 1, not 2"


def test_an_extension_keeps_the_placeholders_of_its_base_unless_it_names_its_own(
    tmp_path: Path,
) -> None:
    for name, word in (("blanks", "Not asked"), ("ours", "Left out")):
        listed = f"codes: {name}\ntitle: Blank\nsource: [{{title: none}}]\nlist: [{word}]\n"
        write(tmp_path, name, listed)
    base = CHILD.format(name="one", prefix="ONE") + "placeholders: blanks\n"
    write(tmp_path, "one", base)
    assert load(extension(tmp_path, "one", "")).placeholders == ("not asked",)
    own = extension(tmp_path, "one", "placeholders: ours\n")
    assert load(own).placeholders == ("left out",)


def test_what_an_extension_changes_is_said_and_what_asks_for_less_is_marked(tmp_path: Path) -> None:
    child(tmp_path, "one")
    path = extension(
        tmp_path,
        "one@1",
        """\
tables:
  child:
    key: [team]
    group_by: [team]
    fields:
      child_id: {aliases: [Number], due: optional}
      born: {type: date, due: always}
    rules:
      - {id: ONE-401, severity: info, status: trial}
off:
  - {rule: ONE-290, reason: our system has no such field yet}
""",
    )
    found = load(path)
    assert [(change.says, change.weaker, change.reason) for change in found.changes] == [
        ("child.child_id is also read from Number", False, None),
        ("child.child_id is optional", True, None),
        ("ONE-401 is info instead of error", True, None),
        ("ONE-401 is on trial", True, None),
        ("child: the key is team instead of child_id", True, None),
        ("child: --by takes team too", False, None),
        ("ONE-290 is switched off", True, "our system has no such field yet"),
    ]
    assert "ONE-290" not in {rule.id for rule in rules_of(found.tables["child"], found)}


def test_each_of_two_extensions_one_on_the_other_says_which_spellings_it_maps(
    tmp_path: Path,
) -> None:
    """As many on both would read as one change."""
    path = child(tmp_path, "one")
    path.write_text(
        path.read_text().replace("team: {type: text,", "team: {type: code, codes: [x],")
    )
    of_team = "tables: {{child: {{fields: {{team: {{map: {{{}: x}}}}}}}}}}\n"
    extension(tmp_path, "one@1", of_team.format("North")).rename(tmp_path / "below.yaml")
    below = (tmp_path / "below.yaml").read_text().replace("standard: local", "standard: below")
    write(tmp_path, "below", below.replace("title", "prefix: BEL\ntitle"))
    found = load(extension(tmp_path, "below", of_team.format("South")))
    assert [change.says for change in found.changes] == [
        "child.team reads 1 further spelling of its codes: `North`",
        "child.team reads 1 further spelling of its codes: `South`",
    ]


def test_a_finding_by_an_extension_is_explained_as_the_extension_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is written it is an error, and an export by the extension has a note."""
    monkeypatch.chdir(tmp_path)
    child(tmp_path, "one")
    extension(tmp_path, "one", "tables: {child: {rules: [{id: ONE-401, severity: info}]}}\n")
    bundle(tmp_path, "whole", "local", "child-ethnicity")
    children = pyarrow.table({"child_id": ["1"], "team": ["y"]})
    helps = {
        name: [finding.help for finding in check({"child": children}, name).findings]
        for name in ("one.yaml", "local.yaml", "whole.yaml")
    }
    assert helps == {
        name: [f"`recordcheck explain ONE-401 --standard {name}` says what it asks and why"]
        for name in helps
    }


def test_a_shipped_rule_needs_its_standard_to_be_explained_where_an_extension_changes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bundle(tmp_path, "alone", "child-ethnicity")
    fields = "{group_by: [school], fields: {school: {type: text}}}"
    extension(tmp_path, "child-ethnicity", f"tables: {{contact: {fields}}}\n")
    contacts = pyarrow.table({"contact_id": ["1", "1"], "child_id": ["7", "7"]})
    found = {
        name: check(contacts, name, select="ETH-191").findings[0].help
        for name in ("child-ethnicity", "alone.yaml", "local.yaml")
    }
    assert found == {
        "child-ethnicity": "`recordcheck explain ETH-191` says what it asks and why",
        "alone.yaml": "`recordcheck explain ETH-191` says what it asks and why",
        "local.yaml": (
            "`recordcheck explain ETH-191 --standard local.yaml` says what it asks and why"
        ),
    }


def test_of_a_rule_that_is_no_more_the_next_one_is_offered_not_one_that_ends_alike(
    tmp_path: Path,
) -> None:
    path = child(tmp_path, "one")
    path.write_text(
        path.read_text().replace("ONE-401", "ONE-402")
        + "      - {id: ONE-601, name: other, says: It., why: So., severity: info, assert: true}\n"
    )
    own = extension(
        tmp_path, "one@1", "tables: {child: {rules: [{id: ONE-401, severity: info}]}}\n"
    )
    assert [slip.partition(": ")[2] for slip in slips(own)] == [
        "there is no rule `ONE-401`; did you mean `ONE-402`?"
    ]


def test_a_default_for_a_parameter_that_is_not_there_any_more_is_told_so(tmp_path: Path) -> None:
    child(tmp_path, "one")
    own = extension(tmp_path, "one@1", "parameters: {least: {default: 10}}\n")
    assert [slip.partition(": ")[2] for slip in slips(own)] == [
        "`type` is missing: there is no parameter `least` yet, and a new one needs a type"
    ]


def test_a_copy_that_no_name_finds_is_a_slip_of_the_copy(tmp_path: Path) -> None:
    text = child(tmp_path, "one").read_text()
    copy = write(tmp_path, "one-copy", text)
    found = check_files([str(tmp_path)], (), skip_others=False).slips
    assert [(Path(slip.path).name, slip.line, slip.message) for slip in found] == [
        (
            "one-copy.yaml",
            1,
            "one.yaml is `one@1` too, and is found in place of this one; give this one another name"
            " or version",
        )
    ]
    copy.write_text(text.replace('version: "1"', 'version: "2"'))
    assert check_files([str(tmp_path)], (), skip_others=False).slips == ()


def test_a_rule_of_a_standard_whose_name_begins_with_a_digit_can_be_switched_off(
    tmp_path: Path,
) -> None:
    """Its identifiers begin with a letter, as `off` takes them."""
    write(tmp_path, "2026-visits", CHILD.format(name="2026-visits", prefix="VIS"))
    body = "off: [{rule: VIS-290, reason: our system has no such field yet}]\n"
    assert load(extension(tmp_path, "2026-visits", body)).off.keys() == {"VIS-290"}


@pytest.mark.parametrize(
    ("before", "change"), [("target: 90%", "status: trial"), ("status: trial", "target: 90%")]
)
def test_a_rule_that_is_on_trial_has_no_target_that_fails_a_run(
    tmp_path: Path, before: str, change: str
) -> None:
    path = child(tmp_path, "one")
    path.write_text(
        path.read_text().replace("severity: error", f"severity: error\n        {before}")
    )
    body = f"tables:\n  child:\n    rules:\n      - {{id: ONE-401, {change}}}\n"
    (found,) = load(extension(tmp_path, "one", body)).tables["child"].rules
    assert found.trial
    assert [target.trial for target in found.targets] == [True]


def test_an_extension_cannot_make_another_thing_of_a_field_or_a_rule(tmp_path: Path) -> None:
    child(tmp_path, "one")
    path = extension(
        tmp_path,
        "one",
        """\
tables:
  child:
    fields:
      team: {type: integer, needs: [child_id]}
      child_id: {map: {C1: C2}, due: {when: recorded(team)}}
    rules:
      - {id: ONE-401, says: It need not hold., assert: "true", when: "false"}
""",
    )
    may = "it may change title, aliases, map, dates, target, due, source"
    assert slips(path) == [
        f"local.yaml:8:14: an extension cannot change `type`; {may}",
        f"local.yaml:8:29: an extension cannot change `needs`; {may}",
        "local.yaml:9:18: `child_id` has no code list to map to",
        "local.yaml:9:33: `due` in an extension can only be `always` or `optional`",
        "local.yaml:11:48: an extension cannot change `assert`, `says`, `when` of ONE-401; it may"
        " change severity, target, status; to ask for something else, add a rule with"
        " another number",
    ]


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("[one, two]", "local.yaml:4:10: `extends` must be text"),
        ("local", "local.yaml:4:10: `local` extends itself"),
    ],
)
def test_where_what_is_extended_is_not_known_nothing_else_is_accused(
    tmp_path: Path, base: str, said: str
) -> None:
    child(tmp_path, "one")
    body = "tables:\n  child:\n    fields:\n      team: {due: always}\n"
    assert slips(extension(tmp_path, base, body)) == [said]


def test_of_a_field_of_the_base_that_is_misspelt_nothing_else_is_said(tmp_path: Path) -> None:
    child(tmp_path, "one")
    body = "tables:\n  child:\n    fields:\n      teem: {target: {unknown: at most 5%}}\n"
    assert slips(extension(tmp_path, "one", body)) == [
        "local.yaml:8:7: `type` is missing; did you mean the field `team`?"
    ]


def test_a_field_that_an_extension_makes_optional_has_no_target(tmp_path: Path) -> None:
    base = child(tmp_path, "one")
    text = base.read_text().replace(
        "child_id <> 'x'\"}", "child_id <> 'x'\"}, target: {known: 90%}"
    )
    base.write_text(text)
    body = "tables: {child: {fields: {team: {due: optional}}}}\n"
    found = load(extension(tmp_path, "one", body))
    assert found.tables["child"].fields["team"].targets == ()
    assert [(one.says, one.weaker) for one in found.changes] == [("child.team is optional", True)]
    body = "tables: {child: {fields: {team: {due: optional, target: {known: 95%}}}}}\n"
    assert slips(extension(tmp_path, "one", body)) == [
        "local.yaml:5:49: a field with a target must be due; give it `due`, such as `due: always`"
    ]


def test_a_parameter_that_is_nearly_one_of_the_extended_standard_is_led_to_it(
    tmp_path: Path,
) -> None:
    base = child(tmp_path, "one")
    given = "parameters: {most_visits: {type: integer, default: 5}}\n"
    text = base.read_text().replace("tables:\n", f"{given}tables:\n", 1)
    base.write_text(text.replace("\"team = 'x'\"", "\"team = 'x' or :most_visits > 1\""))
    path = extension(tmp_path, "one", "parameters: {most_visit: {default: 3}}\n")
    said = "local.yaml:5:14: `type` is missing; did you mean the parameter `most_visits`?"
    assert said in slips(path)


def test_a_slip_of_a_new_rule_is_named_at_its_line_also_behind_a_rule_that_is_changed(
    tmp_path: Path,
) -> None:
    child(tmp_path, "one")
    body = """\
tables:
  child:
    rules:
      - {id: ONE-401, severity: info}
      - {id: LOC-401, name: a, says: A., why: B., severity: info, assert: teem = 'x'}
"""
    path = extension(tmp_path, "one", body)
    assert slips(path) == ["local.yaml:9:75: unknown column `teem`; did you mean `team`?"]
    path.write_text(path.read_text().replace("teem", "team"))
    *_, new = load(path).tables["child"].rules
    assert (new.id, new.place and new.place.line) == ("LOC-401", 9)


def test_a_rule_that_an_extension_changes_is_there_in_that_table_and_is_changed_once(
    tmp_path: Path,
) -> None:
    child(tmp_path, "one")
    body = """\
tables:
  child:
    rules:
      - {id: ONE-401, severity: info}
      - {id: ONE-401, status: trial}
      - {id: ONE-402, severity: info}
      - {id: ONE-290, severity: info}
  visit:
    one_record_is: one visit
    fields: {visit_id: {type: text}}
    rules:
      - {id: ONE-401, severity: info}
"""
    assert slips(extension(tmp_path, "one", body)) == [
        "local.yaml:9:14: `ONE-401` is given twice in child",
        "local.yaml:10:14: there is no rule `ONE-402`; did you mean `ONE-401`?",
        "local.yaml:11:14: `ONE-290` is implied, and cannot change; leave it, or list it"
        " under `off`",
        "local.yaml:16:14: `ONE-401` is a rule of child; change it there",
    ]


def test_a_rule_of_an_extension_is_new_or_a_change_by_its_prefix_and_by_what_it_asserts(
    tmp_path: Path,
) -> None:
    child(tmp_path, "one")
    words = "name: a, says: A., why: B., severity: info"
    body = f"""\
tables:
  child:
    rules:
      - {{id: LOC-401, {words}}}
      - {{id: XYZ-401, {words}}}
      - {{id: ONE-403, {words}, assert: 'true'}}
      - {{id: LOC-402, {words}, assert: 'true'}}
"""
    assert slips(extension(tmp_path, "one", body)) == [
        "local.yaml:8:14: `assert` is missing in LOC-401",
        "local.yaml:9:14: `XYZ-401` does not begin with this standard's prefix, LOC",
        "local.yaml:9:14: `assert` is missing in XYZ-401",
        "local.yaml:10:14: `ONE-403` does not begin with this standard's prefix, LOC",
    ]


def test_what_a_table_is_cannot_be_said_anew(tmp_path: Path) -> None:
    child(tmp_path, "one")
    body = "tables: {child: {title: Our children, one_record_is: one of ours}}\n"
    local = extension(tmp_path, "one", body)
    both = write(tmp_path, "both", bundle(tmp_path, "both", "one").read_text() + body)
    for path in (local, both):
        assert slips(path) == [
            f"{path.name}:5:18: `child` is already a table, and its `title` cannot change;"
            " take the key out",
            f"{path.name}:5:39: `child` is already a table, and its `one_record_is` cannot change;"
            " take the key out",
        ]


@pytest.mark.parametrize(
    ("says", "slip"),
    [
        ("key: [team]", f"5:1: one gives `child` a different key{BEFORE}"),
        ("fields: {team: {type: text}}", f"5:1: one defines child.team differently (due){BEFORE}"),
        (
            "rules: [{id: ONE-401, name: x, says: x, why: x, severity: info, assert: 'true'}]",
            "5:31: `ONE-401` is given twice in child",
        ),
        ("group_by: [team], fields: {team: {type: text, due: {when: child_id <> 'x'}}}", None),
        ("rules: [{id: ONE-402, name: x, says: x, why: x, severity: info, assert: 'true'}]", None),
    ],
)
def test_what_a_bundle_says_of_a_table_itself_must_agree_with_what_it_includes(
    tmp_path: Path, says: str, slip: str | None
) -> None:
    child(tmp_path, "one")
    head = "standard: one\nversion: '1'\ntitle: All\nincludes: [one@1]\n"
    (tmp_path / "bundles").mkdir()
    path = write(tmp_path / "bundles", "both", f"{head}tables: {{child: {{{says}}}}}\n")
    if slip is not None:
        with pytest.raises(StandardError) as caught:
            load(path, folders=[tmp_path])
        assert [f"{one.line}:{one.column}: {one.message}" for one in caught.value.slips] == [slip]
    else:
        rules = load(path, folders=[tmp_path]).tables["child"].rules
        assert [rule.id for rule in rules] == ["ONE-401", "ONE-402"][: 1 + says.count("402")]


def test_another_default_that_a_bundle_gives_is_said(tmp_path: Path) -> None:
    child(tmp_path, "one").write_text(CHILD.format(name="one", prefix="ONE") + HOURS)
    both = bundle(tmp_path, "both", "one")
    both.write_text(both.read_text() + "parameters: {hours: {default: 72}}\n")
    (change,) = load(both).changes
    assert change.says == "the parameter hours is 72 instead of 48"


def test_of_a_standard_with_slips_an_extension_says_that_alone(tmp_path: Path) -> None:
    below = child(tmp_path, "one")
    below.write_text(below.read_text().replace("team = 'x'", "teem = 'x'"))
    body = "tables: {child: {fields: {team: {due: always}}}}\noff: [{rule: ONE-401, reason: x}]\n"
    path = extension(tmp_path, "one", body)
    with pytest.raises(StandardError) as caught:
        load(path)
    assert [(Path(slip.path).name, slip.message) for slip in caught.value.slips] == [
        ("local.yaml", "`one` has slips of its own; mend those first"),
        ("one.yaml", "unknown column `teem`; did you mean `team`?"),
    ]


SEX = """\
standard: sexes
version: "1"
title: Sexes
tables:
  child:
    one_record_is: one child
    fields:
      sex:
        type: code
        codes: [{code: M, label: Male}, {code: F, label: Female, aliases: [Girl]}]
        due: always
"""


def test_an_extension_maps_what_a_cell_may_hold_and_no_blank(tmp_path: Path) -> None:
    """A blank that counts as a code would be recorded, valid and known in every figure."""
    write(tmp_path, "sexes", SEX)
    body = "tables: {child: {fields: {sex: {map: {'': M, ' 1': M, F: M}}}}}\n"
    assert slips(extension(tmp_path, "sexes", body)) == [
        "local.yaml:5:39: a blank cannot stand for a code",
        "local.yaml:5:46: ` 1` begins or ends with white space, which is taken off every cell",
        "local.yaml:5:55: `F` is itself a code of sex",
    ]


def test_a_spelling_moves_to_the_code_that_an_extension_gives_it(tmp_path: Path) -> None:
    write(tmp_path, "sexes", SEX)
    body = "tables: {child: {fields: {sex: {map: {Girl: M, Male: F}}}}}\n"
    codes = load(extension(tmp_path, "sexes", body)).tables["child"].fields["sex"].codes
    assert codes is not None
    assert codes.spellings == {"Girl": "M", "Female": "F", "Male": "F"}


def test_a_standard_may_map_further_spellings_of_its_own_field(tmp_path: Path) -> None:
    path = write(tmp_path, "sexes", SEX + "        map: {Boy: M, Lad: M}\n")
    codes = load(path).tables["child"].fields["sex"].codes
    assert codes is not None
    assert codes.spellings == {"Male": "M", "Boy": "M", "Lad": "M", "Female": "F", "Girl": "F"}
    path = write(tmp_path, "sexes", SEX + "        map: {Boy: B, Lad: Male}\n")
    assert slips(path) == [
        "sexes.yaml:12:20: `B` is not a code of sex; known: M, F",
        "sexes.yaml:12:28: `Male` is not a code of sex; write its code `M`",
    ]


HOURS = "parameters:\n  hours: {type: integer, default: 48, says: Hours in which it is written.}\n"


def test_another_default_of_a_parameter_is_said_and_its_sentence_is_kept(tmp_path: Path) -> None:
    child(tmp_path, "one").write_text(CHILD.format(name="one", prefix="ONE") + HOURS)
    body = "parameters: {hours: {default: 72}, ours: {type: text, default: x}}\n"
    found = load(extension(tmp_path, "one", body))
    assert [(change.says, change.weaker) for change in found.changes] == [
        ("the parameter hours is 72 instead of 48", False)
    ]
    assert found.parameters["hours"].says == "Hours in which it is written."


def test_a_system_that_writes_dates_its_own_way_is_read_by_an_extension(tmp_path: Path) -> None:
    """The examples of the standard below stay true: they are read as they were written."""
    body = """\
tables:
  contact:
    fields:
      contact_at: {dates: "%d-%b-%y %H:%M"}
      recorded_at: {dates: "%d-%b-%y %H:%M"}
      child_date_of_birth: {dates: "%d-%b-%Y"}
      sent_on: {type: date, dates: "%d.%m.%Y", title: Day on which it was sent}
"""
    found = load(extension(tmp_path, "child-ethnicity", body))
    assert [(change.says, change.weaker) for change in found.changes] == [
        ("contact.contact_at reads dates in the form %d-%b-%y %H:%M alone", False),
        ("contact.recorded_at reads dates in the form %d-%b-%y %H:%M alone", False),
        ("contact.child_date_of_birth reads dates in the form %d-%b-%Y alone", False),
    ]
    records = {
        "contact_at": ["01-MAR-26 09:00", "1-Mar-26 09:00", "2026-03-01 09:00"],
        "recorded_at": ["01-MAR-26 10:00", "28-Feb-26 10:00", "01-MAR-26 10:00"],
        "child_date_of_birth": ["31-JUL-2012", "31-Jul-2012", "31/07/2012"],
    }
    run = check(
        pyarrow.table(records), found, as_at=date(2026, 3, 31), select=["ETH-390", "ETH-490"]
    )
    assert {(one.rule, one.field): one.records for one in run.findings} == {
        ("ETH-390", "contact_at"): (3,),
        ("ETH-390", "child_date_of_birth"): (3,),
        ("ETH-490", "recorded_at"): (2,),
    }
    proof = examples.prove(found)
    assert proof.failures == []


def test_a_form_of_dates_goes_with_dates(tmp_path: Path) -> None:
    fields = (
        "{contact_at: {dates: DD-MM}, team: {dates: '%d-%m-%Y'}, recorded_at: {dates: '%m/%Y'}}"
    )
    body = f"tables: {{contact: {{fields: {fields}}}}}\n"
    assert slips(extension(tmp_path, "child-ethnicity", body)) == [
        "local.yaml:5:49: `DD-MM` is not a form of dates (such as %m/%d/%Y)",
        "local.yaml:5:64: `dates` does not go with type text",
        "local.yaml:5:105: `%m/%Y` does not give the hour of a datetime (such as %m/%d/%Y %H:%M);"
        " a day alone needs a field of type date",
    ]


def test_a_parameter_keeps_its_type_in_an_extension(tmp_path: Path) -> None:
    child(tmp_path, "one").write_text(CHILD.format(name="one", prefix="ONE") + HOURS)
    body = "parameters: {hours: {type: text, default: soon}}\n"
    assert slips(extension(tmp_path, "one", body)) == [
        "local.yaml:5:28: `hours` is integer already; only its default may change"
    ]


def test_what_an_extension_says_of_a_field_is_said_of_it(tmp_path: Path) -> None:
    base = child(tmp_path, "one")
    source = "source: [{title: An act}]"
    base.write_text(
        base.read_text().replace("child_id: {type: text,", f"child_id: {{type: text, {source},")
    )
    says = "title: Number of the child, source: [{title: local convention, note: the target}]"
    body = f"tables: {{child: {{fields: {{child_id: {{{says}, target: {{recorded: 100%}}}}}}}}}}\n"
    field = load(extension(tmp_path, "one", body)).tables["child"].fields["child_id"]
    assert field.title == "Number of the child"
    assert [str(one) for one in field.sources] == ["An act", "local convention"]


def test_two_rules_of_two_tables_have_two_identifiers(tmp_path: Path) -> None:
    other = """\
  visit:
    one_record_is: one visit
    fields: {visit_id: {type: text}}
    rules:
      - {id: ONE-401, name: %s, says: s, why: w, severity: info, assert: recorded(visit_id)}
"""
    both = child(tmp_path, "one")
    first = both.read_text()
    both.write_text(first + other % "visit-known")
    number = first.count("\n") + 5
    assert slips(both) == [
        f"one.yaml:{number}:14: `ONE-401` is already `one-rule` of child; take another number"
    ]
    both.write_text(first + other % "one-rule")  # one rule that is asked of two tables
    assert [rule.id for rule in load(both).tables["visit"].rules] == ["ONE-401"]


def test_what_an_extension_switches_off_stays_off_in_a_bundle_and_is_said(tmp_path: Path) -> None:
    child(tmp_path, "one")
    extension(tmp_path, "one", "off: [{rule: ONE-401, reason: not yet}]\n")
    found = load(bundle(tmp_path, "all", "local"))
    assert "ONE-401" not in {rule.id for rule in rules_of(found.tables["child"], found)}
    assert [change.says for change in found.changes] == ["ONE-401 is switched off"]


def test_a_rule_that_one_member_of_a_bundle_asks_for_is_asked(tmp_path: Path) -> None:
    child(tmp_path, "one")
    extension(tmp_path, "one", "off: [{rule: ONE-401, reason: not yet}]\n")
    found = load(bundle(tmp_path, "all", "local", "one"))
    assert "ONE-401" in {rule.id for rule in rules_of(found.tables["child"], found)}


def test_a_slip_of_an_included_standard_is_shown_with_its_own_file(tmp_path: Path) -> None:
    one = child(tmp_path, "one")
    one.write_text(one.read_text().replace("team = 'x'", "teem = 'x'"))
    assert slips(bundle(tmp_path, "all", "one")) == [
        "all.yaml:4:12: `one` has slips of its own; mend those first",
        "one.yaml:17:18: unknown column `teem`; did you mean `team`?",
    ]


def test_a_slip_of_a_file_that_is_checked_itself_is_shown_once_by_the_path_that_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "std").mkdir()
    one = child(tmp_path / "std", "one")
    one.write_text(one.read_text().replace("team = 'x'", "teem = 'x'"))
    bundle(tmp_path / "std", "all", "one")
    monkeypatch.chdir(tmp_path)
    found = check_files(["std"], [tmp_path / "std"], skip_others=False)
    assert [str(slip) for slip in found.slips] == [
        f"{Path('std', 'all.yaml')}:4:12: `one` has slips of its own; mend those first",
        f"{Path('std', 'one.yaml')}:17:18: unknown column `teem`; did you mean `team`?",
    ]


def test_a_code_list_beside_the_standard_comes_before_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "codes").mkdir()
    text = "codes: dfe-ethnicity\ntitle: Ours\nlist: [A, B]\n"
    write(tmp_path / "codes", "dfe-ethnicity", text)
    standard = CHILD.format(name="one", prefix="ONE").replace(
        "team: {type: text,", "team: {type: code, codes: dfe-ethnicity,"
    )
    path = str(tmp_path / "one.yaml")
    with pytest.raises(StandardError) as caught:
        read_standard(standard, path)
    assert [str(slip) for slip in caught.value.slips] == [
        f"{path}:17:25: `x` is not a code of dfe-ethnicity; known: A, B"
    ]


def test_a_slip_of_a_code_list_is_shown_with_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "codes").mkdir()
    write(tmp_path / "codes", "mine", "codes: mine\ntitle: Ours\nlist: [A, A]\n")
    standard = CHILD.format(name="one", prefix="ONE").replace(
        "team: {type: text,", "team: {type: code, codes: mine,"
    )
    assert slips(write(tmp_path, "one", standard)) == [
        "one.yaml:10:33: the code list `mine` has slips of its own; mend those first",
        "codes/mine.yaml:3:11: the code `A` is on the list twice",
    ]


@pytest.mark.parametrize("folder", [".", "codes"])
def test_the_nearest_code_list_is_named_wherever_it_may_stand(tmp_path: Path, folder: str) -> None:
    (tmp_path / "codes").mkdir()
    write(tmp_path / folder, "mines", "codes: mines\ntitle: Ours\nlist: [A]\n")
    standard = CHILD.format(name="one", prefix="ONE").replace(
        "team: {type: text,", "team: {type: code, codes: minse,"
    )
    assert slips(write(tmp_path, "one", standard)) == [
        "one.yaml:10:33: unknown code list `minse`; did you mean `mines`?"
    ]


def test_a_code_list_that_it_is_mixed_with_is_there_and_has_no_slip(tmp_path: Path) -> None:
    folder = tmp_path / "codes"
    folder.mkdir()
    head = "title: Ours\nmixed_with: [{others}]\nlist: [A]\n"
    mine = "codes: mine\n" + head.format(others="olde, cin-sex, twice, torn, mine, cin-sex")
    write(folder, "old", "codes: old\n" + head.format(others="mine"))
    write(folder, "twice", "codes: twice\ntitle: Ours\nlist: [A, A]\n")
    write(folder, "torn", "codes: torn\nlist: [A\n")
    path = str(write(folder, "mine", mine))
    assert [str(slip) for slip in read_codes(mine, path)[1]] == [
        f"{path}:3:14: unknown code list `olde`; did you mean `old`?",
        f"{path}:3:29: the code list `twice` has slips of its own; mend those first",
        f"{path}:3:36: the code list `torn` has slips of its own; mend those first",
        f"{path}:3:42: `mine` is this list itself; name another",
        f"{path}:3:48: `cin-sex` is named twice; keep one of them",
    ]


VIEW = """\
  child:
    one_record_is: one child
    view: select id, {counted} as visits from visit group by id
    fields:
      id: {{type: text}}
      visits: {{type: integer}}
"""


def with_view(folder: Path, name: str, counted: str) -> Path:
    visit = "  visit:\n    one_record_is: one visit\n    fields:\n      id: {type: text}\n"
    head = f'standard: {name}\nversion: "1"\ntitle: Visits\ntables:\n'
    return write(folder, name, head + visit + VIEW.format(counted=counted))


def test_a_view_of_two_standards_must_be_the_same_select(tmp_path: Path) -> None:
    with_view(tmp_path, "first", "count(*)")
    with_view(tmp_path, "second", "count(*)")
    assert load(bundle(tmp_path, "alike", "first", "second")).tables["child"].view is not None
    with_view(tmp_path, "third", "count(id)")
    found = slips(bundle(tmp_path, "unlike", "first", "third"))
    assert found == [f"unlike.yaml:4:1: third gives `child` a different `view`{BEFORE}"]


def test_a_code_list_is_the_same_in_whichever_folder_it_was_read(tmp_path: Path) -> None:
    more = tmp_path / "more"
    for folder, name in ((tmp_path, "first"), (more, "second")):
        (folder / "codes").mkdir(parents=True)
        write(folder / "codes", "kinds", "codes: kinds\ntitle: Kinds\nlist: [a, b]\n")
        text = child(folder, name).read_text(encoding="utf-8")
        field = "      kind: {type: code, codes: kinds}\n    rules:\n"
        write(folder, name, text.replace("    rules:\n", field))
    found = load(bundle(tmp_path, "both", "first", "second"), folders=[more])
    assert list(found.tables["child"].fields) == ["child_id", "team", "kind"]


def test_the_hash_of_a_standard_changes_with_a_code_list_that_it_uses(tmp_path: Path) -> None:
    hashes = []
    for name, codes in (("one", "[a, b]"), ("another", "[a, c]")):
        (tmp_path / name / "codes").mkdir(parents=True)
        write(tmp_path / name / "codes", "kinds", f"codes: kinds\ntitle: Kinds\nlist: {codes}\n")
        path = child(tmp_path / name, "first")
        field = "      kind: {type: code, codes: kinds}\n    rules:\n"
        write(path.parent, "first", path.read_text().replace("    rules:\n", field))
        hashes.append(load(path).hash)
    assert hashes[0] != hashes[1]


def test_a_code_list_may_be_called_as_the_standard_that_stands_beside_its_folder(
    tmp_path: Path,
) -> None:
    (tmp_path / "codes").mkdir()
    write(tmp_path / "codes", "first", "codes: first\ntitle: Kinds\nlist: [a, b]\n")
    path = child(tmp_path, "first")
    field = "      kind: {type: code, codes: first}\n    rules:\n"
    path = write(tmp_path, "first", path.read_text().replace("    rules:\n", field))
    codes = load(path).tables["child"].fields["kind"].codes
    assert codes is not None and list(codes.accepted) == ["a", "b"]


def test_what_two_standards_cannot_tell_is_said_once_and_that_of_the_base_first(
    tmp_path: Path,
) -> None:
    base = child(tmp_path, "one")
    base.write_text(base.read_text() + "cannot_tell: [Whether it is true.]\n")
    extension(tmp_path, "one", "cannot_tell: [Whether anybody listened.]\n")
    both = load(bundle(tmp_path, "both", "one", "local"))
    assert both.cannot_tell == ("Whether it is true.", "Whether anybody listened.")


def test_a_standard_beside_comes_before_one_of_the_folders(tmp_path: Path) -> None:
    for place in ("ours", "theirs"):
        (tmp_path / place).mkdir()
        own = child(tmp_path / place, "one")
        own.write_text(own.read_text().replace("one child", f"one child of {place}"))
    found = load(extension(tmp_path / "ours", "one", ""), folders=[tmp_path / "theirs"])
    assert found.tables["child"].one_record_is == "one child of ours"


def test_a_file_of_another_encoding_keeps_no_standard_beside_it_from_being_found(
    tmp_path: Path,
) -> None:
    (tmp_path / "an-old-one.yaml").write_bytes("standard: café\ntitle: Café\n".encode("latin-1"))
    write(tmp_path, "the-one", CHILD.format(name="one", prefix="ONE"))
    assert load(extension(tmp_path, "one", "")).tables["child"].key == ("child_id",)


def test_a_field_that_is_optional_is_due_in_no_record(tmp_path: Path) -> None:
    text = CHILD.format(name="one", prefix="ONE")
    text = text.replace("""due: {when: "child_id <> 'x'"}""", "due: optional")
    path = write(tmp_path, "one", text)
    run = check(pyarrow.table({"child_id": ["1"], "team": [""]}), path)
    assert [one.rule for one in run.findings] == []
    assert [(one.field, one.due) for one in run.rates] == [("child_id", 1)]


def test_a_list_of_others_whose_codes_have_days_serves_a_table_that_dates_no_record(
    tmp_path: Path,
) -> None:
    """Only in place would nobody else use the days."""
    codes = "codes: kinds\ntitle: Kinds\nlist: [a, {code: b, until: 2020-03-31}]\n"
    write(tmp_path, "kinds", codes)
    field = "      kind: {type: code, codes: kinds}\n    rules:\n"
    text = CHILD.format(name="one", prefix="ONE").replace("    rules:\n", field)
    found = load(write(tmp_path, "one", text)).tables["child"]
    assert (found.dated, list(found.fields)) == (None, ["child_id", "team", "kind"])


def test_what_the_standard_below_has_switched_off_stays_off(tmp_path: Path) -> None:
    child(tmp_path, "one")
    extension(tmp_path, "one", "off: [{rule: ONE-401, reason: No team is written.}]\n")
    further = "off: [{rule: ONE-290, reason: No field of that name.}]\n"
    head = 'standard: further\nversion: "1"\ntitle: Ours\nextends: local\n'
    found = load(write(tmp_path, "further", head + further))
    assert found.off == {"ONE-401": "No team is written.", "ONE-290": "No field of that name."}
    run = check(pyarrow.table({"child_id": ["1"], "team": ["y"]}), found)
    assert "ONE-401" not in [one.rule for one in run.findings]


def test_a_code_list_whose_name_is_none_has_no_second_slip_for_its_file() -> None:
    _, slips = read_codes("codes: My kinds\ntitle: Kinds\nlist: [a]\n", "kinds.yaml")
    assert [one.message for one in slips] == [
        "`My kinds` does not have the form of `codes`: small letters, digits and -"
    ]
