"""What the house tests read: tracked files, parsed Python, and the words of the region."""

import ast
import csv
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PRODUCT = ("peil", "pipelines", "pages")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file git knows or would add, relative to the root, that exists now."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = {Path(name) for name in listed.split("\0") if name}
    return tuple(sorted(path for path in paths if (ROOT / path).is_file()))


def python_files(*folders: str) -> list[Path]:
    """Tracked Python files below these folders (all of them without folders)."""
    found = [path for path in tracked() if path.suffix == ".py"]
    return [path for path in found if not folders or path.parts[0] in folders]


def product_files() -> list[Path]:
    """The Python that runs in front of users: the packages and the launcher."""
    return [*python_files(*PRODUCT), Path("app.py")]


def text_of(path: Path) -> str:
    """The text of a tracked file, empty for a picture, font or other binary."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def tree_of(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(text_of(path), filename=str(path))


def imported_names(path: Path) -> set[str]:
    """Dotted names this file imports, wherever in the file; `from a import b` gives a and a.b."""
    names: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def area_rows() -> list[dict[str, str]]:
    """The rows of data/gebieden/gebieden.csv."""
    with (ROOT / "data/gebieden/gebieden.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
