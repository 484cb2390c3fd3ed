"""Python's collector of circles, which has nothing to find in a check."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """What a check makes holds no circles; looking for some takes longer than the check."""
    was_on = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.freeze()  # what is new counts as old, which is not searched as soon as the collector is back
        gc.unfreeze()
        if was_on:
            gc.enable()
