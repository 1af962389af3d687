"""Boundaries that cannot be right: everything at once, in Dutch, and nothing changes."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from outlines import cbs, collection, frame_of, pdok, put

from pipelines import boundary_read, boundary_register
from pipelines.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
Content = dict[str, Any]
Out = pytest.CaptureFixture[str]


@pytest.fixture
def work(filled: Path) -> Path:
    """The filled working folder."""
    return filled


def state(work: Path) -> dict[str, bytes]:
    """Every file below the working folder that someone could notice."""
    return {
        path.relative_to(work).as_posix(): path.read_bytes()
        for path in work.rglob("*")
        if path.is_file() and path.name != ".slot"
    }


def refused(arguments: list[str], work: Path, capsys: Out, code: int = 1) -> str:
    """Load what is wrong, see that nothing changed, and return everything that was said."""
    before = state(work)
    capsys.readouterr()
    assert main(["grenzen", "laad", *arguments]) == code
    assert state(work) == before
    assert not list((work / "grenzen").glob(".nieuw-*"))
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return out + err


def ring(feature: Content) -> list[list[float]]:
    """The outer ring of a feature; change it in place."""
    return feature["geometry"]["coordinates"][0][0]


def shift(features: list[Content], east: float) -> None:
    """Move features, in the unit of their coordinates."""
    for feature in features:
        ring(feature)[:] = [[x + east, y] for x, y in ring(feature)]


def cross(features: list[Content]) -> None:
    """Let the first outline cross itself."""
    points = ring(features[0])
    points[1], points[2] = points[2], points[1]


def empty(features: list[Content]) -> None:
    """Take the geometry of the first away, and the points of the second."""
    features[0]["geometry"] = None
    features[1]["geometry"] = {"type": "MultiPolygon", "coordinates": []}


def point(features: list[Content]) -> None:
    """Make the first a place on the map."""
    features[0]["geometry"] = {"type": "Point", "coordinates": ring(features[0])[0]}


def shrink(features: list[Content]) -> None:
    """Leave a few square metres of the first."""
    x, y = ring(features[0])[0]
    ring(features[0])[:] = [[x, y], [x + 3, y], [x + 3, y + 3], [x, y]]


def swap_codes(features: list[Content]) -> None:
    """Give the first and the last each other's code; their names stay."""
    for name in ("statcode", "jrstatcode"):
        one, other = features[0]["properties"], features[-1]["properties"]
        one[name], other[name] = other[name], one[name]


def swap_all(features: list[Content]) -> None:
    """Give the first and the last each other's code and name."""
    one, other = features[0]["properties"], features[-1]["properties"]
    features[0]["properties"], features[-1]["properties"] = other, one


WRONG: list[tuple[Callable[[list[Content]], object], list[str]]] = [
    (lambda f: f.pop(), ["zonder grens: Gemeente 14 (GM9013)"]),
    (lambda f: f.append(f[2]), ["Gemeente 3 (GM9002): staat er 2 keer in"]),
    (
        lambda f: shift(f[:1], 1500),
        ["Gemeente 1 (GM9000) en Gemeente 7 (GM9006) overlappen 8,30 km²"],
    ),
    (cross, ["Gemeente 1 (GM9000)", "kruist zichzelf"]),
    (empty, ["Gemeente 1 (GM9000): heeft geen grens", "Gemeente 2 (GM9001): heeft geen grens"]),
    (point, ["Gemeente 1 (GM9000): is geen vlak"]),
    (shrink, ["Gemeente 1 (GM9000): is maar"]),
    (swap_codes, ["Gemeente 14 (GM9013): heet in het bestand 'Gemeente 1'"]),
    (swap_all, ["Gemeente 1 (GM9000): ligt heel ergens anders"]),
    (lambda f: shift(f, 400_000), ["niet in Nederland"]),
    (lambda f: ring(f[1]).insert(1, [0.0, 0.0]), ["grens van GM9001 ligt niet in Nederland"]),
    (lambda f: [feature["properties"].pop("statcode") for feature in f], ["gemeentecodes"]),
    (lambda f: f.clear(), ["geen enkel gebied"]),
    (lambda f: ring(f[0]).__setitem__(1, [float("nan"), 1.0]), ["Gemeente 1 (GM9000)"]),
    (lambda f: ring(f[0]).__setitem__(1, ["oost", 1.0]), ["Gemeente 1 (GM9000)"]),
    (lambda f: ring(f[0]).__delitem__(slice(2, None)), ["Gemeente 1 (GM9000): heeft geen grens"]),
    (lambda f: [feature["properties"].update(geometry=1) for feature in f] + [f.pop()], ["GM9013"]),
]


@pytest.mark.parametrize(("damage", "reasons"), WRONG)
def test_wrong_boundaries_are_refused_with_the_reason(
    damage: Callable[[list[Content]], object],
    reasons: list[str],
    work: Path,
    small_region: Path,
    tmp_path: Path,
    capsys: Out,
) -> None:
    content = cbs(small_region)
    for feature in content["features"]:
        feature["properties"]["statnaam"] = feature["properties"]["statnaam"].removesuffix(" (EX.)")
    damage(content["features"])
    said = refused([put(tmp_path / "fout.json", content)], work, capsys)
    assert "fout.json: " in said
    for reason in reasons:
        assert reason in said


def test_everything_that_is_wrong_is_said_at_once(
    work: Path, small_region: Path, tmp_path: Path, capsys: Out
) -> None:
    content = cbs(small_region)
    features = content["features"]
    features.pop()
    features.append(features[4])
    empty(features)
    shrink(features[2:])
    said = refused([put(tmp_path / "fout.json", content)], work, capsys).splitlines()
    findings = [line for line in said if line.startswith("fout.json: ")]
    assert len(findings) == 5
    assert all("; " in line for line in findings)
    assert any(line.startswith("5 fouten gevonden. Er is niets geladen") for line in said)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "geen GeoJSON en geen GeoPackage"),
        (b"code;naam\nGM9000;Een\n", "geen GeoJSON en geen GeoPackage"),
        (b"PK\x03\x04zip", "geen GeoJSON en geen GeoPackage"),
        (b"<OGRVRTDataSource/>", "geen GeoJSON en geen GeoPackage"),
        (b'{"type": "FeatureCollection", "features": [', "de JSON is niet heel"),
        (b'{"a": ' + b"[" * 100_000, "de JSON is niet heel"),
        (b'{"type": "Topology", "objects": {}}', "geen GeoJSON met een lijst"),
        (b'{"type": "FeatureCollection", "features": [1, null]}', "geen GeoJSON met een lijst"),
        (b'{"features": [{"properties": null, "geometry": null}]}', "gemeentecodes"),
        (b"\xff\xfe{", "geen GeoJSON en geen GeoPackage"),
        (b'{"features": "\xff"}', "de JSON is niet heel"),
        (b"SQLite format 3\0" + bytes(200), "GeoPackage is niet te lezen"),
    ],
)
def test_a_file_of_another_kind_is_refused(
    content: bytes, reason: str, work: Path, tmp_path: Path, capsys: Out
) -> None:
    path = tmp_path / "iets.geojson"
    path.write_bytes(content)
    said = refused([str(path)], work, capsys).splitlines()[-1]
    assert said.startswith("iets.geojson: ")
    assert reason in said


@pytest.mark.parametrize(
    ("crs", "reason"),
    [
        ("urn:ogc:def:crs:EPSG::4326", "noemt EPSG:4326"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "noemt EPSG:4326"),
        ("EPSG:3857", "niet in Nederland"),
        ("iets van ons zelf", "is onbekend"),
        ("urn:ogc:def:crs:EPSG::99999", "is onbekend"),
    ],
)
def test_coordinates_that_are_not_of_the_named_system_are_refused(
    crs: str, reason: str, work: Path, small_region: Path, tmp_path: Path, capsys: Out
) -> None:
    content = cbs(small_region)
    content["crs"]["properties"]["name"] = crs
    assert reason in refused([put(tmp_path / "fout.json", content)], work, capsys)


def test_a_year_must_be_known_possible_and_one(
    work: Path, small_region: Path, tmp_path: Path, capsys: Out
) -> None:
    plain = put(tmp_path / "pdok.json", collection(pdok(small_region)))
    dated = put(tmp_path / "cbs.json", cbs(small_region, 2024))
    assert "geef het met --jaar" in refused([plain], work, capsys)
    for year in ("26", "1890", "2050", "²⁰²⁶", "-1"):
        refused([plain, f"--jaar={year}"], work, capsys, code=2)
    assert "van 2024, niet van 2026" in refused([dated, "--jaar", "2026"], work, capsys)
    other = put(tmp_path / "cbs2.json", cbs(small_region, 2023))
    assert "jaren verschillen" in refused([dated, other], work, capsys)


def test_a_file_that_cannot_be_read_or_names_a_person_is_refused(
    work: Path, small_region: Path, tmp_path: Path, capsys: Out
) -> None:
    (work / "grenzen").mkdir()
    assert "bestaat niet" in refused([str(tmp_path / "weg.json")], work, capsys, code=2)
    assert "is een map" in refused([str(tmp_path)], work, capsys, code=2)
    os.mkfifo(tmp_path / "pijp.json")
    assert "geen gewoon bestand" in refused([str(tmp_path / "pijp.json")], work, capsys, code=2)
    good = cbs(small_region)
    mail = put(tmp_path / "jan.jansen@voorbeeld.nl.json", good)
    assert "jansen" not in refused([mail], work, capsys)
    path = put(tmp_path / "cbs.json", good)
    assert "--bron" in refused([path, "--bron", "jan.jansen@voorbeeld.nl"], work, capsys)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    work: Path, small_region: Path, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "groot.json", cbs(small_region))
    monkeypatch.setattr(boundary_read, "_LARGEST_JSON", 1000)
    assert "groter dan" in refused([path], work, capsys)
    monkeypatch.setattr(boundary_register, "_LARGEST", 1000)
    assert "groter dan" in refused([path], work, capsys)


def test_a_file_that_is_replaced_while_it_is_read_is_judged_as_it_was_kept(
    work: Path, small_region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cbs.json"
    put(path, cbs(small_region))
    good = path.read_bytes()
    judge = boundary_read.read_outlines

    def replaced(*given: Any) -> boundary_read.Outlines:
        path.write_bytes(b"iets anders")
        return judge(*given)

    monkeypatch.setattr("pipelines.boundary_choice.read_outlines", replaced)
    assert main(["grenzen", "laad", str(path)]) == 0
    held = boundary_register.current(work)
    assert held is not None
    assert boundary_register.originals(work, held)[0].read_bytes() == good


def test_boundaries_that_were_changed_after_loading_stop_the_publication(
    work: Path, small_region: Path, tmp_path: Path, capsys: Out
) -> None:
    assert main(["grenzen", "laad", put(tmp_path / "cbs.json", cbs(small_region))]) == 0
    held = boundary_register.current(work)
    assert held is not None
    (path,) = boundary_register.originals(work, held)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"GM9000", b"GM9001"))
    assert main(["publiceer"]) == 1
    assert "peil grenzen terug" in capsys.readouterr().err
    assert main(["bewaar", "--uit", str(tmp_path / "kopie.zip")]) == 1
    assert main(["grenzen", "terug"]) == 0
    assert main(["publiceer"]) == 0


def test_boundaries_that_no_longer_fit_the_areas_say_so_at_publication(
    work: Path, small_region: Path, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "cbs.json", cbs(small_region))
    assert main(["grenzen", "laad", path]) == 0
    monkeypatch.setattr("pipelines.boundary_choice.read_outlines", lambda *_: halved(small_region))
    assert main(["publiceer"]) == 1
    said = capsys.readouterr().err
    assert "passen niet bij de gemeenten van nu" in said
    assert "zonder grens" in said
    assert "peil grenzen terug" in said


def halved(region: Path) -> boundary_read.Outlines:
    """Outlines of half of the region."""
    return boundary_read.Outlines(frame_of(region).to_crs(28992).iloc[:7], "Bureau", 2025, ())


def test_a_command_that_is_killed_at_any_moment_leaves_the_old_or_the_new(
    work: Path, small_region: Path, tmp_path: Path
) -> None:
    """kill -9 at moments over the whole run: afterwards it is one of both, and a next one works."""
    path = put(tmp_path / "cbs.json", cbs(small_region))
    command = [sys.executable, "-m", "pipelines", "grenzen", "laad", path]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    generator = random.Random(4)
    for _ in range(6):
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(generator.uniform(0.2, 2.5))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        for card in boundary_register.choices(work):
            assert boundary_register.originals(work, card)
    assert main(["grenzen", "laad", path]) == 0
    assert len(boundary_register.choices(work)) == 1
    assert not list((work / "grenzen").glob(".nieuw-*"))


def test_every_step_of_keeping_can_be_the_last(
    work: Path, small_region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fails at each step of writing in turn: nothing holds that is not whole."""
    path = put(tmp_path / "cbs.json", cbs(small_region))
    sync = os.fsync
    for step in range(3):
        calls: list[int] = []

        def failing(handle: int, step: int = step, calls: list[int] = calls) -> None:
            calls.append(handle)
            if len(calls) > step:
                raise OSError(28, "vol")
            sync(handle)

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", failing)
            assert main(["grenzen", "laad", path]) == 1
        assert boundary_register.choices(work) == []
    assert main(["grenzen", "laad", path]) == 0
    folders = [p for p in (work / "grenzen").iterdir() if p.is_dir()]
    assert len(folders) == 1
    assert json.loads((folders[0] / "herkomst.json").read_text("utf-8"))["volgnr"] == 1
