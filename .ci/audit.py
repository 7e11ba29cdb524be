"""Audits the installed packages against the public advisories, and says so loudly when it could not.

A finding fails, unless its id stands in known-findings.txt beside this file, with a reason. No network, a database that
does not answer and a package it does not know never fail: a banner says what was not audited.

Usage: audit.py PIP_AUDIT SITE_PACKAGES
"""

import json
import subprocess
import sys
from pathlib import Path

KNOWN = Path(__file__).with_name("known-findings.txt")
SECONDS = 60
OWN = "conversation-kit"


def audit(command: list[str], known: Path = KNOWN, seconds: float = SECONDS) -> int:
    """Run pip-audit as ``command`` and return 1 when it finds something that is not known, else 0."""
    options = ["--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    try:
        done = subprocess.run(
            [*command, *options], capture_output=True, text=True, timeout=seconds, check=False
        )
        packages = json.loads(done.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return skipped(f"the advisories did not answer within {seconds:g} seconds")
    except OSError as error:
        return skipped(f"pip-audit could not be run ({error.strerror})")
    except (ValueError, KeyError, TypeError):
        return skipped(
            "pip-audit gave no answer; its last words: " + (done.stderr.strip().splitlines() or ["none"])[-1]
        )
    accepted = known_findings(known)
    found = [
        (package["name"], package["version"], finding["id"])
        for package in packages
        for finding in package.get("vulns", ())
        if accepted.isdisjoint({finding["id"], *finding.get("aliases", ())})
    ]
    for name, version, finding in found:
        print(f"{name} {version}: {finding}")
    unknown = sorted(one["name"] for one in packages if "skip_reason" in one and one["name"] != OWN)
    audited = sum("skip_reason" not in package for package in packages)
    if unknown:
        which = (
            f"none of the {len(unknown)} packages"
            if not audited
            else f"these packages not: {', '.join(unknown)}"
        )
        skipped(f"the advisories that answered know {which}")
    print(f"Audited {audited} packages: {len(found)} findings that are not in {known.name}.")
    return 1 if found else 0


def known_findings(path: Path) -> set[str]:
    """Return the ids of findings that are accepted, each with its reason on the same line."""
    lines = [line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines()]
    return {line[0] for line in lines if len(line) == 2 and not line[0].startswith("#")}  # noqa: PLR2004


def skipped(why: str) -> int:
    """Say loudly that the audit was skipped, or a part of it; never a failure."""
    bar = "!" * 78
    print(f"{bar}\n!! NOT AUDITED: {why}.\n{bar}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(audit([sys.argv[1], "--path", sys.argv[2]]))
