"""Where the shipped data (guides, places, words, page templates, the demo) stands."""

from pathlib import Path


def assets_folder() -> Path:
    """Return the folder of shipped data, both in an installed wheel and in a source checkout."""
    installed = Path(__file__).parent / "assets"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "assets"
