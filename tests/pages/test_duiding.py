"""Writing duiding: the steps in order, sentences by rule, and two people at one text."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from drawn_page import DrawnPage, open_page
from seen import address, shown, visit
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.parts import explained, show
from peil.access import Viewer
from peil.desk import Desk, open_desk
from peil.errors import PeilError, Verouderd
from peil.figure import Figure
from peil.journal import Draft, Journal
from peil.question import Question
from peil.records import Duiding
from pipelines import publish
from pipelines.check_records import record_checker
from pipelines.loket import JournalLoket

JAAR = 2021  # a year of which the demo has no texts


@pytest.fixture
def work(demo_work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work folder of its own, for what is written stays."""
    copy = tmp_path / "werkmap"
    shutil.copytree(demo_work, copy, symlinks=True)
    monkeypatch.setenv("PEIL_DATA", str(copy))
    return copy


@pytest.fixture
def journal(work: Path) -> Iterator[Journal]:
    journal = Journal(work)
    yield journal
    journal.close()


@pytest.fixture
def code(work: Path) -> str:
    return open_desk(work).areas.at("gemeente")[0].code


def text_of(code: str, tekst: str, status: str = "concept", thema: str = "drugs") -> Duiding:
    return Duiding.model_validate(
        {"gebied": code, "thema": thema, "jaar": JAAR, "tekst": tekst, "status": status}
    )


def vaststellen(journal: Journal, code: str, tekst: str, thema: str = "drugs") -> None:
    for status in ("concept", "ter controle", "vastgesteld"):
        journal.append([Draft(text_of(code, tekst, status, thema))], "collega")


def open_text(code: str, thema: str = "drugs") -> AppTest:
    app = visit("duiding", gebied=code, thema=thema, jaar=str(JAAR))
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> None:
    next(b for b in app.button if b.label == label).click().run()
    assert not app.exception


def go(app: AppTest, page: str, **query: str) -> None:
    """Open another page in the same visit."""
    app.query_params.update(query)
    app._page_hash = calc_hash(page)  # pyright: ignore[reportPrivateUsage]
    app.run()
    assert not app.exception


def write(app: AppTest, tekst: str) -> None:
    app.text_area[0].set_value(tekst).run()


def newest(journal: Journal, code: str) -> Duiding:
    entry = journal.find(Duiding, text_of(code, "").onderwerp)
    assert entry is not None
    return entry.record


def test_a_text_goes_from_concept_by_the_gemeente_to_vastgesteld(
    journal: Journal, code: str
) -> None:
    app = open_text(code)
    write(app, "Er is **meer** geregistreerd.")
    assert "Nog niet bewaard" in shown(app)
    press(app, "Bewaar concept")
    assert newest(journal, code).status == "concept"
    press(app, "Zet ter controle")
    app.text_area[1].set_value("Wij zien dit ook.").run()
    press(app, "Stel vast")
    found = newest(journal, code)
    assert (found.status, found.tekst) == ("vastgesteld", "Er is **meer** geregistreerd.")
    assert found.reactie == "Wij zien dit ook."
    assert not app.text_area
    assert "na de laatste publicatie" in shown(app)


def test_a_text_that_was_not_saved_can_be_sent_for_control_in_one_go(
    journal: Journal, code: str
) -> None:
    app = open_text(code)
    write(app, "Meteen ter controle.")
    press(app, "Zet ter controle")
    entries = journal.history(Duiding, text_of(code, "").onderwerp)
    assert [e.record.status for e in entries] == ["concept", "ter controle"]


def test_a_text_changed_after_control_must_be_checked_again(journal: Journal, code: str) -> None:
    app = open_text(code)
    write(app, "Eerst dit.")
    press(app, "Zet ter controle")
    assert "Stel vast" in [b.label for b in app.button]
    write(app, "Nu iets anders.")
    labels = [b.label for b in app.button]
    assert "Stel vast" not in labels
    press(app, "Zet opnieuw ter controle")
    assert newest(journal, code).tekst == "Nu iets anders."


def test_an_empty_text_and_a_person_are_refused_in_words(journal: Journal, code: str) -> None:
    app = open_text(code)
    press(app, "Zet ter controle")
    assert "De tekst is leeg." in shown(app)
    write(app, "Bel 06 12345678 voor meer.")
    press(app, "Bewaar concept")
    assert "een telefoonnummer" in shown(app)
    assert app.text_area[0].value == "Bel 06 12345678 voor meer."
    assert "12345678" not in str(journal.entries(Duiding))


def test_the_text_survives_another_page_and_another_text(code: str) -> None:
    app = open_text(code)
    write(app, "Half af")
    app.selectbox(key="keuze_duiding_thema").set_value("").run()
    assert app.text_area[0].value != "Half af"
    assert "nog niet bewaard" in shown(app)
    app.selectbox(key="keuze_duiding_thema").set_value("drugs").run()
    assert app.text_area[0].value == "Half af"
    assert address(app)["thema"] == "drugs"
    go(app, "gemeente")
    assert not app.text_area
    go(app, "duiding", jaar=str(JAAR))
    assert app.text_area[0].value == "Half af"


def test_a_new_version_leaves_the_one_that_holds_alone(journal: Journal, code: str) -> None:
    vaststellen(journal, code, "Dit geldt.")
    app = open_text(code)
    assert not app.text_area
    press(app, "Nieuwe versie")
    assert app.text_area[0].value == "Dit geldt."
    write(app, "Dit wordt het.")
    press(app, "Bewaar concept")
    history = journal.history(Duiding, text_of(code, "").onderwerp)
    assert [e.record.status for e in history][-2:] == ["vastgesteld", "concept"]
    assert "<del>" in shown(app)


def test_publishing_from_the_page_freezes_the_text(work: Path, journal: Journal, code: str) -> None:
    vaststellen(journal, code, "Dit komt erbij.")
    app = open_text(code)
    press(app, "Publiceer nu")
    assert [u.tekst for u in open_desk(work).explanations(code, "drugs", JAAR)] == [
        "Dit komt erbij."
    ]
    assert "Publiceer nu" not in [b.label for b in app.button]
    assert "Dit komt erbij." in shown(app)


def test_a_draft_is_linked_to_its_numbers_and_can_be_taken_over(code: str) -> None:
    app = open_text(code)
    write(app, "Begin.")
    markup = shown(app)
    assert "indicator?" in markup
    assert "door een regel gemaakt" in markup
    press(app, "Neem over")
    value = app.text_area[0].value or ""
    assert value.startswith("Begin.\n\n")
    assert len(value) > 30


def test_a_draft_on_invented_figures_says_so_in_the_text(code: str) -> None:
    app = visit("duiding", gebied=code, thema="vastgoed", jaar="2025")
    assert '<span class="ftag">fictief</span>' in shown(app)
    press(app, "Neem over")
    assert (app.text_area[0].value or "").endswith("(Verzonnen cijfers.)")


def test_who_comes_second_sees_both_texts_and_loses_nothing(journal: Journal, code: str) -> None:
    first, second = open_text(code), open_text(code)
    write(first, "Eerste mening.")
    write(second, "Tweede mening.")
    press(first, "Bewaar concept")
    press(second, "Bewaar concept")
    markup = shown(second)
    assert "was eerst" in markup
    assert "Eerste mening." in markup
    assert second.text_area[0].value == "Tweede mening."
    assert newest(journal, code).tekst == "Eerste mening."

    first.run()
    assert "Er is ook een andere versie bewaard door" in shown(first)
    assert "Tweede mening." in shown(first)

    press(second, "Voeg samen in het veld")
    assert second.text_area[0].value == "Eerste mening.\n\nTweede mening."
    press(second, "Bewaar concept")
    assert newest(journal, code).tekst == "Eerste mening.\n\nTweede mening."
    assert not journal.collisions(text_of(code, "").onderwerp)
    first.run()
    assert "andere versie" not in shown(first)
    assert first.text_area[0].value == "Eerste mening.\n\nTweede mening."


def test_a_save_that_crosses_one_from_elsewhere_is_kept_beside_it(
    journal: Journal, code: str
) -> None:
    app = open_text(code)
    write(app, "Mijn tekst.")
    journal.append([Draft(text_of(code, "Hun tekst."))], "collega")
    press(app, "Bewaar concept")
    assert "collega was eerst" in shown(app)
    (kept,) = journal.collisions(text_of(code, "").onderwerp)
    assert "Mijn tekst." in kept.record.inhoud
    press(app, "Neem de andere tekst over")
    assert app.text_area[0].value == "Hun tekst."
    assert not journal.collisions(text_of(code, "").onderwerp)
    assert len(journal.history(Duiding, text_of(code, "").onderwerp)) == 1


def test_the_other_text_can_be_left_out_by_a_third_person(journal: Journal, code: str) -> None:
    journal.append([Draft(text_of(code, "Hun tekst."), 0)], "collega")
    with pytest.raises(Verouderd):
        journal.append([Draft(text_of(code, "Laat."), 0)], "bakker")
    app = open_text(code)
    assert "andere versie bewaard door bakker" in shown(app)
    press(app, "Laat de andere vervallen")
    assert not journal.collisions(text_of(code, "").onderwerp)
    assert newest(journal, code).tekst == "Hun tekst."


def test_leaving_out_the_other_text_keeps_what_was_typed(journal: Journal, code: str) -> None:
    journal.append([Draft(text_of(code, "Hun tekst."), 0)], "collega")
    with pytest.raises(Verouderd):
        journal.append([Draft(text_of(code, "Laat."), 0)], "bakker")
    app = open_text(code)
    write(app, "Hun tekst. En de mijne.")
    press(app, "Laat de andere vervallen")
    assert not journal.collisions(text_of(code, "").onderwerp)
    assert app.text_area[0].value == "Hun tekst. En de mijne."
    press(app, "Bewaar concept")
    assert newest(journal, code).tekst == "Hun tekst. En de mijne."


def test_publishing_that_fails_leaves_the_editor_on_the_page(
    journal: Journal, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(work: Path, **_: object) -> None:
        raise PeilError("Iemand anders publiceert nu.")

    vaststellen(journal, code, "Dit komt erbij.")
    monkeypatch.setattr(publish, "publish", busy)
    app = open_text(code)
    press(app, "Publiceer nu")
    assert "Iemand anders publiceert nu." in shown(app)
    assert "De tekst in bewerking" in shown(app)


def test_the_series_of_a_gebied_are_read_once_per_drawing(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    series = Desk.series

    def counted(desk: Desk, gebied: str, indicator: str | None = None) -> list[Figure]:
        read.append(gebied)
        return series(desk, gebied, indicator)

    monkeypatch.setattr(Desk, "series", counted)
    app = open_text(code)
    assert "Voorstellen" in shown(app)
    assert read == [code]


def test_the_overview_shows_status_and_who_waits(journal: Journal, code: str, work: Path) -> None:
    for status in ("concept", "ter controle"):
        journal.append([Draft(text_of(code, "Kijkt u mee?", status))], "collega")
    app = open_text(code)
    assert "ter controle" in shown(app)
    above = open_desk(work).areas.ancestors(code)["eenheid"]
    page = visit("duiding", gebied=above.code)
    assert "Ter controle bij gemeenten" in shown(page)
    assert f"gebied={code}&amp;thema=drugs&amp;jaar={JAAR}" in shown(page)


def drawn_beside(
    monkeypatch: pytest.MonkeyPatch, work: Path, desk: Desk, vraag: Question, rol: str = "analist"
) -> str:
    """What stands beside the figures, without the page around it."""
    drawn: list[str] = []
    monkeypatch.setattr(show, "show_html", lambda markup, key=None: drawn.append(markup))
    viewer = Viewer("collega", "analist" if rol == "analist" else "lezer")
    loket = JournalLoket(work, Journal(work), viewer, record_checker())
    explained.show_explained(desk, loket, vraag)
    return "".join(drawn)


def test_beside_the_figures_stands_the_newest_text_not_later_than_the_year(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(work)
    code = next(
        a.code for a in desk.areas.at("gemeente")
        if {u.jaar for u in desk.explanations(a.code, "")} >= {2024, 2025}
    )  # fmt: skip
    now = drawn_beside(monkeypatch, work, desk, Question(gebied=code))
    assert "Het hele beeld, 2025" in now
    assert "Vastgesteld op" in now
    assert "blad fic" in now
    before = drawn_beside(monkeypatch, work, desk, Question(gebied=code, periode="2024"))
    assert "Het hele beeld, 2024" in before
    assert "Het hele beeld, 2025" not in before


def test_a_concept_is_hinted_at_for_who_may_write_only(
    work: Path, journal: Journal, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.append([Draft(text_of(code, "Geheim concept."))], "collega")
    desk = open_desk(work)
    vraag = Question(gebied=code, periode=str(JAAR))
    writer = drawn_beside(monkeypatch, work, desk, vraag)
    assert f"Er ligt een concept voor {JAAR}" in writer
    assert "Geheim" not in writer
    assert "concept" not in drawn_beside(monkeypatch, work, desk, vraag, "lezer")


def test_the_page_has_one_title_and_headings_in_order(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page: DrawnPage = open_page(monkeypatch, demo_work, "duiding")
    assert page.markup.count("<h1") == 1
    assert "Voorstellen" in page.text
