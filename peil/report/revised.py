"""The part on herziene cijfers: what this report says otherwise than the one before."""

from collections.abc import Iterable

import polars as pl

from peil import changenote
from peil.catalogue import Indicator
from peil.changes import KEY, Change, changes, compare
from peil.numbers import format_date
from peil.report.found import Found
from peil.report.model import Blok, Cel, Deel, Tabel
from peil.report.write import para, paras

#: As many changes are told, the largest first.
_MOST = 10


def part(found: Found) -> Deel:
    """Return the part; without an earlier report, or without a change, one sentence."""
    zeg, eerder = found.zeg, found.ask.eerder
    if eerder is None:
        text = zeg("herzien.geen_eerder", jaar=str(found.ask.jaar - 1))
        return Deel("herzien", zeg("herzien.titel"), (para(text),))
    said = {"jaar": str(eerder.jaar), "dag": format_date(eerder.vastgesteld_op)}
    changed = revised(found)
    if not changed:
        return Deel("herzien", zeg("herzien.titel"), (para(zeg("herzien.geen", **said)),))
    blocks: tuple[Blok, ...] = (
        para(zeg("herzien.inleiding", **said, aantal=_counted(changed))),
        _table(found, changed[:_MOST]),
        *paras([_withheld(changed[:_MOST])], "klein"),
        *paras([_left(found, len(changed) - _MOST)], "klein"),
    )
    return Deel("herzien", zeg("herzien.titel"), blocks)


def revised(found: Found) -> list[Change]:
    """Return what the earlier report said of this gebied and is another figure now.

    A figure that was not in it, as of a later year, is no revision.
    """
    eerder, gebied = found.ask.eerder, found.ask.gebied
    if eerder is None:
        return []
    told = (pl.col("gebied_code") == gebied) & (pl.col("uitsplitsing") == "")
    old = eerder.cijfers.filter(told)
    now = (
        found.desk.all_figures()
        .filter(told)
        .join(old.select("indicator", "periode"), on=["indicator", "periode"], how="semi")
    )
    hidden = found.desk.hidden()
    seen = old.filter(~pl.col("indicator").is_in(list(hidden)))
    was = _completed(seen, now)
    return [c for c in changes(compare(was, now)) if c.soort != "nieuw" or c.status_voor]


def _completed(old: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Fill what was not kept yet in those days with what holds now: that is no revision."""
    marks = ("is_voorlopig", "is_fictief")
    both = old.join(now.select(*KEY, *marks), on=KEY, how="left", suffix="_nu")
    return both.with_columns(pl.coalesce(mark, f"{mark}_nu").alias(mark) for mark in marks)


def _counted(changed: list[Change]) -> str:
    return "1 cijfer" if len(changed) == 1 else f"{len(changed)} cijfers"


def _left(found: Found, left: int) -> str:
    return found.zeg("herzien.meer", aantal=str(left)) if left > 0 else ""


def _withheld(shown: list[Change]) -> str:
    return changenote.WITHHELD if any(map(changenote.is_withheld, shown)) else ""


def _was(change: Change, indicator: Indicator | None) -> Cel:
    """Return what was told; what is protected now is not told once more."""
    text = changenote.side_text(change, "voor", indicator)
    if changenote.is_withheld(change):
        return Cel(text, "zwak")
    return Cel(text, is_fictief=bool(change.is_fictief_voor))


def _table(found: Found, changed: Iterable[Change]) -> Tabel:
    rows: list[tuple[Cel, ...]] = []
    for change in changed:
        indicator = found.desk.catalogue.find(change.indicator)
        title = indicator.titel if indicator else change.indicator
        rows.append(
            (
                Cel(title),
                Cel(changenote.what_text(change, indicator)),
                _was(change, indicator),
                Cel(
                    changenote.side_text(change, "na", indicator),
                    is_fictief=bool(change.is_fictief_na),
                ),
                Cel(changenote.levering_text(change)),
            )
        )
    return Tabel(
        bijschrift=found.zeg("herzien.bijschrift"),
        kop=("Cijfer", "Over", "Was", "Is nu", "Waardoor"),
        rijen=tuple(rows),
        breedtes=(3.0, 1.0, 1.4, 1.4, 2.4),
        kanten=("links", "links", "rechts", "rechts", "links"),
        is_bijschrift_zichtbaar=False,
    )
