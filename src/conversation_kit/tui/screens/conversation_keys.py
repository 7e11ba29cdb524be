"""The keys of a conversation, and the help that explains them."""

from typing import Final

from textual.binding import Binding, BindingType

# Those with priority are taken before the line for typing sees them.
LISTENING_KEYS: Final[tuple[BindingType, ...]] = (
    Binding("tab", "asset", "Asset", id="asset", tooltip="Write an asset by hand", priority=True),
    Binding("f5", "explore", "Explore", id="explore", priority=True, tooltip="Explore together"),
    Binding("f6", "reflect", "Map", id="reflect", priority=True, tooltip="The map of what is strong"),
    Binding("f7", "deal", "Deal", id="deal", priority=True, tooltip="Our part and your part"),
    Binding("f8", "page", "Page", id="page", priority=True, tooltip="The page that stays"),
    Binding("f2", "keep_noticed", "Yes", id="keep-noticed", show=False, tooltip="Keep it as an asset"),
    Binding("f3", "change_noticed", "Change", id="change-noticed", show=False, tooltip="Change it first"),
    Binding("f4", "set_aside", "No", id="set-aside", show=False, tooltip="Just the note"),
    Binding("shift+tab", "notes", "Notes", id="notes", show=False, priority=True, tooltip="Change a note"),
    Binding("ctrl+o", "book", "The Book", id="book", show=False, priority=True),
    Binding("ctrl+z", "step_back", "Undo", id="undo", show=False, priority=True),
    Binding(
        "ctrl+r",
        "last_time",
        "Last time",
        id="last-time",
        show=False,
        priority=True,
        tooltip="Last time, beside today",
    ),
    Binding(
        "ctrl+b",
        "beginning",
        "How it began",
        id="talk-beginning",
        show=False,
        priority=True,
        tooltip="Another guide, who is here, what was said about recording",
    ),
    Binding("ctrl+t", "close", "Close the talk", id="close-conversation", show=False),
    Binding("pageup", "leaf(-1)", "Earlier", id="earlier", show=False, priority=True),
    Binding("pagedown", "leaf(1)", "Later", id="later", show=False, priority=True),
    Binding("escape", "back", "Back", id="back", show=False),
    *(
        Binding(f"alt+{n}", f"topic({n})", f"Topic {n}", id=f"topic-{n}", show=False, priority=True)
        for n in range(1, 10)
    ),
)

LISTENING_HELP: Final = """\
# Listening
Type their words; **Enter** keeps them under the topic with the arrow. **Up** and **Down**, or **Alt+1** to
**Alt+9**, change the topic. **?** on an empty line shows a way to ask; again for another.

When the kit noticed something: **F2** keeps it as an asset, **F3** changes it, **F4** sets it aside. Doing
nothing keeps just the note. **Tab** writes an asset by hand. **Shift+Tab** goes to the notes: **e** changes,
**m** moves, **a** makes an asset, **x** takes out, **p** shows who may see it, **h** its history. **Ctrl+Z** undoes.
**Ctrl+J** begins a new row in the same note; **PageUp** and **PageDown** leaf through what was said.

In a talk held by *Catching up*, last time stands beside the notes; where there is no room, **Ctrl+R** shows it over
them and puts it away.

**F5** explore together, **F6** the map, **F7** the deal, **F8** the page. **Ctrl+O** the Book.
**Ctrl+B** changes the guide, who is here, and what was said about writing it down; what was said stays.
**Ctrl+T** closes the talk; **Esc** goes back and leaves it open. It is never wrong to stop here.
"""
