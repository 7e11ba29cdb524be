"""Taking back what was done on a screen, the last step first."""

from collections.abc import Callable

from conversation_kit.tui.saying import SaysErrors

NOTHING_TO_TAKE_BACK = "There is nothing to take back on this screen."
AS_BEFORE = "As it was before."


class TakesBack(SaysErrors):
    """Mixed into a screen that remembers how to take each of its steps back, and what is said then.

    A step that could not be taken back is still there to be tried again.
    """

    _steps: list[Callable[[], str]]

    def show_again(self) -> None:
        """Show what stands now."""
        raise NotImplementedError

    def action_undo(self) -> None:
        """Take the last step back."""
        if not self._steps:
            self.say(NOTHING_TO_TAKE_BACK)
            return
        says = self._steps[-1]()
        self._steps.pop()
        self.show_again()
        self.say(says)
