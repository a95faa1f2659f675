"""The income classes of the host countries, year by year, after the World Bank.

Source: World Bank, historical classification by income (the file OGHIST, sheet "Country Analytical
History"). Its years are those of the income that was measured: a class by the income of 2001 was
published in July 2002. The paper names no list of countries and no source.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

SOURCE = "World Bank, historical classification by income (OGHIST)"
YEARS = range(2001, 2019)
"""From the first electives (2001) to the first interviews (December 2018)."""

WORDS = {
    "L": "low income",
    "LM": "lower middle income",
    "UM": "upper middle income",
    "H": "high income",
}
"""The classes of the World Bank, as it abbreviates them."""
SIDES = {"L": "LMIC", "LM": "LMIC", "UM": "LMIC", "H": "HIC"}
"""The two groups of the paper: low-income to middle-income countries, and high-income ones."""


class Since(NamedTuple):
    """A class and the first year that it is from; it lasts until the next."""

    year: int
    is_in: str


CLASSES: dict[str, tuple[Since, ...]] = {
    "USA": (Since(2001, "H"),),
    "UK": (Since(2001, "H"),),
    "Australia": (Since(2001, "H"),),
    "Brazil": (Since(2001, "UM"), Since(2002, "LM"), Since(2006, "UM")),
    "India": (Since(2001, "L"), Since(2007, "LM")),
    "Nepal": (Since(2001, "L"),),
    "Thailand": (Since(2001, "LM"), Since(2010, "UM")),
}
"""The class of each host country from 2001 on."""


def class_of(country: str, year: int) -> str:
    """The World Bank's class of a country by the income of a year.

    Example:
        >>> [class_of("Brazil", year) for year in (2001, 2005, 2006)]
        ['UM', 'LM', 'UM']
    """
    return [since.is_in for since in CLASSES[country] if since.year <= year][-1]


def sides_of(country: str) -> tuple[str, ...]:
    """The groups, of the paper's two, that a country was in from 2001 to 2018, each once."""
    return tuple(dict.fromkeys(SIDES[class_of(country, year)] for year in YEARS))


def history(country: str) -> str:
    """The classes of a country in words of a table.

    Example:
        >>> history("India")
        'L 2001-2006, LM 2007-2018'
    """
    return ", ".join(_spells(country))


def _spells(country: str) -> Iterator[str]:
    for is_in, years in groupby(YEARS, key=lambda year: class_of(country, year)):
        several = list(years)
        first, last = several[0], several[-1]
        yield f"{is_in} {first}-{last}" if last > first else f"{is_in} {first}"
