"""One writer at a time."""

import time
from pathlib import Path

import pytest

from peil.errors import PeilError
from pipelines.lock import lock


def test_a_second_writer_waits_briefly_and_then_says_so(tmp_path: Path) -> None:
    with lock(tmp_path):
        start = time.monotonic()
        with pytest.raises(PeilError, match="Iemand anders"), lock(tmp_path, wait=0.3):
            pass
        assert 0.3 <= time.monotonic() - start < 5


def test_the_next_writer_goes_on_when_the_first_is_done(tmp_path: Path) -> None:
    with lock(tmp_path):
        pass
    with lock(tmp_path, wait=0):
        pass


def test_a_writer_that_fails_lets_go(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock(tmp_path):
        _ = 1 / 0
    with lock(tmp_path, wait=0):
        pass
