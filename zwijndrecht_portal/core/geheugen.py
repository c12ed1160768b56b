"""Memory while something large is made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def zonder_opruimen() -> Iterator[None]:
    """
    No garbage collection while a document is read or drawn. Also as a decorator.

    Its parts all live until it is done. To look through them for rubbish took up to a third of the time, and grew
    faster than the document. It holds for the whole process; of two at once, the first that ends switches it on again.
    """
    stond_aan = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stond_aan:
            gc.enable()
