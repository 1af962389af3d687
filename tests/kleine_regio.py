"""A small made-up region to test with: three gemeenten in two districts, a few indicators."""

from pathlib import Path

_GEBIEDEN = """\
code,naam,niveau,ouder,van,tot,aliassen,naam_lang,zekerheid,bron
NL,Nederland,nederland,,,,,Nederland,bevestigd,test
EX,Eenheid Exempel,eenheid,NL,,,,Eenheid Exempel,bevestigd,test
D1,District Een,district,EX,,,,District Een,bevestigd,test
D2,District Twee,district,EX,,,,District Twee,bevestigd,test
GM0001,Aadorp,gemeente,D1,,,'s-Aadorp|Aadorp (EX.),Aadorp,bevestigd,test
GM0002,Beedorp,gemeente,D1,,,,Beedorp,bevestigd,test
GM0003,Ceedorp,gemeente,D2,,,,Ceedorp,bevestigd,test
GM0004,Oudedorp,gemeente,D2,,2018,,Oudedorp,bevestigd,test
"""
_HERINDELINGEN = """\
jaar,oude_code,nieuwe_code,bron,zekerheid
2019,GM0004,GM0003,test,bevestigd
"""
_BASIS = """\
thema = "proef"
definitie = "Proef."
teller = "proeven"
telwoord = "proeven"
type = "probleem"
kanttekening = "Alleen een proef."
drempel = 0
toon_nul = true
openbaarheid = "openbaar"
herkomst = "test"
bron = "standaard"
"""
_INDICATOREN = {
    "meldingen": """\
code = "TE-01"
titel = "Meldingen"
meeteenheid = "per 10.000 inwoners"
noemer = "inwoners_1jan"
per = 10000
soort = "telling"
optel = "som"
laagste_niveau = "gemeente"
frequentie = ["jaar", "maand"]
volgorde = 1
[[uitsplitsing]]
dimensie = "soort"
titel = "Soort"
telt_op = true
waarden = [{ code = "hard", titel = "hard" }, { code = "zacht", titel = "zacht" }]
[[uitsplitsing]]
dimensie = "deel"
titel = "Deel"
telt_op = "met_rest"
waarden = [{ code = "geld", titel = "geld" }]
[[uitsplitsing]]
dimensie = "kenmerk"
titel = "Kenmerk"
telt_op = false
waarden = [{ code = "jong", titel = "jong" }, { code = "nieuw", titel = "nieuw" }]
""",
    "gesloten": """\
code = "TE-02"
titel = "Gesloten panden"
meeteenheid = "%"
noemer = "geleverd"
noemer_titel = "panden"
per = 100
soort = "aandeel"
optel = "verhouding"
laagste_niveau = "gemeente"
volgorde = 2
""",
    "vertrouwen": """\
code = "TE-03"
titel = "Vertrouwen"
meeteenheid = "%"
noemer = "geen"
soort = "steekproef"
optel = "geen"
laagste_niveau = "gemeente"
volgorde = 3
""",
    "afgepakt": """\
code = "TE-04"
titel = "Afgepakt geld"
meeteenheid = "euro"
noemer = "geen"
soort = "bedrag"
optel = "som"
laagste_niveau = "district"
volgorde = 4
""",
}
_BRONNEN = {
    "standaard": "",
    "gepubliceerd": "herkomst_uit_toelichting = true\n",
    "jaargrenzen": 'grenzen = "jaar"\n',
}


def build_region(root: Path) -> Path:
    """Write the content of the region under ``root/data`` and return that folder."""
    data = root / "data"
    for folder in ("gebieden", "bronnen", "catalogue/proef"):
        (data / folder).mkdir(parents=True, exist_ok=True)
    (data / "gebieden" / "gebieden.csv").write_text(_GEBIEDEN, "utf-8")
    (data / "gebieden" / "herindelingen.csv").write_text(_HERINDELINGEN, "utf-8")
    themes = '[[thema]]\nslug = "proef"\ntitel = "Proef"\nvolgorde = 1\n'
    (data / "catalogue" / "themas.toml").write_text(themes, "utf-8")
    for slug, text in _INDICATOREN.items():
        # Tables come last in TOML, so what all share goes first.
        (data / "catalogue" / "proef" / f"{slug}.toml").write_text(_BASIS + text, "utf-8")
    for slug, extra in _BRONNEN.items():
        text = f'titel = "Bron {slug}"\norganisatie = "test"\n{extra}'
        (data / "bronnen" / f"{slug}.toml").write_text(text, "utf-8")
    return data
