"""A text that came second waits beside the first until someone chose between the two."""

import shutil
from pathlib import Path

import pytest
from seen import shown, visit
from streamlit.testing.v1 import AppTest

from peil.areas import load_areas
from peil.catalogue import load_catalogue
from peil.errors import Verouderd
from peil.journal import FILE, Draft, Journal
from peil.records import Afspraak, Botsing, Record, Vraag


@pytest.fixture
def code() -> str:
    """A gemeente."""
    return load_areas().at("gemeente")[0].code


@pytest.fixture
def journal(demo_work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    """A journal with nothing in it, over the figures of the demo."""
    for name in demo_work.iterdir():
        if name.name.startswith(FILE):
            continue
        if name.is_symlink() or name.is_dir():
            (tmp_path / name.name).symlink_to(name.resolve())
        else:
            shutil.copy(name, tmp_path / name.name)
    monkeypatch.setenv("PEIL_DATA", str(tmp_path))
    monkeypatch.setenv("PEIL_VANDAAG", "2026-11-22")
    return Journal(tmp_path)


def collide(journal: Journal, base: Record, first: Record, second: Record) -> None:
    """Let two people change the same version; the second is kept beside the first."""
    journal.append([Draft(base, 0)], "begin")
    journal.append([Draft(first, 1)], "eerste")
    with pytest.raises(Verouderd):
        journal.append([Draft(second, 1)], "tweede")


def afspraak(code: str, **changes: str) -> Afspraak:
    fields = {"tekst": "Beleid maken", "eigenaar": "Jurist", **changes}
    return Afspraak.model_validate({"gebied": code, "kenmerk": "A-0001", **fields})


def open_afspraak(journal: Journal, code: str) -> AppTest:
    first, second = afspraak(code, eigenaar="Adviseur"), afspraak(code, tekst="Ander <b>beleid")
    collide(journal, afspraak(code), first, second)
    return visit("afspraken", gebied=code, nummer="A-0001")


def press(app: AppTest, label: str) -> AppTest:
    return next(b for b in app.button if b.label == label).click().run()


def test_a_second_afspraak_is_shown_with_what_differs(journal: Journal, code: str) -> None:
    text = shown(open_afspraak(journal, code))
    assert "Er wacht een tweede versie, van tweede" in text
    assert "<b>Tekst</b>: Beleid maken <span>→</span> Ander &lt;b&gt;beleid" in text
    assert "<b>Eigenaar</b>: Adviseur <span>→</span> Jurist" in text


def test_the_second_afspraak_can_be_taken_and_the_form_follows(journal: Journal, code: str) -> None:
    app = press(open_afspraak(journal, code), "Neem deze over")
    (kept,) = journal.newest(Afspraak)
    assert (kept.versie, kept.record.tekst) == (3, "Ander <b>beleid")
    assert not journal.collisions(kept.record.onderwerp)
    assert "Er wacht een tweede versie" not in shown(app)
    assert app.text_area(key="afspraak_lijst_A-0001_tekst").value == "Ander <b>beleid"
    press(app, "Wijziging bewaren")
    assert not journal.collisions(kept.record.onderwerp)


def test_the_second_afspraak_can_be_dropped_without_a_new_version(
    journal: Journal, code: str
) -> None:
    app = press(open_afspraak(journal, code), "Laat vervallen")
    (kept,) = journal.newest(Afspraak)
    assert (kept.versie, kept.record.eigenaar) == (2, "Adviseur")
    assert not journal.collisions(kept.record.onderwerp)
    assert "Er wacht een tweede versie" not in shown(app)


def test_a_choice_that_is_refused_is_told_and_what_waits_stays(journal: Journal, code: str) -> None:
    app = open_afspraak(journal, code)
    journal.append([Draft(afspraak(code, eigenaar="Derde"), 2)], "derde")
    press(app, "Neem deze over")
    assert "al veranderd" in shown(app)
    assert journal.newest(Afspraak)[0].record.eigenaar == "Derde"
    assert "Er wacht een tweede versie" in shown(app)


def test_who_came_second_oneself_is_told_once(journal: Journal, code: str) -> None:
    journal.append([Draft(afspraak(code), 0)], "begin")
    app = visit("afspraken", gebied=code, nummer="A-0001")
    app.text_area(key="afspraak_lijst_A-0001_tekst").input("Mijn tekst")
    journal.append([Draft(afspraak(code, eigenaar="Adviseur"), 1)], "eerste")
    press(app, "Wijziging bewaren")
    assert "eerste was eerder" in shown(app)
    assert "Er wacht een tweede versie" not in shown(app)
    other = visit("afspraken", gebied=code, nummer="A-0001")
    assert "Er wacht een tweede versie" in shown(other)


def test_a_second_answer_to_a_question_waits_too(journal: Journal, code: str) -> None:
    about = {"gebied": code, "kenmerk": "V-0001", "indicator": next(iter(load_catalogue())).slug}

    def vraag(antwoord: str) -> Vraag:
        return Vraag.model_validate({**about, "tekst": "Klopt dit?", "antwoord": antwoord})

    collide(journal, vraag(""), vraag("Ja, dit klopt."), vraag("Nee. " * 60))
    app = visit("afspraken", gebied=code, nummer="V-0001")
    assert "Er wacht een tweede versie" in shown(app)
    assert "<b>Antwoord</b>" in shown(app)
    press(app, "Neem deze over")
    assert journal.newest(Vraag)[0].record.antwoord.startswith("Nee.")
    assert not journal.collisions("vraag:V-0001")


def test_a_second_version_that_cannot_be_read_can_still_be_dropped(
    journal: Journal, code: str
) -> None:
    journal.append([Draft(afspraak(code), 0)], "begin")
    fields = {"kenmerk": "B-0001", "naam": "afspraak:A-0001", "tegen_versie": 1, "inhoud": "{}"}
    journal.append([Draft(Botsing.model_validate({"gebied": code, **fields}))], "tweede")
    app = visit("afspraken", gebied=code, nummer="A-0001")
    assert "is niet te lezen" in shown(app)
    press(app, "Laat vervallen")
    assert not journal.collisions("afspraak:A-0001")
