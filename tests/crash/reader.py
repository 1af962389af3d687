"""A reader that asks without end, as an open dashboard does, and counts what went wrong."""

import json
import signal
import sys
import threading
import time
from pathlib import Path

from peil.access import Viewer
from peil.desk import Desk
from peil.store import Store

#: Between two questions, in seconds: what is killed needs the processor too.
PAUSE = 0.01


def ask(work: Path, store: Store, indicator: str) -> str:
    """Ask once, of the open store and of a fresh one; return what is wrong with the answer."""
    for opened in (store, Store(work)):
        desk = Desk(opened, Viewer("lezer", "analist"))
        found = desk.figures(indicator, periode="2021")
        parts = {f.teller for f in found if f.niveau == "gemeente"}
        whole = {f.teller for f in found if f.niveau == "eenheid"}
        count = sum(f.niveau == "gemeente" for f in found)
        if len(parts) != 1 or whole != {count * (next(iter(parts)) or 0)}:
            return f"{desk.version}: gemeenten {sorted(map(str, parts))}, eenheid {whole}"
        if len(desk.snapshot.inhoud) != 64:
            return f"{desk.version}: geen stempel"
    return ""


def main(folder: str, indicator: str) -> None:
    """Ask until told to stop, then print the number of reads and every fault."""

    is_over = threading.Event()
    # An exception raised here could be lost in the library that is interrupted.
    signal.signal(signal.SIGTERM, lambda *_: is_over.set())
    work, reads, faults = Path(folder), 0, list[str]()
    store = Store(work)
    print("KLAAR", flush=True)
    while not is_over.is_set():
        try:
            fault = ask(work, store, indicator)
        # Every fault is counted and judged by the test; a reader that dies would hide the next.
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"
        reads += 1
        if fault:
            faults.append(fault)
        time.sleep(PAUSE)
    print(json.dumps({"reads": reads, "faults": faults[:20]}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
