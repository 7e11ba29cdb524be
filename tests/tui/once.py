"""What one app does once in a process of its own, and what hundreds of apps one after the other would do again and again.

Each app reads its styles, freezes all that it loaded, and thaws and looks through all of it as its suggester goes. Here the
styles are read once, and what ships was read and frozen by ``read_once`` already: each freeze would keep what earlier tests
left as well, and each search go through all that pytest holds. That what was heard really goes is tested with nothing taken
away, in ``tests/matching/test_matching_forgotten.py``.
"""

from types import SimpleNamespace

from textual.css.stylesheet import Stylesheet

from conversation_kit.tui import opening, suggesting

HEAP = SimpleNamespace(freeze=lambda: None, unfreeze=lambda: None, collect=lambda: 0)
_read = {}
_read_rules = Stylesheet._parse_rules


def parse_rules(self, css, read_from, **more):
    """Return the rules of these styles: Textual's own, kept for the next app with the same words and colours."""
    key = (css, read_from, *sorted(more.items()), *sorted(self._variables.items()))
    if key not in _read:
        _read[key] = _read_rules(self, css, read_from, **more)
    return _read[key]


def once_for_all(monkeypatch):
    """Have apps share the rules of their styles, and leave the heap alone."""
    monkeypatch.setattr(Stylesheet, "_parse_rules", parse_rules)
    monkeypatch.setattr(opening, "gc", HEAP)
    monkeypatch.setattr(suggesting, "gc", HEAP)
