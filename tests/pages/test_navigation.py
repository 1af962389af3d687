"""Finding the way: the crumb, the search box, mijn gemeente, and a question that travels along."""

import json
import re
import zlib
from pathlib import Path

import pytest
from seen import MAIN, address, shown, visit
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.parts import mine, walk
from peil.areas import Area
from peil.desk import Desk, open_desk
from peil.question import Question


@pytest.fixture(autouse=True)
def work(demo_work: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PEIL_DATA", str(demo_work))


@pytest.fixture
def desk(demo_work: Path) -> Desk:
    return open_desk(demo_work)


def inside_a_district(desk: Desk) -> Area:
    """A gemeente that lies in a district with others."""
    return next(a for a in desk.areas.at("gemeente") if not desk.areas.equals_parent(a.code))


def crumb(app: AppTest) -> str:
    found = re.search(r'<nav class="crumb".*?</nav>', shown(app))
    assert found
    return found[0]


def offered(app: AppTest) -> dict[str, list[dict[str, str]]]:
    """What the search box can find, by the title of its group."""
    protos = [getattr(e, "proto", None) for e in app.main]
    (found,) = [p for p in protos if getattr(p, "component_name", "") == "zoeken"]
    data = json.loads(zlib.decompress(found.bytes))
    return {group["titel"]: group["rijen"] for group in data["groepen"]}


def test_the_crumb_leads_down_to_the_gemeente(desk: Desk):
    area = inside_a_district(desk)
    line = crumb(visit("gemeente", gebied=area.code))
    above = desk.areas.ancestors(area.code)
    places = [line.index(above[niveau].naam) for niveau in ("eenheid", "district", "gemeente")]
    assert places == sorted(places)
    assert line.count("<a ") == 2
    assert f'aria-current="page">{area.naam}<' in line


@pytest.mark.parametrize("page", ["indicator", "weerbaarheid", "afspraken"])
def test_on_another_page_the_gemeente_itself_can_be_opened_from_the_crumb(page: str, desk: Desk):
    area = inside_a_district(desk)
    line = crumb(visit(page, gebied=area.code))
    assert re.search(rf'href="gemeente\?gebied={area.code}[^"]*">{area.naam}</a>', line)
    assert line.count('aria-current="page"') == 1


def test_what_is_marked_on_a_map_does_not_travel_to_another_page(desk: Desk):
    asked = Question(gebied="GM", kies="GM", weergave="jaren", kleur="verschil", vorm="tegels")
    assert walk.address("gemeente", asked) == "gemeente?gebied=GM"
    assert walk.address("indicator", asked) == "indicator?gebied=GM&vorm=tegels"


def test_everything_the_viewer_may_see_can_be_found(desk: Desk):
    groups = offered(visit("eenheid"))
    targets = {row["doel"] for rows in groups.values() for row in rows}
    levels = [desk.areas.at(niveau) for niveau in ("gemeente", "district", "eenheid")]
    assert {f"gebied:{a.code}" for areas in levels for a in areas} <= targets
    assert {f"indicator:{i.slug}" for i in desk.catalogue} <= targets
    assert {f"thema:{slug}" for slug in desk.catalogue.themas} <= targets


def test_other_names_lead_to_the_gemeente_of_today(desk: Desk):
    rows = {row["doel"]: row for row in offered(visit("eenheid"))["Gemeenten"]}
    known = [a for a in desk.areas.at("gemeente") if a.aliassen]
    gone = [a for a in desk.areas.all if a.niveau == "gemeente" and a.tot]
    assert known
    assert gone
    for area in known:
        assert all(alias in rows[f"gebied:{area.code}"]["ook"] for alias in area.aliassen)
    for area in gone:
        row = rows.get(f"gebied:{desk.areas.present_code(area.code)}")
        assert row is None or area.naam in row["ook"]


def remembering(code: str, page: str, **query: str) -> AppTest:
    """Open a page on a device that remembers this gemeente."""
    app = AppTest.from_file(str(MAIN), default_timeout=180)
    app.session_state["_mijn_gemeente"] = code
    app.query_params.update(query)
    app._page_hash = calc_hash("" if page == "eenheid" else page)  # pyright: ignore[reportPrivateUsage]
    return app.run()


def test_mijn_gemeente_opens_where_the_address_names_none(desk: Desk):
    own = max(a.code for a in desk.areas.at("gemeente"))
    first = address(visit("gemeente"))["gebied"]
    assert first != own
    assert address(remembering(own, "gemeente"))["gebied"] == own
    assert address(remembering(own, "gemeente", gebied=first))["gebied"] == first
    assert f'class="mijn" href="gemeente?gebied={own}"' in shown(remembering(own, "eenheid"))


@pytest.mark.parametrize("kept", ["", "GM0000", "NL", "<script>"])
def test_what_is_no_gemeente_is_not_remembered(kept: str):
    assert "Mijn gemeente" not in shown(remembering(kept, "eenheid"))


def test_the_cookie_holds_a_code_and_nothing_else():
    script = (Path(mine.__file__).parent / "mijn.js").read_text("utf-8")
    assert script.count("document.cookie") == 1
    assert "${NAME}=${code};" in script
