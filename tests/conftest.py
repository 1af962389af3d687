"""What all tests share: the tree, a work folder that is not yours, and one demo built once."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent

# No test is timed: on a machine that does other work too, one slow example is no failure.
settings.register_profile("huis", deadline=None)
settings.load_profile("huis")


def pytest_configure(config: pytest.Config) -> None:
    """No test may touch the work folder or the region of the developer who runs it."""
    os.environ["PEIL_DATA"] = str(ROOT / "var" / "geen-werkmap-in-tests")
    os.environ.pop("PEIL_REGIO", None)
    # What is overdue depends on the day: for the tests it is always the same one.
    os.environ["PEIL_VANDAAG"] = "2026-11-22"


@pytest.fixture(scope="session")
def repo() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def demo_work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work folder with the demo, built once for all workers; read it, never write in it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    work = shared / "demo-werkmap"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (work / "current.duckdb").exists():
            build_demo(work)
    return work


def build_demo(work: Path) -> None:
    """Run `peil demo` into `work`, as a user would; raises with its output when it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "pipelines", "demo"],
        cwd=ROOT,
        env={**os.environ, "PEIL_DATA": str(work)},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        pytest.fail(f"peil demo: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
