"""Access to people at the hub: asking for it, and letting colleagues in. All of it over the network, at once."""

from dataclasses import dataclass
from datetime import datetime

from conversation_kit.errors import BadInputError
from conversation_kit.journey.naming import day_in_words
from conversation_kit.model.people import Person
from conversation_kit.sync.client import HubClient
from conversation_kit.sync.refusals import UnreachableError
from conversation_kit.sync.running import bring_back
from conversation_kit.text import inert
from conversation_kit.vault.records import Vault

ASKED, GRANTED = "asked", "granted"


@dataclass(frozen=True, slots=True)
class Request:
    """A request for access, made by this worker or one that this worker may answer.

    Attributes:
        person: The person's name, or empty when they are not on this laptop.
        worker: Who asked.
        own: Whether this worker asked.
        asked_at: When, as the hub has it.
        state: ``asked``, ``granted`` or ``denied``.
    """

    id: str
    person_id: str
    person: str
    worker_id: str
    worker: str
    own: bool
    asked_at: datetime
    state: str


def ask_for(vault: Vault, client: HubClient, person_id: str, now: datetime) -> str:
    """Ask to work with a person; return how it stands.

    Whoever has access already, and of whom the laptop let go, is fetched at once.

    Raises:
        BadInputError: There is no id.
        HubError: The hub could not be reached, or refused.
    """
    person_id = person_id.strip()
    if not person_id:
        raise BadInputError("The person's id is needed. A colleague who works with them can read it to you.")
    state = _state(client, _message("ask", person_id=person_id))
    if state == GRANTED and vault.find(Person, person_id) is None:
        bring_back(vault, client, now, person_id)
    return state


def requests(vault: Vault, client: HubClient) -> list[Request]:
    """Return the requests that this worker made, or may answer, the oldest first. Raises HubError."""
    told = client.ask("requests", {}).get("requests")
    if not isinstance(told, list):
        raise UnreachableError(client.enrolment.url)
    me = client.enrolment.worker_id
    return [request for one in told if (request := _request(vault, one, me)) is not None]


def answer(client: HubClient, request_id: str, *, grant: bool) -> str:
    """Answer a request; return how it stands. Raises HubError."""
    return _state(client, _message("grant" if grant else "deny", request_id=request_id))


def let_in(client: HubClient, person_id: str, worker_id: str, *, withdraw: bool = False) -> str:
    """Let a colleague work with a person, or end that; return how it stands. Raises HubError."""
    action = "withdraw" if withdraw else "grant"
    return _state(client, _message(action, person_id=person_id, worker_id=worker_id))


def request_words(request: Request) -> str:
    """Return a request on one line."""
    whom = request.person or f"somebody who is not on this laptop ({request.person_id})"
    day = day_in_words(request.asked_at.astimezone().date())
    if request.own:
        return f"You asked for {whom} on {day}: {_STATES.get(request.state, request.state)}"
    return f"{request.worker} asks to work with {whom}, since {day}"


_STATES = {
    ASKED: "not answered yet",
    GRANTED: "granted",
    "denied": "denied",
    "ended": "granted, and ended since",
}


def _message(
    action: str, *, person_id: str = "", worker_id: str = "", request_id: str = ""
) -> dict[str, str]:
    return {"action": action, "person_id": person_id, "worker_id": worker_id, "request_id": request_id}


def _state(client: HubClient, message: dict[str, str]) -> str:
    state = client.ask("access", message).get("state")
    if not isinstance(state, str):
        raise UnreachableError(client.enrolment.url)
    return state


def _request(vault: Vault, one: object, me: str) -> Request | None:
    match one:
        case {
            "request_id": str() as request_id,
            "person_id": str() as person_id,
            "worker_id": str() as worker_id,
            "name": str() as name,
            "asked_at": str() as asked_at,
            "state": str() as state,
        }:
            pass
        case _:
            return None
    try:
        moment = datetime.fromisoformat(asked_at)
    except ValueError:
        return None
    person = vault.find(Person, person_id)
    known = person.name if person else ""
    return Request(request_id, person_id, known, worker_id, inert(name), worker_id == me, moment, state)
