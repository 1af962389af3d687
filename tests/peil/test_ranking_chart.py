import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import figure, indicator

from peil import charts
from peil.catalogue import Indicator
from peil.charts.ranking_frame import MOST, Gap, Row, lay_out
from peil.figure import Figure

STYLE = Path(__file__).resolve().parents[2] / "pages" / "parts" / "static" / "bars.css"
INDICATOR: Indicator = indicator()
#: Zero, or a value that a figure could have.
AMOUNTS = st.one_of(st.just(0.0), st.floats(min_value=1e-6, max_value=1e6))
BASE = figure(
    gebied_code="GM1",
    gebied="Boven",
    district_code="X",
    waarde=10.5,
    eenheid_woord="hoger",
    eenheid_rest=6.8,
    eenheid_waarde=8.3,
)
LOWER = replace(
    BASE, gebied_code="GM2", gebied="Onder", waarde=1.7, laag=1.0, hoog=2.5, eenheid_woord="lager"
)
ALIKE = replace(
    BASE,
    gebied_code="GM3",
    gebied="Midden",
    district_code="Y",
    waarde=8.0,
    eenheid_woord="vergelijkbaar",
)
HIDDEN = replace(
    BASE,
    gebied_code="GM4",
    gebied="Weinig",
    status="onderdrukt",
    waarde=None,
    laag=None,
    hoog=None,
    teller=None,
    eenheid_woord=None,
)
ABSENT = replace(HIDDEN, gebied_code="GM5", gebied="Leeg", status="niet geleverd")
RANKED = [LOWER, HIDDEN, BASE, ABSENT, ALIKE]


class Table(HTMLParser):
    """The rows of a table as (attributes of the row, texts of its cells)."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.rows: list[tuple[dict[str, str], list[str]]] = []
        self.depth = 0
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append(({k: v or "" for k, v in attrs}, []))
        if tag in ("td", "th"):
            self.rows[-1][1].append("")
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.rows[-1][1][-1] += data


def _rows(markup: str) -> dict[str, tuple[dict[str, str], list[str]]]:
    """Return the body rows by the code of their area."""
    return {row["data-gebied"]: (row, cells) for row, cells in Table(markup).rows[1:] if row}


def _many(count: int) -> list[Figure]:
    return [
        replace(BASE, gebied_code=f"GM{n:03}", gebied=f"G{n:03}", waarde=float(count - n))
        for n in range(count)
    ]


def test_it_runs_from_high_to_low_and_ends_with_what_has_no_value() -> None:
    rows = _rows(charts.ranking(RANKED, INDICATOR))
    assert list(rows) == ["GM1", "GM3", "GM2", "GM5", "GM4"]
    assert [cells[0] for _, cells in rows.values()] == ["1", "2", "3", "", ""]


def test_it_is_a_table_that_can_be_read_without_being_seen() -> None:
    markup = charts.ranking(RANKED, INDICATOR)
    assert charts.ranking_alt(RANKED, INDICATOR) in markup
    head, cells = Table(markup).rows[0]
    assert head == {}
    assert [text.split("  ")[0][:8] for text in cells] == [
        "Plaats",
        "Gemeente",
        "District",
        "Marge va",
        "Waarde",
        "Tegen de",
    ]
    _, first = _rows(markup)["GM1"]
    assert first == ["1", "Boven", "X", "8,3–13,0", "10,5", "hoger"]
    assert markup.count('scope="col"') == 6
    assert markup.count('scope="row"') == len(RANKED)


def test_only_what_differs_gets_a_colour_and_then_a_sign_and_a_word() -> None:
    markup = charts.ranking(RANKED, INDICATOR)
    rows = _rows(markup)
    classes = {code: row.get("class", "").split() for code, (row, _) in rows.items()}
    assert classes == {"GM1": ["h"], "GM3": ["g"], "GM2": ["l"], "GM5": [], "GM4": []}
    assert [cells[-1] for _, cells in rows.values()] == [
        "hoger",
        "vergelijkbaar",
        "lager",
        "geen cijfer",
        "geen cijfer",
    ]
    assert "▲ hoger dan de rest van de eenheid (6,8)" in rows["GM1"][0]["data-tip"]
    assert 'class="h"><i class="punt"></i>hoger' in markup


def test_a_row_selects_and_its_name_leads_to_the_area_with_the_same_question() -> None:
    markup = charts.ranking(RANKED, INDICATOR)
    assert all(row["data-kies"] == code for code, (row, _) in _rows(markup).items())
    assert 'href="gemeente?gebied=GM1&amp;indicator=proef&amp;periode=2025"' in markup


def test_the_chosen_area_is_marked_for_eye_and_ear() -> None:
    markup = charts.ranking(RANKED, INDICATOR, gekozen="GM3")
    assert "gekozen" in _rows(markup)["GM3"][0]["class"]
    assert markup.count('aria-current="true"') == 1
    assert "aria-current" not in charts.ranking(RANKED, INDICATOR)


def test_hidden_and_not_delivered_show_in_words_and_patterns() -> None:
    markup = charts.ranking(RANKED, INDICATOR)
    rows = _rows(markup)
    assert rows["GM4"][1][3:5] == ["onderdrukt (minder dan 5)", "<5"]
    assert rows["GM5"][1][3:5] == ["niet geleverd", "–"]
    assert 'class="b onderdrukt"' in markup
    assert 'class="b leeg"' in markup


def test_the_benchmark_is_drawn_only_when_all_rows_share_it() -> None:
    assert "eenheid 8,3" in charts.ranking(RANKED, INDICATOR)
    other = replace(BASE, gebied_code="GM9", eenheid_waarde=5.0)
    assert lay_out([BASE, other], INDICATOR, "eenheid").line is None


def test_a_benchmark_far_past_the_rows_does_not_squeeze_them() -> None:
    sums = [replace(f, eenheid_waarde=400.0) for f in (BASE, LOWER)]
    layout = lay_out(sums, INDICATOR, "eenheid")
    assert layout.line is None
    assert max(row.point or 0 for row in layout.rows if isinstance(row, Row)) > 50


def test_one_very_wide_margin_is_cut_instead_of_squeezing_the_others() -> None:
    wild = replace(BASE, gebied_code="GM6", hoog=900.0)
    layout = lay_out([BASE, wild], INDICATOR, "eenheid")
    rows = [row for row in layout.rows if isinstance(row, Row)]
    assert [row.is_cut for row in rows] == [False, True]
    assert rows[0].point is not None
    assert rows[0].point > 60
    assert "marge af" in charts.ranking([BASE, wild], INDICATOR)


def test_a_point_is_open_only_where_others_are_final() -> None:
    loose = [replace(f, is_voorlopig=True) for f in (BASE, LOWER)]
    assert "open" not in charts.ranking(loose, INDICATOR)
    mixed = charts.ranking([BASE, loose[1]], INDICATOR)
    assert mixed.count("punt open") == 2
    assert "voorlopig</span>" in mixed


def test_zero_is_a_value_with_a_point_on_the_edge() -> None:
    zero = replace(LOWER, waarde=0.0, laag=0.0, hoog=0.4)
    layout = lay_out([BASE, zero], INDICATOR, "eenheid")
    last = layout.rows[-1]
    assert isinstance(last, Row)
    assert (last.point, last.place) == (0.0, 2)


def test_a_district_is_named_only_where_there_are_several() -> None:
    assert "District</span>" in charts.ranking([BASE, ALIKE], INDICATOR)
    assert "District</span>" not in charts.ranking([BASE, LOWER], INDICATOR)


def test_every_fifth_place_has_a_rule() -> None:
    rows = _rows(charts.ranking(_many(12), INDICATOR))
    ruled = [cells[0] for row, cells in rows.values() if "regel" in row.get("class", "")]
    assert ruled == ["5", "10"]


def test_what_comes_from_data_is_escaped() -> None:
    nasty = replace(BASE, gebied='<b>\'s & "co"', district_code="<i>")
    markup = charts.ranking([nasty, LOWER], INDICATOR)
    assert "<b>'s" not in markup
    assert _rows(markup)["GM1"][1][1:3] == ['<b>\'s & "co"', "<i>"]


def test_a_fictief_figure_among_real_ones_has_a_star_that_is_explained() -> None:
    markup = charts.ranking([BASE, replace(LOWER, is_fictief=True)], INDICATOR)
    assert _rows(markup)["GM2"][1][-2] == "1,7*"
    assert "* fictief cijfer" in markup


def test_sixty_areas_are_shown_whole_and_more_are_shortened() -> None:
    assert len(lay_out(_many(MOST), INDICATOR, "eenheid").rows) == MOST
    layout = lay_out(_many(342), INDICATOR, "eenheid")
    assert [r.place if isinstance(r, Row) else r.count for r in layout.rows] == [
        *range(1, 16),
        342 - 20,
        *range(338, 343),
    ]
    assert "… nog 322 gebieden …" in charts.ranking(_many(342), INDICATOR)


@given(chosen=st.integers(0, 99), without=st.integers(0, 40))
def test_the_chosen_area_is_never_left_out_and_nobody_is_forgotten(
    chosen: int, without: int
) -> None:
    figures = [
        replace(f, status="ontbreekt", waarde=None) if n >= 100 - without else f
        for n, f in enumerate(_many(100))
    ]
    code = figures[chosen].gebied_code
    layout = lay_out(figures, INDICATOR, "eenheid", code)
    shown = [row for row in layout.rows if isinstance(row, Row)]
    gaps = [gap for gap in layout.rows if isinstance(gap, Gap)]
    assert [row.figure.gebied_code for row in shown if row.is_chosen] == [code]
    assert len(shown) + sum(gap.count for gap in gaps) == 100
    codes = [row.figure.gebied_code for row in shown]
    assert codes == sorted(codes)


@given(st.lists(AMOUNTS, min_size=1, max_size=40), AMOUNTS)
def test_everything_lies_between_the_edges(values: list[float], benchmark: float) -> None:
    figures = [
        replace(
            BASE, gebied_code=f"GM{n}", waarde=v, laag=v / 2, hoog=v * 1.5, eenheid_waarde=benchmark
        )
        for n, v in enumerate(values)
    ]
    layout = lay_out(figures, INDICATOR, "eenheid")
    for row in layout.rows:
        assert isinstance(row, Row)
        assert 0 <= (row.left or 0) <= (row.point or 0) <= (row.right or 0) <= 100
    assert all(0 <= at <= 100 for at, _ in layout.ticks)
    assert layout.line is None or 0 <= layout.line <= 100


def test_an_empty_ranking_is_still_a_table() -> None:
    markup = charts.ranking([], INDICATOR)
    assert "er is voor geen enkel gebied een cijfer" in markup
    assert "<tbody></tbody>" in markup


def test_it_can_be_told_in_words() -> None:
    assert charts.ranking_alt(RANKED, INDICATOR) == (
        "Ranglijst van 5 gebieden, Drugshandel. Hoogst: Boven, 10,5 per 10.000 inwoners. "
        "Laagst: Onder, 1,7 per 10.000 inwoners. 1 hoger en 1 lager dan de rest van de eenheid. "
        "2 zonder cijfer."
    )


@pytest.mark.parametrize("word", ["h", "l"])
def test_the_style_has_a_shape_for_each_word_so_that_colour_is_not_alone(word: str) -> None:
    assert re.search(rf"\.{word} \.punt\{{[^}}]*clip-path:polygon", STYLE.read_text("utf-8"))
