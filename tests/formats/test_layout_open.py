"""What the tables of Taguette, QualCoder and requal hold comes back, and the rest is told."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from formats.layout_proof import prove
from formats.odd_codebooks import ALLOWED, ODD
from hypothesis import given
from properties.strategies import examples
from where import corpus_params

from refiqda.formats.codebooks.bookfile import read_book
from refiqda.formats.codebooks.layout import Layout
from refiqda.formats.codebooks.layouts.qualcoder import QUALCODER
from refiqda.formats.codebooks.layouts.requal import REQUAL
from refiqda.formats.codebooks.layouts.taguette import TAGUETTE
from refiqda.standard.model import CodeBook

# A list without header is read as one because somebody says so, whatever its first line is.
FORCED = dataclasses.replace(QUALCODER, fits=lambda row: True)
WRITTEN = [pytest.param(layout, id=layout.key) for layout in (TAGUETTE, FORCED, REQUAL)]


@pytest.mark.parametrize("layout", WRITTEN)
@examples(300)
@given(book=ODD)
def test_odd_codebooks_come_back_but_for_what_is_told(layout: Layout, book: CodeBook) -> None:
    prove(layout, book)


@pytest.mark.parametrize("layout", WRITTEN)
@examples(100)
@given(book=ALLOWED)
def test_any_codebook_comes_back_but_for_what_is_told(layout: Layout, book: CodeBook) -> None:
    prove(layout, book)


@pytest.mark.parametrize("layout", WRITTEN)
@pytest.mark.parametrize("path", corpus_params(".qdc"))
def test_real_codebooks_come_back_but_for_what_is_told(layout: Layout, path: Path) -> None:
    prove(layout, read_book(path).book)
