"""Search over everything as words are typed, in the big vault: every key of many searches, 95th percentile.

Each key does what the search screen's thread does: opens the vault anew, asks the index, and reads what was found.
Words that people said, whole and half, a name with a word, and ones that nothing has. The bar is our own: a tenth of a
second, behind the screen, so that the answer stands when the fingers rest. The Book's names have a thread of their own,
and book_search measures them.

Run: python benchmarks/search_everything.py [--runs 1]
"""

from big import big_home
from conversation_kit.folders import under
from conversation_kit.journey.searching import find_everywhere
from conversation_kit.kit import Kit
from conversation_kit.model.conversations import Note
from conversation_kit.vault.records import Vault
from measuring import PASSPHRASE, Result, p95, run, seconds

BAR = 100.0


def measure(runs: int) -> list[Result]:
    """Type every search, key by key."""
    kit = Kit(under(big_home()))
    key = kit.data_key(PASSPHRASE)
    with kit.open_vault(key) as vault:
        people = vault.people()
        said = vault.all(Note, people[7].id)[3].text.split()
        searches = (" ".join(said[:2]), said[-1], f"{people[7].name} {said[0]}", "dominoes", "zzzyx")

        def ask(words: str) -> None:
            with Vault.open(kit.folders.vault, key) as another:
                find_everywhere(another, None, words)

        typed = [words[: n + 1] for words in searches for n in range(len(words))] * runs
        taken = [seconds(lambda words=words: ask(words)) for words in typed]
    return [
        Result(
            f"search over everything as you type, 400,000 changes, p95 of {len(typed)} keys",
            1000 * p95(taken),
            BAR,
            beside=f"the slowest key {1000 * max(taken):.0f} ms",
        )
    ]


if __name__ == "__main__":
    run(measure, runs=1, about=__doc__ or "")
