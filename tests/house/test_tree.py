"""The tree as a whole: what may stand where, how long, and what may not be in it."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest
from house.sources import imported_names, product_files, python_files, text_of, tracked, tree_of

TOP = {
    ".ci", ".gitignore", ".readme", ".streamlit", "CHANGELOG.md", "DECISIONS.md", "GLOSSARY.md",
    "LICENSE", "Makefile", "README.md", "app.py", "data", "deploy", "geo", "pages", "peil",
    "pipelines", "publiccode.yml", "pyproject.toml", "requirements.lock", "tests",
}  # fmt: skip
HOSTS = re.compile(
    "|".join(["pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.", "jsdeliv" + "r"])
)
MACHINE = re.compile(
    r"(?<![\w.])/(" + "|".join(["ro" + "ot", "ho" + "me", "wo" + "rk", "Us" + "ers"]) + ")/"
)
UNFINISHED = re.compile(r"#.*\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX"]) + r")\b")
SILENCED = re.compile(r"#\s*(noqa|type: ignore|pyright: ignore|pragma: no)(?P<rest>.*)")


def test_the_top_of_the_tree_is_what_the_design_lists() -> None:
    assert {path.parts[0] for path in tracked()} <= TOP


@pytest.mark.parametrize("path", python_files(), ids=str)
def test_a_file_is_short_enough_to_read(path: Path) -> None:
    assert len(text_of(path).splitlines()) <= 400


def test_no_package_host_or_machine_path_is_in_the_tree() -> None:
    found = [
        f"{path}:{number}: {line.strip()[:100]}"
        for path in tracked()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if HOSTS.search(line) or MACHINE.search(line)
    ]
    assert not found, "\n".join(found)


def test_the_lock_pins_every_package_with_hashes() -> None:
    lock = text_of(Path("requirements.lock"))
    pinned = re.findall(r"^([a-z0-9-]+)==\S+.*?\\$", lock, re.M | re.I)
    assert len(pinned) > 40
    assert len(re.findall(r"^[a-z0-9]", lock, re.M | re.I)) == len(pinned)


def test_what_is_imported_is_declared_and_what_is_declared_is_used() -> None:
    project = tomllib.loads(text_of(Path("pyproject.toml")))["project"]
    declared = {re.split(r"[<>=\[]", name)[0] for name in project["dependencies"]}
    imported = {name.split(".")[0] for path in product_files() for name in imported_names(path)}
    outside = imported - set(sys.stdlib_module_names) - {"peil", "pipelines", "pages"}
    # The libraries whose module has another name than its package.
    other = {"markdown_it": "markdown-it-py", "docx": "python-docx"}
    outside = {other.get(name, name) for name in outside}
    # Used by name by another library: duckdb hands its answers over by pyarrow, and zoneinfo
    # takes the clocks of the world from tzdata where a machine has none.
    assert outside == declared - {"pyarrow", "tzdata"}


def test_no_file_is_unfinished_or_silenced_without_a_reason() -> None:
    for path in python_files():
        for number, line in enumerate(text_of(path).splitlines(), 1):
            assert not UNFINISHED.search(line), f"{path}:{number}: {line.strip()}"
            silenced = SILENCED.search(line)
            if silenced and path.parts[0] != "tests":
                rest = re.sub(r"^(\[[\w, -]+\]|:? ?[A-Z]+\d+[, A-Z0-9]*)", "", silenced["rest"])
                assert len(rest.split()) > 2, f"{path}:{number}: give the reason beside it"


def test_every_public_thing_says_what_it_is() -> None:
    silent: list[str] = []
    for path in product_files():
        if text_of(path) and not ast.get_docstring(tree_of(path)):
            silent.append(f"{path}: the module")
        silent.extend(f"{path}:{where}" for where in undocumented(tree_of(path), ""))
    assert not silent, "\n".join(silent)


def undocumented(scope: ast.Module | ast.ClassDef, prefix: str) -> list[str]:
    """Public functions, classes and methods of a scope that have no docstring."""
    found: list[str] = []
    for node in scope.body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            found.append(f"{node.lineno}: {prefix}{node.name}")
        if isinstance(node, ast.ClassDef) and "Protocol" not in map(ast.unparse, node.bases):
            found.extend(undocumented(node, f"{node.name}."))
    return found


def test_test_names_are_sentences() -> None:
    for path in python_files("tests"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                assert node.name.count("_") >= 3, f"{path}:{node.lineno}: {node.name}"


def test_test_files_have_names_of_their_own() -> None:
    names = [path.name for path in python_files("tests") if path.name != "conftest.py"]
    assert sorted(names) == sorted(set(names))


def test_tests_mirror_the_rooms() -> None:
    rooms = {"peil", "pipelines", "pages", "house", "browser", "bench", "fuzz", "crash", "vormen"}
    folders = {path.parts[1] for path in python_files("tests") if len(path.parts) > 2}
    assert folders <= rooms


def test_the_tag_of_what_is_made_up_is_written_in_one_place() -> None:
    found = [p for p in product_files() if '"ftag">fictief' in text_of(p)]
    assert [path.as_posix() for path in found] == ["peil/labels.py"]
