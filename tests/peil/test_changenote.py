"""The release note of the data in words."""

import csv
import io
from typing import Any

import pytest
import sample

from peil.catalogue import Catalogue
from peil.changenote import (
    changes_csv,
    counts_sentence,
    groups,
    is_withheld,
    levering_text,
    side_text,
    what_text,
)
from peil.changes import Change

RATE = sample.indicator(slug="meldingen", titel="Meldingen")
OTHER = sample.indicator(slug="panden", code="TE-09", titel="Panden")
CATALOGUE = Catalogue((RATE, OTHER), {}, {})


def change(**other: Any) -> Change:
    row: dict[str, Any] = {
        "indicator": "meldingen", "gebied_code": "GM1", "gebied": "Aadorp", "niveau": "gemeente",
        "periode": "2024", "uitsplitsing": "", "soort": "gewijzigd", "status_voor": "cijfer",
        "status_na": "cijfer", "teller_voor": 81.0, "teller_na": 120.0, "noemer_voor": 76136.0,
        "noemer_na": 76136.0, "waarde_voor": 10.64, "waarde_na": 15.76, "is_voorlopig_voor": True,
        "is_voorlopig_na": False, "is_fictief_voor": False, "is_fictief_na": False,
        "grootte": 0.4, "door": "20260101T000000Z-000025-aaaaaaaa",
        "zonder": "20250101T000000Z-000007-bbbbbbbb",
    }  # fmt: skip
    return Change(**(row | other))


def test_a_side_tells_value_count_and_whether_it_is_voorlopig():
    assert side_text(change(), "voor", RATE) == "10,6 (81)*"
    assert side_text(change(), "na", RATE) == "15,8 (120)"


@pytest.mark.parametrize(
    ("status", "text"), [(None, "–"), ("niet geleverd", "niet geleverd"), ("onderdrukt",) * 2]
)
def test_a_side_without_a_figure_says_why(status: str | None, text: str):
    found = change(status_voor=status, waarde_voor=None, teller_voor=None, is_voorlopig_voor=None)
    assert side_text(found, "voor", RATE) == text


def test_a_hidden_count_is_never_told():
    assert "3" not in side_text(change(status_na="onderdrukt", teller_na=3.0), "na", RATE)


def test_what_is_onderdrukt_now_is_not_told_as_it_was():
    protected = change(status_na="onderdrukt", waarde_na=None, teller_na=None)
    assert is_withheld(protected)
    assert side_text(protected, "voor", RATE) == "–"
    assert side_text(protected, "voor", None) == "–"
    assert not is_withheld(change())


def test_an_indicator_that_is_no_more_still_has_its_numbers():
    assert side_text(change(), "voor", None) == "10,6*"
    assert what_text(change(uitsplitsing="soort:a"), None) == "2024"


def test_leveringen_are_told_by_number_with_what_they_did():
    one, other = change().door, change().zonder
    assert levering_text(change()) == "levering 25 in plaats van 7"
    assert levering_text(change(zonder="")) == "levering 25 kwam erbij"
    assert levering_text(change(door="")) == "levering 7 telt niet meer mee"
    both = f"{other} {one}"
    assert levering_text(change(door=both, zonder="")) == "leveringen 7 en 25 kwamen erbij"
    assert levering_text(change(door="", zonder=both)) == "leveringen 7 en 25 tellen niet meer mee"
    assert levering_text(change(door="", zonder="")) == "andere definitie, noemer of rekenwijze"
    assert levering_text(change(door="journaal", zonder="")) == "het journaal kwam erbij"


def test_the_counts_are_one_sentence():
    many = [change(), change(), change(soort="nieuw"), change(soort="vervallen")]
    assert counts_sentence(many) == "2 cijfers zijn veranderd, 1 is vervallen en 1 is nieuw"
    assert counts_sentence([change()]) == "1 cijfer is veranderd"
    assert counts_sentence([]) == "Er is geen enkel cijfer veranderd"


def test_what_changed_comes_before_what_is_new_and_the_largest_before_the_small():
    found = groups(
        [
            change(indicator="weg", soort="gewijzigd", grootte=0.9),
            change(indicator="meldingen", soort="nieuw", grootte=5.0),
            change(indicator="panden", soort="gewijzigd", grootte=0.2),
        ],
        CATALOGUE,
    )
    assert [g.titel for g in found] == ["weg", "Panden", "Meldingen"]
    assert found[0].indicator is None


def test_the_csv_has_every_change_and_no_formula():
    text = changes_csv([change(gebied="=1+1"), change()])
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["gebied"] == "'=1+1"
    assert (rows[1]["teller_voor"], rows[1]["teller_na"]) == ("81", "120")
    assert rows[1]["leveringen_erbij"].endswith("000025-aaaaaaaa")
