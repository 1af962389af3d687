"""Nothing is about one region: the pipeline and the pages run on a made-up country."""

from pathlib import Path

import pytest
from region import make_delivery, make_region, plain_counts
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from peil.desk import open_desk
from pipelines.__main__ import main as peil

MAIN = Path(__file__).resolve().parents[2] / "pages" / "parts" / "main.py"
PAGES = ("eenheid", "district", "gemeente", "indicator", "verantwoording")


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory):
    """A country of 342 gemeenten in 10 eenheden, loaded and published by the commands."""
    folder = tmp_path_factory.mktemp("land")
    make_region(folder, gemeenten=342, eenheden=10)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEIL_REGIO", str(folder))
        patch.setenv("PEIL_DATA", str(folder / "werk"))
        delivery = folder / "levering.csv"
        delivery.write_bytes(make_delivery(folder, indicators=4))
        assert peil(["laad", str(delivery), "--bron", "standaard"]) == 0
        assert peil(["publiceer"]) == 0
        yield folder


def test_every_gemeente_district_and_eenheid_gets_its_figure(country: Path):
    desk = open_desk(country / "werk")
    slug = plain_counts(country)[0].slug
    figures = desk.figures(slug, periode="2025")
    by_level = {
        level: [f for f in figures if f.niveau == level] for level in ("gemeente", "eenheid")
    }
    assert len(by_level["gemeente"]) == 342
    assert len(by_level["eenheid"]) == 10
    assert sum(f.teller or 0 for f in by_level["gemeente"]) == sum(
        f.teller or 0 for f in by_level["eenheid"]
    )
    assert {f.eenheid_woord for f in by_level["gemeente"]} <= {"hoger", "lager", "vergelijkbaar"}
    assert max(f.rang_eenheid or 0 for f in by_level["gemeente"]) <= 40


def test_a_gemeente_that_is_its_district_has_no_rank_in_it(country: Path):
    desk = open_desk(country / "werk")
    alone = next(a for a in desk.areas.at("gemeente") if desk.areas.equals_parent(a.code))
    figure = desk.figures(plain_counts(country)[0].slug, gebied=alone.code, periode="2025")[0]
    assert (figure.district_woord, figure.rang_district) == ("niet van toepassing", None)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_opens_on_the_made_up_country(
    country: Path, page: str, caplog: pytest.LogCaptureFixture
):
    app = AppTest.from_file(str(MAIN), default_timeout=120)
    if page != "eenheid":
        # AppTest can only switch to a page that is a file; ours are functions with an address.
        app._page_hash = calc_hash(page)  # pyright: ignore[reportPrivateUsage]
    app.run()
    assert not app.exception
    # A page that fails says so in a sentence and in the log, not as an exception.
    assert not [r.getMessage() for r in caplog.records if r.levelname == "ERROR"]
