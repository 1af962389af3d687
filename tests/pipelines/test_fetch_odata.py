"""`peil haal` against a server of our own that speaks OData v3 as CBS does, and fails as it may."""

import json
import re
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from odata_table import TIMES, Table
from serving import Answer, cut, hang_up, send, status, wait

from peil.areas import Areas, load_areas
from peil.bronnen import Vorm
from peil.errors import PeilError
from pipelines.fetch_odata import Fetched, fetch
from pipelines.http import Limits
from pipelines.lock import lock
from pipelines.odata_tables import (
    Member,
    Tabel,
    filters,
)
from pipelines.read_odata import read_odata

QUICK = Limits(connect=1, read=0.5, total=8, backoff=0.01, tries=3, pages=30)
#: The pages that come before the first one of figures: of the table, its columns, its dimensions.
BEFORE = 1 + 2 + 1 + 2 + 2
FORM = Vorm.model_validate(
    {
        "naam": "odata",
        "titel": "47018NED",
        "zekerheid": "bekend",
        "herkomst": "statline.md",
        "bestand": ["odata"],
        "gebied": {"kolom": "WijkenEnBuurten", "onbekend": "overslaan"},
        "periode": {
            "uit": "kolom",
            "kolom": "Perioden",
            "patroon": r"(?P<jaar>\d{4})JJ00",
            "anders": r"\d{4}(KW|MM)\d\d",
        },
        "sleutel": ["SoortMisdrijf_Title"],
        "wat": [
            {"als": ["3.1.1 Drugshandel"], "indicator": "drugshandel"},
            {"als": ["3.1.3 Wapenhandel"], "indicator": "wapenhandel"},
            {"als": ["313 Wapenhandel"], "indicator": "wapenhandel"},
            {"als": ["9.9 Verdwenen"], "indicator": "witwassen"},
            {"als": ["Totaal"], "overslaan": True},
        ],
        "onbekend_wat": "overslaan",
        "kolom": [
            {"kolom": "Aantal_1", "ook": ["GeregistreerdeMisdrijven_1"]},
            {"kolom": "Perioden_Status", "rol": "status", "verplicht": False},
        ],
    }
)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Generator[Table]:
    """A server with the table."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    running = Table()
    yield running
    running.close()


@pytest.fixture(scope="module")
def areas() -> Areas:
    """The areas of the region itself."""
    return load_areas()


@pytest.fixture
def get(server: Table, areas: Areas, tmp_path: Path) -> Any:
    """Fetch the table into the working folder."""

    def fetched(years: range = range(2024, 2027), limits: Limits = QUICK) -> Fetched:
        table = Tabel(
            leverancier="cbs",
            naam="47018NED",
            titel="Misdrijven",
            bron="cbs-politie-47018ned",
            adres=f"{server.url}/ODataFeed/odata/47018NED",
        )
        return fetch(table, FORM, areas, years, tmp_path, lambda _: None, limits)

    return fetched


def rows(found: Fetched) -> list[list[str]]:
    """What the file reads as."""
    return [cells for _, cells in read_odata(found.pad.read_bytes()).records]


def expected() -> set[tuple[str, str, str]]:
    """Our kinds, areas and years of a question for 2024 and later."""
    return set(product(("3.1.1", "3.1.3"), ("NL01", "GM0518", "GM0637"), TIMES[1::3]))


def test_only_what_is_ours_is_asked_and_all_of_it_comes(get: Any, server: Table) -> None:
    found = get()
    header = read_odata(found.pad.read_bytes()).header
    assert header == (
        "SoortMisdrijf",
        "WijkenEnBuurten",
        "Perioden",
        "GeregistreerdeMisdrijven_1",
        "SoortMisdrijf_Title",
        "SoortMisdrijf_Status",
        "WijkenEnBuurten_Title",
        "WijkenEnBuurten_Status",
        "Perioden_Title",
        "Perioden_Status",
    )
    assert {tuple(row[:3]) for row in rows(found)} == expected()
    assert (found.regels, found.ontbreekt) == (12, ("9.9 Verdwenen",))
    assert {row[9] for row in rows(found) if row[2] == "2025JJ00"} == {"voorlopig"}
    keys = ("SoortMisdrijf", "WijkenEnBuurten", "Perioden")
    value = {tuple(row[key].strip() for key in keys): row for row in server.rows}
    for row in rows(found):
        said = value[tuple(row[:3])]["GeregistreerdeMisdrijven_1"]
        assert row[3] == ("." if said is None else str(said))


def test_a_record_is_a_line_and_the_same_table_is_the_same_file(get: Any) -> None:
    found = get()
    first = found.pad.read_bytes()
    lines = first.decode().splitlines()
    for line, cells in read_odata(first).records:
        assert json.loads(lines[line - 1].rstrip(","))["Perioden"] == cells[2]
    assert get().pad.read_bytes() == first
    assert [path.name for path in found.pad.parent.iterdir() if path.is_file()] == ["47018NED.json"]
    assert not [path for path in (found.pad.parent / "47018NED").iterdir() if path.is_dir()]


@pytest.mark.parametrize(("links", "counts"), [(True, False), (False, True)])
def test_what_descriptions_leave_open_is_taken_either_way(
    links: bool, counts: bool, get: Any, server: Table
) -> None:
    server.links, server.counts = links, counts
    if not links:
        # Without links a dimension must come whole; only figures are counted.
        server.size = 5
    assert {tuple(row[:3]) for row in rows(get())} == expected()


@pytest.mark.parametrize(
    "trouble",
    [
        [status(429, Retry_After="0"), status(503)],
        [status(500), status(502)],
        [cut],
        [hang_up],
        [lambda handler: send(handler, b'{"value": [{"Seg')],
        [lambda handler: send(handler, b"<html>even niet</html>"), status(500)],
    ],
)
@pytest.mark.parametrize("after", [0, BEFORE + 2])
def test_a_server_that_stumbles_is_asked_again(
    after: int, trouble: list[Answer], get: Any, server: Table
) -> None:
    server.instead = [server.answer] * after + trouble
    assert {tuple(row[:3]) for row in rows(get())} == expected()
    assert not server.instead


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        ([status(500)] * 9, "overbelast of stuk (antwoord 500)"),
        ([status(404)], "geeft de tabel niet (antwoord 404)"),
        ([cut] * 9, "niet te bereiken"),
        ([wait] * 9, "niet te bereiken"),
        ([lambda handler: send(handler, b'{"value": 3}')] * 3, "iets anders dan een bladzijde"),
        ([lambda handler: send(handler, b'{"value": [3]}')], "iets anders dan een bladzijde"),
        (
            [
                lambda handler: send(
                    handler, b'{"value": [], "odata.nextLink": "http://elders.invalid"}'
                )
            ],
            "ander adres (elders.invalid)",
        ),
    ],
)
def test_what_stops_halfway_is_one_sentence_and_goes_on_next_time(
    trouble: list[Answer], reason: str, get: Any, server: Table, tmp_path: Path
) -> None:
    server.instead = [server.answer] * (BEFORE + 2) + trouble
    with pytest.raises(PeilError, match="Er is niets veranderd") as caught:
        get()
    assert reason in str(caught.value)
    assert not (tmp_path / "haal" / "47018NED.json").exists()
    server.instead.clear()
    server.asked.clear()
    assert {tuple(row[:3]) for row in rows(get())} == expected()
    # The first two pages were kept and not asked again; the last question is whether it changed.
    pages = [path for path in server.asked if "TypedDataSet" in path]
    assert len(pages) == 2
    assert "skip=6" in pages[0]


def test_without_a_network_there_is_one_clear_sentence(get: Any, server: Table) -> None:
    server.close()
    with pytest.raises(PeilError, match="is niet te bereiken") as caught:
        get()
    assert "Er is niets veranderd" in str(caught.value)


def test_pages_of_another_day_or_question_are_dropped(
    get: Any, server: Table, tmp_path: Path
) -> None:
    server.instead = [server.answer] * (BEFORE + 2) + [status(404)]
    with pytest.raises(PeilError):
        get()
    server.modified = "2026-04-01T02:00:00"
    server.asked.clear()
    get()
    assert len([path for path in server.asked if "TypedDataSet" in path]) == 4
    server.instead = [server.answer] * (BEFORE + 2) + [status(404)]
    with pytest.raises(PeilError):
        get()
    (room,) = [path for path in (tmp_path / "haal" / "47018NED").iterdir() if path.is_dir()]
    kept = room / "000-001.json"
    kept.write_bytes(kept.read_bytes()[:-9])
    server.asked.clear()
    assert {tuple(row[:3]) for row in rows(get())} == expected()
    assert len([path for path in server.asked if "TypedDataSet" in path]) == 3


def moved(server: Table) -> Answer:
    """Answer, and let the table change behind it."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        server.answer(handler)
        server.modified = "2026-05-01T02:00:00"

    return answer


def test_a_table_that_changes_in_between_is_fetched_anew(get: Any, server: Table) -> None:
    server.instead = [server.answer] * (BEFORE + 2) + [moved(server)]
    assert {tuple(row[:3]) for row in rows(get())} == expected()
    assert len([path for path in server.asked if "TypedDataSet" in path]) == 8


def grown(server: Table) -> Answer:
    """Answer as if one row more was found."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked = urlsplit(handler.path)
        query = {name: found[0] for name, found in parse_qs(asked.query).items()}
        page = server.page("TypedDataSet", query, handler.path)
        send(handler, json.dumps({**page, "odata.count": "13"}).encode())

    return answer


def twice(server: Table) -> Answer:
    """Answer with the first page, whichever was asked."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.path = re.sub(r"skip=\d+", "skip=0", handler.path)
        server.answer(handler)

    return answer


@pytest.mark.parametrize("how", [grown, twice])
def test_a_total_that_changes_or_a_row_that_comes_twice_is_not_trusted(
    how: Any, get: Any, server: Table
) -> None:
    turn = [server.answer] * (BEFORE + 2) + [how(server)]
    server.instead = list(turn)
    assert {tuple(row[:3]) for row in rows(get())} == expected()
    server.asked.clear()
    server.instead = turn + turn
    with pytest.raises(PeilError, match="veranderde terwijl wij haar ophaalden"):
        get()


def test_a_column_that_has_another_name_now_is_said(get: Any, server: Table) -> None:
    for row in server.rows:
        row["Nieuw_1"] = row.pop("GeregistreerdeMisdrijven_1")
    with pytest.raises(PeilError, match="de kolom 'Aantal_1' niet meer"):
        get()


def test_a_year_that_is_not_there_is_said(get: Any) -> None:
    with pytest.raises(PeilError, match="bij 'Perioden' niets van wat wij vragen"):
        get(range(2030, 2031))


def test_a_server_that_never_ends_is_left(get: Any, server: Table) -> None:
    server.size = 1
    with pytest.raises(PeilError, match="volgende bladzijde"):
        get(limits=Limits(connect=1, read=0.5, total=8, backoff=0.01, tries=3, pages=6))


def test_two_at_once_do_not_mix(get: Any, tmp_path: Path) -> None:
    with lock(tmp_path / "haal" / "47018NED"), pytest.raises(PeilError, match="Iemand anders"):
        get()


def test_a_long_question_is_asked_in_pieces_that_together_ask_for_all() -> None:
    wanted = {
        "SoortMisdrijf": [Member(f"3.1.{n} ", "", "") for n in range(4)],
        "RegioS": [Member(f"GM{n:04}    ", "", "") for n in range(60)],
        "Perioden": [Member(f"{2000 + n}MM{m:02}", "", "") for n in range(20) for m in range(12)],
    }
    asked: list[tuple[str, ...]] = []
    for text in filters(wanted):
        assert len(text) < 1500
        parts = [re.findall(r"eq '([^']+)'", part) for part in text.split(" and ")]
        asked += product(*parts)
    assert len(asked) == len(set(asked)) == 4 * 60 * 240
