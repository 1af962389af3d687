"""Nothing about one region in Python: its names and codes stand in data/ and geo/."""

import ast
import re

from house.sources import area_rows, product_files, text_of, tree_of


def own_words() -> set[str]:
    """Names, official names and aliases of the gemeenten, districten and eenheid of the data."""
    words: set[str] = set()
    for row in area_rows():
        if row["niveau"] == "nederland":
            continue
        words.update([row["naam"], row["naam_lang"], *row["aliassen"].split("|")])
    # Letters and digits alone (district codes as alias) are checked as codes below.
    return {word for word in words if len(word) > 3}


def test_no_python_file_names_a_place_of_the_region() -> None:
    names = re.compile(
        r"(?<!\w)(" + "|".join(sorted(map(re.escape, own_words()), key=len)) + r")(?!\w)"
    )
    found = [
        f"{path}:{number}: {hit[0]}"
        for path in product_files()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if (hit := names.search(line))
    ]
    assert not found, "\n".join(found)


def test_no_python_file_holds_an_area_code() -> None:
    codes = {row["code"] for row in area_rows() if row["niveau"] != "nederland"}
    found = [
        f"{path}:{node.lineno}: {node.value}"
        for path in product_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and (node.value in codes or re.search(r"\bGM\d{4}\b", node.value))
    ]
    assert not found, "\n".join(found)
