"""Yes and no, in the languages that headers of codebooks are written in."""

from __future__ import annotations

_YES = (
    *("yes", "y", "true", "1", "x", "ja", "j", "wahr", "oui", "o", "vrai"),
    *("sí", "si", "s", "sim", "verdadero", "verdadeiro", "vero"),
)
_NO = ("no", "n", "false", "0", "nein", "falsch", "non", "faux", "não", "nao", "falso")
_FOLDER = ("folder", "ordner", "dossier", "carpeta", "pasta", "cartella")
"""What people write where a code only holds others."""


def yes_or_no(text: str) -> bool | None:
    """Whether a cell says yes; None if it says neither."""
    said = text.strip().casefold()
    return True if said in _YES else False if said in _NO else None


def is_folder(text: str) -> bool:
    """Whether a word means a folder: in a header, or in a cell."""
    return text.strip().casefold() in _FOLDER
