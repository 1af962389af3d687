"""A figure that seems wrong becomes a question with an owner; every figure leads there."""

import re
from html import unescape
from pathlib import Path

import pytest
from seen import folds, shown, unfolded, visit

from peil.areas import load_areas
from peil.desk import open_desk
from peil.journal import FILE, Journal
from peil.records import Vraag


@pytest.fixture
def work(demo_work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work folder with the figures of the demo and a journal of its own."""
    for name in demo_work.iterdir():
        if not name.name.startswith(FILE):
            (tmp_path / name.name).symlink_to(name.resolve())
    monkeypatch.setenv("PEIL_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def code() -> str:
    return load_areas().at("gemeente")[0].code


def test_the_question_keeps_the_figure_as_it_stood(work: Path, code: str) -> None:
    app = visit("vraag", gebied=code, indicator="drugshandel", periode="2024")
    assert not app.exception
    base = f"vraag_{code}_drugshandel_2024"
    app.text_area(key=f"{base}_tekst").input("Dit is dubbel geteld")
    next(b for b in app.button if b.label == "Meld de fout").click().run()
    (kept,) = Journal(work).newest(Vraag)
    record = kept.record
    assert (record.gebied, record.indicator, record.periode) == (code, "drugshandel", "2024")
    assert record.eigenaar == "RIEC-analist"
    assert "2024" in record.waarde
    assert record.inhoud == open_desk(work).snapshot.inhoud
    assert "vastgelegd" in shown(app)
    assert "Al gevraagd over dit cijfer" in shown(app)
    assert app.text_area(key=f"{base}_tekst").value == ""


def test_an_empty_question_is_refused_with_a_sentence(work: Path, code: str) -> None:
    app = visit("vraag", gebied=code, indicator="drugshandel", periode="2024")
    next(b for b in app.button if b.label == "Meld de fout").click().run()
    assert "Schrijf eerst op wat er volgens u niet klopt" in shown(app)
    assert not Journal(work).newest(Vraag)


def test_who_delivers_the_figure_can_be_asked_too(work: Path, code: str) -> None:
    desk = open_desk(work)
    source = desk.catalogue.bronnen[desk.indicator("drugshandel").bron].organisatie
    app = visit("vraag", gebied=code, indicator="drugshandel", periode="2024")
    box = app.selectbox(key=f"vraag_{code}_drugshandel_2024_eigenaar")
    assert box.options == ["RIEC-analist", source]


def test_a_figure_that_is_not_there_is_said_calmly(work: Path) -> None:
    desk = open_desk(work)
    lowest = next(i for i in desk.catalogue if i.laagste_niveau == "eenheid")
    gemeente = desk.areas.at("gemeente")[0].code
    found = desk.figures(lowest.slug, gebied=gemeente)
    app = visit("vraag", gebied=gemeente, indicator=lowest.slug)
    assert not app.exception
    text = shown(app)
    assert ("Dit cijfer is er niet" in text) == (not found)
    assert 'role="alert"' not in text


@pytest.mark.parametrize("page", ["gemeente", "district", "eenheid", "indicator"])
def test_every_chart_and_card_leads_to_a_question(page: str, work: Path) -> None:
    app = visit(page)
    figures = folds(app)
    markup = unescape(unfolded(app))
    found = re.findall(r'href="vraag\?gebied=\w+&indicator=[a-z-]+', markup)
    cards = markup.count('<article class="card')
    assert len(re.findall(r'class="meld" href="vraag\?', markup)) == cards
    assert len(found) >= len(figures) + cards > 0
