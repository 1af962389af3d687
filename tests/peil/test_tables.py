from dataclasses import replace
from html.parser import HTMLParser

from sample import figure

from peil.catalogue import Indicator, load_catalogue
from peil.tables import breakdown_table, figures_table, heat_table, series_table

INDICATOR: Indicator = load_catalogue()["drugshandel"].model_copy(update={"drempel": 5})
BASE = figure(
    indicator="drugshandel",
    code="DR-01",
    thema="drugs",
    gebied_code="GM1",
    gebied="Boven & Beneden",
    teller=1_080,
    noemer=76_000,
    waarde=10.5,
    eenheid_woord="hoger",
    eenheid_rest=6.8,
    bron="CBS",
)
HIDDEN = replace(
    BASE,
    gebied_code="GM2",
    gebied="Weinig",
    status="onderdrukt",
    waarde=None,
    laag=None,
    hoog=None,
    teller=None,
    eenheid_woord=None,
)


class Rows(HTMLParser):
    """Collects the rows of a table as texts, and every tag with its attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.is_cell = False
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.is_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.is_cell = False

    def handle_data(self, data: str) -> None:
        if self.is_cell:
            self.rows[-1][-1] += data


def test_a_table_has_a_caption_and_says_what_its_headers_head() -> None:
    table = Rows(figures_table([BASE], INDICATOR))
    headers = [attrs.get("scope") for tag, attrs in table.tags if tag == "th"]
    assert any(tag == "caption" for tag, _ in table.tags)
    assert headers == ["col"] * 8 + ["row"]


def test_a_row_gives_value_margin_comparison_and_source_in_dutch() -> None:
    row = Rows(figures_table([BASE], INDICATOR)).rows[1]
    assert row == [
        "Boven & Beneden",
        "2025",
        "1.080",
        "10,5",
        "8,3–13,0",
        "hoger (6,8)",
        "echt",
        "CBS",
    ]


def test_text_from_data_is_escaped() -> None:
    markup = figures_table([replace(BASE, gebied="<script>", bron='"x"')], INDICATOR)
    assert "<script>" not in markup
    assert "&lt;script&gt;" in markup


def test_a_hidden_value_is_told_in_words_and_never_as_zero() -> None:
    row = Rows(figures_table([HIDDEN], INDICATOR)).rows[1]
    assert row[2:6] == ["–", "onderdrukt (minder dan 5)", "–", "–"]


def test_a_fictitious_figure_says_so_beside_its_value() -> None:
    row = Rows(figures_table([replace(BASE, is_fictief=True)], INDICATOR)).rows[1]
    assert row[3] == "10,5 fictief"
    assert row[6] == "fictief"


def test_a_comparison_with_fictitious_figures_says_so() -> None:
    row = Rows(figures_table([replace(BASE, eenheid_is_fictief=True)], INDICATOR)).rows[1]
    assert row[5] == "hoger (6,8) fictief"


def test_a_series_has_periods_as_rows_and_small_areas_first() -> None:
    unit = replace(BASE, niveau="eenheid", gebied_code="E", gebied="Eenheid", waarde=8.3)
    later = replace(BASE, periode="2026", jaar=2026, is_voorlopig=True)
    table = Rows(series_table([later, unit, BASE], INDICATOR))
    assert table.rows == [
        ["Periode", "Boven & Beneden", "Eenheid"],
        ["2025", "10,5", "8,3"],
        ["2026, voorlopig", "10,5", "–"],
    ]


def test_a_heat_table_never_speaks_by_colour_alone() -> None:
    lower = replace(BASE, gebied_code="GM3", gebied="Zuid", eenheid_woord="lager", waarde=1.7)
    table = Rows(heat_table([BASE, lower, HIDDEN], [INDICATOR]))
    assert table.rows[0] == ["Indicator", "Boven & Beneden", "Weinig", "Zuid"]
    assert table.rows[1][1:] == ["10,5 hoger", "<5 onderdrukt (minder dan 5)", "1,7 lager"]


def test_a_heat_table_tints_only_what_differs_and_deeper_what_differs_much() -> None:
    much = replace(BASE, gebied_code="GM3", gebied="B", waarde=10.2, eenheid_rest=6.8)
    less = replace(BASE, gebied_code="GM4", gebied="C", waarde=10.1, eenheid_rest=6.8)
    low = replace(less, gebied_code="GM5", gebied="D", waarde=4.5, eenheid_woord="lager")
    same = replace(BASE, gebied_code="GM6", gebied="E", eenheid_woord="vergelijkbaar")
    table = Rows(heat_table([much, less, low, same, HIDDEN], [INDICATOR]))
    cells = [attrs.get("class") for tag, attrs in table.tags if tag == "td"]
    assert cells == ["hoog sterk", "hoog", "laag sterk", None, None]


def test_a_breakdown_shows_the_rest_that_nobody_delivered() -> None:
    part = replace(BASE, uitsplitsing="soort:a", teller=600, waarde=6.0)
    table = Rows(breakdown_table([part], INDICATOR, {"soort:a": "softdrugs"}, rest=480))
    assert [row[:2] for row in table.rows[1:]] == [
        ["softdrugs", "600"],
        ["niet uitgesplitst", "480"],
    ]
