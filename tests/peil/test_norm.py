"""The norm as data: its items, its versions, and which answers an item accepts."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from peil.catalogue import load_catalogue
from peil.errors import PeilError
from peil.norm import (
    NormItem,
    NormSet,
    answer_words,
    explain_answer,
    find_doubt,
    load_norms,
    read_answer,
    valid_until,
)
from peil.places import data_root

PEILDATUM = date(2024, 6, 1)
FILE = data_root() / "norm" / "weerbaarheid-1.toml"


def norm() -> NormSet:
    found = load_norms().newest
    assert found is not None
    return found


def item(name: str) -> NormItem:
    return norm().items[name]


def written(folder: Path, name: str, old: str = "", new: str = "", text: str = "") -> Path:
    """A data folder with one more norm file, made of the real one."""
    target = folder / "norm"
    target.mkdir(parents=True, exist_ok=True)
    source = text or FILE.read_text("utf-8")
    assert old in source
    (target / name).write_text(source.replace(old, new, 1), "utf-8")
    return folder


def test_the_norm_has_54_items_in_six_pijlers() -> None:
    found = norm()
    assert len(found.items) == len(found.item) == 54
    assert [len(found.of_pijler(p.slug)) for p in found.pijler] == [10, 10, 11, 15, 3, 5]


def test_the_norm_says_how_far_it_may_be_used() -> None:
    assert norm().status == "voorbeeldset, niet vastgesteld door RIEC Den Haag"


def test_every_item_says_its_source_and_its_own_evidence() -> None:
    found = norm().item
    assert all(i.bron.strip() and i.meetwijze.strip() and i.bewijs.endswith(".") for i in found)
    assert max(len(i.bewijs) for i in found) <= 80
    assert len({i.bewijs for i in found}) >= 50


def test_figures_beside_an_item_are_in_the_catalogue() -> None:
    known = {i.slug for i in load_catalogue()}
    assert {slug for i in norm().item for slug in i.indicatoren} <= known
    assert item("IN-04").indicatoren == ("mma-meldingen",)


def test_pijlers_are_the_categories_of_the_figure_made_of_them() -> None:
    (figure,) = [i for i in load_catalogue() if load_catalogue().bronnen[i.bron].soort == "norm"]
    (breakdown,) = figure.uitsplitsing
    assert [w.code for w in breakdown.waarden] == [p.slug for p in norm().pijler]


def test_the_words_of_an_answer_are_those_of_the_source() -> None:
    for found in norm().item:
        if found.antwoord == "ja-deels-nee":
            start = found.meetwijze.split(" ")[0].split("/")
            assert list(found.woorden) == start, found.id


def test_only_limits_that_the_source_gives_are_in_the_file() -> None:
    given = {
        i.id: (i.geldig_maanden, i.vanaf_datum, i.hoogste)
        for i in norm().item
        if i.geldig_maanden or i.vanaf_datum or i.hoogste
    }
    assert given == {
        "BO-01": (24, None, None),
        "IN-11": (None, None, 4),
        "BH-02": (None, None, 4),
        "BH-04": (None, date(2022, 10, 1), None),
        "CO-03": (12, None, None),
    }


def test_a_key_that_the_norm_does_not_know_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "a.toml", "[[streefnorm]]\n", "[[streefnorm]]\ndrempel = 3\n")
    with pytest.raises(PeilError, match=r"a\.toml: sleutel 'streefnorm\.0\.drempel' is onbekend"):
        load_norms(tmp_path)


def test_an_item_of_a_pijler_that_is_not_there_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "a.toml", 'slug = "communicatie"', 'slug = "voorlichting"')
    with pytest.raises(PeilError, match=r"noemt pijler 'communicatie', die er niet is"):
        load_norms(tmp_path)


def test_two_versions_load_and_each_day_has_its_own(tmp_path: Path) -> None:
    written(tmp_path, "oud.toml")
    text = FILE.read_text("utf-8").replace("vanaf = 2019-01-01", "vanaf = 2024-07-01")
    written(tmp_path, "nieuw.toml", 'versie = "1"', 'versie = "2"', text)
    norms = load_norms(tmp_path)

    def on(day: date) -> str:
        found = norms.on(day)
        return found.versie if found else ""

    assert [on(date(2015, 1, 1)), on(date(2024, 6, 30)), on(date(2024, 7, 1))] == ["1", "1", "2"]
    newest = norms.newest
    assert newest is not None
    assert newest.versie == "2"
    assert norms.version("3") is None


def test_the_same_version_twice_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "a.toml")
    written(tmp_path, "b.toml")
    with pytest.raises(PeilError, match="twee keer"):
        load_norms(tmp_path)


def test_a_region_without_a_norm_has_no_versions(tmp_path: Path) -> None:
    norms = load_norms(tmp_path)
    assert norms.newest is None
    assert norms.on(PEILDATUM) is None


def test_a_district_has_its_own_streefnorm_and_no_other_has_it() -> None:
    found = norm()
    (own,) = found.streefnorm
    assert found.streefnormen(own.item, own.district) == [own]
    assert found.streefnormen(own.item, "elders") == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("BO-01", "2023-01-31"),
        ("BO-01", "31-1-2023"),
        ("BO-01", "31 januari 2023"),
        ("BO-01", PEILDATUM.isoformat()),
        ("BO-02", "deels"),
        ("BO-02", " JA "),
        ("BO-03", "1,5"),
        ("BO-03", "0"),
        ("BO-04", "62,5"),
        ("BO-04", "100 %"),
        ("BO-06", "5"),
        ("BO-08", "ja, elk kwartaal"),
        ("IV-01", "ja, 2024-03-01"),
        ("IV-01", "ja (1-3-2024)"),
        ("IV-01", "ja"),
        ("IN-01", "geïmplementeerd"),
        ("IN-05", "ja, 6"),
        ("IN-11", "4"),
        ("BH-02", "3, ja"),
        ("BH-06", "nee"),
        ("BH-06", "45"),
        ("BH-11", "1.041"),
        ("CO-03", "ja, 1 maart 2024"),
    ],
)
def test_an_answer_as_the_item_asks_it_fits(name: str, text: str) -> None:
    assert explain_answer(item(name), text, PEILDATUM) == ""


@pytest.mark.parametrize("name", [i["id"] for i in tomllib.loads(FILE.read_text("utf-8"))["item"]])
def test_no_answer_always_fits_and_nonsense_never_does(name: str) -> None:
    assert explain_answer(item(name), "  ", PEILDATUM) == ""
    said = explain_answer(item(name), "zomaar wat", PEILDATUM)
    assert said.startswith("Vul ")
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("BO-01", "2024-02-30", "Vul een datum (01-03-2024) in."),
        ("BO-01", "0024-02-03", "Vul een datum (01-03-2024) in."),
        ("BO-01", "2024-06-02", "De datum ligt na de peildatum (1 juni 2024); kijk beide na."),
        ("IV-01", "ja, 2-6-2024", "De datum ligt na de peildatum (1 juni 2024); kijk beide na."),
        ("IV-04", "ja, 2024-03-01", "Vul ja of nee in."),
        ("IV-04", "deels", "Vul ja of nee in."),
        ("BO-02", "misschien", "Vul ja, deels of nee in."),
        ("BO-03", "-1", "Vul een aantal (1,5) in."),
        ("BO-04", "100,1", "Vul een percentage van 0 tot en met 100 (62,5) in."),
        ("BO-04", "-1", "Vul een percentage van 0 tot en met 100 (62,5) in."),
        ("BO-06", "0", "Vul een niveau van 1 tot en met 5 in."),
        ("BO-06", "2,5", "Vul een niveau van 1 tot en met 5 in."),
        ("IN-11", "5", "Vul een heel aantal van 0 tot en met 4 in."),
        ("BH-11", "2,5", "Vul een heel aantal in."),
        ("MJ-01", "ja", "Vul niet, gestart of geborgd in."),
    ],
)
def test_an_answer_that_does_not_fit_says_what_does(name: str, text: str, said: str) -> None:
    assert explain_answer(item(name), text, PEILDATUM) == said


def test_without_peildatum_a_date_is_only_read() -> None:
    assert explain_answer(item("BO-01"), "2999-01-01") == ""


def test_an_answer_keeps_its_word_number_and_date() -> None:
    found = read_answer(item("IV-01"), "Ja; 1-3-2024")
    assert found is not None
    assert (found.woord, found.getal, found.dag) == ("ja", None, date(2024, 3, 1))
    count = read_answer(item("BH-02"), "3 nee")
    assert count is not None
    assert (count.getal, count.woord) == (3, "nee")


def test_an_answer_is_written_as_a_dutch_reader_writes_it() -> None:
    share = next(i for i in norm().item if i.antwoord == "percentage")
    parts = next(i for i in norm().item if i.met_decimalen)
    told = {
        ("CO-03", "ja, 2019-09-11"): "ja, 11-09-2019",
        ("CO-03", "ja, 1-3-2020"): "ja, 01-03-2020",
        ("BO-01", "2024-02-31"): "2024-02-31",
        (share.id, "89"): "89\N{NO-BREAK SPACE}%",
        (share.id, "62.5%"): "62,5\N{NO-BREAK SPACE}%",
        (share.id, "geen"): "geen",
        (share.id, ""): "",
        (parts.id, "1,5"): "1,5\N{NO-BREAK SPACE}fte",
        ("CO-02", "89"): "89",
    }
    assert {key: answer_words(item(key[0]), key[1]) for key in told} == told


def test_a_date_holds_as_long_as_the_source_says() -> None:
    assert valid_until(item("BO-01"), "2024-02-29", PEILDATUM) == date(2026, 2, 28)
    assert valid_until(item("CO-03"), "ja, 31-12-2023", PEILDATUM) == date(2024, 12, 31)
    assert valid_until(item("CO-03"), "ja", PEILDATUM) is None
    assert valid_until(item("BH-04"), "2023-01-01", PEILDATUM) is None
    assert valid_until(item("BO-01"), "weet niet", PEILDATUM) is None


def test_a_term_that_was_over_by_the_peildatum_ends_no_oordeel() -> None:
    assert valid_until(item("BO-01"), "2022-06-01", PEILDATUM) == PEILDATUM
    assert valid_until(item("BO-01"), "2022-05-31", PEILDATUM) is None


@pytest.mark.parametrize(
    ("name", "oordeel", "text", "part"),
    [
        ("BO-01", "uitgevoerd", "2022-05-31", "ligt niet binnen 24 maanden"),
        ("BO-01", "ontbreekt", "2022-06-01", "ligt binnen 24 maanden"),
        ("BH-04", "uitgevoerd", "2022-09-30", "ligt niet op of na 1 oktober 2022"),
        ("BH-04", "ontbreekt", "2022-10-01", "ligt op of na 1 oktober 2022"),
        ("CO-03", "uitgevoerd", "ja, 2023-05-31", "ligt niet binnen 12 maanden"),
        ("BO-02", "uitgevoerd", "nee", "het antwoord is 'nee'"),
        ("BO-02", "ontbreekt", "ja", "het antwoord is 'ja'"),
        ("BH-10", "uitgevoerd", "geen", "het antwoord is 'geen'"),
    ],
)
def test_an_answer_against_the_oordeel_is_a_doubt(
    name: str, oordeel: str, text: str, part: str
) -> None:
    assert part in find_doubt(item(name), oordeel, text, PEILDATUM)


@pytest.mark.parametrize(
    ("name", "oordeel", "text"),
    [
        ("BO-01", "uitgevoerd", "2022-06-01"),
        ("BO-01", "ontbreekt", "2022-05-31"),
        ("BO-01", "onbekend", "2010-01-01"),
        ("BO-01", "in ontwikkeling", "2010-01-01"),
        ("BO-02", "in ontwikkeling", "nee"),
        ("BO-02", "uitgevoerd", "deels"),
        ("BO-02", "uitgevoerd", ""),
        ("BO-04", "uitgevoerd", "3"),
        ("BO-06", "ontbreekt", "5"),
        ("IV-01", "uitgevoerd", "ja, 1999-01-01"),
    ],
)
def test_without_a_limit_in_the_source_the_assessor_decides(
    name: str, oordeel: str, text: str
) -> None:
    assert find_doubt(item(name), oordeel, text, PEILDATUM) == ""
