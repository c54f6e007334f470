"""What somebody meets who uses the tool for the first time, with columns and standards of their
own.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from doors import CLEAN, HEAD, VISITS, folder_of_visits, run

ROOT = Path(__file__).resolve().parents[2]
DAY = ("--as-at", "2026-03-31", "--standard", "visits.yaml")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder_of_visits(tmp_path))
    return tmp_path


@pytest.mark.parametrize("needs", [(), ("click", "colorama")])
def test_a_copy_that_is_not_installed_says_how_to_install_it(
    tmp_path: Path, needs: tuple[str, ...]
) -> None:
    """Python without its installed packages: with nothing, or with what the command line needs."""
    for name in needs:
        found = find_spec(name)
        for folder in (found.submodule_search_locations or ()) if found else ():
            shutil.copytree(folder, tmp_path / name)
    done = subprocess.run(
        [sys.executable, "-S", "-m", "recordcheck", "--version"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "recordcheck: this copy is not installed\n"
        "  in its folder: pipx install . (or pip install . in an environment of your own)\n",
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ("--previous", "clean.csv"),
            "no rule of visits looks at a previous export\n"
            "  leave --previous out; only rules with `previous.<table>` use it, and a trend needs"
            " one run for each period\n",
        ),
        (
            ("--map", "team=tem"),
            "`team` cannot be mapped to `tem`: no field of that name; did you mean `team`?\n"
            "  `recordcheck schema show visits.yaml` lists its fields\n",
        ),
        (
            ("--map", "team=Zq"),
            "`team` cannot be mapped to `Zq`: no field of that name; known: visit_id, team, area,"
            " seen, visited_on, others\n  `recordcheck schema show visits.yaml` lists its fields\n",
        ),
        (
            ("--map", "Taem=team"),
            "clean.csv: a column is mapped that the export does not have: `Taem`;"
            " did you mean `team`?\n  map one column at a time, spelt as in the header; if it is"
            " lost, export it again\n",
        ),
        (
            ("--by", "Team"),
            "cannot group by `Team`: it is `team` here\n  --by takes: area, team\n",
        ),
        (
            ("--select", "ETH-401"),
            "no rule `ETH-401`; no standard here has rules ETH-…\n"
            "  `recordcheck schema show NAME` lists the rules of a standard\n",
        ),
        (
            ("--select", "vis401"),
            "no rule `vis401`; did you mean `VIS-401`?\n"
            "  `recordcheck schema show NAME` lists the rules of a standard\n",
        ),
        (
            ("--ignore", "vis-401"),
            "no rule `vis-401`; did you mean `VIS-401`?\n"
            "  `recordcheck schema show NAME` lists the rules of a standard\n",
        ),
        (
            ("--select", "401"),
            "no rule `401`; a rule is named as in ETH-391\n"
            "  `recordcheck schema show NAME` lists the rules of a standard\n",
        ),
    ],
    ids=["previous", "field", "no field", "column", "group", "rule", "hyphen", "small", "number"],
)
def test_an_option_that_could_do_nothing_is_refused(
    folder: Path, capfd: pytest.CaptureFixture[str], options: tuple[str, str], message: str
) -> None:
    said = run(capfd, "lint", "clean.csv", *DAY, *options)
    assert (said.code, said.out, said.err) == (2, "", f"recordcheck: {message}")


def test_a_configuration_may_map_what_another_export_has(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "recordcheck.toml").write_text('[map]\n"Nominal" = "child_id"\n')
    assert run(capfd, "lint", "clean.csv", *DAY).code == 0
    (folder / "recordcheck.toml").write_text('[map]\n"Nominal" = "child_idd"\n')
    said = run(capfd, "lint", "clean.csv", *DAY)
    assert said.code == 2
    assert "`Nominal` cannot be mapped to `child_idd`" in said.err


def test_two_columns_that_a_configuration_maps_to_one_field_are_refused(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    both = '[map]\n"Ward" = "team"\n"Unit" = "team"\n'
    (folder / "recordcheck.toml").write_text(both)
    # of two exports, each may have one of them
    ward = (folder / "clean.csv").read_text().replace("team", "Ward", 1)
    (folder / "ward.csv").write_text(ward)
    assert run(capfd, "lint", "ward.csv", *DAY).code == 0
    (folder / "both.csv").write_text(ward.replace("area", "Unit", 1))
    said = run(capfd, "lint", "both.csv", *DAY)
    assert (said.code, said.out) == (2, "")
    assert said.err.replace(str(folder), ".").splitlines() == [
        "recordcheck: ./recordcheck.toml: two columns are mapped to the field team: `Ward` and"
        " `Unit`",
        "  map only the one that holds the field, and take the other out",
    ]
    # the command line comes before the configuration
    (folder / "recordcheck.toml").write_text(both.replace('"Unit" = "team"', ""))
    said = run(capfd, "lint", "both.csv", *DAY, "--map", "Unit=team", "--by", "team")
    assert said.code == 0
    assert "columns that no field uses: Ward" in said.out


def test_several_rules_may_be_named_in_one_word(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = run(
        capfd, "lint", "faulty.csv", *DAY, "--select", "VIS-391, VIS-4*", "--output-format", "json"
    )
    assert [one["rule"] for one in json.loads(said.out)["findings"]] == ["VIS-391", "VIS-401"]


def test_a_standard_is_found_by_its_name_whatever_its_file_is_called(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "std").mkdir()
    (folder / "std" / "home.yaml").write_text(VISITS)
    (folder / "recordcheck.toml").write_text('schemas = ["std"]\nstandard = "visits"\n')
    assert run(capfd, "lint", "clean.csv", "--as-at", "2026-03-31").code == 0
    shown = run(capfd, "schema", "show", "visits")
    assert (shown.code, shown.out.splitlines()[0]) == (0, "visits 1")


def test_the_help_of_a_finding_can_be_run_as_it_stands(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = run(capfd, "lint", "faulty.csv", *DAY, "--select", "VIS-401")
    command = said.out.partition("help: `recordcheck ")[2].partition("`")[0]
    assert command == "explain VIS-401 --standard visits.yaml"
    assert run(capfd, *command.split()).code == 0


def test_a_rule_is_explained_by_its_own_standard_and_not_a_bundle_however_it_is_typed(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The bundle `child-protection` has it too, and comes before."""
    said = run(capfd, "explain", "cul-201")
    assert said == run(capfd, "explain", "CUL-201", "--standard", "cultural-heritage")
    assert said != run(capfd, "explain", "CUL-201", "--standard", "child-protection")


def test_a_rule_of_the_standard_that_the_configuration_names_is_explained(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(capfd, "explain", "VIS-401").code == 2
    (folder / "recordcheck.toml").write_text('standard = "visits.yaml"\n')
    said = run(capfd, "explain", "VIS-401")
    assert said == run(capfd, "explain", "VIS-401", "--standard", "visits.yaml")


@pytest.mark.parametrize("where", [".", "below"])
@pytest.mark.parametrize("asked", [(), ("--config", "{}/recordcheck.toml")])
def test_the_help_about_a_code_list_of_ones_own_can_be_run_as_it_stands(
    folder: Path, capfd: pytest.CaptureFixture[str], where: str, asked: tuple[str, ...]
) -> None:
    (folder / where / "codes").mkdir(parents=True)
    own = VISITS.replace("codes: [{code: Y}, {code: N}]", "codes: was-seen")
    (folder / where / "visits.yaml").write_text(own)
    (folder / where / "codes" / "was-seen.yaml").write_text(
        "codes: was-seen\ntitle: Seen or not\nlist: [Y, N]\n"
    )
    (folder / where / "recordcheck.toml").write_text('schemas = ["."]\n')
    options = [one.format(where) for one in asked]
    named = "visits" if asked else f"{where}/visits.yaml"
    said = run(capfd, "lint", "faulty.csv", "--standard", named, "--select", "VIS-391", *options)
    command = said.out.partition("help: `recordcheck ")[2].partition("`")[0]
    shown = run(capfd, *command.split())
    assert (shown.code, shown.out.splitlines()[:2]) == (0, ["was-seen", "Seen or not"])


def test_codes_that_stand_in_the_field_itself_are_shown_wherever_they_are_asked_for(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    codes = "[{code: Y, label: Seen, aliases: [Yes]}, {code: N}]"
    (folder / "visits.yaml").write_text(VISITS.replace("[{code: Y}, {code: N}]", codes))
    said = run(capfd, "lint", "faulty.csv", *DAY, "--select", "VIS-391")
    assert "help: the codes: Y, N; map other spellings" in said.out
    shown = run(capfd, "schema", "show", "visits.yaml").out
    assert "  codes that stand in no list of their own:\n    seen: Y (Seen, Yes) | N\n" in shown
    page = run(capfd, "schema", "show", "visits.yaml", "--output-format", "markdown").out
    assert "\nCodes of `seen`: Y (Seen, Yes); N.\n" in page


@pytest.mark.parametrize("table", [(), ("visit",)])
def test_the_page_of_a_bundle_has_the_tables_that_are_asked_for(
    folder: Path, capfd: pytest.CaptureFixture[str], table: tuple[str, ...]
) -> None:
    (folder / "both.yaml").write_text(
        'standard: both\nversion: "1"\ntitle: Both\nincludes: [visits.yaml]\n'
    )
    page = run(capfd, "schema", "show", "both.yaml", *table, "--output-format", "markdown").out
    heads = [line for line in page.splitlines() if line.startswith("#")]
    assert heads == [
        "# both",
        "## Includes",
        "## Parameters",
        "## Table `visit`",
        "### Rules that follow from the fields",
        "### VIS-401 too-many-others",
    ]
    assert "\n## Includes\n\n- visits.yaml\n\n" in page  # with no link to a page of its own


PLACES = """\
codes: places
title: Where a child is seen
licence: OGL-UK-3.0
mixed_with: [yes-no-unknown]
note: Places of our own are on no list of others.
source: [{title: local convention, note: the places}]
list:
  - {code: H, label: Home, group: inside, aliases: [house, "own home"]}
  - {code: S, label: School, group: inside, until: 2024-03-31}
  - {code: U, label: Not known, role: unknown, from: 2024-04-01}
  - {code: R, label: Would not say, role: declined}
"""
OWN = """\
standard: own
version: "2"
title: Visits to a child
licence: OGL-UK-3.0
source: [{title: The Act, publisher: Parliament, year: "2004", url: "https://example.org/act"}]
cannot_tell: [Whether anybody listened.]
parameters:
  most: {type: integer, default: "3", says: how many others may be there}
tables:
  visit:
    one_record_is: one visit
    key: [visit_id]
    group_by: [team]
    fields:
      visit_id: {type: text, due: always, aliases: [Visit No, Ref]}
      team: {type: text}
      place: {type: code, codes: places, due: {when: "team = 'A'"},
        declined: apart, target: {known: 95%, unknown: at most 5%}}
      seen: {type: code, codes: [{code: Y, label: Seen}, N], due: always,
        target: {recorded: 90%, status: trial}}
      others: {type: integer}
    derive: {few: others <= :most}
    rules:
      - {id: OWN-401, name: few, says: Few others are there., why: So.,
         severity: warning, status: trial, target: 95%, assert: few}
  of_team:
    one_record_is: one team
    view: select team, count(*) as visits from visit group by team
    fields: {team: {type: text}, visits: {type: integer}}
"""
SHOWN = {
    "own.yaml": """\
own 2
Visits to a child

  file      own.yaml
  licence   OGL-UK-3.0
  source    The Act, Parliament, 2004 (https://example.org/act)

  What it cannot tell:
    Whether anybody listened.

  Parameters, set with --param name=value:
    most (integer, 3)  how many others may be there

table visit: one record is one visit
  key: visit_id
  --by takes: team

  field     type          due              target
  visit_id  text          always
  team      text          optional
  place     code: places  when team = 'A'  known 95%, unknown at most 5%
  seen      code: seen    always           recorded 90% (trial)
  others    integer       optional

  who declined is set apart, not due for known: place

  also read from:
    visit_id: Visit No | Ref

  codes that stand in no list of their own:
    seen: Y (Seen) | N

  derived few = others <= :most
  OWN-190 error: The export has the column visit_id.
  OWN-190 error: The export has the column place.
  OWN-190 error: The export has the column seen.
  OWN-191 error: visit_id identifies one record of visit.
  OWN-195 error: visit_id is no number that a spreadsheet has rounded.
  OWN-290 error: visit_id is recorded.
  OWN-390 error: others is a whole number.
  OWN-391 error: place is on the code list places.
  OWN-391 error: seen is on the code list seen.
  OWN-396 info: Where place is not on its code list, it is not a code of yes-no-unknown.
  OWN-401 warning (target 95%, on trial): Few others are there.

table of_team: one record is one team
  a view: select team, count(*) as visits from visit group by team

  field   type     due       target
  team    text     optional
  visits  integer  optional

""",
    "places.yaml": """\
places
Where a child is seen

  file      places.yaml
  licence   OGL-UK-3.0
  source    local convention
  note      Places of our own are on no list of others.
  mixed     with yes-no-unknown

  code  label          role      group   from        until
  H     Home           stated    inside
  S     School         stated    inside              2024-03-31
  U     Not known      unknown           2024-04-01
  R     Would not say  declined

  also read from:
    H: house | own home
""",
}


@pytest.mark.parametrize("name", SHOWN)
def test_all_that_a_standard_or_a_code_list_says_is_shown(
    folder: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    (folder / "places.yaml").write_text(PLACES)
    (folder / "own.yaml").write_text(OWN)
    assert run(capfd, "schema", "show", name).out == SHOWN[name]


def test_the_target_of_a_rule_and_how_a_standard_differs_are_on_both_pages(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    second = VISITS.partition("    rules:\n")[2].replace("VIS-401", "VIS-402")
    (folder / "visits.yaml").write_text(VISITS + "        target: 95%\n" + second)
    (folder / "ours.yaml").write_text(
        'standard: ours\nversion: "1"\ntitle: Ours\nextends: visits.yaml\n'
        "tables: {visit: {rules: [{id: VIS-401, target: 97%}]}}\n"
        "off: [{rule: VIS-402, reason: said twice}]\n"
    )
    shown = run(capfd, "schema", "show", "ours.yaml").out
    assert "\n  VIS-401 warning (target 97%): Few others are there.\n" in shown
    assert "\n  extends   visits.yaml\n" in shown
    assert shown.partition("Differs from what it extends:\n")[2].partition("\n\n")[0] == (
        "    change  VIS-401: kept 97% instead of 95%\n"
        "    weaker  VIS-402 is switched off (reason: said twice)"
    )
    page = run(capfd, "schema", "show", "ours.yaml", "--output-format", "markdown").out
    assert "\n*warning; target 97%*\n" in page
    assert page.partition("## Differs from ")[2].partition("\n\n## ")[0] == (
        "what it extends\n\nIt extends visits.yaml.\n\n"
        "- VIS-401: kept 97% instead of 95%\n"
        "- **weaker:** VIS-402 is switched off (reason: said twice)"
    )


MARKED = """\
standard: marked
version: "1"
title: Visits of <b>a</b> child *only*
cannot_tell: ["Whether <name> was _seen_."]
tables:
  visit:
    one_record_is: one `visit`
    fields:
      ref: {type: text, title: Our *ref*, format: "[A-Z]*-[0-9](a|b)*", aliases: [_ref_, "*id*"]}
      seen: {type: code, codes: [{code: Y, label: <i>Yes</i>}], due: {when: "ref<b and b>ref"}}
      b: {type: text}
    rules:
      - {id: MAR-401, name: seen, says: A *child* is <seen>, why: '1 < 2 <br> a\\b ![x](y)',
         severity: info, assert: seen = 'Y'}
"""
OBEYED_NOWHERE = r"""# marked

Visits of \<b>a\</b> child \*only*. Version 1.


## What it cannot tell

- Whether \<name> was \_seen\_.

## Table `visit`

One record is one \`visit\`.

| field | what it holds | type | due | also read from |
| --- | --- | --- | --- | --- |
| `ref` | Our \*ref* | text | optional | \_ref\_, \*id* |
| `seen` |  | seen | when ref\<b and b>ref |  |
| `b` |  | text | optional |  |

Codes of `seen`: Y (\<i>Yes\</i>).

### Rules that follow from the fields

| rule | severity | what it asks |
| --- | --- | --- |
| MAR-190 missing-column | error | The export has the column seen. |
| MAR-290 blank | error | seen is recorded when ref\<b and b>ref. |
| MAR-391 not-on-code-list | error | seen is on the code list seen. |
| MAR-392 wrong-format | error | ref has the form [A-Z]\*-[0-9]\(a\|b)*. |

### MAR-401 seen

A \*child* is \<seen>

*info*

Why: 1 < 2 \<br> a\\b ![x]\(y)

```sql
assert seen = 'Y'
```

"""


def test_no_sign_in_the_words_of_a_standard_is_obeyed_on_its_page(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What a reader sees is what `schema show` says; a lone star or an underscore in a name is left
    as it is.
    """
    (folder / "marked.yaml").write_text(MARKED)
    page = run(capfd, "schema", "show", "marked.yaml", "--output-format", "markdown").out
    assert page == OBEYED_NOWHERE
    (folder / "odd.yaml").write_text(
        "codes: odd\ntitle: Odd *codes*\nlist: [{code: '`a` *b*', label: <i>A</i>}]\n"
    )
    page = run(capfd, "schema", "show", "odd.yaml", "--output-format", "markdown").out
    assert page == (
        "# odd\n\nOdd \\*codes*.\n\n\n"
        "| code | label | role |\n| --- | --- | --- |\n"
        "| `` `a` *b* `` | \\<i>A\\</i> | stated |\n"
    )


def test_the_page_of_a_table_of_which_nothing_is_asked_has_no_empty_list_of_rules(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "notes.yaml").write_text(
        'standard: notes\nversion: "1"\ntitle: Notes\ntables:\n  note:\n'
        "    one_record_is: one note\n    fields:\n      said: {type: text}\n"
    )
    page = run(capfd, "schema", "show", "notes.yaml", "--output-format", "markdown").out
    assert page == (
        "# notes\n\nNotes. Version 1.\n\n\n## Table `note`\n\nOne record is one note.\n\n"
        "| field | type | due |\n| --- | --- | --- |\n| `said` | text | optional |\n"
    )


def test_a_code_list_shows_the_first_day_of_a_code_apart_from_its_last(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "roles.yaml").write_text(
        "codes: roles\ntitle: Roles\nlist:\n"
        "  - {code: A, until: 2024-03-31}\n  - {code: B, from: 2024-04-01}\n"
    )
    shown = run(capfd, "schema", "show", "roles.yaml").out
    assert shown.partition("\n\n")[2].partition("\n\n")[2] == (
        "  code  label  role    from        until\n"
        "  A     A      stated              2024-03-31\n"
        "  B     B      stated  2024-04-01\n"
    )


def test_the_help_of_a_finding_names_a_standard_of_the_configuration_from_its_folder(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "std").mkdir()
    (folder / "visits.yaml").rename(folder / "std" / "visits.yaml")
    (folder / "recordcheck.toml").write_text('schemas = ["std"]\nstandard = "visits"\n')
    said = run(capfd, "lint", "faulty.csv", "--as-at", "2026-03-31", "--select", "VIS-401")
    command = said.out.partition("help: `recordcheck ")[2].partition("`")[0]
    assert command == f"explain VIS-401 --standard {Path('std', 'visits.yaml')}"
    assert run(capfd, *command.split()).code == 0


@pytest.mark.parametrize("named", ['schemas = ["std"]', 'standard = "std/visits.yaml"'])
def test_it_does_so_in_a_folder_below_that_of_the_configuration(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], named: str
) -> None:
    (folder / "std").mkdir()
    (folder / "below").mkdir()
    (folder / "visits.yaml").rename(folder / "std" / "visits.yaml")
    (folder / "recordcheck.toml").write_text(f"{named}\n")
    monkeypatch.chdir(folder / "below")
    said = run(capfd, "lint", "../faulty.csv", "--as-at", "2026-03-31", "--select", "VIS-401")
    command = said.out.partition("help: `recordcheck ")[2].partition("`")[0]
    assert command == f"explain VIS-401 --standard {Path('..', 'std', 'visits.yaml')}"
    assert run(capfd, *command.split()).code == 0


def test_a_folder_of_standards_is_no_standard_and_says_how_it_is_used(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "std").mkdir()
    says = (
        ": this is a folder, and a standard is a file\n  give a file in it; with `schemas` in"
        " recordcheck.toml its standards are found by name\n"
    )
    assert run(capfd, "schema", "show", "std").err == f"recordcheck: std{says}"
    assert run(capfd, "lint", "clean.csv", "--standard", "./std").err == f"recordcheck: ./std{says}"


def test_an_export_is_no_standard_and_says_what_takes_it(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    says = (
        "recordcheck: clean.csv: this is no file of YAML, as a standard is\n"
        "  a standard or a code list is called .yaml or .yml; `lint` takes an export\n"
    )
    for command in (("schema", "check"), ("schema", "show"), ("lint", "faulty.csv", "--standard")):
        said = run(capfd, *command, "clean.csv")
        assert (said.code, said.out, said.err) == (2, "", says)


def test_groups_are_shown_where_no_target_is_held(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = run(capfd, "lint", "clean.csv", *DAY, "--by", "team", "--no-targets")
    assert "\n  by team " in said.out
    assert said.out.count("    other values") == 4


@pytest.mark.parametrize("form", ["full", "markdown"])
def test_a_column_that_is_missing_is_missing_once_and_not_in_each_group(
    folder: Path, capfd: pytest.CaptureFixture[str], form: str
) -> None:
    target = "due: always, target: {recorded: 95%}"
    own = VISITS.replace(
        "visited_on: {type: date, due: always", f"visited_on: {{type: date, {target}"
    )
    (folder / "visits.yaml").write_text(own)
    (folder / "undated.csv").write_text("visit_id,team,seen\n1,North,Y\n2,North,N\n")
    said = run(capfd, "lint", "undated.csv", *DAY, "--by", "team", "--output-format", form).out
    rates, by_team = re.split("by team", said, flags=re.IGNORECASE)
    assert "the column is missing" in rates
    assert "visited" not in by_team.replace("\\", "").split("not run")[0]
    assert "seen" in by_team
    made = json.loads(
        run(capfd, "lint", "undated.csv", *DAY, "--by", "team", "--output-format", "json").out
    )
    assert {one["field"] for one in made["rates"] if one["group"]} > {"visited_on"}


def test_the_rates_of_rules_by_group_have_a_table_of_their_own(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    standard = VISITS.replace("severity: warning", "severity: warning\n        target: 90%")
    (folder / "visits.yaml").write_text(standard)
    rows = [f"{number},North,A,Y,2026-01-05,{number}" for number in range(1, 7)]  # three above 3
    rows += [
        f"{number},South,A,N,2026-01-05,{'x' if number == 9 else 0}" for number in range(7, 13)
    ]
    (folder / "teams.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows))
    said = run(capfd, "lint", "teams.csv", *DAY, "--by", "team")
    tables = said.out[said.out.index("  by team") : said.out.index("Found ")]
    assert tables == (
        "  by team  due  recorded   valid   known  target\n"
        "  seen\n"
        "    North    6    100.0%  100.0%  100.0%  recorded 90%  met\n"
        "    South    6    100.0%  100.0%  100.0%  recorded 90%  met\n"
        "\n"
        "  by team  judged    kept  not judged  target\n"
        "  VIS-401\n"
        "    North       6   50.0%           0  kept 90%  MISSED by 3 records\n"
        "    South       5  100.0%           1  kept 90%  met\n"
        "\n"
    )


def test_a_note_is_told_from_what_fails_the_run(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "visits.yaml").write_text(VISITS.replace("severity: warning", "severity: info"))
    said = run(capfd, "lint", "faulty.csv", *DAY, "--select", "VIS-401", "--no-targets")
    heads = [line for line in said.out.splitlines() if "VIS-401 " in line and "help" not in line]
    assert heads == ["info VIS-401 too-many-others: Few others are there."]


def test_a_first_export_against_a_wide_bundle_has_few_lines_for_what_it_lacks(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "episode.csv").write_text("episode_id,child_id,risk\n1,C1,high\n")
    asked = ("lint", "episode.csv", "--standard", "police-child-protection")
    lines = " ".join(run(capfd, *asked).out.split()).split("not run: ")[1:]
    not_run = json.loads(run(capfd, *asked, "--output-format", "json").out)["not_run"]
    columns, tables, how = lines
    assert re.match(r"\d+ rules, for lack of columns: reported_at \(\d+\), ", columns)
    assert re.match(r"\d+ rules, for lack of tables: contact \(\d+\), ", tables)
    assert how.startswith("`--output-format json` has each of these rules, with its reason")
    assert int(columns.split()[0]) + int(tables.split()[0]) == len(not_run)


def test_an_hour_of_one_digit_is_a_time(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "visits.yaml").write_text(
        VISITS.replace("visited_on: {type: date,", "visited_on: {type: datetime,")
    )
    rows = "1,North,A,Y,05/01/2026 9:05,0\n2,North,A,N,2026-01-06 9:5,1\n"
    (folder / "times.csv").write_text(HEAD + rows)
    said = run(capfd, "lint", "times.csv", *DAY, "--output-format", "json")
    found = [(one["rule"], one["records"]) for one in json.loads(said.out)["findings"]]
    assert found == [("VIS-390", [2])]


def test_a_ceiling_is_not_met_by_a_field_in_which_nothing_is_recorded(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    codes = (
        "codes: [{code: Y}, {code: U, role: unknown}], due: always, target: {unknown: at most 5%}"
    )
    (folder / "visits.yaml").write_text(
        VISITS.replace("codes: [{code: Y}, {code: N}], due: always, target: {recorded: 90%}", codes)
    )
    (folder / "blank.csv").write_text(CLEAN.replace(",Y,", ",,").replace(",N,", ",,"))
    said = run(capfd, "lint", "blank.csv", *DAY)
    assert "unknown at most 5%  –  nothing recorded" in said.out


def test_a_column_with_a_name_like_it_is_offered_for_one_that_is_missing(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "own.csv").write_text(CLEAN.replace("visited_on", "Visited (day)"))
    said = run(capfd, "lint", "own.csv", *DAY)
    assert 'help: is it Visited (day)? then --map "Visited (day)=visited_on"' in said.out


def test_two_standards_over_one_file_count_its_records_once_and_know_what_either_uses(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    other = VISITS.replace("standard: visits", "standard: journeys\nprefix: OTH")
    (folder / "journeys.yaml").write_text(other.replace("VIS-", "OTH-").replace("others", "more"))
    (folder / "clean.csv").write_text(CLEAN.replace("area", "place"))
    said = run(capfd, "lint", "clean.csv", *DAY, "--standard", "journeys.yaml")
    assert said.out.endswith(
        "2 records of clean.csv against visits 1, journeys 1, as at\n2026-03-31.\n"
    )
    assert "columns that no field uses: place\n" in said.out


def test_a_change_that_no_example_notices_is_said_and_fails_nothing(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It may mean the same. An example that does not show what it should fails, with it or not."""
    examples = "\n        examples: {keeps: [{others: '0'}], breaks: [{others: '%s'}]}\n"
    for breaks, code in (("9", 0), ("1", 1)):
        (folder / "visits.yaml").write_text(VISITS.rstrip("\n") + examples % breaks)
        said = run(capfd, "schema", "test", "visits.yaml", "--mutate")
        assert said.code == code
        assert "VIS-401 unproved: `:most` becomes `(:most + 1)`" in said.out
        assert (
            "\nhelp: to prove a limit, give an example on each side of it; to prove a `when`, a"
            " record that\n  it leaves alone beside one that keeps the rule\n\n  standard "
            in said.out
        )
