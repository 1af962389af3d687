"""What a delivered row may say, and how each finding reads."""

import re
from collections.abc import Callable

import pytest

from pipelines.check import Checked, lines

CheckFile = Callable[..., Checked]

#: One wrong row each: the row, the column of the finding, a part of what is said.
WRONG = {
    "unknown indicator": ("TE-99;GM0001;2021;;3", "indicator", "bestaat niet"),
    "no indicator": (";GM0001;2021;;3", "indicator", "geen indicator"),
    "unknown gebied": ("TE-01;Adorp;2021;;3", "gebied", "bedoelt u 'Aadorp'"),
    "no gebied": ("TE-01;;2021;;3", "gebied", "geen gebied"),
    "gebied before it ended, on boundaries of now": (
        "TE-01;GM0004;2015;;3", "gebied", "Ceedorp (GM0003)",
    ),
    "gebied that had ended": ("TE-01;GM0004;2021;;3", "gebied", "bestond niet in 2021"),
    "niveau below the lowest": ("TE-04;GM0001;2021;;3", "gebied", "pas vanaf niveau district"),
    "unreadable periode": ("TE-01;GM0001;mrt-21;;3", "periode", "geen periode"),
    "no periode": ("TE-01;GM0001;;;3", "periode", "geen periode"),
    "month thirteen": ("TE-01;GM0001;2021-13;;3", "periode", "geen periode"),
    "year zero": ("TE-01;GM0001;0000;;3", "periode", "te ver terug"),
    "a number beyond all sense": (f"TE-01;GM0001;2021;;{'9' * 20}", "waarde", "te groot"),
    "future year": ("TE-01;GM0001;2027;;3", "periode", "in de toekomst"),
    "future month": ("TE-01;GM0001;2026-12;;3", "periode", "in de toekomst"),
    "unknown dimension": ("TE-01;GM0001;2021;kleur:rood;3", "uitsplitsing", "'kleur'"),
    "unknown category": ("TE-01;GM0001;2021;soort:rood;3", "uitsplitsing", "'rood'"),
    "dimension twice": (
        "TE-01;GM0001;2021;soort:hard|soort:zacht;3", "uitsplitsing", "twee keer",
    ),
    "not a number": ("TE-01;GM0001;2021;;veel", "waarde", "geen getal"),
    "count with decimals": ("TE-01;GM0001;2021;;1,5", "waarde", "geen heel getal"),
    "count below one with three decimals": ("TE-01;GM0001;2021;;0,500", "waarde", "geen heel"),
    "negative count": ("TE-01;GM0001;2021;;-3", "waarde", "minder dan nul"),
    "ambiguous percentage": ("TE-03;GM0001;2021;;1.041", "waarde", "twee manieren"),
    "ambiguous amount": ("TE-04;D1;2021;;1,041", "waarde", "twee manieren"),
    "percentage above 100": ("TE-03;GM0001;2021;;101", "waarde", "tussen 0 en 100"),
    "percentage below 0": ("TE-03;GM0001;2021;;-1", "waarde", "tussen 0 en 100"),
    "more than the whole": ("TE-02;GM0001;2021;;5;3", "waarde", "groter dan het geheel"),
    "no noemer": ("TE-02;GM0001;2021;;5", "noemer", "geen noemer"),
    "noemer zero": ("TE-01;GM0001;2021;;5;0", "noemer", "kan niet"),
    "noemer with decimals": ("TE-01;GM0001;2021;;5;10,5", "noemer", "geen heel getal"),
    "margins not around": ("TE-03;GM0001;2021;;12;;13;14", "marge_laag", "niet om de waarde"),
    "one margin": ("TE-03;GM0001;2021;;12;;11", "marge_laag", "maar één"),
    "margin above 100": ("TE-03;GM0001;2021;;99;;98;101", "marge_hoog", "tussen 0 en 100"),
    "margins without a value": ("TE-03;GM0001;2021;;x;;1;2", "marge_laag", "zonder waarde"),
    "unknown status": ("TE-01;GM0001;2021;;3;;;;misschien", "status", "onbekend"),
    "value and a status that denies it": (
        "TE-01;GM0001;2021;;3;;;;ontbreekt", "status", "er staat een waarde",
    ),
    "cijfer without value": ("TE-01;GM0001;2021;;;;;;cijfer", "waarde", "geen waarde"),
    "voorlopig without value": ("TE-01;GM0001;2021;;;;;;voorlopig", "waarde", "geen waarde"),
    "nothing at all": ("TE-01;GM0001;2021", "waarde", "geen waarde en geen status"),
    "marker against status": ("TE-01;GM0001;2021;;x;;;;ontbreekt", "status", "'onderdrukt'"),
    "only a star": ("TE-01;GM0001;2021;;*", "waarde", "geen getal"),
    "too many cells": ("TE-01;GM0001;2021;;3;;;;;;over", "regel", "11 cellen"),
}  # fmt: skip


@pytest.mark.parametrize(("row", "kolom", "part"), WRONG.values(), ids=WRONG)
def test_a_wrong_row_is_named_by_line_and_column(
    check_file: CheckFile, row: str, kolom: str, part: str
) -> None:
    found = check_file(["TE-01;GM0002;2020;;3", row])
    assert [(f.regel, f.kolom) for f in found.errors] == [(3, kolom)]
    assert part in str(found.errors[0])


def test_every_finding_is_one_line_with_place_problem_and_advice(check_file: CheckFile) -> None:
    rows = [row for row, _, _ in WRONG.values()]
    found = list(lines(check_file(rows).findings))
    assert len(found) >= len(rows)
    for line in found:
        assert re.fullmatch(r"proef\.csv:\d+:[\w-]+: [^;]+(;[^;]+)*; .+", line), line
        assert "\n" not in line


def test_findings_come_in_the_order_of_the_file(check_file: CheckFile) -> None:
    found = check_file([row for row, _, _ in WRONG.values()])
    places = [f.regel or 0 for f in found.findings]
    assert places == sorted(places)


@pytest.mark.parametrize("periode", ["2021-K1", "2021-03"])
def test_a_periode_that_an_indicator_seldom_has_is_accepted_and_remarked(
    check_file: CheckFile, periode: str
) -> None:
    found = check_file([f"TE-01;GM0001;{periode};;3"])
    assert found.cells["periode"].to_list() == [periode]
    assert not found.errors
    assert not found.warnings
    assert [f.kolom for f in found.findings if f.ernst == "opmerking"] in ([], ["periode"])


def test_a_duplicate_is_named_at_its_second_row(check_file: CheckFile) -> None:
    found = check_file(
        ["TE-01;GM0001;2021;;3", "TE-01;Beedorp;2021;;3", "meldingen;Aadorp;2021;;4"]
    )
    assert [str(f) for f in found.errors] == [
        "proef.csv:4:indicator: dezelfde cel staat ook op regel 2 (meldingen GM0001 2021); "
        "laat één van de twee regels staan"
    ]


def test_line_numbers_count_empty_lines_and_cells_with_line_breaks_as_a_spreadsheet_does(
    check_file: CheckFile,
) -> None:
    text = (
        "indicator;gebied;periode;waarde;toelichting\n"
        'TE-01;GM0001;2021;3;"twee\nregels"\n'
        "\n"
        ";;;;\n"
        "TE-01;GM0002;2021;veel;\n"
    )
    assert [f.regel for f in check_file(text).errors] == [5]


def test_a_gebied_that_existed_then_is_accepted_from_a_bron_on_boundaries_of_the_year(
    check_file: CheckFile,
) -> None:
    found = check_file(["TE-01;GM0004;2018;;3"], bron="jaargrenzen")
    assert not found.findings
    assert found.cells["gebied_code"].to_list() == ["GM0004"]


@pytest.mark.parametrize(
    ("text", "waarde", "status", "is_voorlopig"),
    [
        ("1.041", 1041, "cijfer", False),
        ("1,041", 1041, "cijfer", False),
        ("1 ", 1, "cijfer", False),
        ("12*", 12, "cijfer", True),
        ("12**", 12, "cijfer", True),
        ("-", 0, "cijfer", False),
        ("0", 0, "cijfer", False),
        (".", None, "ontbreekt", False),
        ("x", None, "onderdrukt", False),
        ("X", None, "onderdrukt", False),
    ],
)
def test_markers_in_a_count_mean_what_they_mean(
    check_file: CheckFile, text: str, waarde: float | None, status: str, is_voorlopig: bool
) -> None:
    found = check_file([f"TE-01;GM0001;2021;;{text}"])
    assert not found.findings
    assert found.cells.select("waarde", "status", "is_voorlopig").row(0) == (
        waarde, status, is_voorlopig,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("waarde", "word", "status", "is_voorlopig"),
    [
        ("3", "voorlopig", "cijfer", True),
        ("3", "cijfer, voorlopig", "cijfer", True),
        ("3", "definitief", "cijfer", False),
        ("", "niet geleverd", "niet geleverd", False),
        ("", "niet_geleverd", "niet geleverd", False),
        ("", "Geheim", "onderdrukt", False),
        ("", "n.v.t.", "niet van toepassing", False),
        ("x", "onderdrukt", "onderdrukt", False),
    ],
)
def test_status_words_are_understood(
    check_file: CheckFile, waarde: str, word: str, status: str, is_voorlopig: bool
) -> None:
    found = check_file([f"TE-01;GM0001;2021;;{waarde};;;;{word}"])
    assert not found.findings
    assert found.cells.select("status", "is_voorlopig").row(0) == (status, is_voorlopig)


def test_a_percentage_may_carry_its_sign_and_margins(check_file: CheckFile) -> None:
    found = check_file(["TE-03;GM0001;2021;;12,5 %;800;11,3;13,9"])
    assert not found.findings
    row = found.cells.select("waarde", "noemer", "marge_laag", "marge_hoog").row(0)
    assert row == (12.5, 800, 11.3, 13.9)


def test_a_breakdown_is_sorted_and_the_word_totaal_is_the_total(check_file: CheckFile) -> None:
    found = check_file(["TE-01;GM0001;2021;soort:hard|deel:geld;1", "TE-01;GM0001;2021;totaal;3"])
    assert not found.findings
    assert found.cells["uitsplitsing"].to_list() == ["deel:geld|soort:hard", ""]


def test_a_column_that_almost_has_the_right_name_is_suggested_and_not_assumed(
    check_file: CheckFile,
) -> None:
    found = check_file("indicator;gebied;period;waarde;foto\nTE-01;GM0001;2021;3;\n")
    said = [str(f) for f in found.errors]
    assert len(said) == 3
    assert "bedoelt u 'periode'?" in said[-2] + said[-1] + said[0]
    assert any(":foto:" in line and "toegestaan zijn" in line for line in said)
    assert any(":periode: de kolom 'periode' ontbreekt" in line for line in said)


def test_a_file_with_neither_waarde_nor_status_says_so_once(check_file: CheckFile) -> None:
    found = check_file("indicator;gebied;periode\nTE-01;GM0001;2021\nTE-01;GM0002;2021\n")
    assert [f.kolom for f in found.errors] == ["waarde"]


def test_only_status_is_enough_where_no_row_has_a_number(check_file: CheckFile) -> None:
    found = check_file("indicator,gebied,periode,status\nTE-01,GM0001,2021,niet geleverd\n")
    assert not found.findings


def test_a_column_that_is_there_twice_is_refused(check_file: CheckFile) -> None:
    found = check_file("indicator;gebied;periode;waarde;waarde\nTE-01;GM0001;2021;3;4\n")
    assert "twee keer" in str(found.errors[0])


def test_a_cell_with_a_whole_book_or_control_signs_stays_one_short_line(
    check_file: CheckFile,
) -> None:
    found = check_file([f"TE-01;GM0001;2021;;{'veel ' * 1000}", "TE-01;GM0002;2021;;a\x1b[31mb"])
    assert len(found.errors) == 2
    for line in lines(found.findings):
        assert len(line) < 500
        assert line.isprintable()


class TestSums:
    """A sum that does not fit is a warning, at the row of the total."""

    def test_a_breakdown_that_adds_up_is_silent(self, check_file: CheckFile) -> None:
        rows = ["TE-01;GM0001;2021;;3", "TE-01;GM0001;2021;soort:hard;1"]
        assert not check_file([*rows, "TE-01;GM0001;2021;soort:zacht;2"]).findings

    @pytest.mark.parametrize("zacht", [1, 3])
    def test_a_full_breakdown_that_differs_from_its_total_is_a_warning(
        self, check_file: CheckFile, zacht: int
    ) -> None:
        rows = ["TE-01;GM0001;2021;;3", "TE-01;GM0001;2021;soort:hard;1"]
        found = check_file([*rows, f"TE-01;GM0001;2021;soort:zacht;{zacht}"])
        assert not found.errors
        assert [(f.regel, f.kolom) for f in found.warnings] == [(2, "waarde")]

    def test_a_part_with_a_rest_may_be_less_but_not_more(self, check_file: CheckFile) -> None:
        total = "TE-01;GM0001;2021;;3"
        assert not check_file([total, "TE-01;GM0001;2021;deel:geld;2"]).findings
        assert check_file([total, "TE-01;GM0001;2021;deel:geld;4"]).warnings

    def test_overlapping_categories_may_add_to_more_than_the_total(
        self, check_file: CheckFile
    ) -> None:
        rows = ["TE-01;GM0001;2021;;3", "TE-01;GM0001;2021;kenmerk:jong;3"]
        assert not check_file([*rows, "TE-01;GM0001;2021;kenmerk:nieuw;2"]).findings
        assert check_file([*rows, "TE-01;GM0001;2021;kenmerk:nieuw;4"]).warnings

    @pytest.mark.parametrize("total", [2, 4])
    def test_gemeenten_are_held_against_their_district(
        self, check_file: CheckFile, total: int
    ) -> None:
        rows = ["TE-01;GM0001;2021;;1", "TE-01;GM0002;2021;;2"]
        found = check_file([*rows, f"TE-01;D1;2021;;{total}"])
        assert [f.regel for f in found.warnings] == [4]
        assert "telt op tot 3" in str(found.warnings[0])

    def test_a_part_of_the_gemeenten_may_be_less_than_the_district(
        self, check_file: CheckFile
    ) -> None:
        assert not check_file(["TE-01;GM0001;2021;;1", "TE-01;D1;2021;;9"]).findings

    def test_the_region_may_be_less_than_nederland(self, check_file: CheckFile) -> None:
        assert not check_file(["TE-01;EX;2021;;1", "TE-01;NL;2021;;9"]).findings
