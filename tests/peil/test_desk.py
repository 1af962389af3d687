"""The desk keeps answers per publication and rol: the same figures, never for the wrong reader."""

from pathlib import Path

import pytest

from peil.access import Viewer
from peil.desk import Desk, open_store
from peil.errors import GeenToegang

ANALIST, LEZER = Viewer("een collega", "analist"), Viewer("een ander", "lezer")


def test_what_an_analist_was_told_is_not_told_to_a_lezer(demo_work: Path):
    store = open_store(demo_work)
    desk = Desk(store, ANALIST)
    hidden = [i.slug for i in desk.catalogue if i.openbaarheid == "vertrouwelijk"]
    codes = [area.code for area in desk.areas.at("gemeente")]
    assert hidden
    assert desk.figures(hidden[0])
    assert {f.indicator for f in desk.profile(codes)} & set(hidden)
    assert set(desk.made_up()) & set(hidden)

    other = Desk(store, LEZER)
    assert not {i.slug for i in other.catalogue} & set(hidden)
    assert not {f.indicator for f in other.profile(codes)} & set(hidden)
    assert not {f.indicator for f in other.series(codes)} & set(hidden)
    assert not set(other.made_up()) & set(hidden)
    for ask in (other.figures, other.periods, other.classes):
        with pytest.raises(GeenToegang):
            ask(hidden[0])


def test_who_changes_an_answer_changes_it_for_nobody_else(demo_work: Path):
    desk = Desk(open_store(demo_work), ANALIST)
    indicator = next(iter(desk.catalogue)).slug
    figures, rows = desk.figures(indicator), desk.deliveries()
    number = len(figures)
    figures.clear()
    rows[0]["bestand"] = "iets anders"
    assert len(desk.figures(indicator)) == number
    assert desk.deliveries()[0]["bestand"] != "iets anders"


def test_questions_that_differ_get_answers_that_differ(demo_work: Path):
    desk = Desk(open_store(demo_work), ANALIST)
    indicator = next(i.slug for i in desk.catalogue if len(desk.periods(i.slug)) > 1)
    newest, before = desk.periods(indicator)[:2]
    assert {f.periode for f in desk.figures(indicator, periode=newest)} == {newest}
    assert {f.periode for f in desk.figures(indicator, periode=before)} == {before}
    first, second = (area.code for area in desk.areas.at("gemeente")[:2])
    assert {f.gebied_code for f in desk.series(first)} == {first}
    assert {f.gebied_code for f in desk.series([first, second])} == {first, second}
