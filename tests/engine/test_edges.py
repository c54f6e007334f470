"""Where a rule that follows from a field's keys begins to be broken: the last value that keeps it,
and the first that does not.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pytest

import recordcheck

STANDARD = """\
standard: visits
version: "1"
title: Visits
parameters: {{last: {{type: date, default: "2026-03-31"}}}}
tables:
  visit:
    one_record_is: one visit
    dated: seen
    fields:
      seen: {{type: {kind}}}
      cell: {{{field}}}
"""
USED = "type: code, codes: [A, {code: B, from: 2025-03-01, until: 2025-03-31}]"
MOMENTS = (
    "2026-03-02T09:00 2026-03-02T09:00, 2026-03-02T09:00 2026-03-02T08:59,"
    " soon 2026-03-02T09:00, 2026-03-02T09:00 soon, - 2026-03-02T09:00"
)
SECONDS = (
    "2026-03-02T09:00:45 2026-03-02T09:00, 2026-03-02T09:00 2026-03-02T09:00:45,"
    " 2026-03-02T09:00:00 2026-03-02T08:59:59, 2026-03-02T08:59:59 2026-03-02T09:00:00"
)
MARCH = "range: [2026-03-01, 2026-03-31]"
DAYS_OF_MARCH = (
    "- 2026-02-28T23:59, - 2026-03-01T00:00, - 2026-03-31T23:59:59.999999, - 2026-04-01T00:00"
)
TURNED = (
    "2026-02-05 2026-05-02, 2026-02-04 2026-05-02, 2026-02-05 2026-05-13,"
    " 2026-05-02 2026-05-02, soon 2026-05-02"
)
TURNED_HOURS = "2026-02-05T09:00 2026-05-02T09:00, 2026-02-05T09:00 2026-05-02T10:00"


@pytest.mark.parametrize(
    ("rule", "kind", "field", "records", "broken", "unknown"),
    [
        # A code is in use on its first day and its last, whatever the hour.
        ("395", "date", USED, "2025-02-28 B, 2025-03-01 B, 2025-03-31 B, 2025-04-01 B", [1, 4], 0),
        ("395", "datetime", USED, "2025-03-01T00:00 B, 2025-03-31T23:59 B", [], 0),
        ("395", "datetime", USED, "2025-02-28T23:59 B, 2025-04-01T00:00 B, soon B", [1, 2], 1),
        ("395", "date", USED, "2020-01-01 A, 2025-04-01 C, 2025-04-01 -", [], 0),
        # A moment is in a range by its day, up to the end of the last one.
        ("393", "date", f"type: datetime, {MARCH}", DAYS_OF_MARCH, [1, 4], 0),
        # The same day, the same moment, is in order; a day and a moment are compared by the day.
        ("490", "date", "type: date, not_before: seen", "2026-03-02 2026-03-02", [], 0),
        ("490", "date", "type: date, not_before: seen", "2026-03-02 2026-03-01", [1], 0),
        ("490", "date", "type: datetime, not_before: seen", "2026-03-02 2026-03-02T00:00", [], 0),
        ("490", "datetime", "type: date, not_before: seen", "2026-03-02T23:59 2026-03-02", [], 0),
        ("490", "datetime", "type: datetime, not_before: seen", MOMENTS, [2], 2),
        ("491", "datetime", "type: datetime, not_after: seen", MOMENTS, [], 2),
        # One system writes the seconds and another does not.
        ("490", "datetime", "type: datetime, not_before: seen", SECONDS, [3], 0),
        ("491", "datetime", "type: datetime, not_after: seen", SECONDS, [4], 0),
        ("491", "date", "type: date, not_after: seen", "2026-03-02 2026-03-02", [], 0),
        ("491", "date", "type: date, not_after: seen", "2026-03-02 2026-03-03", [1], 0),
        ("491", "datetime", "type: date, not_after: seen", "2026-03-02T00:00 2026-03-02", [], 0),
        ("491", "date", "type: datetime, not_after: ':last'", "- 2026-03-31T23:59", [], 0),
        ("491", "date", "type: datetime, not_after: ':last'", "- 2026-04-01T00:00", [1], 0),
        ("491", "date", "type: datetime, not_after: ':today'", "- 2026-03-31T23:59", [], 0),
        ("491", "date", "type: datetime, not_after: ':today'", "- 2026-04-01T00:00", [1], 0),
        # The other way round it would be in time on the very day; the 13th has no other way, and
        # what is in time, or not known to be late, needs none.
        ("493", "date", "type: date, not_after: seen", TURNED, [1], 0),
        ("493", "datetime", "type: datetime, not_after: seen", TURNED_HOURS, [1], 0),
    ],
)
def test_a_rule_of_days_holds_up_to_its_last_one(
    tmp_path: Path, rule: str, kind: str, field: str, records: str, broken: list[int], unknown: int
) -> None:
    path = tmp_path / "visits.yaml"
    path.write_text(STANDARD.format(kind=kind, field=field), encoding="utf-8")
    pairs = [one.split() for one in records.split(", ")]
    seen, cell = ([pair[place].strip("-") for pair in pairs] for place in (0, 1))
    table = pyarrow.table({"seen": seen, "cell": cell})
    run = recordcheck.check(table, path, select=f"VIS-{rule}", as_at="2026-03-31")
    (found,) = run.findings or run.kept
    assert list(getattr(found, "records", ())) == broken
    assert found.not_judged == unknown


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("length: [3, 3]", "cell has exactly 3 characters."),
        ("length: [1, 1]", "cell has exactly 1 character."),
        ("length: [null, 1]", "cell has at most 1 character."),
        ("length: [5, null]", "cell has at least 5 characters."),
        ("length: [0, 3]", "cell has at most 3 characters."),
        ("length: [1, 3]", "cell has 1 to 3 characters."),
        ("needs: [seen]", "Where cell is recorded, so is seen."),
        ("needs: [seen, other]", "Where cell is recorded, so are seen and other."),
    ],
)
def test_a_rule_says_how_much_it_asks_as_people_say_it(
    tmp_path: Path, field: str, words: str
) -> None:
    path = tmp_path / "visits.yaml"
    text = STANDARD.format(kind="date", field=f"type: text, {field}")
    path.write_text(f"{text}      other: {{type: text}}\n", encoding="utf-8")
    table = pyarrow.table({"seen": [""], "cell": ["four"], "other": [""]})
    run = recordcheck.check(table, path)
    (found,) = run.findings
    assert run.rules[found.rule].says == words
    if field.startswith("length"):
        assert found.says == words.replace(" has ", " has not ").removesuffix(".")
