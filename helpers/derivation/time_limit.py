"""An end to what takes too long: SymPy may think for hours about a line that looks harmless."""

import ctypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class TooLongError(BaseException):
    """The time is over. No Exception, since nothing on the way may take it for its own."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TooLongError in the block when it has computed for so long, on any system.

    Time in which the machine is busy with something else does not count, where that is known.
    """
    thread, lock, is_over = threading.get_ident(), threading.Lock(), threading.Event()
    used = _clock(thread)
    start = used()

    def watch() -> None:
        while (left := seconds - (used() - start)) > 0:
            if is_over.wait(max(left, 0.01)):
                return
        with lock:
            if not is_over.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(thread), ctypes.py_object(TooLongError)
                )

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        with lock:
            is_over.set()


def _clock(thread: int) -> Callable[[], float]:
    """Return a clock of the time that a thread has computed, or of all time on Windows."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return time.monotonic
    clock = time.pthread_getcpuclockid(thread)
    return lambda: time.clock_gettime(clock)
