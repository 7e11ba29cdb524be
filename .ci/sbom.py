"""Makes the bill of materials (CycloneDX, JSON) of an environment, and checks that it names what we depend on.

Usage: sbom.py CYCLONEDX_PY PYTHON_OF_THE_ENVIRONMENT FILE
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def make(tool: str, python: str, file: Path) -> None:
    """Write the bill of materials of the environment of ``python`` to ``file``."""
    subprocess.run(
        [
            tool,
            "environment",
            python,
            "--pyproject",
            str(PROJECT),
            "--output-reproducible",
            "--no-validate",
            "--output-file",
            str(file),
        ],
        check=True,
    )


def missing(file: Path) -> list[str]:
    """Return which direct dependencies, at the version we pin, the bill of materials does not name."""
    bill = json.loads(file.read_text(encoding="utf-8"))
    if bill.get("bomFormat") != "CycloneDX":
        return ["CycloneDX itself: this is another kind of file"]
    named = {(plain(part["name"]), part.get("version")) for part in bill.get("components", ())}
    return [f"{name} {version}" for name, version in direct() if (plain(name), version) not in named]


def direct() -> list[tuple[str, str]]:
    """Return the names and pinned versions of what we depend on, on every system."""
    lines = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    return [tuple(line.split("==")) for line in lines if ";" not in line]  # type: ignore[misc]


def plain(name: str) -> str:
    """Return a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    target = Path(sys.argv[3])
    make(sys.argv[1], sys.argv[2], target)
    if absent := missing(target):
        sys.exit(f"The bill of materials does not name: {', '.join(absent)}")
    print(f"{target} names all {len(direct())} direct dependencies.")
