"""Delivering: what a look promises is what loading gives, and nobody is overtaken unseen."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from region import make_region, plain_counts

from peil import places
from peil.access import Viewer
from peil.changes import changes, compare
from peil.desk import open_desk
from peil.errors import GeenToegang, PeilError
from peil.levering import RegisterVeranderd
from pipelines import register
from pipelines.deliver import RegisterBalie
from pipelines.lock import lock

ANALIST = Viewer("analist", "analist")


@dataclass
class Spot:
    """A working folder with one published levering, and how to make files for it."""

    work: Path
    slug: str
    balie: RegisterBalie

    def file(self, *rows: str) -> bytes:
        """A file in the standard form; a row is ``gebied;periode;waarde``."""
        lines = [f"{self.slug};{row}" for row in rows]
        return "\n".join(["indicator;gebied;periode;waarde", *lines, ""]).encode()

    def tree(self) -> dict[str, bytes]:
        """Every file of the register."""
        folders = (self.work / "leveringen", self.work / "register")
        return {
            str(p): p.read_bytes() for folder in folders for p in folder.rglob("*") if p.is_file()
        }

    @property
    def values(self) -> dict[tuple[str, str], float | None]:
        """The published counts per gebied and periode."""
        figures = open_desk(self.work).figures(self.slug)
        return {(f.gebied_code, f.periode): f.teller for f in figures if f.teller is not None}


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small region."""
    return make_region(tmp_path_factory.mktemp("regio"), gemeenten=14, eenheden=2)


@pytest.fixture(scope="module")
def begun(region: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with one published levering of two cells; it is copied, never changed."""
    work = tmp_path_factory.mktemp("begin")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEIL_REGIO", str(region))
        made = Spot(work, plain_counts(region)[0].slug, RegisterBalie(work, ANALIST))
        content = made.file("GM9000;2020;30", "GM9000;2021;31")
        register.accept(work, content, "eerste.csv", "standaard", "analist")
        made.balie.publish()
    return work


@pytest.fixture
def spot(region: Path, begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spot:
    """A working folder of one's own, with one published levering of two cells."""
    monkeypatch.setenv("PEIL_REGIO", str(region))
    monkeypatch.setenv("PEIL_VANDAAG", "2026-11-22")
    work = tmp_path / "werk"
    shutil.copytree(begun, work, symlinks=True)
    return Spot(work, plain_counts(region)[0].slug, RegisterBalie(work, ANALIST))


def test_looking_at_a_file_changes_nothing_and_waits_for_nobody(spot: Spot) -> None:
    before = spot.tree()
    with lock(spot.work):
        looked = spot.balie.examine(spot.file("GM9000;2021;40"), "tweede.csv", "standaard")
        seen = spot.balie.preview(looked)
    assert looked.is_goed
    assert seen.aantal
    assert spot.tree() == before
    assert spot.balie.waiting() == 0


def test_the_preview_is_what_publishing_then_does(spot: Spot) -> None:
    looked = spot.balie.examine(
        spot.file("GM9000;2021;40", "GM9000;2022;7"), "tweede.csv", "standaard"
    )
    seen = spot.balie.preview(looked)
    old = open_desk(spot.work).all_figures()
    spot.balie.accept(looked, seen.bekeken_bij)
    assert spot.balie.waiting() == 1
    assert spot.balie.publish()
    real = changes(compare(old, open_desk(spot.work).all_figures()))

    def told(change: object) -> object:
        return {k: getattr(change, k) for k in ("indicator", "gebied_code", "periode", "soort",
                "teller_voor", "teller_na", "waarde_voor", "waarde_na", "grootte")}  # fmt: skip

    assert list(map(told, seen.grootste)) == list(map(told, real))
    assert seen.aantal == len(real)
    assert spot.balie.waiting() == 0
    assert (spot.values["GM9000", "2021"], spot.values["GM9000", "2022"]) == (40, 7)


def test_who_was_overtaken_keeps_nothing_and_looks_again(spot: Spot) -> None:
    other = RegisterBalie(spot.work, Viewer("collega", "analist"))
    looked = spot.balie.examine(spot.file("GM9000;2021;40"), "mijn.csv", "standaard")
    seen = spot.balie.preview(looked)
    theirs = other.examine(spot.file("GM9000;2021;50"), "hun.csv", "standaard")
    other.accept(theirs, other.preview(theirs).bekeken_bij)
    assert not spot.balie.is_current(seen.bekeken_bij)
    before = spot.tree()
    with pytest.raises(RegisterVeranderd, match="Er is niets geladen"):
        spot.balie.accept(looked, seen.bekeken_bij)
    assert spot.tree() == before
    again = spot.balie.preview(looked)
    assert again.wachten == 1
    spot.balie.accept(looked, again.bekeken_bij)
    spot.balie.publish()
    assert spot.values["GM9000", "2021"] == 40


def test_a_publication_by_another_overtakes_nobody(spot: Spot) -> None:
    looked = spot.balie.examine(spot.file("GM9000;2021;40"), "mijn.csv", "standaard")
    seen = spot.balie.preview(looked)
    RegisterBalie(spot.work, ANALIST).publish()
    assert spot.balie.accept(looked, seen.bekeken_bij).lot == "wacht op publicatie"


def test_taking_back_brings_back_what_stood_there_before(spot: Spot) -> None:
    before = spot.values
    looked = spot.balie.examine(spot.file("GM9000;2021;40"), "tweede.csv", "standaard")
    kept = spot.balie.accept(looked, looked.bekeken_bij)
    spot.balie.publish()
    assert spot.values != before
    spot.balie.withdraw(kept.id, "verkeerd bestand")
    assert spot.balie.waiting() == 1
    assert spot.balie.received()[0].lot == "ingetrokken, wacht op publicatie"
    spot.balie.publish()
    assert spot.values == before
    newest = spot.balie.received()[0]
    assert (newest.lot, newest.reden, newest.perioden) == (
        "ingetrokken", "verkeerd bestand", ("2021",),
    )  # fmt: skip
    assert register.original(spot.work, register.deliveries(spot.work)[-1]) == looked.content


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda s: s.file("GM9000;2021;veel"), "niet goed"),
        (lambda s: s.file("GM9000;2020;30", "GM9000;2021;31"), "niet goed"),
    ],
    ids=["a fault", "the same file again"],
)
def test_a_file_that_is_not_right_cannot_be_kept(
    spot: Spot, change: Callable[[Spot], bytes], why: str
) -> None:
    before = spot.tree()
    looked = spot.balie.examine(change(spot), "fout.csv", "standaard")
    assert not looked.is_goed
    with pytest.raises(PeilError, match=why):
        spot.balie.accept(looked, looked.bekeken_bij, "toch")
    assert spot.tree() == before


def test_a_warning_asks_for_a_reason_without_a_person(
    spot: Spot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = spot.balie.examine(spot.file("GM9000;2021;40000"), "veel.csv", "standaard")
    if not looked.waarschuwingen:
        pytest.fail("a thousand times as much as the year before is no question any more")
    for reason, wrong in (("", "waarschuwingen"), ("mail naar a.bakker@voorbeeld.nl", "e-mail")):
        with pytest.raises(PeilError, match=wrong):
            spot.balie.accept(looked, looked.bekeken_bij, reason)
    spot.balie.accept(looked, looked.bekeken_bij, "De leverancier heeft het nagekeken.")
    card = register.deliveries(spot.work)[-1]
    assert card.bevestiging == "De leverancier heeft het nagekeken."
    assert register.findings(spot.work, card)


def test_beside_made_up_figures_every_levering_is_an_exercise(spot: Spot) -> None:
    assert not spot.balie.is_oefening
    made_up = spot.file("GM9001;2021;5")
    register.accept(spot.work, made_up, "nep.csv", "standaard", "wie", is_fictief=True)
    assert spot.balie.is_oefening
    looked = spot.balie.examine(spot.file("GM9000;2021;40"), "proef.csv", "standaard")
    seen = spot.balie.preview(looked)
    assert all(c.is_fictief_na for c in seen.grootste if c.gebied_code == "GM9000")
    assert spot.balie.accept(looked, seen.bekeken_bij).is_oefening


def test_a_name_that_points_to_a_person_is_refused_and_not_repeated(spot: Spot) -> None:
    with pytest.raises(PeilError, match="naam van het bestand") as refused:
        spot.balie.examine(b"", "a.bakker@voorbeeld.nl.csv", "standaard")
    assert "bakker" not in str(refused.value)


def test_a_lezer_delivers_nothing_and_neither_does_an_earlier_stand(spot: Spot) -> None:
    looked = spot.balie.examine(spot.file("GM9000;2021;40"), "a.csv", "standaard")
    lezer = RegisterBalie(spot.work, Viewer("lezer", "lezer"))
    frozen = RegisterBalie(spot.work, ANALIST, "Dit is een eerdere stand.")
    before = spot.tree()
    for balie, why in ((lezer, "analist van het RIEC"), (frozen, "eerdere stand")):
        for ask in (
            lambda b=balie: b.examine(b"", "a.csv", "standaard"),
            lambda b=balie: b.preview(looked),
            lambda b=balie: b.accept(looked, looked.bekeken_bij),
            lambda b=balie: b.withdraw(register.deliveries(spot.work)[0].id, "weg"),
            lambda b=balie: b.publish(),
        ):
            with pytest.raises(GeenToegang, match=why):
                ask()
    assert spot.tree() == before


def test_what_is_declared_is_read_once_and_again_when_a_file_is_another(spot: Spot) -> None:
    def titles() -> dict[str, str]:
        return {b.slug: b.titel for b in RegisterBalie(spot.work, ANALIST).bronnen()}

    before = spot.balie.bronnen()[0]
    assert RegisterBalie(spot.work, ANALIST).bronnen()[0] is before
    file = places.data_root() / "bronnen" / f"{before.slug}.toml"
    text = file.read_text("utf-8")
    try:
        file.write_text(text.replace(before.titel, "Een andere naam", 1), "utf-8")
        assert titles()[before.slug] == "Een andere naam"
    finally:
        file.write_text(text, "utf-8")
    assert titles()[before.slug] == before.titel
