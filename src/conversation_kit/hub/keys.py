"""The public keys of devices that asked lately: a signature is checked before the database is asked anything."""

_MOST_KNOWN = 20_000


class Keys:
    """Public keys by device. The database has the last word on each; what is remembered is bounded."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, device: str) -> bytes | None:
        """Return the key (32 bytes) of a device (``TENANT/DEVICE``), if it is known here."""
        return self._kept.get(device)

    def keep(self, device: str, key: bytes) -> None:
        """Remember a device's key as the database has it."""
        if len(self._kept) >= _MOST_KNOWN:
            self._kept.clear()
        self._kept[device] = key
