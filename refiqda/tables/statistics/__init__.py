"""Formulas of published tables, exact where whole numbers allow it."""
