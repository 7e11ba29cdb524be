"""The command line: the app, and the same services for scripts and tests."""

import os
import sys

from conversation_kit.tui.privacy import drop_leaky_variables, write_no_core


def main() -> None:
    """Run the command line; a plain sentence and an exit code for whatever goes wrong."""
    drop_leaky_variables()
    write_no_core()
    # numpy's own threads would wait, spinning, on the processor that the next key needs. It reads this when imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if len(sys.argv) == 1 and "_CONVERSATION_KIT_COMPLETE" not in os.environ:
        from conversation_kit.cli.opening import open_app

        sys.exit(open_app())
    from conversation_kit.cli.root import run

    sys.exit(run())
