"""A draft of a claims file: what it counts, what it calls it, and that it can be edited."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from claims_made import (
    bare,
    case,
    code,
    coding,
    guid,
    passage,
    project,
    source_set,
    study,
    text,
    value,
    variable,
)
from click.testing import CliRunner
from where import FIXTURES, corpus_params

from refiqda.claims import Counting, parse_claims, verify
from refiqda.claims.drafting import FEW, draft
from refiqda.claims.linting import lint_text
from refiqda.cli import main
from refiqda.errors import NotRefiQda, UnknownName
from refiqda.standard import model as m
from refiqda.tables.counting.asking import CannotCount, NothingToCount

MADE = sorted((FIXTURES / "made").glob("*.qd[ep]*"))
GARDENERS = FIXTURES / "made" / "gardeners.qdpx"
DEFINITIONS = {
    "cases": Counting(unit="cases"),
    "references, own": Counting(unit="references", aggregate="own"),
    "segments joined": Counting(unit="segments", merge="union"),
    "references joined, with notes": Counting(unit="references", merge="union", notes=True),
    "files, children": Counting(unit="files", aggregate="children"),
    "users": Counting(unit="users"),
    "by all coders": Counting(unit="segments", coders="all"),
}


def drafted(made: Any, **asked: Any) -> dict[str, dict[str, Any]]:
    """The claims of a draft by id, as TOML has them."""
    return {claim["id"]: claim for claim in tomllib.loads(draft(made, **asked))["claim"]}


def verdicts(made: Any, text: str) -> set[str]:
    return set(verify(parse_claims(text, "draft.toml"), made)["verdict"])


@pytest.mark.parametrize("counting", DEFINITIONS.values(), ids=DEFINITIONS)
@pytest.mark.parametrize(
    "path", [*(pytest.param(path, id=path.name) for path in MADE), *corpus_params(".qdpx", ".qde")]
)
def test_a_draft_agrees_with_its_project(path: Path, counting: Counting):
    try:
        text = draft(path, counting=counting)
    except NothingToCount:
        assert path.name == "atlasti-win-23-blank.qdpx"
        return
    assert verdicts(path, text) == {"reproduced"}


def test_a_draft_by_groups_agrees_too():
    by = ["Sex", "Site", "Kind"]
    text = draft(GARDENERS, by=by)
    assert verdicts(GARDENERS, text) == {"reproduced"}
    assert len(tomllib.loads(text)["claim"]) == 26 + 12 * 6


def test_the_numbers_are_those_of_the_project():
    """Counted by hand, from the texts in ``fixtures/gardeners.py``."""
    claims = drafted(GARDENERS, by="Sex")
    assert claims["cases"]["equals"] == 12
    assert claims["files"]["equals"] == 19
    assert claims["coders"]["equals"] == 2
    assert (claims["sex-f"]["equals"], claims["sex-f"]["of"]) == (7, 12)
    assert (claims["kind-diary"]["equals"], claims["kind-diary"]["of"]) == (7, 19)
    assert (claims["soil"]["equals"], claims["soil"]["of"]) == (9, 12)
    assert (claims["wellbeing"]["equals"], claims["wellbeing"]["of"]) == (8, 12)
    assert (claims["calm-m"]["equals"], claims["calm-m"]["of"]) == (1, 5)
    assert claims["codes-on-level-2"]["equals"] == 9
    age = claims["age-mean"]
    assert (age["n"], age["mean"], age["range"]) == (12, 52.33, [27, 74])


def test_a_claim_reads_as_a_person_would_write_it():
    text = draft(GARDENERS, codes="Soil", by="Sex")
    assert (
        '[[claim]]\nid = "soil"\nwhere = ""\nsays = "Working the ground > Soil: 9 of 12 cases."\n'
        'code = "Working the ground > Soil"\nequals = 9\nof = 12\n'
    ) in text
    assert (
        '[[claim]]\nid = "soil-m"\nwhere = ""\n'
        'says = "Working the ground > Soil: 4 of 5 cases with Sex = M."\n'
        'code = "Working the ground > Soil"\nfilter = { Sex = "M" }\nequals = 4\nof = 5\n'
    ) in text
    assert "# ---- How often each code was used\n" in text
    assert text.startswith("# The numbers that can be counted in gardeners.qdpx: a draft")


def test_what_is_drafted_lacks_its_place_and_nothing_else():
    remarks = lint_text(draft(GARDENERS, by=["Sex"]), "draft.toml", GARDENERS)
    assert {remark.rule for remark in remarks} == {"no-place"}


def test_the_definition_is_the_one_that_was_chosen():
    counting = Counting(unit="references", aggregate="own", merge="union", coders=("Ann",))
    text = draft(study(), counting=counting)
    assert parse_claims(text).counting == counting
    assert drafted(study(), counting=counting)["leaf"]["equals"] == 1  # 0 to 4 and 2 to 8, joined
    assert drafted(study(), counting=Counting(unit="references", aggregate="own"))["leaf"] == {
        "id": "leaf",
        "where": "",
        "says": "theme > sub > leaf: 3 of 9 references.",
        "code": "theme > sub > leaf",
        "equals": 3,
        "of": 9,
    }


def test_only_the_codes_that_were_chosen_are_counted():
    claims = drafted(study(), codes=["theme >"])
    assert {"theme", "sub", "leaf"} <= claims.keys()
    assert "other" not in claims


def test_sets_are_counted_in_files_and_in_cases():
    claims = drafted(study())
    files, cases = claims["interviews-files"], claims["interviews-cases"]
    assert (files["unit"], files["equals"], files["of"]) == ("files", 3, 4)
    assert (cases["source"], cases["equals"], cases["of"]) == ("Interviews", 3, 3)


def test_a_project_without_cases_is_counted_in_files():
    text = draft(bare(cases=[]))
    assert parse_claims(text).counting.unit == "files"
    assert "cases" not in drafted(bare(cases=[]))


def test_a_project_without_codes_or_codings_has_the_rest():
    made = bare(codes=[], users=[], sets=[])
    for source in made.sources:
        source.selections.clear()
    assert {"cases", "files", "sex-f", "kind-report"} <= drafted(made).keys()
    assert verdicts(made, draft(made)) == {"reproduced"}
    assert "coders" not in drafted(made)


def test_nothing_to_count_is_told():
    with pytest.raises(NothingToCount, match="an empty one has nothing to count"):
        draft(m.Project(name="an empty one"))


def test_codes_of_one_name_have_their_paths_and_ids_of_their_own():
    made = project(
        codes=[code("a", code("x", key="1"), key="a"), code("x", key="2"), code("b", code("x"))],
        sources=[text("one", passage(0, 5, coding("c1", None, "1")))],
    )
    claims = drafted(made, counting=Counting(unit="references", aggregate="own"))
    assert [claims[id]["code"] for id in ("x", "x-2", "x-3")] == ["a > x", "> x", "b > x"]
    assert [claims[id]["equals"] for id in ("x", "x-2", "x-3")] == [1, 0, 0]


def test_codes_of_one_path_have_their_guids():
    made = project(codes=[code("x", key="1"), code("x", key="2")], sources=[text("one")])
    made.sources[0].selections.append(passage(0, 5, coding("c", None, "2")))
    claims = drafted(made)
    assert [claims["x"]["code"], claims["x-2"]["code"]] == [guid("code", "1"), guid("code", "2")]
    assert [claims["x"]["equals"], claims["x-2"]["equals"]] == [0, 1]


def test_ranges_that_another_code_joins_have_no_denominator():
    """Two stretches of one code are one together with what lies between them."""
    made = project(
        codes=[code("a"), code("b")],
        sources=[
            text(
                "one",
                passage(0, 3, coding("a1", None, "a")),
                passage(4, 7, coding("a2", None, "a")),
                passage(2, 5, coding("b1", None, "b")),
            )
        ],
    )
    claims = drafted(made, counting=Counting(unit="references", merge="union"))
    assert (claims["a"]["equals"], claims["references"]["equals"]) == (2, 1)
    assert "of" not in claims["a"]
    assert claims["b"]["of"] == 1


def test_a_set_and_a_source_of_one_name_are_told_apart():
    made = study()
    made.sets.append(source_set("one", "two", "three"))
    assert drafted(made)["one-files"]["source"] == guid("set", "one")
    assert verdicts(made, draft(made)) == {"reproduced"}


STRANGE = {
    "quotes": "say \"no\" \\ 'yes'",
    "lines": "two\nlines\r\nand\ttabs",
    "astral": "🌱 Grüße, été 雨",
    "controls": "a\x00b\x07c\x7fd\x85e\u2028f",
    "brackets": "[[claim]] # = { } ]",
    "empty": "",
    "blank": "   ",
    "digits": "Interview 2 of 3",
}


@pytest.mark.parametrize("name", STRANGE.values(), ids=STRANGE)
def test_strange_names_are_written_so_that_they_can_be_read(name: str):
    made = project(
        codes=[code(name, code(f"{name}>", key="2"), key="1"), code("plain")],
        variables=[m.Variable(guid=guid("variable", "v"), name=name, type="Text")],
        cases=[case("R1", "one", values=[value("v", name)]), case("R2", values=[value("v", "B")])],
        sources=[text("one", passage(0, 5, coding("c", None, "2")))],
        sets=[m.Set(guid=guid("set", "s"), name=name, sources=[guid("source", "one")])],
    )
    written = draft(made, by=[guid("variable", "v")])
    assert verdicts(made, written) == {"reproduced"}
    assert tomllib.loads(written)
    counted = [claim for claim in tomllib.loads(written)["claim"] if "code" in claim]
    assert len(counted) >= 3
    assert "\x07" not in written


def test_ids_are_plain_ascii():
    names = ["Grüße", "été", "雨", "🌱", "A/B  c", "x" * 90]
    made = project(codes=[code(name) for name in names], sources=[text("one")])
    made.sources[0].selections.append(passage(0, 5, coding("c", None, "雨")))
    ids = [id for id, claim in drafted(made).items() if "code" in claim]
    assert ids == ["grusse", "ete", "code", "code-2", "a-b-c", "x" * 40]


def test_many_numbers_are_not_counted_one_by_one():
    def aged(count: int) -> m.Project:
        cases = [case(f"R{age}", values=[value("Age", integer=age)]) for age in range(count)]
        return project(variables=[variable("Age", "Integer")], cases=cases)

    assert f"age-{FEW - 1}" in drafted(aged(FEW))
    few = drafted(aged(FEW + 1))
    assert "age-0" not in few
    assert (few["age-mean"]["mean"], few["age-mean"]["range"]) == (FEW / 2, [0, FEW])


def test_numbers_and_truth_values_stand_without_quotes():
    made = project(
        variables=[variable("Age", "Integer"), variable("Plot", "Boolean"), variable("Code")],
        cases=[
            case("R1", values=[value("Age", integer=3), value("Plot", boolean=True)]),
            case("R2", values=[value("Code", "007")]),
        ],
    )
    claims = drafted(made)
    assert claims["age-3"]["filter"] == {"Age": 3}
    assert claims["plot-true"]["filter"] == {"Plot": True}
    assert claims["code-007"]["filter"] == {"Code": "007"}
    assert "age-mean" not in claims  # one number has no mean worth printing


def test_a_mean_is_left_out_where_a_case_has_two_numbers_or_none():
    made = project(
        variables=[variable("Age", "Integer"), variable("Size", "Float")],
        cases=[
            case("R1", values=[value("Age", integer=3), value("Age", integer=4)]),
            case("R2", values=[value("Age", integer=5), value("Size", float="NaN")]),
            case("R3", values=[value("Size", float="1.5")]),
        ],
    )
    assert not {"age-mean", "size-mean"} & drafted(made).keys()
    assert verdicts(made, draft(made)) == {"reproduced"}


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"codes": "Sol"}, "There is no code 'Sol'; the nearest name is 'Soil'."),
        ({"by": "Sexx"}, "There is no variable 'Sexx'; the nearest name is 'Sex'."),
        ({"counting": Counting(coders=("Ine",))}, "There is no user 'Ine'"),
    ],
)
def test_unknown_names_are_told(asked: dict[str, Any], message: str):
    with pytest.raises(UnknownName, match=message):
        draft(GARDENERS, **asked)


@pytest.mark.parametrize(
    ("counting", "message"),
    [
        (Counting(unit="codes"), "Codes cannot be counted in codes."),
        (Counting(unit="values"), "Codes cannot be counted in values."),
        (Counting(unit="users", coders="all"), "cannot be counted in users. Count segments."),
    ],
)
def test_what_says_nothing_of_codes_is_refused(counting: Counting, message: str):
    with pytest.raises(CannotCount, match=message):
        draft(GARDENERS, counting=counting)


def test_numbers_are_counted_in_their_order():
    cases = [case(f"R{age}", values=[value("Age", integer=age)]) for age in (10, 9, 100)]
    made = project(variables=[variable("Age", "Integer")], cases=cases)
    assert [id for id in drafted(made) if id != "age-mean"] == [
        "cases",
        "age-9",
        "age-10",
        "age-100",
    ]


def test_the_same_project_gives_the_same_draft():
    assert draft(GARDENERS, by="Sex") == draft(GARDENERS, by="Sex")


def test_no_project_is_no_draft(tmp_path: Path):
    (tmp_path / "x.qdpx").write_text("no", encoding="utf-8")
    with pytest.raises(NotRefiQda):
        draft(tmp_path / "x.qdpx")


# --------------------------------------------------------------------------- the command


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, ["claims", "new", *arguments])


def test_the_command_writes_what_the_library_does(tmp_path: Path):
    target = tmp_path / "claims.toml"
    asked = ["--unit", "segments", "--aggregate", "own", "--merge", "union", "--by", "Sex"]
    done = run(str(GARDENERS), *asked, "--coders", "Ines", "--codes", "Wa*", "-o", str(target))
    assert (done.exit_code, done.output) == (0, "")
    counting = Counting(unit="segments", aggregate="own", merge="union", coders=("Ines",))
    wanted = draft(GARDENERS, counting=counting, by="Sex", codes="Wa*")
    assert target.read_bytes().decode("utf-8") == wanted


def test_the_command_prints_it_too():
    assert run(str(GARDENERS)).stdout == draft(GARDENERS)
    coders = run(str(GARDENERS), "--coders", "all", "--unit", "segments").stdout
    assert coders == draft(GARDENERS, counting=Counting(unit="segments", coders="all"))


def test_what_somebody_worked_on_is_not_written_over(tmp_path: Path):
    target = tmp_path / "claims.toml"
    target.write_text("# mine\n", encoding="utf-8")
    done = run(str(GARDENERS), "-o", str(target))
    assert done.exit_code == 2
    assert "is there already. Name another file, or add --force" in " ".join(done.stderr.split())
    assert target.read_text(encoding="utf-8") == "# mine\n"
    assert run(str(GARDENERS), "-o", str(target), "--force").exit_code == 0
    assert target.read_text(encoding="utf-8") == draft(GARDENERS)


def test_errors_are_one_line():
    done = run(str(GARDENERS), "--codes", "nothing like it")
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert run(str(GARDENERS), "--unit", "cases", "-o", "claims.csv").exit_code == 2
