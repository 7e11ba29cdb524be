"""The tour's pictures: made by the app, fetching nothing, still of the screens that stand."""

import importlib.util
import re
import sys
from html import unescape
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
PICTURES = DOCS / "pictures"
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


@pytest.fixture(scope="module")
def maker():
    """The script, as a module."""
    spec = importlib.util.spec_from_file_location("make_pictures", PICTURES / "make.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def words_of(svg):
    """Return the words that a picture shows."""
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    return re.findall(r"\w+", unescape(" ".join(texts)))


def fetched(svg):
    """Return what a picture would fetch; the name of SVG itself is no address to go to."""
    return re.findall(
        r"@font-face|@import|(?:https?:)?//[^\s\"')]+",
        svg.replace("http://www.w3.org/2000/svg", "").replace("https://www.textualize.io", ""),
    )


def test_each_picture_is_there_is_in_the_tour_and_fetches_nothing(maker):
    tour = (DOCS / "tour.md").read_text(encoding="utf-8")
    assert {path.stem for path in PICTURES.glob("*.svg")} == set(maker.PICTURES)
    for name in maker.PICTURES:
        svg = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
        assert f"(pictures/{name}.svg)" in tour
        assert fetched(svg) == []
        assert len(words_of(svg)) > 20


def test_the_script_runs_and_the_picture_is_still_of_that_screen(maker, tmp_path):
    (made,) = maker.make(["home"], tmp_path)
    now, committed = (words_of(path.read_text(encoding="utf-8")) for path in (made, PICTURES / "home.svg"))
    same = len(set(now) & set(committed)) / len(set(now) | set(committed))
    assert same > 0.8, "stale: python docs/pictures/make.py"
    assert fetched(made.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", [DOCS.parent / "README.md", *DOCS.glob("*.md")], ids=lambda page: page.name)
def test_every_link_between_the_pages_leads_somewhere(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert "://" in target or (page.parent / target).exists(), target
