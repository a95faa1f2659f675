"""JSON and YAML that people write, or strangers: what is taken, what is told, what is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
import yaml
from formats.odd_codebooks import ODD
from hypothesis import given
from hypothesis import strategies as st
from properties.strategies import examples
from where import ROOT

from refiqda.errors import (
    LimitExceeded,
    MissingExtra,
    MissingFile,
    NotACodebook,
    RefiQdaError,
)
from refiqda.formats.codebooks.data.files import read_data, write_data
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.standard.limits import MIB, Limits
from refiqda.standard.model import Code, CodeBook

PARSERS = [
    pytest.param(getattr(yaml, "CSafeLoader", yaml.SafeLoader), id="c"),
    pytest.param(yaml.SafeLoader, id="python"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


def read(tmp_path: Path, ending: str, text: str | bytes) -> tuple[CodeBook, Reading]:
    path = tmp_path / f"book{ending}"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_data(path)


def from_yaml(tmp_path: Path, text: str) -> tuple[CodeBook, Reading]:
    """The same whichever parser is there."""
    found = read(tmp_path, ".yaml", text)
    with mock.patch.object(yaml, "CSafeLoader", yaml.SafeLoader, create=True):
        again = read(tmp_path, ".yaml", text)
    assert (again[0], again[1].losses, again[1].remarks) == (
        found[0],
        found[1].losses,
        found[1].remarks,
    )
    return found


# ---------------------------------------------------------------- what is taken


def test_values_are_the_texts_that_they_are_spelt_as(tmp_path: Path) -> None:
    names = ["no", "2024", "1.50", "2024-01-01", "0x1F", "12:30", "1_000", "yes", ".inf", "0o7"]
    text = "codes:\n" + "".join(f"- name: {name}\n" for name in names)
    book, _ = from_yaml(tmp_path, text)
    assert [code.name for code in book.codes] == names
    assert all(code.is_codable is True for code in book.codes)


@pytest.mark.parametrize(
    ("said", "is_codable"),
    [("yes", True), ("No", False), ("off", False), ("true", True), ('"false"', False)],
)
def test_truth_values_of_yaml(tmp_path: Path, said: str, is_codable: bool) -> None:
    book, _ = from_yaml(tmp_path, f"codes:\n- name: a\n  codable: {said}\n")
    assert book.codes[0].is_codable is is_codable


def test_codes_without_guid_get_the_same_one_in_every_run(tmp_path: Path) -> None:
    text = "codes:\n- name: a\n  codes: [{name: b}, {name: b}]\nsets:\n- name: s\n- name: s\n"
    book, _ = from_yaml(tmp_path, text)
    guids = [book.codes[0].guid, *(code.guid for code in book.codes[0].codes)]
    guids += [each.guid for each in book.sets]
    assert len(set(guids)) == 5
    assert from_yaml(tmp_path, text)[0] == book


def test_members_may_be_called_by_their_paths(tmp_path: Path) -> None:
    text = (
        "codes:\n- name: a\n  codes:\n  - name: b\n    guid: '7'\n"
        "sets:\n- name: s\n  members:\n  - code: a > b\n  - code: an old name\n    guid: '7'\n"
    )
    book, _ = from_yaml(tmp_path, text)
    assert book.sets[0].codes == ["7", "7"]


def test_a_description_may_be_a_list_of_lines(tmp_path: Path) -> None:
    book, _ = read(tmp_path, ".json", '{"codes": [{"name": "a", "description": ["b", "", "c"]}]}')
    assert book.codes[0].description == "b\n\nc"


def test_two_codes_with_one_guid_are_kept_and_remarked(tmp_path: Path) -> None:
    text = "codes:\n- name: a\n  guid: '{AB}'\n- name: b\n  codes:\n  - name: c\n    guid: ab\n"
    book, reading = from_yaml(tmp_path, text)
    assert book.codes[1].codes[0].guid == "ab"
    (remark,) = reading.remarks
    assert remark.startswith('"c" (codes[1].codes[0]) has the GUID of a code before.')


@pytest.mark.parametrize("ending", [".json", ".yaml"])
def test_other_encodings(tmp_path: Path, ending: str) -> None:
    text = '{"codes": [{"name": "Straße"}]}\r\n'
    for encoding in ("utf-8-sig", "utf-16"):
        book, reading = read(tmp_path, ending, text.encode(encoding))
        assert (book.codes[0].name, reading.remarks) == ("Straße", [])
    book, reading = read(tmp_path, ending, text.encode("cp1252"))
    assert book.codes[0].name == "Straße"
    assert "read as Windows-1252, which is a guess" in reading.remarks[0]


def test_places_are_remembered(tmp_path: Path) -> None:
    book, reading = read(tmp_path, ".json", '{"codes": [{"name": "a", "codes": [{"name": "b"}]}]}')
    inner = book.codes[0].codes[0]
    assert reading.places[id(inner)] == (inner, "codes[0].codes[0]")


# ---------------------------------------------------------------- what is told


def test_keys_that_a_codebook_has_no_place_for_are_told(tmp_path: Path) -> None:
    text = (
        '{"version": 2, "codes": [{"name": "a"}, {"name": "b", "guid": "7", "codes":'
        ' [{"name": "c", "note": {"by": ["me"]}, "a\\nb": null}]}],'
        ' "sets": [{"name": "s", "size": 1, "members": [{"guid": "7", "weight": 3}]}]}'
    )
    _, in_json = read(tmp_path, ".json", text)
    _, in_yaml = from_yaml(tmp_path, text)
    assert in_json.losses == in_yaml.losses
    assert [(loss.what, loss.name, loss.where) for loss in in_json.losses] == [
        ('value of the key "version"', "", "version"),
        ('value of the key "note"', "c", "codes[1].codes[0].note"),
        ('value of the key "a\\nb"', "c", 'codes[1].codes[0]["a\\nb"]'),
        ('value of the key "size"', "", "sets[0].size"),
        ('value of the key "weight"', "", "sets[0].members[0].weight"),
    ]


def test_keys_are_told_in_what_can_be_printed(tmp_path: Path) -> None:
    text = '{"codes": [{"name": "a", "b\\ud800\\u202e\\n": 1}]}'
    _, reading = read(tmp_path, ".json", text)
    assert reading.losses[0].what == 'value of the key "b\ufffd\\u202e\\n"'
    assert reading.losses[0].where == 'codes[0]["b\ufffd\\u202e\\n"]'


def test_characters_that_no_codebook_holds_are_told(tmp_path: Path) -> None:
    text = '{"codes": [{"name": "a\\u0000b", "description": ["\\ud83d\\ude00", "c\\ud83d"]}]}'
    book, reading = read(tmp_path, ".json", text)
    assert book.codes[0].name == "a\ufffdb"
    assert book.codes[0].description == "\U0001f600\nc\ufffd"
    assert [loss.where for loss in reading.losses] == ["codes[0].name", "codes[0].description"]
    book, reading = from_yaml(tmp_path, 'codes:\n- name: "a\\0b"\n')
    assert (book.codes[0].name, len(reading.losses)) == ("a\ufffdb", 1)


def test_a_colour_that_yaml_takes_for_a_comment_is_told(tmp_path: Path) -> None:
    book, reading = from_yaml(tmp_path, "codes:\n- name: a\n- name: b\n  color: #ff0000\n")
    assert book.codes[1].color is None
    (remark,) = reading.remarks
    assert remark == (
        "The key color of codes[1] is empty. If a colour such as #ff0000 stands there, put it "
        "between quotes, or YAML takes it for a comment."
    )


# ---------------------------------------------------------------- what is refused

WRONG = [
    ("", "book.x is empty"),
    ("{}", "holds no codebook: there is no key “codes”"),
    ('{"codes": []}', "holds no codebook: there are no codes"),
    ('"text"', "line 1: the whole is a text, not a mapping of keys"),
    ('[{"name": "a"}]', "line 1: the whole is a list, not a mapping of keys"),
    ('{\n"codes": {}}', "line 2: codes is a mapping, not a list"),
    ('{"codes": [\n"a"]}', r"line 2: codes\[0\] is a text, not a mapping of keys"),
    ('{"codes": [{"name": "a"},\n{"guid": "b"}]}', r"line 2: codes\[1\] has no name"),
    ('{"codes": [{"name":\n["a"]}]}', r"line 2: codes\[0\].name is a list, not a text"),
    (
        '{"codes": [{"name": "a", "description": ["a",\n["b"]]}]}',
        r"line 2: codes\[0\].description\[1\] is a list, not a text",
    ),
    (
        '{"codes": [{"name": "a",\n"codable": "maybe"}]}',
        r"line 2: codes\[0\].codable says neither true nor false",
    ),
    (
        '{"codes": [{"name": "a"}],\n"sets": [{"name": "s", "members": [\n{}]}]}',
        r"line 3: sets\[0\].members\[0\] is no member of a set",
    ),
    (
        '{"codes": [{"name": "a"}, {"name": "a"}], "sets": [{"name": "s", "members": '
        '[\n{"code": "a"}]}]}',
        r'line 2: sets\[0\].members\[0\].code fits 2 codes, "a"',
    ),
    (
        '{"codes": [{"name": "a"}], "sets": [{"name": "s", "members": [\n{"code": "b"}]}]}',
        r'line 2: sets\[0\].members\[0\].code fits no codes, "b"',
    ),
    ('{"codes": [{"name": "a",\n\n"name": "b"}]}', 'line 3: the key "name" stands twice'),
    ('{"codes": [\n{"name": "a"', "line 2: this is no (JSON|YAML)"),
    (b"\xff\xfe\x00", "is no text in UTF-8"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0", "is no text in UTF-8"),
]


@pytest.mark.parametrize("ending", [".json", ".yaml"])
@pytest.mark.parametrize(("text", "says"), WRONG)
def test_what_is_no_codebook_is_refused_in_a_line(
    tmp_path: Path, ending: str, text: str | bytes, says: str
) -> None:
    with pytest.raises(NotACodebook, match=says.replace("book.x", f"book{ending}")) as caught:
        read(tmp_path, ending, text)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")


def test_numbers_in_json_are_no_texts(tmp_path: Path) -> None:
    says = r"line 2: codes\[0\].name is a number, not a text. Put it between quotes."
    for number in ("5", "-1e400", "NaN", "9" * 5000):
        with pytest.raises(NotACodebook, match=says):
            read(tmp_path, ".json", f'{{"codes": [{{"guid": "a",\n"name": {number}}}]}}')


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("codes:\n- name: a\n  name: b\n", 'line 3: the key "name" stands twice'),
        ("codes: &x\n- name: a\n", 'line 1: an anchor or alias, "x", stands there'),
        ("codes:\n- name: a\n- *x\n", 'line 3: an anchor or alias, "x"'),
        ("codes:\n- name: !!python/name:os.system a\n", 'line 2: a tag, "tag:yaml.org,2002:py'),
        ("codes:\n- name: !a%0Ab c\n", r'line 2: a tag, "!a\\nb", stands there'),
        ("codes:\n- name: a\n--- \ncodes: []\n", "line 3: a second document begins"),
        ("codes:\n- ? [a]\n  : b\n", "line 2: a key that is no text"),
        ("codes:\n- name: a\n\tguid: b\n", "line 3: this is no YAML"),
        ("codes:\n- name: a: b\n", "line 2: this is no YAML"),
        ("codes:\n- name: 'a\n", "this is no YAML"),
        ("codes:\n- name: a\n  guid: \x07\n", r"line 3: the character U\+0007 stands there"),
        ('codes:\n- name: "\\ud83d"\n', "line 2: this is no YAML"),
        ("# nothing\n", "line 1: the whole is empty, not a mapping of keys"),
    ],
)
def test_yaml_that_is_refused(tmp_path: Path, parser: type[object], text: str, says: str) -> None:
    with (
        mock.patch.object(yaml, "CSafeLoader", parser, create=True),
        pytest.raises(NotACodebook, match=says) as caught,
    ):
        read(tmp_path, ".yaml", text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("ending", [".json", ".yaml"])
def test_deep_files_are_refused(tmp_path: Path, ending: str, parser: type[object]) -> None:
    with mock.patch.object(yaml, "CSafeLoader", parser, create=True):
        _refuse_deep(tmp_path, ending)


def _refuse_deep(tmp_path: Path, ending: str) -> None:
    for levels in (129, 10_000, 100_000):
        with pytest.raises(LimitExceeded, match=r"deeper than 128"):
            read(tmp_path, ending, _nested(levels))
    with pytest.raises(LimitExceeded, match=r"deeper than 128"):
        read(tmp_path, ending, "[" * 100_000 + "]" * 100_000)


def _nested(levels: int) -> str:
    return (
        '{"codes": [{"name": "a", '
        + '"codes": [{"name": "a", ' * (levels - 1)
        + ('"guid": "b"' + "}]" * levels + "}")
    )


@pytest.mark.parametrize("ending", [".json", ".yaml"])
def test_200_levels_where_the_limit_is_raised(tmp_path: Path, ending: str) -> None:
    code = Code(guid="0", name="level 200", is_codable=True)
    for level in range(199, 0, -1):
        code = Code(guid=str(level), name=f"level {level}", is_codable=True, codes=[code])
    path = tmp_path / f"book{ending}"
    write_data(CodeBook(codes=[code]), path)
    with pytest.raises(LimitExceeded, match=r"book\.\w+, line .*raise the limit for depth"):
        read_data(path)
    book, reading = read_data(path, Limits(depth=200))
    assert book.codes == [code]
    assert max(len(where) for _, where in reading.places.values()) < 350


@pytest.mark.parametrize("ending", [".json", ".yaml"])
def test_large_files_are_refused(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"book{ending}"
    path.write_text('{"codes": [' + '{"name": "a"},' * 100 + '{"name": "' + "b" * MIB + '"}]}')
    assert len(read_data(path)[0].codes) == 101
    with pytest.raises(LimitExceeded, match="is larger than 1 MiB"):
        read_data(path, Limits(xml=MIB))
    with pytest.raises(LimitExceeded, match="holds more than 100 values"):
        read_data(path, Limits(parts=100))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        read_data(tmp_path / "none.json")


_BITS = (
    *('"', "'", "{", "[", "]", "}", ":", ",", "-", "- ", "  ", "\n", "\t", "|", ">", "?", "#"),
    *(
        "&a ",
        "*a",
        "!a ",
        "<<: ",
        "---\n",
        "...\n",
        "%",
        "null",
        "1e999",
        "name",
        "codes",
        "\\ud800",
    ),
    *("\\u0000", "\0", "\ufeff", "\u2028", "\udcff"),
)
_CUT = st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 60), st.sampled_from(_BITS))


@pytest.mark.parametrize("ending", [".json", ".yaml"])
@examples(200)
@given(book=ODD, cuts=st.lists(_CUT, min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused_in_a_line(
    folder: Path, ending: str, book: CodeBook, cuts: list[tuple[float, int, str]]
) -> None:
    path = folder / f"book{ending}"
    write_data(book, path)
    text = path.read_text("utf-8")
    for share, length, bit in cuts:
        at = int(share * len(text))
        text = text[:at] + bit + text[at + length :]
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    refusal, found = _tried(path)
    assert len(refusal.splitlines()) == (found is None)
    if found is not None:
        write_data(found, path)
        assert read_data(path)[0] == found


def _tried(path: Path) -> tuple[str, CodeBook | None]:
    try:
        return "", read_data(path)[0]
    except RefiQdaError as error:
        return str(error), None


# ---------------------------------------------------------------- PyYAML


def test_without_pyyaml_a_line_says_what_to_install(tmp_path: Path) -> None:
    write_data(CodeBook(codes=[Code(guid="1", name="a", is_codable=True)]), tmp_path / "a.yaml")
    with (
        mock.patch.dict(sys.modules, {"yaml": None}),
        pytest.raises(MissingExtra, match=r'pip install "refiqda\[yaml\]"'),
    ):
        read_data(tmp_path / "a.yaml")


def test_pyyaml_is_fetched_only_to_read_yaml(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib, refiqda.formats.codebooks.data.files as data\n"
        "from refiqda.standard.model import Code, CodeBook\n"
        "book = CodeBook(codes=[Code(guid='1', name='a', is_codable=True)])\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "data.write_data(book, folder / 'a.yaml')\n"
        "data.write_data(book, folder / 'a.json')\n"
        "data.read_data(folder / 'a.json')\n"
        "print([name in sys.modules for name in ('yaml', 'pandas')])\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[False, False]\n"
