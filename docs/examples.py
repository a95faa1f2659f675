"""What the pictures show: projects of a few words, one for each definition."""

from __future__ import annotations

from docs.tiny import Mark, Person, Text, project
from refiqda import model as m

FILES = project(
    {"Waiting": {}},
    [
        Text(
            "Interview 1",
            "We waited two hours. Then we waited in the rain.",
            (
                Mark("We waited two hours.", ("Waiting",)),
                Mark("we waited in the rain.", ("Waiting",)),
            ),
        ),
        Text("Interview 2", "The wait was long.", (Mark("The wait was long.", ("Waiting",)),)),
        Text("Interview 3", "We were called at once."),
    ],
)
"""A code three times in two of three files."""

PLACES = project(
    {"Trust": {}},
    [
        Text(
            "Interview 1",
            "They listened. So I trust the nurses.",
            (
                Mark("They listened.", ("Trust@Ann",)),
                Mark("I trust the nurses", ("Trust@Ann", "Trust@Ben")),
                Mark("I trust the nurses", ("Trust@Cleo",)),
            ),
        )
    ],
)
"""One passage in two selections, of which one has two coders; and another passage."""

PARENTS = project(
    {"Waiting": {"Noise": {"Night noise": {}}}},
    [
        Text(
            "Interview 1",
            "The wait was long, and the noise was worse.",
            (Mark("The wait was long,", ("Waiting",)), Mark("the noise was worse.", ("Noise",))),
        ),
        Text(
            "Interview 2",
            "The nights were loud.",
            (Mark("The nights were loud.", ("Night noise",)),),
        ),
    ],
)
"""A code, one below it and one below that, in two files."""

CASES = project(
    {"Trust": {}, "Dispute": {}},
    [
        Text("Interview 1", "I trust the nurses.", (Mark("I trust the nurses.", ("Trust",)),)),
        Text(
            "Group talk",
            "He: We trust them all. She: I never did.",
            (
                Mark("We trust them all.", ("Trust",)),
                Mark("trust them all. She: I never did.", ("Dispute",)),
            ),
        ),
    ],
    [
        Person("R1", sources=("Interview 1",)),
        Person("R2", passages=(("Group talk", "He: We trust them all."),)),
        Person("R3", passages=(("Group talk", "She: I never did."),)),
    ],
)
"""A case that holds a source, and two that hold a passage each of another."""

CODERS = project(
    {"Noise": {}},
    [
        Text(
            "Interview 1",
            "The noise at night was bad. The doors were worse.",
            (
                Mark("The noise at night", ("Noise@Ann", "Noise@Ben")),
                Mark("The doors were worse.", ("Noise@Ann",)),
                Mark("was bad. The doors", ("Noise@Ben",)),
            ),
        ),
        Text("Interview 2", "The ward was loud.", (Mark("The ward was loud.", ("Noise@Ann",)),)),
    ],
)
"""Two coders, who once coded the same words alike."""

RANGES = {
    "Overlapping": ("two hours", "hours outside"),
    "Touching": ("two hours", " outside"),
    "Nested": ("two hours outside", "hours"),
}
MERGED = project(
    {"Waiting": {}},
    [
        Text(name, "two hours outside", tuple(Mark(words, ("Waiting",)) for words in ranges))
        for name, ranges in RANGES.items()
    ],
)
"""Two ranges of one code in each text: overlapping, touching, one within the other."""

LENGTHS = project(
    {"Waiting": {}},
    [
        Text(
            "Interview 1",
            "We waited two hours outside in the rain.",
            (Mark("waited two hours", ("Waiting",)), Mark("two hours outs", ("Waiting",))),
        ),
        Text("Interview 2", "We were called soon."),
    ],
)
"""Two ranges that overlap, of which one ends within a word; and a text without codings."""

SHARES = project(
    {"Trust": {}, "Doubt": {}},
    [
        Text("Interview 1", "I trust them.", (Mark("I trust them.", ("Trust",)),)),
        Text("Interview 2", "They were kind."),
        Text(
            "Interview 3",
            "I trust them, I think.",
            (Mark("I trust them", ("Trust",)), Mark("I think.", ("Doubt",))),
        ),
        Text("Interview 4", "Who knows?", (Mark("Who knows?", ("Doubt",)),)),
    ],
    [
        Person("R1", ("Interview 1",), value="A"),
        Person("R2", ("Interview 2",), value="A"),
        Person("R3", ("Interview 3",), value="A"),
        Person("R4", ("Interview 3",), value="B"),
        Person("R5", ("Interview 4",)),
    ],
)
"""Five cases in two groups and none, two of them in one interview."""


def people(holders: int, everyone: int) -> m.Project:
    """So many cases, of which some hold a source with a coding."""
    several = range(1, everyone + 1)
    return project(
        {"Trust": {}},
        [
            Text(
                f"Interview {number}",
                "Yes.",
                (Mark("Yes.", ("Trust",)),) if number <= holders else (),
            )
            for number in several
        ],
        [Person(f"R{number}", (f"Interview {number}",), value="all") for number in several],
    )
