"""Open and save changes nothing: the XML says the same, every other member is the same bytes."""

from __future__ import annotations

import collections
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from properties.canonical import canonical
from properties.reading import official
from where import FIXTURES, corpus_params

import refiqda
from refiqda.standard.document import Opened
from refiqda.standard.plan import PROJECT

NAMESPACE = "urn:QDA-XML:project:1.0"


def readable(path: Path) -> bool:
    """Whether a fixture can be read to the end; some are made not to be."""
    try:
        opened = Opened(path)
        for name in opened.files:
            collections.deque(opened.files.pieces(name), maxlen=0)
        opened.close()
    except refiqda.RefiQdaError:
        return False
    return True


def fixture_params() -> list[Any]:
    found = sorted(path for path in FIXTURES.rglob("*.qd[pec]*") if readable(path))
    return [pytest.param(path, id=f"{path.parent.name}-{path.name}") for path in found]


FILES = [*corpus_params(), *fixture_params()]


def read(path: Path) -> Any:
    opened = Opened(path)
    opened.close()
    return refiqda.open(path) if opened.form is PROJECT else refiqda.read_codebook(path)


def xml_of(path: Path) -> bytes:
    opened = Opened(path)
    data = b"".join(opened.xml())
    opened.close()
    return data


def saved(path: Path, folder: Path, name: str = "saved") -> Path:
    target = folder / f"{name}{path.suffix}"
    read(path).save(target, allow_invalid=True)
    return target


@pytest.mark.parametrize("path", FILES)
def test_the_xml_says_the_same(path, tmp_path):
    assert canonical(xml_of(saved(path, tmp_path))) == canonical(xml_of(path))


@pytest.mark.parametrize("path", [case for case in FILES if "qdpx" in str(case.id)])
def test_all_other_members_are_the_same_bytes_in_the_same_order(path, tmp_path):
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(saved(path, tmp_path)) as after:
        old, new = before.infolist(), after.infolist()
        assert [each.filename for each in new] == [each.filename for each in old]
        assert after.comment == before.comment
        for one, other in zip(old, new, strict=True):
            assert other.date_time == one.date_time
            assert other.compress_type == one.compress_type
            if not one.filename.lower().endswith(".qde"):
                assert after.read(other) == before.read(one)


@pytest.mark.parametrize("path", FILES)
def test_saved_twice_gives_the_same_bytes(path, tmp_path):
    first = saved(path, tmp_path, "first")
    second = saved(first, tmp_path, "second")
    assert first.read_bytes() == saved(path, tmp_path, "again").read_bytes()
    assert second.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("path", FILES)
def test_valid_if_and_only_if_there_is_no_breach(path):
    document = read(path)
    schema = official(document.form)
    valid = schema.validate(etree.fromstring(xml_of(path)))
    assert valid == (not list(document.breaches()))


@pytest.mark.parametrize("path", FILES)
def test_saving_over_itself(path, tmp_path):
    target = tmp_path / path.name
    target.write_bytes(path.read_bytes())
    document = read(target)
    document.save(target, allow_invalid=True)
    document.save(target, allow_invalid=True)
    assert canonical(xml_of(target)) == canonical(xml_of(path))


WORLDS = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
    {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77", "PYTHONUTF8": "1"},
]
SAVE = """
import sys, time, refiqda
time.time = lambda: 1e9
for source, target in zip(sys.argv[1::2], sys.argv[2::2]):
    refiqda.open(source).save(target, allow_invalid=True)
    print(refiqda.open(target).digest())
"""


def save_in(world: dict[str, str], folder: Path, sources: list[Path]) -> tuple[str, list[bytes]]:
    folder.mkdir()
    targets = [folder / f"{n}{source.suffix}" for n, source in enumerate(sources)]
    pairs = [str(each) for pair in zip(sources, targets, strict=True) for each in pair]
    environment = {"PATH": os.environ["PATH"], "TMPDIR": str(folder), "HOME": str(folder), **world}
    done = subprocess.run(
        [sys.executable, "-c", SAVE, *pairs],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout, [target.read_bytes() for target in targets]


def test_the_world_around_makes_no_difference(tmp_path):
    sources = [FIXTURES / "made" / "good.qdpx", FIXTURES / "made" / "good.qde"]
    sources.append(made_in_code(tmp_path))
    one, other = (save_in(world, tmp_path / f"world{n}", sources) for n, world in enumerate(WORLDS))
    assert one == other


def made_in_code(folder: Path) -> Path:
    project = refiqda.Project(name="made", modified="2021-03-04T05:06:08Z")
    project.files["sources/a.txt"] = "ä\r\n".encode()
    project.save(folder / "made.qdpx")
    return folder / "made.qdpx"


def test_the_dates_of_a_new_package_are_those_of_the_project(tmp_path):
    with zipfile.ZipFile(made_in_code(tmp_path)) as package:
        assert {each.date_time for each in package.infolist()} == {(2021, 3, 4, 5, 6, 8)}


def test_what_survives_beside_the_standard(tmp_path):
    """All that ``Extra`` is for, in one small project."""
    text = f"""<?xml version="1.0"?>
<!-- before --><?vendor before?>
<q:Project xmlns:q="{NAMESPACE}" xmlns:v="urn:v" xmlns:w="urn:v" name="a&#10;b" w:mark="1" v:x="2">
 <q:Sets xml:lang="de"/>
 <q:Users><q:User guid="x" vendor="1"><?in user?></q:User> stray <v:User/></q:Users>
 <q:CodeBook><q:Codes><Code guid="y" name="" isCodable="1"><Description>a<!-- c -->b</Description>
 </Code><q:Code xmlns:q="urn:other"/></q:Codes></q:CodeBook>
 <q:Description/><q:Description>second</q:Description>
</q:Project>
<!-- after -->
""".replace("<Code guid", f'<Code xmlns="{NAMESPACE}" guid')
    path = tmp_path / "vendor.qde"
    path.write_text(text, encoding="utf-8")
    project = refiqda.open(path)
    assert project.codes[0].is_codable is True
    assert project.codes[0].description == "ab"
    project.save(tmp_path / "saved.qde", allow_invalid=True)
    assert canonical((tmp_path / "saved.qde").read_bytes()) == canonical(text.encode())


def test_the_comparison_sees_what_matters():
    one = f'<Project xmlns="{NAMESPACE}" name="a"><Description> a</Description></Project>'
    for before, after in (
        ('name="a"', 'name="b"'),
        (" a<", "a<"),
        ("<Description>", "<!-- c --><Description>"),
        ("</Project>", "x</Project>"),
        ("</Project>", "<Description/></Project>"),
    ):
        assert canonical(one.encode()) != canonical(one.replace(before, after, 1).encode())
    assert canonical(one.encode()) == canonical(one.replace("><D", ">\n  <D").encode())
