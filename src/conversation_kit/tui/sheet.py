"""A style sheet that reads each rule once."""

from textual.css.stylesheet import Stylesheet


class SheetReadOnce(Stylesheet):
    """Reads anew only what was added, where Textual would read every rule of every screen for each that is opened.

    Other colours still have everything read again.
    """

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set CSS variables; the same again change nothing.

        Args:
            variables: A mapping of name to variable.
        """
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Read what was added. Raises StylesheetError."""
        self.parse()
