"""Every partner's own form: recognised, read as it means, and refused where it is not whole."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
import xlsxwriter
from vormen.files import File, Row, as_csv, as_xlsx
from vormen.partners import DAMOCLES, FILES, HEIT, KERNCIJFERS, MMA, MMA_RESULTATEN, TABEL_1

from peil.areas import Areas, load_areas
from peil.catalogue import Catalogue, load_catalogue
from pipelines.check import Checked, check
from pipelines.form_links import check_links

TODAY = date(2026, 11, 22)
IDS = [f"{file.bron}-{file.vorm}" for file in FILES]


@cache
def known() -> tuple[Catalogue, Areas]:
    return load_catalogue(), load_areas()


def checked(file: File, *, periode: str | None = None, bron: str = "") -> Checked:
    catalogue, areas = known()
    return check(
        file.content,
        file.bestand,
        catalogue.bronnen[bron or file.bron],
        catalogue,
        areas,
        TODAY,
        periode=file.periode if periode is None else periode,
    )


def told(found: Checked, ernst: str = "fout") -> list[str]:
    return [str(f) for f in found.findings if f.ernst == ernst]


def doubted(found: Checked) -> list[str]:
    """The warnings about totals; a small file lacks many gemeenten, which is another warning."""
    return [line for line in told(found, "waarschuwing") if "totaal" in line]


@pytest.mark.parametrize("file", FILES, ids=IDS)
def test_every_form_is_recognised_and_read_as_it_means(file: File) -> None:
    found = checked(file)
    assert told(found) == []
    assert found.vorm == file.vorm
    rows = found.cells.select(
        "indicator", "gebied_code", "periode", "uitsplitsing", "waarde", "status"
    ).rows()
    assert {row[:4]: row[4:] for row in rows} == file.cells


@pytest.mark.parametrize("file", FILES, ids=IDS)
def test_a_cell_names_the_line_and_column_that_hold_it(file: File) -> None:
    found = checked(file)
    header = next(row for row in file.rows if len(row) > 2)
    start = 2 if file.make.__name__ == "as_odata" else 1
    offset = 1 if file.make.__name__ == "as_odata" else 0
    assert set(found.cells["kolom"]) <= set(map(str, header))
    assert set(found.cells["regel"]) <= {
        start + number - offset for number in range(len(file.rows))
    }


def test_every_declared_form_has_a_file_here() -> None:
    catalogue, _ = known()
    declared = {(bron.slug, vorm.naam) for bron in catalogue.bronnen.values() for vorm in bron.vorm}
    assert declared == {(file.bron, file.vorm) for file in FILES}


def test_what_a_form_points_at_exists() -> None:
    catalogue, areas = known()
    for bron in catalogue.bronnen.values():
        check_links(bron, catalogue, areas)


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
@pytest.mark.parametrize("file", [HEIT, DAMOCLES], ids=["heit", "damocles"])
def test_csv_and_xlsx_of_a_form_are_the_same(file: File, make: object) -> None:
    assert isinstance(make, type(as_csv))
    rows = checked(replace(file, make=make)).cells.rows()
    assert rows == checked(file).cells.rows()


def test_the_standard_form_may_always_be_used() -> None:
    rows = [["indicator", "gebied", "periode", "waarde"], ["MM-01", "Delft", "2024", "3"]]
    found = checked(replace(MMA, rows=rows, make=as_csv))
    assert found.vorm == "standaard"
    assert found.cells["waarde"].to_list() == [3]


def changed(file: File, line: int, column: int, text: object) -> File:
    """The file with another text in one cell; both count from 0."""
    rows: list[Row] = [list(row) for row in file.rows]
    row = list(rows[line])
    row[column] = text
    return replace(file, rows=[*rows[:line], row, *rows[line + 1 :]])


def test_a_renamed_column_is_suggested_and_not_assumed() -> None:
    found = checked(changed(MMA, 2, 2, "Soft drugs"))
    assert found.cells.is_empty()
    said = " ".join(told(found))
    assert "de kolom 'Soft drugs' is onbekend; bedoelt u 'Softdrugs'?" in said
    assert "de kolom 'Softdrugs' ontbreekt" in said


def test_a_name_that_a_column_had_before_is_accepted() -> None:
    found = checked(changed(MMA, 2, 1, "Aantal meldingen"))
    assert told(found) == []
    assert "Aantal meldingen" in found.cells["kolom"].to_list()


def test_a_column_that_the_form_does_not_know_is_a_finding() -> None:
    rows: Sequence[Row] = [[*row, text] for row, text in zip(HEIT.rows, "Abc", strict=True)]
    assert any(
        "de kolom 'A' is onbekend" in line for line in told(checked(replace(HEIT, rows=rows)))
    )


def test_a_wrong_cell_is_told_under_the_name_that_the_partner_gave_it() -> None:
    found = checked(changed(MMA, 3, 4, "veel"))
    assert told(found) == [
        "MMA jaarcijfers 2024.xlsx:4:Financieel-economisch: 'veel' is geen getal; "
        "vul een getal in, zoals 1041 of 12,5"
    ]


def test_an_unknown_gebied_with_figures_is_one_error_and_not_one_per_column() -> None:
    found = checked(changed(MMA, 3, 0, "Delftt"))
    (said,) = told(found)
    assert said.startswith("MMA jaarcijfers 2024.xlsx:4:Gemeente: ")
    assert "'Delft'" in said
    assert set(found.cells["gebied_code"]) == {"GM0518"}


def test_an_empty_cell_is_no_zero_unless_the_form_says_so() -> None:
    found = checked(changed(HEIT, 1, 3, ""))
    assert any(":2:Controles prostitutiebranche: er staat geen waarde" in s for s in told(found))


def test_a_total_that_is_not_the_sum_of_its_rows_is_a_warning_and_never_a_figure() -> None:
    found = checked(changed(DAMOCLES, 3, 4, 5))
    assert doubted(found) == [
        "damocles.xlsx:4:Sluiting woning: het totaal is 5, maar de delen tellen op tot 4; "
        "kijk het totaal en de delen na"
    ]
    assert found.cells.height == len(DAMOCLES.cells)


def test_a_total_over_hidden_figures_may_be_more_but_not_less() -> None:
    assert doubted(checked(changed(MMA, 5, 6, 9))) == []
    assert len(doubted(checked(changed(MMA, 5, 6, 2)))) == 1


@pytest.mark.parametrize(("line", "column"), [(4, 2), (4, 3), (4, 4)])
def test_a_subtotal_of_the_national_table_is_held_against_its_parts(line: int, column: int) -> None:
    assert doubted(checked(TABEL_1)) == []
    assert doubted(checked(changed(TABEL_1, line, column, 28)))


def test_a_table_of_inhabitants_gives_no_cells_but_a_warning_where_it_differs() -> None:
    found = checked(KERNCIJFERS)
    assert found.cells.is_empty()
    assert told(found, "waarschuwing") == [
        "70072ned.json:3:GemiddeldAantalInwoners_51: hier staan 108.439 inwoners in 2016, "
        "wij rekenen met 108.438; kijk na wie gelijk heeft en pas zo nodig data/referentie aan"
    ]
    assert "2 aantallen inwoners vergeleken" in " ".join(told(found, "opmerking"))


def test_a_file_that_was_given_to_the_wrong_bron_says_which_is_right() -> None:
    assert told(checked(replace(HEIT, make=as_csv), bron="mma")) == [
        "controles.csv:1:kop: dit bestand heeft de vorm van Haags Economisch Interventieteam "
        "('heit'), niet van Meld Misdaad Anoniem ('mma'); "
        "kies bron Haags Economisch Interventieteam ('heit')"
    ]


def test_without_a_header_only_that_is_said() -> None:
    rows = [["Een titel"], ["Delft", "2021", "3"], ["Leiden", "2021", "4"]]
    (said,) = told(checked(replace(HEIT, rows=rows)))
    assert "de eerste regel is geen kop" in said


class TestPeriod:
    """A period that the file does not say must be given, and may not contradict it."""

    def test_a_form_that_asks_says_so(self) -> None:
        found = checked(TABEL_1, periode="")
        assert found.vraagt_periode
        assert found.cells.is_empty()
        assert "zegt niet over welke periode" in told(found)[0]

    def test_an_answer_is_used(self) -> None:
        found = checked(TABEL_1, periode="2024")
        assert found.vraagt_periode
        assert set(found.cells["periode"]) == {"2024"}

    def test_an_answer_that_is_no_period_is_refused(self) -> None:
        assert "is geen periode" in told(checked(TABEL_1, periode="vorig jaar"))[0]

    def test_the_name_of_the_file_and_the_answer_may_not_differ(self) -> None:
        assert not checked(MMA).vraagt_periode
        assert "zegt 2024, maar gegeven is 2023" in told(checked(MMA, periode="2023"))[0]

    def test_only_the_name_counts_and_not_the_folder_that_the_register_made(self) -> None:
        file = replace(TABEL_1, bestand="20261122T101500Z-000001-a2019bcd/tabel.xlsx")
        assert checked(file, periode="").vraagt_periode


def test_two_sheets_of_which_each_is_a_form_are_refused() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in (("Meldingen", MMA.rows), ("Resultaten", MMA_RESULTATEN.rows)):
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    found = checked(replace(MMA, make=lambda _: out.getvalue()))
    assert "er zijn 2 werkbladen met cijfers (Meldingen, Resultaten)" in told(found)[0]
