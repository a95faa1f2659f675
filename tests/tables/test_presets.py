"""What each program itself would print of a project, as far as it is known, and what shows it."""

from __future__ import annotations

from typing import Any

import pytest
from where import FIXTURES

import refiqda
from refiqda import model as m
from refiqda import tables
from refiqda.errors import UnknownName
from refiqda.tables.caption import definition_of, notes_of
from refiqda.tables.counting.presets import PRESETS, preset

COUNTED = FIXTURES / "made" / "counted.qdpx"
STORIES = sorted((FIXTURES / "made").glob("story-*.qdpx"))


def shown(frame: Any, *units: str) -> dict[str, tuple[int, ...]]:
    """The counts of every code, by the last of its names."""
    assert list(frame.columns[2:]) == list(units)
    names = [path.split(" > ")[-1] for path in frame["code_path"]]
    several = frame[list(units)].itertuples(index=False)
    return {name: tuple(map(int, row)) for name, row in zip(names, several, strict=True)}


# --------------------------------------------------- counted on paper (the README of the fixtures)


def test_nvivo_shows_files_and_references_of_the_code_alone() -> None:
    assert shown(tables.counts(COUNTED, as_program="nvivo"), "files", "references") == {
        "Feelings": (0, 0),
        "Trust": (3, 5),
        "Trust in nurses": (2, 3),
        "Doubt": (2, 5),
        "Waiting": (4, 8),
        "Noise": (4, 5),
        "Night noise": (2, 3),
        "Cost": (0, 0),
    }


def test_nvivo_with_aggregation_gathers_the_direct_children() -> None:
    frame = tables.counts(COUNTED, as_program="nvivo", aggregate="children")
    found = shown(frame, "files", "references")
    assert found["Feelings"] == (3, 10), "without the grandchild, Trust in nurses"
    assert found["Trust"] == (3, 8)
    assert found["Waiting"] == (4, 13)


def test_a_quotation_of_atlasti_counts_once_for_two_coders() -> None:
    """Ann and Ben both gave one quotation the code Trust in nurses."""
    found = shown(tables.counts(COUNTED, as_program="atlasti"), "selections")
    assert found["Trust in nurses"] == (2,)
    assert found["Doubt"] == (5,), "two quotations of the same words are two"
    assert found["Waiting"] == (8,), "a source that is coded as a whole is one"


def test_maxqda_counts_every_coded_segment_and_sums_up_below_a_collapsed_code() -> None:
    own = shown(tables.counts(COUNTED, as_program="maxqda"), "references")
    assert own["Trust in nurses"] == (3,)
    assert own["Doubt"] == (5,)
    collapsed = tables.counts(COUNTED, as_program="maxqda", aggregate="descendants")
    found = shown(collapsed, "references")
    for parent, members in {
        "Feelings": ("Feelings", "Trust", "Trust in nurses", "Doubt"),
        "Waiting": ("Waiting", "Noise", "Night noise"),
        "Noise": ("Noise", "Night noise"),
    }.items():
        assert found[parent] == (sum(own[member][0] for member in members),)


def test_taguette_counts_highlights_and_documents_of_the_exact_path() -> None:
    found = shown(tables.counts(COUNTED, as_program="taguette"), "selections", "files")
    assert found["Feelings"] == (0, 0), "nothing is added from the tags below"
    assert found["Trust"] == (5, 3)
    assert found["Trust in nurses"] == (2, 2)


def test_tags_that_only_look_like_a_path_are_not_rolled_up() -> None:
    """As Taguette's own codebook has them: flat, called by their whole path."""
    project = two_coders()
    project.codes = [code("people", "people"), code("people.friends", "noise")]
    found = shown(tables.counts(project, as_program="taguette"), "selections", "files")
    assert found == {"people": (0, 0), "people.friends": (1, 1)}


def test_qualcoder_counts_the_codings_of_all_coders() -> None:
    found = shown(tables.counts(COUNTED, as_program="qualcoder"), "references")
    assert found["Trust in nurses"] == (3,)
    assert found["Feelings"] == (0,), "a category has no count in the codebook"
    summed = tables.counts(COUNTED, as_program="qualcoder", aggregate="descendants")
    assert shown(summed, "references")["Feelings"] == (13,)


# --------------------------------------------------- where the programs part


def code(name: str, key: str) -> m.Code:
    return m.Code(guid=refiqda.make_guid("preset", key), name=name, is_codable=True)


def two_coders() -> m.Project:
    """One selection to which two people gave the same code."""
    users = [m.User(guid=refiqda.make_guid("preset", name), name=name) for name in ("Ann", "Ben")]
    codings = [
        m.Coding(
            guid=refiqda.make_guid("preset", "coding", user.name),
            creating_user=user.guid,
            code=refiqda.make_guid("preset", "noise"),
        )
        for user in users
    ]
    passage = m.PlainTextSelection(
        guid=refiqda.make_guid("preset", "passage"), start=0, end=5, codings=codings
    )
    source = m.TextSource(
        guid=refiqda.make_guid("preset", "source"),
        name="Interview",
        content="Noise all night.",
        selections=[passage],
    )
    return m.Project(name="two", users=users, codes=[code("Noise", "noise")], sources=[source])


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("nvivo", (1, 2)),
        ("atlasti", (1,)),
        ("maxqda", (2,)),
        ("taguette", (1, 1)),
        ("qualcoder", (2,)),
    ],
)
def test_one_passage_by_two_coders(program: str, expected: tuple[int, ...]) -> None:
    frame = tables.counts(two_coders(), as_program=program)
    assert shown(frame, *PRESETS[program].units) == {"Noise": expected}


def test_the_other_reading_that_a_note_names_can_be_had() -> None:
    """Where it is not documented whether two users are one reference, segments count one."""
    for program in ("nvivo", "maxqda"):
        assert any("--unit segments" in note for note in PRESETS[program].unknown)
        frame = tables.counts(two_coders(), as_program=program, unit="segments")
        assert frame["segments"].tolist() == [1]


# --------------------------------------------------- what is said of it


@pytest.mark.parametrize("name", PRESETS)
def test_a_count_as_a_program_says_what_it_means_and_what_shows_it(name: str) -> None:
    frame = tables.counts(COUNTED, as_program=name)
    known = PRESETS[name]
    first = definition_of(frame)[0]
    assert first == f"As {known.program} counts. {known.says} Evidence: {known.evidence}"
    assert notes_of(frame) == list(known.unknown)
    assert all("not documented" in note and note.endswith(".") for note in known.unknown)


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_a_program_can_be_counted_as_whoever_wrote_the_file(name: str, story: Any) -> None:
    """A preset is nothing but its units: in every dialect, the same as asked for one by one."""
    known = PRESETS[name]
    frame = tables.counts(story, as_program=name)
    plain = tables.counts(
        story, unit=known.units, aggregate=known.aggregate, merge=known.merge, coders="any"
    )
    assert shown(frame, *known.units) == shown(plain, *known.units)
    assert sum(frame[known.units[0]]) > 0


def test_a_program_is_found_whatever_the_case_of_its_name() -> None:
    assert preset("MAXQDA") is PRESETS["maxqda"]
    with pytest.raises(UnknownName, match=r"perhaps 'taguette'\. Use nvivo, atlasti, maxqda"):
        preset("tagette")
