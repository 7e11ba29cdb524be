"""At the door: who is let in, and who is told what."""

import asyncio
import base64
from collections.abc import AsyncIterator

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hub_here import HubHere
from hub_laptops import HubLaptop

from conversation_kit.hub import codes
from conversation_kit.hub.administering import NewWorker, add_worker, invite, revoke, switch_worker
from conversation_kit.hub.keys import Keys
from conversation_kit.hub.rates import Rates
from conversation_kit.hub.refusals import RequestRefusedError
from conversation_kit.model.clock import wall_ms
from conversation_kit.model.ids import new_id
from conversation_kit.sync.wire import pack


async def test_a_code_is_good_once_but_its_answer_may_be_lost(hub: HubHere) -> None:
    await hub.tenant()
    worker_id = await hub.admin("northmoor", add_worker, NewWorker("Ruth"))
    code, _ = await hub.admin("northmoor", invite, worker_id)
    laptop = HubLaptop(hub.client)
    first = await laptop.enrol(f" {code[:5].lower()}-{code[5:]}")
    assert first.status_code == 200
    assert first.json()["settings"]["keep_days"] is None
    assert (await laptop.enrol(code)).json() == first.json()
    other = await HubLaptop(hub.client).enrol(code)
    assert (other.status_code, other.json()["error"]) == (403, "code")
    stolen = HubLaptop(hub.client, device_id=laptop.device_id)
    assert (await stolen.enrol(code)).status_code == 409
    kept = [bytes(row["code_hash"]) for row in await hub.sql("SELECT code_hash FROM invite")]
    assert kept == [codes.hash_of("northmoor", code)]


async def test_a_code_ends(hub: HubHere) -> None:
    await hub.tenant()
    worker_id = await hub.admin("northmoor", add_worker, NewWorker("Ruth"))
    code, _ = await hub.admin("northmoor", invite, worker_id)
    await hub.sql("UPDATE invite SET ends_at = now() - interval '1 second'")
    assert (await HubLaptop(hub.client).enrol(code)).json()["error"] == "code"


async def test_guessing_is_slowed_down(hub: HubHere) -> None:
    await hub.tenant()
    answers = [await HubLaptop(hub.client).enrol(codes.new_code("northmoor")) for _ in range(12)]
    assert [answer.status_code for answer in answers] == [403] * 10 + [429] * 2
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert (await hub.sql("SELECT tries FROM guess"))[0]["tries"] == 10


def test_rates_recover_and_forget() -> None:
    now = [0.0]
    rates = Rates(2, 10, now=lambda: now[0])
    rates.count("a")
    rates.count("a")
    with pytest.raises(RequestRefusedError):
        rates.count("a")
    rates.count("b")
    now[0] = 5.0
    rates.count("a")
    with pytest.raises(RequestRefusedError):
        rates.count("a")


async def test_replays_and_alterations_are_refused(hub: HubHere) -> None:
    await hub.tenant()
    laptop = await hub.laptop("Ruth")
    sent = {}

    async def keep(request: object) -> None:
        sent["request"] = request

    hub.client.event_hooks["request"].append(keep)
    assert (await laptop.ask("pull", {"cursor": 0})).status_code == 200
    request = sent["request"]
    again = await hub.client.post(request.url, content=request.content, headers=request.headers)
    assert (again.status_code, again.json()["error"]) == (401, "replayed")

    signature = dict(request.headers)
    for headers, url in (
        ({**signature, "x-kit-nonce": "0" * 32}, request.url),
        ({**signature, "x-kit-time": str(wall_ms() + 1)}, request.url),
        (signature, "/sync/v1/push"),
        (signature, f"{request.url}?a=1"),
    ):
        refused = await hub.client.post(url, content=request.content, headers=headers)
        assert (refused.status_code, refused.json()["error"]) == (401, "signature")
    altered = await hub.client.post(request.url, content=pack({"cursor": 1}), headers=signature)
    assert altered.json()["error"] == "signature"
    unsigned = await hub.client.post(request.url, content=request.content, headers={"X-Kit-Wire": "1"})
    assert (unsigned.status_code, unsigned.json()["error"]) == (401, "signature")


@pytest.mark.parametrize("name", ["push", "push?cursor=0"])
async def test_of_one_push_twice_at_the_same_moment_one_is_answered(hub: HubHere, name: str) -> None:
    await hub.tenant()
    laptop = await hub.laptop("Ruth")
    await laptop.push(*laptop.person(person := new_id(), "Anna"))
    sent = (await laptop.ask(name, {"changes": laptop.note(person, "a")})).request
    await hub.sql("DELETE FROM nonce")  # as if it had come to the hub but not yet been kept
    both = await asyncio.gather(
        *(hub.client.post(sent.url, content=sent.content, headers=sent.headers) for _ in range(2))
    )
    assert sorted(one.status_code for one in both) == [200, 401]
    assert [one.json()["error"] for one in both if one.status_code != 200] == ["replayed"]
    assert len(await hub.sql("SELECT FROM change WHERE entity = 'note'")) == 3


@pytest.mark.parametrize("out_by", [-30 * 86_400_000, -301_000, 301_000, 86_400_000])
async def test_a_wrong_clock_is_told_the_time(hub: HubHere, out_by: int) -> None:
    await hub.tenant()
    laptop = await hub.laptop("Ruth")
    told = await laptop.ask("pull", {"cursor": 0}, time_ms=wall_ms() + out_by)
    assert (told.status_code, told.json()["error"]) == (401, "clock")
    assert (await laptop.ask("pull", {"cursor": 0}, time_ms=told.json()["hub_time"])).status_code == 200


async def test_a_revoked_device_is_told_so_and_nobody_else_is(hub: HubHere) -> None:
    await hub.tenant()
    laptop = await hub.laptop("Ruth")
    await hub.admin("northmoor", revoke, laptop.device_id)
    thief = await laptop.ask("pull", {"cursor": 0}, key=Ed25519PrivateKey.generate())
    assert (thief.status_code, thief.json()["error"]) == (401, "signature")
    told = await laptop.ask("pull", {"cursor": 0})
    assert (told.status_code, told.json()["error"]) == (410, "revoked")
    replayed = await hub.client.post(
        told.request.url, content=told.request.content, headers=told.request.headers
    )
    assert replayed.status_code == 401


async def test_the_database_has_the_last_word_on_who_a_device_is(hub: HubHere) -> None:
    await hub.tenant()
    laptop = await hub.laptop("Ruth")
    rows = laptop.person(new_id(), "Anna")
    await laptop.push(*rows)  # from here on this process knows the key
    other = Ed25519PrivateKey.generate()
    await hub.sql("UPDATE device SET public_key = $1", other.public_key().public_bytes_raw())
    for name, message in (("push", {"changes": rows}), ("pull", {"cursor": 0})):
        old = await laptop.ask(name, message)
        assert (old.status_code, old.json()["error"]) == (401, "signature")
        assert (await laptop.ask(name, message, key=other)).status_code == 200
    await hub.admin("northmoor", revoke, laptop.device_id)
    for name, message in (("push", {"changes": rows}), ("pull", {"cursor": 0})):
        told = await laptop.ask(name, message, key=other)
        assert (told.status_code, told.json()["error"]) == (410, "revoked")
    await hub.sql("DELETE FROM device")
    gone = await laptop.ask("pull", {"cursor": 0}, key=other)
    assert (gone.status_code, gone.json()["error"]) == (401, "unknown")


def test_only_so_many_keys_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conversation_kit.hub.keys._MOST_KNOWN", 2)
    keys = Keys()
    for device in ("northmoor/a", "northmoor/b", "northmoor/c"):
        keys.keep(device, device.encode())
    assert (keys.get("northmoor/a"), keys.get("northmoor/c")) == (None, b"northmoor/c")


async def test_a_worker_who_is_switched_off_loses_nothing(hub: HubHere) -> None:
    await hub.tenant()
    laptop = await hub.laptop("Ruth")
    await hub.admin("northmoor", switch_worker, laptop.worker_id, on=False)
    told = await laptop.ask("pull", {"cursor": 0})
    assert (told.status_code, told.json()["error"]) == (403, "disabled")
    await hub.admin("northmoor", switch_worker, laptop.worker_id, on=True)
    await laptop.pull()


async def test_the_ids_of_another_tenant_open_nothing(hub: HubHere) -> None:
    await hub.tenant("northmoor")
    await hub.tenant("southmoor")
    one, other = await hub.laptop("Ruth", "northmoor"), await hub.laptop("Imran", "southmoor")
    rows = one.person(person := one.worker_id, "Anna")
    await one.push(*rows)
    asked = (await one.ask("access", {"action": "ask", "person_id": new_id()})).json()["request_id"]

    crossed = await other.ask("pull", {"cursor": 0}, device=f"northmoor/{other.device_id}")
    assert (crossed.status_code, crossed.json()["error"]) == (401, "unknown")
    assert (await other.ask("pull", {"cursor": 0}, device=f"northmoor/{one.device_id}")).status_code == 401
    assert (await other.pull())["items"] == []
    assert (await other.snapshot(person)).status_code == 403
    for action in ("grant", "deny", "withdraw"):
        for ids in ({"request_id": asked}, {"person_id": person, "worker_id": other.worker_id}):
            told = await other.ask("access", {"action": action, **ids})
            assert told.status_code in {403, 404} or told.json()["state"] == "withdrawn", told.text
    assert (await other.ask("requests", {})).json() == {"requests": []}
    # The same ids may be used in another tenant, and are somebody else there.
    assert len((await other.push(*other.person(person, "Bob")))["accepted"]) == 2
    assert (await other.ask("erase", {"person_id": person})).status_code == 200
    assert await one.pulled() == {row[0] for row in rows}


@pytest.mark.parametrize(
    "device",
    [
        "",
        "/",
        "northmoor",
        "northmoor/",
        "x'; DROP TABLE tenant; --/1",
        "northmoor/' OR 1=1 --",
        "NORTHMOOR/1",
        "a" * 300,
    ],
)
async def test_no_device_at_all(hub: HubHere, device: str) -> None:
    await hub.tenant()
    told = await HubLaptop(hub.client).ask("pull", {"cursor": 0}, device=device)
    assert told.status_code == 401, told.text
    assert len(await hub.sql("SELECT FROM tenant")) == 1


async def test_another_version_of_the_wire_is_asked_to_update(hub: HubHere) -> None:
    await hub.tenant()
    laptop = await hub.laptop("Ruth")
    told = await laptop.ask("pull", {"cursor": 0}, headers={"X-Kit-Wire": "2"})
    assert (told.status_code, told.json()["error"], told.json()["wire"]) == (426, "update", "1")


async def test_a_body_that_does_not_come_is_not_waited_for(
    hub: HubHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conversation_kit.hub.bodies._SECONDS_TO_SEND", 0.01)

    async def never() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.Event().wait()

    told = await hub.client.post("/sync/v1/pull", content=never(), headers={"X-Kit-Wire": "1"})
    assert (told.status_code, told.json()["error"]) == (408, "too-slow")


async def test_a_key_is_a_key(hub: HubHere) -> None:
    await hub.tenant()
    laptop = HubLaptop(hub.client)
    for message in (
        {},
        {"code": 1, "device_id": "d", "public_key": "x"},
        {"code": "A", "device_id": laptop.device_id, "public_key": base64.b64encode(b"short").decode()},
        {"code": "A", "device_id": laptop.device_id, "public_key": "not base64"},
    ):
        told = await laptop.ask("enrol", message, device=f"/{laptop.device_id}")
        assert (told.status_code, told.json()["error"]) == (400, "malformed")
