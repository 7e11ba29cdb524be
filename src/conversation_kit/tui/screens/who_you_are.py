"""Who the worker is: the name, role and team that stand on a page, and the footprint that Home begins with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from conversation_kit.errors import BadInputError
from conversation_kit.model.people import Worker
from conversation_kit.text import inert
from conversation_kit.tui.widgets.form import Field, FormScreen
from conversation_kit.tui.worker_lines import NAME_NEEDED, WORKER_LINES

if TYPE_CHECKING:
    from conversation_kit.desk import Desk


class WhoYouAreForm(FormScreen[Worker]):
    """Changes what was said of the worker on the first run; dismissed with it, kept.

    Args:
        desk: The open desk.
    """

    HELP = """\
# Who you are
Your name stands beside what you write, and with your role on the page that stays; your footprint is where distances are
measured from when nothing better is known. What you wrote before goes by the new name, too.
**Ctrl+S** keeps it. **Esc** goes back; what was typed stands here next time.
"""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.read_worker_again()
        self._shown = desk.worker
        super().__init__(
            "Who you are",
            [Field(name, label, getattr(desk.worker, name), hint) for name, label, hint in WORKER_LINES],
            drafts=desk.vault.drafts,
            draft_key="worker",
            says="Pages that were left keep what stood on them. Ctrl+S keeps it from anywhere.",
        )

    def result(self, values: dict[str, str]) -> Worker:
        """Keep what was changed of who they are, and return it. The hub may have changed the rest meanwhile.

        Raises:
            BadInputError: There is no name. Nothing was changed.
            StorageError: The disk refused; it is as it was.
        """
        said = {name: inert(value).strip() for name, value in values.items()}
        if not said["name"]:
            raise BadInputError(NAME_NEEDED)
        changed = {name: words for name, words in said.items() if words != getattr(self._shown, name)}
        self._desk.read_worker_again()
        worker = replace(self._desk.worker, **changed)
        self._desk.vault.me(worker)
        self._desk.worker = worker
        return worker
