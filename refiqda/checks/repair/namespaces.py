"""S101, V104: the namespaces of drafts become those of version 1.0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from refiqda.checks.repair.change import Change
from refiqda.checks.repair.pieces import extras_of, is_plain, order_of, settle
from refiqda.checks.survey import Survey
from refiqda.standard.conform import ALWAYS_ALLOWED
from refiqda.standard.node import Extra, Node, Raw
from refiqda.standard.plan import Plan
from refiqda.standard.reader import OURS

_TAG = re.compile(r"<(?![!?/])[^<>]*>")
_SCHEMA_LOCATION = ALWAYS_ALLOWED[0]


def namespaces(survey: Survey) -> Iterator[Change]:
    """Every other namespace of REFI-QDA that the file declares, and where it names its schema."""
    right, root = survey.form.namespace, f"/{survey.form.root}"
    found = sorted(_others(survey))
    if not found or not _is_wrong(survey):
        return
    for other in found:
        yield Change(
            partial(_move, survey, other),
            "namespace of version 1.0",
            other,
            right,
            path=root,
        )
    extra = survey.document.extra
    place = extra.attributes.get(_SCHEMA_LOCATION, "") if extra is not None else ""
    words = place.split()
    if extra is not None and not set(words).isdisjoint(found):
        new = " ".join(right if word in found else word for word in words)
        yield Change(
            partial(extra.attributes.__setitem__, _SCHEMA_LOCATION, new),
            "schema named by version 1.0",
            place,
            new,
            path=f"{root}/@{_SCHEMA_LOCATION.rpartition('}')[2]}",
        )


def _is_wrong(survey: Survey) -> bool:
    """Whether a rule is broken: a namespace may be declared and do no harm."""
    declared = survey.document.prolog.namespace
    if declared.startswith(OURS) and declared != survey.form.namespace:
        return True
    return any(breach.kind == "namespace" for breach in survey.document.breaches())


def _extras(survey: Survey) -> Iterator[Extra]:
    for nodes in survey.groups.values():
        for node in nodes:
            yield from extras_of(node)


def _others(survey: Survey) -> set[str]:
    """The namespaces to change; the empty one where the root lacks its own."""
    right = survey.form.namespace
    found: set[str] = set()
    for extra in _extras(survey):
        found.update(extra.namespaces.values())
        for raw in _elements(extra):
            for tag in _TAG.findall(raw.xml):
                found.update(re.findall(r'xmlns(?::[^\s=]+)?="([^"]*)"', tag))
    found = {uri for uri in found if uri.startswith(OURS) and uri != right}
    own = survey.document.extra
    if own is not None and own.namespaces and not own.prefix and not own.namespaces.get(""):
        found.add("")
    return found


def _elements(extra: Extra) -> Iterator[Raw]:
    for token in extra.order or ():
        if isinstance(token, Raw) and token.kind == "element":
            yield token


def _move(survey: Survey, other: str) -> None:
    """Put the right namespace in the place of another."""
    document, right = survey.document, survey.form.namespace
    if not other:
        assert document.extra is not None
        document.extra.namespaces[""] = right
        return
    for extra in _extras(survey):
        for prefix, uri in list(extra.namespaces.items()):
            if uri == other:
                extra.namespaces[prefix] = right
        _leave_out_known(extra, document.extra, right)
        _redeclare(extra, other, right)
    if document.prolog.namespace == other:
        document.prolog.namespace = right
    for name, nodes in survey.groups.items():
        for node in nodes:
            _simplify(node, survey.plans[name])


def _simplify(node: Node, plan: Plan) -> None:
    """Forget pieces of XML that were unusual for their namespace alone."""
    order = order_of(node)
    for at, token in enumerate(order):
        if isinstance(token, Raw) and is_plain(token, plan):
            order[at] = token.field
    settle(node, plan)


def _leave_out_known(extra: Extra, top: Extra | None, right: str) -> None:
    """Drop a declaration that the root makes already."""
    if extra is top:
        return
    known = (top.namespaces if top is not None else {}) or {"": right}
    for prefix, uri in list(extra.namespaces.items()):
        if uri == right and known.get(prefix) == right:
            del extra.namespaces[prefix]


def _redeclare(extra: Extra, other: str, right: str) -> None:
    """The same in pieces of XML, which declare what they need."""
    for at, token in enumerate(extra.order or ()):
        if isinstance(token, Raw) and token.kind == "element" and extra.order is not None:
            xml = _TAG.sub(partial(_redeclared, other=other, right=right), token.xml)
            extra.order[at] = replace(token, xml=xml)


def _redeclared(tag: re.Match[str], other: str, right: str) -> str:
    pattern = rf'(\sxmlns(?::[^\s=]+)?=)"{re.escape(other)}"'
    return re.sub(pattern, rf'\1"{right}"', tag[0])
