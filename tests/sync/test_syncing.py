"""The laptop's side against a hub of plain lists: what goes, what comes, what stands aside, what leaves."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from string import ascii_letters

import httpx
import pytest

from conversation_kit.errors import HubError, RefusedError
from conversation_kit.journey.two_versions import conflicts_of
from conversation_kit.model.people import Worker
from conversation_kit.sync.client import HubClient
from conversation_kit.sync.enrolment import beginning, enrolled, enrolment_of
from conversation_kit.sync.keeping_time import keep_time
from conversation_kit.sync.refusals import (
    BusyError,
    RevokedError,
    TooMuchError,
    UnreachableError,
    UpdateNeededError,
)
from conversation_kit.sync.wire import MOST_CHANGES
from conversation_kit.vault.changes_aside import PUSH
from conversation_kit.vault.making import DEVICE
from conversation_kit.vault.records import Vault
from conversation_kit.vault.store import Store
from laptops import NOW, join

_DAY = 86_400_000


def test_what_one_writes_the_other_reads_and_nothing_is_sent_back(hub, laptops):
    ruth, amina = laptops("ruth"), laptops("amina")
    desmond = ruth.add("Desmond", area="Leigh")
    ruth.note(desmond, "drove the 34 bus")
    done = ruth.sync()
    assert done.pushed == len(hub.rows()) > 0
    assert (done.set_aside, done.conflicts) == (0, 0)
    assert amina.sync().pulled > 0  # the workers' names
    assert amina.names() == []
    hub.grant(desmond, "amina")
    assert amina.sync().pulled > 0
    assert (amina.names(), amina.words(desmond)) == (["Desmond"], ["drove the 34 bus"])
    pushes = hub.asked.count("push")
    assert (amina.sync().pushed, ruth.sync().pushed) == (0, 0)
    assert hub.asked.count("push") == pushes
    assert amina.vault.find(Worker, "ruth").name == "Ruth"
    assert amina.vault.check() == ruth.vault.check() == []


@pytest.mark.parametrize("apart", [False, True])
def test_a_laptop_that_has_something_to_push_pulls_with_it(hub, laptops, apart):
    hub.pulls_apart, hub.page = apart, 1000
    ruth, amina = laptops("ruth"), laptops("amina")
    desmond = ruth.add("Desmond")
    ruth.sync()
    hub.grant(desmond, "amina")
    amina.sync()
    ruth.note(desmond, "drove the 34 bus")
    ruth.sync()
    amina.note(desmond, "grows leeks")
    hub.asked.clear()
    done = amina.sync()
    assert (done.pushed > 0, done.pulled > 0) == (True, True)
    assert hub.asked == (["push", "pull"] if apart else ["push"])
    assert amina.words(desmond) == ["drove the 34 bus", "grows leeks"]
    hub.asked.clear()
    assert (amina.sync().pulled, hub.asked) == (0, ["pull"])


def test_what_is_too_much_beside_a_push_is_pulled_apart(hub, laptops, monkeypatch):
    ruth = laptops("ruth")
    desmond = ruth.add("Desmond")
    ruth.sync()
    asked, ask = [], HubClient.ask

    def too_much(client, what, message, *, query=None, **other):
        asked.append((what, bool(query)))
        answer = ask(client, what, message, query=query, **other)
        if query:
            raise TooMuchError
        return answer

    monkeypatch.setattr(HubClient, "ask", too_much)
    ruth.note(desmond, "drove the 34 bus")
    assert ruth.sync().pushed > 0
    assert asked == [("push", True), ("push", False), ("pull", False)]
    assert ruth.words(desmond) == ["drove the 34 bus"]


def test_it_records_as_the_hubs_worker_once_enrolled(hub, laptops):
    ruth = laptops("ruth")
    assert ruth.vault.worker() == Worker("ruth", "Ruth", "worker")
    place = enrolled(ruth.vault)
    assert (place.tenant_id, place.tenant, place.worker_id) == ("saltmarsh", "Saltmarsh", "ruth")
    assert not any(
        "hub" in change.field or place.key in change.text for change in ruth.vault.changes_since()[0]
    )
    with pytest.raises(RefusedError, match="enrolled already"):
        join(ruth, hub)


def test_an_enrolment_whose_answer_was_lost_goes_on_with_the_same_key(tmp_path, hub, open_laptop):
    laptop = open_laptop(tmp_path / "one", hub, "ruth")
    hub.now[0] = laptop.wall[0] = int(NOW.timestamp() * 1000) + 10 * _DAY
    with laptop.vault:
        hub.lose = lambda _what: True
        with pytest.raises(HubError, match="No hub answers"):
            join(laptop, hub)
        begun = beginning(laptop.vault)
        assert enrolment_of(laptop.vault) is None
        hub.lose = lambda _what: False
        join(laptop, hub)
        assert enrolled(laptop.vault).key == begun.key
        assert len(hub.devices) == 1


def test_nothing_is_sent_before_enrolment(tmp_path, hub, open_laptop):
    laptop = open_laptop(tmp_path / "one", hub, "ruth")
    with laptop.vault, pytest.raises(RefusedError, match="not enrolled"):
        laptop.sync()
    assert hub.asked == []


def test_a_lost_reply_to_a_push_loses_and_doubles_nothing(hub, laptops):
    ruth = laptops("ruth")
    desmond = ruth.add("Desmond")
    hub.lose = lambda what: what == "push"
    with pytest.raises(UnreachableError):
        ruth.sync()
    taken = dict(hub.rows())
    hub.lose = lambda _what: False
    ruth.note(desmond, "fishes")
    ruth.sync()
    assert taken.items() <= hub.rows().items()
    assert len([one for one in hub.log if one[1] == "change"]) == len(hub.rows())
    assert {row[2] for row in hub.rows().values()} == {"person", "note", "worker"}


def test_it_goes_on_where_a_pull_broke_off(hub, both):
    ruth, amina, desmond = both
    for number in range(30):
        ruth.note(desmond, f"line {number}")
    ruth.sync()
    pulls = []
    hub.lose = lambda what: what == "pull" and (pulls.append(what) or len(pulls) > 3)
    with pytest.raises(UnreachableError):
        amina.sync()
    some = len(amina.words(desmond))
    read = amina.vault.syncing.cursor
    assert 0 < some < 30
    hub.lose = lambda _what: False
    asked = len(hub.asked)
    amina.sync()
    assert amina.words(desmond) == ruth.words(desmond)
    assert read > 0
    assert len(hub.asked) - asked < len(hub.log) // hub.page + 3


def test_two_officers_write_the_same_unseen_and_both_stand(hub, both):
    ruth, amina, desmond = both
    amina.wall[0] += 60_000
    ruth.change(desmond, area="Leigh")
    amina.change(desmond, area="Lowton")
    assert ruth.sync().conflicts == 0
    assert amina.sync().conflicts == 1
    assert ruth.sync().conflicts == 1
    (seen,) = conflicts_of(ruth.vault, desmond)
    assert [(one.worker, one.value) for one in seen.versions] == [("Amina", "Lowton"), ("Ruth", "Leigh")]
    assert conflicts_of(amina.vault, desmond) == [seen]
    amina.change(desmond, area="Atherton")
    amina.sync()
    assert ruth.sync().conflicts == 0


def test_one_bad_record_blocks_nothing_and_is_offered_again(hub, laptops):
    ruth = laptops("ruth")
    desmond = ruth.add("Desmond")
    (bad,) = ruth.change(desmond, area="Leigh")
    for number in range(20):
        ruth.note(desmond, f"line {number}")
    hub.chokes_on = {bad}
    done = ruth.sync()
    assert done.set_aside == 1
    assert bad not in hub.rows()
    assert len([row for row in hub.rows().values() if row[4] == "text"]) == 20
    (aside,) = ruth.vault.syncing.set_aside()
    assert (aside.way, aside.id, aside.person_id) == (PUSH, bad, desmond)
    assert aside.sentence
    hub.chokes_on = set()
    assert ruth.sync().set_aside == 0
    assert bad in hub.rows()


def test_a_change_the_hub_refuses_stands_aside_until_it_does_not(hub, laptops):
    ruth = laptops("ruth")
    desmond = ruth.add("Desmond")
    (bad,) = ruth.change(desmond, area="Leigh")
    hub.refuses = {bad}
    assert ruth.sync().set_aside == 1
    assert ruth.sync().set_aside == 1
    hub.refuses = set()
    done = ruth.sync()
    assert (done.set_aside, done.pushed) == (0, 1)


def test_more_than_one_push_that_stood_aside_is_offered_again(hub, laptops):
    ruth = laptops("ruth")
    desmond = ruth.add("Desmond")
    areas = [ruth.change(desmond, area=f"Street {number}")[0] for number in range(MOST_CHANGES + 1)]
    hub.refuses = set(areas)
    assert ruth.sync().set_aside == len(areas)
    hub.refuses = set(areas[:-1])
    assert ruth.sync().set_aside == len(areas) - 1
    assert areas[-1] in hub.rows()


def test_what_came_and_cannot_be_read_stands_aside_until_it_can(hub, both):
    ruth, amina, desmond = both
    (area,) = ruth.change(desmond, area="Leigh")
    ruth.note(desmond, "fishes")
    ruth.sync()
    whole = hub.rows()[area]
    hub.tampered(area, [*whole[:8], "not a clock", whole[9]])
    assert amina.sync().set_aside == 1
    assert amina.words(desmond) == ["fishes"]
    assert ruth.vault.syncing.set_aside() == []
    (aside,) = amina.vault.syncing.set_aside()
    amina.vault.syncing.take_in(
        [], at=amina.vault.syncing.cursor, cursor=amina.vault.syncing.cursor,
        aside=[replace(aside, item=aside.item.replace("not a clock", whole[8]))],
    )  # fmt: skip
    assert amina.sync().set_aside == 0
    assert amina.vault.people() == ruth.vault.people()


def test_withdrawn_sends_first_and_then_takes_everything_off(hub, laptops):
    ruth, amina = laptops("ruth"), laptops("amina")
    desmond, maureen = ruth.add("Desmond Prescott"), amina.add("Maureen")
    ruth.sync()
    hub.grant(desmond, "amina")
    amina.sync()
    note = amina.note(desmond, "misses the noise")
    hub.withdraw(desmond, "amina")
    done = amina.sync()
    assert done.let_go == {desmond}
    assert amina.names() == ["Maureen"]
    assert amina.vault.search("prescott", limit=5) == []
    assert any(row[3] == note for row in hub.rows().values())
    ruth.sync()
    assert ruth.words(desmond) == ["misses the noise"]
    hub.grant(desmond, "amina")
    amina.sync()
    assert amina.words(desmond) == ["misses the noise"]
    assert sorted(amina.names()) == ["Desmond Prescott", "Maureen"]
    assert amina.vault.check() == []
    assert maureen


def test_what_the_hub_would_not_take_keeps_somebody_until_it_does(hub, both):
    ruth, amina, desmond = both
    (area,) = amina.change(desmond, area="Leigh")
    hub.refuses = {area}
    hub.withdraw(desmond, "amina")
    ruth.add("Maureen")
    ruth.sync()
    assert amina.sync().let_go == set()
    assert amina.names() == ["Desmond"]
    hub.refuses = set()
    assert amina.sync().let_go == {desmond}
    assert amina.names() == []
    assert area in hub.rows()


def test_what_permission_ended_for_leaves_and_the_rest_stays(hub, laptops):
    ruth, amina = laptops("ruth"), laptops("amina")
    desmond = ruth.add("Desmond")
    secret, open_words = ruth.note(desmond, "a secret"), ruth.note(desmond, "fishes")
    ruth.sync()
    hub.grant(desmond, "amina")
    amina.sync()
    own = amina.note(desmond, "came along")
    amina.sync()
    ids = {row[0] for row in hub.rows().values() if row[3] == secret}
    hub.hide(ids, desmond, "amina")
    amina.sync()
    assert amina.words(desmond) == ["fishes", "came along"]
    assert amina.vault.search("secret", limit=5) == []
    assert amina.vault.check() == []
    assert open_words
    assert own


def test_an_erasure_reaches_hub_and_laptops_and_stubs_refuse_late_changes(hub, both):
    ruth, amina, desmond = both
    ruth.vault.erase([desmond])
    ruth.sync()
    assert hub.erased == {desmond}
    amina.note(desmond, "written before the news came")
    done = amina.sync()
    assert done.erased == {desmond}
    assert done.set_aside == 0
    assert desmond not in {one.person_id for one in amina.vault.changes_since()[0]}
    assert not any(row[1] == desmond for row in hub.rows().values())
    erases = hub.asked.count("erase")
    ruth.sync()
    amina.sync()
    assert hub.asked.count("erase") == erases


def test_who_was_erased_elsewhere_and_never_here_is_not_said_to_be_erased_here(hub, both):
    ruth, amina, desmond = both
    maureen = ruth.add("Maureen")
    ruth.sync()
    ruth.vault.erase([maureen, desmond])
    ruth.sync()
    assert amina.sync().erased == {desmond}


@pytest.mark.parametrize("days", [-30, -1, 1])
def test_a_clock_that_is_out_is_put_right_for_signing_only(hub, laptops, days):
    ruth, amina = laptops("ruth"), laptops("amina", ahead_ms=days * _DAY)
    desmond = ruth.add("Desmond")
    ruth.sync()
    hub.grant(desmond, "amina")
    amina.sync()
    amina.change(desmond, area="Leigh")
    amina.sync()
    ruth.sync()
    assert ruth.vault.people() == amina.vault.people()
    assert abs(enrolled(amina.vault).ahead_ms + days * _DAY) < 1000
    pulls = hub.asked.count("pull")
    amina.sync()
    assert hub.asked.count("pull") == pulls + 1  # the offset is remembered


def test_a_revoked_laptop_is_told_and_a_hub_of_another_version_says_please_update(hub, laptops):
    ruth = laptops("ruth")
    ruth.add("Desmond")
    hub.wire = "2"
    with pytest.raises(UpdateNeededError, match="please update"):
        ruth.sync()
    hub.wire = "1"
    next(iter(hub.devices.values())).revoked = True
    with pytest.raises(RevokedError):
        ruth.sync()
    assert ruth.names() == ["Desmond"]  # whoever called wipes


def test_a_busy_hub_is_tried_again_and_then_left_in_peace(hub, laptops):
    ruth = laptops("ruth")
    ruth.add("Desmond")
    hub.busy = 2
    assert ruth.sync().pushed > 0
    hub.busy = 100
    with pytest.raises(BusyError):
        ruth.sync()


def test_a_proxys_page_is_no_hub(laptops):
    ruth = laptops("ruth")
    page = httpx.MockTransport(lambda _request: httpx.Response(410, stream=httpx.ByteStream(b"<html>gone")))
    with HubClient(enrolled(ruth.vault), transport=page) as client, pytest.raises(UnreachableError):
        client.ask("pull", {})
    huge = httpx.MockTransport(
        lambda _request: httpx.Response(200, stream=httpx.ByteStream(b" " * 3_000_000))
    )
    with HubClient(enrolled(ruth.vault), transport=huge) as client, pytest.raises(TooMuchError):
        client.ask("pull", {})


def test_people_leave_when_the_council_says_so_and_come_back_with_news(hub, laptops):
    ruth, amina = laptops("ruth"), laptops("amina")
    desmond = ruth.add("Desmond")
    ruth.note(desmond, "fishes")
    ruth.sync()
    hub.grant(desmond, "amina")
    hub.settings = {"keep_days": 30, "scope": "worker"}
    amina.sync()
    assert amina.names() == ["Desmond"]
    assert amina.sync(NOW + timedelta(days=400)).let_go == {desmond}
    assert amina.names() == []
    ruth.note(desmond, "mends nets")
    ruth.sync()
    amina.sync(NOW + timedelta(days=400))
    assert amina.words(desmond) == ["fishes", "mends nets"]


@pytest.mark.parametrize(("days", "leaves"), [(400, False), (-400, True)])
def test_how_long_somebody_stays_is_told_by_the_hubs_clock(hub, laptops, days, leaves):
    """One laptop's clock runs 400 days ahead; another's is as far behind, and so are the days it wrote down."""
    hub.settings = {"keep_days": 30, "scope": "worker"}
    ruth, shown = laptops("ruth", ahead_ms=days * _DAY), NOW + timedelta(days=days)
    desmond = ruth.add("Desmond", added=min(shown, NOW).date())
    assert ruth.sync(shown).let_go == ({desmond} if leaves else set())
    assert keep_time(ruth.vault, shown) == []


def test_long_words_come_in_smaller_answers_and_what_is_too_long_stands_aside(hub, laptops):
    ruth, amina = laptops("ruth"), laptops("amina")
    chance = Random(1)
    desmond = ruth.add("Desmond")
    for _ in range(12):
        ruth.note(desmond, "".join(chance.choices(ascii_letters, k=150_000)))
    ruth.note(desmond, "a" * 800_000)
    assert ruth.sync().set_aside == 1
    hub.page = 1000
    hub.grant(desmond, "amina")
    amina.sync()
    assert len(amina.words(desmond)) == 12
    assert set(amina.words(desmond)) < set(ruth.words(desmond))


def test_a_restored_vault_reads_again_what_it_lost(hub, laptops, tmp_path):
    ruth = laptops("ruth")
    desmond = ruth.add("Desmond")
    ruth.sync()
    copy = tmp_path / "copy"
    copy.mkdir()
    ruth.vault._store.write("VACUUM INTO ?", (str(copy / "vault.db"),))
    ruth.note(desmond, "fishes")
    ruth.sync()
    rows = len(hub.rows())
    store = Store(copy / "vault.db", ruth.vault.data_key)
    store.write("DELETE FROM local WHERE name = ?", (DEVICE,))  # as a restore does
    store.close()
    with Vault.open(copy, ruth.vault.data_key) as restored:
        ruth.vault, before = restored, ruth.vault
        done = ruth.sync()
        assert (done.pushed, ruth.words(desmond)) == (0, ["fishes"])
        assert len(hub.rows()) == rows
        ruth.note(desmond, "mends nets")
        assert ruth.sync().pulled == 0
        ruth.vault = before


def test_a_hub_that_was_restored_is_told_everything_again(hub, laptops):
    ruth, amina = laptops("ruth"), laptops("amina")
    desmond, maureen = ruth.add("Desmond"), ruth.add("Maureen")
    ruth.sync()
    hub.grant(desmond, "amina")
    amina.sync()
    backup = list(hub.log)
    amina.note(desmond, "fishes")
    ruth.vault.erase([maureen])
    amina.sync()
    ruth.sync()
    hub.log, hub.erased = backup, set()
    hub.settings = {**hub.settings, "history": "restored"}
    for laptop in (ruth, amina, ruth):
        laptop.sync()
    assert hub.erased == {maureen}
    assert ruth.words(desmond) == amina.words(desmond) == ["fishes"]
    pushes = hub.asked.count("push")
    ruth.sync()
    assert hub.asked.count("push") == pushes


def test_another_role_at_the_hub_reaches_the_laptop_with_the_next_sync(hub, laptops):
    ruth = laptops("ruth")
    ruth.vault.me(replace(ruth.vault.worker(), team="Leigh, first floor"))
    ruth.sync()
    hub.place = {"name": "Ruth Ollerenshaw", "role": "knowledge-officer", "team": "East", "audience": "team"}
    ruth.sync()
    place = enrolled(ruth.vault)
    assert (place.name, place.role, place.team) == ("Ruth Ollerenshaw", "knowledge-officer", "East")
    # What they had written of themselves stays; what was the hub's follows it, and was sent at once.
    assert ruth.vault.worker() == Worker(
        "ruth", "Ruth Ollerenshaw", "knowledge-officer", "Leigh, first floor"
    )
    assert ruth.vault.syncing.how_many_unsent() == 0
    hub.place = {"name": "", "role": 7, "team": ["x"], "audience": "team"}
    assert ruth.sync().pushed == 0
    assert enrolled(ruth.vault) == place


def test_what_is_half_written_stays_when_access_ends(hub, both):
    _ruth, amina, desmond = both
    note = amina.note(desmond, "fishes on Sundays")
    amina.sync()
    amina.vault.drafts.save("line:talk", "his brother said", {"person": desmond, "conversation": "talk"})
    amina.vault.drafts.save(f"note:{note}", '{"text": "fishes on Mondays"}')
    amina.vault.drafts.save("person:new", "Desmond's neighbour")
    hub.withdraw(desmond, "amina")
    done = amina.sync()
    assert (done.let_go, done.half_written, amina.names()) == ({desmond}, 2, [])
    assert {draft.text for draft in amina.vault.syncing.half_written()} == {
        "his brother said",
        '{"text": "fishes on Mondays"}',
    }
    assert "his brother said" not in str(hub.log)  # a draft never leaves the laptop
    assert amina.sync().half_written == 2
    hub.grant(desmond, "amina")
    assert amina.sync().half_written == 0  # they are back, and it stands in its line again
    assert amina.vault.drafts.get("line:talk").text == "his brother said"
    hub.withdraw(desmond, "amina")
    amina.sync()
    hub.erase(desmond)
    amina.sync()
    assert [draft.key for draft in amina.vault.drafts.all()] == ["person:new"]
