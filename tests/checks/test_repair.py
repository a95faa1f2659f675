"""Repaired files: nothing is left that could be mended, nothing is lost, twice is once."""

from __future__ import annotations

import random
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from checked_files import BROKEN, broken, every_file, xml_of
from lxml import etree
from properties.mutations import mutate
from where import CORPUS, FIXTURES

import refiqda
from refiqda.checks import RULES, check
from refiqda.checks.repair import MENDS, Mend, mend, repair
from refiqda.standard.document import Opened
from refiqda.standard.opening import open_document

ALWAYS = {code for code, mender in MENDS.items() if mender.always}
TO_BE_VALID = (
    "transana-3.22-annex-a3.qde",
    "annex-a1-empty-sets.qdc",
    "qualcoder-3.8-synthetic.qdpx",
    "atlasti-win-9-namespace-0-4.qdc",
)
PARTLY = {"S102": "isCodable", "S103": "weight", "P205": "without its package"}
"""Fixtures that break a rule in a way that has no safe mend, and why."""


@pytest.fixture(scope="session")
def schemas(shared) -> dict[str, etree.XMLSchema]:
    """The official schemas, which are no part of the repository."""
    return {
        root: etree.XMLSchema(etree.parse(shared / "standard" / f"{name}.xsd"))
        for root, name in (("Project", "Project"), ("CodeBook", "Codebook"))
    }


def repaired(path: Path, folder: Path) -> tuple[Path, list[Mend]]:
    target = folder / f"repaired{path.suffix}"
    return target, repair(path, target).mends


def texts(root: etree._Element) -> Counter[str]:
    """Every line of every attribute, text, comment and instruction, without blanks around it."""
    found: Counter[str] = Counter()
    for node in root.iter():
        for text in (*node.attrib.values(), node.text or "", node.tail or ""):
            found.update(line.strip() for line in str(text).splitlines())
    del found[""]
    return found


def lost(old: etree._Element, new: etree._Element, mends: list[Mend]) -> list[str]:
    """Texts that are fewer than before, beyond those that mends tell of."""
    gone = texts(old) - texts(new)
    return [
        text for text, count in gone.items() if count > sum(text in each.before for each in mends)
    ]


@pytest.mark.parametrize("path", every_file())
def test_no_finding_is_left_that_repair_claims_to_mend(path, tmp_path):
    target, _ = repaired(path, tmp_path)
    assert {finding.code for finding in check(target)}.isdisjoint(ALWAYS)


@pytest.mark.parametrize("path", every_file())
def test_repairing_twice_changes_nothing(path, tmp_path):
    first, _ = repaired(path, tmp_path)
    before = first.read_bytes()
    again = repair(first, tmp_path / f"again{path.suffix}")
    assert again.mends == []
    assert (tmp_path / f"again{path.suffix}").read_bytes() == before
    repair(first, first)
    assert first.read_bytes() == before


@pytest.mark.parametrize("path", every_file())
def test_nothing_is_lost_and_no_error_is_new(path, tmp_path):
    target, mends = repaired(path, tmp_path)
    assert lost(xml_of(path), xml_of(target), mends) == []
    errors = [
        {one.code for one in check(each) if one.severity == "error"} for each in (path, target)
    ]
    assert errors[1] <= errors[0]


@pytest.mark.parametrize("path", every_file())
def test_a_dry_run_tells_the_same_and_writes_nothing(path, tmp_path):
    told = repair(path, tmp_path / f"dry{path.suffix}", dry_run=True)
    assert list(tmp_path.iterdir()) == []
    done = repair(path, tmp_path / f"done{path.suffix}")
    assert told.mends == done.mends
    assert [one.code for one in told.left] == [one.code for one in done.left]


@pytest.mark.parametrize("name", TO_BE_VALID)
def test_the_official_schema_accepts_what_was_repaired(name, tmp_path, schemas):
    path = CORPUS / name
    if not path.exists():
        pytest.skip("the corpus of real files (../shared/corpus) is not here")
    before = xml_of(path)
    assert not schemas[etree.QName(before).localname].validate(before)
    target, mends = repaired(path, tmp_path)
    after = xml_of(target)
    schema = schemas[etree.QName(after).localname]
    assert schema.validate(after), schema.error_log.last_error
    assert lost(before, after, mends) == []


def test_what_is_lost_would_be_seen():
    old = etree.fromstring("<a b='1'><c>words</c></a>")
    new = etree.fromstring("<a><c/></a>")
    assert lost(old, new, []) == ["1", "words"]
    assert lost(old, new, [Mend("S103", "/a", 1, "", "1", "")]) == ["words"]


@pytest.mark.parametrize("code", MENDS)
def test_each_rule_with_a_mend_is_mended_in_its_fixture(code, tmp_path):
    path = broken(code)
    target, mends = repaired(path, tmp_path)
    left = {finding.code for finding in check(target)}
    if code in PARTLY:
        assert code in left
        assert not [each for each in mends if each.code == code]
    else:
        assert code not in left
        assert {"S101" if code == "V104" else code} == {each.code for each in mends}


UNMENDED = sorted(path for path in BROKEN.iterdir() if path.stem not in MENDS)


@pytest.mark.parametrize("path", UNMENDED, ids=lambda path: path.name)
def test_a_rule_without_a_mend_leaves_its_fixture_alone(path, tmp_path):
    target, mends = repaired(path, tmp_path)
    assert mends == []
    assert target.read_bytes() == path.read_bytes()


def test_every_mend_is_of_a_rule_and_says_what_it_does():
    assert set(MENDS) <= set(RULES)
    for code, mender in MENDS.items():
        assert mender.code == code
        assert mender.says.endswith(".")
        assert mender.finders or code in ("P501", "V106")


@pytest.mark.parametrize("path", every_file())
def test_the_lines_of_mends_are_those_of_the_file(path, tmp_path):
    opened = Opened(path)
    encoding = opened.prolog.encoding or "utf-8"
    lines = b"".join(opened.xml()).decode(encoding).split("\n")
    opened.close()
    for each in repaired(path, tmp_path)[1]:
        assert each.path.startswith("/") == (each.line is not None), each
        if each.line is not None:
            name = each.path.partition("/@")[0].rpartition("/")[2].partition("[")[0]
            assert name in lines[each.line - 1]


def test_an_open_project_is_mended_in_place(tmp_path):
    project = refiqda.open(broken("S106"))
    assert [each.code for each in mend(project)] == ["S106"]
    assert mend(project) == []
    assert check(project) == []
    project.save(tmp_path / "mended.qde")


def test_only_what_is_wanted_is_mended(tmp_path):
    path = tmp_path / "study.qde"
    path.write_bytes(
        broken("S110").read_bytes().replace(b'guid="', b'GUID="', 1).replace(b"blue", b"navy")
    )
    wanted = repair(path, only=["S110"])
    assert {each.code for each in wanted.mends} == {"S110"}
    assert "S103" in {finding.code for finding in wanted.left}
    assert {each.code for each in repair(path, only=["S"]).mends} == {"S103", "S110"}


def test_a_code_without_a_mend_is_refused():
    with pytest.raises(refiqda.UnknownName, match="no safe mend for T301, R101"):
        repair(broken("T301"), only=["T301", "S", "R101"])


@pytest.mark.parametrize(
    ("source", "target"), [("good.qdpx", "x.qde"), ("good.qde", "x.qdpx"), ("good.qdc", "x.qde")]
)
def test_another_kind_of_file_is_refused_before_anything_is_written(source, target, tmp_path):
    with pytest.raises(refiqda.CannotWrite, match=r"has to end in \.qd"):
        repair(FIXTURES / "made" / source, tmp_path / target)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("dry", [True, False])
def test_a_dry_run_is_refused_as_the_real_one_is(dry, tmp_path):
    with pytest.raises(refiqda.CannotWrite, match=r"x.qdpx has to end in .qde, since good.qde is"):
        repair(FIXTURES / "made" / "good.qde", tmp_path / "x.qdpx", dry_run=dry)


@pytest.mark.parametrize(
    ("name", "source", "kind"),
    [
        ("study.xml", "good.qde", "a project, so its name has to end in .qde"),
        ("study.zip", "good.qdpx", "a packed project, so its name has to end in .qdpx"),
        ("codes.xml", "good.qdc", "a codebook, so its name has to end in .qdc"),
    ],
)
def test_a_file_of_another_ending_is_told_to_be_renamed(name, source, kind, tmp_path):
    path = tmp_path / name
    path.write_bytes((FIXTURES / "made" / source).read_bytes())
    with pytest.raises(refiqda.CannotWrite, match=f"^{name} is {kind}. Rename it"):
        repair(path, path)


def beside(tmp_path: Path) -> Path:
    """A project with its text beside it, and a folder to go to."""
    for folder in ("a/Sources", "b"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "a" / "Sources" / "t.txt").write_text("We met.")
    text = xml_of(broken("S110"))
    sources = etree.SubElement(text, "{urn:QDA-XML:project:1.0}Sources")
    guid = "00000000-0000-4000-8000-000000000009"
    etree.SubElement(
        sources,
        "{urn:QDA-XML:project:1.0}TextSource",
        guid=guid,
        name="T",
        plainTextPath="internal://t.txt",
    )
    (tmp_path / "a" / "p.qde").write_bytes(etree.tostring(text))
    return tmp_path / "a" / "p.qde"


@pytest.mark.parametrize("dry", [True, False])
def test_a_file_does_not_leave_the_texts_beside_it(dry, tmp_path):
    path = beside(tmp_path)
    with pytest.raises(refiqda.CannotWrite, match=r"^p.qde has files beside it, in the folder S"):
        repair(path, tmp_path / "b" / "q.qde", dry_run=dry)
    assert list((tmp_path / "b").iterdir()) == []
    repair(path, tmp_path / "a" / "q.qde", dry_run=dry)
    assert (tmp_path / "a" / "q.qde").exists() != dry


def test_a_file_without_use_of_what_lies_beside_it_may_go(tmp_path):
    path = beside(tmp_path)
    path.write_bytes(broken("S110").read_bytes())
    repair(path, tmp_path / "b" / "q.qde")
    assert check(tmp_path / "b" / "q.qde") == []


def test_a_file_in_which_nothing_wanted_is_found_stays_byte_by_byte(tmp_path):
    path = tmp_path / "study.qde"
    text = broken("S110").read_text(encoding="utf-8")
    path.write_bytes(text.replace('encoding="utf-8"', 'encoding="UTF-16"').encode("utf-16"))
    report = repair(path, tmp_path / "out.qde", only=["R403"])
    assert report.mends == repair(path, only=["R403"]).mends == []
    assert (tmp_path / "out.qde").read_bytes() == path.read_bytes()
    assert "P501" in {each.code for each in report.left}
    assert "P501" in {each.code for each in repair(path, only=["R403"]).left}
    assert {each.code for each in repair(path, only=["P501"]).mends} == {"P501"}
    # Whatever is written anew is UTF-8, and that is told.
    assert {each.code for each in repair(path, only=["S110"]).mends} == {"S110", "P501"}


def test_what_is_left_is_told_with_its_line(tmp_path):
    report = repair(broken("T301"), tmp_path / "out.qde")
    assert report.has_errors
    assert [(finding.code, finding.line) for finding in report.left] == [("T301", 6)]
    assert report.summary() == "T301.qde: nothing to mend, 1 error left in out.qde."
    assert not repair(broken("S109")).has_errors


def test_all_other_files_of_a_package_stay_as_they_are(tmp_path):
    path = broken("P203")
    target, _ = repaired(path, tmp_path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target) as new:
        names = ["project.qde" if name.endswith(".qde") else name for name in old.namelist()]
        assert new.namelist() == names
        for one, other in zip(old.infolist(), new.infolist(), strict=True):
            assert other.date_time == one.date_time
            if not one.filename.endswith(".qde"):
                assert new.read(other) == old.read(one)


BASES = [FIXTURES / "made" / "good.qde", FIXTURES / "made" / "good.qdc", FIXTURES / "good.xml"]


@pytest.mark.parametrize("seed", range(150))
def test_whatever_was_done_to_a_file(seed, tmp_path):
    """Mutations: repair ends, mends all that it claims, loses nothing, and does nothing twice."""
    dice = random.Random(seed)
    base = BASES[seed % len(BASES)]
    steps = [tuple(dice.randrange(1 << 20) for _ in range(3)) for _ in range(dice.randint(1, 8))]
    path = tmp_path / f"mutated{base.suffix.replace('.xml', '.qde')}"
    path.write_bytes(mutate(base.read_bytes(), steps))
    try:
        document = open_document(path)
    except refiqda.RefiQdaError:
        pytest.skip("no REFI-QDA file any more")
    target = tmp_path / f"target{document.form.suffix}"
    report = repair(path, target)
    assert {finding.code for finding in check(target)}.isdisjoint(ALWAYS)
    assert repair(target).mends == []
    told = " ".join(f"{each.before} {each.after}" for each in report.mends)
    assert [
        text for text in lost(xml_of(path), xml_of(target), report.mends) if text not in told
    ] == []
