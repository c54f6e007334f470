"""An extension weakens nothing in silence, and a bundle does not choose between its standards."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pytest

from recordcheck import StandardError, check, load
from recordcheck.standard import files
from recordcheck.standard.check import check_files

BEFORE = " from a standard before it; make both the same"
BASE = """\
standard: base
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    key: [visit_id]
    dated: visited_on
    fields:
      visit_id: {type: text, due: always}
      visited_on: {type: date, due: always}
      written_on: {type: date}
      team: {type: text, due: always}
      said: {type: text}
      area: {type: text, due: always, target: {recorded: 80%}}
      seen: {type: code, codes: [Y, N], due: always}
    rules:
      - {id: BAS-401, name: seen, says: Seen., why: So., severity: error, assert: "seen = 'Y'"}
"""
VIEW = """\
  of_team:
    one_record_is: one team
    view: select team, max(visited_on) as last, min(seen) as seen from visit group by team
    fields:
      team: {type: text}
      last: {type: date}
      seen: {type: code, codes: [Y, N]}
"""
EXPORT = "visit_id,visited_on,written_on,team,said,area,seen\n1,2026-01-02,,,,,N\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.yaml").write_text(BASE)
    return tmp_path


def extend(body: str, name: str = "local", base: str = "base") -> Path:
    path = Path(f"{name}.yaml")
    path.write_text(f'standard: {name}\nversion: "1"\ntitle: Ours\nextends: {base}\n{body}\n')
    return path


def of_field(name: str, says: str) -> Path:
    return extend(f"tables: {{visit: {{fields: {{{name}: {says}}}}}}}")


def bundle(*names: str) -> Path:
    path = Path("both.yaml")
    path.write_text(f'standard: both\nversion: "1"\ntitle: All\nincludes: [{", ".join(names)}]\n')
    return path


def weaker(path: Path) -> list[str]:
    return [change.says for change in load(path).changes if change.weaker]


def slips(path: Path) -> list[str]:
    with pytest.raises(StandardError) as caught:
        load(path)
    return [slip.message for slip in caught.value.slips]


@pytest.mark.parametrize(
    ("name", "target", "less"),
    [
        ("team", "{recorded: 1%}", True),
        ("team", "{valid: 99.9%}", True),
        ("team", "{recorded: 100%, status: trial}", True),
        ("team", "{recorded: 100%}", False),
        ("team", "{known: 95%, recorded: 100%}", False),
        ("area", "{known: 50%}", False),  # its blanks counted in a rate before
    ],
)
def test_a_first_target_for_blanks_asks_for_less_than_that_there_be_none(
    name: str, target: str, less: bool
) -> None:
    says = f"visit.{name}: a blank no longer breaks a rule, and only lowers the rate"
    assert weaker(of_field(name, f"{{target: {target}}}")) == [says] * less


def test_a_target_that_is_only_tried_is_said_so() -> None:
    path = of_field("area", "{target: {recorded: 80%, status: trial}}")
    assert weaker(path) == ["visit.area: recorded 80% on trial instead of 80%"]


@pytest.mark.parametrize(
    ("name", "says", "message"),
    [
        (
            "said",
            "{target: {recorded: 90%}}",
            "a field with a target must be due; give it `due`, such as `due: always`",
        ),
        (
            "area",
            "{due: optional, target: {recorded: 90%}}",
            "a field with a target must be due; give it `due`, such as `due: always`",
        ),
        (
            "seen",
            "{target: {declined: at most 3%}}",
            "no code of this field has the role declined",
        ),
    ],
)
def test_a_target_that_holds_nothing_is_a_slip_of_an_extension_too(
    name: str, says: str, message: str
) -> None:
    assert slips(of_field(name, says)) == [message]


def test_who_changes_one_field_keeps_the_key_of_its_table_and_the_day_of_its_records() -> None:
    """A visit that is there twice, with a code that was in use until the year before."""
    Path("base.yaml").write_text(BASE.replace("[Y, N]", "[Y, {code: N, until: 2025-12-31}]"))
    Path("export.csv").write_text(EXPORT + EXPORT.splitlines()[1] + "\n")
    asked = ["BAS-191", "BAS-395"]
    for standard in (load("base.yaml"), load(of_field("said", "{title: What the child said}"))):
        run = check("export.csv", standard, select=asked)
        assert {one.rule: one.records for one in run.findings} == dict.fromkeys(asked, (1, 2))


@pytest.mark.parametrize(
    ("spelling", "code", "says", "weaker"),
    [
        ("Not known", "Y", "reads `Not known` as Y instead of U", True),
        ("Not known", "R", "reads `Not known` as R instead of U", True),
        ("Unsure", "V", "reads `Unsure` as V instead of U", False),  # no answer, as before
        ("Yes", "N", "reads `Yes` as N instead of Y", False),
        ("Yes", "U", "reads `Yes` as U instead of Y", False),  # an answer less is not less asked
        ("NOT KNOWN", "Y", "reads `NOT KNOWN` as Y instead of U", True),  # no blank, as a label
        ("not known", "U", "reads 1 further spelling of its codes: `not known`", False),
        ("N/A", "N", "reads `N/A` as N instead of a blank", True),
        ("n.k.", "U", "reads 1 further spelling of its codes: `n.k.`", False),
        ("Yes", "Y", "reads 1 further spelling of its codes: `Yes`", False),
    ],
)
def test_what_was_no_answer_is_not_made_one_in_silence(
    spelling: str, code: str, says: str, weaker: bool
) -> None:
    """Who writes `Not known` for half of the children has not asked them."""
    codes = (
        "[{code: Y, label: 'Yes'}, N,"
        " {code: U, label: Not known, aliases: [Unsure], role: unknown},"
        " {code: V, role: unknown}, {code: R, role: declined}]"
    )
    Path("base.yaml").write_text(BASE.replace("[Y, N]", codes))
    found = load(of_field("seen", f"{{map: {{{spelling}: {code}}}}}"))
    assert [(one.says, one.weaker) for one in found.changes] == [(f"visit.seen {says}", weaker)]
    run = check(
        pyarrow.table(
            {
                "visit_id": ["1"],
                "visited_on": ["2026-01-02"],
                "team": ["A"],
                "area": ["B"],
                "seen": [spelling],
            }
        ),
        found,
    )
    known = {rate.field: rate.known for rate in run.rates}["seen"]
    assert known == (1 if code in "YN" else 0)


@pytest.mark.parametrize("key", ["aliases: [Team name]", "map: {Yes: Y}", "dates: '%d-%b-%y'"])
def test_a_field_of_a_view_is_read_from_no_column_in_an_extension_too(key: str) -> None:
    Path("base.yaml").write_text(BASE + VIEW)
    named = key.partition(":")[0]
    name = {"aliases": "team", "map": "seen", "dates": "last"}[named]
    path = extend(f"tables: {{of_team: {{fields: {{{name}: {{{key}}}}}}}}}")
    assert slips(path) == [f"a view is in no export, so `{named}` does nothing here; take it out"]


@pytest.mark.parametrize(
    ("says", "message"),
    [
        (
            "of_team: {fields: {«area: {type: text}}}",
            "`of_team` is a view, and takes no new field; make a view of your own",
        ),
        (
            "of_team: {«view: select team from visit}",
            "`of_team` is already a table; give this view another name",
        ),
        (
            "visit: {«view: select team from of_team}",
            "`visit` is already a table; give this view another name",
        ),
    ],
)
def test_a_table_that_is_there_is_made_from_no_other_select(says: str, message: str) -> None:
    Path("base.yaml").write_text(BASE + VIEW)
    body = f"tables: {{{says}}}"
    with pytest.raises(StandardError) as raised:
        load(extend(body.replace("«", "")))
    [slip] = raised.value.slips
    assert (slip.line, slip.column, slip.message) == (5, body.index("«") + 1, message)


@pytest.mark.parametrize(
    ("says", "message"),
    [
        # `team` stands behind `visit_id`, and has the name already
        ("fields: {visit_id: {aliases: [Squad]}}", "`Squad` already stands for the field `team`"),
        (
            "fields: {more: {type: text, aliases: [SQUAD]}}",
            "`SQUAD` already stands for the field `team`",
        ),
        ("derive: {late: recorded(said)}", "`late` is already a column of visit"),
    ],
)
def test_an_extension_gives_no_name_that_is_there(says: str, message: str) -> None:
    base = BASE.replace("team: {type: text,", "team: {type: text, aliases: [Squad],")
    Path("base.yaml").write_text(base + "    derive: {late: visited_on < written_on}\n")
    assert slips(extend(f"tables: {{visit: {{{says}}}}}")) == [message]


def test_other_words_for_a_blank_are_said(folder: Path) -> None:
    (folder / "codes").mkdir()
    Path("codes/blanks.yaml").write_text("codes: blanks\ntitle: Blanks\nlist: ['-', n/a, nowt]\n")
    (change,) = load(extend("placeholders: blanks")).changes
    gone = len(load("base.yaml").placeholders) - 2
    assert change.says == f"words that count as blank: 1 added, {gone} removed"
    assert change.weaker


def test_an_alias_of_a_word_for_a_blank_is_a_blank_in_any_letters(folder: Path) -> None:
    (folder / "codes").mkdir()
    words = "['-', {code: Nowt, label: Nothing, aliases: [Naught]}]"
    Path("codes/blanks.yaml").write_text(f"codes: blanks\ntitle: Blanks\nlist: {words}\n")
    assert load(extend("placeholders: blanks")).placeholders == ("-", "nowt", "naught")


def test_a_ceiling_of_all_does_not_hide_that_a_blank_breaks_no_rule_any_more() -> None:
    Path("base.yaml").write_text(BASE.replace("[Y, N]", "[Y, N, {code: U, role: unknown}]"))
    found = load(of_field("seen", "{target: {recorded: 80%, unknown: at most 100%}}"))
    assert [one.says for one in found.changes if one.weaker] == [
        "visit.seen: a blank no longer breaks a rule, and only lowers the rate"
    ]


def test_one_word_that_is_no_blank_any_more_asks_for_less(folder: Path) -> None:
    (folder / "codes").mkdir()
    words = ", ".join(f"'{word}'" for word in load("base.yaml").placeholders[1:])
    Path("codes/blanks.yaml").write_text(f"codes: blanks\ntitle: Blanks\nlist: [{words}]\n")
    (change,) = load(extend("placeholders: blanks")).changes
    assert (change.says, change.weaker) == (
        "words that count as blank: 0 added, 1 removed",
        True,
    )


def test_a_first_key_and_a_first_day_are_said_without_one_before() -> None:
    base = BASE.replace("    key: [visit_id]\n    dated: visited_on\n", "")
    Path("base.yaml").write_text(base)
    found = load(extend("tables: {visit: {key: [visit_id], dated: visited_on}}"))
    assert [(one.says, one.weaker) for one in found.changes] == [
        ("visit: the key is visit_id", False),
        ("visit: a record is dated by visited_on", False),
    ]
    assert (found.tables["visit"].key, found.tables["visit"].dated) == (("visit_id",), "visited_on")


def test_words_that_are_blank_besides_ask_for_no_less(folder: Path) -> None:
    (folder / "codes").mkdir()
    words = ", ".join(f"'{word}'" for word in load("base.yaml").placeholders)
    Path("codes/blanks.yaml").write_text(f"codes: blanks\ntitle: Blanks\nlist: [{words}, nowt]\n")
    (change,) = load(extend("placeholders: blanks")).changes
    assert (change.says, change.weaker) == (
        "words that count as blank: 1 added, 0 removed",
        False,
    )


@pytest.mark.parametrize(
    ("says", "changes"),
    [
        ("key: [team]", [("visit: the key is team instead of visit_id", True)]),
        ("key: [visit_id]", []),
        (
            "dated: written_on",
            [("visit: a record is dated by written_on instead of visited_on", False)],
        ),
        ("dated: visited_on", []),
        ("group_by: [team, area]", [("visit: --by takes area too", False)]),
        ("group_by: [team]", []),
        ("fields: {team: {due: always}}", []),
        ("fields: {team: {due: optional}}", [("visit.team is optional", True)]),
        ("fields: {said: {due: always}}", [("visit.said is always due", False)]),
        ("fields: {said: {due: optional}}", []),
        ("fields: {said: {title: Said}}", []),
        ("fields: {said: {title: Words}}", [("visit.said has another title", False)]),
        (
            "fields: {said: {due: always, target: {recorded: 50%}}}",
            [
                ("visit.said is always due", False),
                ("visit.said: recorded 50%, no target before", False),
            ],
        ),
        ("fields: {area: {target: {recorded: 80%}}}", []),
        (
            "fields: {area: {target: {recorded: 79.9%}}}",
            [("visit.area: recorded 79.9% instead of 80%", True)],
        ),
        (
            "fields: {area: {target: {recorded: 81%}}}",
            [("visit.area: recorded 81% instead of 80%", False)],
        ),
        (
            "fields: {seen: {target: {unknown: at most 6%}}}",
            [("visit.seen: unknown at most 6% instead of 5%", True)],
        ),
        (
            "fields: {seen: {target: {unknown: at most 4%}}}",
            [("visit.seen: unknown at most 4% instead of 5%", False)],
        ),
        ("fields: {seen: {target: {unknown: at most 5%}}}", []),
        (
            "fields: {visited_on: {target: {known: 90%}}}",
            [("visit.visited_on: known 90% instead of 90% on trial", False)],
        ),
        (
            "fields: {visited_on: {target: {known: 95%, status: trial}}}",
            [("visit.visited_on: known 95% on trial instead of 90% on trial", False)],
        ),
        ("rules: [{id: BAS-402, status: trial}]", []),
        (
            "rules: [{id: BAS-402, target: 90%}]",
            [("BAS-402: kept 90% on trial, no target before", False)],
        ),
        (
            "rules: [{id: BAS-401, status: trial, target: 90%}]",
            [
                ("BAS-401: kept 90% on trial, no target before", False),
                ("BAS-401 is on trial", True),
            ],
        ),
        ("rules: [{id: BAS-401, severity: error}]", []),
        ("rules: [{id: BAS-401, severity: info}]", [("BAS-401 is info instead of error", True)]),
    ],
)
def test_each_change_of_an_extension_is_said_and_whether_it_asks_for_less(
    folder: Path, says: str, changes: list[tuple[str, bool]]
) -> None:
    codes = "codes: [Y, N, {code: U, role: unknown}], target: {unknown: at most 5%}"
    base = BASE.replace("codes: [Y, N]", codes).replace(
        "    dated:", "    group_by: [team]\n    dated:"
    )
    tried = "visited_on: {type: date, due: always, target: {known: 90%, status: trial}}"
    base = base.replace("visited_on: {type: date, due: always}", tried)
    base = base.replace("said: {type: text", "said: {type: text, title: Said")
    rule = BASE.splitlines()[-1].replace("401, name: seen", "402, status: trial, name: tried")
    (folder / "base.yaml").write_text(f"{base}{rule}\n")
    found = load(extend(f"tables: {{visit: {{{says}}}}}")).changes
    assert [(change.says, change.weaker) for change in found] == changes


def test_a_rule_that_an_extension_tries_has_its_target_on_trial_too(folder: Path) -> None:
    (folder / "base.yaml").write_text(
        BASE.replace("severity: error", "severity: error, target: 1%")
    )
    found = load(extend("tables: {visit: {rules: [{id: BAS-401, status: trial}]}}"))
    (rule,) = found.tables["visit"].rules
    assert [target.trial for target in rule.targets] == [True]


def test_an_extension_adds_to_the_names_and_sources_of_a_field(folder: Path) -> None:
    more = "{aliases: [%s], source: [{title: %s}]}"
    given = f"said: {more}".replace(": {", ": {type: text, ", 1) % ("words", "First")
    (folder / "base.yaml").write_text(BASE.replace("said: {type: text}", given))
    field = load(of_field("said", more % ("spoken", "Second"))).tables["visit"].fields["said"]
    assert field.aliases == ("words", "spoken")
    assert [source.title for source in field.sources] == ["First", "Second"]


def test_what_an_extension_makes_optional_has_no_target_any_more() -> None:
    field = load(of_field("area", "{due: optional}")).tables["visit"].fields["area"]
    assert (field.due.optional, field.targets) == (True, ())


def test_of_a_rule_that_stands_in_two_tables_it_is_said_in_which_it_is_changed(
    folder: Path,
) -> None:
    again = (
        "  call:\n    one_record_is: one call\n    fields: {seen: {type: code, codes: [Y, N]}}\n"
        "    rules: [{id: BAS-401, assert: seen = 'Y'}]\n"
    )
    (folder / "base.yaml").write_text(BASE + again)
    rules = "{{rules: [{{id: BAS-401, status: trial, severity: {}, target: 90%}}]}}"
    tables = f"tables: {{visit: {rules.format('info')}, call: {rules.format('warning')}}}"
    assert [change.says for change in load(extend(tables)).changes] == [
        "BAS-401 in visit is info instead of error",
        "BAS-401 in visit: kept 90% on trial, no target before",
        "BAS-401 in visit is on trial",
        "BAS-401 in call is warning instead of error",
        "BAS-401 in call: kept 90% on trial, no target before",
        "BAS-401 in call is on trial",
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("rules: [{id: BAS-401, severity: info}]", "asks BAS-401 of visit differently (severity)"),
        ("rules: [{id: BAS-401, target: 90%}]", "asks BAS-401 of visit differently (target)"),
        ("rules: [{id: BAS-401, status: trial}]", "asks BAS-401 of visit differently (status)"),
        ("dated: written_on", "dates the records of `visit` by a different field"),
    ],
)
def test_a_bundle_does_not_choose_between_a_standard_and_its_extension(
    body: str, message: str
) -> None:
    extend(f"tables: {{visit: {{{body}}}}}")
    assert slips(bundle("base", "local")) == [f"local {message}{BEFORE}"]
    assert slips(bundle("local", "base")) == [f"base {message}{BEFORE}"]


def test_one_identifier_cannot_ask_two_things_of_one_table(folder: Path) -> None:
    """The engine has a column for each identifier of a table."""
    other = BASE.replace("standard: base", "standard: other\nprefix: BAS").replace("= 'Y'", "= 'N'")
    Path("other.yaml").write_text(other)
    assert slips(bundle("base", "other")) == [
        f"other asks BAS-401 of visit differently (assert){BEFORE}"
    ]


def test_what_is_blank_in_a_standard_is_blank_in_its_bundle(folder: Path) -> None:
    (folder / "codes").mkdir()
    Path("codes/blanks.yaml").write_text("codes: blanks\ntitle: Blanks\nlist: [nowt]\n")
    extend("placeholders: blanks")
    Path("visits.csv").write_text(EXPORT.replace("2026-01-02,,,", "2026-01-02,,nowt,"))
    found = [check("visits.csv", one).findings for one in ("local.yaml", bundle("local"))]
    assert [[one.rule for one in findings] for findings in found] == [["BAS-290", "BAS-401"]] * 2
    unlike = "local has another list of placeholders; name one for all in `placeholders`"
    assert slips(bundle("base", "local")) == [unlike]


def test_a_rule_that_is_asked_after_all_is_not_said_to_be_off() -> None:
    extend("off: [{rule: BAS-401, reason: not yet}]")
    assert weaker(Path("local.yaml")) == ["BAS-401 is switched off"]
    assert weaker(bundle("base", "local")) == []


def test_a_standard_that_is_found_in_two_ways_is_there_once(folder: Path) -> None:
    """Once by a folder that is given as it is called here, once beside a standard in it."""
    (folder / "ours").mkdir()
    Path("base.yaml").rename("ours/base.yaml")
    Path("ours/inner.yaml").write_text(
        'standard: inner\nversion: "1"\ntitle: Inner\nincludes: [base]\n'
    )
    found = load(bundle("base", "inner"), folders=[Path("ours")])
    assert [rule.id for rule in found.tables["visit"].rules] == ["BAS-401"]


@pytest.mark.parametrize(
    ("below", "old", "new"),
    [
        ("base.yaml", "seen = 'Y'", "recorded(seen)"),
        ("codes/answers.yaml", "[Y, N]", "[Y, {code: N, aliases: [No]}, U]"),
    ],
)
def test_what_a_standard_stands_on_is_read_again_once_it_has_changed(
    folder: Path, below: str, old: str, new: str
) -> None:
    """As in a notebook, where one process checks again and again."""
    (folder / "codes").mkdir()
    Path("codes/answers.yaml").write_text("codes: answers\ntitle: Answers\nlist: [Y, N]\n")
    Path("base.yaml").write_text(BASE.replace("[Y, N]", "answers"))
    path = extend("tables: {visit: {fields: {team: {due: optional}, area: {due: optional}}}}")
    Path("visits.csv").write_text(EXPORT.replace(",N", ",No"))
    assert [one.rule for one in check("visits.csv", path).findings] == ["BAS-391", "BAS-401"]
    text = Path(below).read_text()
    Path(below).write_text(text.replace(old, new))
    (only,) = check("visits.csv", path).findings
    assert only.rule == {"base.yaml": "BAS-391", "codes/answers.yaml": "BAS-401"}[below]


def test_a_standard_that_was_checked_since_it_changed_is_loaded_anew(folder: Path) -> None:
    """A check reads the text, and does not load it."""
    assert load("base.yaml").title == "Visits"
    Path("base.yaml").write_text(BASE.replace("title: Visits", "title: Calls"))
    assert check_files(["base.yaml"], (), skip_others=False).slips == ()
    assert load("base.yaml").title == "Calls"


def test_another_thread_may_read_a_standard_meanwhile(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is asked whether one file has changed, another is read."""
    load("base.yaml")
    Path("other.yaml").write_text(BASE.replace("standard: base", "standard: other"))
    stamp = files._stamp

    def reading_another(path: Path) -> files.Stamp:
        files._read[Path("other.yaml").resolve()] = stamp(Path("other.yaml"))
        return stamp(path)

    monkeypatch.setattr(files, "_stamp", reading_another)
    assert load("base.yaml").name == "base"
