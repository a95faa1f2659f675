"""The report's page: every claim with its verdict, and what stands behind it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import lxml.html
import pytest
from reporting import Tree, claims_of, html, report, text_of, tree, whole

import refiqda
from analysis.discrepancies import discrepancies
from analysis.facts import Facts
from analysis.figures import FIGURES
from analysis.report import write_report
from analysis.report.claims import SECTIONS
from analysis.report.content import Report
from analysis.report.page import render, rendered
from analysis.study import Study
from analysis.tables import TABLES
from analysis.verdicts import CLAIMS, WORDS
from refiqda import MissingExtra, tables

__all__ = ["html", "report", "tree", "whole"]


def rows(study: Study) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in study.verdicts.rows()}


def test_every_claim_is_there_once_with_what_came_out(whole: Study, tree: Tree) -> None:
    shown = claims_of(tree)
    expected = rows(whole)
    assert sorted(shown) == sorted(expected)
    assert len(shown) == 115
    for id, claim in shown.items():
        row = expected[id]
        assert claim.get("data-verdict") == row["verdict"]
        (badge,) = claim.find_class("badge")[:1]
        assert text_of(badge) == row["verdict"]
        for column in ("where", "says", "expected", "found", "why"):
            assert " ".join(row[column].split()).replace("10^", "10") in text_of(claim)


def test_every_claim_says_what_it_means_and_what_it_is_checked_from(tree: Tree) -> None:
    for claim in refiqda.read_claims(CLAIMS).claims:
        shown = text_of(claims_of(tree)[claim.id])
        assert f"Means{claim.means}" in shown.replace("Means ", "Means") or not claim.means
        assert claim.evidence in shown


def test_parts_stand_with_their_own_verdicts(whole: Study, tree: Tree) -> None:
    frame = whole.verdicts.parts
    parts = frame[frame["id"].str.contains(".", regex=False)]
    assert len(parts) > 50
    for id, several in parts.groupby(parts["id"].str.partition(".")[0]):
        (table,) = claims_of(tree)[str(id)].iter("table")
        found = [[text_of(cell) for cell in row[1:4]] for row in table.find("tbody")]
        assert found == several[["expected", "found", "verdict"]].to_numpy().tolist()


def test_claims_stand_in_the_order_of_the_paper(tree: Tree) -> None:
    titles = [text_of(part.find("h3")) for part in tree.find_class("part")]
    assert titles == [title for title in SECTIONS if title in titles]
    for part in tree.find_class("part"):
        title = text_of(part.find("h3"))
        for claim in part.find_class("claim"):
            (where,) = claim.find_class("where")
            is_quotation = title == "Results" and text_of(where).startswith("Quotation")
            assert text_of(where).startswith(title) or is_quotation


def test_the_summary_counts_the_verdicts_and_says_what_they_mean(whole: Study, tree: Tree) -> None:
    (summary,) = tree.iter("header")
    assert "A reconstruction, never the study" in text_of(summary)
    tiles = {tile.get("data-tile"): text_of(tile) for tile in summary.find_class("tile")}
    assert list(tiles) == list(WORDS)
    for word, shown in tiles.items():
        count = sum(row["verdict"] == word for row in rows(whole).values())
        assert shown == f"{count} {word} {WORDS[word]}"


def test_the_summary_has_each_contradiction_in_one_line(whole: Study, tree: Tree) -> None:
    (lines,) = tree.find_class("lines")
    known = [each for each in discrepancies(whole) if each.kind == "contradiction"]
    assert [link.get("href") for link in lines.iter("a")] == [
        f"#discrepancy-{each.id}" for each in known
    ]
    assert len(known) == 4
    assert all(len(text_of(line)) < 150 for line in lines)
    named = [text_of(line).rpartition("(")[2].rstrip(")") for line in lines]
    assert named == ["T03, T04", "T06, Q02", "B02", "R03"]
    contradicted = {id for id, row in rows(whole).items() if row["verdict"] == "contradicted"}
    assert contradicted == set(", ".join(named).split(", "))


def test_discrepancies_are_told_whole_and_linked_both_ways(whole: Study, tree: Tree) -> None:
    shown = {article.find("h4").get("id"): article for article in tree.find_class("discrepancy")}
    for each in discrepancies(whole):
        article = shown.pop(f"discrepancy-{each.id}")
        for words in (each.title, each.printed, each.computed, *each.readings, each.settles):
            assert words in text_of(article)
        for id in each.claims:
            assert f"#{id}" in [link.get("href") for link in article.iter("a")]
            back = [link.get("href") for link in claims_of(tree)[id].iter("a")]
            assert f"#discrepancy-{each.id}" in back
    assert not shown


def test_what_is_counted_leads_to_each_coding(report: Report, tree: Tree, facts: Facts) -> None:
    """Of each subtheme: as many links to codings as there are, each to one of this subtheme."""
    rows = {row.get("id"): [text_of(cell) for cell in row] for row in tree.iter("tr")}
    codes = {claim.id: claim.code for claim in refiqda.read_claims(CLAIMS).claims}
    checked = 0
    for id, claim in claims_of(tree).items():
        if not re.fullmatch("B-[A-Z]{2}[0-9]", id):
            continue
        (behind,) = claim.find_class("behind")
        links = [link.get("href")[1:] for link in behind.iter("a")]
        codings = [rows[link] for link in links if link.startswith("coding-")]
        assert {row[4] for row in codings} == {codes[id]}
        holders = {row[1] for row in codings}
        printed = next(row.count for row in facts.box2 if row.subtheme == codes[id])
        assert len(holders) == printed
        checked += 1
    assert checked == 31


def test_as_much_is_listed_as_was_found(whole: Study, report: Report) -> None:
    """Of every claim and part that counts in the project and finds one number."""
    found = whole.verdicts.parts.set_index("id")[["unit", "found"]].to_dict("index")
    checked = 0
    for entry in report.entries:
        for behind in entry.behind:
            row = found[f"{entry.id}.{behind.part}" if behind.part else entry.id]
            number = re.fullmatch(r"(\d+)(?: of \d+)?", row["found"])
            if number and row["unit"] in ("cases", "files", "codes"):
                assert len(behind.counted) == int(number[1]), (entry.id, behind.part)
                checked += 1
    assert checked > 60


def test_what_is_counted_leads_to_the_rows_of_table_1(tree: Tree) -> None:
    rows = {row.get("id"): text_of(row[0]) for row in tree.iter("tr")}
    behind = claims_of(tree)["T03"].find_class("behind")
    found = [[rows[link.get("href")[1:]] for link in each.iter("a")] for each in behind]
    assert len(found[0]) == 20
    assert found[1] == ["5", "12", "17", "23"]


def test_claims_lead_to_the_rows_of_tables(tree: Tree) -> None:
    rows = {row.get("id"): text_of(row[0]) for row in tree.iter("tr") if row.get("id")}
    links = [link.get("href")[1:] for link in claims_of(tree)["B-PT4"].iter("a")]
    assert [rows[link] for link in links if link.startswith("row-box2-")] == [
        "Perspective transformation > empathy"
    ]
    links = [link.get("href")[1:] for link in claims_of(tree)["S11"].iter("a")]
    assert any(link.startswith("row-flow-") for link in links)


def test_all_codings_are_listed_with_their_provenance(whole: Study, tree: Tree) -> None:
    section = tree.get_element_by_id("codings").getparent()
    listed = {row[0].text_content(): [text_of(c) for c in row[1:]] for row in section.iter("tr")}
    listed.pop("Id")
    frame = tables.codings(whole.project)
    assert len(listed) == len(frame)
    notes = {note.guid: note.name for note in whole.project.notes}
    for source in whole.project.sources:
        for selection in source.selections:
            for coding in selection.codings:
                (row,) = [cells for id, cells in listed.items() if coding.guid.startswith(id)]
                names = [str(notes[note]) for note in coding.notes]
                assert row[4] == ", ".join(name.removeprefix("Provenance: ") for name in names)
                assert row[1] == source.name


def test_every_table_and_figure_is_there(whole: Study, tree: Tree) -> None:
    for name, table in TABLES.items():
        if name in ("claims", "discrepancies"):
            continue
        section = tree.get_element_by_id(f"table-{name}").getparent()
        body = next(section.iter("tbody"))
        assert len(body) == len(table.make(whole))
    for name, figure in FIGURES.items():
        section = tree.get_element_by_id(f"figure-{name}").getparent()
        assert text_of(section.find("h3")) == figure.title
        assert next(section.iter("svg")) is not None


def test_another_project_gives_another_page(study: Path, tree: Tree) -> None:
    """One coding less: the claim on its subtheme is contradicted, and the summary counts it."""
    project = refiqda.open(study)
    source = next(each for each in project.sources if each.name == "R5 interview")
    gone = next(each for each in source.selections if str(each.name).startswith("R5, "))
    code = str(gone.name).removeprefix("R5, ")
    source.selections.remove(gone)
    changed = lxml.html.document_fromstring(render(Study(project)))
    ids = [claim.id for claim in refiqda.read_claims(CLAIMS).claims if claim.code == code]
    (id,) = [each for each in ids if re.fullmatch("B-[A-Z]{2}[0-9]", each)]
    assert claims_of(tree)[id].get("data-verdict") == "imposed"
    assert claims_of(changed)[id].get("data-verdict") == "contradicted"

    def count(page: Tree) -> int:
        (tile,) = [each for each in page.find_class("tile") if each.get("data-tile") == "imposed"]
        return int(text_of(tile).split()[0])

    assert count(changed) < count(tree)


def test_the_same_project_gives_the_same_page(study: Path, html: str, tmp_path: Path) -> None:
    path = write_report(Study(refiqda.open(study)), tmp_path / "new" / "report.html")
    assert path.read_bytes() == html.encode("utf-8")


def test_on_paper_everything_is_open_and_nothing_runs(report: Report) -> None:
    page = lxml.html.document_fromstring(rendered(report, on_paper=True))
    assert all(each.get("open") is not None for each in page.iter("details"))
    assert not list(page.iter("script", "button", "input"))
    assert list(claims_of(page)) == [entry.id for entry in report.entries]


def test_without_jinja_it_says_what_to_install(
    whole: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(MissingExtra, match=r"Jinja2.*pip install -e '\.\[report\]'"):
        write_report(whole, tmp_path / "report.html")
    assert not list(tmp_path.iterdir())
