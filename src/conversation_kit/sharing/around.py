"""The asset map as data: the person in the middle, around them what is strong, in their own words."""

from collections.abc import Iterable
from dataclasses import dataclass

from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.story import Story
from conversation_kit.sharing.plain import one_line

# In the order of their places on the map: with all six, what is around the person stands left, what is theirs right.
_HEADINGS = {
    "people": "Your people",
    "can": "What you can do and enjoy",
    "groups": "Groups you know",
    "give": "What you could give",
    "places": "Places around you",
    "hopes": "What you hope for",
}
_BY_KIND = {Kind.SOCIAL: "people", Kind.PERSONAL: "can", Kind.COMMUNITY: "groups", Kind.PHYSICAL: "places"}
IN_THE_WAY = "What gets in the way"


@dataclass(frozen=True, slots=True)
class Cluster:
    """One cloud of the map: a heading and what stands under it, each on one line."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssetMap:
    """What the map shows.

    Attributes:
        name: The name the person likes.
        clusters: Only those that hold something: an empty cloud would read as something missing.
        in_the_way: What gets in the way, kept apart and quiet.
    """

    name: str
    clusters: tuple[Cluster, ...]
    in_the_way: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """The whole map in sentences, for somebody who hears the page instead of seeing it."""
        parts = [f"{cluster.heading}: {'; '.join(cluster.items)}." for cluster in self.clusters]
        if self.in_the_way:
            parts.append(f"{IN_THE_WAY}: {'; '.join(self.in_the_way)}.")
        return " ".join([f"{self.name} is in the middle.", *parts])


def asset_map(story: Story) -> AssetMap:
    """Return the map of ``story`` as it is given; pass the story through the permission filter first."""
    return AssetMap(
        name=one_line(story.person.name) or "You",
        clusters=tuple(
            Cluster(heading, items)
            for place, heading in _HEADINGS.items()
            if (items := _said(asset for asset in story.assets if _place(asset) == place))
        ),
        in_the_way=_said(asset for asset in story.assets if _place(asset) == "way"),
    )


def asset_words(asset: Asset) -> str:
    """Return the asset as the person would know it: their words, and who it is when these do not say so."""
    words, who, tie = one_line(asset.words), one_line(asset.who), one_line(asset.tie)
    named = " ".join(part for part in (who, f"({tie})" if tie else "") if part)
    if not words:
        return named
    if who and who.casefold() not in words.casefold():
        return f"{named}: {words}"
    return f"{words} ({tie})" if tie and tie.casefold() not in words.casefold() else words


def _place(asset: Asset) -> str:
    match asset.leaning:
        case Leaning.BARRIER:
            return "way"
        case Leaning.HOPE:
            return "hopes"
        case Leaning.GIFT:
            return "give"
        case _:
            return _BY_KIND[asset.kind]


def _said(assets: Iterable[Asset]) -> tuple[str, ...]:
    """Return the words of ``assets``, each thing once however often it was said."""
    once = {words.casefold(): words for asset in assets if (words := asset_words(asset))}
    return tuple(once.values())
