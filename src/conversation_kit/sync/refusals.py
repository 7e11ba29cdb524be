"""What the hub answers when it does not do what it was asked, as errors of the kit."""

from collections.abc import Mapping
from typing import Any

from conversation_kit.errors import HubError
from conversation_kit.text import inert

_LONGEST = 300
_KEPT = "Everything you wrote is kept on this laptop."


class UnreachableError(HubError):
    """Nobody answered, or nobody who speaks as a hub does; ``url`` is where."""

    short = "the hub was not reached"

    def __init__(self, url: str) -> None:
        super().__init__(
            f"The hub at {url} cannot be reached just now. {_KEPT} Sync again when you are on the network. If the hub "
            "has another address now: conversation-kit enrol URL --moved"
        )


class UntrustedError(HubError):
    """Somebody answered whose certificate is not to be trusted; nothing was sent to them."""

    short = "the hub's certificate is not trusted"

    def __init__(self) -> None:
        super().__init__(
            "Whoever answers at the hub's address cannot show a certificate that this laptop trusts, so nothing was "
            f"sent. {_KEPT} If your council has an authority of its own, enrol with --ca-file; else ask whoever looks "
            "after the hub."
        )


class TooMuchError(HubError):
    """The hub's answer is larger than a message can be; it may answer to a smaller question."""

    short = "its answer was too large"

    def __init__(self) -> None:
        super().__init__(
            f"The hub answers with more than a message can hold. {_KEPT} Tell whoever looks after it."
        )


class BusyError(HubError):
    """It answered that it has no time, after every attempt."""

    short = "the hub was busy"

    def __init__(self) -> None:
        super().__init__(f"The hub is busy. {_KEPT} Sync again in a while.")


class FullError(HubError):
    """The hub's disk is full."""

    short = "the hub has no room"

    def __init__(self) -> None:
        super().__init__(
            f"The hub has no room left just now. {_KEPT} Tell whoever looks after it, and sync again later."
        )


class UpdateNeededError(HubError):
    """Laptop and hub speak different versions of the wire format."""

    short = "please update the kit"

    def __init__(self) -> None:
        super().__init__(
            "This version of Conversation Kit and the hub do not understand one another: please update it. "
            f"{_KEPT} It is sent once you have."
        )


class RevokedError(HubError):
    """The hub says, to the holder of this laptop's own key, that it must keep nothing."""

    def __init__(self) -> None:
        super().__init__(
            "This laptop was taken off the hub, so what it kept of people has to go. Ask whoever looks after the hub."
        )


class BrokenOffError(HubError):
    """Whoever asked for the sync does not want it any more: the app was locked."""

    short = "it was broken off"

    def __init__(self) -> None:
        super().__init__(f"The sync was broken off. {_KEPT} The next one goes on from there.")


class NotTakenError(HubError):
    """The hub could not take a message as it was: too large, or something in it is not well formed."""


class NoAccessError(HubError):
    """The worker does not work with this person at the hub."""


class RefusedByHubError(HubError):
    """Any other refusal. ``why`` is the wire format's word for it."""

    def __init__(self, why: str, sentence: str) -> None:
        super().__init__(sentence)
        self.why = why


def refusal_of(status: int, answer: Mapping[str, Any], url: str) -> HubError:  # noqa: PLR0911 - one line a refusal
    """Return the error that an answer with this HTTP status, of the hub at ``url``, stands for."""
    why = str(answer.get("error", ""))
    sentence = sentence_in(answer) or f"The hub would not do that ({status}). {_KEPT}"
    match status:
        case 410 if why == "revoked":
            return RevokedError()
        case 426:
            return UpdateNeededError()
        case 400 | 413 | 422:
            return NotTakenError(sentence)
        case 403 if why == "no-access":
            return NoAccessError(sentence)
        case 503 if why == "full":
            return FullError()
        case 429 | 503:
            return BusyError()
        case _ if why:
            return RefusedByHubError(why, sentence)
        case _:
            return UnreachableError(url)


def sentence_in(answer: Mapping[str, Any]) -> str:
    """Return the sentence an answer holds, on one line and short, or nothing."""
    said = answer.get("sentence")
    return " ".join(inert(said).split())[:_LONGEST] if isinstance(said, str) else ""
