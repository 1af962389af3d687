"""Figures as they leave the house: CSV, JSON and table."""

import csv
import io
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from peil import export
from peil.figure import Figure

_BASE: dict[str, Any] = {
    "indicator": "meldingen",
    "code": "TE-01",
    "thema": "proef",
    "niveau": "gemeente",
    "gebied_code": "GM0001",
    "gebied": "Aadorp",
    "periode": "2021",
    "jaar": 2021,
    "teller": 12.0,
    "noemer": 10000.0,
    "waarde": 12.0,
    "laag": 6.2,
    "hoog": 20.9634,
    "bron": "Bron, met komma",
}


def figure(**more: Any) -> Figure:
    """Return a figure with some fields changed."""
    return Figure(**{**_BASE, **more})


def rows(text: str) -> list[dict[str, str]]:
    """Read a CSV as an outsider would."""
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_has_exactly_the_agreed_header_and_notation() -> None:
    assert export.figures_csv([figure()]) == (
        "indicator,niveau,gebied_code,gebied,periode,uitsplitsing,teller,noemer,waarde,laag,hoog,"
        "status,is_voorlopig,fictief,bron\n"
        "meldingen,gemeente,GM0001,Aadorp,2021,,12,10000,12,6.2,20.9634,cijfer,false,false,"
        '"Bron, met komma"\n'
    )


def test_no_value_is_an_empty_cell_and_null() -> None:
    missing = figure(status="ontbreekt", teller=None, waarde=None, laag=None, hoog=None)
    row = rows(export.figures_csv([missing]))[0]
    assert [row[name] for name in ("teller", "waarde", "laag", "hoog")] == [""] * 4
    assert json.loads(export.figures_json([missing]))[0]["waarde"] is None


def test_a_hidden_figure_never_shows_its_number() -> None:
    hidden = [figure(status="onderdrukt", teller=987.0, waarde=987.0, laag=987.0, hoog=987.0)]
    for text in (
        export.figures_csv(hidden),
        export.figures_json(hidden),
        export.figures_table(hidden),
    ):
        assert "987" not in text


def test_zero_is_a_figure() -> None:
    zero = [figure(teller=0.0, waarde=0.0, laag=0.0, hoog=3.7)]
    assert rows(export.figures_csv(zero))[0]["waarde"] == "0"
    assert json.loads(export.figures_json(zero))[0]["waarde"] == 0


def test_a_text_that_a_spreadsheet_would_run_is_made_plain() -> None:
    row = rows(export.figures_csv([figure(bron="=1+1", gebied="@x", waarde=-1.5)]))[0]
    assert (row["bron"], row["gebied"], row["waarde"]) == ("'=1+1", "'@x", "-1.5")
    for sign in "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20":
        assert export.rows_csv([[f"{sign}1+1", -1]]).lstrip('"').startswith(f"'{sign}1+1")


@given(value=st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_number_survives_the_csv_without_exponent(value: float) -> None:
    text = rows(export.figures_csv([figure(waarde=value)]))[0]["waarde"]
    assert "e" not in text.lower()
    assert abs(float(text) - value) <= abs(value) * 1e-9


def test_the_table_says_what_is_fictief_and_voorlopig() -> None:
    text = export.figures_table([figure(is_fictief=True, is_voorlopig=True)])
    assert "2021*" in text
    assert "voorlopig" in text
    assert "fictieve (verzonnen)" in text
    assert "fictieve" not in export.figures_table([figure()])


def test_the_table_is_in_dutch_notation() -> None:
    text = export.figures_table([figure(teller=1234.0, waarde=12.5)])
    assert "1.234" in text
    assert "12,5" in text
