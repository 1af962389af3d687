"""`peil sjabloon`: what a partner gets empty can be filled in and loaded without a finding."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from xlsxwriter.utility import xl_rowcol_to_cell

from peil.areas import load_areas
from peil.bronnen import Bron
from peil.catalogue import load_catalogue
from peil.clock import today
from peil.errors import PeilError
from peil.periods import parse_period
from pipelines import template
from pipelines.__main__ import main
from pipelines.book import row_height
from pipelines.check import Checked, check
from pipelines.template_book import write_book
from pipelines.template_parts import Layout
from pipelines.template_words import explanation

Out = pytest.CaptureFixture[str]
CATALOGUE, AREAS = load_catalogue(), load_areas()
NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMS = [
    (bron.slug, vorm)
    for bron in CATALOGUE.bronnen.values()
    if bron.soort == "standaard"
    for vorm in ["standaard", *(v.naam for v in bron.vorm if "xlsx" in v.bestand)]
]
Value = Callable[[str, int], float]


def made(slug: str, vorm: str = "") -> Layout:
    """The empty file of a bron for its newest period."""
    bron = CATALOGUE.bronnen[slug]
    return template.lay_out(bron, CATALOGUE, AREAS, template.newest(bron, today()), vorm)


def cells_to_fill(layout: Layout) -> dict[str, tuple[str, int]]:
    """The cells for figures: column and row by their address."""
    return {
        xl_rowcol_to_cell(layout.kopregel + nr, place): (column.naam, nr)
        for nr, row in enumerate(layout.rijen)
        for place, column in enumerate(layout.kolommen)
        if row[place] == "" and not (column.is_key or column.is_text or column.is_help)
    }


def filled(content: bytes, layout: Layout, value: Value) -> bytes:
    """The workbook with a number typed into every cell that asks for one."""
    asked = cells_to_fill(layout)
    seen: set[str] = set()

    def typed(found: re.Match[str]) -> str:
        if found[1] not in asked:
            return found[0]
        seen.add(found[1])
        return f'<c r="{found[1]}" s="{found[2]}"><v>{value(*asked[found[1]])}</v></c>'

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = re.sub(r'<c r="([A-Z]+\d+)" s="(\d+)"/>', typed, data.decode()).encode()
            new.writestr(name, data)
    assert seen == set(asked)
    return out.getvalue()


def nothing(column: str, _: int) -> float:
    """Zero everywhere, of a whole of ten."""
    return 10 if column == "noemer" or "respondenten" in column else 0


def loaded(layout: Layout, value: Value) -> Checked:
    """What a check says of the filled file."""
    content = filled(write_book(layout, None), layout, value)
    return check(content, layout.bestand, layout.bron, CATALOGUE, AREAS, today())


def rowed(layout: Layout) -> Layout:
    """The file with one row of the partner's own, where none is there already."""
    if layout.rijen:
        return layout
    values = {"indicator": "drugshandel", "gebied": layout.kolommen[1].keuzes[0]}
    given = {**values, "periode": "2024", "waarde": "", "status": "", "toelichting": ""}
    row = tuple(given.get(column.naam) for column in layout.kolommen)
    return Layout(**{**{n: getattr(layout, n) for n in layout.__slots__}, "rijen": (row,)})


@pytest.mark.parametrize(("slug", "vorm"), FORMS)
def test_filled_in_it_loads_without_a_finding(slug: str, vorm: str) -> None:
    layout = rowed(made(slug, vorm))
    found = loaded(layout, nothing)
    assert [str(finding) for finding in found.findings] == []
    assert found.vorm == vorm
    assert found.regels == len(layout.rijen)
    figures = [i for i in CATALOGUE if i.bron == slug]
    if figures and vorm == "standaard":
        assert set(found.cells["indicator"]) == {i.slug for i in figures}
    assert set(found.cells["periode"]) == {"2024" if not figures else str(layout.periode)}


def test_every_bron_with_figures_gets_rows_for_what_it_delivers() -> None:
    slugs = {i.bron for i in CATALOGUE if CATALOGUE.bronnen[i.bron].soort == "standaard"}
    assert len(slugs) > 15
    assert [slug for slug in slugs if not made(slug).rijen] == []


def test_each_number_lands_where_its_row_and_column_say() -> None:
    layout = made("fiu")

    def value(column: str, row: int) -> float:
        return row + 1 if column == "Aantal transacties" else (row + 1) * 2.5

    found = loaded(layout, value)
    assert not found.errors
    names = [row[0] for row in layout.rijen]
    said = {
        (row["indicator"], AREAS.get(row["gebied_code"]).naam): row["waarde"]
        for row in found.cells.iter_rows(named=True)
    }
    for nr, name in enumerate(names, start=1):
        assert said["verdachte-transacties", name] == nr
        assert said["verdachte-transacties-bedrag", name] == nr * 2500
    assert len(said) == 2 * len(AREAS.at("gemeente"))


def test_a_row_is_only_there_at_a_level_that_its_figure_has() -> None:
    layout = made("politie-drugslocaties")
    per_area: dict[str | None, set[str | None]] = {}
    for row in layout.rijen:
        per_area.setdefault(row[0], set()).add(row[2])
    assert len(per_area) == 28
    assert {"hennepkwekerij"} < per_area["Delft"]
    assert "productie" in per_area["Delft"] | per_area["Eenheid Den Haag"]
    assert not per_area["Delft"] & per_area["Eenheid Den Haag"]


def sheets(content: bytes) -> dict[str, ElementTree.Element]:
    """The sheets of a workbook by their number."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {
            name: ElementTree.fromstring(book.read(name))
            for name in book.namelist()
            if name.startswith("xl/worksheets/sheet")
        }


def test_the_header_is_locked_and_the_rest_is_open() -> None:
    content = write_book(layout := made("mma"), None)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        styles = ElementTree.fromstring(book.read("xl/styles.xml"))
    formats = styles.findall(f"{NS}cellXfs/{NS}xf")
    is_open = [
        (found := xf.find(f"{NS}protection")) is not None and found.get("locked") == "0"
        for xf in formats
    ]
    sheet = sheets(content)["xl/worksheets/sheet1.xml"]
    guard = sheet.find(f"{NS}sheetProtection")
    assert guard is not None
    assert guard.get("sheet") == "1"
    rows = sheet.findall(f"{NS}sheetData/{NS}row")
    cells = {cell.get("r"): int(cell.get("s", "0")) for row in rows for cell in row}
    assert guard.get("deleteColumns") == "0"
    for place, column in enumerate(layout.kolommen):
        # Only a column that may be missing can be taken away as a whole.
        assert is_open[cells[xl_rowcol_to_cell(0, place)]] is (not column.is_required)
        assert is_open[cells[xl_rowcol_to_cell(1, place)]]


def test_a_column_that_may_be_missing_can_be_left_out() -> None:
    layout = made("mma")
    kept = [n for n, column in enumerate(layout.kolommen) if column.is_required]
    assert len(kept) < len(layout.kolommen)
    fields = {name: getattr(layout, name) for name in layout.__slots__}
    fields["kolommen"] = tuple(layout.kolommen[n] for n in kept)
    fields["rijen"] = tuple(tuple(row[n] for n in kept) for row in layout.rijen)
    assert loaded(Layout(**fields), nothing).findings == ()


def test_lists_offer_what_is_accepted() -> None:
    layout = made("comensha", "standaard")
    content = write_book(layout, None)
    sheet = sheets(content)["xl/worksheets/sheet1.xml"]
    found = {
        one.get("sqref"): one.findtext(f"{NS}formula1")
        for one in sheet.findall(f"{NS}dataValidations/{NS}dataValidation")
        if one.get("type") == "list"
    }
    columns = [column.naam for column in layout.kolommen if column.keuzes]
    assert columns == ["indicator", "gebied", "periode", "uitsplitsing", "status"]
    assert len(found) == len(columns)
    assert all(source and source.startswith("'Keuzelijsten'!$") for source in found.values())
    # Room to add rows: the lists go on below the last one that is there.
    assert all(str(place).endswith(str(1 + len(layout.rijen) + 200)) for place in found)
    area = next(column for column in layout.kolommen if column.naam == "gebied")
    assert all(AREAS.resolve(text).niveau == "eenheid" for text in area.keuzes[:1])


def test_the_explanation_says_who_what_until_when_and_never_persons() -> None:
    bron = CATALOGUE.bronnen["mma"]
    until = template.last_day(bron, parse_period("2025"))
    lines = dict(line for line in explanation(made("mma"), until) if len(line) == 2)
    assert lines["uiterlijk"] == "1 maart 2026"
    assert lines["wie vult dit in"] == bron.contact
    assert "(voorstel)" in lines["vorm"]
    assert "mma-jaarcijfers-2025.xlsx" in lines["naam van het bestand"]
    assert "geweigerd" in lines["nooit personen"]
    assert {column.naam for column in made("mma").kolommen} < set(lines)
    assert lines["-"].startswith("nihil")
    # What a partner's own sign means goes before what it means elsewhere.
    riec = dict(line for line in explanation(made("riec"), None) if len(line) == 2)
    assert riec["-"] == "ontbreekt"
    assert "uiterlijk" not in riec
    assert riec["zie witwassen"] == "het aantal zit in een andere regel"
    assert "12 betekent 12.000" in " ".join(" ".join(x) for x in explanation(made("fiu"), None))
    shares = dict(x for x in explanation(made("veiligheidsmonitor"), None) if len(x) == 2)
    assert "12,5 en niet 0,125" in shares["percentages"]
    assert "alleen aantallen" not in shares
    standard = dict(x for x in explanation(made("kvk"), None) if len(x) == 2)
    assert {i.slug for i in CATALOGUE if i.bron == "kvk"} < set(standard)


def test_nothing_that_is_declared_becomes_a_formula() -> None:
    bron = CATALOGUE.bronnen["mma"]
    risky = Bron.model_validate({**bron.model_dump(), "titel": "=1+1", "organisatie": "@SUM(1)"})
    layout = template.lay_out(risky, CATALOGUE, AREAS, parse_period("2025"))
    for sheet in sheets(write_book(layout, None)).values():
        assert not list(sheet.iter(f"{NS}f"))


def test_the_newest_period_is_one_that_has_ended() -> None:
    bron = CATALOGUE.bronnen["mma"]
    assert str(template.newest(bron, today().replace(year=2025))) == "2024"
    assert str(template.newest(CATALOGUE.bronnen["standaard"], today())) == "2025"
    assert template.last_day(bron, parse_period("2025-03")) is None


def test_a_norm_sheet_has_no_template(tmp_path: Path, capsys: Out) -> None:
    with pytest.raises(PeilError, match="levert geen cijfers"):
        template.lay_out(CATALOGUE.bronnen["norm"], CATALOGUE, AREAS, parse_period("2025"))
    assert main(["sjabloon", "norm", "--uit", str(tmp_path / "norm.xlsx")]) == 2
    assert not list(tmp_path.iterdir())
    assert "Traceback" not in capsys.readouterr().err


def test_the_command_writes_once(
    tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["sjabloon", "mma"]) == 0
    out = capsys.readouterr().out
    assert "mma-jaarcijfers-2025.xlsx" in out
    assert "resultaten" in out
    before = (tmp_path / "mma-jaarcijfers-2025.xlsx").read_bytes()
    assert main(["sjabloon", "mma"]) == 2
    assert (tmp_path / "mma-jaarcijfers-2025.xlsx").read_bytes() == before
    assert main(["sjabloon", "mma", "--vorm", "resultaten", "--periode", "2024"]) == 0
    assert (tmp_path / "mma-resultaten-2024.xlsx").exists()
    for wrong in (
        ["mmaa"],
        ["mma", "--vorm", "golf"],
        ["mma", "--periode", "gisteren"],
        ["fiu", "--uit", "nergens/fiu.xlsx"],
    ):
        assert main(["sjabloon", *wrong]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert main(["sjabloon", "fiu", "--uit", str(tmp_path)]) == 0
    assert (tmp_path / "fiu-transacties-2025.xlsx").exists()


def test_a_name_of_ones_own_is_held_against_what_the_form_reads(
    tmp_path: Path, capsys: Out
) -> None:
    told = "Laat de periode in de naam van het bestand staan"
    for name, keeps in (("meldingen-2024.xlsx", True), ("meldingen.xlsx", False)):
        asked = ["--periode", "2024", "--uit", str(tmp_path / name)]
        assert main(["sjabloon", "mma", *asked]) == 0
        out = capsys.readouterr().out
        assert (told in out) is keeps
        assert ("Geef het bestand de naam mma-jaarcijfers-2024.xlsx" in out) is not keeps


def test_a_long_explanation_gets_the_height_of_its_lines() -> None:
    assert row_height([("kort", 60)]) == row_height([("", 60)])
    assert row_height([("kort", 60), ("a" * 150, 60)]) == 3 * row_height([("", 60)])
