"""The examples of the help work as they are typed, on the demo that everybody starts with."""

import argparse
import shlex
import warnings
from pathlib import Path

import pytest

from pipelines.__main__ import main
from pipelines.cli import build_parser
from pipelines.standen import list_standen

#: Commands that ask and change nothing in the work folder.
ASK = ("cijfers", "herkomst", "kalender", "leveringen", "opruimen", "sjabloon", "standen", "tabel")


def examples(*commands: str) -> list[list[str]]:
    """Return the words after ``peil`` of every example of these commands."""
    (choices,) = (
        action.choices
        for action in build_parser()._actions  # pyright: ignore[reportPrivateUsage]
        if isinstance(action, argparse._SubParsersAction)  # pyright: ignore[reportPrivateUsage]
    )
    found = [
        shlex.split(line.partition(" > ")[0])[1:]
        for command in commands
        for line in str(choices[command].epilog).splitlines()
        if line.strip().startswith("peil ")
    ]
    assert len(found) >= len(commands)
    return found


@pytest.mark.parametrize(
    "words", [w for w in examples(*ASK) if "--verwijder" not in w], ids=" ".join
)
def test_an_example_answers_without_a_word_beside_it(
    words: list[str], demo_work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("PEIL_DATA", str(demo_work))
    monkeypatch.chdir(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert main(words) == 0
    said = capsys.readouterr()
    assert said.out
    assert "niet geleverd" not in said.out or words[0] != "herkomst"


def test_the_standen_of_the_examples_are_there(demo_work: Path) -> None:
    known = list_standen(demo_work)
    can_be_asked = {str(s.nummer) for s in known} | {str(s.moment)[:10] for s in known} | {"nu"}
    herbouw = [w[2] for w in examples("herbouw") if len(w) > 1]
    verschil = [word for w in examples("verschil") for word in w[1:3]]
    assert {*herbouw, *verschil} <= can_be_asked


def test_a_figure_without_inhabitants_is_told_without_a_warning(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEIL_DATA", str(demo_work))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        asked = ["herkomst", "mma-wapens", "Nederland", "2023"]
        assert main([*asked, "--uitsplitsing", "soort:vuurwapens"]) == 0
