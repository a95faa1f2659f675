"""Many mends in one place: twice as many take twice as long, not four times."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from mending import guid, opened

from refiqda.checks.repair import mend


def cases(count: int) -> str:
    """Cases of one name."""
    return (
        "<Cases>" + "".join(f'<Case guid="{guid(n)}" name="x"/>' for n in range(count)) + "</Cases>"
    )


def codes(count: int) -> str:
    each = (f'<Code guid="{guid(n)}" name="C{n}" isCodable="true"/>' for n in range(count))
    return f"<CodeBook><Codes>{''.join(each)}</Codes></CodeBook>"


def sources(count: int, user: str) -> str:
    """Texts, each by another user."""
    each = (
        f'<TextSource guid="{guid(n)}" name="S{n}" '
        f'creatingUser="{user.format(guid(count + n), n)}">'
        "<PlainTextContent>x</PlainTextContent></TextSource>"
        for n in range(count)
    )
    return f"<Sources>{''.join(each)}</Sources>"


def members(count: int, member: str) -> str:
    """A set that holds something many times."""
    each = "".join(member.format(guid(n), n) for n in range(count))
    return f'<Sets><Set guid="{guid(999_999)}" name="S">{each}</Set></Sets>'


MANY = {
    "names": cases,
    "second references": lambda n: codes(1) + members(n, f'<MemberCode targetGUID="{guid(0)}"/>'),
    "empty references": lambda n: members(n, '<MemberCode targetGUID=""/>'),
    "misspelt references": lambda n: codes(n) + members(n, '<MemberCode guid="{}"/>'),
    "words": lambda n: codes(n) + members(n, 'w{1}<MemberCode targetGUID="{0}"/>'),
    "descriptions": lambda n: members(n, "<Description>w{1}</Description>"),
    "users": lambda n: sources(n, "{0}"),
    "names of users": lambda n: sources(n, "user {1}"),
}


@pytest.mark.parametrize("kind", MANY)
def test_twice_as_many_mends_take_twice_as_long(kind, tmp_path):
    """Counted in steps of the interpreter, which are the same on every computer."""

    def steps(count: int) -> int:
        project = opened(tmp_path, MANY[kind](count))
        taken = 0

        def counted(frame: FrameType, event: str, argument: object) -> Any:
            nonlocal taken
            taken += 1
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
            return counted

        before = sys.gettrace()
        sys.settrace(counted)
        try:
            mends = mend(project)
        finally:
            sys.settrace(before)
        assert len(mends) >= count - 1
        return taken

    steps(10)  # what is worked out once is not counted
    assert steps(400) < 2.4 * steps(200)


def test_pieces_of_one_place_keep_their_order(tmp_path):
    """Words, references of other shapes and plain ones, all in one set."""
    project = opened(
        tmp_path,
        codes(4) + f'<Sets><Set guid="{guid(9)}" name="S">one<MemberCode guid="{guid(3)}"/>'
        f'<MemberCode targetGUID="{guid(1)}"/> <MemberCode guid="{guid(0)}"/>'
        f'<MemberCode targetGUID="{guid(2)}">\n</MemberCode>two</Set></Sets>',
    )
    mends = mend(project)
    assert [each.code for each in mends] == ["S102", "S102", "S108", "S108", "S108"]
    assert project.sets[0].codes == [guid(3), guid(1), guid(0), guid(2)]
    assert project.sets[0].description == "one\ntwo"
    project.save(tmp_path / "out.qde")  # nothing is against the schema any more
