"""A cursor that stands still, so that a picture of a screen is always the same."""

from textual.widgets import Input, TextArea


def cursors_still(app):
    """Stop every cursor of the screen in front, on: a picture must not depend on the moment it was taken."""
    for line in app.screen.query("Input, TextArea"):
        assert isinstance(line, Input | TextArea)
        line.cursor_blink = False
        line._cursor_visible = line.has_focus
        if isinstance(line, TextArea):
            line._line_cache.clear()  # it may hold the row as drawn while the cursor was off
        line.refresh()
