"""The officer's desk over the network: signed requests of knowledge officers' laptops, ``POST /desk/v1/...``."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import Any, TypeGuard, TypeVar

from fastapi import APIRouter
from starlette.requests import Request as WebRequest
from starlette.responses import Response

from conversation_kit.book.freshness import freshness
from conversation_kit.errors import BadInputError, KitError, NotFoundError, RefusedError
from conversation_kit.hub.bodies import answer, text_in
from conversation_kit.hub.book.desk import Desk
from conversation_kit.hub.book.field_words import said, shown
from conversation_kit.hub.book.office import Office
from conversation_kit.hub.book.overlay import plain_of
from conversation_kit.hub.door import OFFICER
from conversation_kit.hub.refusals import RequestRefusedError
from conversation_kit.hub.request import now_utc
from conversation_kit.hub.sync_api import admitted, hub_of
from conversation_kit.model.connections import Outcome
from conversation_kit.model.entries import Entry, Status

_SHOWN = 50
_LONGEST_ID = 200
E = TypeVar("E", bound=StrEnum)
Message = Mapping[str, Any]
Work = Callable[[Office, Desk, Message], Awaitable[dict[str, Any]]]


def desk_router() -> APIRouter:
    """Return the routes of the desk."""
    router = APIRouter(prefix="/desk/v1", tags=["desk"])
    for name, (work, summary) in _WORKS.items():
        router.post(f"/{name}", summary=summary, name=f"desk-{name}")(_for_officers(work))
    return router


def _for_officers(work: Work) -> Callable[[WebRequest], Awaitable[Response]]:
    async def handle(request: WebRequest) -> Response:
        me, message = await admitted(request)
        if me.role != OFFICER:
            raise RequestRefusedError(
                403,
                "not-officer",
                "The desk is the knowledge officer's. Nothing was changed. Ask for that role.",
            )
        databases, now = hub_of(request).databases, now_utc()
        office = Office(databases, me.tenant_id, now, me.name)
        desk = Desk(databases, me.tenant_id, now, me.worker_id)
        try:
            return answer(request.headers, await work(office, desk, message))
        except RequestRefusedError:
            raise
        except KitError as error:
            raise _refusal(error) from error

    return handle


def _refusal(error: KitError) -> RequestRefusedError | KitError:
    """Return what went wrong as a refusal, where it is the officer's to put right."""
    for kind, status, name in (
        (NotFoundError, 404, "not-found"),
        (BadInputError, 400, "bad-input"),
        (RefusedError, 409, "refused"),
    ):
        if isinstance(error, kind):
            return RequestRefusedError(status, name, error.sentence)
    return error


async def _look(office: Office, desk: Desk, message: Message) -> dict[str, Any]:
    """What waits for the officer, and how the Book stands."""
    del message
    status = await office.status()
    pairs, by_id = await office.doubles()
    today = office.now.date()
    entries = await office.entries()
    often = await desk.connected()
    undecided = [pair for pair, decided in pairs if decided is None]
    return {
        "version": status.version,
        "unpublished": status.unpublished,
        "entries": status.entries,
        "corrections": [asdict(one) for one in await desk.reports("correction")],
        "gaps": [asdict(one) for one in await desk.reports("gap")],
        "moved": [
            {
                **asdict(edit),
                "on": edit.on.isoformat(),
                "name": name,
                "field_shown": shown(edit.field),
                "value_said": said(edit.field, edit.value),
                "source_said": said(edit.field, edit.source_now),
            }
            for edit, name in await office.edits()
            if edit.moved
        ],
        "doubles": [
            {**asdict(pair), "names": [by_id[pair.one].name, by_id[pair.other].name]}
            for pair in undecided[:_SHOWN]
        ],
        "unchecked": [
            {"id": one.id, "name": one.name, "checked": freshness(one, today).words}
            for one in entries[:_SHOWN]
            if one.status.runs
        ],
        "connected": [
            {"id": one.id, "name": one.name, "often": often[one.id], "checked": freshness(one, today).words}
            for one in sorted(entries, key=lambda one: -often.get(one.id, 0))
            if one.id in often
        ],
    }


async def _entry(office: Office, desk: Desk, message: Message) -> dict[str, Any]:
    del desk
    source, body = await office.entry(_id_in(message, "entry_id"))
    return {"source": plain_of(source), "entry": plain_of(body)}


async def _answer(office: Office, desk: Desk, message: Message) -> dict[str, Any]:
    del office
    outcome = _one_of(Outcome, text_in(message, "outcome"))
    report = await desk.answer(text_in(message, "report_id"), outcome, str(message.get("words") or ""))
    return {"report": asdict(report)}


async def _edit(office: Office, desk: Desk, message: Message) -> dict[str, Any]:
    del desk
    fields = message.get("fields")
    if not isinstance(fields, dict) or not all(map(_is_whole, (*fields, *fields.values()))):
        raise BadInputError("Say which field is to say what. Nothing was changed.")
    return _told(await office.edit(_id_in(message, "entry_id"), fields))


async def _check(office: Office, desk: Desk, message: Message) -> dict[str, Any]:
    del desk
    return _told(await office.check(_id_in(message, "entry_id")))


async def _close(office: Office, desk: Desk, message: Message) -> dict[str, Any]:
    del desk
    status = _one_of(Status, text_in(message, "status"))
    return _told(await office.close(_id_in(message, "entry_id"), status))


async def _settle(office: Office, desk: Desk, message: Message) -> dict[str, Any]:
    del desk
    together = message.get("together") is True
    await office.settle(_id_in(message, "one"), _id_in(message, "other"), together=together)
    return {}


async def _settle_edit(office: Office, desk: Desk, message: Message) -> dict[str, Any]:
    del desk
    take_source = message.get("take_source") is True
    await office.settle_edit(_id_in(message, "entry_id"), text_in(message, "field"), take_source=take_source)
    return {}


async def _publish(office: Office, desk: Desk, message: Message) -> dict[str, Any]:
    del desk, message
    return asdict(await office.publish())


def _told(entry: Entry) -> dict[str, Any]:
    return {"entry": plain_of(entry)}


def _id_in(message: Message, name: str) -> str:
    """Return an entry's id: its source's, and so of any letters."""
    value = message.get(name)
    if not _is_whole(value) or len(value) > _LONGEST_ID:
        raise BadInputError(f"The request names no {name}. Nothing was changed.")
    return value


def _is_whole(value: object) -> TypeGuard[str]:
    """Whether this is text that a database can hold."""
    return isinstance(value, str) and "\0" not in value and value == value.encode(errors="replace").decode()


def _one_of(kind: type[E], value: str) -> E:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(one.value for one in kind)
        raise BadInputError(f"One of these is needed there: {known}. Nothing was changed.") from None


_WORKS: dict[str, tuple[Work, str]] = {
    "look": (_look, "What waits for the officer"),
    "entry": (_entry, "One entry, as its source and as the Book has it"),
    "answer": (_answer, "Answer a correction or a gap"),
    "edit": (_edit, "Lay words over an entry's fields"),
    "check": (_check, "Say that an entry was checked today"),
    "close": (_close, "Say that a group has closed"),
    "settle": (_settle, "Decide that two entries are one, or two"),
    "settle-edit": (_settle_edit, "Keep an edit whose source changed, or drop it"),
    "publish": (_publish, "Publish the Book as it stands"),
}
