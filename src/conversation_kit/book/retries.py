"""Retrying without a word: what stamina logs would land across the progress bar, or across the screen."""

from stamina.instrumentation import set_on_retry_hooks


def quiet_retries() -> None:
    """Let nothing be logged or printed about retries from now on; what becomes of them is said by whoever retries.

    For good: stamina keeps this for the whole program, and two threads may retry at the same time.
    """
    set_on_retry_hooks(())
