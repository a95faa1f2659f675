"""Every way in and out of a project: which file is what, and what is lost between them."""

from refiqda.formats.convert import convert
from refiqda.formats.loss import Loss, LossReport

__all__ = ["Loss", "LossReport", "convert"]
