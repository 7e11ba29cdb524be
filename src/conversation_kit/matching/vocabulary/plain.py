"""Plain words: folding, splitting and stemming the English of statements and entries alike.

A stem is only ever used to compare; it is never shown to anybody.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_TOKEN = re.compile(r"[a-z0-9]+")
_SHORT_FORMS = (
    (re.compile(r"\b(wo)n't\b"), r"will not"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'re\b"), " are"),
)
_OR_MORE = re.compile(r"(?<=\d) ?\+")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'", "\u2013": " ", "\u2014": " "})
_WHOLE = frozenset(
    [
        "evening", "morning", "something", "nothing", "anything", "everything", "outing", "outings", "during", "being",
        "wedding", "spring", "string", "king", "ring", "thing", "bring", "wing", "sing", "red", "bed", "shed", "need",
        "feed", "seed", "speed", "hundred", "news", "christmas", "chess", "bus", "gas", "yes", "this", "his", "was",
        "has", "does", "goes", "us", "boxing", "gaming", "fencing", "housing", "building", "clothing", "bowling",
        "training", "parking", "banking", "living", "meaning", "reading", "ceiling", "ageing", "shopping", "drawing",
    ]
)  # fmt: skip
"""Words whose ending is no ending, or whose root means something else ("boxing", "a box")."""
_ODD = {
    "taught": "teach", "tutor": "tutor", "children": "child", "kids": "kid", "kiddies": "kid",
    "kiddy": "kid", "women": "woman", "men": "man", "knitter": "knit", "ran": "run", "swam": "swim", "sang": "sing",
    "sung": "sing", "wrote": "writ", "written": "writ", "drove": "driv", "driven": "driv", "drive": "driv",
    "grew": "grow", "grown": "grow", "sewn": "sew", "rode": "ride", "fought": "fight", "lent": "lend",
    "lives": "live", "died": "die", "dying": "die", "dead": "die", "skint": "skint", "fishing": "fish",
    "crafts": "craft", "carer": "carer", "carers": "carer", "caring": "care", "gardener": "garden",
    "dancer": "danc", "dance": "danc", "walker": "walk", "swimmer": "swim", "singer": "sing", "runner": "run",
    "baker": "bake", "quilter": "quilt", "birdwatching": "birdwatch", "volunteer": "volunteer", "people": "people",
    "wives": "wife", "lonely": "lonely", "loneliness": "lonely", "grief": "griev", "grieve": "griev",
}  # fmt: skip
_SHORT = 3
"""Letters of a word too short to have an ending."""
_INSTITUTE = re.compile(r"\bW\.?I\b")
"""Capitals tell the Women's Institute from "wi", which is "with"."""
_VOWEL = re.compile(r"[aeiouy]")


_DIALECT = {
    "wi": "with", "tek": "take", "mek": "make", "gi": "give", "gie": "give", "babby": "baby", "meself": "myself",
    "misself": "myself", "hisself": "himself", "mesen": "myself", "nowt": "nothing", "owt": "anything",
    "summat": "something", "allus": "always", "mam": "mum", "mom": "mum", "mams": "mums", "me": "my", "mi": "my",
    "un": "one", "uns": "ones", "yer": "your", "ye": "you", "aye": "yes", "nobbut": "only", "grandbaby": "grandchild",
    "grandbairn": "grandchild", "gran": "grandma", "nan": "grandma", "nana": "grandma", "granny": "grandma",
    "grandad": "grandfather", "grandpa": "grandfather", "wee": "little", "lickle": "little", "dinnae": "dont",
    "cannae": "cant", "canna": "cant", "gonna": "going", "wanna": "want", "em": "them", "ont": "on", "tut": "to",
    "owd": "old", "cowd": "cold", "neet": "night", "reet": "right", "sen": "self", "ar": "our", "doin": "doing",
    "goin": "going", "nothin": "nothing", "somethin": "something", "kiddy": "kid", "bairn": "child",
    "bairns": "children", "wain": "child", "weans": "children", "telly": "television", "tele": "television",
    "oot": "out", "aboot": "about", "wis": "was", "wance": "once", "dae": "do", "hae": "have", "noo": "now",
    "auld": "old", "ahm": "im", "ahd": "id", "didnae": "didnt", "didna": "didnt", "wouldnae": "wouldnt",
    "wouldna": "wouldnt", "couldnae": "couldnt", "wasnae": "wasnt", "wisnae": "wasnt", "isnae": "isnt",
    "havenae": "havent", "doesnae": "doesnt", "willnae": "wont", "wullnae": "wont", "dinna": "dont", "naw": "no",
    "faither": "father", "mither": "mother", "mair": "more", "thon": "that", "yon": "that", "cyaan": "cant",
    "cyan": "cant", "dem": "them", "dat": "that", "likkle": "little", "pon": "on",
    "hoose": "house", "doon": "down", "hame": "home", "toon": "town", "ower": "over", "gan": "go",
    "gannin": "going", "gaun": "going", "mesel": "myself", "masel": "myself", "mysel": "myself", "nuffin": "nothing",
    "nuthin": "nothing", "nuttin": "nothing", "naething": "nothing", "anyfing": "anything", "int": "isnt", "tae": "to",
    "awa": "away", "payin": "paying", "gettin": "getting", "livin": "living", "walkin": "walking", "comin": "coming",
    "havin": "having", "leavin": "leaving", "costin": "costing", "spendin": "spending", "travellin": "travelling",
}  # fmt: skip
"""Spoken forms of small and everyday words, so that phrases need not be written twice."""


def fold(words: str) -> str:
    """Lower case, no accents, straight quotes, short forms written out ("won't": "will not"; "50+": "50 plus")."""
    plain = words if words.isascii() and "`" not in words else words.translate(_QUOTES)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).casefold()
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = plain.lower()
    if "'" in plain:
        for short, full in _SHORT_FORMS:
            plain = short.sub(full, plain)
    return _OR_MORE.sub(" plus", plain) if "+" in plain else plain


def tokens(words: str) -> list[str]:
    """The words of a text in order, folded, apostrophes closed up ("don't" becomes "dont")."""
    if "W" in words:
        words = _INSTITUTE.sub("Womens Institute", words)
    return _TOKEN.findall(fold(words).replace("'", ""))


def spoken(words: str) -> list[str]:
    """The words of something said, in order, like :func:`tokens`; dialect forms become the usual ones."""
    return in_usual_words(tokens(words))


def in_usual_words(words: Sequence[str]) -> list[str]:
    """Folded words with dialect forms made the usual ones."""
    return [_DIALECT.get(word, word) for word in words]


def line(words: Sequence[str]) -> str:
    """Join words into one padded line, in which ``" a b "`` finds whole words in order."""
    return f" {' '.join(words)} "


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A light English stem: plural, -ing and -ed endings, final e. Cached: a pure function of the word."""
    if word in _ODD:
        return _ODD[word]
    if word in _WHOLE or len(word) <= _SHORT or not word.isalpha():
        return word
    word = _singular(word)
    if word in _ODD:
        return _ODD[word]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and not word.endswith("eed") and len(word) - len(ending) >= _SHORT:
            root = word[: -len(ending)]
            if _VOWEL.search(root):
                return _mend(root)
    return word[:-1] if len(word) > _SHORT + 1 and word.endswith("e") and not word.endswith("ee") else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > _SHORT + 1:
        return word[:-3] + "y"
    if re.search(r"(?:s|x|z|ch|sh)es$", word) and len(word) > _SHORT + 1:
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _mend(root: str) -> str:
    """Undo what -ing and -ed did to the root: "knitt" is knit, "bak" is bake, "danc" stays as dance's stem."""
    if len(root) > _SHORT and root[-1] == root[-2] and root[-1] not in "lsz":
        return root[:-1]
    if len(root) == _SHORT and root[-1] not in "aeiouwxy" and root[1] in "aeiou" and root[0] not in "aeiou":
        return root + "e"
    return root
