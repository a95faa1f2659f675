"""Codebooks in every layout that programs and people use, in and out.

- ``bookfile`` reads a codebook from any file; ``converting`` and ``writing_files`` write one.
- ``layout`` says what a layout of a table is, ``layouts/`` has a file for each, ``registry`` knows
  them all; ``recognising`` finds the one that a header shows, and ``hints`` says what to do where
  none fits. ``own/`` is for tables whose columns people name.
- ``rows/`` lets codes grow from the rows of a table, ``written/`` spells them into rows; what has
  no place on either side is told there.
- ``sheets/`` knows cells and files, and nothing of codes; ``data/`` is JSON and YAML; ``people/``
  is documents; ``tree`` is for a terminal.
"""
