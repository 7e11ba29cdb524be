"""``python -m conversation_kit``: the same as the command."""

from conversation_kit.cli import main

if __name__ == "__main__":
    main()
