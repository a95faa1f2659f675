"""S106, S109: elements put into the order of the schema, empty lists left out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any

from refiqda.checks.repair.change import Change
from refiqda.checks.repair.pieces import Token, field_of, has_twin, is_sorted, order_of, settle
from refiqda.checks.survey import Survey
from refiqda.standard.node import Extra, Raw
from refiqda.standard.plan import Plan, Row, has_items, plan_of


def misplaced(survey: Survey) -> Iterator[Change]:
    """Children out of order; each is moved with the comments before it."""
    for name, nodes in survey.groups.items():
        plan = survey.plans[name]
        for node in nodes:
            order = order_of(node)
            if order and not is_sorted(order, plan):
                new = _in_order(order, plan)
                yield Change(
                    partial(_reorder, node, plan, new),
                    "put into the order of the standard",
                    _shown(order, plan),
                    _shown(new, plan),
                    node,
                )


def _in_order(order: list[Token], plan: Plan) -> list[Token]:
    """Tokens by their place in the schema; what belongs to no field goes with the next one."""
    groups: list[tuple[int, list[Token]]] = []
    floating: list[Token] = []
    for token in order:
        floating.append(token)
        row = _row_of(token, plan)
        if row is not None:
            groups.append((row.position, floating))
            floating = []
    groups.sort(key=lambda group: group[0])
    return [*(token for _, group in groups for token in group), *floating]


def _row_of(token: Token, plan: Plan) -> Row | None:
    """The row of a child; a second element of a name stays behind the first."""
    key = field_of(token)
    if key or isinstance(token, str):
        return plan.fields[key]
    return plan.by_name.get(token.name) if token.kind == "element" else None


def _reorder(node: Any, plan: Plan, order: list[Token]) -> None:
    node.extra.order = order
    settle(node, plan)


def _shown(order: list[Token], plan: Plan) -> str:
    """The names of children, equal neighbours counted: ``Representation, PDFSelection (2)``."""
    names = [plan.fields[key].xml for token in order if (key := field_of(token))]
    counted = [(name, len(list(same))) for name, same in groupby(names)]
    return ", ".join(name if count == 1 else f"{name} ({count})" for name, count in counted)


# ---------------------------------------------------------------------------------- empty lists


def empty_lists(survey: Survey) -> Iterator[Change]:
    """Wrappers such as ``Sets`` with nothing in them, where the schema lets them be left out."""
    document = survey.document
    plan = plan_of(type(document), survey.form)
    wrappers = document.extra.wrappers if document.extra is not None else {}
    for key, extra in wrappers.items():
        row = plan.fields[key]
        assert row.plan is not None
        kept = has_items(document, row.plan) or row.required or _holds(extra)
        if kept or has_twin(document, row.xml):
            continue
        yield Change(
            partial(_leave_out, document, plan, key),
            f"empty list {row.xml} left out",
            f"<{row.xml}/>",
            "",
            path=f"/{survey.form.root}/{row.xml}",
        )


def _holds(extra: Extra) -> bool:
    """Whether a wrapper without items holds something that is not just a remark."""
    strange = (token for token in extra.order or [] if isinstance(token, Raw))
    return (
        bool(extra.attributes)
        or any(raw.kind in ("element", "text") for raw in strange)
        or any(_holds(inner) for inner in extra.wrappers.values())
    )


def _leave_out(document: Any, plan: Plan, key: str) -> None:
    """Remove a wrapper; remarks in it move to where it stood."""
    extra: Extra = document.extra
    remarks = _remarks(extra.wrappers[key])
    if extra.order is None and remarks:
        extra.order = list(_tokens(document, plan, extra))
    del extra.wrappers[key]
    if extra.order is not None:
        at = extra.order.index(key) if key in extra.order else len(extra.order)
        extra.order[at : at + 1] = remarks
        settle(document, plan)


def _remarks(extra: Extra) -> list[Token]:
    own: list[Token] = [token for token in extra.order or [] if isinstance(token, Raw)]
    return own + [token for inner in extra.wrappers.values() for token in _remarks(inner)]


def _tokens(document: Any, plan: Plan, extra: Extra) -> Iterator[str]:
    """The children of a document that are in the order of the schema."""
    for key, row in plan.fields.items():
        if row.kind == "wrapper":
            assert row.plan is not None
            count = int(key in extra.wrappers or has_items(document, row.plan))
        elif row.many:
            count = len(getattr(document, key))
        else:
            count = int(getattr(document, key) is not None)
        yield from [key] * count
