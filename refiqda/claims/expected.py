"""What is printed, in a few words, and whether a count is that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from refiqda.claims.asking import Asking, Filter
from refiqda.claims.model import Claim
from refiqda.claims.printed import AMOUNTS
from refiqda.tables.counting.conditions import Value, as_text
from refiqda.tables.counting.wording import listed


def expected(claim: Claim) -> str:
    """What is printed, short enough for a column; of a claim with parts, that of each."""
    if claim.part:
        return "; ".join(filter(None, map(expected, claim.split())))
    return ", ".join(_things(claim))


def _things(claim: Claim) -> Iterator[str]:
    if claim.printed:
        yield counted(claim)
    names = ["mean", "sum", "range", "years_more_than"]
    names += ["n"] if claim.is_listing else []
    for name in names:
        if getattr(claim, name) is not None:
            yield thing(name, getattr(claim, name))
    for name, value in (claim.prints or {}).items():
        yield thing(f"prints.{name}", value)


def counted(claim: Claim) -> str:
    """What is printed of the count alone: ``14 of 23``."""
    if claim.printed in AMOUNTS:
        of = "" if claim.of is None else f" of {claim.of}"
        return amount(claim) + of
    return _other(claim) + ("" if claim.of is None else f", of {claim.of}")


def amount(claim: Claim) -> str:
    """What is printed of the count, without its denominator."""
    return thing(claim.printed, getattr(claim, claim.printed))


def _other(claim: Claim) -> str:
    if claim.only is not None:
        return f"only {filtered(claim.only)}"
    if claim.more_than is not None:
        return f"more than {asked(claim.more_than)}"
    if claim.fewer_than is not None:
        return f"fewer than {asked(claim.fewer_than)}"
    if claim.rank is not None:
        return f"place {claim.rank}"
    if claim.rank_at_most is not None:
        return f"place {claim.rank_at_most} or better"
    return f"{claim.case}: {_held(claim.values or {})}"


def thing(key: str, value: Any) -> str:
    """One thing that is printed."""
    if key in ("between", "range"):
        text = f"{value[0]} to {value[1]}"
        return text if key == "between" else f"range {text}"
    if key == "only":
        return f"only {filtered(value)}"
    if key == "values":
        return _held(value)
    if key.startswith("prints."):
        words = listed(value, "and") if isinstance(value, tuple) else value
        return f"{key.removeprefix('prints.')} = {words}"
    if key == "years_more_than":
        return f"more than {value} year{'' if value == 1 else 's'}"
    return _PLAIN[key].format(value)


_PLAIN = {
    "equals": "{}",
    "of": "of {}",
    "at_least": "at least {}",
    "at_most": "at most {}",
    "majority": "more than half",
    "mean": "mean {}",
    "sum": "sum {}",
    "n": "n = {}",
}


def filtered(filter: Filter) -> str:
    """``Sex = F and Site = Leeds or York``."""
    return _pairs(filter, "or", " and ")


def _held(filter: Filter) -> str:
    """``Sex = F, Host country = India and Nepal``."""
    return _pairs(filter, "and", ", ")


def _pairs(filter: Mapping[str, Value | tuple[Value, ...]], last: str, between: str) -> str:
    pairs = [
        f"{name} = {listed(map(as_text, value if isinstance(value, tuple) else (value,)), last)}"
        for name, value in filter.items()
    ]
    return listed(pairs, "and") if between == " and " else between.join(pairs)


def asked(other: Asking) -> str:
    """What a claim is compared with: ``where Sex = M``."""
    parts = []
    for name, value in other.given().items():
        if name == "filter":
            parts.append(f"where {filtered(value)}")
        elif name == "alone":
            parts.append(f"where {filtered(value)} alone")
        elif name == "code":
            parts.append(f"with {value!r}")
        elif name == "source":
            parts.append(f"in {listed(map(repr, value))}")
        else:
            words = listed(value, "and") if isinstance(value, tuple) else value
            parts.append(f"with {name} = {words}")
    return " ".join(parts)


def agrees(claim: Claim, found: int, whole: int | None = None) -> bool:
    """Whether a count is what is printed; ``whole`` is what a majority is of."""
    if claim.equals is not None:
        return found == claim.equals
    if claim.at_least is not None:
        return found >= claim.at_least
    if claim.at_most is not None:
        return found <= claim.at_most
    if claim.majority:
        return whole is not None and 2 * found > whole
    low, high = claim.between or (0, 0)
    return low <= found <= high
