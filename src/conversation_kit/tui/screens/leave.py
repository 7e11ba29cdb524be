"""Leave it behind: what to write, and where."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from conversation_kit.errors import RefusedError
from conversation_kit.model.permissions import Audience
from conversation_kit.paths import meant
from conversation_kit.sharing.leaving import WAYS_OUT, As, Leaving, export, file_name, free_name, gather
from conversation_kit.sharing.permission import NoPermissionError
from conversation_kit.sharing.writing import Exported
from conversation_kit.tui.widgets.choice import Choice
from conversation_kit.tui.widgets.form import Field, FieldInput, FormScreen

if TYPE_CHECKING:
    from conversation_kit.desk import Desk

_SHAPES = (
    ("page-html", "my page, to print"),
    ("page-text", "my page, plain text"),
    ("easy", "easy words, to print"),
    ("note", "case note, text"),
    ("json", "case note, data"),
    ("huddle-card", "huddle card"),
)
_READERS = tuple((reader.value, reader.words) for reader in WAYS_OUT["note"].audiences)
_ENDINGS = {
    "page-html": ".html",
    "page-text": ".txt",
    "easy": ".html",
    "note": ".md",
    "json": ".json",
    "huddle-card": ".html",
}
_NAMES = {
    "page-html": "my-page",
    "page-text": "my-page",
    "easy": "easy-words",
    "note": "case-note",
    "json": "case-note",
    "huddle-card": "huddle-card",
}
_SAYS = "Whoever opens the file can read it: it is not locked. The name of the file holds nobody's name."
OVERWRITE = Field(
    "overwrite", "If it is there already", "no", options=(("no", "ask me"), ("yes", "replace it"))
)
"""The last line of a form that writes a file."""


class LeaveForm(FormScreen[Exported]):
    """Writes a page or a case note to a file; dismissed with where it is.

    Args:
        desk: The open desk.
        person_id: Whose page it is.
        shape: What to write at first.
    """

    def __init__(self, desk: Desk, person_id: str, *, shape: str = "page-html") -> None:
        self._desk = desk
        self._person_id = person_id
        self._folder = desk.export_folder or usual_folder()
        self._suggested = self._usual_name(shape)
        super().__init__(
            "Leave it behind",
            [
                Field("shape", "What", shape, options=_SHAPES),
                Field("folder", "Into which folder", str(self._folder), offered=True),
                Field("name", "Name of the file", self._suggested, "its ending is added", offered=True),
                Field("audience", "A case note is for", Audience.TEAM, options=_READERS),
                OVERWRITE,
            ],
            drafts=desk.vault.drafts,
            draft_key=key_of_today(desk, f"leave:{person_id}:"),
            says=_SAYS,
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._person_id}

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Suggest another name for another thing, unless one was typed."""
        super().on_choice_changed(event)
        name = self.query_one("#field-name", FieldInput)
        if event.choice.id == "field-shape" and name.value == self._suggested:
            self._suggested = self._usual_name(event.choice.value)
            name.offer(self._suggested)

    def _usual_name(self, shape: str) -> str:
        return free_name(self._folder, f"{_NAMES[shape]}-{self._desk.today()}", _ENDINGS[shape])

    def result(self, values: dict[str, str]) -> Exported:
        """Write the file and return where it is."""
        name = file_name(values["name"], _ENDINGS[values["shape"]])
        shape = As.PAGE if values["shape"].startswith("page") else As(values["shape"])
        leaving = leaving_of(self._desk, self._person_id)
        try:
            made = export(
                leaving,
                shape,
                folder_meant(values["folder"]) / name,
                audience=Audience(values["audience"]) if shape in (As.NOTE, As.JSON) else None,
                overwrite=values["overwrite"] == "yes",
            )
        except NoPermissionError:
            raise
        except RefusedError as error:
            raise RefusedError(
                "There is a file of that name already; it is as it was. Choose another name, or “replace it”."
            ) from error
        self._desk.export_folder = made.path.parent
        self._desk.kit.events.write("exported", person=self._person_id, shape=shape.value)
        return made


def leaving_of(desk: Desk, person_id: str) -> Leaving:
    """Return what is needed to leave something behind for one person."""
    return gather(
        desk.vault,
        desk.book,
        desk.kit.guides,
        person_id,
        desk.now(),
        private=desk.private,
        ring=desk.kit.settings.ring,
    )


def usual_folder() -> Path:
    """Return the user's Documents folder where there is one, else their home."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def folder_meant(said: str) -> Path:
    """Return the folder in words that were typed or pasted: with ``~``, or in the quotes that Windows copies."""
    words = said.strip().strip("\"'").strip()
    if not words:
        return usual_folder()
    path = meant(Path(words))
    return path if path.is_absolute() else usual_folder() / path


def key_of_today(desk: Desk, begun: str) -> str:
    """Return ``begun`` with the day as a draft's key, and let go of a form half filled on another day.

    Its name and folder are stale.
    """
    today = f"{begun}{desk.today()}"
    for draft in desk.vault.drafts.all():
        if draft.key.startswith(begun) and draft.key != today:
            desk.vault.drafts.clear(draft.key)
    return today
