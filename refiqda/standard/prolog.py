"""The first lines of an XML file: is it one of ours, and is it safe to read on?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from refiqda.errors import LimitExceeded, NotRefiQda, RefiQdaError
from refiqda.standard.limits import DEFAULT, MIB
from refiqda.standard.plan import CODEBOOK, FORMS, PROJECT, Form
from refiqda.standard.reader import OURS

BLANK_START = b"\xef\xbb\xbf \t\r\n"
"""What may stand before the first tag: a byte order mark, and blanks."""


@dataclass(slots=True)
class Prolog:
    """What stands at the top of an XML document."""

    encoding: str = ""
    """As declared; empty where nothing is declared."""
    root: str = ""
    """The name of the root element, as written."""
    namespace: str = ""
    origin: str = ""

    @property
    def form(self) -> Form | None:
        """Which document of the standard it is, if any."""
        local = self.root.rpartition(":")[2]
        ours = not self.namespace or self.namespace.startswith(OURS)
        return next((form for form in FORMS if form.root == local and ours), None)


class _Found(Exception):
    """The root element is read; no more is needed."""


def read_prolog(
    chunks: Iterable[bytes], name: str, size: int = DEFAULT.prolog
) -> tuple[Prolog, Iterator[bytes]]:
    """Read as far as the root element; give back all chunks, the ones read included."""
    prolog = Prolog()
    parser = expat.ParserCreate()
    parser.XmlDeclHandler = lambda version, encoding, standalone: _declared(
        prolog, encoding or "", name
    )
    parser.StartDoctypeDeclHandler = lambda doctype, *rest: _refuse_doctype(doctype, name)
    parser.StartElementHandler = lambda root, attributes: _found(prolog, root, attributes)
    read: list[bytes] = []
    source = iter(chunks)
    total = 0
    try:
        for chunk in source:
            total += len(chunk)
            if total - len(chunk) > size:
                raise LimitExceeded(
                    f"{name} has no first element within {size // MIB} MiB. "
                    "If the file is meant to be so, raise the limit for prolog."
                )
            read.append(chunk)
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except _Found:
        pass
    except expat.ExpatError as error:
        raise NotRefiQda(_explain(b"".join(read), error, name)) from None
    except RefiQdaError:
        raise
    except (ValueError, LookupError):
        raise _unreadable(name) from None
    return prolog, _chain(read, source)


def require_form(prolog: Prolog, name: str) -> Form:
    """The form of the document, or an error that says what it is instead."""
    form = prolog.form
    if form is None:
        raise NotRefiQda(
            f"{name} is XML, but its first element is {prolog.root!r}; a project begins with "
            f"{PROJECT.root!r} and a codebook with {CODEBOOK.root!r}."
        )
    return form


def _declared(prolog: Prolog, encoding: str, name: str) -> None:
    """Note the encoding, if all its readers agree on which bytes are tags.

    In one that writes ``<`` otherwise, such as UTF-7, a document type could hide from one parser
    that the next one sees.
    """
    prolog.encoding = encoding
    ascii_bytes = bytes(range(128))
    wide = encoding.lower().replace("_", "-").startswith(("utf-16", "ucs-2", "iso-10646-ucs-2"))
    try:
        plain = ascii_bytes.decode(encoding or "utf-8") == ascii_bytes.decode("ascii")
    except (ValueError, LookupError):
        plain = False
    if not plain and not wide:
        raise _unreadable(name)


def _unreadable(name: str) -> NotRefiQda:
    return NotRefiQda(f"{name} declares an encoding that cannot be read. Save it as UTF-8.")


def _refuse_doctype(doctype: str, name: str) -> None:
    if doctype.lower() == "html":
        raise NotRefiQda(
            f"{name} is a web page, not a REFI-QDA file. Perhaps a download page was saved "
            "in place of the file: download it again."
        )
    raise NotRefiQda(
        f"{name} declares a document type (DOCTYPE {doctype}). REFI-QDA files have none, and it "
        "can be used to do harm: remove it if you trust the file."
    )


def _found(prolog: Prolog, root: str, attributes: dict[str, str]) -> None:
    prolog.root = root
    prefix = root.rpartition(":")[0]
    prolog.namespace = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
    prolog.origin = attributes.get("origin", "")
    raise _Found


def _explain(data: bytes, error: expat.ExpatError, name: str) -> str:
    start = data.lstrip(BLANK_START)[:512].lower()
    if not start:
        return f"{name} is empty. Export it again."
    if start.startswith((b"<!doctype html", b"<html")):
        return f"{name} is a web page, not a REFI-QDA file. Download it again."
    if not start.startswith(b"<") and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return f"{name} is neither a zip nor XML, so it is no REFI-QDA file."
    return f"{name} is damaged at line {error.lineno}: {expat.ErrorString(error.code)}."


def _chain(read: list[bytes], rest: Iterator[bytes]) -> Iterator[bytes]:
    while read:
        yield read.pop(0)
    yield from rest
