"""*My page* as one HTML file: large print, for A4 paper and for a tablet, nothing fetched."""

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from conversation_kit.assets_folder import assets_folder
from conversation_kit.sharing.huddlecard import HuddleCard
from conversation_kit.sharing.mapsvg import draw_svg
from conversation_kit.sharing.pagemodel import Line, LineKind, Page, Section
from conversation_kit.sharing.plain import quoted


def page_html(page: Page) -> str:
    """Return ``page`` as one complete HTML document without script or any outside reference."""
    picture = page.picture
    # The words inside the picture are escaped where it is drawn.
    drawing = Markup(draw_svg(picture)) if picture.clusters or picture.in_the_way else ""  # noqa: S704
    return _environment().get_template("my-page.html.j2").render(page=page, picture=drawing)


def card_html(card: HuddleCard) -> str:
    """Return the huddle card as one complete HTML document without script or any outside reference."""
    return _environment().get_template("huddle-card.html.j2").render(card=card)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(assets_folder() / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["blocks"] = blocks
    environment.filters["quoted"] = quoted
    return environment


def blocks(section: Section) -> list[list[Line]]:
    """Return the lines of ``section`` in blocks that belong together, each from a name or an item."""
    found: list[list[Line]] = []
    for line in section.lines:
        if not found or line.kind in {LineKind.NAME, LineKind.ITEM}:
            found.append([])
        found[-1].append(line)
    return found
