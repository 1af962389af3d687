"""Adding an indicator takes one TOML file and a delivery, and no Python."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pipelines.__main__ import main as peil

ROOT = Path(__file__).resolve().parents[2]
NEW = """
code = "ZZ-01"
titel = "Zwerfboten zonder eigenaar"
thema = "drugs"
definitie = "Boten zonder bekende eigenaar die de gemeente in een jaar aantrof."
meeteenheid = "per 10.000 inwoners"
teller = "aangetroffen boten zonder eigenaar"
telwoord = "boten"
noemer = "inwoners_1jan"
per = 10000
soort = "telling"
optel = "som"
bron = "standaard"
type = "inspanning"
kanttekening = "Alleen gemeenten met vaarwater tellen mee."
laagste_niveau = "gemeente"
drempel = 5
toon_nul = true
openbaarheid = "openbaar"
volgorde = 999
herkomst = "voorbeeld"
"""


def test_one_toml_file_and_a_delivery_put_a_new_indicator_on_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "geo", tmp_path / "geo")
    (tmp_path / "data" / "catalogue" / "drugs" / "zwerfboten.toml").write_text(NEW)
    rows = ["indicator;gebied;periode;waarde", "ZZ-01;Gouda;2025;7", "zwerfboten;Delft;2025;12"]
    delivery = tmp_path / "boten.csv"
    delivery.write_text("\n".join(rows))
    monkeypatch.setenv("PEIL_REGIO", str(tmp_path))
    monkeypatch.setenv("PEIL_DATA", str(tmp_path / "werk"))
    assert peil(["laad", str(delivery), "--bron", "standaard"]) == 0
    assert peil(["publiceer"]) == 0
    app = AppTest.from_file(str(ROOT / "pages" / "parts" / "main.py"), default_timeout=120)
    app.query_params["indicator"] = "ZZ-01"
    # AppTest can only switch to a page that is a file; ours are functions with an address.
    app._page_hash = calc_hash("indicator")  # pyright: ignore[reportPrivateUsage]
    app.run()
    assert not app.exception
    assert not [r.getMessage() for r in caplog.records if r.levelname == "ERROR"]
    everything = str(app)
    assert "Zwerfboten zonder eigenaar" in everything
