"""The page Aanlevering: a file goes in only when its reader saw what it changes, and comes out."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from seen import shown, visit
from streamlit.testing.v1 import AppTest

from peil.access import Viewer
from peil.desk import open_desk
from pipelines import register
from pipelines.deliver import RegisterBalie

BRON = "mma"
HEAD = "indicator;gebied;periode;waarde\n"


@pytest.fixture
def work(demo_work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo, as a folder of one's own to deliver to."""
    own = tmp_path / "werk"
    shutil.copytree(demo_work, own, symlinks=True)
    monkeypatch.setenv("PEIL_DATA", str(own))
    monkeypatch.setenv("PEIL_VANDAAG", "2026-11-22")
    return own


def rows(work: Path, more: int) -> bytes:
    """The newest counts of all gemeenten, each with so many more."""
    card = next(d for d in register.deliveries(work) if d.bron == BRON)
    lines = register.original(work, card).decode().splitlines()[1:]
    cells = [line.split(";") for line in lines]
    slug = "mma-meldingen"
    chosen = [c for c in cells if c[0] == slug and c[2] == "2025" and not c[3] and c[1][:2] == "GM"]
    return (HEAD + "".join(f"{slug};{c[1]};2025;{int(c[4]) + more}\n" for c in chosen)).encode()


def widget(app: AppTest, kind: str, name: str) -> Any:
    """The widget of that kind whose key begins so."""
    return next(w for w in getattr(app, kind) if str(w.key).startswith(name))


def give(content: bytes, name: str = "meldingen.csv") -> AppTest:
    """Open the page, choose the bron and give a file."""
    app = visit("aanlevering")
    widget(app, "selectbox", "aanlever_bron").set_value(BRON)
    widget(app, "file_uploader", "aanlever_bestand").set_value((name, content, "text/csv"))
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    return next(b for b in app.button if b.label == label).click().run()


def labels(app: AppTest) -> list[str]:
    return [b.label for b in app.button]


def test_the_page_shows_what_is_expected_what_came_and_that_it_is_an_exercise(work: Path) -> None:
    app = visit("aanlevering")
    assert not app.exception
    text = shown(app)
    assert "Alle verwachte leveringen zijn er." in text
    assert "oefenomgeving" in text
    assert "Kalender" in text
    assert "Meld Misdaad Anoniem" in text
    assert "Laad en publiceer" not in labels(app)


def test_what_is_missing_comes_with_a_text_to_remind_by(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEIL_VANDAAG", "2027-03-03")
    app = visit("aanlevering")
    assert "ontbreekt, 2 dagen te laat" in shown(app)
    app.session_state["aanlever_tekst_0"] = True
    app.run()
    assert any("Beste " in code.value and "2026" in code.value for code in app.code)


def test_a_file_with_faults_is_told_place_by_place_and_cannot_be_loaded(work: Path) -> None:
    before = len(register.deliveries(work))
    content = rows(work, 1).replace(b";2025;", b";2025;veel", 1)
    app = give(content)
    text = shown(app)
    assert "Dit bestand kan niet worden geladen" in text
    assert "regel 2, waarde" in text
    assert "Laad en publiceer" not in labels(app)
    assert any(d.label.startswith("Bevindingen") for d in app.get("download_button"))
    assert len(register.deliveries(work)) == before


def test_personal_data_is_named_by_place_and_its_value_nowhere(work: Path) -> None:
    content = rows(work, 1).decode().replace("waarde\n", "waarde;toelichting\n").encode()
    lines = content.decode().splitlines()
    lines[1] += ";mail a.bakker@voorbeeld.nl"
    app = give("\n".join(lines).encode())
    assert "Dit bestand kan niet worden geladen" in shown(app)
    assert "bakker" not in shown(app)


def test_the_whole_loop_from_file_to_dashboard_and_back(work: Path) -> None:
    app = give(rows(work, 5))
    text = shown(app)
    assert "Wat verandert er op het dashboard?" in text
    before = register.position(work)
    assert before == register.deliveries(work)[-1].volgnr
    if any(str(area.key) == "aanlever_reden" for area in app.text_area):
        widget(app, "text_area", "aanlever_reden").set_value("Nagevraagd bij de leverancier.")
    app = press(app, "Laad en publiceer")
    assert not app.exception
    text = shown(app)
    assert "is geladen als oefening en gepubliceerd" in text
    assert "Dit veranderde er" in text
    card = register.deliveries(work)[-1]
    assert (card.bron, card.is_oefening, card.is_fictief) == (BRON, True, True)
    assert RegisterBalie(work, Viewer("a", "analist")).waiting() == 0
    widget(app, "text_input", "aanlever_waarom_klaar").set_value("Verkeerd bestand.")
    app = press(app, "Trek in en publiceer")
    assert f"Levering {card.volgnr} is ingetrokken." in shown(app)
    assert card.id not in {d.id for d in register.counting(work)}
    assert RegisterBalie(work, Viewer("a", "analist")).waiting() == 0


def test_who_is_overtaken_sees_the_changes_anew_before_anything_is_kept(work: Path) -> None:
    app = give(rows(work, 5))
    other = RegisterBalie(work, Viewer("collega", "analist"))
    theirs = other.examine(rows(work, 7), "van-een-collega.csv", BRON)
    kept = other.accept(theirs, theirs.bekeken_bij, "Klopt.")
    app = press(app, "Laad en publiceer")
    assert "Iemand anders heeft" in shown(app)
    assert register.deliveries(work)[-1].id == kept.id
    assert "1 andere wijziging" in shown(app)
    assert "Publiceer nu" in labels(app)


def test_what_was_loaded_for_later_waits_with_a_button_to_publish(work: Path) -> None:
    app = give(rows(work, 5))
    app = press(app, "Laad, publiceer later")
    assert "1 wijziging wacht op publicatie" in shown(app)
    app = press(app, "Bekijk wat er verandert")
    assert "Dit verandert er" in shown(app)
    app = press(app, "Publiceer nu")
    assert "wacht op publicatie" not in shown(app)


def test_the_first_levering_comes_in_where_nothing_was_published_and_goes_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEIL_DATA", str(tmp_path))
    monkeypatch.setenv("PEIL_VANDAAG", "2026-11-22")
    app = visit("aanlevering")
    assert "Er zijn nog geen leveringen." in shown(app)
    assert "dagen te laat" not in shown(app)
    app = give(f"{HEAD}mma-meldingen;GM0637;2025;75\n".encode())
    widget(app, "text_area", "aanlever_reden").set_value("De eerste gemeente.")
    app = press(app, "Laad en publiceer")
    assert "Levering 1 is geladen en gepubliceerd." in shown(app)
    widget(app, "text_input", "aanlever_waarom").set_value("Verkeerd bestand.")
    app = press(app, "Trek in en publiceer")
    assert not app.exception
    assert "Levering 1 is ingetrokken." in shown(app)
    assert "wacht op publicatie" not in shown(app)
    assert not open_desk(tmp_path).figures("mma-meldingen", periode="2025")


def test_what_only_loses_its_mark_is_said_apart(work: Path) -> None:
    content = rows(work, 0).replace(b";2025;", b";2025;1", 1)
    assert "blijft het getal gelijk" in shown(give(content))
