"""``peil rapport`` and ``peil rapporten``: whole files, kept bytes, and one that fails alone."""

import errno
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from keeping import rows, write
from published_region import plain_reports, publish_now

from peil.desk import Desk, open_desk
from peil.editions import Document
from pipelines import kept_reports, register, report_runs
from pipelines.__main__ import main
from pipelines.reports import ReportBalie

Out = pytest.CaptureFixture[str]
ONE = ["rapport", "GM9000", "--jaar", "2021", "--uit", "uit"]


@pytest.fixture
def quick(work: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, where a report needs no writer and no layout."""
    plain_reports(monkeypatch)
    return work


def made(folder: str = "uit") -> dict[str, bytes]:
    """The files in a folder, hidden ones too."""
    return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def test_a_report_comes_in_all_forms_and_a_short_edition_as_pdf(quick: Path, capsys: Out) -> None:
    assert quick.is_dir()
    assert main(ONE) == 0
    names = [f"rapport-GM9000-2021.{vorm}" for vorm in ("pdf", "docx", "xlsx")]
    assert capsys.readouterr().out.split() == [f"uit/{name}" for name in names]
    assert set(made()) == set(names)
    assert main([*ONE, "--uitgave", "raadsbrief"]) == 0
    assert set(made()) == {*names, "raadsbrief-GM9000-2021.pdf"}
    assert main([*ONE[:-1], "diep/in/een/map", "--vorm", "xlsx"]) == 0
    assert list(made("diep/in/een/map")) == ["rapport-GM9000-2021.xlsx"]


def test_without_a_year_it_is_the_newest_with_figures(
    quick: Path, small_region: Path, capsys: Out
) -> None:
    assert main(["rapport", "GM9000", "--uit", "uit", "--vorm", "pdf"]) == 0
    assert list(made()) == ["rapport-GM9000-2021.pdf"]
    later = rows(small_region, 5, 6).replace(b";2021;", b";2023;")
    register.accept(quick, later, "later.csv", "standaard", "tester")
    publish_now(quick)
    assert main(["rapport", "GM9000", "--uit", "nieuw", "--vorm", "pdf"]) == 0
    assert list(made("nieuw")) == ["rapport-GM9000-2023.pdf"]
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["rapport", "--uit", "uit"], "--alle"),
        (["rapport", "--alle", "district", "--uitgave", "raadsbrief", "--uit", "uit"], "gemeente"),
        (["rapport", "GM9000", "--alle", "--uit", "uit"], "--alle"),
        ([*ONE, "--uitgave", "raadsbrief", "--stel-vast"], "stelt u niet vast"),
        ([*ONE, "--stel-vast", "--stand", "2"], "niet samen"),
        ([*ONE, "--stel-vast", "--concept"], "niet samen"),
        ([*ONE, "--reden", "zomaar"], "--stel-vast"),
        (["rapport", "GM9000", "--jaar", "24", "--uit", "uit"], "geen jaar"),
        (["rapport", "Nergenshuizen", "--uit", "uit"], "Nergenshuizen"),
        (["rapport", "GM9000", "--uit", "vol"], "geen map"),
    ],
)
def test_wrong_use_says_what_to_do_and_makes_nothing(
    quick: Path, capsys: Out, more: list[str], said: str
) -> None:
    Path("vol").write_text("van mij")
    assert main(more) == 2
    assert said in capsys.readouterr().err
    assert not Path("uit").exists()
    assert Path("vol").read_text() == "van mij"
    assert kept_reports.kept(quick) == []


def test_a_level_that_a_region_does_not_have_is_told(
    quick: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    areas = open_desk(quick).areas
    rest = replace(areas, all=tuple(a for a in areas.all if a.niveau != "district"))
    monkeypatch.setattr(Desk, "areas", rest)
    assert main(["rapport", "--alle", "district", "--jaar", "2021", "--uit", "uit"]) == 1
    assert "geen district" in capsys.readouterr().err


@pytest.mark.parametrize("limit", [[], ["gemeente"]])
def test_all_short_editions_are_those_of_the_gemeenten(
    quick: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch, limit: list[str]
) -> None:
    def here(bron: report_runs.Bron, taken: list[report_runs.Taak]) -> list[report_runs.Uitkomst]:
        return [report_runs.attempt(bron, taak) for taak in taken]

    monkeypatch.setattr(report_runs, "work_off", here)
    gemeenten = [a for a in open_desk(quick).areas.all if a.niveau == "gemeente"]
    asked = ["rapport", "--alle", *limit, "--uitgave", "voorbereiding", "--jaar", "2021"]
    assert main([*asked, "--uit", "uit"]) == 0
    said = capsys.readouterr()
    assert set(made()) == {f"voorbereiding-{area.code}-2021.pdf" for area in gemeenten}
    assert f"Gemaakt: {len(gemeenten)} van {len(gemeenten)}" in said.out
    assert said.err.count("overgeslagen") == (0 if limit else 1)


def test_a_report_that_is_vastgesteld_is_given_as_it_was_kept(
    quick: Path, small_region: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEIL_VANDAAG", "2026-03-02")
    assert main([*ONE, "--stel-vast"]) == 0
    assert "Vastgesteld" in capsys.readouterr().err
    kept = made()
    register.accept(quick, rows(small_region, 9, 9), "meer.csv", "standaard", "tester")
    publish_now(quick)
    for name in kept:
        Path("uit", name).write_bytes(b"iets anders")
    assert main(ONE) == 0
    said = capsys.readouterr().err
    assert "bewaarde bestanden" in said
    assert "op 2 maart 2026" in said  # the day that the report itself tells
    assert made() == kept
    assert main([*ONE[:-1], "nieuw", "--concept"]) == 0
    assert "bewaarde bestanden" not in capsys.readouterr().err
    assert made("nieuw").keys() == kept.keys()
    assert not set(made("nieuw").values()) & set(kept.values())


def test_keeping_again_asks_why_and_the_list_shows_both(quick: Path, capsys: Out) -> None:
    assert main(["rapporten"]) == 0
    assert "nog geen rapport" in capsys.readouterr().err
    assert main([*ONE, "--stel-vast"]) == 0
    assert main([*ONE, "--stel-vast"]) == 1
    assert "al vastgesteld" in capsys.readouterr().err
    assert main([*ONE, "--stel-vast", "--reden", "een telling is verbeterd"]) == 0
    assert main(["rapporten"]) == 0
    first, second = capsys.readouterr().out.splitlines()[-2:]
    assert "versie 1" in first
    assert re.search(r"2021 +versie 2 .* fictief +een telling is verbeterd$", second)
    assert len(kept_reports.kept(quick)) == 2


def test_an_earlier_stand_gives_a_concept_of_then(
    quick: Path, small_region: Path, capsys: Out
) -> None:
    assert main([*ONE, "--stel-vast", "--vorm", "pdf"]) == 0
    stand = open_desk(quick).snapshot.stand
    register.accept(quick, rows(small_region, 9, 9), "meer.csv", "standaard", "tester")
    publish_now(quick)
    assert main([*ONE[:-1], "toen", "--stand", str(stand), "--vorm", "pdf"]) == 0
    assert made("toen") == {
        "rapport-GM9000-2021.pdf": repr(("rapport", None, 2, stand, "pdf")).encode()
    }
    assert main([*ONE, "--stand", "999"]) == 1
    assert "peil standen" in capsys.readouterr().err


def test_what_was_typed_after_the_publication_is_said(quick: Path, capsys: Out) -> None:
    assert main(ONE) == 0
    assert "na de publicatie" not in capsys.readouterr().err
    write(quick, "later")
    assert main(ONE) == 0
    assert "Publiceer eerst" in capsys.readouterr().err


def test_a_full_disk_leaves_the_file_of_before(
    quick: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert quick.is_dir()
    assert main([*ONE, "--vorm", "pdf"]) == 0
    before = made()
    write_bytes = Path.write_bytes

    def full(self: Path, content: bytes) -> int:
        write_bytes(self, content[:3])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main([*ONE, "--vorm", "pdf"]) == 1
    assert "schijf is vol" in capsys.readouterr().err
    assert made() == before


def test_a_place_that_cannot_be_written_is_named(quick: Path, capsys: Out) -> None:
    assert quick.is_dir()
    Path("bestand").write_text("van mij")
    assert main([*ONE[:-1], "bestand/map"]) == 1
    assert "bestand/map" in capsys.readouterr().err


def test_without_a_publication_the_way_out_is_named(
    small_region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setenv("PEIL_DATA", str(tmp_path / "leeg"))
    monkeypatch.setenv("PEIL_REGIO", str(small_region))
    assert main([*ONE[:-1], str(tmp_path / "uit")]) == 1
    assert "peil publiceer" in capsys.readouterr().err
    assert not (tmp_path / "uit").exists()


def tasks(codes: Sequence[str]) -> list[report_runs.Taak]:
    """One task per gebied."""
    return [
        report_runs.Taak(code, f"Gebied {code}", 2021, "rapport", ("pdf",), Path("uit"))
        for code in codes
    ]


def test_whatever_goes_wrong_with_one_is_an_answer(
    quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "tester")
    bron = report_runs.Bron(quick, open_desk(quick).viewer)

    def make(self: ReportBalie, gebied: str, *_: Any) -> list[Document]:
        if gebied == "GM9001":
            raise ZeroDivisionError("door nul")
        if gebied == "GM9002":
            raise OSError(errno.ENOSPC, "vol")
        return [Document(f"{gebied}.pdf", "pdf", b"heel")]

    monkeypatch.setattr(ReportBalie, "make_forms", make)
    found = [report_runs.attempt(bron, one) for one in tasks(["GM9000", "GM9001", "GM9002"])]
    assert [bool(one.fout) for one in found] == [False, True, True]
    assert "(ZeroDivisionError)" in found[1].fout
    assert "PEIL_DEBUG=1" in found[1].fout
    assert found[2].fout == "de schijf is vol; maak ruimte en probeer het opnieuw"
    assert made() == {"GM9000.pdf": b"heel"}


def test_all_are_made_and_the_one_that_fails_is_named(
    work: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For real: in processes of their own, with the real writer and makers."""
    # A page that a test drew before may have left its script as the main one; each process of
    # ours would run that first.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    districts = [a for a in open_desk(work).areas.all if a.niveau == "district"]
    broken, *others = districts
    everyone = ["rapport", "--alle", "district", "--jaar", "2021", "--vorm", "pdf", "--uit"]
    one = ["rapport", broken.code, "--jaar", "2021", "--vorm", "pdf", "--uit", "los"]
    assert main([*one, "--stel-vast"]) == 0
    path = next((work / "rapporten").glob("*/rapport.pdf"))
    path.chmod(0o644)
    path.write_bytes(b"kapot")
    capsys.readouterr()
    assert main([*everyone, "uit"]) == 1
    said = capsys.readouterr()
    assert f"{len(districts)} van {len(districts)}: " in said.err
    assert re.findall(r"Niet gelukt: (.*?) \((.*?)\): .*reservekopie", said.err) == [
        (broken.naam, broken.code)
    ]
    assert f"Gemaakt: {len(others)} van {len(districts)}" in said.out
    files = made()
    assert len(files) == len(others)
    assert all(content.startswith(b"%PDF") for content in files.values())
    # One by one and in another process they are the same bytes.
    assert main(["rapport", others[0].code, *everyone[3:], "zelf"]) == 0
    ((name, content),) = made("zelf").items()
    assert files[name] == content
