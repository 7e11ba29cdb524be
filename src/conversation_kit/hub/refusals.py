"""What the hub answers when it does not do what it was asked. Sentences for whoever sits before the laptop."""

from collections.abc import Mapping
from typing import Any

from conversation_kit.errors import RefusedError


class RequestRefusedError(RefusedError):
    """A request was refused.

    Attributes:
        status: The HTTP status.
        error: The short name of the refusal, for programs.
        extra: What else the answer says.
    """

    def __init__(
        self, status: int, error: str, sentence: str, extra: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.error = error
        self.extra = dict(extra or {})

    def told(self) -> dict[str, Any]:
        """Return the body of the answer."""
        return {"error": self.error, "sentence": self.sentence, **self.extra}


def malformed(sentence: str) -> RequestRefusedError:
    """Return the refusal of a request that is not what the wire carries."""
    return RequestRefusedError(400, "malformed", sentence)


def wrong_clock(hub_time: int) -> RequestRefusedError:
    """Return the refusal of a request whose time is too far out; ``hub_time`` in ms since 1970."""
    return RequestRefusedError(
        401,
        "clock",
        "This laptop's clock is more than five minutes away from the hub's. Nothing was sent or lost.",
        {"hub_time": hub_time},
    )


def replayed() -> RequestRefusedError:
    """Return the refusal of a request that was taken before."""
    return RequestRefusedError(
        401, "replayed", "The hub has had this very request before. Nothing was changed."
    )


def bad_signature() -> RequestRefusedError:
    """Return the refusal of a request that its device did not sign."""
    return RequestRefusedError(
        401, "signature", "The hub cannot tell that this request comes from that laptop. Nothing was changed."
    )


def unknown() -> RequestRefusedError:
    """Return the refusal of a device that is not enrolled here."""
    return RequestRefusedError(
        401,
        "unknown",
        "The hub does not know this laptop. Nothing was changed. Ask for an invitation, and enrol.",
    )


def revoked() -> RequestRefusedError:
    """Return what only the true holder of a revoked device's key is told."""
    return RequestRefusedError(
        410,
        "revoked",
        "This laptop was taken off the hub, and its vault has to go. Ask whoever looks after the hub.",
    )


def disabled() -> RequestRefusedError:
    """Return the refusal of a worker who may not sync for now."""
    return RequestRefusedError(
        403,
        "disabled",
        "Your account at the hub is switched off. Nothing was lost here. Ask whoever looks after it.",
    )


def no_access() -> RequestRefusedError:
    """Return the refusal of somebody who does not work with the person."""
    return RequestRefusedError(
        403, "no-access", "You do not work with this person at the hub. Nothing was changed. Ask for access."
    )


def own_request() -> RequestRefusedError:
    """Return the refusal of somebody who lets themselves in: that takes a second pair of eyes."""
    return RequestRefusedError(
        403,
        "own-request",
        "Nobody grants their own request. Nothing was changed. Ask a colleague who works with them, another manager of "
        "the team, or whoever administers the hub.",
    )


def granted_already() -> RequestRefusedError:
    """Return the refusal of a denial that comes after somebody let them in."""
    return RequestRefusedError(
        409,
        "granted",
        "They were let in already. Nothing was changed. To end it: conversation-kit access withdraw --person ID "
        "--worker ID",
    )


def too_large() -> RequestRefusedError:
    """Return the refusal of a body nobody's laptop would send."""
    return RequestRefusedError(413, "too-large", "That is larger than the hub takes. Nothing was changed.")


def too_slow() -> RequestRefusedError:
    """Return the refusal of a body that does not come."""
    return RequestRefusedError(408, "too-slow", "The request took too long to arrive. Nothing was changed.")


def please_update(spoken: str) -> RequestRefusedError:
    """Return the refusal of another version of the wire format; ``spoken`` is the hub's."""
    return RequestRefusedError(
        426,
        "update",
        "This laptop and the hub speak different versions. Nothing was lost. Please update Conversation Kit.",
        {"wire": spoken},
    )


def slow_down(seconds: int) -> RequestRefusedError:
    """Return the refusal of too many requests; ``seconds`` until the next is taken."""
    return RequestRefusedError(
        429,
        "slow-down",
        "That was too often. Nothing was changed. Try again in a while.",
        {"seconds": seconds},
    )


def full() -> RequestRefusedError:
    """Return the refusal for now: the database's disk is full."""
    return RequestRefusedError(
        503,
        "full",
        "The hub has no room left just now. Nothing is lost. Tell whoever looks after it, and sync again later.",
    )


def busy() -> RequestRefusedError:
    """Return the refusal for now: the database is away, or too much is going on."""
    return RequestRefusedError(
        503, "busy", "The hub cannot do this just now. Nothing is lost. It is tried again by itself."
    )
