"""Projects in which it cannot be said who coded, and what can be done about it."""

from __future__ import annotations

import pytest
from odd_made import coding, passage, project, talk

from refiqda import model as m
from refiqda import tables
from refiqda.errors import RefiQdaError

NOTES_ALONE = [
    talk("a memo", passage(0, 9, coding("trust", "Ann"), coding("trust", "Ben"))),
]


@pytest.mark.parametrize(
    ("odd", "hint"),
    [
        (project(sources=[talk("one")]), "Nothing in it is coded."),
        (project(sources=[], notes=NOTES_ALONE), "Its notes do: add --notes"),
        (project(sources=[talk("one", passage(0, 9, coding("trust")))]), None),
    ],
    ids=["nothing coded", "only notes", "nobody"],
)
def test_why_nobody_is_known_is_told(odd: m.Project, hint: str | None):
    for told, ask in (
        ("counted", lambda: tables.counts(odd, unit="users")),
        ("counted", lambda: tables.counts(odd, coders="all")),
        ("compared", lambda: tables.agreement(odd)),
    ):
        with pytest.raises(RefiQdaError) as caught:
            ask()
        said, _, more = str(caught.value).partition(f"coders cannot be {told}.")
        assert said == "The project does not say who coded, so "
        assert hint in more if hint else not more


def test_who_coded_notes_alone_is_known_with_them():
    odd = project(sources=[], notes=NOTES_ALONE)
    assert tables.counts(odd, unit="users", notes=True)["users"].tolist() == [2, 0]
    assert tables.agreement(odd, notes=True).iloc[0]["agreement"] == 100
