"""One writer at a time in the working folder; readers never wait."""

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from peil.errors import PeilError

#: How long a second writer waits before it says so.
WAIT_SECONDS = 10.0
#: What a restore that holds leaves until it is finished.
PLAN = ".herstel.json"
#: Where the entries of the register lie (the same as ``entries.FOLDER``, which is read later).
REGISTER = "register"
_STEP_SECONDS = 0.1


@contextmanager
def lock(work: Path, wait: float | None = None) -> Generator[None]:
    """Hold the working folder for writing; not to be nested.

    Raises:
        PeilError: another load or publication holds it for longer than ``wait`` seconds.
    """
    work.mkdir(parents=True, exist_ok=True)
    patience = WAIT_SECONDS if wait is None else wait
    handle = os.open(work / ".slot", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        deadline = time.monotonic() + patience
        while not _take(handle):
            if time.monotonic() >= deadline:
                raise PeilError(
                    "Iemand anders laadt of publiceert op dit moment. "
                    "Wacht tot dat klaar is en probeer het opnieuw."
                )
            time.sleep(_STEP_SECONDS)
        _finish_restore(work)
        _finish_entries(work)
        yield
    finally:
        # Closing releases the lock; so does the end of the process, however it ends.
        os.close(handle)


def _finish_restore(work: Path) -> None:
    """Finish a restore that was stopped halfway, before anyone works on what is half of it."""
    if (work / PLAN).exists():
        from pipelines.swap import finish

        finish(work)


def _finish_entries(work: Path) -> None:
    """Finish a publication or clean-up that was stopped between its deed and its entry."""
    if (work / REGISTER).is_dir():
        from pipelines.entries import settle

        settle(work)


def _take(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
