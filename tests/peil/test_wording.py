"""Sentences follow from figures and catalogue, at B1, and never judge without a richting."""

from typing import Any

import pytest
from sample import figure, indicator

from peil import labels, terms, wording


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("vergelijkbaar",) * 3, "Vergelijkbaar met district, eenheid en Nederland"),
        (
            ("vergelijkbaar", "hoger", None),
            "Hoger dan de rest van de eenheid, vergelijkbaar met het district",
        ),
        (
            ("lager", "lager", "hoger"),
            "Hoger dan de rest van Nederland, lager dan de rest van district en eenheid",
        ),
        (("niet van toepassing", "lager", None), "Lager dan de rest van de eenheid"),
    ],
)
def test_the_finding_names_every_comparison_once(
    words: tuple[str | None, ...], expected: str
) -> None:
    district, eenheid, nederland = words
    shown = figure(district_woord=district, eenheid_woord=eenheid, nederland_woord=nederland)
    assert wording.finding(shown, indicator()) == expected


def test_good_and_bad_are_only_said_with_a_richting() -> None:
    shown = figure(eenheid_woord="hoger")
    assert "gunstig" not in wording.finding(shown, indicator())
    good = wording.finding(shown, indicator(richting="hoger_is_gunstig"))
    bad = wording.finding(shown, indicator(richting="lager_is_gunstig"))
    assert good == "Hoger dan de rest van de eenheid (gunstig)"
    assert bad == "Hoger dan de rest van de eenheid (ongunstig)"


def test_without_a_comparison_the_finding_tells_the_change() -> None:
    change = {"vorige_periode": "2024", "vorige_waarde": 4.0, "verandering_woord": "hoger"}
    assert wording.finding(figure(**change), indicator()) == "Meer dan in 2024"
    alone = wording.finding(figure(), indicator())
    assert alone == "Met dit cijfer kunnen we niet vergelijken"


@pytest.mark.parametrize("status", [s for s in terms.STATUSSEN if s != terms.CIJFER])
def test_every_missing_figure_has_its_own_words(status: str) -> None:
    shown = figure(status=status, waarde=None, teller=None)
    others = {
        wording.finding(figure(status=s, waarde=None), indicator())
        for s in terms.STATUSSEN
        if s not in (status, terms.CIJFER)
    }
    assert wording.finding(shown, indicator()) not in others
    assert wording.value_text(shown, indicator()) == "–"
    title, text = wording.status_box(shown, indicator())
    assert title.endswith(".")
    assert text.endswith(".")


def test_zero_is_a_figure() -> None:
    nul = figure(waarde=0.0, teller=0)
    assert wording.has_value(nul)
    assert wording.value_text(nul, indicator(noemer="geen", meeteenheid="aantal")) == "0"


def test_an_inspanning_is_never_worded_as_risk() -> None:
    assert wording.caveat(indicator()) == "Zegt iets over inzet, niet over risico."
    more = wording.caveat(indicator(type="resultaat", telwoord="meldingen"))
    assert more == "Meer meldingen kan goed nieuws zijn."
    assert wording.caveat(indicator(type="probleem")) == ""


@pytest.mark.parametrize(
    ("changes", "value", "text"),
    [
        ({}, 10.46, "10,5"),
        ({"noemer": "geen", "meeteenheid": "aantal", "per": 1}, 1234, "1.234"),
        ({"meeteenheid": "%", "soort": "steekproef"}, 38.24, "38,2\N{NO-BREAK SPACE}%"),
        ({"meeteenheid": "% van de beoordeelde items"}, 58.0, "58,0\N{NO-BREAK SPACE}%"),
        ({"meeteenheid": "euro", "soort": "bedrag"}, 120000.0, "€\N{NO-BREAK SPACE}120.000"),
    ],
)
def test_values_carry_their_meeteenheid(changes: dict[str, Any], value: float, text: str) -> None:
    shown = figure(waarde=value, teller=value, laag=None, hoog=None)
    assert wording.value_text(shown, indicator(**changes)) == text


def test_facts_give_period_count_and_margin() -> None:
    line = wording.facts(figure(is_voorlopig=True), indicator())
    assert line == "2025, voorlopig · 80 registraties · marge 8,3–13,0"


def test_a_change_says_what_chance_can_do() -> None:
    change = {"vorige_periode": "2024", "vorige_waarde": 9.1, "vorige_teller": 69}
    small = wording.change_sentence(
        figure(**change, verandering_woord="vergelijkbaar"), indicator()
    )
    large = wording.change_sentence(figure(**change, verandering_woord="hoger"), indicator())
    assert small == "11 meer dan in 2024. Dat verschil kan toeval zijn."
    assert large == "11 meer dan in 2024. Dat is meer dan toeval."


def test_a_real_figure_says_that_its_change_is_fictief() -> None:
    shown = figure(
        vorige_periode="2024", vorige_waarde=9.1, vorige_teller=69, verandering_is_fictief=True
    )
    assert wording.change_text(shown, indicator()).endswith("(fictief)")


def test_the_pooled_figure_is_labelled_with_its_years_and_only_for_small_counts() -> None:
    pool = {
        "pool_van": 2023,
        "pool_tot": 2025,
        "pool_waarde": 1.2,
        "pool_laag": 0.8,
        "pool_hoog": 1.9,
        "pool_teller": 28,
        "pool_noemer": 228000,
    }
    small = wording.pooled_sentence(figure(**pool, **{"teller": 9}), indicator())
    assert small == ("2023–2025 samen: 1,2 per 10.000 inwoners (28 registraties, marge 0,8–1,9).")
    assert wording.pooled_sentence(figure(**pool), indicator()) == ""


def test_a_pooled_count_gives_the_sum_and_the_mean_of_a_year() -> None:
    shown = figure(
        teller=2,
        waarde=2.0,
        noemer=None,
        pool_van=2023,
        pool_tot=2025,
        pool_teller=8,
        pool_waarde=2.67,
        pool_laag=1.15,
        pool_hoog=5.25,
    )
    count = indicator(noemer="geen", meeteenheid="aantal", per=1, telwoord="locaties")
    text = wording.pooled_sentence(shown, count)
    assert text == "2023–2025 samen: 8 locaties, gemiddeld 2,7 per jaar (marge 1,1–5,2)."


def test_a_sample_is_set_beside_the_whole_benchmark() -> None:
    shown = figure(eenheid_rest=None, eenheid_waarde=19.5, eenheid_woord="lager")
    assert wording.finding(shown, indicator()) == "Lager dan de eenheid"
    assert wording.benchmark_value(shown, "eenheid") == 19.5
    assert wording.benchmark_value(figure(eenheid_waarde=19.5), "eenheid") is None


def test_trend_words_name_the_years() -> None:
    shown = figure(trend_woord="stijgend", trend_van=2021, trend_tot=2025)
    assert wording.trend_text(shown) == "Stijgende trend, 2021–2025"
    assert wording.trend_text(figure()) == "Geen trend berekend"


def test_a_sum_with_a_protected_part_is_not_called_small() -> None:
    whole = figure(status="onderdrukt", waarde=None, is_geleverd=False)
    texts = (
        labels.mark(whole, indicator()),
        labels.status_words(whole, indicator()),
        wording.status_finding(whole),
        *wording.status_box(whole, indicator()),
    )
    assert not any("5" in text or "weinig" in text for text in texts)


@pytest.mark.parametrize(
    ("whole", "unit"),
    [("respondenten", "van de respondenten"), ("alle objecten", "van alle objecten"), ("", "")],
)
def test_a_share_says_of_what_it_is(whole: str, unit: str) -> None:
    assert wording.unit_text(indicator(meeteenheid="%", noemer_titel=whole)) == unit


def test_a_finding_beside_an_invented_figure_is_fictief() -> None:
    real = figure(nederland_woord="lager", nederland_is_fictief=True)
    assert wording.finding_is_fictief(real)
    assert not wording.finding_is_fictief(figure(nederland_woord="lager"))


def test_abbreviations_keep_their_capitals_in_a_sentence() -> None:
    assert wording.lower_first("Drugshandel") == "drugshandel"
    assert wording.lower_first("MMA-meldingen per categorie") == "MMA-meldingen per categorie"


def test_a_count_has_no_decimals_whatever_its_margin() -> None:
    count = indicator(noemer="geen", meeteenheid="aantal", per=1)
    shown = figure(waarde=2.0, teller=2, noemer=None, laag=0.24, hoog=7.22)
    assert wording.value_text(shown, count) == "2"
    assert wording.margin_text(shown, count) == "marge 0–7"


def test_a_long_title_is_quoted_in_a_sentence() -> None:
    assert wording.named(indicator(titel="Voelt zich onveilig in de eigen buurt")).startswith("‘")
    assert wording.named(indicator(titel="Bibob-onderzoeken")) == "Bibob-onderzoeken"


def test_lists_end_with_en() -> None:
    assert wording.join_words(["a"]) == "a"
    assert wording.join_words(["a", "b", "c"]) == "a, b en c"
    assert wording.join_words([]) == ""
