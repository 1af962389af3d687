"""Every computed figure once more, cell by cell in plain Python: slow, and easy to follow.

`compute` takes and gives lists of dicts with the columns of `peil.statistics.compute` (all but
klasse). Written from the rules, not from that code, so that a mistake has to be made twice.
"""

from collections import defaultdict
from statistics import median
from typing import Any

import naive_formulas as f

Cell = dict[str, Any]
LADDER = ["gemeente", "district", "eenheid", "nederland"]
EMPTY = (
    "waarde", "laag", "hoog", "marge_laag", "marge_hoog", "dispersie", "vorige_periode",
    "vorige_waarde", "vorige_teller", "verandering", "verandering_p", "verandering_woord",
    "rang_district", "aantal_district", "rang_eenheid", "aantal_eenheid", "trend_woord",
    "trend_p", "trend_van", "trend_tot", "pool_van", "pool_tot", "pool_teller", "pool_noemer",
    "pool_waarde", "pool_laag", "pool_hoog",
)  # fmt: skip


def compute(cells: list[Cell], breaks: list[tuple[str, int]]) -> list[Cell]:
    return Region(cells, breaks).cells


class Region:
    def __init__(self, cells: list[Cell], breaks: list[tuple[str, int]]) -> None:
        self.breaks = breaks
        self.cells = [dict(cell) for cell in cells]
        for cell in self.cells:
            cell.update(dict.fromkeys(EMPTY))
            cell["waarde"] = value(cell)
        self.usable = {
            (c["indicator"], c["gebied_code"], c["periode"], c["uitsplitsing"]): c
            for c in self.cells
            if c["waarde"] is not None
        }
        self.peers: dict[tuple[Any, ...], list[Cell]] = defaultdict(list)
        for cell in self.usable.values():
            self.peers[together(cell, cell["niveau"])].append(cell)
        self.spread = {name: self.dispersion(name) for name in {c["indicator"] for c in cells}}
        for cell in self.cells:
            self.intervals(cell)
            for benchmark in LADDER[1:]:
                self.compare(cell, benchmark)
            self.change(cell)
            self.trend(cell)
            self.pool(cell)
            self.rank(cell)

    def at(self, cell: Cell, years_back: int) -> Cell | None:
        """The same cell so many years earlier, if it has a value."""
        periode = str(cell["jaar"] - years_back) + cell["periode"][4:]
        return self.usable.get(
            (cell["indicator"], cell["gebied_code"], periode, cell["uitsplitsing"])
        )

    def run(self, cell: Cell, years: int) -> list[Cell] | None:
        """That many years on end up to this one, oldest first; None if one misses or a break."""
        found = [self.at(cell, back) for back in reversed(range(years))]
        broken = any(
            name == cell["indicator"] and cell["jaar"] - years + 1 < jaar <= cell["jaar"]
            for name, jaar in self.breaks
        )
        whole = [c for c in found if c is not None]
        return whole if len(whole) == years and not broken else None

    def dispersion(self, indicator: str) -> dict[str, Any]:
        sources: dict[tuple[bool, bool, int], dict[str, list[float]]] = {}
        fictief: dict[tuple[bool, bool, int], bool] = defaultdict(bool)
        for cell in self.usable.values():
            if cell["indicator"] != indicator or not counted(cell):
                continue
            run = self.run(cell, 3)
            if run is None or not all(counted(c) for c in run):
                continue
            q = f.second_difference(
                [c["teller"] for c in run], [size(c) for c in run], cell["soort"] == "aandeel"
            )
            if q is not None:
                part, kind = cell["uitsplitsing"] != "", cell["periode_soort"] != "jaar"
                key = (kind, part, LADDER.index(cell["niveau"]))
                sources.setdefault(key, {}).setdefault(cell["gebied_code"], []).append(q)
                fictief[key] |= any(c["is_fictief"] for c in run)
        if not sources:
            return {"phi": 1.0, "is_fictief": False, "mediaan": None, "gebieden": 0}
        best = min(sources)
        areas = list(sources[best].values())
        every = [q for area in areas for q in area]
        return {
            "phi": max(1.0, sum(every) / len(every)),
            "mediaan": median(sum(area) / len(area) for area in areas),
            "gebieden": len(areas),
            "is_fictief": fictief[best],
        }

    def intervals(self, cell: Cell) -> None:
        if cell["waarde"] is None:
            return
        if cell["soort"] == "steekproef":
            for kind in ("", "marge_"):
                cell[f"{kind}laag"], cell[f"{kind}hoog"] = (
                    cell["geleverd_laag"], cell["geleverd_hoog"],
                )  # fmt: skip
        if counted(cell):
            spread = self.spread[cell["indicator"]]
            cell["dispersie"] = spread["phi"]
            cell["laag"], cell["hoog"] = interval(cell, cell["teller"], size(cell), 1.0)
            if cell["is_fictief"] or not spread["is_fictief"]:
                cell["marge_laag"], cell["marge_hoog"] = interval(
                    cell, cell["teller"], size(cell), spread["phi"]
                )

    def test(self, one: Cell, o2: float, n2: float) -> float:
        phi = self.spread[one["indicator"]]["phi"]
        return f.count_test(one["teller"], size(one), o2, n2, phi, one["soort"] == "aandeel")

    def compare(self, cell: Cell, b: str) -> None:
        parts = dict.fromkeys(("rest", "waarde", "p", "woord"))
        cell.update({f"{b}_{part}": None for part in parts} | {f"{b}_is_fictief": False})
        if cell["waarde"] is None:
            return
        step = LADDER.index(b) - LADDER.index(cell["niveau"])
        if step <= 0 or (step == 1 and cell["is_gelijk_aan_ouder"]):
            cell[f"{b}_woord"] = "niet van toepassing"
            return
        other = self.benchmark(cell, b)
        if other is None:
            return
        p = difference = None
        if cell["soort"] == "steekproef":
            cell[f"{b}_waarde"] = other["waarde"]
            if error(cell) and error(other):
                difference = cell["waarde"] - other["waarde"]
                p = f.two_sided(difference / (error(cell) ** 2 + error(other) ** 2) ** 0.5)
        elif cell["heeft_noemer"]:
            o2, n2 = other["teller"] - cell["teller"], other["noemer"] - cell["noemer"]
            if n2 <= 0:
                cell[f"{b}_woord"] = "niet van toepassing"
                return
            cell[f"{b}_waarde"] = other["waarde"]
            if cell["soort"] == "bedrag" or (o2 >= 0 and (cell["soort"] == "telling" or o2 <= n2)):
                cell[f"{b}_rest"] = o2 / n2 * cell["per"]
                difference = cell["waarde"] - cell[f"{b}_rest"]
                if counted(cell) and counted(other):
                    p = self.test(cell, o2, n2)
        else:
            return
        cell[f"{b}_p"], cell[f"{b}_woord"] = p, word(p, difference)
        cell[f"{b}_is_fictief"] = self.fictief([cell, other], p)

    def benchmark(self, cell: Cell, b: str) -> Cell | None:
        wanted = cell[f"{b}_code"] if b != "nederland" else None
        if b != "nederland" and wanted is None:
            return None
        for other in self.peers[together(cell, b)]:
            if wanted in (None, other["gebied_code"]):
                return other
        return None

    def fictief(self, used: list[Cell], p: float | None) -> bool:
        borrowed = counted(used[0]) and self.spread[used[0]["indicator"]]["is_fictief"]
        return any(c["is_fictief"] for c in used) or (p is not None and borrowed)

    def change(self, cell: Cell) -> None:
        cell["verandering_is_fictief"] = False
        before = self.at(cell, 1) if cell["waarde"] is not None else None
        if before is None:
            return
        for column in ("periode", "waarde", "teller"):
            cell[f"vorige_{column}"] = before[column]
        if self.run(cell, 2) is None:
            return
        cell["verandering"] = difference = cell["waarde"] - before["waarde"]
        p = None
        if counted(cell) and counted(before):
            p = self.test(cell, before["teller"], size(before))
        elif cell["soort"] == "steekproef" and error(cell) and error(before):
            p = f.two_sided(difference / (error(cell) ** 2 + error(before) ** 2) ** 0.5)
        cell["verandering_p"], cell["verandering_woord"] = p, word(p, difference)
        cell["verandering_is_fictief"] = self.fictief([cell, before], p)

    def trend(self, cell: Cell) -> None:
        cell["trend_is_fictief"] = False
        run = self.run(cell, 5) if cell["periode_soort"] == "jaar" else None
        if run is None or cell["waarde"] is None:
            return
        if all(counted(c) for c in run):
            tellers = [c["teller"] for c in run]
            if sum(tellers) < 10 - 1e-9:
                return
            phi = self.spread[cell["indicator"]]["phi"]
            is_share = cell["soort"] == "aandeel"
            z = f.count_trend(tellers, [size(c) for c in run], phi, is_share)
        elif cell["soort"] == "steekproef" and all(error(c) for c in run):
            z = f.sample_trend([c["waarde"] for c in run], [error(c) for c in run])
        else:
            return
        cell["trend_p"] = f.two_sided(z)
        way = "stijgend" if z > 0 else "dalend"
        cell["trend_woord"] = way if cell["trend_p"] < 0.05 else "geen duidelijke trend"
        cell["trend_van"], cell["trend_tot"] = cell["jaar"] - 4, cell["jaar"]
        cell["trend_is_fictief"] = self.fictief(run, cell["trend_p"])

    def pool(self, cell: Cell) -> None:
        cell["pool_is_fictief"] = False
        if cell["periode_soort"] != "jaar" or not counted(cell) or cell["teller"] >= 10:
            return
        run = self.run(cell, 3)
        if run is None or not all(counted(c) for c in run):
            return
        teller, noemer = sum(c["teller"] for c in run), sum(size(c) for c in run)
        cell["pool_van"], cell["pool_tot"] = cell["jaar"] - 2, cell["jaar"]
        cell["pool_teller"] = teller
        cell["pool_noemer"] = noemer if cell["heeft_noemer"] else None
        cell["pool_waarde"] = teller / noemer * (cell["per"] if cell["heeft_noemer"] else 1)
        cell["pool_laag"], cell["pool_hoog"] = interval(cell, teller, noemer, 1.0)
        cell["pool_is_fictief"] = any(c["is_fictief"] for c in run)

    def rank(self, cell: Cell) -> None:
        cell["rang_is_fictief"] = False
        for within in ("district", "eenheid"):
            if cell["waarde"] is None or not ranked(cell, within):
                continue
            group = [
                c
                for c in self.peers[together(cell, cell["niveau"])]
                if ranked(c, within) and c[f"{within}_code"] == cell[f"{within}_code"]
            ]
            cell[f"rang_{within}"] = 1 + sum(c["waarde"] > cell["waarde"] for c in group)
            cell[f"aantal_{within}"] = len(group)
            cell["rang_is_fictief"] |= any(c["is_fictief"] for c in group)


def together(cell: Cell, niveau: str) -> tuple[Any, ...]:
    return cell["indicator"], cell["periode"], cell["uitsplitsing"], niveau


def value(cell: Cell) -> float | None:
    if cell["status"] != "cijfer":
        return None
    if cell["soort"] == "steekproef":
        return cell["geleverde_waarde"]
    if not cell["heeft_noemer"]:
        return cell["teller"]
    if cell["teller"] is None or not cell["noemer"]:
        return None
    return cell["teller"] / cell["noemer"] * cell["per"]


def counted(cell: Cell) -> bool:
    """Whether chance can be reckoned from teller and noemer."""
    if cell["waarde"] is None or cell["teller"] is None or cell["teller"] < 0:
        return False
    if cell["soort"] == "aandeel":
        return cell["heeft_noemer"] and cell["teller"] <= cell["noemer"]
    return cell["soort"] == "telling"


def size(cell: Cell) -> float:
    return cell["noemer"] if cell["heeft_noemer"] else 1.0


def error(cell: Cell) -> float:
    """Standard error from the delivered margins; 0 when there are none."""
    if cell["geleverd_laag"] is None or cell["geleverd_hoog"] is None:
        return 0.0
    return (cell["geleverd_hoog"] - cell["geleverd_laag"]) / 2 / f.Z


def interval(cell: Cell, teller: float, noemer: float, phi: float) -> tuple[float, float]:
    per = cell["per"] if cell["heeft_noemer"] else 1.0
    if cell["soort"] == "aandeel":
        low, high = f.wilson(teller, noemer, phi)
        return low * per, high * per
    low, high = f.garwood(teller, phi)
    return low / noemer * per, high / noemer * per


def word(p: float | None, difference: float | None) -> str | None:
    if p is None or difference is None:
        return None
    if p >= 0.05 or difference == 0:
        return "vergelijkbaar"
    return "hoger" if difference > 0 else "lager"


def ranked(cell: Cell, within: str) -> bool:
    if cell[f"{within}_code"] is None:
        return False
    if within == "district":
        return cell["niveau"] == "gemeente" and not cell["is_gelijk_aan_ouder"]
    return cell["niveau"] in ("gemeente", "district")
