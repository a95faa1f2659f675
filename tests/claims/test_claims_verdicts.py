from __future__ import annotations

from pathlib import Path

import pytest
from claims_made import (
    bare,
    case,
    code,
    coding,
    guid,
    judged,
    passage,
    project,
    study,
    text,
    value,
)

from refiqda.claims import (
    COLUMNS,
    Claim,
    Claims,
    Counting,
    verify,
)
from refiqda.errors import NotRefiQda
from refiqda.standard import model as m


def verdict(made: m.Project, toml: str) -> tuple[str, str, str, str]:
    row = judged(made, toml)
    return row["expected"], row["found"], row["verdict"], row["why"]


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        (
            "code = 'theme'\nequals = 2\nof = 3",
            ("2 of 3", "2 of 3", "reproduced",
             "2 of 3 cases with a coding of 'theme' or a code below it."),
        ),
        (
            "code = 'theme'\nequals = 2\nof = 4",
            ("2 of 4", "2 of 3", "contradicted",
             "Found 2 of 3 cases with a coding of 'theme' or a code below it, not 2 of 4."),
        ),
        (
            "code = 'theme'\nequals = 2\naggregate = 'own'",
            ("2", "1", "contradicted",
             "Found 1 case with a coding of 'theme' itself, not 2; "
             'with aggregate = "descendants" it would agree.'),
        ),
        (
            "code = 'theme'\nequals = 2\naggregate = 'children'\nunit = 'references'",
            ("2", "5", "contradicted",
             "Found 5 references of 'theme' or a code directly below it, not 2; "
             'with unit = "files" it would agree.'),
        ),
        (
            "code = 'leaf'\nequals = 1\nunit = 'references'",
            ("1", "3", "contradicted",
             "Found 3 references of 'leaf', not 1; "
             'with unit = "cases", unit = "files" or merge = "union" it would agree.'),
        ),
        (
            "code = 'leaf'\nunit = 'references'\ncoders = ['Ben']\nequals = 3",
            ("3", "1", "contradicted",
             "Found 1 reference of 'leaf' by 'Ben', not 3; with coders = \"any\" it would agree."),
        ),
        (
            "code = 'leaf'\nunit = 'segments'\ncoders = 'all'\nat_least = 1\nof = 2",
            ("at least 1 of 2", "1 of 2", "reproduced",
             "1 of 2 segments coded with 'leaf' by every coder."),
        ),
        (
            "code = 'other'\nat_most = 0",
            ("at most 0", "1", "contradicted",
             "Found 1 case with a coding of 'other', not at most 0."),
        ),
        (
            "code = 'theme'\nunit = 'segments'\nmerge = 'union'\nsource = 'Interviews'\n"
            "between = [2, 4]",
            ("2 to 4", "3", "reproduced",
             "3 segments coded with 'theme' or a code below it in 'Interviews' after those that "
             "overlap are joined."),
        ),
        (
            "filter = { Sex = 'F' }\nequals = 2\nof = 3",
            ("2 of 3", "2 of 3", "reproduced", "2 of 3 cases where Sex = F."),
        ),
        (
            "code = 'theme'\nfilter = { Sex = 'F' }\nequals = 1\nof = 2",
            ("1 of 2", "1 of 2", "reproduced",
             "1 of 2 cases with a coding of 'theme' or a code below it where Sex = F."),
        ),
        (
            "unit = 'files'\nsource = 'Reports'\nequals = 1\nof = 4",
            ("1 of 4", "1 of 4", "reproduced", "1 of 4 files in 'Reports'."),
        ),
        (
            "unit = 'files'\nsource = 'Interviews'\nfilter = { Sex = 'F' }\nequals = 2\nof = 3",
            ("2 of 3", "2 of 3", "reproduced", "2 of 3 files in 'Interviews' where Sex = F."),
        ),
        (
            "code = 'leaf'\nunit = 'references'\nequals = 3\nof = 9",
            ("3 of 9", "3 of 9", "reproduced", "3 of 9 references of 'leaf'."),
        ),
        (
            "unit = 'codes'\nlevel = 1\nequals = 2\nof = 4",
            ("2 of 4", "2 of 4", "reproduced", "2 of 4 codes on level 1."),
        ),
        (
            "unit = 'codes'\ncode = 'theme'\nequals = 2",
            ("2", "2", "reproduced", "2 codes below 'theme'."),
        ),
        (
            "unit = 'users'\ncode = 'theme'\naggregate = 'own'\nequals = 1\nof = 2",
            ("1 of 2", "1 of 2", "reproduced", "1 of 2 users who used 'theme' itself."),
        ),
        (
            "unit = 'users'\nequals = 2",
            ("2", "2", "reproduced", "2 users with a coding."),
        ),
        (
            "code = 'theme'\nequals = 2\nbasis = 'imposed'",
            ("2", "2", "imposed", "2 cases with a coding of 'theme' or a code below it."),
        ),
        (
            "code = 'theme'\nequals = 3\nbasis = 'imposed'",
            ("3", "2", "contradicted",
             "Found 2 cases with a coding of 'theme' or a code below it, not 3; "
             'with unit = "files" it would agree.'),
        ),
        (
            "code = 'no such code'\nequals = 3\nnot_checkable = 'Ages are not deposited.'",
            ("3", "", "not checkable", "Ages are not deposited."),
        ),
    ],
)  # fmt: skip
def test_verdicts(toml: str, expected: tuple[str, str, str, str]):
    assert verdict(study(), toml) == expected


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        (
            "code = 'leaf'\nonly = { Sex = 'M' }",
            ("only Sex = M", "1 of 1", "reproduced",
             "1 of 1 case with a coding of 'leaf' has Sex = M."),
        ),
        (
            "code = 'leaf'\nonly = { Sex = 'M' }\nbasis = 'imposed'",
            ("only Sex = M", "1 of 1", "imposed",
             "1 of 1 case with a coding of 'leaf' has Sex = M."),
        ),
        (
            "code = 'theme'\nonly = { Sex = 'F' }",
            ("only Sex = F", "1 of 2", "contradicted",
             "1 of 2 cases with a coding of 'theme' or a code below it have Sex = F; "
             "'R2' does not."),
        ),
        (
            "code = 'theme'\nunit = 'references'\nonly = { Sex = 'F' }",
            ("only Sex = F", "5 of 8", "contradicted",
             "5 of 8 references of 'theme' or a code below it have Sex = F; "
             "a passage of 'two' does not."),
        ),
        (
            "code = 'sub'\naggregate = 'own'\nunit = 'files'\nonly = { Kind = 'Interview' }",
            ("only Kind = Interview", "1 of 2", "contradicted",
             "1 of 2 files with a coding of 'sub' itself have Kind = Interview; "
             "'one report' does not."),
        ),
        (
            "code = 'other'\nonly = { Sex = ['F', 'M'], Age = 41 }",
            ("only Sex = F or M and Age = 41", "1 of 1", "reproduced",
             "1 of 1 case with a coding of 'other' has Sex = F or M and Age = 41."),
        ),
        (
            "unit = 'files'\nsource = 'Interviews'\nonly = { Kind = 'Interview' }",
            ("only Kind = Interview", "3 of 3", "reproduced",
             "3 of 3 files in 'Interviews' have Kind = Interview."),
        ),
        (
            "only = { Age = [33, 41] }",
            ("only Age = 33 or 41", "2 of 3", "not checkable",
             "2 of 3 cases have Age = 33 or 41; the project has no value for 'R3'."),
        ),
        (
            "only = { Age = 33 }",
            ("only Age = 33", "1 of 3", "contradicted", "1 of 3 cases have Age = 33; "
             "'R2' does not."),
        ),
        (
            "code = 'theme'\nsource = 'three'\nonly = { Sex = 'F' }",
            ("only Sex = F", "0 of 0", "contradicted",
             "There are no cases with a coding of 'theme' or a code below it in 'three'."),
        ),
        (
            "code = 'sub'\nunit = 'segments'\naggregate = 'own'\nmerge = 'union'\n"
            "only = { Sex = 'F' }",
            ("only Sex = F", "3 of 3", "reproduced",
             "3 of 3 segments coded with 'sub' itself after those that overlap are joined "
             "have Sex = F."),
        ),
    ],
)  # fmt: skip
def test_only(toml: str, expected: tuple[str, str, str, str]):
    assert verdict(study(), toml) == expected


def test_only_names_a_few_and_says_how_many_more():
    made = study()
    for number in range(4, 12):
        made.cases.append(case(f"R{number}", values=[value("Sex", "M")]))
    assert verdict(made, "only = { Sex = 'F' }")[3] == (
        "2 of 11 cases have Sex = F; 'R10', 'R11', 'R2', 'R4', 'R5' and 4 more do not."
    )


def test_a_passage_of_two_cases_is_only_of_women_if_both_are():
    made = study()
    made.cases[2].sources.append(guid("source", "two"))
    toml = "code = 'other'\nunit = 'references'\nonly = { Sex = 'F' }"
    assert verdict(made, toml)[1:3] == ("0 of 1", "contradicted")
    made.cases[2].values = []
    assert verdict(made, toml)[1:3] == ("0 of 1", "contradicted")
    made.cases[1].values[0].text = "F"
    assert verdict(made, toml)[1:3] == ("0 of 1", "not checkable")
    made.cases[2].values = [value("Sex", "F")]
    assert verdict(made, toml)[1:3] == ("1 of 1", "reproduced")


def without_coders() -> m.Project:
    made = study()
    for source in made.sources:
        for selection in source.selections:
            for each in selection.codings:
                each.creating_user = None
    return made


@pytest.mark.parametrize(
    ("made", "toml", "why"),
    [
        (bare(cases=[]), "code = 'theme'", "The project has no cases, so cases cannot be counted."),
        (bare(cases=[]), "unit = 'cases'", "The project has no cases, so cases cannot be counted."),
        (
            bare(cases=[]),
            "unit = 'files'\nfilter = { Sex = 'F' }",
            "The variable 'Sex' has no values in the project.",
        ),
        (bare(variables=[]), "filter = { Sex = 'F' }", "The project has no variables."),
        (bare(codes=[]), "code = 'theme'", "The project has no codes."),
        (bare(codes=[]), "unit = 'codes'", "The project has no codes."),
        (
            bare(sources=[]),
            "unit = 'files'",
            "The project has no sources, so files cannot be counted.",
        ),
        (bare(sources=[]), "code = 'theme'", "The project has no codings."),
        (bare(sources=[]), "unit = 'references'", "The project has no codings."),
        (bare(users=[]), "code = 'theme'\ncoders = ['Ann']", "The project lists no users."),
        (
            bare(sets=[], sources=[]),
            "code = 'theme'\nsource = 'Reports'",
            "The project has no sets, and no source is called 'Reports'.",
        ),
        (
            bare(sets=[m.Set(guid=guid("s"), name="Codes")]),
            "unit = 'files'\nsource = 'Codes'",
            "The set 'Codes' of the project holds no sources.",
        ),
        (without_coders(), "unit = 'users'", "The project does not say who coded."),
        (
            without_coders(),
            "code = 'theme'\ncoders = 'all'",
            "The project does not say who coded.",
        ),
    ],
)
def test_what_cannot_be_checked(made: m.Project, toml: str, why: str):
    assert verdict(made, f"{toml}\nequals = 1")[1:] == ("", "not checkable", why)


def test_codings_outside_every_case_are_told():
    made = study()
    made.cases = made.cases[1:]
    assert verdict(made, "code = 'theme'\nequals = 5") == (
        "5",
        "1",
        "contradicted",
        "Found 1 case with a coding of 'theme' or a code below it, not 5; "
        "5 codings are in no case.",
    )


def test_a_remark_needs_the_denominator_to_agree_too():
    """Of 9 codings, 3 are of leaf, not 3 of 8; 3 files of 4 are not 3 of 3."""
    toml = "code = 'leaf'\nequals = 3\nof = {}"
    assert 'unit = "references" it would agree' in verdict(study(), toml.format(9))[3]
    assert "agree" not in verdict(study(), toml.format(8))[3]
    assert "agree" not in verdict(study(), "code = 'theme'\nequals = 3\nof = 3")[3]
    assert (
        'unit = "files" it would agree' in verdict(study(), "code = 'theme'\nequals = 3\nof = 4")[3]
    )


def test_codings_in_notes_are_told():
    made = study()
    made.notes = [text("memo", passage(0, 5, coding("memo", "Ann", "other")))]
    assert verdict(made, "code = 'other'\nunit = 'references'\nequals = 2")[3] == (
        "Found 1 reference of 'other', not 2; with notes = true it would agree."
    )
    assert verdict(made, "code = 'other'\nunit = 'references'\nequals = 3")[3] == (
        "Found 1 reference of 'other', not 3; 1 coding is in notes and not counted."
    )


def test_defaults_of_the_file_apply():
    claims = Claims(
        counting=Counting(unit="references", aggregate="own"),
        claims=(
            Claim(id="a", code="sub", equals=4),
            Claim(id="b", code="sub", unit="files", equals=2),
            Claim(id="c", code="sub", aggregate="descendants", equals=7, filter={"Kind": "Report"}),
        ),
    )
    frame = verify(claims, study())
    assert list(frame.columns) == list(COLUMNS)
    assert list(frame["id"]) == ["a", "b", "c"]
    assert list(frame["unit"]) == ["references", "files", "references"]
    assert list(frame["verdict"]) == ["reproduced", "reproduced", "contradicted"]


def test_paths_will_do(tmp_path: Path):
    study().save(tmp_path / "made.qdpx")
    (tmp_path / "claims.toml").write_text("[[claim]]\nid = 'a'\nunit = 'cases'\nequals = 3\n")
    frame = verify(str(tmp_path / "claims.toml"), tmp_path / "made.qdpx")
    assert frame["verdict"].tolist() == ["reproduced"]
    with pytest.raises(NotRefiQda):
        verify(tmp_path / "claims.toml", tmp_path / "claims.toml")


def test_nothing_is_changed():
    made = study()
    before = made.digest()
    judged(made, "code = 'theme'\nequals = 2\nof = 3")
    assert made.digest() == before


def test_a_code_below_itself_by_guid_is_no_endless_loop():
    """What has the GUID of a code is that code again, and so it is not below itself."""
    made = project(codes=[code("a", code("b", code("c", key="a")))])
    assert verdict(made, "unit = 'codes'\ncode = 'a'\nequals = 1")[2] == "reproduced"
