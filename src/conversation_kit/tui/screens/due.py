"""What is due, into a calendar file: how far ahead, and where to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation_kit.errors import RefusedError
from conversation_kit.journey.promises import promises
from conversation_kit.sharing.calendar import export_due
from conversation_kit.sharing.leaving import file_name, free_name
from conversation_kit.sharing.writing import Exported
from conversation_kit.tui.screens.leave import OVERWRITE, folder_meant, key_of_today, usual_folder
from conversation_kit.tui.widgets.form import Field, FormScreen

if TYPE_CHECKING:
    from conversation_kit.desk import Desk

_ENDING = ".ics"
_AHEAD = (("28", "four weeks"), ("92", "three months"), ("", "all of it"))
_SAYS = "Only the days go into the file: nobody's name, and nothing anybody said. Most calendars open it."


class DueForm(FormScreen[Exported]):
    """Writes the days on which something is due to a calendar file; dismissed with where it is.

    Args:
        desk: The open desk.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        folder = desk.export_folder or usual_folder()
        super().__init__(
            "What is due, for your calendar",
            [
                Field("days", "How far ahead", "28", options=_AHEAD),
                Field("folder", "Into which folder", str(folder), offered=True),
                Field(
                    "name",
                    "Name of the file",
                    free_name(folder, f"due-{desk.today()}", _ENDING),
                    "its ending is added",
                    offered=True,
                ),
                OVERWRITE,
            ],
            drafts=desk.vault.drafts,
            draft_key=key_of_today(desk, "due:"),
            says=_SAYS,
        )

    def result(self, values: dict[str, str]) -> Exported:
        """Write the file and return where it is."""
        path = folder_meant(values["folder"]) / file_name(values["name"], _ENDING)
        try:
            made = export_due(
                promises(self._desk.vault),
                path,
                now=self._desk.now(),
                days=int(values["days"]) if values["days"] else None,
                overwrite=values["overwrite"] == "yes",
            )
        except RefusedError as error:
            raise RefusedError(
                "There is a file of that name already; it is as it was. Choose another name, or “replace it”."
            ) from error
        self._desk.export_folder = made.path.parent
        self._desk.kit.events.write("due-exported")
        return made
