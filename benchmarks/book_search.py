"""The Book searched as words are typed, 20,000 entries: every key of many searches, 95th percentile.

Each key asks what the Book's screen asks: ``Browsing.find`` for what stands in the line. Words as people type them:
whole, half, misspelt, and ones that nothing has.

Run: python benchmarks/book_search.py [--runs 2]
"""

from big import big_home
from conversation_kit.folders import under
from conversation_kit.journey.browsing import Browsing
from conversation_kit.kit import Kit
from measuring import Result, p95, run, seconds

BAR = 30.0
_SEARCHES = (
    *(
        "walking football",
        "choir",
        "chior",
        "tea and chat",
        "lunch club leigh",
        "bolton yoga",
        "somewhere warm",
    ),
    *(
        "volunteer driver",
        "men in sheds",
        "dementia cafe",
        "swiming lessons",
        "the allotment",
        "crochet",
        "zzzyx",
    ),
)


def measure(runs: int) -> list[Result]:
    """Type every search, key by key."""
    kit = Kit(under(big_home()))
    with kit.open_book() as book:
        opening = seconds(lambda: Browsing(book, kit.gazetteer).find("w"))
        browsing = Browsing(book, kit.gazetteer)
        typed = [words[: n + 1] for words in _SEARCHES for n in range(len(words))] * runs
        taken = [seconds(lambda words=words: browsing.find(words)) for words in typed]
    return [
        Result(
            f"Book search as you type, 20,000 entries, p95 of {len(typed)} keys",
            1000 * p95(taken),
            BAR,
            beside=f"the slowest key {1000 * max(taken):.0f} ms; the very first, with the list of names "
            f"{1000 * opening:.0f} ms",
        )
    ]


if __name__ == "__main__":
    run(measure, runs=2, about=__doc__ or "")
