"""What can be seen: the colours that the text on a screen really has, and how far apart they are (WCAG 2)."""

from typing import NamedTuple

from textual.geometry import Region

FRAMES = set("─│╭╮╰╯▔▁▎▊━┃╺╸▌▐█▄▅▂▃▆▇┌┐└┘├┤┬┴┼· ")


class Ink(NamedTuple):
    """Text and the colours it has; ``ratio`` is 1 for invisible to 21 for black on white."""

    ratio: float
    text: str
    where: str
    foreground: tuple
    background: tuple
    reverse: bool


def inks(screen):
    """Yield every piece of text of the topmost screen: not what shines through from beneath a form."""
    for widget in screen.query("*"):
        if widget.is_on_screen and widget.size and not widget.children:
            for strip in widget.render_lines(Region(0, 0, *widget.size)):
                for segment in strip:
                    style = segment.style
                    if style is not None and not set(segment.text) <= FRAMES:
                        fore, back = style.color.triplet, style.bgcolor.triplet
                        where = f"{type(screen).__name__}, {type(widget).__name__} {widget.id or ''}"
                        yield Ink(
                            contrast(fore, back), segment.text.strip(), where, fore, back, bool(style.reverse)
                        )


def contrast(one, other):
    """Return the contrast ratio of two colours: WCAG 2.2, 1.4.3."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    """Return the relative luminance of red, green, blue from 0 to 255."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
