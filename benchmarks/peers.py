"""What the kit's matching is measured against: the same work done with the usual tools."""

import re
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from rapidfuzz import fuzz, process

from conversation_kit.model.entries import Entry
from judging import Answer, Ranker

_MANY = 10


def peers(entries: Sequence[Entry]) -> Iterator[tuple[str, Ranker]]:
    """Each peer over these entries; one that is not installed is named on standard error and left out."""
    yield "FTS5 BM25 (porter)", _fts5(entries)
    yield "RapidFuzz WRatio over names", _fuzzy(entries)
    for name, build in (("bm25s", _bm25s), ("tantivy", _tantivy)):
        if find_spec(name) is None:
            print(f"SKIPPED: {name} is not installed (pip install '.[bench]').", file=sys.stderr)
        else:
            yield name, build(entries)


def _body(entry: Entry) -> str:
    tags = [attribute.name for attribute in entry.attributes]
    return " ".join([entry.description, entry.organization, entry.eligibility, *tags, *entry.ways_to_give])


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"[a-z0-9]+", text.lower())))


def _fts5(entries: Sequence[Entry]) -> Ranker:
    db = sqlite3.connect(":memory:")
    db.execute("create virtual table book using fts5(id unindexed, name, body, tokenize='porter unicode61')")
    db.executemany("insert into book values (?, ?, ?)", [(e.id, e.name, _body(e)) for e in entries])

    def rank(text: str) -> Answer:
        query = " OR ".join(f'"{word}"' for word in _words(text))
        if not query:
            return []
        sql = "select id from book where book match ? order by bm25(book, 0, 4, 1) limit ?"
        return [(row[0], "fair") for row in db.execute(sql, (query, _MANY))]

    return rank


def _fuzzy(entries: Sequence[Entry]) -> Ranker:
    names = {entry.id: entry.name.lower() for entry in entries}

    def rank(text: str) -> Answer:
        found = process.extract(text.lower(), names, scorer=fuzz.WRatio, limit=_MANY)
        return [(entry_id, "fair") for _, _, entry_id in found]

    return rank


def _bm25s(entries: Sequence[Entry]) -> Ranker:
    import bm25s  # noqa: PLC0415  (may be missing)

    texts = [f"{entry.name} {entry.name} {_body(entry)}" for entry in entries]
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, stopwords="en", show_progress=False), show_progress=False)

    def rank(text: str) -> Answer:
        many = min(_MANY, len(entries))
        asked = bm25s.tokenize([text], stopwords="en", show_progress=False)
        found, scores = index.retrieve(asked, k=many, show_progress=False)
        pairs = zip(found[0], scores[0], strict=True)
        return [(entries[int(place)].id, "fair") for place, score in pairs if score > 0]

    return rank


def _tantivy(entries: Sequence[Entry]) -> Ranker:
    import tantivy  # noqa: PLC0415  (may be missing)

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("name", tokenizer_name="en_stem")
    schema.add_text_field("body", tokenizer_name="en_stem")
    index = tantivy.Index(schema.build())
    writer = index.writer()
    for entry in entries:
        writer.add_document(tantivy.Document(id=entry.id, name=entry.name, body=_body(entry)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def rank(text: str) -> Answer:
        asked = " ".join(_words(text))
        if not asked:
            return []
        query = index.parse_query(asked, ["name", "body"], field_boosts={"name": 4.0})
        return [(searcher.doc(at)["id"][0], "fair") for _, at in searcher.search(query, _MANY).hits]

    return rank
