"""Killed while it loads and publishes: nothing lost, nothing half, and readers never notice."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from crash.victim import delivery
from region import make_region, plain_counts

from pipelines import publish, register
from pipelines.entries import ANNOUNCED, publications
from pipelines.lock import lock
from pipelines.standen import build_stand

ROOT = Path(__file__).resolve().parents[2]
#: How often to kill; `make crash` asks for more.
KILLS = int(os.environ.get("CRASH_KILLS", "12"))
CODES = [f"GM9{number:03d}" for number in range(6)]
#: Loading and publishing once takes about so many steps, and seconds.
LAST_STEP, LONGEST = 36, 0.8


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of a small region, with one levering, published."""
    region = make_region(tmp_path / "regio", gemeenten=6, eenheden=1, indicators=8)
    monkeypatch.setenv("PEIL_REGIO", str(region))
    folder = tmp_path / "werk"
    load(folder, 1)
    with lock(folder):
        publish.publish(folder)
    return folder


def indicator() -> str:
    """The indicator that every levering is about."""
    return plain_counts(Path(os.environ["PEIL_REGIO"]))[0].slug


def load(work: Path, number: int) -> None:
    """Load a levering just as the program that is killed does."""
    content = delivery(number, indicator(), CODES)
    register.accept(work, content, f"levering-{number}.csv", "standaard", "proef", regels=6)


def start(name: str, *arguments: str) -> subprocess.Popen[str]:
    """Start one of the programs beside this file, and wait until it is ready."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name(f"{name}.py")), *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "KLAAR\n"
    return process


@pytest.fixture
def reader(work: Path) -> Iterator[subprocess.Popen[str]]:
    """A reader that asks all the time."""
    process = start("reader", str(work), indicator())
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def victim(work: Path) -> Iterator[subprocess.Popen[str]]:
    """The program that will be killed, waiting."""
    process = start("victim", str(work), indicator(), *CODES)
    yield process
    process.kill()
    process.wait()


def kill_once(victim: subprocess.Popen[str], order: str) -> list[str]:
    """Have it killed, and return what it had promised by then."""
    assert victim.stdin is not None
    assert victim.stdout is not None
    victim.stdin.write(f"{order}\n")
    victim.stdin.flush()
    said: list[str] = []
    while not (line := victim.stdout.readline()).startswith("GEVALLEN"):
        assert line, "the program that was to be killed stopped by itself"
        said.append(line.strip())
    assert os.WTERMSIG(int(line.split()[1])) == signal.SIGKILL, said
    return said


def check_register(work: Path, promised: set[str]) -> None:
    """Nothing that was accepted is lost, and what is there is whole."""
    cards = {card.id: card for card in register.deliveries(work)}
    assert promised <= cards.keys()
    numbers = [card.volgnr for card in cards.values()]
    numbers += [entry.volgnr for entry in register.entries(work)]
    assert len(set(numbers)) == len(numbers)
    for card in cards.values():
        register.original(work, card)


def test_a_kill_at_any_moment_loses_nothing_and_leaves_nothing_half(
    work: Path,
    reader: subprocess.Popen[str],
    victim: subprocess.Popen[str],
    tmp_path: Path,
) -> None:
    chance = random.Random(5)
    loaded: set[str] = set()
    published: set[str] = set()
    for number in range(KILLS):
        by_step = f"stap {chance.randrange(LAST_STEP)}"
        by_clock = f"tijd {chance.uniform(0, LONGEST):.3f}"
        for line in kill_once(victim, by_step if number % 2 else by_clock):
            kind, _, what = line.partition(" ")
            (loaded if kind == "GELADEN" else published).add(what)
        check_register(work, loaded)

    reader.send_signal(signal.SIGTERM)
    outcome = json.loads(reader.communicate(timeout=60)[0])
    assert outcome["faults"] == []
    assert outcome["reads"] > KILLS

    with lock(work):
        inhoud = publish.publish(work).inhoud
    assert not (work / "register" / ANNOUNCED).exists()
    entries = publications(register.entries(work))
    assert published <= {entry.inhoud for entry in entries}
    assert entries[-1].inhoud == inhoud
    rubbish = [*work.glob("snapshots/.bouw-*"), *work.glob(".current-*")]
    assert rubbish == []

    count = len(register.deliveries(work))
    assert count > 1
    elsewhere = tmp_path / "elders"
    for number in range(1, count + 1):
        load(elsewhere, number)
    with lock(elsewhere):
        assert publish.publish(elsewhere).inhoud == inhoud
    # And what was known at some moment between the kills can be built again.
    middle = entries[len(entries) // 2]
    assert build_stand(work, middle.volgnr).inhoud_nu == middle.inhoud
