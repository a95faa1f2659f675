"""The optional packages of the report, each imported when it is needed."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from refiqda import MissingExtra


class Need(NamedTuple):
    """A package that a kind of report needs."""

    module: str
    package: str
    extra: str


HTML = Need("jinja2", "Jinja2", "report")
NEEDS = {
    "html": (HTML,),
    "docx": (Need("docx", "python-docx", "docx"),),
    "pdf": (HTML, Need("weasyprint", "WeasyPrint", "pdf")),
}
"""What each kind of report is made with."""


def require(kinds: Iterable[str]) -> None:
    """See to it that reports of some kinds can be made, before any is written.

    Args:
        kinds: keys of :data:`NEEDS`.

    Raises:
        MissingExtra: if a package is not installed; the message names all that are missing.
    """
    wanted = list(kinds)
    needs = dict.fromkeys(need for kind in wanted for need in NEEDS[kind])
    missing = [need for need in needs if _found(need.module) is None]
    if missing:
        names = " and ".join(need.package for need in missing)
        extras = ",".join(dict.fromkeys(need.extra for need in missing))
        raise MissingExtra(
            f"The report as {', '.join(wanted)} needs {names}, which "
            f"{'is' if len(missing) == 1 else 'are'} not installed. "
            f"Install it with: python -m pip install -e '.[{extras}]'"
        )


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
    found = _found(name)
    if found is None:
        raise MissingExtra(
            f"{what} needs {needs}, which is not installed. "
            f"Install it with: python -m pip install -e '.[{extra}]'"
        )
    return found


def _found(name: str) -> Any:
    """A module; None if it, or a library that it needs of the system, is not there."""
    try:
        return importlib.import_module(name)
    except (ImportError, OSError):
        return None
