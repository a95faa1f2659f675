"""Every way in and out of a project: which file is what, and what is lost between them."""

from refiqda.formats.codebooks.bookfile import read_codebook
from refiqda.formats.codebooks.own.mapped import Columns
from refiqda.formats.convert import convert, convert_book
from refiqda.formats.loss import Loss, LossReport

__all__ = ["Columns", "Loss", "LossReport", "convert", "convert_book", "read_codebook"]
