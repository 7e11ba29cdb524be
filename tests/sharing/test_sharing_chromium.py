"""My page in a real browser: it prints on A4 and nothing runs over, on paper, on a tablet or on a telephone.

Needs Chromium, Chrome or Edge on the PATH; skipped, and said so, where there is none.
"""

import html
import json
import re
import shutil
import subprocess
from functools import cache

import pytest
from sharing_stories import ALL, ENTRIES, MET, NOW, TOPICS, WORKER

from conversation_kit.sharing.easy import in_easy_words
from conversation_kit.sharing.page import page, page_html
from conversation_kit.sharing.pagehtml import easy_html

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# Asks the page in the frame how wide it is, each text of a picture whether it stays within its box, and each picture
# whether it would stay on one sheet of A4 (267 mm, 1009 pixels) with its heading.
ASK = """
const answers = [...document.querySelectorAll('iframe')].map(frame => {
  const page = frame.contentDocument, root = page.documentElement;
  const over = [...page.querySelectorAll('svg text')].filter(text => {
    const svg = text.closest('svg'), boxes = [...svg.querySelectorAll('rect')].map(one => one.getBBox());
    const at = text.getBBox(), x = at.x + at.width / 2, y = at.y + at.height / 2;
    const home = boxes.filter(one => one.x <= x && x <= one.x + one.width && one.y <= y && y <= one.y + one.height);
    return (home.length ? home : [svg.viewBox.baseVal]).some(one => at.x < one.x || at.x + at.width > one.x + one.width);
  });
  const wide = [...page.body.querySelectorAll('*')].filter(
    one => !one.closest('svg') && one.getBoundingClientRect().right > root.clientWidth + 1
  );
  return {
    overflow: root.scrollWidth - root.clientWidth,
    over: over.map(one => one.textContent),
    wide: wide.map(one => one.outerHTML.slice(0, 80)),
    tall: [...page.querySelectorAll('svg')].filter(one => one.getBoundingClientRect().height > 960).length,
    scripts: page.scripts.length,
    fetched: page.defaultView.performance.getEntriesByType('resource').length,
  };
});
document.body.textContent = 'ANSWER' + JSON.stringify(answers) + 'ANSWER';
"""
WIDTHS = (360, 680, 1000)  # a telephone, the paper, a tablet
NOTHING_WRONG = {"overflow": 0, "over": [], "wide": [], "tall": 0, "scripts": 0, "fetched": 0}


@cache
def browser():
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(
            "NO BROWSER: the printed page was NOT checked. Put Chromium, Chrome or Edge on the PATH to check it."
        )
    return found


def run(folder, *arguments):
    return subprocess.run(
        [browser(), *FLAGS, f"--user-data-dir={folder / 'profile'}", *arguments],
        capture_output=True,
        check=True,
        timeout=120,
    ).stdout


def html_of(story):
    return page_html(page(story, ENTRIES, WORKER, today=NOW, topics=TOPICS))


def easy_of(story):
    return easy_html(in_easy_words(page(story, ENTRIES, WORKER, today=NOW, topics=TOPICS)))


def pdf_pages(folder, document):
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(document, encoding="utf-8")
    run(folder, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri())
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", target.read_bytes())
    return [(round(float(width)), round(float(height))) for width, height in boxes]


def look(folder, document):
    """Return what is wrong with the page at each width."""
    frames = "".join(
        f'<iframe width="{width}" height="900" style="border:0" srcdoc="{html.escape(document)}"></iframe>'
        for width in WIDTHS
    )
    wrapper = folder / "wrapper.html"
    wrapper.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><body>{frames}<script>onload = () => {{{ASK}}}</script>',
        encoding="utf-8",
    )
    out = run(folder, "--dump-dom", wrapper.as_uri()).decode("utf-8")
    return dict(zip(WIDTHS, json.loads(html.unescape(out.split("ANSWER")[1])), strict=True))


@pytest.mark.parametrize("name", ALL)
def test_it_prints_on_a4(name, tmp_path):
    pages = pdf_pages(tmp_path, html_of(ALL[name]))
    assert pages
    assert set(pages) == {(595, 842)}


def test_a_page_for_somebody_just_met_is_one_sheet(tmp_path):
    assert len(pdf_pages(tmp_path, html_of(MET))) == 1


@pytest.mark.parametrize("name", ALL)
def test_nothing_runs_over(name, tmp_path):
    assert look(tmp_path, html_of(ALL[name])) == dict.fromkeys(WIDTHS, NOTHING_WRONG)


@pytest.mark.parametrize("name", ["full", "nasty"])
def test_easy_words_print_on_a4_too(name, tmp_path):
    document = easy_of(ALL[name])
    assert set(pdf_pages(tmp_path, document)) == {(595, 842)}
    assert look(tmp_path, document) == dict.fromkeys(WIDTHS, NOTHING_WRONG)


def test_the_browser_would_see_it(tmp_path):
    """The check itself is checked: a page with faults in it is found out."""
    faulty = html_of(ALL["full"]).replace("</h1>", '</h1><div style="width:2000px">wide</div>')
    faulty = faulty.replace('font-size="21.4"', 'font-size="40"')
    for answer in look(tmp_path, faulty).values():
        assert answer["overflow"] > 0
        assert answer["wide"]
        assert answer["over"]
