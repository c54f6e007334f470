"""The pages of the shipped standards say what the standards say.

`python tests/test_reference.py --update` writes them again, after a change of a standard.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from recordcheck.model import CodeList, Standard
from recordcheck.output import reference
from recordcheck.rules import rules_of
from recordcheck.standard.codes import load_codes
from recordcheck.standard.known import catalogue
from recordcheck.standard.load import load

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "standards"
LISTS = sorted((ROOT / "schemas" / "codes").glob("*.yaml"))


def test_the_pages_are_those_that_the_standards_give() -> None:
    found = {path.relative_to(PAGES): path.read_text() for path in PAGES.rglob("*.md")}
    assert found == pages(), "run `python tests/test_reference.py --update`"


def test_a_page_names_every_rule_source_and_example_of_its_standard() -> None:
    standard = load("missing-children")
    page = pages()[Path("missing-children.md")]
    for table in standard.tables.values():
        for rule in rules_of(table, standard):
            assert rule.id in page
            assert rule.says in page
            for source in rule.sources:
                assert str(source) in page
    assert page.count("Keeps it (made up):") == sum(
        len(table.rules) for table in standard.tables.values()
    )


def test_the_page_of_a_bundle_has_the_rules_that_no_member_has_and_what_they_need() -> None:
    page = pages()[Path("police-child-protection.md")]
    table = load("police-child-protection").tables["action"]
    asked = [line for line in page.splitlines() if line.startswith("### ")]
    assert asked == ["### PCP-401 measure-not-returned", "### PCP-402 closed-below-its-return"]
    worked_out = re.findall(r"^`(\w+)` is worked out:$", page, re.MULTILINE)
    own = ["returned", "last_return_on", "last_returns", "last_below", "last_judged"]
    assert worked_out == own == [one.name for one in table.derives if one.name in own]


@pytest.mark.parametrize("page", sorted(PAGES.rglob("*.md")), ids=lambda page: page.stem)
def test_every_link_to_another_page_finds_it(page: Path) -> None:
    links = re.findall(r"\]\(([^):#]+)\)", page.read_text())
    assert [link for link in links if not (page.parent / link).is_file()] == []


def test_a_page_says_whose_declined_answers_are_set_apart() -> None:
    page = (PAGES / "child-ethnicity.md").read_text(encoding="utf-8")
    assert "\n\nWho declined is set apart, not due for known: `self_defined_ethnicity`.\n" in page
    assert "| recorded 98%, known 95% (local convention) |" in page


def test_every_shipped_standard_says_what_it_cannot_tell() -> None:
    assert [one.name for one in catalogue(()) if not one.cannot_tell] == []


def pages() -> dict[Path, str]:
    """Each page by its place: the index, one for each standard, one for each code list."""
    standards: list[Standard] = list(catalogue(()))
    lists: list[CodeList] = [load_codes(path)[0] for path in LISTS]
    found = {Path("README.md"): reference.index(standards, lists)}
    for one in standards:
        tables = () if one.includes else one.tables.values()  # those of a bundle are its members'
        pairs = [(table, rules_of(table, one)) for table in tables]
        found[Path(f"{one.name}.md")] = reference.standard(one, pairs)
    return found | {Path("codes", f"{one.name}.md"): reference.codes(one) for one in lists}


def update() -> None:
    """Write the pages again."""
    for old in PAGES.rglob("*.md"):
        old.unlink()
    for place, text in pages().items():
        (PAGES / place).parent.mkdir(parents=True, exist_ok=True)
        (PAGES / place).write_text(text)


if __name__ == "__main__" and "--update" in sys.argv:
    update()
