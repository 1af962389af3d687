"""One schema for every indicator: what does not fit is refused by file and key."""

from pathlib import Path

import pytest

from peil.catalogue import load_catalogue
from peil.errors import PeilError

INDICATOR = """
code = "TE-01"
titel = "Proef"
thema = "proef"
definitie = "Wat we tellen."
meeteenheid = "aantal"
teller = "dingen"
telwoord = "dingen"
noemer = "geen"
soort = "telling"
optel = "som"
bron = "partner"
type = "probleem"
kanttekening = "Geen."
laagste_niveau = "gemeente"
drempel = 5
toon_nul = true
openbaarheid = "openbaar"
volgorde = 1
herkomst = "test"
[[uitsplitsing]]
dimensie = "soort"
titel = "Soort"
telt_op = "met_rest"
waarden = [{ code = "hard", titel = "harde dingen" }]
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "bronnen").mkdir()
    (tmp_path / "catalogue" / "proef").mkdir(parents=True)
    (tmp_path / "bronnen" / "partner.toml").write_text('titel = "P"\norganisatie = "P"\n')
    themes = '[[thema]]\nslug = "proef"\ntitel = "Proef"\nvolgorde = 1\n'
    (tmp_path / "catalogue" / "themas.toml").write_text(themes)
    (tmp_path / "catalogue" / "proef" / "proef-telling.toml").write_text(INDICATOR)
    return tmp_path


def change(data: Path, old: str, new: str, name: str = "proef-telling") -> None:
    text = INDICATOR.replace(old, new)
    (data / "catalogue" / "proef" / f"{name}.toml").write_text(text)


def test_slug_and_code_both_find_the_indicator(data: Path):
    catalogue = load_catalogue(data)
    assert catalogue["proef-telling"] is catalogue["TE-01"] is catalogue["te-01"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'titel = "Proef"',
            'titel = "Proef"\nkleur = "rood"',
            r"proef-telling.toml: .*'kleur' is onbek",
        ),
        ("drempel = 5\n", "", r"proef-telling.toml: sleutel 'drempel' ontbreekt"),
        ("drempel = 5", "drempel = -1", r"proef-telling.toml: sleutel 'drempel' klopt niet"),
        ('soort = "telling"', 'soort = "aandeel"', "een aandeel heeft een noemer nodig"),
        ('thema = "proef"', 'thema = "weg"', r"proef-telling.toml: .*'weg'"),
        ('bron = "partner"', 'bron = "weg"', r"proef-telling.toml: .*data/bronnen"),
        ('titel = "Soort"', 'titel = "Soort"\nx = 1', r"'uitsplitsing.0.x' is onbekend"),
        ("volgorde = 1", "volgorde = ", "geen geldige TOML"),
    ],
)
def test_what_does_not_fit_is_refused_by_file_and_key(data: Path, old: str, new: str, message: str):
    change(data, old, new)
    with pytest.raises(PeilError, match=message):
        load_catalogue(data)


def test_a_code_that_is_used_twice_is_refused(data: Path):
    change(data, "", "", name="nog-een")
    with pytest.raises(PeilError, match="al in gebruik"):
        load_catalogue(data)


def test_a_breakdown_is_found_by_code_and_by_title(data: Path):
    indicator = load_catalogue(data)["TE-01"]
    ((dimension, category),) = indicator.breakdown("soort:harde dingen")
    assert (dimension.telt_op, category.code) == ("met_rest", "hard")
    with pytest.raises(PeilError, match="Kies uit: hard"):
        indicator.breakdown("soort:zacht")
    with pytest.raises(PeilError, match="Kies uit: soort"):
        indicator.breakdown("kleur:rood")


def test_an_unknown_indicator_says_where_the_list_is(data: Path):
    with pytest.raises(PeilError, match="Verantwoording"):
        load_catalogue(data)["XX-99"]
