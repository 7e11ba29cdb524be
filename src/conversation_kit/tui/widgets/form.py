"""A form that is never in the way: any order, nothing required unless it says so, kept while it is typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from conversation_kit.errors import KitError
from conversation_kit.tui.drafting import Drafting, fields_as_text, text_as_fields
from conversation_kit.tui.keys_in_use import with_keys_in_use
from conversation_kit.tui.saying import SaysErrors
from conversation_kit.tui.widgets.choice import Choice
from conversation_kit.tui.widgets.keys_line import KeysLine
from conversation_kit.tui.widgets.line import Growing
from conversation_kit.vault.drafts import Drafts

Result = TypeVar("Result")

_OF_THE_WINDOW = 0.96  # as in the styles
_LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form.

    Attributes:
        name: Names the value.
        label: What stands beside it.
        value: What it holds at first.
        hint: Shown while it is empty.
        options: When given, a choice of value and words instead of typing.
        long: Their own words: the field wraps and grows.
        offered: The kit put the value there and nobody's words: it is marked when the cursor comes, and typing
            takes its place.
    """

    name: str
    label: str
    value: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    long: bool = False
    offered: bool = False


class FieldInput(Input):
    """One row of typing. What is pasted with several rows becomes one row; nothing of it is dropped.

    Args:
        value: What stands in it at first.
        hint: Shown while it is empty.
        offered: A value that typing takes the place of, as long as it stands there unchanged; empty for none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Line above", show=False),
        Binding("down", "step(1)", "Line below", show=False),
    ]

    def __init__(self, value: str = "", *, hint: str = "", offered: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(value, placeholder=hint, compact=True, id=id, select_on_focus=False)
        self._offered = offered

    def offer(self, value: str) -> None:
        """Put a value there that typing takes the place of."""
        self.value = self._offered = value

    @property
    def _is_offered(self) -> bool:
        return bool(self._offered) and self.value == self._offered

    def on_focus(self, event: events.Focus) -> None:
        """Mark what was only offered."""
        if self._is_offered and not event.from_app_focus:
            self.action_select_all()

    def take(self, letters: str) -> None:
        """Take letters that were typed elsewhere, as if they were typed here."""
        if self._is_offered:
            self.value = ""
        self.insert_text_at_cursor(letters)

    def action_step(self, step: int) -> None:
        """Go to the line above or below."""
        if step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def _on_paste(self, event: events.Paste) -> None:
        event.text = " ".join(row.strip() for row in event.text.splitlines())


class FormScreen(SaysErrors, ModalScreen[Result | None]):
    """Asks for a few fields and is dismissed with what they make, or None when the worker goes back.

    Going back loses nothing: what was typed stays in a draft and stands there again the next time. A field that
    was left as it was is not in the draft, so that an old one never undoes what was decided since.

    Args:
        title: What it is about.
        fields: The lines.
        drafts: Where the fields are kept while they are typed.
        draft_key: Names that draft.
        says: A sentence beneath the fields.
        lead: What is read first, between the title and the fields.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", id="keep"),
        Binding("escape", "back", "Back, nothing is lost", id="back"),
    ]
    HELP = """\
# A form
Any order; nothing is required unless it says so. **Enter** or **Tab** goes on, **Shift+Tab** back, arrows choose
among words with a dot. **Ctrl+J** begins a new row where there is room for more than one. **Ctrl+S** keeps it from
anywhere. **Esc** goes back; what was typed stands here next time.
"""

    def __init__(
        self,
        title: str,
        fields: list[Field],
        *,
        drafts: Drafts,
        draft_key: str,
        says: str = "",
        lead: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._lead = lead
        self._fields = fields
        self._first_says = says
        self._drafts = drafts
        found = draft.text if (draft := drafts.get(draft_key)) else ""
        self._restored = text_as_fields(found)
        self._drafting = Drafting(
            self,
            drafts,
            draft_key,
            collect=lambda: fields_as_text(self._typed()),
            about=self.about,
            found=found,
        )

    def about(self) -> Mapping[str, str]:
        """Ids of what the form is about, kept beside its draft. Empty unless a form says more."""
        return {}

    @property
    def person_id(self) -> str:
        """Whom the form is about, or empty."""
        return self.about().get("person", "")

    def result(self, values: dict[str, str]) -> Result:
        """Return what the form makes of its values. May raise KitError with a sentence to show."""
        raise NotImplementedError

    def unclear(self) -> str:
        """Return what ``result`` has to ask once it kept the rest; the form then stays. Empty unless a form asks."""
        return ""

    def stay(self, question: str) -> None:
        """The rest is kept, and one thing was unclear: ask."""
        self.say(question)

    def compose(self) -> ComposeResult:
        """A title, the lines, a sentence; the keys at the foot."""
        yield from self.compose_form()
        yield KeysLine()

    def compose_form(self) -> ComposeResult:
        """A title, the lines, a sentence."""
        with Vertical(id="form"):
            yield Static(self._title, id="form-title", markup=False)
            with VerticalScroll(id="form-fields", can_focus=False):
                if self._lead:
                    yield Static(self._lead, id="form-lead", classes="quiet", markup=False)
                for field in self._fields:
                    with Horizontal(id=f"line-{field.name}", classes="field"):
                        yield Label(field.label, classes="field-label", markup=False)
                        yield self._widget(field)
            says = self._first_says or "Enter goes on. Nothing here is required."
            yield Static(with_keys_in_use(self, says), id="form-says", markup=False)

    def _widget(self, field: Field) -> Widget:
        value = self._restored.get(field.name, field.value)
        if field.options:
            return Choice(list(field.options), value, id=f"field-{field.name}")
        if field.long:
            return Growing(value, hint=field.hint, id=f"field-{field.name}")
        offered = field.value if field.offered else ""
        return FieldInput(value, hint=field.hint, offered=offered, id=f"field-{field.name}")

    def values(self) -> dict[str, str]:
        """Return what stands in the fields now."""
        return {field.name: self._value(field) for field in self._fields}

    def _value(self, field: Field) -> str:
        widget = self.query_one(f"#field-{field.name}")
        if isinstance(widget, Growing):
            return widget.text
        return widget.value if isinstance(widget, Input | Choice) else ""

    def _typed(self) -> dict[str, str]:
        """Return the values that differ from what stood there before anything was typed."""
        values = self.values()
        return {field.name: values[field.name] for field in self._fields if values[field.name] != field.value}

    def say(self, sentence: str) -> None:
        """Show one sentence beneath the fields."""
        self.query_one("#form-says", Static).update(with_keys_in_use(self, sentence))
        self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        """Use the room there is."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """In a low window the fields scroll, so that the sentence beneath them stays in sight."""
        form, fields = self.query_one("#form"), self.query_one("#form-fields")
        around = sum(child.outer_size.height for child in self.children if child is not form)
        besides = sum(child.outer_size.height for child in form.children if child is not fields)
        room = int((self.size.height - around) * _OF_THE_WINDOW) - form.gutter.height - besides
        fields.styles.max_height = max(_LEAST_ROWS, room)
        self.call_after_refresh(self._show_line)

    def on_descendant_focus(self) -> None:
        """Show the whole of the line the cursor is in, what stands beside it too."""
        self.call_after_refresh(self._show_line)

    def _show_line(self) -> None:
        line = next((one for one in self.query(".field") if one.has_focus_within), None)
        if line is not None:
            line.scroll_visible(animate=False)

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Keep what is typed."""
        self._drafting.touched()

    def on_choice_changed(self, _event: Choice.Changed) -> None:
        """Keep what is chosen."""
        self._drafting.touched()

    def on_text_area_changed(self) -> None:
        """Keep what is typed."""
        self._drafting.touched()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: on to the next line; from the last one, keep."""
        self._go_on(event.input)

    def on_growing_said(self, event: Growing.Said) -> None:
        """Enter: on to the next line; from the last one, keep."""
        self._go_on(event.line)

    def on_choice_done(self, event: Choice.Done) -> None:
        """Enter: on to the next line; from the last one, keep."""
        self._go_on(event.choice)

    def _go_on(self, widget: Widget) -> None:
        if widget.id == f"field-{self._fields[-1].name}":
            self.action_keep()
        else:
            self.focus_next()

    def on_choice_typed(self, event: Choice.Typed) -> None:
        """Words typed where there is only a choice belong into the next line that takes words."""
        names = [f"field-{field.name}" for field in self._fields]
        below = names[names.index(event.choice.id or "") + 1 :]
        line = next(
            (w for name in below if isinstance(w := self.query_one(f"#{name}"), FieldInput | Growing)), None
        )
        if line is None:
            self.say("Arrows choose; there is no line for words below this one.")
        elif isinstance(line, Growing):
            line.focus()
            line.insert(event.letters)
        else:
            line.focus()
            line.take(event.letters)

    def on_growing_stepped(self, event: Growing.Stepped) -> None:
        """Up or down at the edge of a text: the line above or below."""
        if event.step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def commit_drafts(self) -> None:
        """Commit the fields now."""
        self._drafting.commit()

    def action_keep(self) -> None:
        """Make of the fields what they are for, and leave. What is made and the draft's end are one commit."""
        try:
            with self._drafts.together():
                made = self.result(self.values())
                question = self.unclear()
                if not question:
                    self._drafting.clear()
        except KitError as error:
            self.say(error.sentence)
            return
        if question:
            self.stay(question)
        else:
            self.dismiss(made)

    def action_back(self) -> None:
        """Go back one step; what was typed stays as a draft."""
        self._drafting.commit()
        self.dismiss(None)
