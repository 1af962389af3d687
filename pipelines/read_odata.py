"""Read a table of OData v3 (CBS, politie) as text cells, one row per record.

Two shapes come in: the file that ``peil haal`` makes, and one page as a browser saves it
(``{"odata.metadata": …, "value": [ … ]}``). The first says in its head, under ``dimensies``, what
the server says of each key; those texts become columns of their own, beside the key itself:
``Perioden_Title``, ``Perioden_Status``, ``SoortMisdrijf_Title``.
"""

import codecs
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, NoReturn

from pipelines.book import Row, Unreadable, column_name

#: What the head of a fetched file calls its own shape.
SHAPE: Final = "odata-1"
#: ``null`` is "not published"; in the untyped table CBS writes a point there.
_NOT_PUBLISHED: Final = "."
_THREE_DECIMALS: Final = re.compile(r"-?\d+\.\d{3}")
_AGAIN: Final = "haal de tabel opnieuw op met `peil haal`"
_INTERNAL: Final = ("ID",)
#: Beyond this a number is no figure, and would take room without end to write out.
_DIGITS: Final = 30


@dataclass(frozen=True, slots=True)
class Odata:
    """A table: its name, its columns, and per record the line and the texts of the cells.

    The first record is at line 2, as it is in the file that ``peil haal`` makes. ``head`` are the
    texts above the records that become no cell.
    """

    name: str
    header: tuple[str, ...]
    records: list[Row]
    head: tuple[str, ...] = ()


def is_odata(content: bytes) -> bool:
    """Say whether a file holds JSON and so can be no other kind of levering."""
    return content[:64].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")


def read_odata(content: bytes, known: Collection[str] | None = None) -> Odata:
    """Read a table; keys come without their padding, ``null`` as ``.`` (ontbreekt).

    A number is written so that it can be read in one way only, as in ``read_xlsx``. Of what the
    head tells only columns in ``known`` come along (as ``column_name`` gives them), or all.

    Raises:
        Unreadable: no table, half of one, or a record that is not like the others.
    """
    page = _parse(content)
    found = page.get("value")
    if not isinstance(found, list):
        raise Unreadable(f"dit JSON-bestand is geen tabel van CBS of politie; {_AGAIN}")
    if "odata.nextLink" in page:
        raise Unreadable(f"dit is alleen de eerste bladzijde van de tabel; {_AGAIN}")
    records: list[Any] = found
    if not records:
        raise Unreadable(f"er staan geen regels in de tabel; {_AGAIN}")
    names = _names(records[0])
    if not names:
        raise Unreadable(f"de regels van de tabel zijn leeg; {_AGAIN}", 2)
    told = {
        (dimension, field): texts
        for (dimension, field), texts in _told(page.get("dimensies"), names).items()
        if known is None or column_name(f"{dimension}_{field}") in known
    }
    return Odata(
        str(page.get("tabel") or "tabel"),
        (*names, *(f"{dimension}_{field}" for dimension, field in told)),
        [(line, _cells(line, record, names, told)) for line, record in enumerate(records, 2)],
        tuple(_head(page, names)),
    )


def _head(page: Mapping[str, Any], names: Collection[str]) -> Iterator[str]:
    """Yield the texts of the head, but what the server says of its own keys."""
    dimensions = page.get("dimensies")
    known: Mapping[str, Any] = dimensions if isinstance(dimensions, dict) else {}
    others = {name: value for name, value in known.items() if name not in names}
    kept = {**{name: v for name, v in page.items() if name != "value"}, "dimensies": others}
    waiting: list[Any] = [kept]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            waiting += [*value, *value.values()]


def _parse(content: bytes) -> dict[str, Any]:
    try:
        page: Any = json.loads(
            content.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_constant=_no_number,
            object_pairs_hook=_once,
        )
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise Unreadable(f"de tabel is niet heel of geen JSON; {_AGAIN}", line) from error
    if not isinstance(page, dict):
        raise Unreadable(f"dit JSON-bestand is geen tabel van CBS of politie; {_AGAIN}")
    return page


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; a name that stands there twice would hide a value."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("twice")
    return found


def _names(record: Any) -> tuple[str, ...]:
    if not isinstance(record, dict):
        raise Unreadable(f"deze regel is geen regel van een tabel; {_AGAIN}", 2)
    return tuple(str(name) for name in record if name not in _INTERNAL)


#: Per dimension and field of it: what the server says of a key (without padding).
_Told = dict[tuple[str, str], dict[str, str]]


def _told(dimensions: Any, names: tuple[str, ...]) -> _Told:
    """Return what the head tells about the keys; a file saved by hand tells nothing."""
    told: _Told = {}
    if not isinstance(dimensions, dict):
        return told
    for dimension, members in dimensions.items():
        if dimension not in names or not isinstance(members, list):
            continue
        for member in members:
            fields: Mapping[str, Any] = member if isinstance(member, dict) else {}
            for field in ("Title", "Status"):
                if isinstance(text := fields.get(field), str):
                    key = str(fields.get("Key", "")).strip()
                    told.setdefault((dimension, field), {})[key] = _meaning(field, text)
    return told


def _meaning(field: str, text: str) -> str:
    """Return a text of the head; of a status only whether it is voorlopig (NaderVoorlopig too)."""
    if field == "Status":
        return "voorlopig" if "voorlopig" in text.casefold() else ""
    return text.strip()


def _cells(line: int, record: Any, names: tuple[str, ...], told: _Told) -> list[str]:
    kept = {name for name in record if name not in _INTERNAL} if isinstance(record, dict) else ()
    if set(kept) != set(names):
        raise Unreadable(f"deze regel heeft andere kolommen dan de eerste; {_AGAIN}", line)
    # They are left out, so no text may hide there.
    if any(isinstance(record.get(name), str | list | dict) for name in _INTERNAL):
        raise Unreadable(f"het nummer van deze regel is geen getal; {_AGAIN}", line)
    cells = [_text(record[name], line) for name in names]
    keys = dict(zip(names, cells, strict=True))
    return [*cells, *(known.get(keys[dimension], "") for (dimension, _), known in told.items())]


def _text(value: Any, line: int) -> str:
    if value is None:
        return _NOT_PUBLISHED
    if isinstance(value, str):
        # Half a character (\\ud800) is no text that anything can keep.
        return value.strip().encode("utf-8", "replace").decode()
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if not is_number or (isinstance(value, Decimal) and abs(value.adjusted()) > _DIGITS):
        raise Unreadable(f"hier staat iets anders dan een getal of een tekst; {_AGAIN}", line)
    exact = format(value, "f") if isinstance(value, Decimal) else str(value)
    return f"{exact}0" if _THREE_DECIMALS.fullmatch(exact) else exact
