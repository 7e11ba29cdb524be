"""At the door: a cover stays a cover, a closed lid locks, a damaged Book keeps nobody out."""

from shell import Clock, at_rest, at_the_door, hidden, running, shown, type_in, until

from conversation_kit.model.people import Person, Worker
from conversation_kit.tui.app import KitApp
from conversation_kit.tui.opening import Opening
from known import PASSPHRASE


class SlowOpening(Opening):
    """Gives the key only once the test lets it."""

    def __init__(self, *, kit, gate):
        super().__init__(kit=kit)
        self._gate = gate

    def data_key(self, passphrase):
        key = super().data_key(passphrase)
        self._gate.wait(30)
        return key


def closed_vault(kit):
    vault, _ = kit.create_vault(Worker("", "Ruth"), PASSPHRASE)
    with vault:
        vault.keep(Person("1", "Maureen"))


async def test_hiding_while_it_opens_stays_hidden(kit):
    from threading import Event

    closed_vault(kit)
    gate = Event()
    app = KitApp(SlowOpening(kit=kit, gate=gate), clock=Clock())
    async with running(app) as pilot:
        await type_in(pilot, PASSPHRASE)
        await pilot.press("enter")
        await pilot.press("f9")
        await until(pilot, lambda: hidden(app))
        gate.set()
        await at_rest(pilot)
        assert hidden(app)
        assert "Maureen" not in shown(app)
        await pilot.press("f9")
        await until(pilot, lambda: "Maureen" in shown(app))


async def test_a_closed_lid_locks_however_short(kit, vault):
    slept = [7.0]
    app = KitApp(Opening(kit=kit, vault=vault), clock=Clock(), asleep=lambda: slept[0])
    async with running(app) as pilot:
        app.lock_when_idle()
        await pilot.pause()
        assert not at_the_door(app)
        slept[0] += 30
        app.lock_when_idle()
        await until(pilot, lambda: at_the_door(app))


async def test_a_damaged_book_keeps_nobody_out(kit):
    closed_vault(kit)
    kit.folders.book.mkdir(parents=True)
    kit.folders.book_cache.write_bytes(b"SQLite format 3\x00" + b"torn" * 500)
    app = KitApp(Opening(kit=kit), clock=Clock())
    async with running(app) as pilot:
        await type_in(pilot, PASSPHRASE)
        await pilot.press("enter")
        await until(pilot, lambda: "Maureen" in shown(app))
        assert "Book" in kit.complaints[0]
