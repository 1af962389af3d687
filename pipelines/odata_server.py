"""One table of OData v3 at one address: what it has, what to ask of it, and its pages.

Written from descriptions, not from a live server: what they leave open is taken either way
(pages by link or by skipping, with a count or without), what would change a number is not.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode, urljoin, urlsplit

from peil.areas import Areas
from peil.bronnen import Vorm
from peil.errors import PeilError
from peil.numbers import format_count
from pipelines.http import Asker, Limits, Refused, Words, host
from pipelines.odata_tables import Member, Tabel, choose, dimensions, filters, topics

#: What every message says that is left as it was.
WORDS: Final = Words(
    wat="de tabel",
    rest="Er is niets veranderd; wat al binnen is, blijft bewaard.",
    adres="data/tabellen/odata.toml",
    anders="of geef dezelfde opdracht later opnieuw",
)
_BAD_REQUEST: Final = 400
_COUNTING: Final = "&$inlinecount=allpages"
Row = dict[str, Any]


class Moved(Exception):
    """The table changed while its pages came in."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked: the columns, the filters, what the server says of each key, and since when."""

    columns: tuple[str, ...]
    keys: int
    filters: tuple[str, ...]
    members: Mapping[str, Sequence[Member]]
    changed: str
    missing: tuple[str, ...]

    def fingerprint(self, address: str) -> str:
        """Return a name for this question to the table as it is now."""
        asked = json.dumps([address, self.columns, self.filters, self.changed])
        return hashlib.sha256(asked.encode()).hexdigest()[:16]


@dataclass(slots=True)
class Count:
    """How many rows came in, of how many."""

    rows: int = 0
    pages: int = 0
    seen: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])


class Server:
    """One table at one address, and what can be asked of it."""

    def __init__(self, asker: Asker, table: Tabel, limits: Limits) -> None:
        """Remember whom to ask; nothing is asked yet."""
        self.table = table
        self._asker, self._limits = asker, limits
        self._counts = True

    def plan(self, vorm: Vorm, areas: Areas, years: range, progress: Callable[[str], None]) -> Plan:
        """Ask what the table has and return what to ask of it."""
        progress(f"{self.table.naam}: kijken wat de tabel heeft…")
        changed = self.changed()
        known = [str(row.get("Key", "")) for row in self._rows("DataProperties")]
        names = dimensions(vorm)
        members = {name: [_member(row) for row in self._rows(name)] for name in names}
        wanted, missing = choose(vorm, members, areas, years)
        columns = (*names, *topics(vorm, known))
        return Plan(columns, len(names), tuple(filters(wanted)), wanted, changed, tuple(missing))

    def changed(self) -> str:
        """Return when the server says that the table was changed last."""
        rows = list(self._rows("TableInfos"))
        return str(rows[0].get("Modified", "")) if rows else ""

    def pages(
        self,
        plan: Plan,
        text: str,
        room: Path,
        number: int,
        count: Count,
        progress: Callable[[str], None],
    ) -> Iterator[list[Row]]:
        """Yield the rows of one question page by page, from the room where they are there.

        Raises:
            Moved: the total changed, or a row came twice.
        """
        following: str | None = self._address("TypedDataSet", plan, text)
        total: int | None = None
        got = 0
        for turn in range(self._limits.pages + 1):
            if following is None:
                break
            if turn == self._limits.pages:
                raise self._endless()
            count.pages += 1
            progress(
                f"{self.table.naam}: vraag {number + 1} van {len(plan.filters)}, "
                f"bladzijde {turn + 1} ({format_count(count.rows)} regels binnen)…"
            )
            path = room / f"{number:03}-{turn:03}.json"
            content, page = self._kept(path) or self._ask(following)
            rows = [self._row(row, plan, count) for row in page["value"]]
            now = _total(page)
            if total is not None and now is not None and now != total:
                raise Moved
            total = now if total is None else total
            got += len(rows)
            following = self._following(page, following, got, total, len(rows))
            # Only now it is known to be a page of this table: a wrong one is never kept.
            aside = path.with_suffix(".deel")
            aside.write_bytes(content)
            aside.replace(path)
            yield rows
        if total is not None and got != total:
            raise Moved

    def _address(self, name: str, plan: Plan, text: str) -> str:
        asked = {"$format": "json", "$filter": text, "$select": ",".join(plan.columns)}
        if self._counts:
            asked["$inlinecount"] = "allpages"
        return f"{self.table.adres}/{name}?{urlencode(asked, quote_via=quote, safe='$,()')}"

    def _row(self, row: Any, plan: Plan, count: Count) -> Row:
        """Return one row with the asked columns only.

        Raises:
            PeilError: it lacks one. Moved: a row with the same keys came before.
        """
        if not isinstance(row, dict) or any(name not in row for name in plan.columns):
            raise self._strange()
        keys = tuple(str(row[name]) for name in plan.columns[: plan.keys])
        if keys in count.seen:
            raise Moved
        count.seen.add(keys)
        return {name: row[name] for name in plan.columns}

    def _kept(self, path: Path) -> tuple[bytes, Row] | None:
        """Return a page that came in before, if it is there and whole."""
        content = path.read_bytes() if path.exists() else b""
        page = _page(content)
        return None if page is None else (content, page)

    def _ask(self, url: str) -> tuple[bytes, Row]:
        """Return a page as it came and as it reads; half a page is asked again."""
        for attempt in range(self._limits.tries):
            content = self._get(url)
            if (page := _page(content)) is not None:
                return content, page
            self._asker.pause(attempt)
        raise self._strange()

    def _get(self, url: str) -> bytes:
        try:
            return self._asker.get(url)[0]
        except Refused as error:
            # A server that does not count says so the first time; the rest can be had without.
            if error.status != _BAD_REQUEST or _COUNTING not in url:
                raise
            self._counts = False
            return self._asker.get(url.replace(_COUNTING, ""))[0]

    def _rows(self, name: str) -> Iterator[Row]:
        """Yield the rows of a table beside the figures, such as a dimension."""
        following: str | None = f"{self.table.adres}/{name}?$format=json"
        got = 0
        for _ in range(self._limits.pages):
            if following is None:
                return
            page = self._ask(following)[1]
            got += len(page["value"])
            yield from (row for row in page["value"] if isinstance(row, dict))
            following = self._following(page, following, got, None, len(page["value"]))
        if following is not None:
            raise self._endless()

    def _following(
        self, page: Row, here: str, got: int, total: int | None, size: int
    ) -> str | None:
        """Return the address of the next page; without a link, by skipping what came in."""
        link = page.get("odata.nextLink")
        if isinstance(link, str) and link:
            following = urljoin(here, link)
            if host(following) != host(here):
                raise PeilError(
                    f"{host(here)} verwijst naar een ander adres ({host(following)}). "
                    f"{WORDS.rest} Kijk het adres in {WORDS.adres} na."
                )
            # The links of CBS say http where the table itself is on https.
            return urlsplit(following)._replace(scheme=urlsplit(here).scheme).geturl()
        if total is None or got >= total or not size:
            return None
        base = here.partition("&$skip=")[0]
        return f"{base}&$skip={got}"

    def _strange(self) -> PeilError:
        return PeilError(
            f"{host(self.table.adres)} antwoordt met iets anders dan een bladzijde van tabel "
            f"{self.table.naam}. {WORDS.rest} Kijk het adres in {WORDS.adres} na, "
            f"{WORDS.anders}."
        )

    def _endless(self) -> PeilError:
        return PeilError(
            f"{host(self.table.adres)} blijft naar een volgende bladzijde verwijzen. "
            f"{WORDS.rest} Vraag minder jaren tegelijk met --jaar."
        )


def _member(row: Row) -> Member:
    return Member(
        str(row.get("Key", "")), str(row.get("Title") or "").strip(), str(row.get("Status") or "")
    )


def _page(content: bytes) -> Row | None:
    """Return a page, or nothing when it is half of one or something else."""
    try:
        page: Any = json.loads(content, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return page if isinstance(page, dict) and isinstance(page.get("value"), list) else None


def _no_number(text: str) -> float:
    raise ValueError(text)


def _total(page: Row) -> int | None:
    """Return how many rows the whole answer has, where the server counts them."""
    try:
        return int(page["odata.count"])
    except (KeyError, TypeError, ValueError):
        return None
