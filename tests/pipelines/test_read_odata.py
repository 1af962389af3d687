"""A table of OData v3 comes out as text cells, whatever its shape leaves open."""

import json
from typing import Any

import pytest

from pipelines.book import Unreadable
from pipelines.read import read_book
from pipelines.read_odata import is_odata, read_odata

NAMES = {"soortmisdrijf", "wijkenenbuurten", "perioden", "geregistreerdemisdrijven_1"}
RECORD: dict[str, Any] = {
    "ID": 7,
    "SoortMisdrijf": "3.1.1 ",
    "WijkenEnBuurten": "GM0518    ",
    "Perioden": "2025JJ00",
    "GeregistreerdeMisdrijven_1": 12,
}


def page(*records: dict[str, Any], **more: Any) -> bytes:
    """A page as a browser saves it."""
    return json.dumps({"odata.metadata": "https://…", **more, "value": list(records)}).encode()


def cells_of(value: Any) -> str:
    """How a value of a figure comes out."""
    return read_odata(page({**RECORD, "GeregistreerdeMisdrijven_1": value})).records[0][1][3]


def test_keys_lose_their_padding_and_a_record_keeps_its_line() -> None:
    found = read_odata(page(RECORD, {**RECORD, "Perioden": "2025MM01"}))
    assert found.header == (
        "SoortMisdrijf",
        "WijkenEnBuurten",
        "Perioden",
        "GeregistreerdeMisdrijven_1",
    )
    assert found.records == [
        (2, ["3.1.1", "GM0518", "2025JJ00", "12"]),
        (3, ["3.1.1", "GM0518", "2025MM01", "12"]),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (None, "."),
        (12.5, "12.5"),
        (1.041, "1.0410"),
        (10.0, "10.0"),
        ("     1041", "1041"),
        ("       .", "."),
        ("2012*", "2012*"),
        ("\ud800", "?"),
    ],
)
def test_a_value_has_one_reading(value: Any, text: str) -> None:
    assert cells_of(value) == text


def test_what_the_server_says_of_a_key_is_a_column() -> None:
    told = {
        "SoortMisdrijf": [{"Key": "3.1.1 ", "Title": "3.1.1 Drugshandel "}],
        "Perioden": [{"Key": "2025JJ00", "Title": "2025*", "Status": "NaderVoorlopig"}],
        "Onbekend": [{"Key": "x", "Title": "y"}],
    }
    found = read_odata(page(RECORD, {**RECORD, "Perioden": "2024JJ00"}, dimensies=told))
    assert found.header[4:] == ("SoortMisdrijf_Title", "Perioden_Title", "Perioden_Status")
    assert found.records[0][1][4:] == ["3.1.1 Drugshandel", "2025*", "voorlopig"]
    assert found.records[1][1][4:] == ["3.1.1 Drugshandel", "", ""]
    asked = read_odata(page(RECORD, dimensies=told), {"perioden_status"})
    assert asked.header[4:] == ("Perioden_Status",)


@pytest.mark.parametrize(
    ("content", "said", "line"),
    [
        (page(RECORD)[:-4], "niet heel", 1),
        (page(RECORD) + b"]", "niet heel", 1),
        (page(), "geen regels", 1),
        (b'{"a": 1}', "geen tabel", 1),
        (page("los"), "geen regel", 2),  # type: ignore[arg-type] # wrong on purpose
        (page(RECORD, {"Perioden": "2025JJ00"}), "andere kolommen", 3),
        (page({**RECORD, "Perioden": True}), "iets anders", 2),
        (page({**RECORD, "Perioden": {"a": 1}}), "iets anders", 2),
        (page(RECORD).replace(b"12}", b"1e999999}"), "iets anders", 2),
        (page(RECORD).replace(b"12}", b"NaN}"), "niet heel", 1),
        (page(RECORD).replace(b"12}", b"9" * 5000 + b"}"), "niet heel", 1),
        (page(RECORD).replace(b"12}", b'12, "ID": 7}'), "niet heel", 1),
        (b'{"a":' * 100_000, "niet heel", 1),
        (b"{\xff", "niet heel", 1),
        (page(RECORD, **{"odata.nextLink": "https://…?$skip=1"}), "eerste bladzijde", 1),
    ],
)
def test_half_a_table_is_no_table(content: bytes, said: str, line: int) -> None:
    assert is_odata(content)
    with pytest.raises(Unreadable) as caught:
        read_odata(content)
    assert said in str(caught.value)
    assert "; " in str(caught.value)
    assert caught.value.regel == line


def test_a_book_of_it_is_like_any_other() -> None:
    book = read_book(b"\xef\xbb\xbf \n" + page(RECORD), "47018NED.json", NAMES)
    table = book.sheets[0].table(1)
    assert table.header[0] == "SoortMisdrijf"
    assert table.frame.rows() == [(2, "3.1.1", "GM0518", "2025JJ00", "12")]
    broken = read_book(page(RECORD)[:-4], "47018NED.json", NAMES)
    assert not broken.sheets
    assert "niet heel" in str(broken.findings[0])


def test_the_texts_of_the_head_are_there_for_who_looks_for_persons() -> None:
    page = {"odata.metadata": "x", "noot": ["van wie"], "dimensies": {"Bij": [{"Title": "iemand"}]}}
    content = json.dumps({**page, "value": [{"Perioden": "2021JJ00", "Aantal_1": 3}]}).encode()
    texts = {note.text for note in read_book(content, "tabel.json", ()).notes}
    assert {"van wie", "iemand", "Bij"} <= texts
    assert "2021JJ00" not in texts
