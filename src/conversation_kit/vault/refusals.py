"""Why a vault does not open: wrong, too soon, mistyped, or the other half of the key is missing."""

from conversation_kit.errors import LockedError


class WrongPassphraseError(LockedError):
    """The passphrase does not fit. ``wait_seconds`` is how long the next try has to wait."""

    def __init__(self, wait_seconds: float) -> None:
        super().__init__(
            "That passphrase does not fit. Nothing was lost or changed. "
            + ("Try again." if wait_seconds <= 0 else f"Try again in {_spoken(wait_seconds)}.")
        )
        self.wait_seconds = wait_seconds


class TooSoonError(LockedError):
    """The wait after a wrong passphrase is not over; nothing was tried. ``wait_seconds`` are left."""

    def __init__(self, wait_seconds: float) -> None:
        super().__init__(
            f"Please wait {_spoken(wait_seconds)} before the next try. Nothing was lost or changed, and this "
            "try was not counted."
        )
        self.wait_seconds = wait_seconds


class DeviceSecretMissingError(LockedError):
    """The passphrase alone cannot open the vault: the laptop's own half of the key is not in its keyring."""


class RecoveryKeyTypoError(LockedError):
    """What was typed is no recovery key: a letter is wrong, missing or swapped."""


class WrongRecoveryKeyError(LockedError):
    """A whole recovery key, but of another vault."""


def _spoken(seconds: float) -> str:
    whole = max(1, round(seconds + 0.499))
    return "1 second" if whole == 1 else f"{whole} seconds"
