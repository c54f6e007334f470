"""Headers as exports have them: each finds its standard, or the message names what to map.

The names of columns are facts of police systems, of the inspection lists of children's services and
of the standard safeguarding dataset; the records are made up.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from doors import run

from recordcheck.standard.fit import fitting
from recordcheck.standard.known import catalogue
from recordcheck.standard.load import load

LINT = ("lint", "export.csv", "--as-at", "2026-03-31", "--output-format", "concise")


def write(header: str) -> None:
    """An export with one made-up record."""
    Path("export.csv").write_text(header + "\n" + header.count(",") * "," + "x\n")


def against(standard: str) -> str:
    """The end of the last line of a run."""
    return f"1 record of export.csv against {standard} 2026.1, as at 2026-03-31.\n"


HEADERS: dict[str, tuple[str, str | None]] = {
    "stop and search": (
        "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,"
        "Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,"
        "Object of search,Outcome,Outcome linked to object of search,"
        "Removal of more than just outer clothing",
        "stop-and-search",
    ),
    "custody": (
        "Occurrence #,Self Defined Ethnicity,Officer Defined Ethnicity,Self Defined Gender,"
        "Nationality,Immigration Status if foreign nat,Place of Birth,School attending,Force,"
        "District,NPT Code,Ward Code,Rights given at",
        None,
    ),
    "homicide": (
        "Officer Observed Ethnicity,Borough,Age Group,Sex",
        None,
    ),
    "annex a 1": (
        "ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,AllocatedTeam,AllocatedWorker,"
        "HasDisability,DateOfContact,ContactSource",
        None,
    ),
    "annex a 2": (
        "ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,AllocatedTeam,AllocatedWorker,"
        "AssessmentStartDate,AssessmentCompletionDate,OrganisationCompletingAssessment",
        None,
    ),
    "annex a 3": (
        "ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,AllocatedTeam,AllocatedWorker,"
        "ReferralDate,ReferralSource,ReferralNFA,ReferralsLast12Months",
        "child-referral",
    ),
    "annex a 4": (
        "ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,AllocatedTeam,AllocatedWorker,"
        "ContinuousAssessmentStart,ContinuousAssessmentChildSeen,ContinuousAssessmentAuthDate,"
        "CSCSupportRequired",
        None,
    ),
    "annex a 5": (
        "ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,AllocatedTeam,AllocatedWorker,"
        "StratDiscussionDate,InitialCPConfUnnecessary,InitialCPConfDate,CPConfResultInCPPlan,"
        "NumberS47s12m,NumberICPCs12m",
        None,
    ),
    "annex a 6": (
        "ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,AllocatedTeam,AllocatedWorker,"
        "CINStartDate,PrimaryNeedCode,DateChildLastSeen,CINClosureDate,ReasonForClosure,"
        "CaseStatus",
        None,
    ),
    "annex a 7": (
        "ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,AllocatedTeam,AllocatedWorker,"
        "ChildProtectionPlanStartDate,InitialCategoryOfAbuse,LatestCategoryOfAbuse,"
        "DateOfLastStatutoryVisit,ChildSeenAlone,DateOfLatestReviewConf,"
        "ChildProtectionPlanEndDate",
        None,
    ),
    "annex a 8": (
        "ChildUniqueID,Gender,Ethnicity,DateOfBirth,LoookedAfterStartDate,LegalStatus,"
        "LatestStatutoryReviewDate,LastSocialWorkVisitDate,EpisodesChildMissingFromPlacement,"
        "ChildOfferedReturnInterviewAfterLastMFH,ChildAcceptedReturnInterviewAfterLastMFH",
        "missing-children",
    ),
    "phrases": (
        "Child Unique ID,Was the Child Seen Alone?,Date of the Last Statutory Visit,"
        "Date of latest review conference,Does the Child have a Disability",
        None,
    ),
    "ssd person": (
        "pers_person_id,pers_ethnicity,pers_dob,pers_sex",
        "child-identity",
    ),
    "ssd contact": (
        "pers_person_id,cont_contact_date",
        None,
    ),
    "ssd referral": (
        "pers_person_id,cine_referral_id,cine_referral_date",
        "child-referral",
    ),
    "ssd assessment": (
        "cina_assessment_start_date,cina_assessment_child_seen,pers_person_id",
        None,
    ),
    "ssd conf": (
        "s47e_s47_start_date,icpc_icpc_target_date,icpc_icpc_date,pers_person_id",
        None,
    ),
    "ssd visit": (
        "cppv_cp_visit_seen_alone,pers_person_id",
        None,
    ),
    "ssd review": (
        "cppr_cp_review_due,cppr_cp_review_quorate,pers_person_id",
        None,
    ),
    "ssd missing": (
        "pers_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
        "miss_missing_rhi_offered,miss_missing_rhi_accepted",
        "missing-children",
    ),
    "liquidlogic person": (
        "ETHNICITY_MAIN_CODE,BIRTH_DTTM",
        None,
    ),
    "liquidlogic notes": (
        "SEEN_FLAG,SEEN_ALONE_FLAG,SEEN_BEDROOM_FLAG",
        None,
    ),
    "liquidlogic missing": (
        "START_DTTM,RETURN_INTERVIEW_OFFERED,RETURN_INTERVIEW_ACCEPTED",
        "missing-children",
    ),
    "mosaic person": (
        "ETHNICITY,SUB_ETHNICITY,COUNTRY_OF_BIRTH",
        None,
    ),
    "mosaic visits": (
        "ACTUAL_DATE,SEEN_ALONE_FLAG",
        None,
    ),
    "eclipse": (
        "AbsenceType,DateChildLastSeen,FoundReportDate,HasAReturnHomeInterviewBeenOffered,"
        "AnnexAReturn_wasTheChildSeenAlone",
        None,
    ),
    "custody xml": (
        "Ethnicity,Ethnic_Appearance",
        None,
    ),
    "police": (
        "OCC_NO,Crime Ref,Nominal Ref,SDE,ODE,Risk Level,MisPer Ref,Found Date,RHI Date,LPA,BCU,"
        "Team",
        "missing-children",
    ),
    "force": (
        "WWM_URN,WWM_NOMINAL_REF,WWM_OFF_ETHNICITY,ETHICITY",
        None,
    ),
}

NONE = "no other column is called like a field of it"
ETHNICITY = '--standard child-ethnicity --map "Ethnicity=self_defined_ethnicity"'
# What is said of the columns of those that fit no standard, and the standard of the command.
TOLD = {
    "custody": (NONE, "child-ethnicity"),
    "homicide": (NONE, "child-identity"),
    **{f"annex a {n}": (ETHNICITY, "child-ethnicity") for n in (1, 2, 4, 5, 6, 7)},
    "phrases": (NONE, "voice-of-the-child"),
    "ssd contact": (NONE, "voice-of-the-child"),
    "ssd assessment": (NONE, "voice-of-the-child"),
    "ssd conf": (NONE, "child-protection-conference"),
    "ssd visit": (NONE, "voice-of-the-child"),
    "ssd review": ("`pers_person_id` is child_id of 7 standards", "NAME"),
    "liquidlogic person": ("`BIRTH_DTTM` is date_of_birth of child-identity", "child-identity"),
    "liquidlogic notes": (NONE, "voice-of-the-child"),
    "mosaic person": (
        "`COUNTRY_OF_BIRTH` is country_of_birth of cultural-heritage",
        "cultural-heritage",
    ),
    "mosaic visits": (
        "`SEEN_ALONE_FLAG` is seen_alone of voice-of-the-child",
        "voice-of-the-child",
    ),
    "eclipse": (
        '--standard missing-children --map "DateChildLastSeen=last_seen_at"',
        "missing-children",
    ),
    "custody xml": (ETHNICITY, "child-ethnicity"),
    "force": (NONE, "child-ethnicity"),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("called", HEADERS)
def test_a_real_header_finds_its_standard_or_is_told_what_to_map(
    called: str, capfd: pytest.CaptureFixture[str]
) -> None:
    header, standard = HEADERS[called]
    write(header)
    said = run(capfd, *LINT)
    if standard is not None:
        assert said.code == 1
        assert said.out.endswith(against(standard))
        return
    names, nearest = TOLD[called]
    first, remedy, *more = said.err.splitlines()
    assert (said.code, more) == (2, [])
    assert names in first + remedy
    assert f"to map its columns: recordcheck init --from export.csv --standard {nearest};" in remedy


@pytest.mark.parametrize("called", [one for one, (_, near) in TOLD.items() if near != "NAME"])
def test_what_the_message_says_of_a_real_header_can_be_done(
    called: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """By hand, where an option is named, and by the command."""
    write(HEADERS[called][0])
    names, nearest = TOLD[called]
    remedy = run(capfd, *LINT).err.splitlines()[1]
    command, *by_hand = remedy.split("; ")[:-1]
    assert len(by_hand) == names.startswith("--standard")
    for one in by_hand:
        options = one.removeprefix("or, where a column is that field, `lint` with ")
        said = run(capfd, *LINT, *shlex.split(options))
        assert (said.code, said.err) == (1, "")
        assert said.out.endswith(against(nearest))
    assert run(capfd, *shlex.split(command.partition("recordcheck ")[2])).code == 0
    said = run(capfd, *LINT)
    assert said.code == 1
    assert said.out.endswith(against(nearest))


def test_the_message_is_short_and_says_what_lacks_and_what_may_be_meant(
    capfd: pytest.CaptureFixture[str],
) -> None:
    write(HEADERS["annex a 1"][0])
    said = run(capfd, *LINT)
    assert said.err == (
        "recordcheck: export.csv: no standard fits the 10 columns of this export; the nearest:"
        " child-ethnicity (Recording the ethnicity of a child), voice-of-the-child, child-identity;"
        " as contact of child-ethnicity it lacks contact_id, district, recorded_at, recorded_by,"
        " self_defined_ethnicity; if one record of it is one child: --standard child-identity\n"
        "  to map its columns: recordcheck init --from export.csv --standard child-ethnicity; or,"
        " where a column is that field, `lint` with --standard child-ethnicity"
        ' --map "Ethnicity=self_defined_ethnicity" --map "AllocatedWorker=recorded_by"; to begin a'
        " standard of your own: recordcheck init --from export.csv --write-standard export.yaml\n"
    )


TWICE = (
    "ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,AllocatedTeam,DateOfContact,ContactSource\n"
    "C1,F,WBRI,2015-03-01,11,North,2026-01-05,School\n"
    "C1,F,WBRI,2015-03-01,11,North,2026-02-09,Police\n"
)


def test_a_child_who_stands_twice_in_a_list_of_contacts_is_not_said_to_break_an_index(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """It is one only where somebody says so: then a child who stands in it twice is a fault."""
    Path("export.csv").write_text(TWICE)
    said = run(capfd, *LINT)
    assert (said.code, said.out) == (2, "")
    assert "; if one record of it is one child: --standard child-identity\n" in said.err
    said = run(capfd, *LINT, "--standard", "child-identity", "--no-targets")
    assert said.code == 1
    assert "error: CID-191 " in said.out


@pytest.mark.parametrize("day", ["pers_death_date", "pers_expected_dob", "Date updated"])
def test_a_day_of_the_child_or_of_the_entry_leaves_an_index_what_it_is(
    day: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """The table of persons of the standard safeguarding dataset has many columns more."""
    write(
        "pers_person_id,pers_upn,pers_forename,pers_surname,pers_sex,pers_gender_identity,"
        f"pers_ethnicity,pers_dob,pers_send_flag,pers_nationality,{day}"
    )
    assert run(capfd, *LINT).out.endswith(against("child-identity"))


def test_a_member_is_chosen_where_its_bundle_fits_no_more_columns() -> None:
    columns = list(load("child-referral").tables["notification"].fields)
    assert [one.name for one in fitting([columns], catalogue(()), {})] == ["child-referral"]


def test_a_bundle_is_chosen_where_it_fits_more_columns_than_a_member() -> None:
    columns = [
        column
        for name in ("child-ethnicity", "voice-of-the-child")
        for column in load(name).tables["contact"].fields
    ]
    [found] = fitting([list(dict.fromkeys(columns))], catalogue(()), {})
    assert found.name == "child-protection"


@pytest.mark.parametrize("called", ["Decision date", "Date of decision", "DecisionDate"])
def test_the_day_on_which_a_council_decided_is_found_as_it_is_called(
    called: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Three days are one more than a working day: the referral came on a Monday."""
    Path("export.csv").write_text(
        f"cine_referral_id,Child unique ID,ReferralDate,{called}\n1,C1,2026-03-09,2026-03-12\n"
    )
    options = ("--as-at", "2026-03-31", "--select", "REF-504", "--output-format", "concise")
    said = run(capfd, "lint", "export.csv", *options)
    assert (
        "REF-504 The council decides within one working day of a referral. (record 1; 1 of 1)"
        in (said.out)
    )


@pytest.mark.parametrize(
    ("standard", "key", "called"),
    [
        ("missing-children", "Episode ID", "Reported by"),
        ("missing-children", "Episode ID", "Found where"),
        ("missing-children", "Episode ID", "Absent/Missing"),
        ("child-protection-conference", "Conference ID", "Notified on"),
        ("cultural-heritage", "Contact reference", "Place of Birth"),
    ],
)
def test_a_column_of_names_addresses_or_other_days_is_none_of_a_code_or_of_one_day(
    standard: str, key: str, called: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """It may hold who reported the child by name, the very address, the town of a birth, whether a
    child was missing or absent, or the day on which the police heard of a conference.
    """
    Path("export.csv").write_text(f"{key},{called}\n1,x\n")
    said = run(capfd, *LINT[:4], "--standard", standard)
    assert f"columns that no field uses: {called}" in said.out
