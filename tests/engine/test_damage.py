"""What has happened to an export on its way is said as that: each kind of damage has its rule."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner

import recordcheck
from recordcheck.cli import cli

HEAD = """
standard: damage
prefix: DAM
version: "1"
title: One field at a time
tables:
  visit:
    one_record_is: one visit
    fields:
      cell: FIELD
"""


def broken(folder: Path, field: str, cells: list[str], rule: str) -> tuple[int, ...]:
    """The records that break a rule of the one field."""
    path = folder / "damage.yaml"
    path.write_text(HEAD.replace("FIELD", field))
    run = recordcheck.check(
        pa.table({"cell": cells}), path, select=rule, as_at="2026-03-31", max_records=None
    )
    assert {one.rule for one in run.findings} <= {rule}
    return run.findings[0].records if run.findings else ()


@pytest.mark.parametrize(
    ("field", "cells", "found"),
    [
        ('{type: text, format: "[0-9]{10}"}', ["0123456789", "123456789", "12345678", ""], (2, 3)),
        (r'{type: text, format: "\\d{2}[0-9]"}', ["012", "12", "x1", "1234"], (2,)),
        ("{type: text, length: [6, 6]}", ["012345", "12345", "AB123"], (2,)),
        ('{type: code, codes: ["01", "02", "10"]}', ["01", "1", "10", "x"], (2,)),
    ],
)
def test_a_number_that_lost_its_zeros_is_found(
    tmp_path: Path, field: str, cells: list[str], found: tuple[int, ...]
) -> None:
    assert broken(tmp_path, field, cells, "DAM-196") == found


@pytest.mark.parametrize(
    "field",
    [
        '{type: text, format: "[0-9]{9,10}"}',
        '{type: text, format: "[0-9]+"}',
        "{type: text, length: [5, 6]}",
        "{type: text, length: [1, 1]}",
        '{type: code, codes: ["1", "2", "10"]}',
        '{type: code, codes: ["11", "12"]}',
        '{type: code, codes: ["01", "002"]}',
    ],
)
def test_where_the_digits_are_not_fixed_none_can_be_lost(tmp_path: Path, field: str) -> None:
    with pytest.raises(recordcheck.UserError, match="DAM-196"):
        broken(tmp_path, field, ["1"], "DAM-196")


def test_a_number_that_a_spreadsheet_has_rounded_is_found(tmp_path: Path) -> None:
    """With decimals or, of a round number, without; what only looks like one is let be."""
    cells = ["1.23457E+11", "1E+11", "9E+100", "0.5E+20", "1E11", "AE+11", "12E+11", "1E+1", ""]
    assert broken(tmp_path, "{type: text, unique: true}", cells, "DAM-195") == (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("kind", "cells", "found"),
    [
        ("date", ["12/03/2026", "03/12/2026", "20/12/2026", "05/12/2027", "04/04/2026"], (2,)),
        ("datetime", ["2026-12-03 09:30", "2026-12-30 09:30", "2027-12-03 09:30"], (1,)),
    ],
)
def test_a_date_is_found_that_would_be_in_time_the_other_way_round(
    tmp_path: Path, kind: str, cells: list[str], found: tuple[int, ...]
) -> None:
    field = f'{{type: {kind}, not_after: ":today"}}'
    assert broken(tmp_path, field, cells, "DAM-493") == found


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["A"] * 12 + ["B"] * 8 + [""] * 30, ()),  # 60% of what is recorded
        (["B"] * 8 + [""] * 30 + ["A"] * 13, tuple(range(39, 52))),
        (["A"] * 19, ()),  # too few to say
        (["A"] * 20, tuple(range(1, 21))),
    ],
)
def test_one_value_in_nearly_all_records_is_found(
    tmp_path: Path, cells: list[str], found: tuple[int, ...]
) -> None:
    field = "{type: code, codes: [A, B], same_value: at most 60%}"
    assert broken(tmp_path, field, cells, "DAM-494") == found


def test_one_value_is_a_share_of_all_that_is_recorded_whether_or_not_it_reads(
    tmp_path: Path,
) -> None:
    field = "{type: date, same_value: at most 50%}"
    cells = ["2026-03-10"] * 15 + ["soon"] * 15
    assert broken(tmp_path, field, cells, "DAM-494") == ()
    assert broken(tmp_path, field, [*cells, "2026-03-10"], "DAM-494") == (*range(1, 16), 31)
    (found,) = recordcheck.check(
        pa.table({"cell": [*cells, "2026-03-10"]}), tmp_path / "damage.yaml", select="DAM-494"
    ).findings
    assert (found.judged, found.not_judged) == (16, 15)  # which date "soon" meant, nobody knows


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["a" * 50] * 5 + ["b"] * 45 + [""] * 30, ()),  # 10% of what is recorded
        (["a" * 50] * 5 + ["b"] * 44 + [""] * 30, (1, 2, 3, 4, 5)),
        (["a" * 49] * 30, ()),  # as short as a name
        (["a" * 60] * 4 + ["b"] * 8, ()),  # too few to say
        (["a" * 60] * 29 + ["b" * 61], ()),  # not the longest
    ],
)
def test_texts_that_are_cut_at_one_length_are_found(
    tmp_path: Path, cells: list[str], found: tuple[int, ...]
) -> None:
    assert broken(tmp_path, "{type: text, same_length: at most 10%}", cells, "DAM-197") == found


def test_where_no_text_is_cut_each_was_judged(tmp_path: Path) -> None:
    """None of them is long enough: that is known of each, and nothing is asked of a blank."""
    path = tmp_path / "damage.yaml"
    path.write_text(HEAD.replace("FIELD", "{type: text, same_length: at most 2%}"))
    cells = pa.table({"cell": ["seen", "not seen", ""]})
    run = recordcheck.check(cells, path, select="DAM-197", as_at="2026-03-31")
    assert [(one.rule, one.judged, one.not_judged) for one in run.kept] == [("DAM-197", 2, 0)]


def test_texts_of_one_length_may_be_copies_of_one_text(tmp_path: Path) -> None:
    """Only how long each text is was kept, which cannot tell copies from texts that were cut."""
    path = tmp_path / "damage.yaml"
    path.write_text(HEAD.replace("FIELD", "{type: text, same_length: at most 2%}"))
    cells = ["The child was seen at home, and has no wishes to be noted."] * 20
    (found,) = recordcheck.check(pa.table({"cell": cells}), path, as_at="2026-03-31").findings
    assert (found.rule, found.broken) == ("DAM-197", 20)
    assert found.help == (
        "if they are no copies of one text, see how long the column may be in the system, in the"
        " extract and in every copy of it"
    )


def test_a_code_of_a_list_that_it_is_mixed_with_is_found_beside_what_is_on_no_list(
    tmp_path: Path,
) -> None:
    (tmp_path / "codes").mkdir()
    new = (
        "codes: new\ntitle: New\nmixed_with: [old, partner]\nlist:\n  - {code: A, aliases: [P2]}\n"
    )
    old = "codes: old\ntitle: Old\nmixed_with: [new]\nlist: [A, B]\n"
    partner = "codes: partner\ntitle: Partner\nlist: [{code: P1, label: First}, P2]\n"
    for name, text in (("new", new), ("old", old), ("partner", partner)):
        (tmp_path / "codes" / f"{name}.yaml").write_text(text)
    cells = ["A", "B", "P1", "P2", "First", "zz", "", "n/a", " B "]
    field = "{type: code, codes: new}"
    assert broken(tmp_path, field, cells, "DAM-391") == (2, 3, 5, 6, 9)
    assert broken(tmp_path, field, cells, "DAM-396") == (2, 3, 9)


@pytest.mark.parametrize(
    ("codes", "cell", "shows"),
    [
        ("police-self-defined-ethnicity-18-1", "IC1", "map-ethnicity"),
        ("ours", "P1", "{}/codes/partner.yaml"),
    ],
)
def test_a_code_of_another_list_is_said_with_what_shows_that_list(
    tmp_path: Path, codes: str, cell: str, shows: str
) -> None:
    (tmp_path / "codes").mkdir()
    for name, more in (("ours", "mixed_with: [partner]\nlist: [A]"), ("partner", "list: [P1]")):
        (tmp_path / "codes" / f"{name}.yaml").write_text(f"codes: {name}\ntitle: One\n{more}\n")
    path = tmp_path / "damage.yaml"
    path.write_text(HEAD.replace("FIELD", f"{{type: code, codes: {codes}}}"))
    run = recordcheck.check(pa.table({"cell": [cell]}), path, select="DAM-396")
    (found,) = run.findings
    assert f"`recordcheck schema show {shows.format(tmp_path)}`" in (found.help or "")


def test_a_column_of_one_list_says_nothing_of_others(tmp_path: Path) -> None:
    with pytest.raises(recordcheck.UserError, match="DAM-396"):
        broken(tmp_path, "{type: code, codes: yes-no-unknown}", ["x"], "DAM-396")


def test_a_code_in_words_of_the_systems_own_is_mapped_as_the_finding_says(tmp_path: Path) -> None:
    (tmp_path / "damage.yaml").write_text(
        HEAD.replace("FIELD", "{type: code, codes: yes-no-unknown}")
    )
    (tmp_path / "export.csv").write_text("cell,more\naye,\nY,\n")
    asked = ["lint", "export.csv", "--standard", "damage.yaml"]
    found = lint(tmp_path, *asked)
    assert "record 1 (1 of 2)" in found and "map other spellings (capitals count)" in found
    assert "under [map.codes.cell]; --show-values lists them" in found
    (tmp_path / "recordcheck.toml").write_text('[map.codes.cell]\naye = "Y"\n')
    assert "DAM-391" not in lint(tmp_path, *asked)


def test_a_date_in_another_form_is_given_as_the_finding_says(tmp_path: Path) -> None:
    (tmp_path / "damage.yaml").write_text(HEAD.replace("FIELD", "{type: date}"))
    (tmp_path / "export.csv").write_text("cell,more\n31-MAR-26,\n01-Apr-26,\n")
    asked = ["lint", "export.csv", "--standard", "damage.yaml"]
    assert 'give their form: cell = "%d-%b-%y" under [map.dates], or' in lint(tmp_path, *asked)
    (tmp_path / "recordcheck.toml").write_text('[map.dates]\ncell = "%d-%b-%y"\n')
    assert "DAM-390" not in lint(tmp_path, *asked)


def test_a_number_that_lost_its_zeros_refers_to_nothing_and_the_finding_says_so(
    tmp_path: Path,
) -> None:
    (tmp_path / "visits.yaml").write_text(
        "standard: visits\nversion: '1'\ntitle: Visits\ntables:\n"
        "  child:\n    one_record_is: one child\n    key: [child_id]\n"
        "    fields: {child_id: {type: text, due: always}, born_on: {type: date, due: always}}\n"
        "  visit:\n    one_record_is: one visit\n    key: [visit_id]\n"
        "    fields: {visit_id: {type: text, due: always},"
        " child_id: {type: text, due: always, refers_to: child.child_id}}\n"
    )
    (tmp_path / "child.csv").write_text("child_id,born_on\n00123,2012-05-06\n")
    (tmp_path / "visit.csv").write_text("visit_id,child_id\n1,123\n2,00123\n")
    found = lint(tmp_path, "lint", "child.csv", "visit.csv", "--standard", "visits.yaml")
    assert "VIS-193 child_id refers to no record of child visit.csv record 1 (1 of 2)" in found
    assert "see that child was exported whole, and that both write a number alike: 00123" in found


def lint(folder: Path, *asked: str) -> str:
    """What the command says, its lines as one."""
    with chdir(folder):
        return " ".join(CliRunner().invoke(cli, asked).stdout.split())


UNREAD = {
    "{type: integer}": (
        ["1,234", "12.0", "25:30", "12"],
        "1,234, 12.0 and 25:30 do not read: export digits alone",
    ),
    "{type: number}": (
        ["1,234", "95%", "25:30", "12.5"],
        "1,234, 95% and 25:30 do not read: export digits and a point alone",
    ),
    "{type: boolean}": (
        ["seen", "t", "No"],
        "what reads is Y or N, yes or no, true or false, 1 or 0",
    ),
    "{type: date}": (
        ["31-Mar-26", "03/31/2026", "31/03/2026 14:05", "46112", "31/03/2026"],
        "31-Mar-26, 03/31/2026, a day with a time and a spreadsheet's 46112 do not read, and"
        " 03/04/2026 is read as 3 April: export dates as 2026-03-31, or give their form:"
        ' cell = "%d-%b-%y" under [map.dates], or `dates` in a standard of yours',
    ),
    "{type: datetime}": (
        [
            "31-Mar-26 14:05",
            "03/31/2026 14:05",
            "46112.6",
            "31/03/2026",
            "14:05",
            "31/03/2026 14:05",
        ],
        "31-Mar-26 14:05, 03/31/2026 14:05, a spreadsheet's 46112.6, and a day or a time alone do"
        " not read, and 03/04/2026 14:05 is read as 3 April: export both in one column, as"
        " 2026-03-31 14:05, or give their form:"
        ' cell = "%d-%b-%y %H:%M" under [map.dates], or `dates` in a standard of yours',
    ),
    '{type: date, dates: "%d-%b-%y"}': (
        ["31/03/2026", "2026-03-31", "31-Mar-26"],
        "only that form reads here: export the whole column in it, or change the form, under"
        " [map.dates] or `dates` in a standard of yours, to the one that the column has",
    ),
}


@pytest.mark.parametrize("field", UNREAD)
def test_what_does_not_read_is_answered_with_what_does(tmp_path: Path, field: str) -> None:
    """All cells but the last are what the help says that exports have."""
    cells, said = UNREAD[field]
    path = tmp_path / "damage.yaml"
    path.write_text(HEAD.replace("FIELD", field))
    (found,) = recordcheck.check(pa.table({"cell": cells}), path, as_at="2026-03-31").findings
    assert (found.rule, found.records) == ("DAM-390", tuple(range(1, len(cells))))
    assert found.help == said
