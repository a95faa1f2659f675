"""Pictures of published tables, for people and for journals.

:func:`plot` draws a table that says what it counts (:mod:`refiqda.tables.caption`). Drawing needs
matplotlib, which the extra ``plot`` brings; importing this room does not.
"""

from __future__ import annotations

from refiqda.view.files import ENDINGS
from refiqda.view.limits import CannotDraw
from refiqda.view.plots import DRAWERS, plot

__all__ = ["DRAWERS", "ENDINGS", "CannotDraw", "plot"]
