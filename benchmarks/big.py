"""The big vault and the big Book that the benchmarks share, made once and kept in the system's temporary folder.

Vault: 200 people, 30 conversations each, 400,000 changes; every person has a little over 1,800 fields. Its log is
written in bulk as the vault itself would write it (values that are no default, bases of edits), and what stands is
worked out from it. Feed: 20,000 services in Open Referral UK 3, made of the demo's invented ones.

Run: python benchmarks/big.py prints where they are.
"""

import json
import random
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from conversation_kit.assets_folder import assets_folder
from conversation_kit.book.importing import import_sources
from conversation_kit.folders import under
from conversation_kit.kit import Kit
from conversation_kit.model.assets import Asset, Kind, Leaning
from conversation_kit.model.connections import Connection, DealLine, Side, Stage
from conversation_kit.model.conversations import Conversation, Note
from conversation_kit.model.ids import new_id
from conversation_kit.model.people import Person, Worker
from conversation_kit.vault.codec import Record, as_read, encode
from conversation_kit.vault.log import NewChange
from conversation_kit.vault.records import Vault
from conversation_kit.vault.schema import MIGRATIONS
from measuring import PASSPHRASE

PEOPLE, TALKS_EACH, CHANGES, ENTRIES = 200, 30, 400_000, 20_000
_VERSION = 2  # raise it when what is made here changes
_FIRST_TALK = datetime(2024, 1, 8, 9, 30, tzinfo=UTC)
_NAMES = (
    *("Ada", "Bea", "Cyril", "Doris", "Eve", "Frank", "Gwen", "Harold"),
    *("Iris", "Jack", "Kath", "Len", "Maureen", "Norah", "Olive", "Percy"),
)
_TOPICS = ("life-story", "family", "home", "health", "work", "faith-and-festivals")
_SAID = (
    "used to teach swimming, misses the noise",
    "thirty-one years of school dinners and never a day late",
    "would sit with anybody, but will not ask for anything herself",
    "the allotment is too far now that the 12 does not stop at the end of the road",
    "plays the cornet when nobody is in",
    "her brother rings on a Sunday and that is the week's news",
    "walks the dog round the flash every morning, whatever the weather",
    "cooked for the whole street at the jubilee",
    "would like to hear some Punjabi spoken again",
    "the stairs are the trouble, not the cooking",
)
_LEAST_TELLING = 3


def big_home() -> Path:
    """Return a home with the big vault and the big Book, made now unless it is there. Treat it as read-only."""
    home = _cached("home")
    if not (home / "whole").exists():
        shutil.rmtree(home, ignore_errors=True)
        make_big_vault(Kit(under(home)))
        import_sources([str(big_feed())], under(home).book_cache, now=datetime.now(UTC))
        Kit(under(home)).index_book()
        (home / "whole").touch()
    return home


def big_feed() -> Path:
    """Return the file with the feed of 20,000 services, made now unless it is there."""
    path = _cached("feed") / "services.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(json.dumps({"contents": list(_services())}, ensure_ascii=False), encoding="utf-8")
        part.replace(path)
    return path


def _cached(name: str) -> Path:
    return Path(tempfile.gettempdir()) / f"conversation-kit-benchmarks-{_VERSION}-{len(MIGRATIONS)}" / name


def copy_of_home(home: Path, folder: Path) -> Path:
    """Return a copy of a home that may be written to."""
    shutil.copytree(home, folder)
    return folder


@dataclass
class _Slot:
    """Where an edit goes."""

    change: NewChange
    heads: tuple[str, ...]


def make_big_vault(kit: Kit) -> None:
    """Make the vault of an installation that has none and fill its log."""
    worker = Worker(new_id(), "Ruth")
    vault, _ = kit.create_vault(worker, PASSPHRASE)
    rng = random.Random(20_241_128)  # noqa: S311 - the same vault every time
    with vault, vault.together():
        _fill(vault, worker, rng)
        vault.rebuild()


def _fill(vault: Vault, worker: Worker, rng: random.Random) -> None:
    log = vault._log  # noqa: SLF001 - in bulk: through keep() it would take minutes
    written = [_Slot(change, ()) for change in _first_changes(worker, rng)]
    ids = log.append([slot.change for slot in written], worker.id)
    for slot, change_id in zip(written, ids, strict=True):
        slot.heads = (change_id,)
    already = vault.changes_since(0, CHANGES)[1]
    notes = [slot for slot in written if slot.change.field == "text"]
    edited = [rng.choice(notes) for _ in range(CHANGES - already)]
    for start in range(0, len(edited), 1000):
        batch = {id(slot): slot for slot in edited[start : start + 1000]}
        missing = len(edited[start : start + 1000]) - len(batch)
        slots = [*batch.values(), *rng.sample([s for s in notes if id(s) not in batch], missing)]
        ids = log.append([_edit(slot, rng) for slot in slots], worker.id)
        for slot, change_id in zip(slots, ids, strict=True):
            slot.heads = (change_id,)


def _edit(slot: _Slot, rng: random.Random) -> NewChange:
    was = slot.change
    return NewChange(
        was.person_id, was.entity, was.entity_id, was.field, json.dumps(_line(rng, "then")), slot.heads
    )


def _first_changes(worker: Worker, rng: random.Random) -> Iterator[NewChange]:
    places = [line.split(",")[0] for line in _places()]
    for number in range(PEOPLE):
        person = Person(
            new_id(),
            f"{_NAMES[number % len(_NAMES)]} {number}",
            area=rng.choice(places),
            added=_FIRST_TALK.date(),
        )
        yield from changes_of(person)
        for talk in range(TALKS_EACH):
            began = _FIRST_TALK + timedelta(days=33 * talk + rng.randrange(20), minutes=rng.randrange(300))
            for record in talk_of(person, worker, began, rng, last=talk == TALKS_EACH - 1):
                yield from changes_of(record)


def talk_of(
    person: Person, worker: Worker, began: datetime, rng: random.Random, *, last: bool
) -> Iterator[Record]:
    """Yield a conversation with seven notes, three assets, and a connection or a line of the deal: 60 fields."""
    talk = Conversation(
        new_id(), person.id, "whole-person", worker.id, began, ended=began + timedelta(minutes=50)
    )
    yield talk
    notes = [
        Note(
            new_id(),
            person.id,
            talk.id,
            rng.choice(_TOPICS),
            _line(rng, str(order)),
            began + timedelta(minutes=5 * order),
            order=float(order),
        )
        for order in range(1, 8)
    ]
    yield from notes
    for note in notes[:3]:
        yield Asset(
            new_id(),
            person.id,
            note.text,
            rng.choice(list(Kind)),
            rng.choice(list(Leaning)),
            conversation_id=talk.id,
            note_id=note.id,
        )
    if rng.random() < 0.5:  # noqa: PLR2004 - one or the other
        yield Connection(
            new_id(),
            person.id,
            str(uuid.UUID(int=rng.getrandbits(128))),
            "Walking football",
            Stage.GOING,
            conversation_id=talk.id,
            because=(notes[0].text,),
            first_step="go along once",
        )
    else:
        yield DealLine(
            new_id(),
            person.id,
            Side.OURS,
            "ring the leader",
            who="Ruth",
            by_when="by Friday",
            conversation_id=talk.id,
            done=not last,
        )


def changes_of(record: Record) -> Iterator[NewChange]:
    """Yield what the log keeps of a new record: the fields that are no default."""
    for field, text in encode(record).items():
        if text != as_read(type(record), field, None):
            yield NewChange(record.person_id, record.entity, record.id, field, text, ())


def _line(rng: random.Random, rest: str) -> str:
    return f"{rng.choice(_SAID)}, {rng.choice(_SAID)} {rest}"


def _places() -> list[str]:
    path = assets_folder() / "places" / "greater_manchester_places.csv"
    return path.read_text(encoding="utf-8").splitlines()[1:]


def _services() -> Iterator[dict[str, Any]]:
    """Yield 20,000 services: names and places of their own, everything else from the demo's, most cut short."""
    rng = random.Random(20_000)  # noqa: S311 - the same feed every time
    models = [
        service
        for page in sorted((assets_folder() / "demo" / "book").glob("page-*.json"))
        for service in json.loads(page.read_text(encoding="utf-8"))["contents"]
    ]
    activities = [
        one["label"]
        for one in json.loads((assets_folder() / "words" / "activities.json").read_text(encoding="utf-8"))
    ]
    places = [line.split(",") for line in _places()]
    words = sorted(
        {word for model in models for word in model["description"].split() if len(word) > _LEAST_TELLING}
    )
    for number in range(ENTRIES):
        model = json.loads(json.dumps(rng.choice(models)))
        place, activity = rng.choice(places), rng.choice(activities)
        said = " ".join(rng.sample(words, 12))
        description = (
            model["description"]
            if number % 4 == 1
            else model["description"].partition("\n")[0].partition(". ")[0]
        )
        model |= {
            "id": str(uuid.UUID(int=rng.getrandbits(128), version=4)),
            "name": f"{place[0]} {activity}"
            if number % 3
            else f"{activity} with {rng.choice(_NAMES)} {number}",
            "description": f"{description} {activity}: {said}.",
        }
        model["organization"]["name"] = (
            f"{place[0]} {rng.choice(('Trust', 'Community Association', 'Network', 'CIC'))}"
        )
        for link in model.get("service_at_locations", []):
            link["location"] |= {
                "latitude": round(float(place[3]) + rng.uniform(-0.02, 0.02), 5),
                "longitude": round(float(place[4]) + rng.uniform(-0.02, 0.02), 5),
            }
            for address in link["location"].get("addresses", []):
                address |= {
                    "city": place[0],
                    "postal_code": f"M{rng.randrange(1, 60)} {rng.randrange(1, 9)}"
                    f"{rng.choice('ABDEFGHJL')}{rng.choice('NPQRSTUW')}",
                }
        yield model if number % 4 == 1 else _lean(model)


def _lean(model: dict[str, Any]) -> dict[str, Any]:
    """Return a service with as little around it as most published ones have: about 1,300 bytes."""
    lean = {name: value for name, value in model.items() if name not in ("contacts", "cost_options")}
    lean["attributes"] = model.get("attributes", [])[:2]
    for link in lean.get("service_at_locations", []):
        link["location"].pop("accessibility", None)
    return lean


if __name__ == "__main__":
    print(big_feed())
    print(big_home())
