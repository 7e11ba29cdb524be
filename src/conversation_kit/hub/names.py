"""Names and ids at the hub."""

import re

from conversation_kit.errors import BadInputError

_FIRST_IN_PATHS = frozenset(
    {"services", "organizations", "taxonomies", "book", "desk", "sync", "health", "metrics", "openapi"}
)
TENANT = re.compile(r"[a-z0-9][a-z0-9-]{0,62}", re.ASCII)
_LONGEST = 200


def is_tenant_id(text: str) -> bool:
    """Whether ``text`` can be the id of a tenant, and so may stand in SQL and in a path as it is."""
    return TENANT.fullmatch(text) is not None and text not in _FIRST_IN_PATHS


def is_name(text: str) -> bool:
    """Whether ``text`` can be the id of anything, as laptops make them."""
    return 0 < len(text) <= _LONGEST and text.isascii() and text.isprintable()


def tenant_id_from(name: str) -> str:
    """Return an id for a tenant of this name: ``Northmoor Council`` is ``northmoor-council``.

    Raises:
        BadInputError: Nothing of the name can be used.
    """
    made = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40].rstrip("-")
    if not made:
        raise BadInputError("That name has no letters for an id. Nothing was added. Give one with --id.")
    return made
