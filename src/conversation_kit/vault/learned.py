"""What was learned from choices: on this laptop only, never in the log, never synced, and about nobody."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from conversation_kit.model.learned import Lesson, Verdict
from conversation_kit.vault.store import Store

_MOST = 2_000
"""So many lessons are kept; the oldest months go first."""
_GONE = "DELETE FROM learned WHERE theme = ? AND entry_id = ? AND verdict = ? AND month = ? AND times <= ?"
_LESS = (
    "UPDATE learned SET times = times - ?5"
    " WHERE theme = ?1 AND entry_id = ?2 AND verdict = ?3 AND month = ?4 AND times > ?5"
)


class Learned:
    """The lessons in the vault: ids of themes and entries, a month and a count.

    Args:
        store: The vault's file.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> tuple[Lesson, ...]:
        """Return all lessons, the newest month first, always in the same order."""
        rows = self._store.read(
            "SELECT theme, entry_id, verdict, month, times FROM learned"
            " ORDER BY month DESC, entry_id, theme, verdict"
        )
        return tuple(_lesson(row) for row in rows)

    def change(self, *, took_back: Iterable[Lesson] = (), added: Iterable[Lesson] = ()) -> None:
        """Take some lessons back and add others, in one commit; each counts ``times``.

        Raises:
            StorageError: The disk refused; what was learned before stands.
        """
        with self._store.transaction():
            for lesson in took_back:
                self._take_back(lesson)
            for lesson in added:
                self._store.write(
                    "INSERT INTO learned (theme, entry_id, verdict, month, times) VALUES (?,?,?,?,?)"
                    " ON CONFLICT DO UPDATE SET times = times + excluded.times",
                    (*_key(lesson), lesson.times),
                )
            self._store.write(
                "DELETE FROM learned WHERE (theme, entry_id, verdict, month) NOT IN"
                " (SELECT theme, entry_id, verdict, month FROM learned"
                "  ORDER BY month DESC, entry_id, theme, verdict LIMIT ?)",
                (_MOST,),
            )

    def _take_back(self, lesson: Lesson) -> None:
        for sql in (_GONE, _LESS):
            self._store.write(sql, (*_key(lesson), lesson.times))

    def clear(self) -> int:
        """Forget all of it; return how many lessons there were.

        Raises:
            StorageError: The disk refused; all of it stands.
        """
        with self._store.transaction():
            held = int(self._store.read("SELECT count(*) FROM learned")[0][0])
            self._store.write("DELETE FROM learned")
        return held


def _key(lesson: Lesson) -> tuple[str, str, str, str]:
    return lesson.theme, lesson.entry_id, lesson.verdict.value, lesson.month.isoformat()


def _lesson(row: tuple[Any, ...]) -> Lesson:
    theme, entry_id, verdict, month, times = row
    return Lesson(theme, entry_id, Verdict(verdict), date.fromisoformat(month), times)
