"""*My page* as data: sections of lines that a screen shows, a worker corrects, and paper holds."""

from dataclasses import dataclass
from enum import StrEnum

from conversation_kit.sharing.around import AssetMap
from conversation_kit.sharing.timepicture import TimePicture


class LineKind(StrEnum):
    """What a line is, for whoever sets it."""

    QUOTE = "quote"
    """The person's own words, set as a quotation."""
    ITEM = "item"
    """One thing in a list."""
    NAME = "name"
    """A heading within a section: a topic, or something that was chosen."""
    PLAIN = "plain"
    """A sentence of ours."""
    DETAIL = "detail"
    """A label with what belongs to it; without text it is a line to write on by hand."""
    NOTICE = "notice"
    """Something to take care of ("Ring before you go")."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page.

    Attributes:
        label: For a DETAIL, what it is ("When").
        entity: The kind of record it says ("note", "asset", "connection", "deal"), empty when none. To
            correct the line, correct that record and make the page anew.
        record_id: The id of that record.
    """

    text: str
    kind: LineKind = LineKind.PLAIN
    label: str = ""
    entity: str = ""
    record_id: str = ""


class SectionId(StrEnum):
    """The sections a page may have."""

    TOLD = "told"
    STRONG = "strong"
    ENJOY = "enjoy"
    PEOPLE = "people"
    GIVE = "give"
    HOPE = "hope"
    IN_THE_WAY = "in-the-way"
    CHOSEN = "chosen"
    LATER = "later"
    OUR_PART = "our-part"
    YOUR_PART = "your-part"
    BACKED = "backed"
    RING = "ring"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; never without lines."""

    id: SectionId
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One person's page.

    Attributes:
        name: The name they like.
        made_on: The day in words.
        opening: The sentence under the name.
        told: What they told, by topic.
        shows: What that shows: what is strong, what they enjoy, hope for, could give...
        picture: The asset map; it stands after ``shows``.
        timeline: The story so far, day by day; it stands after the map.
        plans: What they chose, and what may come later.
        deal: Our part and your part, side by side on paper; those that hold something.
        ring: Who to ring.
        closing: The last sentence.
    """

    name: str
    made_on: str
    opening: str
    told: tuple[Section, ...]
    shows: tuple[Section, ...]
    picture: AssetMap
    timeline: TimePicture
    plans: tuple[Section, ...]
    deal: tuple[Section, ...]
    ring: Section
    closing: str

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections in reading order."""
        return (*self.told, *self.shows, *self.plans, *self.deal, self.ring)
