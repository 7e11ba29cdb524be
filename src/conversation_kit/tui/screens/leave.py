"""Leave it behind: what to write, and where."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from conversation_kit.errors import BadInputError
from conversation_kit.sharing.leaving import As, export, gather
from conversation_kit.sharing.writing import Exported
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from conversation_kit.desk import Desk

_SHAPES = (
    ("page-html", "my page, to print"),
    ("page-text", "my page, plain text"),
    ("note", "case note, text"),
    ("json", "case note, data"),
)
_ENDINGS = {"page-html": ".html", "page-text": ".txt", "note": ".md", "json": ".json"}
_SAYS = "Whoever opens the file can read it: it is not locked. The name of the file holds nobody's name."


class LeaveForm(FormScreen[Exported]):
    """Writes a page or a case note to a file; dismissed with where it is.

    Args:
        desk: The open desk.
        person_id: Whose page it is.
    """

    def __init__(self, desk: Desk, person_id: str) -> None:
        self._desk = desk
        self._person_id = person_id
        super().__init__(
            "Leave it behind",
            [
                Field("shape", "What", "page-html", options=_SHAPES),
                Field("folder", "Into which folder", str(usual_folder())),
                Field(
                    "name", "Name of the file", f"my-page-{desk.today().isoformat()}", "its ending is added"
                ),
                Field(
                    "overwrite",
                    "If it is there already",
                    "no",
                    options=(("no", "ask me"), ("yes", "replace it")),
                ),
            ],
            drafts=desk.vault.drafts,
            draft_key=f"leave:{person_id}",
            says=_SAYS,
        )

    def about(self) -> Mapping[str, str]:
        """The person it is about."""
        return {"person": self._person_id}

    def result(self, values: dict[str, str]) -> Exported:
        """Write the file and return where it is."""
        name = values["name"].strip()
        if not name or Path(name).name != name:
            raise BadInputError("A file needs a name without slashes. The folder goes in the line above it.")
        ending = _ENDINGS[values["shape"]]
        path = Path(values["folder"].strip()).expanduser() / (
            name if name.endswith(ending) else name + ending
        )
        shape = As.PAGE if values["shape"].startswith("page") else As(values["shape"])
        leaving = gather(
            self._desk.vault, self._desk.book, self._desk.kit.guides, self._person_id, self._desk.now()
        )
        made = export(leaving, shape, path, overwrite=values["overwrite"] == "yes")
        self._desk.kit.events.write("exported", person=self._person_id, shape=shape.value)
        return made


def usual_folder() -> Path:
    """Return the user's Documents folder where there is one, else their home."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()
