"""Codes that occur together, counted without going through pairs of codings."""
