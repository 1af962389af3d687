"""Draft sentences say what was published and no more: every number and every word is a figure's."""

import re
from pathlib import Path
from typing import Any

import pytest
from sample import figure, indicator

from peil.catalogue import Catalogue, Thema
from peil.desk import Desk, open_desk
from peil.drafts import MOST, Draft, draft_sentences
from peil.figure import Figure
from peil.wording import lower_first

CATALOGUE = Catalogue(
    (
        indicator(),
        indicator(slug="tweede", code="TE-02", titel="Wapenhandel", type="probleem"),
        indicator(slug="derde", code="TE-03", titel="Witwassen", type="probleem"),
    ),
    {},
    {"proef": Thema(slug="proef", titel="Proef", volgorde=1)},
)
HIGHER: dict[str, Any] = {"eenheid_p": 1e-6, "eenheid_rest": 6.8, "eenheid_woord": "hoger"}
RISEN: dict[str, Any] = {
    "vorige_periode": "2024",
    "vorige_waarde": 5.2,
    "vorige_teller": 40.0,
    "verandering_p": 1e-4,
    "verandering_woord": "hoger",
}


def kinds(found: list[Draft]) -> list[str]:
    return [d.soort for d in found]


def test_a_difference_names_both_numbers_and_warns_about_effort() -> None:
    (draft,) = draft_sentences([figure(**HIGHER)], CATALOGUE)
    assert draft.zin == (
        "Aadorp is op drugshandel hoger dan de rest van de eenheid: 10,5 per 10.000 inwoners in "
        "2025, tegen 6,8 in de rest van de eenheid. Dit cijfer zegt iets over inzet, niet over "
        "risico."
    )
    assert (draft.indicator, draft.periode, draft.soort) == ("proef", "2025", "vergelijking")


def test_without_a_difference_the_draft_says_so() -> None:
    (draft,) = draft_sentences([figure(**{**HIGHER, "eenheid_woord": "vergelijkbaar"})], CATALOGUE)
    assert draft.zin == (
        "Aadorp wijkt op drugshandel in 2025 niet duidelijk af van de rest van de eenheid."
    )


def test_a_clear_change_is_told_and_another_only_with_its_chance() -> None:
    clear, chance = figure(**RISEN), figure(**{**RISEN, "verandering_woord": "vergelijkbaar"})
    assert draft_sentences([clear], CATALOGUE)[0].zin.startswith(
        "Bij drugshandel steeg het cijfer in Aadorp: van 5,2 in 2024 naar 10,5 in 2025."
    )
    text = draft_sentences([chance], CATALOGUE)[0].zin
    assert "80 registraties, 10,5 per 10.000 inwoners: 40 meer dan in 2024." in text
    assert "Dat verschil kan toeval zijn." in text
    assert "steeg" not in text


def test_words_follow_the_test_and_not_the_numbers() -> None:
    untested = figure(**{**RISEN, **HIGHER, "verandering_woord": None, "eenheid_woord": None})
    assert draft_sentences([untested], CATALOGUE) == []


def test_gaps_are_gathered_by_reason() -> None:
    absent = {"waarde": None, "teller": None, "status": "niet geleverd"}
    found = draft_sentences([figure(**absent), figure(indicator="tweede", **absent)], CATALOGUE)
    assert [d.zin for d in found] == [
        "Over 2025 zijn de cijfers van drugshandel en wapenhandel nog niet geleverd."
    ]
    hidden = figure(waarde=None, teller=None, status="onderdrukt")
    assert draft_sentences([hidden], CATALOGUE)[0].zin == (
        "Over 2025 tonen we het cijfer van drugshandel niet: het gaat om te weinig mensen."
    )


def test_a_figure_that_stops_before_this_year_is_a_gap() -> None:
    old = figure(indicator="derde", periode="2022", jaar=2022)
    history = {("derde", "GM0001"): [old], ("proef", "GM0001"): [figure()]}
    (draft,) = draft_sentences([figure()], CATALOGUE, history)
    assert draft.zin == "Over 2025 is er geen cijfer van witwassen. Het laatste is van 2022."
    assert (draft.indicator, draft.periode) == ("derde", "2022")


def test_what_rests_on_an_invented_number_is_tagged_and_comes_last() -> None:
    invented = figure(indicator="tweede", is_fictief=True, **{**HIGHER, "waarde": 90.0})
    against = figure(indicator="derde", eenheid_is_fictief=True, **HIGHER)
    found = draft_sentences([invented, against, figure(**HIGHER)], CATALOGUE)
    assert [(d.indicator, d.is_fictief) for d in found] == [("proef", False), ("tweede", True)]


def test_there_are_never_many_drafts_of_one_kind() -> None:
    full = figure(**HIGHER, **RISEN, is_voorlopig=True)
    found = draft_sentences([full] * 9, CATALOGUE)
    assert kinds(found) == ["verandering"] * 2 + ["vergelijking"] * 2 + ["ontbreekt"]
    assert len(found) <= MOST


@pytest.fixture(scope="module")
def desk(demo_work: Path) -> Desk:
    return open_desk(demo_work)


def written(value: float) -> set[str]:
    """Every way in which a number may stand on the screen, whatever the indicator."""
    swap = str.maketrans(",.", ".,")
    return {f"{value:,.{places}f}".translate(swap) for places in (0, 1, 2)}


def numbers_of(figures: list[Figure]) -> set[str]:
    allowed: set[str] = set()
    for f in figures:
        before, after = f.vorige_teller, f.teller
        change = abs(after - before) if before is not None and after is not None else None
        rests = [getattr(f, f"{b}_{k}") for b in ("district", "eenheid", "nederland")
                 for k in ("rest", "waarde")]  # fmt: skip
        for value in (f.waarde, f.teller, f.noemer, f.vorige_waarde, change, *rests):
            allowed |= written(value) if value is not None else set()
        allowed |= {str(year) for year in (f.jaar, f.trend_van, f.trend_tot)}
        allowed.add(f.vorige_periode or str(f.jaar))
    return allowed


def said_numbers(draft: Draft, catalogue: Catalogue) -> list[str]:
    """The numbers in a sentence, without those in names and units."""
    text, own = draft.zin, catalogue[draft.indicator]
    names = [words for one in catalogue for words in (one.titel, lower_first(one.titel))]
    for words in [own.meeteenheid, own.telwoord, *sorted(names, key=len, reverse=True)]:
        text = text.replace(words, " ")
    text = re.sub(r"nog \d+ cijfers", " ", text)
    return re.findall(r"\d[\d.]*(?:,\d+)?", text)


@pytest.mark.parametrize("niveau", ["gemeente", "district", "eenheid"])
def test_every_number_in_a_draft_is_a_published_one(desk: Desk, niveau: Any) -> None:
    seen = 0
    for area in desk.areas.at(niveau):
        series: dict[tuple[str, str], list[Figure]] = {}
        for f in desk.series(area.code):
            series.setdefault((f.indicator, f.gebied_code), []).append(f)
        for jaar in (2021, 2025):
            profile = desk.profile(area.code, jaar)
            for thema in ["", *desk.catalogue.themas]:
                figures = [f for f in profile if thema in ("", f.thema)]
                history = {k: v for k, v in series.items() if thema in ("", v[0].thema)}
                found = draft_sentences(figures, desk.catalogue, history)
                assert len(found) <= MOST
                for draft in found:
                    own = [f for f in figures if f.indicator == draft.indicator]
                    known = numbers_of([*own, *series.get((draft.indicator, area.code), [])])
                    said = {n.rstrip(".") for n in said_numbers(draft, desk.catalogue)}
                    assert said <= known | {str(jaar)}, draft
                    seen += bool(said)
    assert seen > 20


def test_drafts_never_judge_or_invent(desk: Desk) -> None:
    for area in desk.areas.at("gemeente"):
        figures = desk.profile(area.code, 2025)
        published = {f.indicator: (f.verandering_woord, f.trend_woord) for f in figures}
        for draft in draft_sentences(figures, desk.catalogue):
            assert "scoort" not in draft.zin
            if " steeg " in draft.zin:
                assert published[draft.indicator][0] == "hoger"
            if " daalde " in draft.zin:
                assert published[draft.indicator][0] == "lager"
            if "stijgende trend" in draft.zin:
                assert published[draft.indicator][1] == "stijgend"
