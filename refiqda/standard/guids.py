"""How GUIDs are compared."""

from __future__ import annotations

_BRACES = str.maketrans("", "", "{}")


def guid_key(guid: str) -> str:
    """A GUID as it is compared: without braces, blanks and case (sections 3.7, 8.4)."""
    return guid.strip().translate(_BRACES).lower()
