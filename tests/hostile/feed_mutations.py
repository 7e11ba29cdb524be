"""Spoils real feeds in the ways feeds are spoilt: wrong kinds, wrong letters, hostile words, torn bytes."""

import copy
import json

WORDS = [
    "",
    " ",
    "\x1b]0;owned\x07\x1b[2J\x1b[31mred",
    "<script>alert(1)</script><b onclick='x'>club</b>",
    "<p>" * 300,
    "&lt;img src=x onerror=alert(1)&gt;",
    '=HYPERLINK("http://example.org","tea")',
    "@SUM(A1:A9)",
    "../../../../etc/passwd",
    "C:\\Windows\\System32\\con",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "\u202eevil\u202c club\u200b\u200d\ufeff",
    "e\u0301" * 40,
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "کلب حلقه",
    "\ud800 half a pair",
    "\x00\x01\x02\x7f\x9b31m",
    "a" * 120_000,
    "word " * 30_000,
    "31/02/2026",
    "9999-99-99",
    "0000-00-00T25:61:61Z",
    "25:61",
    "24:00",
    "-00:00",
    "1e999",
    "£-5 to £1,000,000,000,000",
    "FREQ=WEEKLY;BYDAY=XX;INTERVAL=0",
    "null",
    "None",
]
VALUES = [
    None, True, False, 0, -1, 1, 10**30, -(10**30), 1e308, -1e-308, float("nan"), float("inf"), [], {}, [[]], [None],
    [{}], {"": ""}, {"id": {"id": {"id": None}}}, {"name": ["a", {"b": 1}]}, [[[[[[[["deep"]]]]]]]], "text", 181.0, 91, -200,
]  # fmt: skip
DEEPEST = 400


def mutated(raw, random):
    """Return the bytes of a feed, spoilt: a few records, some values, and now and then the bytes themselves."""
    document = few_records(json.loads(raw.decode("utf-8-sig")), random)
    for _ in range(random.choice([1, 1, 2, 3, 8, 30])):
        document = spoil(document, random)
    text = json.dumps(document, ensure_ascii=random.random() < 0.5)
    data = text.encode("utf-8", errors="surrogatepass")
    return tear(data, random) if random.random() < 0.2 else data


def few_records(document, random):
    """Return the feed with one to six of its records, so that many feeds can be tried."""
    holder = next(
        (name for name in ("contents", "content") if isinstance(document, dict) and name in document), None
    )
    records = document[holder] if holder else document
    if isinstance(records, list) and records:
        some = copy.deepcopy(random.sample(records, min(len(records), random.randint(1, 6))))
        return {**document, holder: some} if holder else some
    return copy.deepcopy(document)


def places(value, random, depth=0):
    """Return every (container, key) in a tree, not deeper than it is worth."""
    found = []
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        found.append((value, key))
        if depth < 8:
            found += places(value[key], random, depth + 1)
    return found


def spoil(document, random):
    """Return the document with one thing about it changed."""
    everywhere = places(document, random)
    if not everywhere:
        return random.choice(VALUES)
    container, key = random.choice(everywhere)
    kind = random.randrange(9)
    if kind <= 2:
        container[key] = random.choice(WORDS)
    elif kind <= 4:
        container[key] = copy.deepcopy(random.choice(VALUES))
    elif kind == 5:
        del container[key]
    elif kind == 6:
        other, at = random.choice(everywhere)
        container[key] = copy.deepcopy(other[at]) if at in other or isinstance(other, list) else None
    elif kind == 7 and isinstance(container, dict):
        container[random.choice([key.upper(), key[:-1], f" {key}", f"{key}s", "id", "name"])] = container.pop(
            key
        )
    elif kind == 8 and isinstance(container, list):
        container.extend(copy.deepcopy(container[key]) for _ in range(random.choice([1, 2, 20])))
    else:
        deep = leaf = {}
        for _ in range(random.randint(1, DEEPEST)):
            leaf["in"] = {}
            leaf = leaf["in"]
        container[key] = deep
    return document


def tear(data, random):
    """Return the bytes torn, flipped, written in another encoding, or with something before them."""
    at = random.randrange(len(data) + 1)
    words = data.decode("utf-8", "replace")
    return random.choice(
        [
            lambda: data[:at],
            lambda: data[:at] + bytes([random.randrange(256)]) + data[at + 1 :],
            lambda: data[:at] + random.randbytes(16) + data[at:],
            lambda: b"\xef\xbb\xbf" + data,
            lambda: words.encode(random.choice(["utf-16", "utf-16-le", "cp1252", "utf-32"]), "replace"),
            lambda: random.choice([b"PK\x03\x04", b"\x1f\x8b", b"<html>", b"\x00" * 9, b"{", b"]"]) + data,
            lambda: data + data,
            lambda: data.replace(b":", random.choice([b"", b"::", b"="]), 1),
            lambda: data.replace(b'"', b"'", random.choice([1, 2, -1])),
        ]
    )()
