"""One edit of a note committed, against a bare insert by the same cipher, in turn; 95th percentile.

Both stand in copies of the vault with 400,000 changes, with the vault's own settings (SQLCipher, write-ahead log,
synchronous=FULL, secure_delete). The peer is one transaction with one INSERT of the same values into the table of
changes, with its indexes. The edit also reads what stands, numbers and clocks the change and writes what stands now.

The app puts the words into the search index in the next pause, which is done here after each edit and told beside it.

Run: python benchmarks/edit.py [--runs 400]
"""

import random
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median

from big import big_home, copy_of_home
from conversation_kit.folders import under
from conversation_kit.kit import Kit
from conversation_kit.model.conversations import Note
from conversation_kit.model.ids import new_id
from conversation_kit.tui.opening import CHANGES_A_PAUSE
from conversation_kit.vault.files import VAULT_NAME
from conversation_kit.vault.store import Store
from measuring import PASSPHRASE, Result, compare, p95, run, seconds

BAR = 2.0
_COLUMNS = "id, person_id, entity, entity_id, field, value, worker_id, device_id, clock, base"


def measure(runs: int) -> list[Result]:
    """Edit and insert in turn."""
    rng = random.Random(runs)  # noqa: S311 - which notes, the same every time
    with tempfile.TemporaryDirectory() as folder:
        home = copy_of_home(big_home(), Path(folder) / "home")
        kit = Kit(under(home))
        key = kit.data_key(PASSPHRASE)
        copy = copy_of_home(home / "vault", Path(folder) / "bare")
        with kit.open_vault(key) as vault:
            bare = Store(copy / VAULT_NAME, key)
            notes = rng.sample(
                [n for p in rng.sample(vault.people(), 40) for n in vault.all(Note, p.id)], runs + 20
            )
            ours, theirs, behind = [], [], []
            for number, note in enumerate(notes):
                shown = vault.shown(Note, note.id)
                after = replace(shown.record, text=f"{note.text}, and more of it")
                ours.append(seconds(lambda after=after, seen=shown.seen: vault.keep(after, seen=seen)))
                change = vault.history(Note, note.id, "text")[-1]
                base = '["' + '", "'.join(change.base) + '"]'
                values = (new_id(), note.person_id, "note", note.id, "text", change.text, change.worker_id)
                row = (*values, change.device_id, change.clock, base)
                theirs.append(seconds(lambda row=row: _insert(bare, row)))
                behind.append(seconds(lambda: vault.make_findable(CHANGES_A_PAUSE)))
                if number < 20:  # noqa: PLR2004 - the first warm the caches
                    for times in (ours, theirs, behind):
                        times.clear()
            bare.close()
    what = f"one edit committed, p95 of {runs}, against a bare SQLCipher insert"
    beside = f"put into the search index in the pause after it: {_figures(behind)}; the edit itself: {_figures(ours)}"
    return [compare(what, BAR, ours, theirs, p95, beside=beside)]


def _figures(times: list[float]) -> str:
    return f"median {1000 * median(times):.2f} ms, p95 {1000 * p95(times):.2f} ms, slowest {1000 * max(times):.0f} ms"


def _insert(store: Store, row: tuple[str, ...]) -> None:
    with store.transaction():
        store.write(f"INSERT INTO changes ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)", row)  # noqa: S608


if __name__ == "__main__":
    run(measure, runs=400, about=__doc__ or "")
