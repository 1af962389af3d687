"""What a report draws of the gebieden inside another: on order, and through the years."""

from pathlib import Path

import pytest
from asking import ask
from drawn_seen import texts
from pdf_seen import page_texts

from peil import gather, labels
from peil.desk import Desk
from peil.documents.pdf import to_pdf
from peil.figure import Figure
from peil.report import Ask, build
from peil.report.model import Deel, Kaarten, Kop, Naast, Samen, Tabel, Tekening
from peil.terms import HOGER, LAGER, Niveau


def _part(asked: Ask) -> Deel:
    return next(d for d in build(asked).delen if d.naam == "binnen")


def _pair(asked: Ask) -> tuple[str, Tekening, Tekening]:
    """Return the name of what is drawn, the ranking and the years beside it."""
    (both,) = (b for b in _part(asked).blokken if isinstance(b, Samen))
    head, pair = both.blokken
    assert isinstance(head, Kop)
    assert isinstance(pair, Naast)
    (left,), (right,) = pair.links, pair.rechts
    assert isinstance(left, Tekening)
    assert isinstance(right, Tekening)
    return head.tekst, left, right


def _figures(desk: Desk, title: str, code: str, jaar: int) -> list[Figure]:
    indicator = next(i for i in desk.catalogue if i.titel == title)
    found = desk.profile(gather.inside(desk, code, "gemeente"), jaar)
    return [f for f in found if f.indicator == indicator.slug]


@pytest.mark.parametrize("code", ["DH", "G"])
def test_the_ranking_holds_every_gemeente_with_its_number(demo_work: Path, code: str) -> None:
    asked = ask(demo_work, code, 2025)
    title, ranking, _ = _pair(asked)
    figures = _figures(asked.desk, title, code, 2025)
    indicator = asked.desk.catalogue[figures[0].indicator]
    words = [w for w, *_ in texts(ranking.tekening)]
    places = labels.places_of(figures, indicator)
    assert {f.gebied for f in figures} <= set(words)
    assert {labels.mark(f, indicator, places) for f in figures} <= {w.rstrip("*") for w in words}
    assert ranking.tekening.alt.startswith(f"Ranglijst van {len(figures)} gebieden, {title}.")


def test_it_is_the_figure_in_which_most_gemeenten_differ(demo_work: Path) -> None:
    asked = ask(demo_work, "DH", 2025)
    desk = asked.desk
    title, *_ = _pair(asked)

    def count(name: str) -> int:
        figures = _figures(desk, name, "DH", 2025)
        return sum(f.eenheid_woord in (HOGER, LAGER) for f in figures)

    rates = [
        i.titel
        for i in desk.catalogue
        if i.noemer != "geen" and desk.catalogue.bronnen[i.bron].soort != "norm"
    ]
    assert count(title) == max(count(name) for name in rates)


@pytest.mark.parametrize(("code", "niveau"), [("DH", "district"), ("G", "gemeente")])
def test_beside_it_stand_the_years_of_the_gebieden_below(
    demo_work: Path, code: str, niveau: Niveau
) -> None:
    asked = ask(demo_work, code, 2024)
    _, _, years = _pair(asked)
    words = [w for w, *_ in texts(years.tekening)]
    for inner in gather.inside(asked.desk, code, niveau):
        assert asked.desk.areas.get(inner).naam in words
    assert "2025" not in words  # a report over 2024 knows no later year


def test_one_gemeente_is_not_set_on_order(demo_work: Path) -> None:
    assert not [b for b in _part(ask(demo_work, "A-C", 2025)).blokken if isinstance(b, Samen)]


def test_a_high_ranking_stands_after_the_table(demo_work: Path) -> None:
    kinds = {c: [type(b) for b in _part(ask(demo_work, c)).blokken] for c in ("DH", "G")}
    assert kinds["DH"].index(Tabel) < kinds["DH"].index(Samen)
    assert kinds["G"].index(Samen) < kinds["G"].index(Tabel)


@pytest.mark.parametrize(("code", "jaar"), [("DH", 2025), ("F", 2025), ("D", 2021)])
def test_with_its_drawings_it_is_six_to_ten_pages(demo_work: Path, code: str, jaar: int) -> None:
    assert 6 <= len(page_texts(to_pdf(build(ask(demo_work, code, jaar))))) <= 10


@pytest.mark.parametrize("code", ["DH", "G", "GM0513", "GM0518"])
def test_the_bars_of_a_card_have_a_row_for_each_line_of_words(demo_work: Path, code: str) -> None:
    found = build(ask(demo_work, code, 2025)).delen[0].blokken
    cards = [k for b in found if isinstance(b, Kaarten) for k in b.kaarten if k.balken]
    assert cards
    for card in cards:
        assert card.balken
        assert card.balken.height == 14 * (1 + len(card.regels)) + 12
        assert all(value in card.balken.alt for _, value, word in card.regels if word[:1] in "▲▼≈")
