"""*Easy words*: my page once more, in short sentences of small words, with room for pictures.

Only the wording of ours is another one. What the person said is never put in other words: it would no longer be theirs.
Nobody who needs such a page has tried it out, and the page says so itself.
"""

from collections.abc import Mapping
from dataclasses import replace

from conversation_kit.sharing.pagemodel import Line, Page, Section, SectionId
from conversation_kit.sharing.timepicture import TimePicture

DRAFT = (
    "This is a draft.",
    "We have not tried it out with anyone.",
    "Tell us what is hard to read.",
)
PICTURES = "You can put a picture in each box."
_OPENING = "This page is yours. We did not change your words."
_CLOSING = "Is it wrong? Is it old? Tell us. We will put it right."
_HEADINGS: Mapping[SectionId, str] = {
    SectionId.TOLD: "What you said",
    SectionId.STRONG: "What is good",
    SectionId.ENJOY: "What you like",
    SectionId.PEOPLE: "Your people",
    SectionId.GIVE: "What you could give",
    SectionId.HOPE: "What you hope for",
    SectionId.IN_THE_WAY: "What is hard",
    SectionId.CHOSEN: "What you chose",
    SectionId.LATER: "Maybe later",
    SectionId.OUR_PART: "What we will do",
    SectionId.YOUR_PART: "What you will do",
    SectionId.RING: "Who to ring",
}
_LABELS: Mapping[str, str] = {
    "First step": "Do this first",
    "Someone you know": "Who you know there",
    "We look again": "We talk about it on",
    "Cost": "What you pay",
    "Phone": "Ring",
    "Email": "Write to",
    "Website": "Look at",
    "By when": "When",
}


def in_easy_words(page: Page) -> Page:
    """Return ``page`` with what we say in it said more simply; every word of the person stays as it is."""
    return replace(
        page,
        opening=_OPENING,
        told=_easy(page.told),
        shows=_easy(page.shows),
        timeline=TimePicture(page.timeline.name),  # much at once, and boxes for pictures stand by each thing
        plans=_easy(page.plans),
        deal=_easy(page.deal),
        ring=_section(page.ring),
        closing=_CLOSING,
    )


def with_label(page: Page) -> Page:
    """Return ``page`` with the label of a draft before its first sentence, for a text that has no place apart."""
    return replace(page, opening="\n".join((*DRAFT, page.opening)))


def _easy(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    return tuple(map(_section, sections))


def _section(section: Section) -> Section:
    return replace(
        section,
        heading=_HEADINGS.get(section.id, section.heading),
        lines=tuple(map(_line, section.lines)),
    )


def _line(line: Line) -> Line:
    return replace(line, label=_LABELS.get(line.label, line.label))
