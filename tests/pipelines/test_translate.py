"""The ways in which a form may lay out its figures, on forms made up for the small region."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError
from vormen.files import as_csv

from peil.areas import Areas
from peil.bronnen import Bron, Vorm
from peil.catalogue import Catalogue
from peil.errors import PeilError
from pipelines.check import Checked, check
from pipelines.form_links import check_links

TODAY = date(2026, 11, 22)
BASE: dict[str, Any] = {
    "naam": "eigen",
    "titel": "Eigen",
    "zekerheid": "voorstel",
    "herkomst": "test",
    "bestand": ["csv", "xlsx"],
    "gebied": {"kolom": "Plaats"},
    "periode": {"uit": "kolom", "kolom": "Jaar"},
    "kolom": [{"kolom": "Aantal", "indicator": "meldingen"}],
}
KINDS = [{"als": ["hard"], "uitsplitsing": "soort:hard"}, {"als": ["zacht"], "overslaan": True}]
MEANT = [{**KINDS[0], "indicator": "meldingen"}, KINDS[1]]
Read = Callable[..., Checked]


def partner(**changed: Any) -> Bron:
    vorm = Vorm.model_validate({**BASE, **changed})
    return Bron(slug="eigen", titel="Eigen", organisatie="test", vorm=(vorm,))


@pytest.fixture(scope="session")
def read(kleine_catalogue: Catalogue, kleine_areas: Areas) -> Read:
    """Check rows that a form with these changes declares; the first row is the header."""

    def read(*rows: str, asked: str = "", step: int = 0, **changed: Any) -> Checked:
        bron = partner(**changed).model_copy(update={"afgerond_op": step})
        content = as_csv([row.split("|") for row in rows])
        catalogue, areas = kleine_catalogue, kleine_areas
        return check(content, "x.csv", bron, catalogue, areas, TODAY, periode=asked)

    return read


def errors(found: Checked) -> list[str]:
    return [f"{f.regel}:{f.kolom}: {f.wat}; {f.doe}" for f in found.errors]


def cells(found: Checked) -> list[tuple[Any, ...]]:
    assert errors(found) == []
    return found.cells.select(
        "gebied_code", "periode", "uitsplitsing", "waarde", "regel", "kolom"
    ).rows()


def test_areas_may_be_the_headers(read: Read) -> None:
    form = {
        "gebied": {"kop": True, "codes": {"Dorp": "GM0001"}, "overslaan": ["Elders"]},
        "periode": {"uit": "gevraagd"},
        "sleutel": ["Soort"],
        "wat": MEANT,
        "kolom": [],
    }
    rows = ("Soort|Dorp|Elders|Beedorp", "hard|1|2|3", "zacht|4|5|6")
    assert cells(read(*rows, asked="2021", **form)) == [
        ("GM0001", "2021", "soort:hard", 1, 2, "Dorp"),
        ("GM0002", "2021", "soort:hard", 3, 2, "Beedorp"),
    ]


def test_a_table_without_a_column_of_this_region_is_refused(read: Read) -> None:
    form = {"gebied": {"kop": True, "overslaan": ["Elders"]}, "periode": {"uit": "gevraagd"}}
    found = read(
        "Soort|Elders", "hard|2", asked="2021", sleutel=["Soort"], wat=MEANT, kolom=[], **form
    )
    assert "geen kolom met cijfers van deze regio" in errors(found)[0]


def test_periods_may_be_the_headers(read: Read) -> None:
    form = {"periode": {"uit": "kop"}, "sleutel": ["Soort"], "wat": MEANT, "kolom": []}
    found = read("Plaats|Soort|2020|2021", "Aadorp|hard|1|2", **form)
    assert cells(found) == [
        ("GM0001", "2020", "soort:hard", 1, 2, "2020"),
        ("GM0001", "2021", "soort:hard", 2, 2, "2021"),
    ]


def test_row_and_column_together_say_the_uitsplitsing(read: Read) -> None:
    kolommen = [
        {"kolom": "Geld", "indicator": "meldingen", "uitsplitsing": "deel:geld"},
        {"kolom": "Alles", "indicator": "meldingen"},
    ]
    found = read(
        "Plaats|Jaar|Soort|Geld|Alles",
        "Aadorp|2021|hard|1|2",
        kolom=kolommen,
        sleutel=["Soort"],
        wat=KINDS,
    )
    assert [row[2:4] for row in cells(found)] == [("deel:geld|soort:hard", 1), ("soort:hard", 2)]


def test_an_unknown_kind_is_named_with_a_suggestion(read: Read) -> None:
    form = {"kolom": [{"kolom": "Aantal"}], "sleutel": ["Soort"], "wat": MEANT}
    rows = ("Plaats|Jaar|Soort|Aantal", "Aadorp|2021|hart|1")
    assert errors(read(*rows, **form)) == ["2:Soort: 'hart' is hier niet bekend; bedoelt u 'hard'?"]
    found = read(*rows, onbekend_wat="overslaan", **form)
    assert cells(found) == []
    assert [f.wat for f in found.findings] == ["1 regel overgeslagen: andere soorten"]


@pytest.mark.parametrize(
    ("notatie", "text", "waarde"),
    [
        ({"decimaal": ",", "duizend": "."}, "1.041", 1041),
        ({"decimaal": ",", "duizend": "."}, "1,041", 1.041),
        ({"decimaal": ".", "duizend": ","}, "1,041", 1041),
        ({"decimaal": ".", "duizend": ","}, "1.041", 1.041),
        ({"decimaal": ",", "duizend": " "}, "1 041 222,5", 1041222.5),
        ({"decimaal": ",", "duizend": "."}, "1.0410", 1.041),
        ({"decimaal": ",", "duizend": "."}, "-3", None),
        ({"decimaal": ","}, "1.041", None),
        ({}, "1,041", None),
        ({"tekens": {"n.b.": "nihil"}}, "N.B.", 0),
    ],
)
def test_a_number_is_read_as_the_partner_writes_it(
    read: Read, notatie: dict[str, Any], text: str, waarde: float | None
) -> None:
    kolom = [{"kolom": "Bedrag", "indicator": "afgepakt"}]
    found = read("Plaats|Jaar|Bedrag", f"D1|2021|{text}", kolom=kolom, notatie=notatie)
    assert found.cells["waarde"].to_list() == ([] if waarde is None else [waarde])
    assert bool(found.errors) == (waarde is None)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("nb", "ontbreekt"),
        ("geh.", "onderdrukt"),
        ("n.g.", "niet geleverd"),
        ("nvt", "niet van toepassing"),
        ("zie boven", None),
        ("", None),
    ],
)
def test_a_sign_means_what_the_partner_means_by_it(
    read: Read, text: str, status: str | None
) -> None:
    tekens = {
        "nb": "ontbreekt",
        "geh.": "onderdrukt",
        "n.g.": "niet geleverd",
        "nvt": "niet van toepassing",
        "zie boven": "elders",
        "": "leeg",
    }
    found = read("Plaats|Jaar|Aantal", f"Aadorp|2021|{text}", notatie={"tekens": tekens})
    assert errors(found) == []
    assert found.cells["status"].to_list() == ([status] if status else [])


def test_a_cell_that_is_voorlopig_is_marked_and_one_without_a_number_is_not(read: Read) -> None:
    kolom = [*BASE["kolom"], {"kolom": "Stand", "rol": "status"}]
    notatie = {"status": {"v": "voorlopig", "d": ""}}
    rows = ("Plaats|Jaar|Aantal|Stand", "Aadorp|2021|3|V", "Beedorp|2021|.|v", "Ceedorp|2021|4|d")
    found = read(*rows, kolom=kolom, notatie=notatie)
    assert errors(found) == []
    assert found.cells["is_voorlopig"].to_list() == [True, False, False]
    assert found.cells["status"].to_list() == ["cijfer", "ontbreekt", "cijfer"]


def test_gebieden_elsewhere_are_left_out_and_counted_when_the_form_says_so(read: Read) -> None:
    rows = ("Plaats|Jaar|Aantal", "Aadorp|2021|3", "Verweg|2021|4", "Vlakbij|2021|5")
    gebied = {"kolom": "Plaats", "overslaan": ["Vlakbij"]}
    assert [line[:9] for line in errors(read(*rows, gebied=gebied))] == ["3:Plaats:"]
    found = read(*rows, gebied={**gebied, "onbekend": "overslaan"})
    assert [row[0] for row in cells(found)] == ["GM0001"]
    assert [f.wat for f in found.findings] == ["2 regels overgeslagen: andere gebieden"]


def test_a_gebied_without_a_name_but_with_a_figure_is_never_left_out(read: Read) -> None:
    gebied = {"kolom": "Plaats", "onbekend": "overslaan"}
    found = read("Plaats|Jaar|Aantal", "|2021|3", gebied=gebied)
    assert errors(found)[0].startswith("2:Plaats: er staat geen gebied")


def test_a_text_under_the_table_is_left_out_and_counted(read: Read) -> None:
    found = read("Plaats|Jaar|Aantal", "Aadorp|2021|3", "Stand van 1 maart||")
    assert len(cells(found)) == 1
    assert [f.wat for f in found.findings] == ["1 regel overgeslagen: een tekst zonder cijfers"]


@pytest.mark.parametrize(("total", "step", "is_doubted"), [(8, 0, True), (8, 2, False)])
def test_a_printed_total_may_differ_by_the_rounding_of_the_bron(
    read: Read, total: int, step: int, is_doubted: bool
) -> None:
    rows = ("Plaats|Jaar|Aantal", "Aadorp|2021|3", "Beedorp|2021|4", f"Totaal|2021|{total}")
    found = read(*rows, step=step, totaalrij=["totaal"])
    assert any("het totaal is 8" in f.wat for f in found.warnings) == is_doubted


def test_each_total_is_that_of_the_rows_since_the_last_one(read: Read) -> None:
    rows = ("Aadorp|2020|3", "Totaal||3", "Aadorp|2021|4", "Beedorp|2021|1", "Totaal||5")
    found = read("Plaats|Jaar|Aantal", *rows, totaalrij=["Totaal"])
    assert not [f for f in found.warnings if "totaal" in f.wat]
    assert len(cells(found)) == 3


def test_a_total_of_all_parts_is_made_and_never_of_some(read: Read) -> None:
    kolom = [
        {"kolom": k, "indicator": "meldingen", "uitsplitsing": f"soort:{k}"}
        for k in ("hard", "zacht")
    ]
    optel = [{"indicator": "meldingen", "dimensie": "soort"}]
    rows = ("Plaats|Jaar|hard|zacht", "Aadorp|2021|1|2", "Beedorp|2021|1|.")
    found = read(*rows, kolom=kolom, optel=optel)
    totals = found.cells.filter(found.cells["uitsplitsing"] == "")
    assert totals.select("gebied_code", "waarde", "regel").rows() == [("GM0001", 3, 2)]
    assert "som van" in totals["toelichting"][0]


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"kolom": [{"kolom": "A", "indicator": "weg"}]}, "'kolom': de indicator 'weg'"),
        (
            {"kolom": [{"kolom": "A", "indicator": "meldingen", "uitsplitsing": "soort:weg"}]},
            "'kolom': 'soort' kent geen waarde 'weg'",
        ),
        ({"gebied": {"kolom": "P", "codes": {"x": "GM9999"}}}, "'gebied': het gebied 'GM9999'"),
        ({"gebied": {"vast": "GM9999"}}, "'gebied': het gebied 'GM9999'"),
        ({"optel": [{"indicator": "meldingen", "dimensie": "kenmerk"}]}, "'optel': 'kenmerk'"),
        ({"kolom": [{"kolom": "A", "indicator": "meldingen", "maal": 1000}]}, "alleen bij een"),
        ({"notatie": {"status": {"v": "verlopig"}}}, "geen status"),
    ],
)
def test_a_form_that_points_nowhere_is_refused_by_file_and_key(
    kleine_catalogue: Catalogue, kleine_areas: Areas, changed: dict[str, Any], key: str
) -> None:
    with pytest.raises(PeilError) as refused:
        check_links(partner(**changed), kleine_catalogue, kleine_areas)
    assert str(refused.value).startswith("eigen.toml: vorm 'eigen', sleutel ")
    assert key in str(refused.value)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"gebied": {"kolom": "P", "kop": True}}, "kies er één"),
        ({"kolom": []}, "geen kolom met cijfers"),
        ({"kolom": [{"kolom": "A"}]}, "noem de indicator"),
        ({"sleutel": ["S"]}, "horen bij elkaar"),
        ({"sleutel": ["S"], "wat": [{"als": ["a", "b"]}]}, "'als' heeft 2 teksten"),
        ({"periode": {"uit": "kolom"}}, "ook de kolom"),
        ({"periode": {"uit": "bestandsnaam", "patroon": "x"}}, "groep 'jaar'"),
        ({"periode": {"uit": "gevraagd", "patroon": "("}}, "reguliere expressie"),
        ({"gebied": {"kop": True}, "kolom": []}, "zegt de rij wat zij telt"),
    ],
)
def test_a_form_that_says_two_things_or_none_is_refused(changed: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        partner(**changed)
