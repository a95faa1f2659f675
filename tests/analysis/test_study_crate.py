"""The RO-Crate: it says the truth of every file, and the crate library of others reads it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rocrate.rocrate import ROCrate
from where import ROOT
from worlds import files_in

import refiqda
from analysis.__main__ import main
from analysis.crate import DATE, METADATA, NotComplete, write_crate, zip_crate
from analysis.facts import DOI, PUBLISHED
from analysis.whole import write_all


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study as ``all`` leaves it; tests leave what is described as it is."""
    target = tmp_path_factory.mktemp("crate")
    write_all(target, lambda _: None)
    return target


@pytest.fixture(scope="module")
def graph(folder: Path) -> dict[str, dict[str, Any]]:
    whole = json.loads((folder / METADATA).read_text(encoding="utf-8"))
    assert whole["@context"][0] == "https://w3id.org/ro/crate/1.1/context"
    entities = {entity["@id"]: entity for entity in whole["@graph"]}
    assert len(entities) == len(whole["@graph"])
    return entities


def files_of(graph: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {id: entity for id, entity in graph.items() if entity["@type"] == "File"}


def named(links: Any) -> list[str]:
    return [link["@id"] for link in (links if isinstance(links, list) else [links])]


def references(value: Any) -> list[str]:
    """Every ``{"@id": ...}`` in an entity."""
    if isinstance(value, list):
        return [id for each in value for id in references(each)]
    if isinstance(value, dict):
        return [value["@id"]]
    return []


def test_every_file_is_described_and_every_description_has_a_file(
    folder: Path, graph: dict[str, dict[str, Any]]
) -> None:
    assert set(files_of(graph)) == set(files_in(folder)) - {METADATA}
    assert set(named(graph["./"]["hasPart"])) == set(files_of(graph))


def test_sizes_and_digests_are_those_of_the_files(
    folder: Path, graph: dict[str, dict[str, Any]]
) -> None:
    for id, entity in files_of(graph).items():
        content = (folder / id).read_bytes()
        assert entity["sha256"] == hashlib.sha256(content).hexdigest(), id
        assert entity["contentSize"] == str(len(content)), id


def test_the_digest_of_the_project_is_what_refiqda_info_says(
    folder: Path, graph: dict[str, dict[str, Any]]
) -> None:
    [id] = named(graph["study.qdpx"]["identifier"])
    assert graph[id]["value"] == refiqda.open(folder / "study.qdpx").digest()


def test_what_is_pointed_at_is_there(graph: dict[str, dict[str, Any]]) -> None:
    outside = {"https://w3id.org/ro/crate/1.1"}
    for entity in graph.values():
        for key, value in entity.items():
            if key != "@id":
                assert set(references(value)) <= graph.keys() | outside, entity["@id"]


def test_inputs_are_the_files_of_the_repository(
    folder: Path, graph: dict[str, dict[str, Any]]
) -> None:
    inputs = named(graph["#making"]["object"])
    assert {f"inputs/published/{path.name}" for path in PUBLISHED.iterdir()} <= set(inputs)
    for id in inputs:
        original = ROOT / "analysis" / id.removeprefix("inputs/")
        assert (folder / id).read_bytes() == original.read_bytes()


def test_what_was_made_from_the_inputs_is_the_rest(graph: dict[str, dict[str, Any]]) -> None:
    making = graph["#making"]
    made, inputs = named(making["result"]), named(making["object"])
    assert sorted([*made, *inputs, "LICENSE"]) == sorted(files_of(graph))
    assert {"study.qdpx", "report.html", "claims.csv"} <= set(made)


def test_the_crate_library_reads_it(folder: Path) -> None:
    crate = ROCrate(folder)
    assert crate.name == "Hayashi et al. 2020, a reconstruction from the printed tables"
    assert crate.description.startswith("RECONSTRUCTION, NOT THE STUDY'S DATA.")
    assert crate.root_dataset["datePublished"] == DATE
    assert crate.license["name"] == "MIT License"
    assert crate.root_dataset["author"]["name"] == "The refiqda developers"
    assert crate.root_dataset["isBasedOn"]["@id"] == f"https://doi.org/{DOI}"
    making = crate.root_dataset["mentions"]
    assert making["instrument"]["softwareVersion"] == refiqda.__version__
    assert {entity.id for entity in crate.data_entities} == set(files_in(folder)) - {METADATA}


def test_another_day_of_publication_changes_nothing_else(folder: Path) -> None:
    before = files_in(folder)
    write_crate(folder, "2027-01-31")
    after = files_in(folder)
    write_crate(folder)
    assert after[METADATA] == before[METADATA].replace(DATE.encode(), b"2027-01-31")
    assert {**after, METADATA: before[METADATA]} == before == files_in(folder)


def test_a_report_that_is_left_over_is_described_on_request_alone(folder: Path) -> None:
    before = files_in(folder)
    leftover = folder / "report.docx"
    leftover.write_bytes(b"of another day")
    write_crate(folder)
    assert (folder / METADATA).read_bytes() == before[METADATA]
    assert CliRunner().invoke(main, ["crate", "-o", str(folder)]).exit_code == 0
    graph = json.loads((folder / METADATA).read_text(encoding="utf-8"))["@graph"]
    [described] = [entity for entity in graph if entity["@id"] == "report.docx"]
    assert described["sha256"] == hashlib.sha256(b"of another day").hexdigest()
    leftover.unlink()
    write_crate(folder)
    assert files_in(folder) == before


def test_the_zip_holds_what_is_described_and_nothing_else(folder: Path) -> None:
    mine = files_in(folder)
    stranger = folder / "notes of mine.txt"
    stranger.write_text("private", encoding="utf-8")
    path = zip_crate(folder)
    first = path.read_bytes()
    with zipfile.ZipFile(path) as packed:
        inside = {entry.filename: packed.read(entry) for entry in packed.infolist()}
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
    assert inside == mine
    assert zip_crate(folder).read_bytes() == first
    stranger.unlink()
    path.unlink()


def test_what_is_missing_is_named_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(NotComplete, match=r"study\.qdpx does not exist.*python -m analysis all"):
        write_crate(tmp_path)
    result = CliRunner().invoke(main, ["crate", "-o", str(tmp_path)])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("day", ["yesterday", "2027-13-01", "31.1.2027"])
def test_a_day_that_is_none_is_wrong_usage(day: str, folder: Path) -> None:
    result = CliRunner().invoke(main, ["crate", "-o", str(folder), "--date", day])
    assert result.exit_code == 2
