"""The walls of the house: who may import, ask or write what."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from house.sources import ROOT, imported_names, python_files, text_of, tracked, tree_of

CONTRACTS = tomllib.loads(text_of(Path("pyproject.toml")))["tool"]["importlinter"]["contracts"]
PAGES = [path for path in python_files("pages") if path.parent == Path("pages")]
SQL = re.compile(r"\b(select\b.+\bfrom|insert\s+into|delete\s+from|create\s+table)\b", re.I | re.S)


def strings_of(path: Path) -> list[str]:
    """Every text constant in a file except docstrings."""
    docs = {
        node.body[0].value
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs
    ]


def test_the_import_walls_stand() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_wall_has_a_door_in_it() -> None:
    for contract in CONTRACTS:
        assert not {"ignore_imports", "unmatched_ignore_imports_alerting"} & set(contract), contract
        if contract["type"] == "forbidden":
            assert contract.get("allow_indirect_imports") is True, contract["name"]


def test_pages_do_not_import_each_other() -> None:
    for path in python_files("pages"):
        for name in imported_names(path):
            parts = name.split(".")
            if path.name == "main.py" or parts[0] != "pages" or len(parts) == 1:
                continue
            assert parts[1] == "parts", f"{path} imports {name}"


def test_only_the_store_and_publication_speak_duckdb() -> None:
    speakers = {
        str(path)
        for path in python_files("peil", "pipelines", "pages")
        if any(name.split(".")[0] == "duckdb" for name in imported_names(path))
    }
    assert speakers <= {"peil/store.py", "pipelines/publish.py"}


def test_pages_hold_no_sql() -> None:
    for path in [*python_files("pages"), Path("app.py")]:
        found = [text for text in strings_of(path) if SQL.search(text)]
        assert not found, f"{path} holds SQL: {found}"


def test_every_sql_file_states_its_grain() -> None:
    files = [path for path in tracked() if path.suffix == ".sql"]
    for path in files:
        assert path.parts[0] in {"peil", "pipelines"}, path
        assert text_of(path).startswith(("-- one row per ", "-- one row:")), path


def test_data_and_geo_hold_no_python() -> None:
    assert not python_files("data", "geo")


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_a_page_is_a_function_and_draws_nothing_when_opened(path: Path) -> None:
    if path.name == "__init__.py":
        assert not [node for node in tree_of(path).body if not isinstance(node, ast.Expr)]
        return
    names = {node.name for node in tree_of(path).body if isinstance(node, ast.FunctionDef)}
    assert "page" in names, f"{path} has no function page"
    for node in tree_of(path).body:
        runs = not isinstance(
            node, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom | ast.Assign
        ) and not isinstance(node, ast.AnnAssign)
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        assert not runs or docstring, f"{path}:{node.lineno} runs when opened"
        if isinstance(node, ast.Assign | ast.AnnAssign):
            assert "st." not in ast.unparse(node), f"{path}:{node.lineno} draws when opened"


def test_no_pages_folder_stands_beside_the_main_script() -> None:
    """Streamlit answers a deep link on a fresh server with a script from that folder alone."""
    assert not (ROOT / "pages/parts/pages").exists()
    launcher = text_of(Path("app.py"))
    assert "st.App(" in launcher
    assert "st.navigation" not in launcher
