"""`peil haal` on the command line: what is fetched, loaded, and refused before it is asked."""

from collections.abc import Generator
from pathlib import Path

import pytest
from odata_table import Table

from peil.areas import load_areas
from peil.catalogue import load_catalogue
from pipelines import register
from pipelines.__main__ import main
from pipelines.odata_tables import dimensions, find_form, load_tables, topics


@pytest.fixture
def region(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Generator[tuple[Table, Path]]:
    """The region itself with an empty working folder, and the table at our own server."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    codes = [*(f"{a.code}    " for a in load_areas().at("gemeente")), "GM0599    ", "WK051801  "]
    kinds = ("0.0.0 ", "1.6.1 ", "1.6.3 ", "3.1.1 ", "3.1.2 ", "3.1.3 ", "3.9.1 ", "3.9.2 ")
    running = Table({k: f"{k}Soort" for k in kinds}, codes, ["2024JJ00", "2025JJ00"], 100)
    (tmp_path / "data").mkdir()
    for path in (repo / "data").iterdir():
        (tmp_path / "data" / path.name).symlink_to(path)
    (tmp_path / "geo").symlink_to(repo / "geo")
    (tmp_path / "data" / "tabellen").unlink()
    (tmp_path / "data" / "tabellen").mkdir()
    (tmp_path / "data" / "tabellen" / "odata.toml").write_text(
        '[[tabel]]\nleverancier = "cbs"\nnaam = "47018NED"\ntitel = "Misdrijven"\n'
        f'bron = "cbs-politie-47018ned"\nadres = "{running.url}/ODataFeed/odata/47018NED"\n'
        '[[tabel]]\nleverancier = "cbs"\nnaam = "kaal"\ntitel = "Zonder vorm"\n'
        f'bron = "kadaster"\nadres = "{running.url}/ODataFeed/odata/kaal"\n',
        "utf-8",
    )
    monkeypatch.setenv("PEIL_REGIO", str(tmp_path))
    monkeypatch.setenv("PEIL_DATA", str(tmp_path / "werkmap"))
    yield running, tmp_path / "werkmap"
    running.close()


def test_a_table_is_fetched_and_loaded_in_one_command(
    region: tuple[Table, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    server, work = region
    asked = ["haal", "cbs", "--tabel", "47018ned", "--jaar", "2024-2025", "--laad"]
    assert main(asked) == 0
    out = capsys.readouterr().out
    assert "Opgehaald: tabel 47018NED" in out
    assert "Geladen als levering 1" in out
    (card,) = register.deliveries(work)
    assert card.bron == "cbs-politie-47018ned"
    cells, _ = register.read_again(work, card, load_catalogue(), load_areas())
    said = {
        (row["gebied_code"], row["periode"]): (row["waarde"], row["is_voorlopig"])
        for row in cells.filter(indicator="drugshandel").iter_rows(named=True)
    }
    had = {
        (row["WijkenEnBuurten"].strip(), row["Perioden"][:4]): row["GeregistreerdeMisdrijven_1"]
        for row in server.rows
        if row["SoortMisdrijf"] == "3.1.1 " and load_areas().knows(row["WijkenEnBuurten"].strip())
    }
    assert len(had) == 2 * len(load_areas().at("gemeente"))
    assert said == {key: (float(n), key[1] == "2025") for key, n in had.items()}
    # The same table again is the same file.
    assert main(asked) == 0
    assert "is al geladen" in capsys.readouterr().out


def test_what_cannot_be_asked_is_said_before_anything_is_fetched(
    region: tuple[Table, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    server, work = region
    for wrong, code in (
        (["cbs", "--tabel", "golf"], 2),
        (["knmi", "--tabel", "47018NED"], 2),
        (["cbs", "--tabel", "47018NED", "--jaar", "24"], 2),
        (["cbs", "--tabel", "47018NED", "--jaar", "2025-2024"], 2),
        (["cbs", "--tabel", "47018NED", "--jaar", "2031"], 2),
        (["cbs", "--tabel", "kaal"], 1),
    ):
        assert main(["haal", *wrong]) == code
        said = capsys.readouterr().err
        assert said.strip()
        assert "Traceback" not in said
    assert server.asked == []
    assert not (work / "haal").exists()


def test_a_broken_network_leaves_the_register_alone(
    region: tuple[Table, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    server, work = region
    server.close()
    assert main(["haal", "cbs", "--tabel", "47018NED", "--laad"]) == 1
    assert "127.0.0.1 is niet te bereiken" in capsys.readouterr().err
    assert register.deliveries(work) == []


def test_the_declared_tables_fit_their_forms() -> None:
    catalogue = load_catalogue()
    tables = load_tables()
    assert {table.naam for table in tables} >= {"47018NED", "83648NED", "70072ned"}
    for table in tables:
        bron, vorm = find_form(catalogue, table)
        assert topics(vorm, [kolom.kolom for kolom in vorm.kolom])
        assert table.adres.startswith("https://")
        assert dimensions(vorm)
        assert bron.slug == table.bron
