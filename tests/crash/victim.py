"""A program that loads and publishes without end, and is killed: by the clock, or at a step.

One process that has everything in memory waits for lines on stdin: ``tijd 0.4`` kills its next
child after so many seconds, ``stap 17`` just before the seventeenth change of a name or file. The
child prints what it was promised (``GELADEN id``, ``GEPUBLICEERD hash``); the parent ``GEVALLEN``.
"""

import os
import signal
import sys
import time
import traceback
from pathlib import Path

from pipelines import publish, register
from pipelines.lock import lock

#: What changes a name or begins a file; each is a moment at which a computer can stop.
STEPS = {"os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "os.chmod", "os.rmdir"}
HEADER = "indicator;gebied;periode;waarde\n"


def delivery(number: int, indicator: str, codes: list[str]) -> bytes:
    """A levering that says the same number for every gemeente: a mix of two shows at once."""
    lines = [f"{indicator};{code};2021;{number}\n" for code in codes]
    return (HEADER + "".join(lines)).encode()


def work_on(work: Path, indicator: str, codes: list[str]) -> None:
    """Load and publish, or build anew, and say what now holds; never ends by itself."""
    while True:
        number = 1 + len(register.deliveries(work))
        name = f"levering-{number}.csv"
        card = register.accept(
            work, delivery(number, indicator, codes), name, "standaard", "proef", regels=len(codes)
        )
        say(f"GELADEN {card.id}")
        with lock(work):
            is_anew = number % 3 == 0
            result = publish.publish(work, wie="proef", is_herbouw=is_anew)
            if is_anew:
                publish.discard(work, keep=result.pad)
        say(f"GEPUBLICEERD {result.inhoud}")


def say(text: str) -> None:
    """Tell the outside in one piece."""
    os.write(1, f"{text}\n".encode())


def fall_at(step: int) -> None:
    """Kill this process just before a change of a name or file."""
    seen = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        is_writing = event == "open" and len(arguments) > 1 and arguments[1] in ("x", "w")
        if event in STEPS or is_writing:
            seen += 1
            if seen > step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def run_child(how: str, amount: float, task: tuple[Path, str, list[str]]) -> int:
    """Start a child, kill it as asked, and return how it ended (``waitpid``)."""
    child = os.fork()
    if child == 0:
        try:
            if how == "stap":
                fall_at(int(amount))
            work_on(*task)
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    if how == "tijd":
        time.sleep(amount)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def main(work: str, indicator: str, *codes: str) -> None:
    """Start and kill a child for every line on stdin."""
    task = (Path(work), indicator, list(codes))
    say("KLAAR")
    for line in sys.stdin:
        how, amount = line.split()
        say(f"GEVALLEN {run_child(how, float(amount), task)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
