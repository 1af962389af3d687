"""What is kept of a publication is shared by who may see the same, and by nobody else."""

from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import pytest

from pages.parts import gather, search
from peil import access
from peil.access import Rol, Viewer
from peil.answers import Answers
from peil.desk import Desk, open_store
from peil.errors import GeenToegang
from peil.question import Question

ANALIST, LEZER = Viewer("een collega", "analist"), Viewer("een ander", "lezer")


def _codes(desk: Desk) -> list[str]:
    return [area.code for area in desk.areas.at("gemeente")]


def _found(desk: Desk) -> Iterator[str]:
    for group in search.groups(desk):
        yield from (row["doel"].removeprefix("indicator:") for row in group["rijen"])


def _clear(desk: Desk) -> Iterator[str]:
    for code in _codes(desk):
        yield from (found.indicator for found in gather.clear(desk, code))


#: Every answer that is kept and is about several indicators: which ones does it name?
ANSWERS: dict[str, Callable[[Desk], Iterator[str] | set[str]]] = {
    "catalogue": lambda desk: {i.slug for i in desk.catalogue},
    "profile": lambda desk: {f.indicator for f in desk.profile(_codes(desk))},
    "series": lambda desk: {f.indicator for f in desk.series(_codes(desk))},
    "made_up": lambda desk: set(desk.made_up()),
    "dispersions": lambda desk: {str(row["indicator"]) for row in desk.dispersions()},
    "search": _found,
    "links": lambda desk: set(gather.links(desk, Question())),
    "standing_out": lambda desk: {
        found.indicator
        for jaar in (None, 2020, 2022, 2024)
        for found in gather.standing_out(desk, _codes(desk), jaar)
    },
    "clear": _clear,
    "all_figures": lambda desk: set(desk.all_figures()["indicator"]),
    "published": lambda desk: {str(row["indicator"]) for row in desk.published()},
    "rejected": lambda desk: {str(row["indicator"]) for row in desk.rejected()},
    "crosschecks": lambda desk: {str(row["indicatoren"]) for row in desk.crosschecks()},
}
#: Not every one of these has something hidden to say in the demo figures.
ALWAYS = set(ANSWERS) - {"clear", "standing_out", "rejected", "crosschecks"}


@pytest.fixture(scope="module")
def desks(demo_work: Path) -> tuple[Desk, Desk]:
    """An analist and a lezer on one store; the analist asked everything first."""
    store = open_store(demo_work)
    analist, lezer = Desk(store, ANALIST), Desk(store, LEZER)
    for ask in ANSWERS.values():
        list(ask(analist))
    return analist, lezer


@pytest.fixture(scope="module")
def hidden(desks: tuple[Desk, Desk]) -> set[str]:
    """The indicators that are not for a lezer."""
    found = {i.slug for i in desks[0].catalogue if i.openbaarheid == "vertrouwelijk"}
    assert found
    return found


@pytest.mark.parametrize("name", ANSWERS)
def test_no_kept_answer_tells_a_lezer_what_is_hidden(
    desks: tuple[Desk, Desk], hidden: set[str], name: str
) -> None:
    analist, lezer = desks
    assert not set(ANSWERS[name](lezer)) & hidden
    if name in ALWAYS:
        assert set(ANSWERS[name](analist)) & hidden


def test_a_question_about_what_is_hidden_is_refused_however_it_is_asked(
    desks: tuple[Desk, Desk], hidden: set[str]
) -> None:
    analist, lezer = desks
    gebied = _codes(lezer)[0]
    for slug in hidden:
        code = analist.indicator(slug).code
        for name in (slug, code):
            analist.figures(name)
            analist.events(name, gebied)
            for ask in (lezer.indicator, lezer.figures, lezer.periods, lezer.classes):
                with pytest.raises(GeenToegang):
                    ask(name)
            with pytest.raises(GeenToegang):
                lezer.events(name, gebied)
            with pytest.raises(GeenToegang):
                lezer.series(gebied, name)


def test_an_event_names_no_hidden_indicator(desks: tuple[Desk, Desk], hidden: set[str]) -> None:
    named = {str(row["indicatoren"]) for row in desks[1].all_events()}
    assert not {slug for text in named for slug in text.split("|")} & hidden


#: What each of these is about in the demo figures.
ABOUT = {
    "crosschecks": ("indicatoren", ("mma-meldingen", "prostitutiecontroles")),
    "rejected": ("indicator", ("hennepkwekerijen",)),
}


@pytest.mark.parametrize("name", ABOUT)
def test_what_is_beside_the_figures_is_hidden_with_them(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    column, slugs = ABOUT[name]
    every = getattr(Desk(open_store(demo_work), ANALIST), name)()
    about = [row for row in every if set(slugs) & set(str(row[column]).split("|"))]
    assert about
    monkeypatch.setattr(access, "may_see", lambda viewer, i: i.slug not in slugs)
    told = getattr(Desk(open_store(demo_work), LEZER), name)()
    assert told == [row for row in every if row not in about]


def test_a_publication_that_says_not_what_a_check_is_about_tells_it_to_who_sees_all(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [{"naam": "van een oudere versie"}]
    monkeypatch.setattr(Answers, "table", lambda answers, name: list(before))
    assert Desk(open_store(demo_work), ANALIST).crosschecks() == before
    assert Desk(open_store(demo_work), LEZER).crosschecks() == []


def test_why_a_levering_was_confirmed_is_for_who_sees_all(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [{"id": "L-000001-x", "bevestiging": "het zijn er echt 34"}]
    monkeypatch.setattr(Answers, "table", lambda answers, name: list(kept))
    assert Desk(open_store(demo_work), ANALIST).deliveries() == kept
    assert Desk(open_store(demo_work), LEZER).deliveries()[0]["bevestiging"] == ""


def test_a_change_of_what_is_hidden_at_either_stand_is_no_change_for_a_lezer(
    demo_work: Path, hidden: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(viewer: Viewer) -> set[str]:
        now, then = (Desk(open_store(demo_work), viewer) for _ in range(2))
        kept = then.all_figures
        monkeypatch.setattr(then, "all_figures", lambda: kept().head(0))
        return {c.indicator for c in now.changes_since(then)}

    assert changed(ANALIST) & hidden
    assert changed(LEZER)
    assert not changed(LEZER) & hidden


def test_viewers_who_may_see_the_same_share_and_others_never(demo_work: Path) -> None:
    store = open_store(demo_work)
    made: list[str] = []

    def ask(viewer: Viewer, name: str = "antwoord") -> str:
        def make() -> str:
            made.append(viewer.naam)
            return viewer.naam

        return Desk(store, viewer).once(name, make, len)

    assert ask(ANALIST) == ANALIST.naam
    assert ask(Viewer("nog een collega", "analist")) == ANALIST.naam
    assert ask(LEZER) == LEZER.naam
    assert made == [ANALIST.naam, LEZER.naam]


def test_what_decides_what_may_be_seen_keeps_answers_apart(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Wider(NamedTuple):
        rol: Rol
        naam: str

    # As if another thing than the rol decides, one day: the key of what is kept follows.
    monkeypatch.setattr(access, "scope", lambda viewer: Wider(viewer.rol, viewer.naam))
    store = open_store(demo_work)
    desks = [Desk(store, Viewer(naam, "lezer")) for naam in ("een", "twee")]
    slug = next(iter(desks[0].catalogue)).slug
    for one, other in permutations(desks):
        assert one.once("wie", lambda one=one: [one.viewer.naam], len) == [one.viewer.naam]
        assert one.catalogue is not other.catalogue
        pairs = zip(one.figures(slug), other.figures(slug), strict=True)
        assert not any(mine is theirs for mine, theirs in pairs)
