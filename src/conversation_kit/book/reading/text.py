"""Clean text from a stranger's text: no markup, no entities, no control characters, tidy lines."""

import html
import re
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser

_LONGEST_LINE = 2_000  # characters; longer is no name, address or term
LONGEST_TEXT = 50_000  # characters; the longest description met in real feeds has 9,000
_LONGEST_PLACEHOLDER = 24  # characters
OFTEN = 80  # characters; towns, days and terms come again and again, descriptions do not
_ROUNDS = 12  # markup inside entities inside entities: real feeds need two

_ESCAPE_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"  # OSC: titles, links, clipboard
    r"|\x1b[PX^_][^\x1b]*\x1b\\"  # DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-~]"
)
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_UNTIDY = (" \n", "\n ", "\n\n\n")
_BLANK_LINES = re.compile(r"\n{3,}")

_BLOCK = (
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_INLINE = (
    "a abbr acronym audio b base basefont bdi bdo big body br button canvas caption cite code col colgroup data "
    "datalist del dfn dialog em embed font head html i iframe img input ins kbd label legend link map mark meta "
    "meter noscript object option output param picture progress q rp rt ruby s samp script select small source "
    "span strike strong style sub sup svg template textarea time title track tt u var video wbr"
)
_NAMES = "|".join(sorted((_BLOCK + " " + _INLINE).split(), key=len, reverse=True))
_TAG = re.compile(rf"</?(?:{_NAMES}|[a-z]+:[a-z]+)(?=[\s/>])[^<>]*>|<!--|<!doctype", re.IGNORECASE)
_NOT_A_TAG = re.compile(
    rf"<(?!/?(?:{_NAMES}|[a-z]+:[a-z]+)(?=[\s/>])[^<>]*>|!--|!doctype)",
    re.IGNORECASE,
)
_BLOCK_EDGE = re.compile(rf"</?(?:{'|'.join(_BLOCK.split())})(?=[\s/>])[^<>]*>|<br[^<>]*>", re.IGNORECASE)
_STACKED_AMPERSANDS = re.compile(r"&(?:(?:amp|#0*38|#x0*26);)+", re.IGNORECASE)
_UNREAD = ["script", "style", "template", "noscript", "iframe", "object", "svg", "title", "textarea"]

_PLACEHOLDERS = frozenset(
    {
        *("na", "n/a", "n.a", "n\\a", "#n/a", "not applicable", "not available", "not relevant"),
        *("unknown", "not known", "notknown", "not specified", "not provided", "no data", "no information"),
        *("tbc", "t.b.c", "tba", "tbd", "to be confirmed", "to be advised"),
        *("null", "none", "nil", "nan", "undefined", "x", "xx", "xxx", "(blank)"),
    }
)
_BEGIN_PLACEHOLDERS = frozenset(words[0] for words in _PLACEHOLDERS)


def is_placeholder(words: str) -> bool:
    """Say whether ``words`` only stand for "nothing here": ``NA``, ``Not known``, ``TBC``, ``null``..."""
    if len(words) <= _LONGEST_PLACEHOLDER:
        bare = words.strip()
        if bare[:1].lower() in _BEGIN_PLACEHOLDERS and bare.rstrip(".:").strip().lower() in _PLACEHOLDERS:
            return True
    return not (words[:1].isalnum() or any(map(str.isalnum, words)))


def clean_text(value: object) -> str:
    """Return ``value`` as clean text with its lines, or an empty string.

    Markup becomes lines, entities are decoded (also when encoded twice), terminal escapes, control characters,
    direction overrides and invisible characters are dropped. A ``<`` that begins no tag stays. Cleaning clean text
    changes nothing. Anything but text and numbers gives an empty string.
    """
    if not isinstance(value, str):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return ""
        value = str(value)
    return _clean_often(value) if len(value) <= OFTEN else _clean(value[:LONGEST_TEXT])


def _clean(words: str) -> str:
    if "<" not in words and "&" not in words:
        # Most texts are clean already, and a book holds a million.
        tidy = words.strip() if _is_tidy(words) else _tidy(_inert(words))
        return "" if is_placeholder(tidy) else tidy
    for _ in range(_ROUNDS):
        before = words
        words = _tidy(_without_markup(_inert(words)))
        if words == before:
            break
    return "" if is_placeholder(words) else words


def _is_tidy(words: str) -> bool:
    """Whether only the ends of ``words`` may have to be trimmed: nothing unseen, no needless space or line."""
    if "  " in words:
        return False
    if words.isprintable():
        return True
    return not any(map(words.__contains__, _UNTIDY)) and words.replace("\n", "").isprintable()


@lru_cache(maxsize=4096)
def _clean_often(words: str) -> str:
    return _clean(words)


def clean_line(value: object) -> str:
    """Return ``value`` as clean text on one line, or an empty string."""
    if not value and (value is None or value == ""):  # most of what is asked for is not there
        return ""
    if type(value) is str and len(value) <= OFTEN:
        return _line_often(value)
    return _line(value)


@lru_cache(maxsize=8192)
def _line_often(words: str) -> str:
    return _line(words)


def _line(value: object) -> str:
    words = clean_text(value) if not isinstance(value, str) else _clean(value[:LONGEST_TEXT])
    if words.isprintable() and len(words) <= _LONGEST_LINE:
        return words
    words = " ".join(words.split())[:_LONGEST_LINE].strip()
    return "" if is_placeholder(words) else words


def is_inert(words: str) -> bool:
    """Whether ``words`` hold nothing that a terminal could obey and an eye cannot see."""
    return _inert(words) == words


def _inert(words: str) -> str:
    """Drop what a terminal could obey and an eye cannot see."""
    if words.isprintable():
        return words
    words = _ESCAPE_SEQUENCE.sub("", _LINE_BREAK.sub("\n", words))
    return _UNSEEN.sub("", words)


def _without_markup(words: str) -> str:
    """Turn markup into lines and entities into characters; cheap when there is neither."""
    if "<" in words and _TAG.search(words):
        marked = _BLOCK_EDGE.sub(r"\n\g<0>\n", _NOT_A_TAG.sub("&lt;", words))
        page = LexborHTMLParser(f"<body>{marked}</body>")
        page.strip_tags(_UNREAD)
        words = page.body.text() if page.body is not None else ""
    if "&" in words:
        words = html.unescape(_STACKED_AMPERSANDS.sub("&", words))
    return words


def _tidy(words: str) -> str:
    """Collapse runs of spaces and blank lines; trim every line."""
    lines = "\n".join(line.strip() for line in _SPACES.sub(" ", words).split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip()
