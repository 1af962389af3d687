"""Numbers that Excel shows as a percentage: it keeps ``0.161`` where the reader sees ``16,1%``.

What a partner sees is what was delivered, so the text of such a cell becomes ``16.1%``.
"""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

import polars as pl

from pipelines.read_package import Attributes, Package

_STYLES = "xl/styles.xml"
#: The two formats with a percentage that every workbook has.
_BUILT_IN = frozenset({"9", "10"})
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_THREE_DECIMALS = re.compile(r"-?\d+\.\d{3}")


def percent_styles(package: Package) -> frozenset[str]:
    """Return the numbers of the cell styles that show a percentage.

    Raises:
        Unreadable: the part with styles is damaged.
    """
    formats = set(_BUILT_IN)
    found: list[str] = []
    is_of_cells = False

    def start(tag: str, a: Attributes) -> None:
        nonlocal is_of_cells
        if tag == "numFmt" and "%" in _LITERAL.sub("", a.get("formatCode", "")):
            formats.add(a.get("numFmtId", ""))
        elif tag in ("cellXfs", "cellStyleXfs", "cellStyles"):
            is_of_cells = tag == "cellXfs"
        elif tag == "xf" and is_of_cells:
            found.append(a.get("numFmtId", ""))

    if _STYLES in package.names:
        package.parse(_STYLES, start)
    return frozenset(str(nr) for nr, number in enumerate(found) if number in formats)


def as_shown(frame: pl.DataFrame, places: Sequence[tuple[int, int]], left: int) -> pl.DataFrame:
    """Return the frame with every number at these (line, column) places as a percentage."""
    columns: dict[str, dict[int, str]] = {}
    for line, column in places:
        name = str(column - left)
        if name in frame.columns and line <= frame.height:
            columns.setdefault(name, {})[line - 1] = _percentage(frame[line - 1, name])
    for name, texts in columns.items():
        frame = frame.with_columns(frame[name].scatter(list(texts), list(texts.values())))
    return frame


def _percentage(text: str) -> str:
    try:
        number = Decimal(text) * 100
    except InvalidOperation:
        return text
    if not number.is_finite():
        return text
    exact = format(number.normalize(), "f")
    return f"{exact}0%" if _THREE_DECIMALS.fullmatch(exact) else f"{exact}%"
