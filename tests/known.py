"""What several tests know: a passphrase that is good enough, at a cost that is not."""

from conversation_kit.vault.wrapping import Argon2Cost

PASSPHRASE = "seven quiet herons under the viaduct"
CHEAP = Argon2Cost(memory_kib=32, passes=1, lanes=1)
