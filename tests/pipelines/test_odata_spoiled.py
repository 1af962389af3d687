"""A table of OData that was spoiled on its way is refused with a place, or read as it stands."""

import json
import random
from typing import Any

import pytest

from peil.areas import load_areas
from peil.catalogue import load_catalogue
from peil.clock import today
from pipelines.check import Checked, check

CATALOGUE, AREAS = load_catalogue(), load_areas()
BRON = CATALOGUE.bronnen["cbs-politie-47018ned"]
PLACES = [area.code for area in AREAS.at("gemeente")]
ODD: list[Any] = [
    None, True, -1, 1.5, 1e300, "", " ", "12*", "x", "-", "1.041", "١٢", "\ud800", "\x00", [], {},
    10**40, "GM9999    ", "3.1.9 ", "2031JJ00", "2024KW01", "=1+1", "a" * 5000,
]  # fmt: skip


def records() -> list[dict[str, Any]]:
    """Drugshandel of every gemeente in one year."""
    return [
        {
            "ID": nr,
            "SoortMisdrijf": "3.1.1 ",
            "WijkenEnBuurten": f"{code}    ",
            "Perioden": "2024JJ00",
            "GeregistreerdeMisdrijven_1": nr,
        }
        for nr, code in enumerate(PLACES)
    ]


def checked(content: bytes) -> Checked:
    """What a check says of these bytes."""
    return check(content, "47018NED.json", BRON, CATALOGUE, AREAS, today())


def plain(content: bytes) -> dict[str, float]:
    """The numbers per gemeente, read with nothing but json; what is no number of ours is left."""
    found: dict[str, float] = {}
    for record in json.loads(content)["value"]:
        kind, code, when = (
            str(record[name]).strip() for name in ("SoortMisdrijf", "WijkenEnBuurten", "Perioden")
        )
        text = str(record["GeregistreerdeMisdrijven_1"]).strip().rstrip("*").strip()
        if (kind, when) == ("3.1.1", "2024JJ00") and code in PLACES and text not in ("None", "x"):
            found[code] = {"-": 0.0, "1.041": 1041.0}.get(text) or float(text.strip("-") or 0)
    return found


def accepted(found: Checked) -> dict[str, float]:
    """The numbers per gemeente that were accepted."""
    cells = found.cells.filter(periode="2024").drop_nulls("waarde")
    return dict(cells.select("gebied_code", "waarde").iter_rows())


def test_what_is_whole_is_read_as_it_stands() -> None:
    content = json.dumps({"value": records()}).encode()
    found = checked(content)
    assert not found.errors
    assert accepted(found) == plain(content)
    assert len(accepted(found)) == len(PLACES)


@pytest.mark.parametrize("seed", range(40))
def test_a_cell_that_was_spoiled_never_changes_another_number(seed: int) -> None:
    chance = random.Random(seed)
    rows = records()
    for _ in range(chance.randint(1, 3)):
        row = chance.choice(rows)
        row[chance.choice(list(row))] = chance.choice(ODD)
    if chance.random() < 0.3:
        del rows[chance.randrange(len(rows))]
    content = json.dumps({"value": rows}).encode()
    found = checked(content)
    for finding in found.findings:
        assert finding.bestand == "47018NED.json"
        assert finding.doe
        assert "\n" not in str(finding)
    if not found.errors:
        assert accepted(found) == plain(content)


@pytest.mark.parametrize("seed", range(60))
def test_bytes_that_were_spoiled_never_give_a_traceback(seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(json.dumps({"value": records()}, indent=chance.choice([None, 1])).encode())
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(content))
        if chance.random() < 0.5:
            content[place] = chance.randrange(256)
        else:
            del content[place : place + chance.choice([1, 1, 40, 4000])]
    found = checked(bytes(content))
    try:
        whole = plain(bytes(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return
    if not found.errors:
        assert accepted(found) == whole
