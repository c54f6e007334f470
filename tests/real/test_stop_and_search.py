"""Real published records of three forces, in three header conventions, as others counted them.

`expected.json` beside them was counted with other tools, and says how each figure is defined.
Nothing is said to recordcheck but the path and the standard.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import recordcheck
from recordcheck import Rate, Run

FILES = {
    "staffordshire": "2018-08-staffordshire-stop-and-search.csv",
    "met-area-lambeth": "metropolitan_lambeth.csv",
    "avon-and-somerset": "avon-and-somerset_api.csv",
}
SELF, OFFICER = "self_defined_ethnicity", "officer_defined_ethnicity"
BLANK = "(blank)"
FEWEST = 5

forces = pytest.mark.parametrize("force", FILES)


@cache
def run_of(path: Path) -> Run:
    return recordcheck.check(path, "stop-and-search", by="age_range", max_records=None)


@pytest.fixture
def records(shared: Path) -> Path:
    return shared / "data" / "stop-and-search"


def expected(records: Path, force: str) -> Any:
    found = json.loads((records / "expected.json").read_text(encoding="utf-8"))
    return found["by_force"][force]


def rates(run: Run, called: str) -> dict[str | None, Rate]:
    """The rates of a field or a rule: over all records under `all`, and by age range."""
    return {
        "all" if rate.group is None else rate.group["age_range"] or BLANK: rate
        for rate in run.rates
        if called in (rate.field, rate.rule)
    }


def person_figures(run: Run, group: str) -> dict[str, int | None]:
    """The published figures of one group, from its rates alone."""
    self_defined, officer = rates(run, SELF)[group], rates(run, OFFICER)[group]
    age = rates(run, "age_range")[group]
    assert self_defined.recorded is not None and self_defined.known is not None
    assert officer.recorded is not None and age.recorded is not None
    return {
        "rows": self_defined.due,
        "self_blank": self_defined.due - self_defined.recorded,
        "self_not_stated": self_defined.recorded - self_defined.known,
        "self_usable": self_defined.known,
        "officer_blank": officer.due - officer.recorded,
        "age_range_blank": age.due - age.recorded,
    }


@forces
def test_every_record_is_read(records: Path, force: str) -> None:
    run = run_of(records / FILES[force])
    assert [table.records for table in run.tables] == [expected(records, force)["all_rows"]["rows"]]


@forces
def test_what_is_recorded_of_a_person_is_what_was_counted(records: Path, force: str) -> None:
    wanted = expected(records, force)["person_rows"]
    found = person_figures(run_of(records / FILES[force]), "all")
    assert found == {name: wanted[name] for name in found}


@forces
def test_records_without_any_usable_ethnicity_are_what_was_counted(
    records: Path, force: str
) -> None:
    finding = next(one for one in run_of(records / FILES[force]).findings if one.rule == "STS-201")
    wanted = expected(records, force)["person_rows"]
    assert (finding.broken, finding.judged, finding.not_judged) == (
        wanted["no_usable_ethnicity_at_all"],
        wanted["rows"],
        0,
    )
    assert len(finding.records) == finding.broken


@forces
def test_agreement_of_the_two_ethnicities_is_what_was_counted(records: Path, force: str) -> None:
    wanted = expected(records, force)["concordance_person_rows"]
    people = expected(records, force)["person_rows"]["rows"]
    rate = rates(run_of(records / FILES[force]), "STS-401")["all"]
    assert (rate.due, rate.kept) == (wanted["n"], wanted["agree"])
    assert rate.not_judged == people - wanted["n"]


@forces
def test_by_age_range_every_group_of_five_is_what_was_counted(records: Path, force: str) -> None:
    """A group holds vehicle searches too: those of too few records in all are gathered."""
    wanted = expected(records, force)["by_age_range_person_rows"]
    run = run_of(records / FILES[force])
    shown = set(rates(run, SELF)) - {"all", "other values"}
    assert shown >= {age for age, figures in wanted.items() if figures["rows"] >= FEWEST}
    for age in shown:
        found = person_figures(run, str(age))
        assert found == {name: wanted[age][name] for name in found}, age


@forces
def test_groups_add_up_to_the_whole(records: Path, force: str) -> None:
    run = run_of(records / FILES[force])
    for called in (SELF, OFFICER, "age_range", "STS-401", "STS-301"):
        found = rates(run, called)
        whole = found.pop("all")
        for measure in ("due", "recorded", "known", "kept", "not_judged"):
            parts = [getattr(rate, measure) or 0 for rate in found.values()]
            assert sum(parts) == (getattr(whole, measure) or 0), (called, measure)


@forces
def test_the_standard_that_fits_is_found_without_any_option(
    records: Path, force: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from recordcheck.cli import main

    path = str(records / FILES[force])
    monkeypatch.chdir(Path(recordcheck.__file__).parent / "standard")
    monkeypatch.setattr("sys.argv", ["recordcheck", "lint", path, "--output-format", "json"])
    with pytest.raises(SystemExit) as end:
        main()
    found = json.loads(capfd.readouterr().out)
    assert [one["name"] for one in found["standards"]] == ["stop-and-search"]
    assert end.value.code == 1
