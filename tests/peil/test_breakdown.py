from dataclasses import replace
from html import unescape
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from sample import figure, indicator

from peil import charts
from peil.catalogue import Uitsplitsing, Waarde
from peil.charts.breakdown import lay_out, rest_of

INDICATOR = indicator()
BASE = figure(waarde=10.5)
PARTS = Uitsplitsing(
    dimensie="soort",
    titel="Soort",
    waarden=(Waarde(code="a", titel="softdrugs"), Waarde(code="b", titel="harddrugs")),
    telt_op="met_rest",
)
CELLS = [
    replace(BASE, uitsplitsing="soort:b", teller=510),
    replace(BASE, uitsplitsing="soort:a", teller=623),
]
TOTAL = replace(BASE, teller=2_095)
HIDDEN = replace(CELLS[0], status="onderdrukt", waarde=None, teller=None)


def test_the_rest_is_an_open_bar_behind_the_others() -> None:
    parts = lay_out(CELLS, INDICATOR, PARTS, TOTAL)
    assert [(part.name, part.text) for part in parts] == [
        ("softdrugs", "623"),
        ("harddrugs", "510"),
        ("niet uitgesplitst", "962"),
    ]
    assert parts[-1].length == 100.0
    assert charts.breakdown(CELLS, INDICATOR, PARTS, totaal=TOTAL).count("staaf rest") == 1
    note = charts.breakdown_note(CELLS, PARTS, TOTAL)
    assert note == "De delen zijn samen 1.133 van 2.095. De rest is niet uitgesplitst."


def test_it_is_a_table_with_a_caption_and_headers() -> None:
    markup = charts.breakdown(CELLS, INDICATOR, PARTS)
    assert '<caption class="vh">Drugshandel naar soort, Aadorp, 2025</caption>' in markup
    assert markup.count('scope="col"') == 3
    assert markup.count('scope="row"') == 2


def test_no_rest_is_told_when_it_would_give_away_a_hidden_part() -> None:
    assert rest_of([HIDDEN, CELLS[1]], PARTS, TOTAL) is None
    parts = lay_out([HIDDEN, CELLS[1]], INDICATOR, PARTS, TOTAL)
    assert [part.text for part in parts] == ["623", "<5"]
    markup = charts.breakdown([HIDDEN, CELLS[1]], INDICATOR, PARTS, totaal=TOTAL)
    assert "onderdrukt (minder dan 5)" in markup
    assert 'class="status onderdrukt"' in markup


def test_a_hidden_part_has_no_bar_even_if_its_count_is_known() -> None:
    leaked = replace(HIDDEN, teller=3)
    assert lay_out([leaked, CELLS[1]], INDICATOR, PARTS)[-1].length is None


def test_a_breakdown_without_a_rest_has_no_bar_for_it() -> None:
    whole = replace(BASE, teller=1_133)
    assert "staaf rest" not in charts.breakdown(CELLS, INDICATOR, PARTS, totaal=whole)
    assert charts.breakdown_note(CELLS, PARTS, whole) == "De delen tellen op tot het totaal."


def test_a_breakdown_of_money_shows_money() -> None:
    money = INDICATOR.model_copy(update={"meeteenheid": "euro"})
    assert [p.text for p in lay_out(CELLS, money, PARTS)] == ["€\u00a0623", "€\u00a0510"]
    assert ">Euro</span>" in charts.breakdown(CELLS, money, PARTS)


def test_a_breakdown_says_when_its_parts_do_not_add_up() -> None:
    loose = PARTS.model_copy(update={"telt_op": False})
    assert "tellen niet op" in charts.breakdown_note(CELLS, loose, TOTAL)
    whole = PARTS.model_copy(update={"telt_op": True})
    assert charts.breakdown_note(CELLS, whole) == "De delen tellen op tot het totaal."


def test_the_tip_names_the_part_and_names_are_escaped() -> None:
    names = (Waarde(code="a", titel="<b>soft</b>"), Waarde(code="b", titel="hard"))
    nasty = PARTS.model_copy(update={"waarden": names})
    markup = charts.breakdown(CELLS, INDICATOR, nasty)
    assert "<b>soft" not in markup
    assert "<b>soft</b>: 623\n2025" in unescape(markup)


@given(st.lists(st.floats(min_value=0, max_value=1e7), min_size=1, max_size=12))
def test_bars_run_from_long_to_short_and_the_longest_is_whole(sizes: list[float]) -> None:
    figures = [
        replace(BASE, uitsplitsing=f"soort:{n}", teller=size) for n, size in enumerate(sizes)
    ]
    lengths = [part.length or 0.0 for part in lay_out(figures, INDICATOR, PARTS)]
    assert all(a >= b for a, b in pairwise(lengths))
    assert lengths[0] == (100.0 if max(sizes) else 0.0)
