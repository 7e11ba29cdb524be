"""What the Book's API says of itself in OpenAPI: paths, and the parameters of each."""

from typing import Any

METADATA = "What this API is."
DELTA = "What changed in the Book since a version a laptop has; packed with Zstandard."
LISTS = {
    "services": "Services, a page at a time.",
    "service_at_locations": "Services at locations, a page at a time.",
    "organizations": "Who runs services, a page at a time.",
    "taxonomies": "Taxonomies whose terms stand on services.",
    "taxonomy_terms": "Taxonomy terms that stand on services.",
}
_PAGING = {
    "page": ("integer", "From 1."),
    "per_page": ("integer", "From 1 to 5000; 50 without it."),
    "search": ("string", "Words, in any form; each has to be found."),
}
_SERVICES = {
    **_PAGING,
    "modified_after": ("string", "Changed on or after a day or moment, ISO 8601."),
    "taxonomy_term_id": ("string", "Any of these terms; several with commas."),
    "taxonomy_id": ("string", "Any term of these taxonomies."),
    "organization_id": ("string", "Run by this organisation."),
    "minimum_age": ("number", "Services whose own minimum age is at least this."),
    "maximum_age": ("number", "Services whose own maximum age is at most this."),
    "age": ("number", "Services for somebody of this age; those that name no ages count."),
    "day": ("string", "On any of these days: MO, TU, WE, TH, FR, SA, SU."),
    "postcode": ("string", "Nearest first; a postcode, its district, or a place."),
    "proximity": ("number", "At most so many metres from the postcode, as the crow flies."),
    "full": ("boolean", "Everything about each."),
}
_TERMS = {**_PAGING, "full": ("boolean", "Everything about each.")}
_BY_PATH: dict[str, dict[str, tuple[str, str]]] = {
    "services": {**_SERVICES, "minimal": ("boolean", "Little of each: id, name, status, last_modified.")},
    "service_at_locations": _SERVICES,
    "organizations": _TERMS,
    "taxonomies": _PAGING,
    "taxonomy_terms": {**_PAGING, "taxonomy_id": ("string", "Of this taxonomy.")},
    "delta": {"from": ("integer", "The version that a laptop has; the whole Book without it.")},
}


def parameters_of(name: str, prefix: str) -> list[dict[str, Any]]:
    """Return the parameters of a path as OpenAPI has them.

    Args:
        name: Of the list; ``one`` for a single record, ``delta``, or empty for none.
        prefix: What stands before it; may name the tenant.
    """
    found = [_parameter(key, "query", kind, says) for key, (kind, says) in _BY_PATH.get(name, {}).items()]
    if prefix:
        found.append(_parameter("tenant", "path", "string", "Whose Book."))
    if name == "one":
        found.append(_parameter("record_id", "path", "string", "Its id."))
    return found


def _parameter(name: str, where: str, kind: str, says: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "description": says,
        "schema": {"type": kind},
    }
