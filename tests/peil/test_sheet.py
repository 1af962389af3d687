"""The sheet of one figure: the formula, how it was made, and where its cells stand."""

from html import unescape

import sample

from peil import sheet
from peil.labels import traced
from peil.origin import Delivered, Reference

FIGURE = sample.figure(teller=80.0, noemer=76000.0, waarde=10.526)
RATE = sample.indicator(per=10000)


def cell(gebied: str, telt_voor: str = "", levering: str = "a-000007-b", kolom: str = ""):
    return Reference(
        gebied_code=gebied,
        telt_voor=telt_voor or gebied,
        levering=levering,
        regel=3,
        kolom=kolom,
    )


def test_the_formula_holds_the_numbers_of_the_figure():
    text = sheet.formula_text(FIGURE, RATE)
    assert text.startswith("80 ")
    for part in ("÷ 76.000 ", "× 10.000", "= 10,5 "):
        assert part in text


def test_a_figure_without_a_denominator_is_the_number_itself():
    plain = sample.figure(teller=80.0, noemer=None, waarde=80.0)
    (step,) = sheet.steps(plain, sample.indicator(noemer="geen", per=1, meeteenheid="aantal"))
    assert (step.teken, step.getal) == ("", "80")


def test_what_has_no_value_has_no_formula():
    missing = sample.figure(status="niet geleverd", teller=None, noemer=None, waarde=None)
    assert sheet.formula_text(missing, RATE) == ""
    assert "geen levering" in sheet.made_sentence(missing, RATE, [])


def test_how_it_was_made_is_told_for_a_cell_a_sum_and_a_merger():
    here = FIGURE.gebied_code
    assert "één getal" in sheet.made_sentence(FIGURE, RATE, [cell(here)])
    assert "som van 2 gebieden" in sheet.made_sentence(FIGURE, RATE, [cell("A"), cell("B")])
    merged = [cell("OUD1", here), cell("OUD2", here)]
    assert "2 gemeenten van toen" in sheet.made_sentence(FIGURE, RATE, merged)
    typed = [cell(here, levering=sheet.JOURNAAL)]
    assert "journaal" in sheet.made_sentence(FIGURE, RATE, typed)


def test_a_row_says_where_the_number_stands_and_what_stood_there():
    held = [Delivered(waarde=81.0, noemer=None, status="cijfer", toelichting="")]
    numbers = {"a-000007-b": 7}
    text = sheet.cells_table([cell("GM1", kolom="Aan<tal")], numbers, str.lower, held)
    for part in (">gm1<", ">7<", ">3<", "Aan&lt;tal", ">81<"):
        assert part in text
    assert "Geleverd" not in sheet.cells_table([cell("GM1")], numbers, str.lower, [])


def test_a_cell_that_cannot_be_read_back_says_so():
    assert sheet.held_text(None) == "niet terug te lezen"
    hidden = Delivered(waarde=None, noemer=None, status="onderdrukt", toelichting="")
    assert sheet.held_text(hidden) == "onderdrukt"
    share = Delivered(waarde=3.0, noemer=12.0, status="cijfer", toelichting="")
    assert sheet.held_text(share) == "3 van 12"


def test_a_number_leads_to_its_own_sheet_and_one_without_levering_nowhere():
    came = sample.figure(leveringen="x", uitsplitsing="soort:hard", periode="2024")
    link = unescape(traced(came, "10,5"))
    assert f'href="herkomst?gebied={came.gebied_code}&indicator={came.indicator}' in link
    assert "periode=2024" in link
    assert "deel=soort%3Ahard" in link
    assert traced(sample.figure(leveringen=""), "10,5") == "10,5"
