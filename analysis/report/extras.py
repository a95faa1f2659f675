"""The optional packages of the report, each imported when it is needed."""

from __future__ import annotations

import importlib
from typing import Any

from refiqda import MissingExtra


def package(name: str, needs: str, extra: str, what: str) -> Any:
    """A package that may not be there.

    Args:
        name: what is imported.
        needs: what it is called where it is installed from.
        extra: the extra that brings it.
        what: what cannot be made without it.

    Raises:
        MissingExtra: if it is not installed.
    """
    try:
        return importlib.import_module(name)
    except (ImportError, OSError):
        raise MissingExtra(
            f"{what} needs {needs}, which is not installed. "
            f"Install it with: python -m pip install -e '.[{extra}]'"
        ) from None
