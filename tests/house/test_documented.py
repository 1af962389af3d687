"""Docs can fail: commands, settings, pages, words, columns and indicators are described."""

import re
import tomllib
from pathlib import Path

import pytest
from house.sources import product_files, python_files, text_of, tracked

from peil.bronnen import Bron
from peil.catalogue import Indicator, Uitsplitsing, load_catalogue
from peil.figure import COLUMNS
from peil.terms import NIVEAUS, STATUSSEN
from pipelines.cli import build_parser

README = text_of(Path("README.md"))
GLOSSARY = text_of(Path("GLOSSARY.md"))
CATALOGUE = load_catalogue()


def described_words() -> set[str]:
    """The words in the first column of the tables of the glossary."""
    cells = re.findall(r"^\| ([^|]+) \|", GLOSSARY, re.M)
    return {word.strip() for cell in cells for word in cell.split(",")}


def test_every_column_of_a_figure_is_in_the_glossary() -> None:
    known = described_words() | {"code", "gebied_code", "district_code", "eenheid_code", "bron_id"}
    missing = [name for name in COLUMNS if name not in known and not name.endswith("_is_fictief")]
    assert not missing


def test_every_key_of_an_indicator_is_in_the_glossary() -> None:
    plain = {"slug", "code", "titel", "definitie", "volgorde", "dimensie", "waarden"}
    keys = {*Indicator.model_fields, *Uitsplitsing.model_fields} - plain
    assert not keys - described_words()
    assert "slug" in Bron.model_fields


@pytest.mark.parametrize("word", [*NIVEAUS, *STATUSSEN])
def test_every_fixed_word_is_in_the_glossary(word: str) -> None:
    assert word in described_words()


def test_every_word_of_the_glossary_has_a_source() -> None:
    rows = re.findall(r"^\| .+ \|$", GLOSSARY, re.M)
    assert all(len(row.split("|")) == 5 and row.split("|")[3].strip() for row in rows)


def test_every_command_is_in_the_readme() -> None:
    choices = (action.choices for action in build_parser()._actions if action.dest == "opdracht")
    names = set(next(choices) or ())
    assert {"demo", "laad", "publiceer"} <= names
    assert not [name for name in names if f"`peil {name}" not in README]


def test_every_make_target_is_in_the_readme() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", text_of(Path("Makefile")), re.M)
    told = {"help", "demo", "clean"}
    assert not [name for name in targets if name not in told and f"make {name}" not in README]


def test_every_setting_is_in_the_readme() -> None:
    used = set(re.findall(r"\bPEIL_[A-Z]+\b", "\n".join(map(text_of, product_files()))))
    assert not [name for name in used if name not in README]


def test_every_page_is_in_the_readme() -> None:
    pages = [p.stem for p in python_files("pages") if p.parent == Path("pages")]
    assert not [name for name in pages if name != "__init__" and name.title() not in README]


@pytest.mark.parametrize("indicator", list(CATALOGUE), ids=lambda found: found.slug)
def test_an_indicator_says_what_it_counts_and_where_it_comes_from(indicator: Indicator) -> None:
    assert indicator.definitie.endswith(".")
    assert len(indicator.definitie.split()) >= 5
    assert len(indicator.kanttekening.split()) >= 4
    assert indicator.herkomst
    assert indicator.bron in {bron.slug for bron in CATALOGUE.bronnen.values()}


def test_the_readme_points_only_to_files_that_exist() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links
    assert not [link for link in links if Path(link) not in tracked()]


def test_publiccode_and_pyproject_tell_the_same() -> None:
    project = tomllib.loads(text_of(Path("pyproject.toml")))["project"]
    public = text_of(Path("publiccode.yml"))
    assert f"softwareVersion: {project['version']}" in public
    assert f"license: {project['license']}" in public
    assert project["version"] in text_of(Path("CHANGELOG.md"))
    for text in re.findall(r"shortDescription: >-\n((?: {6}.+\n)+)", public):
        assert len(" ".join(text.split())) <= 150
