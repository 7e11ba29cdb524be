from collections.abc import Iterator

import pytest
from shelf_of import ENTRIES, SmallBook

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.importing import read_files
from conversation_kit.matching.suggesting import Suggester
from conversation_kit.matching.vocabulary.words import Words


@pytest.fixture(scope="session")
def words() -> Words:
    return Words.load(assets_folder() / "words")


@pytest.fixture(scope="session")
def book() -> Iterator[SmallBook]:
    found = SmallBook(ENTRIES)
    yield found
    found.close()


@pytest.fixture(scope="session")
def suggester(book: SmallBook, words: Words) -> Suggester:
    return Suggester(book, words)


@pytest.fixture(scope="session")
def demo(words: Words) -> Iterator[Suggester]:
    """Suggests from the demo's Book."""
    entries, _, _ = read_files([assets_folder() / "demo" / "book"])
    book = SmallBook(entries)
    yield Suggester(book, words)
    book.close()
