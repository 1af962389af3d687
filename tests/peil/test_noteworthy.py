"""Wat opvalt: one family of tests, a minimum size, and sentences that follow from the group."""

from typing import Any

import numpy as np
import pytest
import sample
from sample import indicator
from scipy import stats

from peil.catalogue import Catalogue, Thema
from peil.figure import Figure
from peil.noteworthy import MINIMUM, _adjust, noteworthy, published  # pyright: ignore[reportPrivateUsage] -- compared with scipy below

CATALOGUE = Catalogue(
    (indicator(), indicator(slug="tweede", code="TE-02", titel="Wapenhandel", type="probleem")),
    {},
    {"proef": Thema(slug="proef", titel="Proef", volgorde=1)},
)


def figure(name: str, p: float | None, **changes: Any) -> Figure:
    """A figure of the gemeente with this name, tested against the rest of the eenheid."""
    own = {"gebied_code": f"GM{name}", "gebied": name, "eenheid_p": p, "eenheid_rest": 6.8}
    return sample.figure(**{"laag": None, "hoog": None, **own, **changes})


def test_a_single_area_is_named_as_the_only_one() -> None:
    found = noteworthy([figure("Aadorp", 1e-6), figure("Beedorp", 0.6)], CATALOGUE)
    assert [n.zin for n in found] == [
        "Bij drugshandel is alleen Aadorp hoger dan de rest van de eenheid: 10,5 tegen 6,8."
    ]
    assert found[0].nadruk == ("Aadorp",)
    assert "inzet, niet over risico" in found[0].toelichting


def test_alleen_is_not_said_when_only_one_area_was_tested() -> None:
    found = noteworthy([figure("Aadorp", 1e-6)], CATALOGUE)
    assert "alleen" not in found[0].zin


def test_many_areas_become_one_sentence() -> None:
    names = ["Aadorp", "Beedorp", "Ceedorp", "Deedorp", "Eedorp"]
    found = noteworthy([figure(n, 1e-6) for n in names], CATALOGUE)
    assert len(found) == 1
    assert "zijn 5 gemeenten hoger dan de rest van de eenheid" in found[0].zin
    assert "Ook: Deedorp en Eedorp." in found[0].toelichting


def test_higher_and_lower_are_told_apart() -> None:
    low = figure("Beedorp", 1e-6, waarde=2.0, teller=15)
    found = noteworthy([figure("Aadorp", 1e-6), low], CATALOGUE)
    assert sorted("lager" in n.zin for n in found) == [False, True]


def test_the_false_discovery_rate_counts_the_whole_page() -> None:
    one = figure("Aadorp", 0.03)
    assert len(noteworthy([one], CATALOGUE)) == 1
    others = [figure(f"Dorp{n}", 0.5 + n / 100) for n in range(20)]
    assert noteworthy([one, *others], CATALOGUE) == []


def test_small_counts_do_not_stand_out() -> None:
    small = figure("Aadorp", 1e-6, teller=MINIMUM - 1, noemer=5000, waarde=18.0, eenheid_rest=6.8)
    assert noteworthy([small], CATALOGUE) == []


def test_a_low_count_stands_out_when_many_were_expected() -> None:
    low = figure("Aadorp", 1e-6, teller=3, waarde=0.4)
    assert "lager" in noteworthy([low], CATALOGUE)[0].zin


def test_real_figures_come_first_and_then_the_largest_effect() -> None:
    big = figure("Aadorp", 1e-6, waarde=40.0, teller=300, is_fictief=True)
    mid = figure("Beedorp", 1e-6, indicator="tweede", waarde=20.0)
    low = figure("Ceedorp", 1e-6, waarde=8.0)
    found = noteworthy([low, mid, big], CATALOGUE)
    assert [n.is_fictief for n in found] == sorted(n.is_fictief for n in found)
    real = [n.effect for n in found if not n.is_fictief]
    assert real == sorted(real, reverse=True)


def test_a_comparison_with_a_fictief_benchmark_is_fictief() -> None:
    assert noteworthy([figure("Aadorp", 1e-6, eenheid_is_fictief=True)], CATALOGUE)[0].is_fictief


def test_a_change_gives_both_years() -> None:
    changed = figure(
        "Aadorp",
        None,
        verandering_p=1e-5,
        vorige_periode="2024",
        vorige_waarde=5.0,
        vorige_teller=38,
    )
    zin = noteworthy([changed], CATALOGUE)[0].zin
    assert zin == "Bij drugshandel steeg het cijfer in Aadorp: van 5,0 in 2024 naar 10,5 in 2025."


def test_a_trend_tells_from_where_it_came() -> None:
    trend = {"trend_p": 1e-5, "trend_woord": "dalend", "trend_van": 2021, "trend_tot": 2025}
    now = figure("Aadorp", None, **trend)
    then = figure("Aadorp", None, periode="2021", jaar=2021, waarde=20.0)
    found = noteworthy([now], CATALOGUE, {("proef", "GMAadorp"): [then, now]})
    assert found[0].zin == (
        "Bij drugshandel is er een dalende trend in Aadorp: van 20,0 in 2021 naar 10,5 in 2025."
    )


@pytest.mark.parametrize("status", ["onderdrukt", "niet geleverd", "ontbreekt"])
def test_a_figure_without_a_value_never_stands_out(status: str) -> None:
    assert noteworthy([figure("Aadorp", 1e-6, status=status)], CATALOGUE) == []


def test_an_empty_page_has_nothing_that_stands_out() -> None:
    assert noteworthy([], CATALOGUE) == []


def test_what_the_published_words_call_different_can_be_told_by_itself() -> None:
    clear = figure("Aadorp", 0.03, eenheid_woord="hoger")
    quiet = figure("Beedorp", 0.03, eenheid_woord="vergelijkbaar")
    found = published([clear, quiet], CATALOGUE)
    assert [(n.kind, n.gebieden) for n in found] == [("vergelijking", ("GMAadorp",))]


@pytest.mark.parametrize("count", [1, 2, 7, 400])
def test_the_adjustment_is_that_of_scipy_to_the_last_digit(count: int) -> None:
    generator = np.random.Generator(np.random.PCG64(count))
    ps = [0.0, 1.0, 0.5, 0.5, *(10.0 ** -generator.uniform(0, 30, count)).tolist()]
    assert _adjust(ps) == stats.false_discovery_control(ps).tolist()
    assert _adjust([]) == []
