"""What several tests know: a passphrase that is good enough, at a cost that is not; and how often to try."""

from hypothesis import settings

from conversation_kit.vault.wrapping import Argon2Cost

PASSPHRASE = "seven quiet herons under the viaduct"
CHEAP = Argon2Cost(memory_kib=32, passes=1, lanes=1)
NIGHTLY = "nightly"


def tries(*, usual: int, nightly: int) -> int:
    """Return how many examples a test tries: more with ``--hypothesis-profile=nightly``."""
    return nightly if settings.get_current_profile_name() == NIGHTLY else usual
