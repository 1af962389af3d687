"""The page Afspraken: late ones first, one changed or made, two writers, one list to narrow."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from seen import shown, visit
from streamlit.testing.v1 import AppTest

from peil.areas import load_areas
from peil.journal import FILE, Draft, Journal
from peil.records import Afspraak, Bezoek, Vraag

Open = Callable[..., AppTest]
TODAY = date(2026, 11, 22)


@pytest.fixture
def code() -> str:
    """A gemeente that lies in a district with others."""
    areas = load_areas()
    return next(a.code for a in areas.at("gemeente") if not areas.equals_parent(a.code))


@pytest.fixture
def journal(demo_work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    """The journal of a work folder of its own, with nothing in it, over the figures of the demo."""
    for name in demo_work.iterdir():
        if name.name.startswith(FILE):
            continue
        if name.is_symlink() or name.is_dir():
            (tmp_path / name.name).symlink_to(name.resolve())
        else:
            shutil.copy(name, tmp_path / name.name)
    monkeypatch.setenv("PEIL_DATA", str(tmp_path))
    monkeypatch.setenv("PEIL_VANDAAG", TODAY.isoformat())
    return Journal(tmp_path)


def keep(journal: Journal, code: str, name: str, **changes: Any) -> None:
    values = {"tekst": f"Tekst van {name}", "eigenaar": "Beleidsadviseur", **changes}
    journal.append([Draft(Afspraak(gebied=code, kenmerk=name, **values))], "tester")


def press(app: AppTest, label: str) -> AppTest:
    return next(b for b in app.button if b.label == label).click().run()


def test_without_afspraken_the_page_says_how_to_begin(journal: Journal, code: str) -> None:
    app = visit("afspraken", gebied=code)
    assert not app.exception
    assert "Nog geen afspraken" in shown(app)


def test_late_ones_stand_first_and_the_lead_counts_them(journal: Journal, code: str) -> None:
    keep(journal, code, "A-later", deadline=date(2027, 1, 1))
    keep(journal, code, "A-laat", deadline=date(2026, 8, 30), status="loopt")
    text = shown(visit("afspraken", gebied=code))
    assert text.index("Tekst van A-laat") < text.index("Tekst van A-later")
    assert "Te laat sinds 12 weken" in text
    assert "Twee afspraken lopen nog." in text


def test_a_district_lists_the_afspraken_of_its_gemeenten(journal: Journal, code: str) -> None:
    areas = load_areas()
    keep(journal, code, "A-0001")
    app = visit("afspraken", gebied=areas.ancestors(code)["district"].code)
    assert "Tekst van A-0001" in shown(app)
    assert f"<td>{areas.get(code).naam}</td>" in shown(app)


def test_a_long_list_makes_its_other_rows_when_they_are_asked_for(
    journal: Journal, code: str
) -> None:
    for number in range(50):
        keep(journal, code, f"A-{number:04d}")
    app = visit("afspraken", gebied=code)
    assert shown(app).count("Tekst van A-") == 40
    assert "De lijst bevat deze 50 afspraken." in shown(app)
    next(t for t in app.toggle if t.label == "Toon alle 50 afspraken").set_value(True).run()
    assert shown(app).count("Tekst van A-") == 50


def test_the_list_narrows_by_status_and_by_year_in_the_address(journal: Journal, code: str) -> None:
    keep(journal, code, "A-laat", deadline=date(2026, 8, 30), bezoekjaar=2024)
    keep(journal, code, "A-open", bezoekjaar=2025)
    app = visit("afspraken", gebied=code, jaar="2025")
    assert "Tekst van A-laat" not in shown(app)
    app.selectbox(key="afspraken_jaar").select("").run()
    assert "Tekst van A-laat" in shown(app)
    app.selectbox(key="afspraken_status").select("te laat").run()
    assert "Tekst van A-open" not in shown(app)


def test_a_new_afspraak_lands_at_once_and_the_form_is_empty_again(
    journal: Journal, code: str
) -> None:
    app = visit("afspraken", gebied=code, item="BH-04")
    base = "afspraak_nieuw_BH-04"
    app.text_area(key=f"{base}_tekst").input("Beleid vaststellen")
    app.text_input(key=f"{base}_eigenaar").input("Jurist")
    app.text_input(key=f"{base}_deadline").input("1 april 2027")
    press(app, "Afspraak vastleggen")
    (kept,) = journal.newest(Afspraak)
    assert (kept.record.item, kept.record.deadline) == ("BH-04", date(2027, 4, 1))
    assert not kept.is_fictief
    assert "Vastgelegd voor" in shown(app)
    assert app.text_area(key=f"{base}_tekst").value == ""


def test_what_was_typed_stays_when_the_date_is_wrong(journal: Journal, code: str) -> None:
    app = visit("afspraken", gebied=code)
    base = "afspraak_nieuw"
    app.text_area(key=f"{base}_tekst").input("Beleid vaststellen")
    app.text_input(key=f"{base}_eigenaar").input("Jurist")
    app.text_input(key=f"{base}_deadline").input("31-2-2027")
    press(app, "Afspraak vastleggen")
    assert "is geen datum" in shown(app)
    assert app.text_area(key=f"{base}_tekst").value == "Beleid vaststellen"
    assert not journal.newest(Afspraak)


def test_what_was_typed_stays_when_another_gemeente_is_chosen(journal: Journal, code: str) -> None:
    areas = load_areas()
    above = areas.ancestors(code)["district"].code
    app = visit("afspraken", gebied=above)
    app.text_area(key="afspraak_nieuw_tekst").input("Beleid vaststellen")
    press(app, "Afspraak vastleggen")
    choice = app.selectbox(key="afspraak_gemeente")
    other = next(n for n in choice.options if n != areas.get(choice.value).naam)
    choice.select(other).run()
    assert app.text_area(key="afspraak_nieuw_tekst").value == "Beleid vaststellen"
    app.text_input(key="afspraak_nieuw_eigenaar").input("Jurist")
    press(app, "Afspraak vastleggen")
    (kept,) = journal.newest(Afspraak)
    assert areas.get(kept.record.gebied).naam == other


def test_the_years_to_choose_are_those_of_visits_and_of_today(journal: Journal, code: str) -> None:
    journal.append([Draft(Bezoek(gebied=code, jaar=2012))], "tester")
    app = visit("afspraken", gebied=code)
    years = app.selectbox(key="afspraak_nieuw_bezoekjaar").options
    assert years == ["Niet uit een bezoek", "2026", "2012"]


def test_a_person_cannot_be_written_down(journal: Journal, code: str) -> None:
    app = visit("afspraken", gebied=code)
    base = "afspraak_nieuw"
    app.text_area(key=f"{base}_tekst").input("Bel iemand@voorbeeld.nl")
    app.text_input(key=f"{base}_eigenaar").input("Jurist")
    press(app, "Afspraak vastleggen")
    assert "e-mailadres" in shown(app)
    assert not journal.newest(Afspraak)


def test_an_afspraak_closes_only_with_what_became_of_it(journal: Journal, code: str) -> None:
    keep(journal, code, "A-0001")
    app = visit("afspraken", gebied=code, nummer="A-0001")
    base = "afspraak_lijst_A-0001"
    app.radio(key=f"{base}_status").set_value("klaar")
    press(app, "Wijziging bewaren")
    assert "Vul in wat ervan terechtkwam" in shown(app)
    app.text_area(key=f"{base}_resultaat").input("Vastgesteld door het college")
    press(app, "Wijziging bewaren")
    (kept,) = journal.newest(Afspraak)
    assert (kept.versie, kept.record.status) == (2, "klaar")
    assert "Vastgesteld door het college" in shown(app)
    assert "<b>Status</b>: open" in shown(app)


def test_of_two_writers_the_second_is_told_and_keeps_the_text(journal: Journal, code: str) -> None:
    keep(journal, code, "A-0001")
    app = visit("afspraken", gebied=code, nummer="A-0001")
    base = "afspraak_lijst_A-0001"
    app.text_area(key=f"{base}_resultaat").input("Mijn resultaat")
    keep(journal, code, "A-0001", eigenaar="Jurist", resultaat="Hun resultaat")
    press(app, "Wijziging bewaren")
    assert "tester was eerder" in shown(app)
    assert "Hun resultaat" in shown(app)
    assert app.text_area(key=f"{base}_resultaat").value == "Mijn resultaat"
    assert journal.collisions("afspraak:A-0001")
    press(app, "Wijziging bewaren")
    (kept,) = journal.newest(Afspraak)
    assert (kept.versie, kept.record.resultaat) == (3, "Mijn resultaat")
    assert kept.record.eigenaar == "Jurist"
    assert not journal.collisions("afspraak:A-0001")


def test_an_afspraak_that_is_not_there_is_said(journal: Journal, code: str) -> None:
    app = visit("afspraken", gebied=code, nummer="A-weg")
    assert "niet gevonden" in shown(app)


def test_a_question_is_answered_on_the_page(journal: Journal, code: str) -> None:
    record = Vraag(gebied=code, kenmerk="V-0001", indicator="drugshandel", tekst="Telt dit dubbel?")
    journal.append([Draft(record)], "tester")
    app = visit("afspraken", gebied=code, nummer="V-0001")
    app.text_area(key="antwoord_V-0001_antwoord").input("Nee, een keer")
    press(app, "Antwoord bewaren")
    (kept,) = journal.newest(Vraag)
    assert (kept.record.status, kept.record.antwoord) == ("beantwoord", "Nee, een keer")
    assert "De vraag is beantwoord" in shown(app)


def test_typed_text_is_shown_as_text(journal: Journal, code: str) -> None:
    keep(journal, code, "A-0001", tekst="<img src=x onerror=alert(1)>")
    assert "<img" not in shown(visit("afspraken", gebied=code, nummer="A-0001"))


def test_the_gemeente_page_shows_the_last_afspraken(journal: Journal, code: str) -> None:
    keep(journal, code, "A-laat", deadline=date(2026, 8, 30))
    text = shown(visit("gemeente", gebied=code))
    assert "Laatste afspraken" in text
    assert "Eén afspraak is te laat." in text
    assert f'href="afspraken?gebied={code}&amp;nummer=A-laat"' in text
