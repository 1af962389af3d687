"""A server of our own with a table as CBS offers it: OData v3, paged, with padded keys."""

import json
import re
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler
from itertools import product
from typing import Any
from urllib.parse import parse_qs, urlsplit

from serving import Server, send

KINDS = {
    "0.0.0 ": "Totaal misdrijven",
    "3.1.1 ": "3.1.1 Drugshandel",
    "3.1.3 ": "3.1.3 Wapenhandel",
}
PLACES = ["NL01      ", "GM0518    ", "GM0599    ", "WK051801  ", "GM0637    "]
TIMES = ["2023JJ00", "2024JJ00", "2025KW01", "2025MM01", "2025JJ00"]


class Table(Server):
    """A table of made-up counts, three rows to a page."""

    def __init__(
        self,
        kinds: dict[str, str] = KINDS,
        places: Sequence[str] = PLACES,
        times: Sequence[str] = TIMES,
        size: int = 3,
    ) -> None:
        super().__init__()
        self.kinds, self.places, self.times = kinds, places, times
        self.size, self.counts, self.links = size, True, True
        self.modified = "2026-03-01T02:00:00"
        self.rows: list[dict[str, Any]] = [
            {
                "ID": number,
                "SoortMisdrijf": kind,
                "WijkenEnBuurten": place,
                "Perioden": when,
                "GeregistreerdeMisdrijven_1": None if number == 36 else number,
                "Anders_2": 1,
            }
            for number, (kind, place, when) in enumerate(product(kinds, places, times))
        ]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer a question to the table."""
        asked = urlsplit(handler.path)
        query = {name: found[0] for name, found in parse_qs(asked.query).items()}
        if "$inlinecount" in query and not self.counts:
            send(handler, b"onbekende optie", 400)
            return
        name = asked.path.rsplit("/", 1)[-1]
        send(handler, json.dumps(self.page(name, query, handler.path)).encode())

    def page(self, name: str, query: dict[str, str], path: str) -> dict[str, Any]:
        """The page of a question, with a link to the next one."""
        found = self.found(name, query)
        start = int(query.get("$skip", "0"))
        page: dict[str, Any] = {"odata.metadata": self.url, "value": found[start:][: self.size]}
        if "$inlinecount" in query:
            page["odata.count"] = str(len(found))
        if self.links and start + self.size < len(found):
            base = path.partition("&$skip=")[0]
            page["odata.nextLink"] = f"{self.url}{base}&$skip={start + self.size}"
        return page

    def found(self, name: str, query: dict[str, str]) -> list[dict[str, Any]]:
        """All rows that answer a question."""
        if name == "TableInfos":
            return [{"ID": 0, "Title": "Misdrijven", "Modified": self.modified}]
        if name == "DataProperties":
            return [{"Key": key} for key in self.rows[0] if key != "ID"]
        if name == "SoortMisdrijf":
            return [{"Key": key, "Title": f"{title} "} for key, title in self.kinds.items()]
        if name == "WijkenEnBuurten":
            return [{"Key": key, "Title": key} for key in self.places]
        if name == "Perioden":
            late = {"2025JJ00": "NaderVoorlopig"}
            return [
                {"Key": k, "Title": k[:4], "Status": late.get(k, "Definitief")} for k in self.times
            ]
        clauses = [
            {tuple(re.findall(r"(\w+) eq '([^']*)'", one)[0]) for one in part.split(" or ")}
            for part in query["$filter"].split(" and ")
        ]
        chosen = query["$select"].split(",")
        return [
            {name: row[name] for name in chosen}
            for row in self.rows
            if all(any(row[name] == key for name, key in clause) for clause in clauses)
        ]
