"""*My page* as one HTML file: large print, for A4 paper and for a tablet, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from markupsafe import Markup

from conversation_kit.assets_folder import assets_folder
from conversation_kit.sharing.easy import DRAFT, PICTURES
from conversation_kit.sharing.huddlecard import HuddleCard
from conversation_kit.sharing.mapsvg import draw_svg
from conversation_kit.sharing.pagemodel import Line, LineKind, Page, Section, SectionId
from conversation_kit.sharing.plain import quoted
from conversation_kit.sharing.timelinesvg import draw_timeline
from conversation_kit.sharing.timepicture import TIMELINE_HEADING

if TYPE_CHECKING:
    from jinja2 import Environment


def page_html(page: Page) -> str:
    """Return ``page`` as one complete HTML document without script or any outside reference."""
    picture = page.picture
    # The words inside the picture are escaped where it is drawn.
    drawing = Markup(draw_svg(picture)) if picture.clusters or picture.in_the_way else ""  # noqa: S704
    timeline = Markup(draw_timeline(page.timeline))  # noqa: S704 - so are these
    template = _environment().get_template("my-page.html.j2")
    return template.render(page=page, picture=drawing, timeline=timeline, timeline_heading=TIMELINE_HEADING)


def easy_html(page: Page) -> str:
    """Return ``page``, which is in easy words already, as one complete HTML document in very large print."""
    return _environment().get_template("easy-page.html.j2").render(page=page, draft=DRAFT, pictures=PICTURES)


def card_html(card: HuddleCard) -> str:
    """Return the huddle card as one complete HTML document without script or any outside reference."""
    return _environment().get_template("huddle-card.html.j2").render(card=card)


def _environment() -> Environment:
    # Imported here: most days no page is left, and then it need not take room.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(assets_folder() / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["blocks"] = blocks
    environment.filters["things"] = things
    environment.filters["sentences"] = sentences
    environment.filters["quoted"] = quoted
    return environment


def blocks(section: Section) -> list[list[Line]]:
    """Return the lines of ``section`` in blocks that belong together, each from a name or an item."""
    return _beginning_with({LineKind.NAME, LineKind.ITEM}, section)


def things(section: Section) -> list[list[Line]]:
    """Return the lines of ``section`` in the things a picture could stand for: each thing told is one."""
    each = {LineKind.QUOTE} if section.id is SectionId.TOLD else set()
    return _beginning_with({LineKind.NAME, LineKind.ITEM, *each}, section)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text of ours, for a line each."""
    return re.findall(r"\S.*?[.?!](?=\s|$)", text)


def _beginning_with(kinds: AbstractSet[LineKind], section: Section) -> list[list[Line]]:
    found: list[list[Line]] = []
    for line in section.lines:
        if not found or line.kind in kinds:
            found.append([])
        found[-1].append(line)
    return found
