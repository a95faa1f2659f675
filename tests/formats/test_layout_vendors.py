"""What NVivo's, MAXQDA's and ATLAS.ti's tables hold comes back, and the rest is told."""

from __future__ import annotations

import pytest
from formats.layout_proof import prove, read_rows, written_and_read
from formats.odd_codebooks import ALLOWED, ODD, pairs_of_odd_names
from hypothesis import given
from properties.strategies import examples

from refiqda.formats.codebooks.layout import Layout
from refiqda.formats.codebooks.layouts.atlasti import ATLASTI
from refiqda.formats.codebooks.layouts.maxqda import MAXQDA
from refiqda.formats.codebooks.layouts.nvivo import NVIVO
from refiqda.formats.codebooks.writing import Writing
from refiqda.standard.model import Code, CodeBook, Set
from refiqda.tools.changes import Change, Changes

WRITTEN = [pytest.param(layout, id=layout.key) for layout in (NVIVO, MAXQDA, ATLASTI)]


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
def test_every_two_odd_names_come_back_but_for_what_is_told(layout: Layout) -> None:
    for book in pairs_of_odd_names():
        prove(layout, book)
