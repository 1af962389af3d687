"""The national accountability table from published figures: as printed, or empty with a reason."""

import csv
from pathlib import Path
from typing import Any, cast

import pytest

from peil import terms
from peil.areas import load_areas
from peil.catalogue import load_catalogue
from peil.desk import Desk, open_desk
from peil.errors import GeenToegang, PeilError
from peil.figure import Figure
from pipelines.__main__ import main
from pipelines.accountability import Filled, fill, lay_out, load, names

Out = pytest.CaptureFixture[str]
PRINTED = Path("data/gepubliceerd")


@pytest.fixture(scope="module")
def filled(demo_work: Path) -> dict[str, Filled]:
    """The cells of 2023 by their number."""
    desk = open_desk(demo_work)
    found = fill(desk, load("riec-liec", desk.catalogue), 2023)
    return {cell.cel.nummer: cell for cells in found.values() for cell in cells}


def printed(repo: Path) -> dict[str, str]:
    """The printed column of the own RIEC, by the number of the line."""
    lines = csv.DictReader((repo / PRINTED / "riec_liec_2023_tabel1.csv").open(encoding="utf-8"))
    found = {line["regel"]: line["Den Haag"] for line in lines}
    for line in csv.DictReader(
        (repo / PRINTED / "riec_liec_2023_tabel2.csv").open(encoding="utf-8")
    ):
        if line.pop("riec") == "RIEC Den Haag":
            found |= line
    return found


def test_what_was_really_published_is_what_was_printed(
    filled: dict[str, Filled], repo: Path
) -> None:
    told = printed(repo)
    assert set(told) == set(filled)
    real = {n for n, cell in filled.items() if cell.waarde is not None and not cell.is_fictief}
    assert len(real) == 19
    assert {n: float(told[n]) for n in real} == {n: filled[n].waarde for n in real}
    # What was printed and we cannot fill: no indicator, or not among the published figures.
    assert {n for n in told if n not in real} == {"1", "2a", "4d", "opgelegd_euro"}


def test_a_line_has_the_words_that_were_printed(filled: dict[str, Filled], repo: Path) -> None:
    lines = csv.DictReader((repo / PRINTED / "riec_liec_2023_tabel1.csv").open(encoding="utf-8"))
    for line in lines:
        assert filled[line["regel"]].cel.titel == line["omschrijving"]


def test_an_empty_cell_and_a_made_up_one_say_so(filled: dict[str, Filled]) -> None:
    assert all(cell.opmerking for cell in filled.values() if cell.waarde is None)
    assert all("fictief" in cell.opmerking for cell in filled.values() if cell.is_fictief)
    assert not [cell for cell in filled.values() if cell.cel.nummer == "2" and cell.opmerking]


class Answers:
    """A desk that knows one answer per uitsplitsing."""

    def __init__(self, **known: Any) -> None:
        self.areas, self.known = load_areas(), known

    def figures(self, _: str, *, uitsplitsing: str, **__: Any) -> list[Figure]:
        """The answer, or refused."""
        found = self.known.get(uitsplitsing.partition(":")[2] or "totaal", [])
        if isinstance(found, Exception):
            raise found
        return found


def figure(teller: float | None, **more: Any) -> list[Figure]:
    """One published figure."""
    place: dict[str, Any] = {"niveau": "eenheid", "gebied_code": "DH", "gebied": "Eenheid Den Haag"}
    when = {"periode": "2023", "jaar": 2023, "thema": "aanpak", "code": "WE-02"}
    return [Figure(indicator="casussen", teller=teller, waarde=teller, **place, **when, **more)]


def cells(**known: Any) -> dict[str, Filled]:
    """The cells of table 1 for these answers."""
    declared = load("riec-liec", load_catalogue())
    desk = cast(Desk, Answers(**known))
    return {cell.cel.nummer: cell for cell in fill(desk, declared, 2023)[1]}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (figure(3, status=terms.ONDERDRUKT), "onderdrukt om personen te beschermen"),
        (figure(None, status=terms.NIET_GELEVERD), "niet geleverd"),
        (figure(None, status=terms.ONTBREEKT), "de bron heeft hier geen cijfer"),
        (figure(None, status=terms.NVT), "niet van toepassing"),
        (GeenToegang("nee"), "vertrouwelijk"),
        ([], "over 2023 is dit cijfer niet gepubliceerd"),
    ],
)
def test_a_figure_that_is_not_shown_leaves_its_cell_empty(answer: Any, reason: str) -> None:
    found = cells(politie=answer)["2d"]
    assert found.waarde is None
    assert reason in found.opmerking


def test_a_total_says_when_its_parts_do_not_add_up() -> None:
    parts = {"gemeenten": figure(29), "om": figure(2), "politie": figure(17)}
    short = cells(totaal=figure(56), **parts)
    assert short["2"].opmerking == "de delen tellen op tot 48 (3 delen zijn leeg)"
    rest = {
        "belastingdienst": figure(1),
        "overige-partners": figure(7),
        "ondermijningsbeeld": figure(1),
    }
    assert cells(totaal=figure(56), **parts, **rest)["2"].opmerking == "de delen tellen op tot 57"
    whole = {**rest, "ondermijningsbeeld": figure(0, is_voorlopig=True)}
    good = cells(totaal=figure(56), **parts, **whole)
    assert (good["2"].opmerking, good["2a"].opmerking) == ("", "voorlopig")


def test_a_table_is_laid_out_as_it_is_printed() -> None:
    declared = load("riec-liec", load_catalogue())
    first, second = declared.tabel
    found = fill(cast(Desk, Answers(totaal=figure(616976.0))), declared, 2023)
    rows = lay_out(declared, first, found[1])
    assert rows[0] == ["regel", "omschrijving", "Den Haag", "opmerking"]
    assert len(rows) == 21
    header, row = lay_out(declared, second, found[2])
    assert header[:-1] == ["riec", "opgelegd_euro", "geind_of_verrekend_euro", "beslag_euro"]
    assert row[:-1] == ["RIEC Den Haag", None, 616976, 616976]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('indicator = "bestaat-niet"', "bestaat-niet"),
        ('indicator = "casussen", uitsplitsing = "thema:golf"', "kent geen waarde 'golf'"),
        ('reden = ""', "noem een indicator, of een reden"),
        ('indicator = "casussen", reden = "nee"', "noem een indicator, of een reden"),
        ('indicator = "casussen", som = ["9"]', "dat er niet staat"),
    ],
)
def test_a_declared_line_that_is_wrong_is_refused(text: str, said: str, tmp_path: Path) -> None:
    folder = tmp_path / "tabellen"
    folder.mkdir()
    (folder / "proef.toml").write_text(
        'titel = "t"\nherkomst = "h"\ngebied = "DH"\nnaam_gebied = "Den Haag"\n'
        f'[[tabel]]\nnummer = 1\ntitel = "t"\nlangs = "regels"\n'
        f'cel = [{{ nummer = "1", titel = "t", {text} }}]\n',
        "utf-8",
    )
    assert names(tmp_path) == ["proef"]
    with pytest.raises(PeilError) as caught:
        load("proef", load_catalogue(), tmp_path)
    assert said in str(caught.value)
    assert "proef.toml" in str(caught.value)


def test_the_command_prints_or_writes(
    demo_work: Path, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEIL_DATA", str(demo_work))
    asked = ["tabel", "riec-liec", "--jaar", "2023"]
    assert main(asked) == 0
    out = capsys.readouterr().out
    assert "5.675.143" in out
    assert "fictieve (verzonnen) cijfers" in out
    folder = tmp_path / "nieuw" / "tabellen"
    assert main([*asked, "--uit", str(folder)]) == 0
    lines = (folder / "riec-liec-2023-tabel2.csv").read_text("utf-8").splitlines()
    assert lines[1].startswith("RIEC Den Haag,,616976,5675143,")
    before = (folder / "riec-liec-2023-tabel1.csv").read_bytes()
    assert main([*asked, "--uit", str(folder)]) == 2
    assert (folder / "riec-liec-2023-tabel1.csv").read_bytes() == before
    (tmp_path / "bestand").touch()
    assert main([*asked, "--uit", str(tmp_path / "bestand")]) == 1
    assert main(["tabel", "riec", "--jaar", "2023"]) == 2
    assert "Kies uit: riec-liec" in capsys.readouterr().err
    assert main(["tabel", "riec-liec", "--jaar", "23"]) == 2
