"""From a delivered file to figures on the command line, on a region that does not exist."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from region import make_delivery, make_region, plain_counts

from pipelines.__main__ import main

HEADER = (
    "indicator,niveau,gebied_code,gebied,periode,uitsplitsing,teller,noemer,waarde,laag,hoog,"
    "status,is_voorlopig,fictief,bron"
)
Out = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region of twelve gemeenten with a file to deliver, loaded and published once."""
    folder = tmp_path_factory.mktemp("gepubliceerd")
    make_region(folder, gemeenten=12, eenheden=2, indicators=4)
    (folder / "levering.csv").write_bytes(make_delivery(folder, indicators=1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEIL_REGIO", str(folder))
        patch.setenv("PEIL_DATA", str(folder / "werkmap"))
        assert main(["laad", str(folder / "levering.csv"), "--bron", "standaard"]) == 0
        assert main(["publiceer"]) == 0
    return folder


@pytest.fixture
def folder(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The region with its publication, to ask only."""
    monkeypatch.setenv("PEIL_REGIO", str(made))
    monkeypatch.setenv("PEIL_DATA", str(made / "werkmap"))
    return made


@pytest.fixture
def own(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the region with its publication, to change."""
    copy = tmp_path / "regio"
    shutil.copytree(made, copy, symlinks=True)
    monkeypatch.setenv("PEIL_REGIO", str(copy))
    monkeypatch.setenv("PEIL_DATA", str(copy / "werkmap"))
    return copy


def delivered(folder: Path) -> list[dict[str, str]]:
    """The rows that were delivered, read without the house."""
    return list(csv.DictReader((folder / "levering.csv").open(encoding="utf-8"), delimiter=";"))


def asked(capsys: Out, *arguments: str) -> list[dict[str, str]]:
    """The rows of `peil cijfers` as CSV."""
    capsys.readouterr()
    assert main(["cijfers", *arguments, "--formaat", "csv"]) == 0
    text = capsys.readouterr().out
    assert text.splitlines()[0] == HEADER
    assert "\r" not in text
    return list(csv.DictReader(io.StringIO(text)))


def test_what_was_delivered_comes_out_as_teller(folder: Path, capsys: Out) -> None:
    rows = delivered(folder)
    found = asked(capsys, "--indicator", rows[0]["indicator"], "--niveau", "gemeente")
    tellers = {(r["gebied_code"], r["periode"]): r["teller"] for r in found if r["teller"]}
    assert tellers == {(r["gebied"], r["periode"]): r["waarde"] for r in rows}


def test_the_eenheid_is_the_sum_of_its_gemeenten(folder: Path, capsys: Out) -> None:
    rows = delivered(folder)
    found = asked(
        capsys, "--indicator", rows[0]["indicator"], "--niveau", "eenheid", "--periode", "2023"
    )
    total = sum(int(r["waarde"]) for r in rows if r["periode"] == "2023")
    assert sum(int(r["teller"]) for r in found) == total
    assert {r["uitsplitsing"] for r in found} == {""}


def test_indicator_by_code_and_gebied_by_name_are_understood(folder: Path, capsys: Out) -> None:
    indicator = plain_counts(folder)[0]
    by_name = asked(capsys, "--indicator", indicator.code, "--gebied", "gemeente 3")
    by_code = asked(capsys, "--indicator", indicator.slug, "--gebied", by_name[0]["gebied_code"])
    assert by_name == by_code
    assert {r["gebied"] for r in by_name} == {"Gemeente 3"}


def test_json_and_table_hold_the_same_figures(folder: Path, capsys: Out) -> None:
    ask = ["cijfers", "--indicator", plain_counts(folder)[0].slug, "--periode", "2023"]
    rows = asked(capsys, *ask[1:])
    assert main([*ask, "--formaat", "json"]) == 0
    objects = json.loads(capsys.readouterr().out)
    assert [o["gebied_code"] for o in objects] == [r["gebied_code"] for r in rows]
    assert main(ask) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(rows) + 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--indicator", "ZZ-99"],
        ["--gebied", "Nergenshuizen"],
        ["--periode", "vorig jaar"],
        ["--uitsplitsing", "kleur:rood"],
    ],
)
def test_a_question_that_cannot_be_asked_is_wrong_use(
    folder: Path, capsys: Out, arguments: list[str]
) -> None:
    indicator = [] if "--indicator" in arguments else ["--indicator", plain_counts(folder)[0].slug]
    capsys.readouterr()
    assert main(["cijfers", *indicator, *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert arguments[1].split(":")[0] in said.err


def test_an_unknown_gebied_is_answered_in_whole_sentences(folder: Path, capsys: Out) -> None:
    ask = ["--indicator", plain_counts(folder)[0].slug, "--gebied", "Nergenshuizen"]
    capsys.readouterr()
    assert main(["cijfers", *ask]) == 2
    assert re.fullmatch(r"[A-Z][^.]+\. [A-Z][^.]+\.\n", capsys.readouterr().err)


def test_a_gemeente_that_merged_is_answered_with_the_gemeente_of_now(
    own: Path, capsys: Out
) -> None:
    folder = own / "data" / "gebieden"
    with (folder / "gebieden.csv").open(encoding="utf-8") as file:
        now = next(row for row in csv.DictReader(file) if row["niveau"] == "gemeente")
    old = now | {"code": "GM0001", "naam": "Oudedorp", "tot": "2018"}
    old |= {"aliassen": "", "naam_lang": ""}
    with (folder / "gebieden.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, list(old)).writerow(old)
    with (folder / "herindelingen.csv").open("a", encoding="utf-8") as file:
        file.write(f"2019,GM0001,{now['code']},test,bevestigd\n")
    assert main(["publiceer"]) == 0
    capsys.readouterr()
    ask = ["--indicator", plain_counts(own)[0].slug, "--gebied", "Oudedorp", "--formaat", "csv"]
    assert main(["cijfers", *ask]) == 0
    said = capsys.readouterr()
    assert "Oudedorp hoort nu bij" in said.err
    assert f",{now['code']}," in said.out


def test_rebuilding_gives_the_same_content_and_says_so_last(own: Path, capsys: Out) -> None:
    snapshot = (own / "werkmap" / "current.duckdb").resolve()
    foreign = snapshot.with_name("van-mij.duckdb")
    foreign.write_text("van mij")
    lasts: list[str] = []
    for _ in range(2):
        assert main(["herbouw"]) == 0
        lasts.append(capsys.readouterr().out.splitlines()[-1])
    assert re.fullmatch(r"inhoud [0-9a-f]{64}", lasts[0])
    assert lasts[0] == lasts[1]
    assert not snapshot.exists()
    assert foreign.exists()
    assert (own / "werkmap" / "current.duckdb").exists()


def test_a_correction_shows_after_publishing_and_not_before(own: Path, capsys: Out) -> None:
    first = delivered(own)[0]
    ask = ["--indicator", first["indicator"], "--gebied", first["gebied"]]
    ask += ["--periode", first["periode"]]
    path = own / "correctie.csv"
    path.write_text(f"indicator;gebied;periode;waarde\n{first['indicator']};{first['gebied']};")
    path.write_text(path.read_text() + f"{first['periode']};9.999\n")
    load = ["laad", str(path), "--bron", "standaard", "--bevestig", "De partner zag het na."]
    assert main(load) == 0
    assert asked(capsys, *ask)[0]["teller"] == first["waarde"]
    assert main(["publiceer"]) == 0
    assert asked(capsys, *ask)[0]["teller"] == "9999"


def test_a_row_that_today_refuses_is_named_at_publication(own: Path, capsys: Out) -> None:
    rows = delivered(own)
    (toml,) = (own / "data" / "catalogue").glob(f"*/{rows[0]['indicator']}.toml")
    text = toml.read_text("utf-8")
    toml.write_text(text.replace('laagste_niveau = "gemeente"', 'laagste_niveau = "district"'))
    path = own / "extra.csv"
    other = next(i for i in plain_counts(own) if i.slug != rows[0]["indicator"])
    path.write_text(f"indicator;gebied;periode;waarde\n{other.slug};{rows[0]['gebied']};2023;3\n")
    assert main(["laad", str(path), "--bron", "standaard"]) == 0
    capsys.readouterr()
    assert main(["publiceer"]) == 0
    assert capsys.readouterr().err.count("Niet gepubliceerd:") == len(rows)
