"""What was typed, held against the text of the paper."""

import csv
import re
from itertools import pairwise
from pathlib import Path

import pytest

from analysis.canonical.definition import stages, word
from analysis.determined.levels import constraints, holds, with_themes
from analysis.facts import HERE, PUBLISHED, Facts, read_rows

TYPED = [
    *HERE.rglob("*.csv"),
    *HERE.rglob("*.toml"),
    *HERE.rglob("*.py"),
    *HERE.rglob("*.md"),
    HERE.parent / "docs" / "tutorial" / "study.md",
]


def text_of(paper: list[str], places: str) -> str:
    """The lines of a place as one line, words that a line end divides joined as printed."""
    parts = []
    for place in places.split(";"):
        first, _, last = place.strip().partition("-")
        parts += paper[int(first) - 1 : int(last or first)]
    text = " ".join(" ".join(parts).split())
    return re.sub(r"(\w)- (?=\w)", r"\1-", text)


def folded(text: str) -> str:
    return text.replace("-", "").replace(" ", "").replace("\u2013", "")


def quoted(paper: list[str], row: dict[str, str]) -> str:
    """The words of a quotation: its lines up to its label."""
    return text_of(paper, row["lines"]).partition(f"({row['participant']} ")[0].strip()


@pytest.mark.parametrize("row", read_rows(PUBLISHED / "table1.csv"), ids=lambda row: row["number"])
def test_a_row_of_table_1_is_typed_as_printed(row: dict[str, str], paper: list[str]) -> None:
    printed = [row[f"{name}_printed"] for name in ("sex", "specialty", "host", "type")]
    assert text_of(paper, row["lines"]) == " ".join([row["number"], *printed])


@pytest.mark.parametrize(
    "row", read_rows(PUBLISHED / "box2.csv"), ids=lambda row: row["subtheme"] or row["theme"]
)
def test_an_entry_of_box_2_is_typed_as_printed(row: dict[str, str], paper: list[str]) -> None:
    entry = f"{row['name_printed']} ({row['count']}/{row['of']})"
    assert folded(entry) in folded(text_of(paper, row["lines"]))
    assert folded(row["name_printed"]).lower() == folded(row["subtheme"] or row["theme"]).lower()


@pytest.mark.parametrize("row", read_rows(PUBLISHED / "quotations.csv"), ids=lambda row: row["id"])
def test_a_quotation_is_placed_and_measured_as_printed(
    row: dict[str, str], paper: list[str]
) -> None:
    text = text_of(paper, row["lines"])
    words = quoted(paper, row)
    assert text.replace(" ", "").endswith(row["label_printed"].replace(" ", ""))
    assert len(words.split()) == int(row["words"])
    heading = max(
        number
        for number, line in enumerate(paper[: int(row["lines"].split("-")[0])], 1)
        if line in {each["section"] for each in read_rows(PUBLISHED / "quotations.csv")}
    )
    assert paper[heading - 1] == row["section"]


def test_the_paper_has_no_other_quotations(paper: list[str]) -> None:
    labels = re.findall(r"\(R\d+ +(?:Fem|M)ale", " ".join(paper))
    assert len(labels) == len(read_rows(PUBLISHED / "quotations.csv")) == 19


def test_labels_agree_with_table_1_but_for_the_hosts_of_r12(facts: Facts) -> None:
    people = {person.name: person for person in facts.participants}
    differing = set()
    for row in facts.quotations:
        person = people[row.participant]
        label = row.label_printed.strip("()").replace(" / ", "/")
        who, host, rest = label.split("—")
        types, source = rest.split(": ")
        assert who == f"{person.name} {'Male' if person.sex == 'M' else 'Female'}"
        assert tuple(types.split("/")) == person.types
        assert source.lower() == row.source
        if host.replace("US", "USA") != "/".join(person.countries):
            differing.add(person.name)
    assert differing == {"R12"}


def test_only_the_country_of_participant_9_was_normalised(facts: Facts) -> None:
    changed = [
        person.number
        for person in facts.participants
        if tuple(part.split(" (")[0] for part in re.split(r", (?![A-Z]{2}\))", person.host_printed))
        != person.countries
    ]
    assert changed == [9]


def test_no_words_of_a_quotation_are_in_the_repository(paper: list[str]) -> None:
    everything = " ".join(words_of(path.read_text(encoding="utf-8")) for path in TYPED)
    for row in read_rows(PUBLISHED / "quotations.csv"):
        words = words_of(quoted(paper, row)).split()
        runs = {" ".join(words[start : start + 4]) for start in range(len(words) - 3)}
        # What the authors say of a theme in their own sentences may recur, a quotation may not.
        own = words_of(" ".join(line for line in own_lines(paper)))
        assert not [run for run in runs if run in everything and run not in own]


def words_of(text: str) -> str:
    return " ".join(re.findall(r"[a-z']+", text.lower().replace("\u2019", "'")))


def own_lines(paper: list[str]) -> list[str]:
    taken = set()
    for row in read_rows(PUBLISHED / "quotations.csv"):
        for place in row["lines"].split(";"):
            first, _, last = place.strip().partition("-")
            taken.update(range(int(first), int(last) + 1))
    return [line for number, line in enumerate(paper, 1) if number not in taken]


def test_the_reference_is_as_good_as_ours_and_reads_larger(shared: Path, facts: Facts) -> None:
    with (shared / "study" / "incidence.csv").open(encoding="utf-8", newline="") as stream:
        reference = {
            row["participant"]: [code for code in facts.theme_of if row[code] == "1"]
            for row in csv.DictReader(stream)
        }
    assert list(reference) == list(facts.holders)
    theirs, ours = (with_themes(each, facts.theme_of) for each in (reference, facts.holders))
    assert not [each for each in constraints(facts, "L4") if not holds(theirs, each)]
    for stage in stages(facts):
        assert stage.value(theirs) == stage.value(ours)
    assert word(facts, facts.holders) < word(facts, reference)


def test_our_readings_are_those_of_the_reference(shared: Path, facts: Facts) -> None:
    with (shared / "study" / "quotations.csv").open(encoding="utf-8", newline="") as stream:
        reference = {row["quote_id"]: row for row in csv.DictReader(stream)}
    assert list(reference) == [row.id for row in facts.quotations]
    for row in facts.quotations:
        theirs = reference[row.id]
        assert row.subtheme == theirs["subtheme_inferred"]
        assert row.strength == theirs["inference_strength"]
        assert row.words == int(theirs["n_words"])


def test_line_numbers_in_box_2_do_not_go_back() -> None:
    rows = read_rows(PUBLISHED / "box2.csv")
    firsts = [int(row["lines"].split("-")[0]) for row in rows]
    assert all(one <= other for one, other in pairwise(firsts))
