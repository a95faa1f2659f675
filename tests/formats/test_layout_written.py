"""What each layout that is written holds comes back, and the rest is told, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from formats.layout_proof import prove
from formats.odd_codebooks import ALLOWED, ODD, pairs_of_odd_names
from hypothesis import given
from properties.strategies import examples
from where import corpus_params

from refiqda.formats.codebooks.bookfile import read_book
from refiqda.formats.codebooks.layout import Layout
from refiqda.formats.codebooks.registry import WRITTEN, by_key
from refiqda.standard.model import CodeBook

LAYOUTS = [pytest.param(by_key(key), id=key) for key in WRITTEN]


@pytest.mark.parametrize("layout", LAYOUTS)
@examples(200)
@given(book=ODD)
def test_odd_codebooks_come_back_but_for_what_is_told(layout: Layout, book: CodeBook) -> None:
    prove(layout, book)


@pytest.mark.parametrize("layout", LAYOUTS)
@examples(60)
@given(book=ALLOWED)
def test_any_codebook_comes_back_but_for_what_is_told(layout: Layout, book: CodeBook) -> None:
    prove(layout, book)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_two_odd_names_come_back_but_for_what_is_told(layout: Layout) -> None:
    for book in pairs_of_odd_names():
        prove(layout, book)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("path", corpus_params(".qdc"))
def test_real_codebooks_come_back_but_for_what_is_told(layout: Layout, path: Path) -> None:
    prove(layout, read_book(path).book)
