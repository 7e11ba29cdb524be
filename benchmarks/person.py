"""One person with 1,800 fields opened, against the bare query for the same rows, in turn; median.

Opened means all that the person's screen reads of the vault: the whole story as records, and what was kept under
Stop.

Run: python benchmarks/person.py [--runs 200]
"""

import random

from big import big_home
from conversation_kit.folders import under
from conversation_kit.journey.stopping import stops_about
from conversation_kit.kit import Kit
from conversation_kit.vault.records import Vault
from conversation_kit.vault.store import Store
from measuring import PASSPHRASE, Result, compare, run, seconds

BAR = 2.0
_QUERY = (
    "SELECT person_id, entity, entity_id, field, value, heads, conflicted FROM field WHERE person_id = ? "
    "ORDER BY entity, entity_id, field"
)


def open_person(vault: Vault, person_id: str) -> None:
    """Read what the person's screen reads."""
    vault.story(person_id)
    stops_about(vault, person_id)


def measure(runs: int) -> list[Result]:
    """Open and ask in turn, each on a connection of its own: as opened a second time, and as opened for the first."""
    kit = Kit(under(big_home()))
    key = kit.data_key(PASSPHRASE)
    with kit.open_vault(key) as vault:
        bare = Store(vault._store.path, key)  # noqa: SLF001 - the same file
        people = [person.id for person in vault.people()]
        who = max(people, key=lambda person_id: len(bare.read(_QUERY, (person_id,))))
        count = len(bare.read(_QUERY, (who,)))
        warm_kit, warm_peer = [], []
        for _ in range(runs):
            warm_kit.append(seconds(lambda: open_person(vault, who)))
            warm_peer.append(seconds(lambda: bare.read(_QUERY, (who,))))
        bare.close()
    cold_kit, cold_peer = [], []
    for other in random.Random(runs).sample(people, min(40, runs)):  # noqa: S311
        with kit.open_vault(key) as vault:
            cold_kit.append(seconds(lambda who=other: open_person(vault, who)))
        bare = Store(kit.folders.vault / "vault.db", key)
        cold_peer.append(seconds(lambda who=other, bare=bare: bare.read(_QUERY, (who,))))
        bare.close()
    first = compare("", BAR, cold_kit, cold_peer)
    return [
        compare(
            f"open one person with {count:,} fields against the bare query, median of {runs}",
            BAR,
            warm_kit,
            warm_peer,
            beside=f"a person not opened before since unlocking (pages to be decrypted): {first.kit:.2g} ms against "
            f"{first.peer:.2g} ms, ratio {first.ratio:.2f}",
        )
    ]


if __name__ == "__main__":
    run(measure, runs=200, about=__doc__ or "")
