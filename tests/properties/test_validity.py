"""A document has a breach if and only if the official schema rejects it, whatever was done to it.

The same documents show that reading and writing loses nothing.
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from properties.mutations import MUTATIONS, mutate
from properties.reading import AT_ONCE, agree, write
from properties.strategies import examples, nodes
from where import corpus

from refiqda.standard.document import Opened
from refiqda.standard.model import CodeBook, Project
from refiqda.standard.plan import CODEBOOK, PROJECT, Form

NUMBERS = st.integers(0, 1 << 20)
STEPS = st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=5)
SIZES = st.sampled_from((AT_ONCE, 1000, 61, 7))
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NS = "urn:QDA-XML:project:1.0"
GUID = "00000000-0000-0000-0000-000000000000"


@cache
def bases() -> list[tuple[Form, bytes]]:
    """The smaller documents of the corpus, and one that has everything."""
    found = [(PROJECT, EVERYTHING.encode())]
    for path in corpus():
        opened = Opened(path)
        data = b"".join(opened.xml())
        opened.close()
        if len(data) < 60_000:
            found.append((opened.form, data))
    return found


EVERYTHING = f"""<Project name="all" xmlns="{NS}"><Users><User guid="{GUID}" id="1"/></Users>
<CodeBook><Codes><Code guid="{GUID}" name="a" isCodable="true" color="#fff"><Description>d
</Description><NoteRef targetGUID="{GUID}"/><Code guid="{GUID}" name="" isCodable="0"/></Code>
</Codes></CodeBook><Variables><Variable guid="{GUID}" name="v" typeOfVariable="Text"/></Variables>
<Cases><Case guid="{GUID}"><CodeRef targetGUID="{GUID}"/><VariableValue><VariableRef
targetGUID="{GUID}"/><DateValue>2024-02-29</DateValue></VariableValue><VariableValue><VariableRef
targetGUID="{GUID}"/><BooleanValue>1</BooleanValue></VariableValue><SourceRef targetGUID="{GUID}"/>
<SelectionRef targetGUID="{GUID}"/></Case></Cases><Sources><VideoSource guid="{GUID}"><Transcript
guid="{GUID}"><PlainTextContent> x </PlainTextContent><SyncPoint guid="{GUID}" position="1"/>
<TranscriptSelection guid="{GUID}" fromSyncPoint="{GUID}"/></Transcript><VideoSelection
guid="{GUID}" begin="1" end="+2"/></VideoSource><TextSource guid="{GUID}"><PlainTextSelection
guid="{GUID}" startPosition="1" endPosition="2" creationDateTime="2024-01-01T24:00:00Z"><Coding
guid="{GUID}"><CodeRef targetGUID="{GUID}"/></Coding></PlainTextSelection></TextSource>
<PictureSource guid="{GUID}"><TextDescription guid="{GUID}"/></PictureSource><PDFSource
guid="{GUID}"><PDFSelection guid="{GUID}" page="1" firstX="1" firstY="1" secondX="1" secondY="1"/>
<Representation guid="{GUID}"/></PDFSource><AudioSource guid="{GUID}"/></Sources><Notes><Note
guid="{GUID}"/></Notes><Links><Link guid="{GUID}" direction="OneWay"/></Links><Sets><Set
guid="{GUID}" name=""><MemberCode targetGUID="{GUID}"/><MemberSource targetGUID="{GUID}"/>
<MemberNote targetGUID="{GUID}"/></Set></Sets><Graphs><Graph guid="{GUID}"><Vertex guid="{GUID}"
firstX="1" firstY="1" shape="Oval"/><Edge guid="{GUID}" sourceVertex="{GUID}" targetVertex="{GUID}"
lineStyle="solid"/></Graph></Graphs><NoteRef targetGUID="{GUID}"/></Project>"""


@examples(1000)
@given(base=NUMBERS, steps=STEPS, size=SIZES)
def test_mutated_documents_of_the_corpus(base, steps, size):
    form, data = bases()[base % len(bases())]
    agree(mutate(data, steps), form, size)


@examples(1000)
@given(steps=STEPS, size=SIZES)
def test_mutations_of_a_document_with_everything(steps, size):
    agree(mutate(EVERYTHING.encode(), steps), PROJECT, size)


@examples(60)
@given(project=nodes(Project, PROJECT, 2), several=st.lists(STEPS, min_size=5, max_size=5))
def test_mutated_projects(project, several):
    data = write(project, PROJECT)
    for steps in several:
        agree(mutate(data, steps), PROJECT)


@examples(60)
@given(book=nodes(CodeBook, CODEBOOK, 3), several=st.lists(STEPS, min_size=5, max_size=5))
def test_mutated_codebooks(book, several):
    data = write(book, CODEBOOK)
    for steps in several:
        agree(mutate(data, steps), CODEBOOK)


@pytest.mark.parametrize("which", range(len(MUTATIONS)), ids=[m.__name__ for m in MUTATIONS])
def test_every_mutation_changes_something(which):
    data = mutate(EVERYTHING.encode(), [])
    assert any(mutate(data, [(which, at, how)]) != data for at in range(9) for how in range(9))


@examples(100)
@given(steps=STEPS, size=SIZES)
def test_pieces_make_no_difference(steps, size):
    """Wherever the pieces of a file end, the same document comes out."""
    from properties.reading import read

    data = mutate(EVERYTHING.encode(), steps)
    whole = read(data, PROJECT)
    assume(whole is not None)
    assert write(read(data, PROJECT, size), PROJECT) == write(whole, PROJECT)
