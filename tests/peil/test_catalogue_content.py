"""The catalogue of the repository: complete, readable, and honest about what adds up."""

import re
import tomllib

import pytest
from house.sources import area_rows

from peil.catalogue import Catalogue, Indicator, Uitsplitsing, load_catalogue
from peil.places import data_root

CODES = (
    [f"DR-{n:02}" for n in range(1, 12)]
    + [f"MM-{n:02}" for n in range(1, 5)]
    + [f"MH-{n:02}" for n in range(1, 7)]
    + [f"WW-{n:02}" for n in range(1, 5)]
    + [f"VG-{n:02}" for n in range(1, 5)]
    + ["OM-01"]
    + [f"MB-{n:02}" for n in range(1, 6)]
    + [f"JA-{n:02}" for n in range(1, 4)]
    + [f"WE-{n:02}" for n in range(1, 5)]
)
INSPANNING = "DR-01 DR-02 DR-06 DR-08 DR-11 MH-01 MH-06 WW-03 MB-01 MB-02 MB-05 JA-03 WE-02 WE-03"
RESULTAAT = "MM-01 MM-02 MM-03 MM-04 WW-02 WE-01"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def dimension(indicator: Indicator, name: str) -> Uitsplitsing:
    return next(d for d in indicator.uitsplitsing if d.dimensie == name)


def test_all_42_rows_of_the_list_are_in_the_catalogue(catalogue: Catalogue) -> None:
    assert len(CODES) == 42
    assert {i.code[:5] for i in catalogue} == set(CODES)
    assert all(code in catalogue for code in CODES)


def test_a_row_with_two_units_keeps_its_plain_code_for_the_count(catalogue: Catalogue) -> None:
    for code in ("MB-01", "WE-03", "WW-01"):
        assert (catalogue[code].meeteenheid, catalogue[code].soort) == ("aantal", "telling")
    assert catalogue["MB-01b"].meeteenheid == catalogue["WE-03b"].meeteenheid == "%"
    assert catalogue["WW-01b"].meeteenheid == "euro"


def test_the_type_of_every_row_is_the_type_of_the_list(catalogue: Catalogue) -> None:
    plain = {i.code: i.type for i in catalogue if len(i.code) == 5}
    assert {c for c, t in plain.items() if t == "inspanning"} == set(INSPANNING.split())
    assert {c for c, t in plain.items() if t == "resultaat"} == set(RESULTAAT.split())


def test_sentences_are_short_and_finished(catalogue: Catalogue) -> None:
    for indicator in catalogue:
        for text in (indicator.definitie, indicator.kanttekening):
            assert text.endswith("."), indicator.slug
            assert all(len(s.split()) <= 30 for s in re.split(r"[.:;] ", text)), indicator.slug
        assert "seed" not in indicator.herkomst


def test_the_slug_of_a_theme_is_its_folder(catalogue: Catalogue) -> None:
    for path in (data_root() / "catalogue").glob("*/*.toml"):
        assert tomllib.loads(path.read_text("utf-8"))["thema"] == path.parent.name


def test_drugshandel_is_divided_by_the_average_inhabitants(catalogue: Catalogue) -> None:
    for name in ("drugshandel", "wapenhandel"):
        indicator = catalogue[name]
        assert (indicator.noemer, indicator.per) == ("gem_inwoners", 10000)
        assert (indicator.drempel, indicator.openbaarheid) == (0, "openbaar")


def test_only_mma_2021_borrows_the_inhabitants_of_another_year(catalogue: Catalogue) -> None:
    borrowed = {
        (i.code, jaar, i.denominator_year(jaar))
        for i in catalogue
        for jaar in range(2015, 2027)
        if i.denominator_year(jaar) != jaar
    }
    assert borrowed == {("MM-01", 2021, 2020)}


def test_rounded_cbs_figures_never_share_a_bron_with_the_unrounded(catalogue: Catalogue) -> None:
    assert {i.bron for i in catalogue if "83648NED" in i.herkomst} == {"cbs-83648ned"}
    assert {i.bron for i in catalogue if "47018NED" in i.herkomst} == {"cbs-politie-47018ned"}


def test_breakdowns_that_overlap_do_not_add_up(catalogue: Catalogue) -> None:
    casussen = catalogue["casussen"]
    assert dimension(casussen, "inbrenger").telt_op is True
    assert dimension(casussen, "thema").telt_op is False
    assert dimension(catalogue["interventieadviezen"], "soort").telt_op is True
    mma = dimension(catalogue["mma-meldingen-per-categorie"], "categorie")
    assert (mma.telt_op, mma.deel_van) == ("met_rest", "mma-meldingen")
    heit = catalogue["heit-controles"]
    assert dimension(heit, "soort").telt_op is True
    assert dimension(heit, "onderwerp").telt_op is False


def test_a_link_to_another_indicator_names_one_that_exists(catalogue: Catalogue) -> None:
    links = [d.deel_van for i in catalogue for d in i.uitsplitsing if d.deel_van]
    assert links
    assert all(link in catalogue for link in links)


def test_districts_of_casussen_need_not_sum_to_the_eenheid(catalogue: Catalogue) -> None:
    casussen = catalogue["casussen"]
    assert (casussen.optel, casussen.laagste_niveau) == ("geen", "district")
    assert {w.code for w in dimension(casussen, "tafel").waarden} == {"district", "regionaal"}


def test_a_figure_about_few_people_is_protected(catalogue: Catalogue) -> None:
    for code in ("DR-09", "MM-01", "MH-01", "MH-02", "JA-01", "OM-01c", "WW-01"):
        assert catalogue[code].drempel == 5


def test_gangs_are_never_shown_per_gemeente(catalogue: Catalogue) -> None:
    assert all("gemeente" not in i.niveaus for i in catalogue if i.code.startswith("OM"))


def test_inspanning_has_no_good_or_bad_direction(catalogue: Catalogue) -> None:
    assert not [i.slug for i in catalogue if i.type == "inspanning" and i.richting]
    assert catalogue["mma-meldingen"].richting is None


def test_a_sample_warns_for_its_margin_and_its_break(catalogue: Catalogue) -> None:
    for indicator in catalogue:
        if indicator.soort == "steekproef":
            assert "marge" in indicator.kanttekening
            assert [b.jaar for b in indicator.breuken] == [2021]


def test_no_definition_depends_on_a_place_in_its_slug(catalogue: Catalogue) -> None:
    codes = {row["code"].lower() for row in area_rows()}
    assert not {i.slug for i in catalogue} & codes


def test_the_standaard_takes_a_gemeente_on_the_boundaries_of_its_year(
    catalogue: Catalogue,
) -> None:
    assert catalogue.bronnen["standaard"].grenzen == "jaar"
