"""What is asked about the worker, on the first run and later."""

WORKER_LINES = (
    ("name", "Your name", ""),
    ("role", "Your role", "for instance social care officer, link worker"),
    ("team", "Your team", ""),
    ("footprint", "Your footprint", "the neighbourhood you work in"),
)
"""The field, what stands beside it, what is shown while it is empty."""

NAME_NEEDED = "Your name is needed, so that others know who wrote."
