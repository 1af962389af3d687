"""The command line: exit codes, Dutch words, and that nothing changes when the input is wrong."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines import cli_commands
from pipelines.__main__ import main
from pipelines.cli import build_parser

ROOT = Path(__file__).resolve().parents[2]
HEAD = "indicator;gebied;periode;uitsplitsing;waarde\n"
GOOD = HEAD + "TE-01;GM0001;2021;;3\nTE-01;GM0002;2021;;4\n"
WRONG = HEAD + "TE-01;GM0001;2021;;veel\nTE-01;GM0002;2027;;4\n"
DOUBTFUL = HEAD + "TE-01;GM0001;2021;;3\nTE-01;GM0001;2021;soort:hard;5\n"
COMMANDS = (
    *("demo", "controleer", "laad", "publiceer", "leveringen", "herbouw", "cijfers"),
    *("bewaar", "herstel", "werkbij", "grenzen", "standen", "intrekken", "opruimen"),
    *("kalender", "haal", "tabel", "herkomst", "verschil", "sjabloon", "rapport", "rapporten"),
)
ENGLISH = re.compile(
    r"\b(usage|options?|error|required|invalid|choose|expected|show|exit|the|and|arguments?)\b",
    re.I,
)

Out = pytest.CaptureFixture[str]


@pytest.fixture
def work(tmp_path: Path, kleine_data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder for the small region."""
    folder = tmp_path / "werkmap"
    monkeypatch.setenv("PEIL_DATA", str(folder))
    monkeypatch.setenv("PEIL_REGIO", str(kleine_data.parent))
    return folder


def given(tmp_path: Path, text: str, name: str = "proef.csv") -> str:
    """Write a file to deliver and return its path."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return str(path)


def state(folder: Path) -> str:
    """Return one hash over the names and bytes of everything below a folder."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        total.update(str(path.relative_to(folder)).encode())
        total.update(path.read_bytes() if path.is_file() else b"/")
    return total.hexdigest()


def test_a_right_file_is_in_order_and_checking_changes_nothing(
    work: Path, tmp_path: Path, capsys: Out
) -> None:
    assert main(["controleer", given(tmp_path, GOOD), "--bron", "standaard"]) == 0
    assert "proef.csv is in orde: 2 regels." in capsys.readouterr().out
    assert not work.exists()


@pytest.mark.parametrize("command", ["controleer", "laad"])
@pytest.mark.parametrize("text", [WRONG, "", DOUBTFUL, "indicator\n"])
def test_wrong_input_lists_every_finding_and_changes_nothing(
    work: Path, tmp_path: Path, capsys: Out, command: str, text: str
) -> None:
    assert main(["laad", given(tmp_path, GOOD, "eerst.csv"), "--bron", "standaard"]) == 0
    before = state(work)
    capsys.readouterr()
    assert main([command, given(tmp_path, text), "--bron", "standaard"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out
    assert all(re.fullmatch(r"proef\.csv:\d+:[\w-]+: .+; .+", line) for line in out)
    assert state(work) == before


def test_every_wrong_cell_is_named(work: Path, tmp_path: Path, capsys: Out) -> None:
    assert main(["laad", given(tmp_path, WRONG), "--bron", "standaard"]) == 1
    said = capsys.readouterr()
    assert [line.split(": ")[0] for line in said.out.splitlines()] == [
        "proef.csv:2:waarde",
        "proef.csv:3:periode",
    ]
    assert "2 fouten gevonden. Er is niets geladen." in said.err
    assert not work.exists()


def test_a_warning_is_only_loaded_with_a_reason_that_is_kept(
    work: Path, tmp_path: Path, capsys: Out
) -> None:
    path = given(tmp_path, DOUBTFUL)
    assert main(["laad", path, "--bron", "standaard"]) == 1
    assert "--bevestig" in capsys.readouterr().err
    assert main(["laad", path, "--bron", "standaard", "--bevestig", "  "]) == 1
    assert main(["laad", path, "--bron", "standaard", "--bevestig", "klopt, zegt MMA"]) == 0
    (card,) = (work / "leveringen").glob("*/levering.json")
    assert "klopt, zegt MMA" in card.read_text("utf-8")


def test_a_reason_does_not_open_the_door_to_errors(work: Path, tmp_path: Path) -> None:
    path = given(tmp_path, WRONG)
    assert main(["laad", path, "--bron", "standaard", "--bevestig", "toch"]) == 1
    assert not work.exists()


def test_the_same_file_twice_is_recognised_and_said(
    work: Path, tmp_path: Path, capsys: Out
) -> None:
    path = given(tmp_path, GOOD)
    assert main(["laad", path, "--bron", "standaard"]) == 0
    before = state(work)
    capsys.readouterr()
    assert main(["laad", path, "--bron", "standaard"]) == 0
    assert "al geladen" in capsys.readouterr().out
    assert state(work) == before


def test_an_old_file_again_says_which_later_levering_goes_first(
    work: Path, tmp_path: Path, capsys: Out
) -> None:
    first = given(tmp_path, GOOD, "eerste.csv")
    second = given(tmp_path, GOOD.replace("3\n", "9\n"), "tweede.csv")
    for path in (first, second):
        assert main(["laad", path, "--bron", "standaard"]) == 0
    capsys.readouterr()
    assert main(["laad", first, "--bron", "standaard"]) == 0
    assert "levering 2 van deze bron; die gaat voor" in capsys.readouterr().out


def test_leveringen_prints_one_line_each(work: Path, tmp_path: Path, capsys: Out) -> None:
    for number, text in enumerate((GOOD, GOOD.replace("3\n", "9\n"))):
        assert main(["laad", given(tmp_path, text, f"{number}.csv"), "--bron", "standaard"]) == 0
    capsys.readouterr()
    assert main(["leveringen"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in out] == ["1", "2"]
    assert all("standaard" in line and "2 regels" in line for line in out)


def test_a_name_with_a_line_break_stays_on_one_line(
    work: Path, tmp_path: Path, capsys: Out
) -> None:
    path = given(tmp_path, GOOD, "twee\nregels.csv")
    for command in ("controleer", "laad"):
        assert main([command, path, "--bron", "standaard"]) == 0
    said = capsys.readouterr()
    assert "twee regels.csv" in said.out
    assert main(["leveringen"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["lad"],
        ["laad"],
        ["laad", "x.csv"],
        ["laad", "x.csv", "--bron"],
        ["laad", "x.csv", "--bron", "standaard", "--snel"],
        ["laad", "bestaat-niet.csv", "--bron", "standaard"],
        ["laad", f"{__file__}/x.csv", "--bron", "standaard"],
        ["controleer", ".", "--bron", "standaard"],
        ["controleer", "x.csv", "--bron", "geheim"],
        ["cijfers"],
        ["cijfers", "--indicator", "TE-01", "--formaat", "xml"],
        ["cijfers", "--indicator", "TE-01", "--niveau", "wijk"],
        ["demo", "nog", "iets"],
        ["--bron=3"],
    ],
)
def test_wrong_use_is_exit_2_in_dutch(work: Path, capsys: Out, arguments: list[str]) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.err.strip()
    assert not said.out
    assert not ENGLISH.search(said.err), said.err
    assert "Traceback" not in said.err
    assert not work.exists()


def test_an_unknown_bron_lists_those_that_are_known(
    work: Path, tmp_path: Path, capsys: Out
) -> None:
    assert main(["laad", given(tmp_path, GOOD), "--bron", "standard"]) == 2
    said = capsys.readouterr().err
    assert "Bedoelt u 'standaard'?" in said
    assert "gepubliceerd, jaargrenzen, standaard" in said


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_dutch_and_has_examples(capsys: Out, command: str) -> None:
    assert main([*filter(None, [command]), "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("gebruik: peil")
    assert "voorbeelden:\n  peil " in out or "  PEIL_DATA" in out
    assert not ENGLISH.search(out), ENGLISH.findall(out)


def test_every_command_that_can_be_asked_can_be_done() -> None:
    assert set(cli_commands.COMMANDS) == set(COMMANDS)
    assert set(COMMANDS) <= set(re.findall(r"\w+", build_parser().format_help()))


@pytest.mark.parametrize(
    "command", [["publiceer"], ["herbouw"], ["cijfers", "--indicator", "TE-01"]]
)
def test_without_leveringen_the_way_out_is_named(
    work: Path, capsys: Out, command: list[str]
) -> None:
    assert main(command) == 1
    assert "peil" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "part"),
    [
        (PermissionError(13, "denied", "map"), 3, "Geen toegang tot map"),
        (OSError(28, "No space left on device"), 1, "schijf is vol"),
        (NotADirectoryError(20, "x", "werkmap"), 1, "werkmap"),
        (RuntimeError("boom"), 1, "PEIL_DEBUG=1"),
        (KeyboardInterrupt(), 130, "Afgebroken"),
    ],
)
def test_no_error_ends_in_a_traceback(
    work: Path,
    capsys: Out,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    part: str,
) -> None:
    def fail(_: object) -> int:
        raise error

    monkeypatch.setitem(cli_commands.COMMANDS, "leveringen", fail)
    assert main(["leveringen"]) == code
    said = capsys.readouterr().err
    assert part in said
    assert "Traceback" not in said
    assert "No space" not in said


def test_details_of_an_unexpected_error_can_be_asked_for(
    work: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> int:
        raise RuntimeError("boom")

    monkeypatch.setitem(cli_commands.COMMANDS, "leveringen", fail)
    monkeypatch.setenv("PEIL_DEBUG", "1")
    assert main(["leveringen"]) == 1
    assert "RuntimeError: boom" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["controleer", "goed.csv", "--bron", "standaard"], 0),
        (["controleer", "fout.csv", "--bron", "standaard"], 1),
        (["controleer"], 2),
        (["laad", "goed.csv", "--bron", "standaard"], 1),
    ],
)
def test_exit_codes_reach_the_shell(
    work: Path, tmp_path: Path, arguments: list[str], code: int
) -> None:
    given(tmp_path, GOOD, "goed.csv")
    given(tmp_path, WRONG, "fout.csv")
    # The last case: the working folder is a file, which no command can write in.
    work.write_text("geen map")
    done = subprocess.run(
        [sys.executable, "-m", "pipelines", *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
