"""Opening the app, as quickly as may be."""

import sys

from conversation_kit.errors import KitError

_NO_TERMINAL = "The app needs a terminal to show itself on. For scripts see: conversation-kit --help"


def open_app() -> int:
    """Open the app on this user's vault; return the exit code."""
    from conversation_kit.tui.app import KitApp
    from conversation_kit.tui.opening import Opening

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(_NO_TERMINAL, file=sys.stderr)  # noqa: T201 - the command line speaks
        return 2
    return run_app(KitApp(Opening()))


def run_app(app: "KitApp") -> int:  # type: ignore[name-defined]  # noqa: F821 - imported late, for a quick first paint
    """Run an app until it closes; return the exit code."""
    app.run()
    return app.return_code or 0


def went_wrong(error: BaseException) -> str:
    """Return one sentence for an error nobody foresaw, without its message, which could hold somebody's words."""
    if isinstance(error, KitError):
        return error.sentence
    from conversation_kit.events import Events, code_place
    from conversation_kit.folders import find_folders

    Events(find_folders().logs).failure(error)
    return (
        f"Something inside the kit went wrong ({type(error).__name__} at {code_place(error.__traceback__)}). "
        "What was kept before is safe. The log names the place, without any words."
    )
