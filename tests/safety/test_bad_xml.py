"""XML that is damaged, or made to do damage; and files that are none."""

from __future__ import annotations

import collections
import os
import random
from itertools import chain
from pathlib import Path

import pytest
from properties.canonical import canonical
from safety.asking import (
    GIB,
    GOOD,
    GUID,
    HEAD,
    MIB,
    NAMESPACE,
    many,
    packed,
    refused,
    refused_in_little_memory,
)

import refiqda
from refiqda.standard import reader

BODY = HEAD.partition(b"\n")[2]
BOOK = b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


# -------------------------------------------------------------------------------- document types

LAUGHS = b"".join(
    b'<!ENTITY a%d "&a%d;&a%d;&a%d;">' % (n, n - 1, n - 1, n - 1) for n in range(1, 40)
)
DOCTYPES = {
    "entity expansion": b'<!DOCTYPE Project [<!ENTITY a0 "ha">' + LAUGHS + b"]>",
    "one entity": b'<!DOCTYPE Project [<!ENTITY a39 "ha">]>',
    "external entity": b'<!DOCTYPE Project [<!ENTITY a39 SYSTEM "file:///etc/passwd">]>',
    "entity from the net": b'<!DOCTYPE Project [<!ENTITY a39 SYSTEM "http://127.0.0.1:1/x">]>',
    "external DTD": b'<!DOCTYPE Project SYSTEM "http://127.0.0.1:1/x.dtd">',
    "public DTD": b'<!DOCTYPE Project PUBLIC "-//X" "file:///etc/passwd">',
    "parameter entity": b'<!DOCTYPE Project [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>',
    "empty": b"<!DOCTYPE Project>",
}


@pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=DOCTYPES)
@pytest.mark.parametrize("suffix", [".qde", ".qdpx", ".qdc"])
def test_entities_and_document_types(doctype, suffix, tmp_path):
    data = doctype + BODY + b"<Description>&a39;</Description></Project>"
    if suffix == ".qdc":
        data = doctype.replace(b"Project", b"CodeBook") + BOOK + b"&a39;</Codes></CodeBook>"
    path = tmp_path / f"x{suffix}"
    if suffix == ".qdpx":
        packed(path, {"project.qde": data})
    else:
        path.write_bytes(data)
    assert "declares a document type (DOCTYPE" in refused(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_document_type_in_a_wide_encoding(encoding, tmp_path):
    text = (DOCTYPES["external entity"] + BODY + b"&a39;</Project>").decode()
    declared = '<?xml version="1.0" encoding="utf-16"?>' + text
    path = written(tmp_path / "x.qde", declared.encode(encoding))
    assert "DOCTYPE" in refused(path) or "damaged" in refused(path)


def test_a_document_type_in_an_encoding_that_hides_it(tmp_path):
    hidden = "<!DOCTYPE Project SYSTEM 'x'>".encode("utf-7").replace(b"<", b"+ADw-")
    data = b"<?xml version='1.0' encoding='utf-7'?>" + hidden + BODY + b"</Project>"
    assert "encoding that cannot be read" in refused(written(tmp_path / "x.qde", data))


def test_an_entity_that_nobody_declared(tmp_path):
    data = BODY + b"<Description>&who;</Description></Project>"
    assert "damaged at line 1" in refused(written(tmp_path / "x.qde", data))


def test_included_files_and_schemas_are_not_fetched(tmp_path):
    """XInclude, stylesheets and schema locations are kept as they are, and mean nothing here."""
    secret = written(tmp_path / "secret.txt", b"secret")
    data = f"""<?xml-stylesheet href="{secret.as_uri()}"?>
<Project xmlns="{NAMESPACE}" name="p" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="{NAMESPACE} http://127.0.0.1:1/x.xsd"><Description><include parse="text"
 xmlns="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}"/></Description></Project>"""
    project = refiqda.open(written(tmp_path / "x.qde", data.encode()))
    project.save(tmp_path / "y.qde", allow_invalid=True)
    saved = (tmp_path / "y.qde").read_text("utf-8")
    assert saved.count(secret.as_uri()) == 2
    assert ">secret<" not in saved
    assert project.description == ""


# ----------------------------------------------------------------------------- too deep, too long


@pytest.mark.parametrize("levels", [200, 2_000, 100_000])
@pytest.mark.parametrize(
    ("before", "element", "after"),
    [
        (BODY + b"<CodeBook><Codes>", b"Code", b"</Codes></CodeBook></Project>"),
        (BODY, b"unheardOf", b"</Project>"),
        (BODY + b"<Description>", b"b", b"</Description></Project>"),
        (BODY + b"<Sources>", b"TextSource", b"</Sources></Project>"),
        (BODY, b"Project", b"</Project>"),
        (BOOK, b"Code", b"</Codes></CodeBook>"),
    ],
    ids=["codes", "unknown", "in-text", "sources", "projects", "codebook"],
)
def test_levels_of_nesting(levels, before, element, after, tmp_path):
    data = before + b"<%s>" % element * levels + b"</%s>" % element * levels + after
    path = written(tmp_path / ("x.qdc" if before is BOOK else "x.qde"), data)
    message = refused(path, kind=refiqda.LimitExceeded)
    assert "nested" in message


def test_levels_that_real_codes_have_are_fine(tmp_path):
    """With something unusual on each level, so that nothing takes a short cut."""
    code = f'<v:odd/><Code guid="{GUID}" name="" isCodable="0"><!-- c -->'.encode()
    data = BODY.replace(b">", b' xmlns:v="urn:v">', 1) + b"<CodeBook><Codes>"
    path = written(
        tmp_path / "x.qde", data + code * 100 + b"</Code>" * 100 + b"</Codes></CodeBook></Project>"
    )
    project = refiqda.open(path)
    assert sum(1 for breach in project.breaches() if breach.kind == "element unknown") == 100
    project.save(tmp_path / "y.qde", allow_invalid=True)
    assert refiqda.open(tmp_path / "y.qde") == project


@pytest.mark.parametrize(
    "head",
    [
        BODY + b'<Users><User guid="',
        BODY + b"<Description>",
        BODY + b"<!-- ",
        BODY + b"<![CDATA[",
        BODY + b"<?pi ",
        BODY + b"<Users><",
    ],
    ids=["attribute", "text", "comment", "cdata", "instruction", "name"],
)
def test_a_gigabyte_without_a_tag(head, tmp_path):
    path = packed(tmp_path / "x.qdpx", {"project.qde": chain([head], many(b"a", GIB // 10))})
    message = refused_in_little_memory("info", path, folder=tmp_path)
    assert "longer than 64 MiB" in message or "damaged" in message


def test_a_gigabyte_attribute(tmp_path):
    head = BODY + b'<Users><User guid="'
    path = packed(tmp_path / "x.qdpx", {"project.qde": chain([head], many(b"a", GIB))})
    assert "longer than 64 MiB" in refused_in_little_memory("info", path, folder=tmp_path)


def test_a_gigabyte_before_the_first_element(tmp_path):
    for head in (b'<Project name="', b"<!-- ", b"\n"):
        path = packed(tmp_path / "x.qdpx", {"project.qde": chain([head], many(b" ", GIB // 8))})
        message = refused_in_little_memory("info", path, folder=tmp_path)
        assert "no first element within 4 MiB" in message


def test_a_long_attribute_in_a_bare_file(tmp_path):
    path = tmp_path / "x.qde"
    with open(path, "wb") as stream:
        stream.write(BODY + b'<Users><User guid="')
        stream.writelines(many(b"a", 80 * MIB))
    assert "longer than 64 MiB" in refused_in_little_memory("info", path, folder=tmp_path)


def test_more_attributes_than_anyone_has(tmp_path):
    crowd = b" ".join(b'a%d=""' % n for n in range(300_000))
    for before, after in (
        (b"<Users><User ", b"/></Users>"),
        (b"<Description ", b"/>"),
        (b"<NoteRef ", b"/>"),
        (b"<odd ", b"/>"),
    ):
        path = written(tmp_path / "x.qde", BODY + before + crowd + after + b"</Project>")
        message = refused(path, kind=refiqda.LimitExceeded)
        assert "300,000 attributes" in message


def test_more_prefixes_than_anyone_has(tmp_path):
    crowd = b" ".join(b'xmlns:a%d="u"' % n for n in range(50_000))
    users = b'<User xmlns:b="x"/>' * 20_000
    data = b'<Project xmlns="%s" name="" ' % NAMESPACE.encode() + crowd + b"><Users>" + users
    path = written(tmp_path / "x.qde", data + b"</Users></Project>")
    assert "namespace prefixes" in refused(path, kind=refiqda.LimitExceeded)


@pytest.mark.parametrize(
    ("piece", "limits", "says"),
    [
        (b"<User/>", refiqda.Limits(parts=10_000), "more than 10,000 tags"),
        (b'<a b="" c=""/>', refiqda.Limits(parts=30_000), "more than 30,000 tags"),
        (b"<Users/>", refiqda.Limits(xml=1000), "larger than 0 MiB"),
    ],
)
def test_more_elements_than_the_limit(piece, limits, says, tmp_path):
    data = BODY + b"<Users>" + piece * 20_000 + b"</Users></Project>"
    with pytest.raises(refiqda.LimitExceeded, match=says):
        refiqda.Project.open(written(tmp_path / "x.qde", data), limits=limits)


def test_millions_of_unknown_elements(tmp_path, monkeypatch):
    """A million take 200 MB; here the limit is lower, so that the test is quick."""
    monkeypatch.setattr(reader, "_MOST_STRANGE", 10_000)
    path = written(tmp_path / "x.qde", BODY + b"<a/><!-- -->" * 5_001 + b"</Project>")
    message = refused(path, kind=refiqda.LimitExceeded)
    assert "More than 10,000 elements and comments" in message


@pytest.mark.parametrize(
    "body",
    [
        b"<v/>" * 20_000 + b"<Description/>" * 20_000,
        b"<Users>" + b'<User guid=""/><v/>' * 20_000 + b"</Users>",
        b"<NoteRef/>" * 20_000 + b'<NoteRef targetGUID=""/>' * 20_000,
        b"<Description>" + b"a<!-- -->" * 20_000 + b"</Description>",
        b"<Users>" + b'<User/><U xmlns=""/>x' * 20_000 + b"</Users>",
    ],
    ids=["repeated", "between", "references", "comments", "namespaces"],
)
def test_odd_content_takes_time_in_proportion(body, tmp_path):
    """Nothing may take the square of what a file holds: these took minutes once."""
    path = written(tmp_path / "x.qde", BODY + body + b"</Project>")
    project = refiqda.open(path)
    collections.deque(project.breaches(), maxlen=0)
    project.save(tmp_path / "y.qde", allow_invalid=True)
    assert canonical((tmp_path / "y.qde").read_bytes()) == canonical(path.read_bytes())


# -------------------------------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (HEAD + "<Description>Größe</Description></Project>".encode("latin-1"), "damaged"),
        (HEAD.replace(b"utf-8", b"utf-16") + b"</Project>", "damaged"),
        (HEAD.replace(b"utf-8", b"klingon") + b"</Project>", "encoding that cannot be read"),
        (HEAD.replace(b"utf-8", b"shift_jis") + b"</Project>", "encoding that cannot be read"),
        (HEAD.replace(b"utf-8", b"cp037") + b"</Project>", "encoding that cannot be read"),
        (HEAD.replace(b"utf-8", b"utf-32") + b"</Project>", "encoding that cannot be read"),
        (HEAD + b"<Description>\xf0\x9f\x98", "damaged"),
        (HEAD + b"<Description>\xed\xa0\x80</Description></Project>", "damaged"),
        (HEAD + b"<Description>\xc0\x80</Description></Project>", "damaged"),
        (HEAD + b"<Description>\0</Description></Project>", "damaged"),
        (HEAD + b"<Description>&#0;</Description></Project>", "damaged"),
        (HEAD + b"<Description>&#xD800;</Description></Project>", "damaged"),
        ((HEAD + b"</Project>").decode().encode("utf-32"), "damaged"),
    ],
    ids=range(13),
)
def test_bytes_that_are_not_what_they_say(data, says, tmp_path):
    assert says in refused(written(tmp_path / "x.qde", data))
    assert says in refused(packed(tmp_path / "x.qdpx", {"project.qde": data}))


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252", "us-ascii", "utf-8"])
def test_other_encodings_that_say_what_they_are(encoding, tmp_path):
    """They are read, written as UTF-8, and a finding."""
    text = HEAD.decode().replace("utf-8", encoding) + "<Description>Größe</Description></Project>"
    data = text.encode(encoding, "xmlcharrefreplace")
    project = refiqda.open(written(tmp_path / "x.qde", data))
    assert (project.description, project.prolog.encoding) == ("Größe", encoding)
    project.save(tmp_path / "y.qde")
    assert "Größe".encode() in (tmp_path / "y.qde").read_bytes()


# ------------------------------------------------------------------------------------ no such file

PAGE = b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><p>&nbsp;</body></html>"


@pytest.mark.parametrize("name", ["x.qdpx", "x.qde"])
@pytest.mark.parametrize("page", [PAGE, PAGE.partition(b"\n")[2], b"\xef\xbb\xbf" + PAGE.upper()])
def test_a_web_page(name, page, tmp_path):
    message = refused(written(tmp_path / name, page))
    assert "web page" in message or "first element is 'html'" in message


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"{}", "neither a zip nor XML"),
        (b"<Project", "damaged at line 1"),
        (b"<note/>", "first element is 'note'"),
        (b'<Project xmlns="urn:other"/>', "first element is 'Project'"),
        (GOOD[:-20], "damaged at line 2"),
        (GOOD + b"<more/>", "damaged at line 2"),
        (GOOD.replace(b"</Sources>", b"</Notes>"), "damaged at line 2"),
    ],
    ids=range(10),
)
def test_files_that_are_no_project(data, says, tmp_path):
    assert says in refused(written(tmp_path / "x.qde", data))


@pytest.mark.parametrize("name", ["x.qdpx", "x.qde", "x.qdc"])
def test_an_empty_file(name, tmp_path):
    assert "empty" in refused(written(tmp_path / name, b""))


def test_a_folder(tmp_path):
    (tmp_path / "x.qdpx").mkdir()
    assert "is a folder" in refused(tmp_path / "x.qdpx")


def test_a_missing_file(tmp_path):
    missing = refused(tmp_path / "x.qdpx", kind=refiqda.MissingFile)
    assert "does not exist. Check the name." in missing
    with pytest.raises(FileNotFoundError):
        refiqda.open(tmp_path / "x.qdpx")
    assert "cannot be read: Not a directory" in refused(written(tmp_path / "file", b"") / "x.qdpx")
    assert "cannot be read: File name too long" in refused(tmp_path / ("x" * 300 + ".qdpx"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path):
    path = written(tmp_path / "x.qde", GOOD)
    path.chmod(0)
    assert "cannot be read: Permission denied" in refused(path)


def test_the_other_kind_of_document(tmp_path):
    path = written(tmp_path / "x.qde", BOOK + b"</Codes></CodeBook>")
    with pytest.raises(refiqda.NotRefiQda, match="is a codebook, not a project"):
        refiqda.open(path)
    with pytest.raises(refiqda.NotRefiQda, match="is a project, not a codebook"):
        refiqda.CodeBook.open(written(tmp_path / "y.qde", GOOD))


def test_damage_to_the_xml_anywhere(tmp_path):
    """Whatever bytes are wrong: it opens, checks and saves, or one clear error says it does not."""
    chance = random.Random(20190318)
    path, target = tmp_path / "x.qde", tmp_path / "y.qde"
    outcomes = dict.fromkeys(("fine", "refused"), 0)
    for _ in range(1500):
        raw = bytearray(GOOD)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(raw))
            size = chance.choice((0, 1, 1, 5))
            new = chance.choice((b"", b"<", b">", b"&", b'"', b"/", b"\xff", b"\0", b":", b"Code"))
            raw[at : at + size] = new
        path.write_bytes(raw)
        try:
            project = refiqda.open(path)
            list(project.breaches())
            project.save(target, allow_invalid=True)
            outcomes["fine"] += 1
        except refiqda.RefiQdaError:
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 100
