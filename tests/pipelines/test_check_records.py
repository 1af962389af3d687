"""What is typed, judged against the region: gebied, norm item, indicator and year."""

from datetime import date
from typing import Any

import pytest

from peil.areas import Areas
from peil.catalogue import Catalogue
from peil.errors import PeilError
from peil.norm import Norms, load_norms
from peil.records import (
    Afspraak,
    Bezoek,
    Botsing,
    Duiding,
    Normblad,
    Record,
    Score,
    Vraag,
    make,
)
from pipelines.check_records import check_record, record_checker

GOOD: dict[type[Record], dict[str, Any]] = {
    Score: {
        "gebied": "GM0001",
        "item": "BO-02",
        "normset": "weerbaarheid",
        "normversie": "1",
        "oordeel": "uitgevoerd",
        "antwoord": "deels",
        "peildatum": date(2025, 3, 1),
        "beoordelaar": "RIEC-adviseur",
    },
    Afspraak: {
        "gebied": "GM0001",
        "kenmerk": "proef-1",
        "tekst": "Meldpunt openen",
        "eigenaar": "beleidsadviseur",
        "item": "IN-03",
        "indicator": "meldingen",
        "bezoekjaar": 2025,
    },
    Bezoek: {"gebied": "GM0001", "jaar": 2025},
    Duiding: {"gebied": "D1", "jaar": 2025, "thema": "proef", "tekst": "Rustig jaar."},
    Vraag: {
        "gebied": "EX",
        "kenmerk": "proef-2",
        "indicator": "meldingen",
        "periode": "2025-03",
        "uitsplitsing": "soort:hard",
        "tekst": "Klopt dit aantal?",
    },
}
#: What the dashboard makes by itself.
MADE: dict[type[Record], dict[str, Any]] = {
    Normblad: {"bestand": "blad.csv", "sha256": "0" * 64, "regels": 3},
    Botsing: {
        "gebied": "GM0001",
        "kenmerk": "proef-3",
        "naam": "duiding:GM0001::2025",
        "tegen_versie": 1,
        "inhoud": "{}",
    },
}


@pytest.fixture(scope="module")
def norms() -> Norms:
    return load_norms()


TODAY = date(2025, 6, 1)


def judge(record: Record, catalogue: Catalogue, areas: Areas, norms: Norms) -> str:
    """What the judge says, or nothing."""
    try:
        check_record(record, catalogue, areas, norms, TODAY)
    except PeilError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("kind", list(GOOD))
def test_a_record_about_what_exists_is_kept(
    kleine_catalogue: Catalogue, kleine_areas: Areas, norms: Norms, kind: type[Record]
) -> None:
    assert judge(make(kind, **GOOD[kind]), kleine_catalogue, kleine_areas, norms) == ""


@pytest.mark.parametrize(
    ("kind", "change", "part"),
    [
        (Score, {"gebied": "GM9999"}, "Het gebied 'GM9999' bestaat niet"),
        (Score, {"gebied": "D1"}, "gaat over een gemeente; District Een is een district"),
        (Score, {"gebied": "GM0004"}, "De gemeente Oudedorp bestond niet in 2025"),
        (Score, {"normversie": "9"}, "kent geen versie '9'"),
        (Score, {"normset": "anders"}, "De norm 'anders' kent geen versie '1'"),
        (Score, {"item": "BO-99"}, "Item BO-99 hoort niet bij versie 1"),
        (Score, {"antwoord": "soms"}, "past niet bij item BO-02. Vul ja, deels of nee in."),
        (Score, {"item": "BO-01", "antwoord": "2025-03-02"}, "De datum ligt na de peildatum"),
        (Score, {"beoordelaar": " "}, "Vul in wie oordeelde"),
        (Afspraak, {"gebied": "EX"}, "Een afspraak gaat over een gemeente of district"),
        (Afspraak, {"item": "BO-99"}, "Het item 'BO-99' bestaat niet"),
        (Afspraak, {"indicator": "onzin"}, "De indicator 'onzin' bestaat niet"),
        (Afspraak, {"bezoekjaar": 20255}, "Het jaar 20255 kan niet kloppen"),
        (Afspraak, {"resultaat_jaar": 25}, "Het jaar 25 kan niet kloppen"),
        (Bezoek, {"gebied": "D1"}, "Een bezoek gaat over een gemeente"),
        (Bezoek, {"jaar": 1999}, "Het jaar 1999 kan niet kloppen"),
        (Bezoek, {"jaar": 2101}, "Het jaar 2101 kan niet kloppen"),
        (Bezoek, {"status": "gehouden", "datum": date(2025, 6, 2)}, "moet nog komen"),
        (Bezoek, {"gebied": "GM0004"}, "bestond niet in 2025"),
        (Duiding, {"gebied": "ergens"}, "Het gebied 'ergens' bestaat niet"),
        (Duiding, {"thema": "onzin"}, "Het thema 'onzin' bestaat niet"),
        (Duiding, {"jaar": 1}, "Het jaar 1 kan niet kloppen"),
        (Vraag, {"indicator": "onzin"}, "De indicator 'onzin' bestaat niet"),
        (Vraag, {"uitsplitsing": "soort:rond"}, "'soort' kent geen waarde 'rond'"),
        (Vraag, {"periode": "vorig jaar"}, "is geen periode"),
        (Score, {"peildatum": date(206, 3, 1)}, "De peildatum (0206-03-01) kan niet kloppen"),
        (Score, {"peildatum": date(2025, 6, 2)}, "De peildatum 2 juni 2025 ligt in de toekomst"),
        (Score, {"geldig_tot": date(2101, 1, 1)}, "kan niet kloppen: het jaar is 2101"),
        (Afspraak, {"deadline": date.max}, "De deadline (9999-12-31) kan niet kloppen"),
        (Afspraak, {"deadline": date(1800, 1, 1)}, "kan niet kloppen: het jaar is 1800"),
        (Afspraak, {"resultaat_jaar": 2024}, "Het resultaat is van 2024, maar de afspraak van"),
        (Bezoek, {"datum": date(205, 5, 1)}, "De datum van het bezoek (0205-05-01) kan niet"),
    ],
)
def test_a_record_about_what_does_not_exist_is_refused_in_a_sentence(
    kleine_catalogue: Catalogue,
    kleine_areas: Areas,
    norms: Norms,
    kind: type[Record],
    change: dict[str, Any],
    part: str,
) -> None:
    said = judge(make(kind, **{**GOOD[kind], **change}), kleine_catalogue, kleine_areas, norms)
    assert part in said
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (Score, {"gebied": "GM0004", "peildatum": date(2018, 3, 1)}),
        (Score, {"antwoord": ""}),
        (Score, {"peildatum": TODAY, "geldig_tot": date(2100, 12, 31)}),
        (Afspraak, {"deadline": date(2000, 1, 1), "resultaat_jaar": 2025}),
        (Afspraak, {"gebied": "D1", "item": "", "indicator": "", "bezoekjaar": None}),
        (Bezoek, {"jaar": 2000}),
        (Bezoek, {"status": "gepland", "datum": date(2025, 6, 2)}),
        (Bezoek, {"status": "gehouden", "datum": TODAY}),
        (Duiding, {"thema": ""}),
        (Vraag, {"periode": "", "uitsplitsing": ""}),
    ],
)
def test_what_may_be_left_open_is_kept(
    kleine_catalogue: Catalogue,
    kleine_areas: Areas,
    norms: Norms,
    kind: type[Record],
    change: dict[str, Any],
) -> None:
    record = make(kind, **{**GOOD[kind], **change})
    assert judge(record, kleine_catalogue, kleine_areas, norms) == ""


@pytest.mark.parametrize("kind", list(MADE))
def test_what_the_dashboard_makes_by_itself_is_not_typed(
    kleine_catalogue: Catalogue, kleine_areas: Areas, norms: Norms, kind: type[Record]
) -> None:
    record = make(kind, **MADE[kind])
    assert "maakt het dashboard zelf" in judge(record, kleine_catalogue, kleine_areas, norms)


def test_an_oordeel_of_a_day_that_cannot_be_may_be_taken_back(
    kleine_catalogue: Catalogue, kleine_areas: Areas, norms: Norms
) -> None:
    wrong = {"peildatum": date(206, 3, 1), "is_ingetrokken": True, "toelichting": "Tikfout."}
    record = make(Score, **{**GOOD[Score], **wrong})
    assert judge(record, kleine_catalogue, kleine_areas, norms) == ""


def test_the_judge_of_this_region_knows_its_gemeenten_and_norm() -> None:
    check = record_checker()
    with pytest.raises(PeilError, match="bestaat niet"):
        check(make(Bezoek, gebied="GM0001", jaar=2025))
