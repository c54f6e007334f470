"""What a district did not send, by the rules of coverage of the shipped standards."""

from __future__ import annotations

from pathlib import Path

import pytest

import recordcheck

RULES = [
    ("child-ethnicity", "ETH-101", "contact_id,district,contact_at"),
    ("missing-children", "MIS-101", "episode_id,district,reported_at"),
    ("contact-risk-response", "CRR-101", "incident_ref,district,received_at"),
]
EACH_MONTH = dict.fromkeys(range(1, 7), 20)


def export(folder: Path, columns: str, sent: dict[str, dict[int, int]]) -> Path:
    """So many records of each district in each month of 2026."""
    places = [
        f"{district},2026-{month:02}-01T09:00"
        for district, months in sent.items()
        for month, many in months.items()
        for _ in range(many)
    ]
    lines = [columns, *(f"{number},{place}" for number, place in enumerate(places, 1))]
    path = folder / "export.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("standard", "rule", "columns"), RULES)
@pytest.mark.parametrize(
    ("east", "broken", "not_judged"),
    [
        ({1: 20}, 5, 0),  # nothing from February to June
        ({1: 14, 2: 14}, 4, 0),  # nothing from March to June
        ({1: 5, 3: 5}, 4, 0),
        ({1: 5, 3: 4}, 0, 6),  # too few to expect one each month
        (EACH_MONTH, 0, 0),
    ],
)
def test_a_district_that_stops_sending_is_asked_for_each_month(
    tmp_path: Path,
    standard: str,
    rule: str,
    columns: str,
    east: dict[int, int],
    broken: int,
    not_judged: int,
) -> None:
    path = export(tmp_path, columns, {"North": EACH_MONTH, "East": east})
    run = recordcheck.check(path, standard, select=rule, as_at="2026-07-15")
    (rate,) = [one for one in run.rates if one.rule == rule]
    assert (rate.due, rate.kept, rate.not_judged) == (
        12 - not_judged,
        12 - not_judged - broken,
        not_judged,
    )


@pytest.mark.parametrize(("standard", "rule", "columns"), RULES)
def test_the_months_are_shown_by_district_and_no_district_of_few_records_is_named(
    tmp_path: Path, standard: str, rule: str, columns: str
) -> None:
    sent = {"North": EACH_MONTH, "East": {1: 20}, "Isle": {1: 3}}
    path = export(tmp_path, columns, sent)
    run = recordcheck.check(path, standard, select=rule, as_at="2026-07-15", by="district")
    shown = {
        one.group["district"]: (one.kept, one.due, one.not_judged)
        for one in run.rates
        if one.rule == rule and one.group
    }
    assert shown == {"North": (6, 6, 0), "East": (1, 6, 0), None: (0, 0, 6)}
