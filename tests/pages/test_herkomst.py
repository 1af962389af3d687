"""The sheet of one figure, and the numbers that lead there."""

import re
from html import unescape
from pathlib import Path

import pytest
from seen import shown, unfolded, visit

from peil.access import Viewer
from peil.desk import Desk, open_desk
from peil.figure import Figure
from peil.journal import Journal
from pipelines.__main__ import main as peil
from pipelines.loket import JournalLoket


@pytest.fixture(autouse=True)
def work(demo_work: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PEIL_DATA", str(demo_work))
    return demo_work


@pytest.fixture(scope="module")
def desk(demo_work: Path) -> Desk:
    return open_desk(demo_work)


@pytest.fixture(scope="module")
def figure(desk: Desk) -> Figure:
    """A real figure of a gemeente, with a number of its own."""
    return next(
        f
        for f in desk.figures("drugshandel", niveau="gemeente", periode="2023")
        if f.teller and f.teller > 60
    )


def sheet_of(figure: Figure, **more: str) -> str:
    app = visit(
        "herkomst", indicator=figure.indicator, gebied=figure.gebied_code,
        periode=figure.periode, **more,
    )  # fmt: skip
    assert not app.exception
    return re.sub(r"<[^>]+>", " ", unescape(shown(app)))


def test_the_sheet_shows_formula_levering_line_and_what_stood_there(desk: Desk, figure: Figure):
    text = sheet_of(figure)
    (cell,) = desk.references(figure)
    (card,) = (r for r in desk.deliveries() if r["id"] == cell.levering)
    assert "÷" in text
    for part in (figure.gebied, f"{figure.teller:g}", str(card["bestand"]), str(cell.regel)):
        assert part in text
    assert str(card["sha256"])[:12] in text
    assert desk.denominator_source(figure) in text
    assert "CBS" in desk.denominator_source(figure)


def test_a_sum_shows_all_its_parts(desk: Desk, figure: Figure):
    (whole,) = desk.figures("drugshandel", niveau="eenheid", periode="2023")
    text = sheet_of(whole)
    parts = desk.figures("drugshandel", niveau="gemeente", periode="2023")
    assert f"som van {len(parts)} gebieden" in text
    for part in parts:
        assert part.gebied in text


def test_a_part_of_a_figure_has_its_own_sheet(desk: Desk):
    found = (
        f
        for i in desk.catalogue
        for f in desk.figures(i.slug, uitsplitsing=None)
        if f.uitsplitsing and f.is_geleverd and f.teller
    )
    part = next(found)
    text = sheet_of(part, deel=part.uitsplitsing)
    assert "Onderdeel:" in text
    assert f"{part.teller:,.0f}".replace(",", ".") in text


def test_a_figure_that_is_not_there_is_said_calmly(desk: Desk):
    high = next(i for i in desk.catalogue if i.laagste_niveau == "eenheid")
    app = visit("herkomst", indicator=high.slug, gebied=desk.areas.at("gemeente")[0].code)
    assert not app.exception
    assert 'role="alert"' not in shown(app)


def test_a_part_that_does_not_exist_in_the_address_is_no_traceback(figure: Figure):
    assert "Dit cijfer is er niet" in sheet_of(figure, deel="soort:bestaat-niet")


@pytest.mark.parametrize("page", ["gemeente", "district", "eenheid", "indicator"])
def test_the_numbers_of_a_page_lead_to_their_sheet(page: str):
    app = visit(page)
    markup = unescape(unfolded(app))
    links = re.findall(r'<a class="hk" href="(herkomst\?[^"]+)" title="([^"]+)">([^<]+)<', markup)
    assert len(links) > 10
    assert {title for _, title, _ in links} == {"Waar komt dit cijfer vandaan?"}
    for link, _, number in links:
        assert re.search(r"gebied=.+&indicator=.+&periode=.+", link)
        assert number.strip()


def test_what_was_delivered_is_for_an_analist(demo_work: Path, desk: Desk, figure: Figure):
    cells = desk.references(figure)
    for role, expected in (("analist", [figure.teller]), ("lezer", [])):
        loket = JournalLoket(demo_work, Journal(demo_work), Viewer("x", role), lambda _: None)  # pyright: ignore[reportArgumentType]
        held = [found and found.waarde for found in loket.delivered(figure, cells)]
        assert held == expected


def test_the_command_tells_the_same(figure: Figure, capsys: pytest.CaptureFixture[str]):
    assert peil(["herkomst", "DR-01", figure.gebied, figure.periode]) == 0
    out = capsys.readouterr().out
    assert "÷" in out
    assert f"{figure.teller:g}" in out.splitlines()[-1]
    assert "regel" in out.splitlines()[-1]


@pytest.mark.parametrize(
    "asked",
    [
        ["bestaat-niet", "Nederland", "2023"],
        ["DR-01", "Nergenshuizen", "2023"],
        ["DR-01", "Nederland", "ooit"],
        ["DR-01", "Nederland", "2023", "--uitsplitsing", "kleur:rood"],
    ],
)
def test_the_command_refuses_what_it_does_not_know(
    asked: list[str], capsys: pytest.CaptureFixture[str]
):
    assert peil(["herkomst", *asked]) == 2
    assert "Traceback" not in capsys.readouterr().err
