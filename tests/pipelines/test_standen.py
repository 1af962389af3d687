"""Earlier standen: what was known then is built again, from what was kept then."""

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from keeping import rows, write

from peil.access import os_viewer
from peil.desk import Desk
from peil.mapfiles import FOLDER as FOLDER_OF_MAPS
from peil.mapfiles import read_map_files
from peil.store import Store
from pipelines import declared_copy, program, register, standen
from pipelines.__main__ import main
from pipelines.cleanup import clean_up
from pipelines.entries import FOLDER, publications

Out = pytest.CaptureFixture[str]


@pytest.fixture
def work(filled: Path, small_region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The filled working folder, with a region of its own that may change."""
    region = tmp_path / "regio"
    shutil.copytree(small_region, region)
    monkeypatch.setenv("PEIL_REGIO", str(region))
    return filled


def publish(work: Path, capsys: Out) -> int:
    """Publish from the command line and return the number of the stand."""
    assert main(["publiceer"]) == 0
    capsys.readouterr()
    return publications(register.entries(work))[-1].volgnr


def dated(work: Path, number: int, day: str) -> None:
    """Let a publication be of another day than today."""
    path = work / FOLDER / f"{number:06}-publicatie.json"
    said = json.loads(path.read_bytes()) | {"moment": f"{day}T10:00:00Z"}
    path.chmod(0o644)
    path.write_text(json.dumps(said))


def test_a_stand_is_built_again_as_it_was_though_all_moved_on(work: Path, capsys: Out) -> None:
    region = Path(os.environ["PEIL_REGIO"])
    first = publish(work, capsys)
    dated(work, first, "2025-10-30")
    before = standen.list_standen(work)[0].inhoud
    # A levering more, one less, a text more, and another catalogue.
    card = register.accept(work, rows(region, 8, 8, 8), "twee.csv", "standaard", "tester")
    register.withdraw(work, register.deliveries(work)[0].id, "verkeerd", "tester")
    write(work, "later", "ter controle")
    path = next((region / "data" / "catalogue").glob("*/*.toml"))
    path.write_text(path.read_text("utf-8").replace('titel = "', 'titel = "Nieuw ', 1), "utf-8")
    second = publish(work, capsys)
    dated(work, second, "2025-11-20")
    assert card.catalogus != standen.list_standen(work)[1].catalogus
    current = (work / "current.duckdb").resolve()

    assert main(["herbouw", "--stand", "2025-11-01"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[-1] == f"inhoud {before}"
    assert "De cijfers zijn dezelfde als toen." in out
    assert f"Stand {first} van 30 oktober 2025" in out[0]
    assert (work / "current.duckdb").resolve() == current
    desk = Desk(Store(work, standen.path_of(work, first)), os_viewer())
    assert (desk.snapshot.stand, desk.snapshot.inhoud) == (first, before)
    assert [d["bestand"] for d in desk.deliveries()] == ["een.csv"]

    assert main(["herbouw", "--stand", str(second)]) == 0
    assert "De cijfers zijn dezelfde als toen." in capsys.readouterr().out
    assert main(["standen"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == [str(first), str(second)]
    assert all("staat klaar" in line for line in listed)


def test_a_stand_that_never_was_is_said_with_the_way_out(work: Path, capsys: Out) -> None:
    assert main(["herbouw", "--stand", "2025-11-01"]) == 1
    assert "Er is nog geen stand" in capsys.readouterr().err
    number = publish(work, capsys)
    dated(work, number, "2025-10-30")
    assert main(["herbouw", "--stand", "2024-01-01"]) == 1
    assert "Op 1 januari 2024 was er nog niets gepubliceerd" in capsys.readouterr().err
    assert main(["herbouw", "--stand", "99"]) == 1
    assert "peil standen" in capsys.readouterr().err
    assert main(["herbouw", "--stand", "gisteren"]) == 2
    assert "2025-11-01" in capsys.readouterr().err
    assert not (work / standen.FOLDER).exists()


def test_another_outcome_is_said_with_what_may_explain_it(
    work: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = publish(work, capsys)
    path = work / FOLDER / f"{number:06}-publicatie.json"
    said = json.loads(path.read_bytes())
    path.chmod(0o644)
    path.write_text(json.dumps(said | {"inhoud": "0" * 64}))
    for change, words in (
        ({}, "het programma is niet veranderd"),
        ({"code": "0" * 12}, "het programma is sindsdien veranderd"),
        ({"versie": "0.0.9"}, "toen was dit versie 0.0.9"),
    ):
        path.write_text(json.dumps(said | {"inhoud": "0" * 64} | change))
        result = standen.build_stand(work, number)
        assert words in result.verklaring
    assert main(["herbouw", "--stand", str(number)]) == 0
    out = capsys.readouterr().out
    assert f"inhoud toen {'0' * 64}" in out
    assert out.splitlines()[-1] == f"inhoud {said['inhoud']}"


def test_a_stand_without_its_sources_is_refused_plainly(work: Path, capsys: Out) -> None:
    number = publish(work, capsys)
    copy = declared_copy.path_of(work, standen.list_standen(work)[0].catalogus)
    kept = copy.read_bytes()
    copy.chmod(0o644)
    copy.write_bytes(kept[:-40] + b"x" * 40)
    assert main(["herbouw", "--stand", str(number)]) == 1
    assert "kopie van de catalogus" in capsys.readouterr().err
    copy.write_bytes(kept)
    card = register.deliveries(work)[0]
    now = datetime(2033, 3, 4, 12, tzinfo=UTC)
    clean_up(work, [card], "bewaartermijn voorbij", "tester", now=now)
    assert main(["herbouw", "--stand", str(number)]) == 1
    said = capsys.readouterr().err
    assert "niet meer te herbouwen" in said
    assert "4 maart 2033" in said
    assert "levering 1 (een.csv) van bron standaard" in said


def test_publishing_the_same_again_makes_no_new_stand(work: Path, capsys: Out) -> None:
    number = publish(work, capsys)
    assert main(["herbouw"]) == 0
    assert publish(work, capsys) == number
    assert [stand.nummer for stand in standen.list_standen(work)] == [number]


def test_a_restore_brings_the_standen_of_then_and_sets_the_built_ones_aside(
    work: Path, capsys: Out
) -> None:
    number = publish(work, capsys)
    standen.build_stand(work, number)
    assert main(["bewaar", "--uit", "kopie.zip"]) == 0
    write(work, "drie")
    publish(work, capsys)
    assert main(["herstel", "kopie.zip", "--vervang"]) == 0
    assert "De cijfers zijn dezelfde als bij het bewaren." in capsys.readouterr().out
    (stand,) = standen.list_standen(work)
    assert (stand.nummer, stand.is_gebouwd) == (number, False)
    (aside,) = work.glob("vervangen-*")
    assert (aside / standen.FOLDER / f"{number}.duckdb").is_file()
    assert standen.build_stand(work, number).verklaring == ""


def test_the_copy_of_what_is_declared_is_kept_once_and_proves_itself(
    tmp_path: Path, small_region: Path
) -> None:
    first = declared_copy.keep(tmp_path, small_region)
    assert declared_copy.keep(tmp_path, small_region) == first
    assert len(declared_copy.files(tmp_path)) == 1
    with declared_copy.unpacked(tmp_path, first) as root:
        assert declared_copy.fingerprint(root) == first
        assert not (root / "data" / "demo").exists()
    assert not root.exists()


def test_the_code_has_a_fingerprint_of_its_own() -> None:
    assert len(program.code()) == 12
    assert program.code() == program.code()


def test_a_stand_has_the_boundaries_of_then_and_they_outlive_newer_ones(
    work: Path, capsys: Out
) -> None:
    geo = Path(os.environ["PEIL_REGIO"]) / "geo"
    number = publish(work, capsys)
    then = read_map_files(work).files
    for round_ in (1, 2, 3):
        shape = json.loads((geo / "gemeenten.geojson").read_bytes())
        for feature in shape["features"]:
            ring = feature["geometry"]["coordinates"][0]
            feature["geometry"]["coordinates"][0] = [[x + 0.01 * round_, y] for x, y in ring]
        (geo / "gemeenten.geojson").write_text(json.dumps(shape))
        write(work, f"ronde {round_}")
        publish(work, capsys)
        if round_ == 1:
            assert read_map_files(work, number).files != then
            standen.build_stand(work, number)
        assert read_map_files(work).files != then
        assert read_map_files(work, number).files == then
    assert all((work / FOLDER_OF_MAPS / name).is_file() for name in then.values())
