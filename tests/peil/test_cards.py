"""Cards and strips: escaped, complete for who cannot see them, and honest about what is fictief."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
import sample
from sample import indicator

from peil import cards, gauge, lead, strips, terms
from peil.catalogue import Catalogue, Thema
from peil.figure import Figure
from peil.noteworthy import Noteworthy

NAMES = {"D1": "District Een", "EX": "Eenheid Exempel"}


def figure(**changes: Any) -> Figure:
    """A figure with everything that a card can show."""
    values: dict[str, Any] = {
        "district_code": "D1",
        "eenheid_code": "EX",
        "marge_laag": 2.7,
        "marge_hoog": 18.2,
        "district_rest": 5.7,
        "district_woord": "hoger",
        "eenheid_rest": 8.2,
        "eenheid_woord": "vergelijkbaar",
        "nederland_rest": 8.5,
        "nederland_woord": "lager",
        "trend_woord": "stijgend",
        "trend_van": 2021,
        "trend_tot": 2025,
        "bron": "Bron standaard",
    }
    return sample.figure(**{**values, **changes})


def years(**changes: Any) -> list[Figure]:
    return [figure(periode=str(y), jaar=y, waarde=y - 2014.0, **changes) for y in range(2015, 2026)]


class _Balance(HTMLParser):
    """Collect elements that were not closed in order."""

    void = frozenset({"input", "br", "line", "rect", "path", "circle"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.void:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A drawn shape closes itself."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def is_balanced(markup: str) -> bool:
    parser = _Balance()
    parser.feed(markup)
    return not parser.open and not parser.wrong


@pytest.mark.parametrize("status", terms.STATUSSEN)
def test_a_card_of_every_status_is_whole(status: str) -> None:
    value = {} if status == terms.CIJFER else {"waarde": None, "teller": None}
    html = cards.card(figure(status=status, **value), indicator(), years(), NAMES)
    assert is_balanced(html)


def test_a_card_tells_in_text_what_the_drawing_shows() -> None:
    html = cards.card(figure(), indicator(), years(), NAMES, thema="Proef")
    text = re.sub(r"<[^>]+>", " ", html)
    for part in ("Aadorp", "10,5", "District Een", "5,7", "hoger", "8,2", "vergelijkbaar", "lager"):
        assert part in text
    assert "Stijgende trend, 2021–2025. Zegt iets over inzet, niet over risico." in text
    assert 'aria-hidden="true"' in html


def test_every_word_has_a_sign_of_its_own() -> None:
    html = cards.card(figure(), indicator(), years(), NAMES)
    assert re.search(r'class="w h">hoger', html)
    assert re.search(r'class="w g">vergelijkbaar', html)
    assert re.search(r'class="w l">lager', html)


def test_text_from_data_is_escaped() -> None:
    nasty = "<script>alert('x')</script>"
    html = cards.card(
        figure(gebied=nasty, bron=nasty, toelichting=nasty),
        indicator(titel=nasty, telwoord=nasty),
        years(bron=nasty),
        {"D1": nasty},
        thema=nasty,
        link='indicator?x="><b>',
    )
    assert "<script" not in html
    assert 'x="><b>' not in html


def test_a_fictief_figure_has_edge_and_tag() -> None:
    html = cards.card(figure(is_fictief=True), indicator(), years(), NAMES)
    assert 'class="card fic"' in html
    assert cards.FICTIEF in html


def test_a_real_figure_against_a_fictief_benchmark_says_which_is_fictief() -> None:
    html = cards.card(figure(eenheid_is_fictief=True), indicator(), years(), NAMES)
    assert 'class="card fic"' in html
    assert html.count(cards.FICTIEF) == 1


def test_where_the_area_is_its_parent_the_comparison_is_niet_van_toepassing() -> None:
    same = figure(district_rest=None, district_woord="niet van toepassing")
    assert "niet van toepassing" in cards.card(same, indicator(), years(), NAMES)


def test_a_district_is_not_compared_with_itself() -> None:
    assert cards.benchmarks(figure(niveau="district")) == ["eenheid", "nederland"]
    assert cards.benchmarks(figure(niveau="nederland")) == []


def test_a_lone_number_tells_its_change_instead_of_empty_rows() -> None:
    rests = dict.fromkeys(f"{b}_rest" for b in terms.BENCHMARKS)
    change = {"vorige_periode": "2024", "vorige_waarde": 69.0, "vorige_teller": 69}
    html = cards.card(figure(**rests, **change), indicator(), years(), NAMES)
    assert "11 meer dan in 2024" in html
    assert 'class="cmp"' not in html


def test_the_table_has_a_row_for_every_period_newest_first() -> None:
    html = cards.series_table(years(), indicator())
    rows = re.findall(r'<th scope="row">(\d+)', html)
    assert rows == [str(y) for y in range(2025, 2014, -1)]


def test_the_ruler_holds_every_value() -> None:
    top = gauge.ruler_top([10.5, 13.0, 5.7], 18.2)
    assert top == 20
    assert gauge.ruler_top([4.4, 6.2], 40.0) <= 10
    assert gauge.ruler_top([None, 0.0], None) > 0


def test_a_year_without_a_value_is_a_gap_and_a_voorlopig_year_is_dashed() -> None:
    series = [
        figure(periode=str(y), jaar=y, waarde=None if y == 2023 else 5.0, is_voorlopig=y == 2025)
        for y in range(2021, 2026)
    ]
    solid, dashed = re.findall(r' d="([^"]*)"', gauge.sparkline(series))
    assert solid.count("M") == 1
    assert dashed.count("M") == 1


def test_the_style_serves_light_and_dark() -> None:
    css = cards.stylesheet()
    assert "light-dark(" in css
    assert css.count("{") == css.count("}")


def test_key_figures_show_change_and_margin() -> None:
    change = {"vorige_periode": "2024", "vorige_waarde": 9.0, "vorige_teller": 69}
    html = strips.key_figures([(figure(**change), indicator())], {"proef": "indicator?x=1"})
    assert is_balanced(html)
    assert "marge 8,3–13,0 · 11 meer dan in 2024" in html


def test_wat_opvalt_says_so_when_nothing_stands_out() -> None:
    assert "Niets springt eruit" in strips.noteworthy_strip([])


def test_wat_opvalt_folds_what_comes_after_the_first_three() -> None:
    item = Noteworthy(
        indicator="proef",
        titel="Drugshandel",
        kind="trend",
        zin="In Aadorp <meer>.",
        nadruk=("Aadorp",),
        toelichting="",
        gebieden=("GM0001",),
        is_fictief=True,
        effect=1.0,
    )
    html = strips.noteworthy_strip([item] * 5)
    assert "Nog 2 bevindingen" in html
    assert "<b>Aadorp</b> &lt;meer&gt;" in html
    assert is_balanced(html)


def test_the_note_names_what_is_real() -> None:
    note = strips.fictief_note(["Drugshandel", "Wapenhandel"])
    assert "Alleen drugshandel en wapenhandel zijn echt." in note
    assert "geen enkel cijfer echt" in strips.fictief_note([])


CATALOGUE = Catalogue(
    (indicator(), indicator(slug="tweede", code="TE-02", titel="Wapenhandel")),
    {},
    {"proef": Thema(slug="proef", titel="Proef", volgorde=1)},
)


def test_the_lead_speaks_of_real_figures_first() -> None:
    real = figure(eenheid_woord="vergelijkbaar")
    made_up = figure(indicator="tweede", is_fictief=True, eenheid_woord="hoger")
    first, _ = lead.lead_sentences([made_up, real], CATALOGUE)
    assert first == (
        "Aadorp is op drugshandel vergelijkbaar met de rest van de eenheid: "
        "10,5 tegen 8,2 per 10.000 inwoners."
    )
    only, _ = lead.lead_sentences([made_up], CATALOGUE)
    assert only.startswith("Op verzonnen cijfers:")


def test_the_lead_joins_higher_and_lower() -> None:
    up = figure(eenheid_woord="hoger")
    down = figure(indicator="tweede", eenheid_woord="lager")
    first, second = lead.lead_sentences([up, down], CATALOGUE, {"proef": years()})
    assert first == (
        "Aadorp is op drugshandel hoger dan de rest van de eenheid, en op wapenhandel lager."
    )
    assert second == (
        "Er komen meer registraties van drugshandel bij: 80 in 2021, 80 in 2025. "
        "Dat zegt iets over inzet, niet over risico."
    )


def test_the_lead_of_nothing_says_so() -> None:
    assert lead.lead_sentences([], CATALOGUE)[0].startswith(
        "Er zijn voor dit gebied nog geen cijfers"
    )


def test_a_card_offers_to_report_an_error_outside_its_fold() -> None:
    html = cards.card(figure(), indicator(), years(), NAMES, report="vraag?indicator=a&gebied=b")
    _, _, after = html.partition("</details>")
    assert 'href="vraag?indicator=a&amp;gebied=b"' in after
    assert "Meld een fout<span" in after
    assert "Meld een fout" not in cards.card(figure(), indicator(), years(), NAMES)
