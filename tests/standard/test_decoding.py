"""Bytes to text: what is recognised, and what is refused."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refiqda.standard.decoding import Decoded, decode

LETTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"))


@given(LETTERS)
def test_utf8_comes_back_with_and_without_mark(text: str) -> None:
    data = text.encode()
    assert decode(data) == Decoded(text, "UTF-8", False)
    assert decode(codecs.BOM_UTF8 + data) == Decoded(text, "UTF-8", True)


@given(LETTERS)
def test_utf16_comes_back_in_both_orders(text: str) -> None:
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        assert decode(mark + text.encode(codec)) == Decoded(text, "UTF-16", True)


@given(st.binary())
def test_no_bytes_break_it(data: bytes) -> None:
    decoded = decode(data)
    if decoded is not None and not decoded.bom:
        codec = {"UTF-8": "utf-8", "Windows-1252": "cp1252"}[decoded.encoding]
        assert decoded.text.encode(codec) == data


def test_windows_1252_is_what_cannot_be_utf8() -> None:
    assert decode(b"na\xefve \x80 5\r\n") == Decoded("naïve € 5\r\n", "Windows-1252", False)


@pytest.mark.parametrize("byte", [0x00, 0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_bytes_without_a_character_in_windows_1252_are_no_text(byte: int) -> None:
    assert decode(b"na\xefve " + bytes([byte])) is None


def test_a_mark_is_believed() -> None:
    assert decode(codecs.BOM_UTF8 + b"na\xefve") is None
    assert decode(codecs.BOM_UTF16_LE + b"odd") is None


def test_utf16_without_mark_is_not_taken_for_utf8() -> None:
    assert decode("hello".encode("utf-16-le")) is None
    assert decode("hello".encode("utf-32")) is None


def test_a_stray_nul_is_kept() -> None:
    assert decode(b"page one\0page two") == Decoded("page one\0page two", "UTF-8", False)


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"") == Decoded("", "UTF-8", False)
    assert decode(codecs.BOM_UTF8) == Decoded("", "UTF-8", True)


def test_only_the_first_mark_is_dropped() -> None:
    assert decode(codecs.BOM_UTF8 * 2 + b"a") == Decoded("\ufeffa", "UTF-8", True)


@given(st.text(st.sampled_from("a\r\n")))
def test_plain_is_what_python_reads(text: str) -> None:
    import io

    assert Decoded(text).plain == io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8").read()


def test_a_text_without_cr_is_not_copied() -> None:
    text = "one\ntwo"
    assert Decoded(text).plain is text


@pytest.mark.parametrize(
    "text",
    [
        "Größe und Übermut, “so” sagte er \u2013 naïve Ärzte",
        "ÉLÈVE À PARIS",
        "5 € für 20 % ½",
        "geht\xb4s und hab\xb4 so\xb4n Spaß",
        "Lehrer·innen und Bürger·innen",
        "Frau Müller erzählt.\n————————\nÜber den Anfang.",
        "Ja, das wäre …… ich weiß nicht ………… also.",
    ],
)
def test_western_text_without_a_mark_is_taken_for_windows_1252(text: str) -> None:
    assert decode(text.encode("cp1252")) == Decoded(text, "Windows-1252", False)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gbk", "我喜欢老师和学生们"),
        ("big5", "我喜歡老師"),
        ("euc_kr", "우리는 병원에서 만났다"),
        ("shift_jis", "日本語の学生です"),
        ("cp1251", "Мы встретились в клинике"),
        ("cp1250", "Trzeba było zrobić"),
        ("mac_roman", "Größe und Élève café"),
    ],
)
def test_text_in_another_old_encoding_is_not(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) is None
