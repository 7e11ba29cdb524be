"""Going in: a door that opens while the cover lies over it stays shut until the cover is taken away."""

from textual.screen import Screen


class GoesIn(Screen[bytes]):
    """A screen that is dismissed with the vault's key, but never from under another one."""

    _key: bytes | None = None

    def go_in(self, key: bytes) -> None:
        """Go in; under the cover, only once the cover is taken away."""
        if self.app.screen is self:
            self.dismiss(key)
        else:
            self._key = key

    def on_screen_resume(self) -> None:
        """The cover was taken away: go in when the key has come meanwhile."""
        if self._key is not None:
            key, self._key = self._key, None
            self.dismiss(key)
