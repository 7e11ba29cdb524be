"""What a disk may hold when the power goes: what was synced, and any part of what was written since.

Two models, both of our own making, in the idea of SQLite's crash tests. A write may land in any order, sector by sector,
or not at all; a sector that was being written may hold part of it or rubbish. Bytes that nobody wrote to stay as they
were, in the same sector too (the "powersafe overwrite" that SQLite relies on and disks give). What was synced before is
there; a disk that lies about that is beyond anybody's help.
"""

import os
from pathlib import Path
from random import Random

SECTOR = 512


def torn(old: bytes, new: bytes, random: Random) -> bytes:
    """Return what may stand of a file that was ``old`` when it was synced last and was being made ``new``."""
    sector = random.choice((SECTOR, 4096))
    chance = random.choice((0.0, 0.1, 0.5, 0.9, 1.0))
    found = bytearray(old)
    if len(new) > len(old):  # how far the file had grown
        found += bytes(random.choice((0, len(new) - len(old), random.randrange(len(new) - len(old) + 1))))
    elif random.random() < chance:
        del found[len(new) :]
    for begin in range(0, min(len(found), len(new)), sector):
        end = min(begin + sector, len(found), len(new))
        before, after = bytes(found[begin:end]), new[begin:end]
        if before != after and random.random() < chance:
            found[begin:end] = _sector(before, after, random)
    return bytes(found)


def _sector(before: bytes, after: bytes, random: Random) -> bytes:
    """Return a sector that was written wholly, or that the power was cut in."""
    how = random.choice(("whole",) * 6 + ("part", "rubbish"))
    if how == "whole":
        return after
    if how == "part":
        cut = random.randrange(len(after))
        return after[:cut] + before[cut:]
    # only where something was being written
    rubbish = random.randbytes(len(after))
    return bytes(b if b == a else r for b, a, r in zip(before, after, rubbish, strict=True))


class WatchedDisk:
    """Watches a folder's syncs and renames, and says before each what a power cut there might leave.

    A name is durable when its folder was synced, what a file holds when the file was. Until then each may be as it was,
    as it is, or (what a file holds) torn. What SQLite syncs by itself is told with ``synced``.

    Args:
        root: The folder.
        monkeypatch: Puts the watching into ``os.fsync``, ``Path.rename`` and ``Path.replace``.
        cut: Called with this disk before each of them.
    """

    def __init__(self, root: Path, monkeypatch, cut) -> None:
        self._root = root
        self._cut = cut
        self._names: dict[int, list[dict[str, int]]] = {}  # of a folder: its durable names, then later ones
        self._now: dict[int, bytes] = {}
        self._synced: dict[int, bytes] = {}
        self._cutting = False
        self._look()
        self._synced = dict(self._now)
        self._names = {folder: [versions[-1]] for folder, versions in self._names.items()}
        real_sync = os.fsync

        def fsync(handle):
            self._before()
            real_sync(handle)
            if not self._cutting:
                self._sync(os.fstat(handle).st_ino)

        monkeypatch.setattr(os, "fsync", fsync)
        for name in ("rename", "replace"):
            monkeypatch.setattr(Path, name, self._watched(getattr(Path, name)))

    def synced(self, path: Path) -> None:
        """Take what the file holds for durable."""
        if not self._cutting and path.exists():
            self._sync(path.stat().st_ino)

    def after_the_cut(self, target: Path, random: Random) -> None:
        """Write into ``target`` what might be found when the power comes back."""
        self._write(self._root.stat().st_ino, target, random)

    def _write(self, folder: int, target: Path, random: Random) -> None:
        target.mkdir(parents=True)
        for name, number in random.choice(self._names[folder]).items():
            if number in self._names:
                self._write(number, target / name, random)
                continue
            old, new = self._synced.get(number), self._now[number]
            (target / name).write_bytes(new if old == new else torn(old or b"", new, random))

    def _watched(self, real):
        def call(path, target):
            self._before()
            return real(path, target)

        return call

    def _before(self) -> None:
        if self._cutting:  # what is looked at after a cut is another disk
            return
        self._look()
        self._cutting = True
        try:
            self._cut(self)
        finally:
            self._cutting = False

    def _look(self) -> None:
        for path in (self._root, *self._root.rglob("*")):
            number = path.stat().st_ino
            if path.is_dir():
                listing = {entry.name: entry.stat().st_ino for entry in path.iterdir()}
                versions = self._names.setdefault(number, [{}])
                if versions[-1] != listing:
                    versions.append(listing)
            else:
                self._now[number] = path.read_bytes()
        self._forget()

    def _forget(self) -> None:
        """Let go the files that no name, durable or not, leads to: a new file may get their number."""
        named = {
            number for versions in self._names.values() for names in versions for number in names.values()
        }
        for known in (self._now, self._synced):
            for number in known.keys() - named:
                del known[number]

    def _sync(self, number: int) -> None:
        self._look()
        if number in self._names:
            self._names[number] = self._names[number][-1:]
        elif number in self._now:
            self._synced[number] = self._now[number]
