"""Retrying without a word: what stamina logs would land across the progress bar."""

from collections.abc import Iterator
from contextlib import contextmanager

from stamina.instrumentation import get_on_retry_hooks, set_on_retry_hooks


@contextmanager
def quiet_retries() -> Iterator[None]:
    """Let nothing be logged or printed about retries meanwhile; what becomes of them is in the report."""
    before = get_on_retry_hooks()
    set_on_retry_hooks(())
    try:
        yield
    finally:
        set_on_retry_hooks(before)
