"""Descriptions that are a form in disguise: ``Address: ... Opening Hours: ... Latitude: 53.5 Longitude: -2.6``."""

import re

_LABELS = re.compile(
    r"\b(Address|Opening Hours(?: for [A-Z][\w ]{2,20})?|Opening Times|Website|E-?mail|Telephone|Phone|"
    r"Refreshments Available\??|Refreshments|Other Information|Facilities|Cost|Latitude|Longitude)\s*:",
)
_FEWEST = 3  # labels that make a form of a description
_UNSHOWN = frozenset({"latitude", "longitude"})


def unfold_labels(description: str) -> tuple[str, str]:
    """Return the description with one label a line, and the address it holds.

    Empty answers, coordinates and the address itself are left out. A description with fewer than three labels is
    returned as it is, with no address.
    """
    if description.count(":") < _FEWEST:
        return description, ""
    found = list(_LABELS.finditer(description))
    if len(found) < _FEWEST:
        return description, ""
    lines, address = [description[: found[0].start()].strip()], ""
    for here, following in zip(found, [*found[1:], None], strict=True):
        end = following.start() if following else len(description)
        label, answer = here[1].rstrip("?"), " ".join(description[here.end() : end].split())
        if not any(c.isalnum() for c in answer) or label.lower() in _UNSHOWN:
            continue
        if label == "Address" and not address:
            address = answer
            continue
        lines.append(f"{label}: {answer}")
    return "\n".join(line for line in lines if line), address
