"""A small made-up region and ways to check a file against it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from keeping import rows, write
from kleine_regio import build_region
from published_region import fill, use_copy
from region import make_region

from peil.areas import Areas, load_areas
from peil.catalogue import Catalogue, load_catalogue
from pipelines import register
from pipelines.backup import back_up
from pipelines.check import Checked, check

HEADER = (
    "indicator;gebied;periode;uitsplitsing;waarde;noemer;marge_laag;marge_hoog;status;toelichting"
)
TODAY = date(2026, 11, 22)

CheckFile = Callable[..., Checked]


@pytest.fixture(scope="session")
def kleine_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `data/` folder of the small region; read it, never write in it."""
    return build_region(tmp_path_factory.mktemp("kleine-regio"))


@pytest.fixture(scope="session")
def kleine_catalogue(kleine_data: Path) -> Catalogue:
    """The catalogue of the small region."""
    return load_catalogue(kleine_data)


@pytest.fixture(scope="session")
def kleine_areas(kleine_data: Path) -> Areas:
    """The areas of the small region."""
    return load_areas(kleine_data)


@pytest.fixture(scope="session")
def check_file(kleine_catalogue: Catalogue, kleine_areas: Areas) -> CheckFile:
    """Check bytes, a whole text, or rows under the usual header."""

    def checked(content: bytes | str | list[str], bron: str = "standaard") -> Checked:
        if isinstance(content, list):
            content = "\n".join([HEADER, *content]) + "\n"
        if isinstance(content, str):
            content = content.encode()
        source = kleine_catalogue.bronnen[bron]
        return check(content, "proef.csv", source, kleine_catalogue, kleine_areas, TODAY)

    return checked


@pytest.fixture(scope="session")
def small_region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small made-up region with boundaries and a norm; read it, never write in it."""
    return make_region(tmp_path_factory.mktemp("regio"), gemeenten=14, eenheden=2)


@pytest.fixture
def filled(tmp_path: Path, small_region: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one levering and two entries."""
    folder = tmp_path / "werkmap"
    monkeypatch.setenv("PEIL_DATA", str(folder))
    monkeypatch.setenv("PEIL_REGIO", str(small_region))
    monkeypatch.chdir(tmp_path)
    register.accept(folder, rows(small_region, 3, 4), "een.csv", "standaard", "tester")
    write(folder, "een")
    write(folder, "twee")
    return folder


@pytest.fixture
def kept(filled: Path, tmp_path: Path) -> Path:
    """A backup of the working folder."""
    path = tmp_path / "kopie.zip"
    back_up(filled, path)
    return path


@pytest.fixture(scope="session")
def published(small_region: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published working folder of the small region; to be copied, never written in."""
    folder = tmp_path_factory.mktemp("gepubliceerd") / "werkmap"
    fill(folder, small_region)
    return folder


@pytest.fixture
def work(
    published: Path, small_region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A published working folder of one test, that every command works on."""
    return use_copy(published, small_region, tmp_path, monkeypatch)
