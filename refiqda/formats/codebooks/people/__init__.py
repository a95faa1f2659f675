"""Codebooks for people: an appendix of a paper or a handout for coders, in three kinds of file."""

from refiqda.formats.codebooks.people.document import SUFFIXES, require, write_document

__all__ = ["SUFFIXES", "require", "write_document"]
