"""The page Bezoek without a browser: the year, the sheet, and every step of a visit."""

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from seen import address, shown, visit
from streamlit.testing.v1 import AppTest

from pages.parts import show
from pages.parts.visit import STEPS
from peil import gather
from peil.journal import Draft, Journal
from peil.norm import load_norms
from peil.records import Afspraak, Bezoek, Entry, Record, Score

R = TypeVar("R", bound=Record)


@pytest.fixture
def own(demo_work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work folder of this test alone."""
    work = tmp_path / "werkmap"
    shutil.copytree(demo_work, work, symlinks=True)
    monkeypatch.setenv("PEIL_DATA", str(work))
    return work


def first(work: Path, status: str) -> Bezoek:
    """The first visit of this year with a status."""
    visits = [e.record for e in Journal(work).newest(Bezoek)]
    newest = max(v.jaar for v in visits)
    return min(
        (v for v in visits if v.status == status and v.jaar == newest), key=lambda v: v.gebied
    )


def test_the_year_is_the_newest_with_visits_and_lists_every_gemeente(own: Path) -> None:
    jaar = first(own, "voorbereid").jaar
    app = visit("bezoek")
    assert not app.exception
    assert f"Bezoeken {jaar}" in shown(app)
    assert shown(app).count('<tr><th scope="row">') == 27


def test_a_wrong_date_is_told_and_stays_in_its_field(own: Path) -> None:
    planned = first(own, "gepland")
    app = visit("bezoek", gebied=planned.gebied)
    app.text_input[0].set_value("32-13-2026").run()
    app.button(key="plan_bewaar").click().run()
    assert "is geen datum" in shown(app)
    assert app.text_input[0].value == "32-13-2026"
    app.text_input[0].set_value("7-12-2026").run()
    app.button(key="plan_bewaar").click().run()
    entry = Journal(own).find(Bezoek, planned.onderwerp)
    assert entry
    assert str(entry.record.datum) == "2026-12-07"


def test_the_sheet_sets_a_planned_visit_on_prepared_and_ticks_a_line(own: Path) -> None:
    planned = first(own, "gepland")
    app = visit("bezoek", gebied=planned.gebied, jaar=str(planned.jaar), stap="voorbereiding")
    app.button(key="blad_voorbereid").click().run()
    assert not app.exception
    app.checkbox[0].check().run()
    app.text_area[0].set_value("Vraag naar het buitengebied.").run()
    entry = Journal(own).find(Bezoek, planned.onderwerp)
    assert entry
    assert entry.record.status == "voorbereid"
    assert len(entry.record.klaar) == len(planned.klaar) + 1
    assert entry.record.aandachtspunten == "Vraag naar het buitengebied."


@pytest.mark.parametrize("stap", STEPS)
def test_every_step_of_a_prepared_visit_has_a_topic_and_a_way_on(own: Path, stap: str) -> None:
    prepared = first(own, "voorbereid")
    app = visit("bezoek", gebied=prepared.gebied, jaar=str(prepared.jaar), stap=stap)
    assert not app.exception
    assert shown(app).count("<h1") == 1
    assert 'aria-current="step"' in shown(app)
    before = address(app)
    app.button(key="bezoek_volgende").click().run()
    assert not app.exception
    assert address(app) != before


def newest(work: Path, record: R) -> Entry[R]:
    """The version of a record that holds now."""
    entry = Journal(work).find(type(record), record.onderwerp)
    assert entry
    return entry


def colleague(work: Path, record: Record, **changes: Any) -> None:
    """Let someone else keep the next version of a record."""
    now = newest(work, record).record
    Journal(work).append([Draft(now.model_copy(update=changes))], "een ander")


def field(app: AppTest, name: str) -> Any:
    """The text area whose key starts with this."""
    return next(a for a in app.text_area if str(a.key).startswith(name))


def opened(work: Path, name: str) -> tuple[AppTest, Record, str]:
    """A screen of a visit with this text on it, the record it belongs to, and its field."""
    status = "gehouden" if name == "bezoek_verslag" else "voorbereid"
    visit_of = first(work, status)
    if name != "resultaat":
        stap = {"gebied": visit_of.gebied, "jaar": str(visit_of.jaar), "stap": "voorbereiding"}
        return visit("bezoek", **stap), visit_of, name.removeprefix("bezoek_")
    stap = {"gebied": visit_of.gebied, "jaar": str(visit_of.jaar), "stap": "afspraken"}
    app = visit("bezoek", **stap)
    mark = str(field(app, "resultaat_").key).removeprefix("resultaat_")
    own = next(e.record for e in Journal(work).newest(Afspraak) if e.record.kenmerk == mark)
    return app, own, "resultaat"


FIELDS = pytest.mark.parametrize("name", ["bezoek_aandachtspunten", "bezoek_verslag", "resultaat"])


@FIELDS
def test_two_texts_at_once_are_both_kept_and_both_told(own: Path, name: str) -> None:
    app, record, text = opened(own, name)
    colleague(own, record, **{text: "Van een ander."})
    field(app, name).set_value("Van mij.").run()
    assert "een ander heeft dit op" in shown(app)
    assert shown(app).count("Er wacht een tweede versie") == 1
    assert "kan nu niet worden getoond" not in shown(app)
    assert field(app, name).value == "Van mij."
    assert getattr(newest(own, record).record, text) == "Van een ander."
    (second,) = Journal(own).collisions(record.onderwerp)
    assert getattr(second.record.second(), text) == "Van mij."
    # The other one sees both too, and what is chosen there also stands in the first one's field.
    app.button(key=f"laat_{second.record.kenmerk}").click().run()
    assert field(app, name).value == "Van een ander."
    assert not Journal(own).collisions(record.onderwerp)


@FIELDS
def test_what_is_typed_after_a_rerun_answers_the_text_it_started_from(own: Path, name: str) -> None:
    app, record, text = opened(own, name)
    # Refused, so it stays in the field while the page is drawn again over a newer version.
    field(app, name).set_value("Bel 06-12345678.").run()
    colleague(own, record, **{text: "Van een ander."})
    app.run()
    assert field(app, name).value == "Bel 06-12345678."
    field(app, name).set_value("Bel de gemeente.").run()
    assert getattr(newest(own, record).record, text) == "Van een ander."
    (second,) = Journal(own).collisions(record.onderwerp)
    assert getattr(second.record.second(), text) == "Bel de gemeente."
    assert "Er wacht een tweede versie" in shown(app)


@FIELDS
def test_a_field_that_was_left_alone_follows_the_colleague(own: Path, name: str) -> None:
    app, record, text = opened(own, name)
    colleague(own, record, **{text: "Van een ander."})
    app.run()
    assert field(app, name).value == "Van een ander."
    field(app, name).set_value("Van een ander, en van mij.").run()
    assert getattr(newest(own, record).record, text) == "Van een ander, en van mij."
    assert not Journal(own).collisions(record.onderwerp)


def test_a_tick_of_a_colleague_and_a_text_go_together(own: Path) -> None:
    app, record, _ = opened(own, "bezoek_aandachtspunten")
    colleague(own, record, klaar=("norm-BO-99-2026",))
    field(app, "bezoek_aandachtspunten").set_value("Van mij.").run()
    app.checkbox[0].check().run()
    found = newest(own, record).record
    assert isinstance(found, Bezoek)
    assert found.aandachtspunten == "Van mij."
    assert len(found.klaar) == 2
    assert not Journal(own).collisions(record.onderwerp)


def test_a_second_oordeel_at_a_visit_keeps_the_answer_and_what_was_noted(own: Path) -> None:
    prepared = first(own, "voorbereid")
    norm = load_norms().newest
    assert norm
    asked = next(i for i in norm.item if i.antwoord == "aantal")
    stop = {"gebied": prepared.gebied, "jaar": str(prepared.jaar), "stap": "norm"}
    stop["item"] = asked.id
    app = visit("bezoek", **stop)
    app.text_input[0].set_value("3").run()
    app.button(key="oordeel_in ontwikkeling").click().run()
    score = next(
        e.record
        for e in Journal(own).newest(Score, [prepared.gebied])
        if e.record.item == asked.id and not e.is_fictief
    )
    assert score.antwoord == "3"
    colleague(own, score, toelichting="Gezien in het plan.")
    again = visit("bezoek", **stop)
    assert again.text_input[0].value == "3"
    again.button(key="oordeel_uitgevoerd").click().run()
    held = newest(own, score).record
    assert isinstance(held, Score)
    assert (held.oordeel, held.antwoord) == ("uitgevoerd", "3")
    assert held.toelichting == "Gezien in het plan."


def test_what_a_visit_talks_about_is_found_once_per_publication(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    real = gather.published

    def counted(*of: Any) -> Any:
        asked.append(1)
        return real(*of)

    monkeypatch.setattr(gather, "published", counted)
    prepared = first(own, "voorbereid")
    for stap in ("cijfers", "norm"):
        app = visit("bezoek", gebied=prepared.gebied, jaar=str(prepared.jaar), stap=stap)
        app.run()
    assert asked == [1]


def end(work: Path, gebied: str) -> AppTest:
    """The last screen of this year's visit."""
    jaar = str(first(work, "gehouden").jaar)
    return visit("bezoek", gebied=gebied, jaar=jaar, stap="nieuw", nummer="2")


def test_the_end_of_a_visit_refuses_a_day_to_come_and_notes_who_were_there(own: Path) -> None:
    prepared = first(own, "voorbereid")
    app = end(own, prepared.gebied)
    field_of = {str(i.key).split("_GM")[0]: i for i in app.text_input}
    field_of["gehouden"].set_value("1-1-2199").run()
    app.button(key="bezoek_gehouden").click().run()
    assert "1 januari 2199 moet nog komen" in shown(app)
    field_of = {str(i.key).split("_GM")[0]: i for i in app.text_input}
    field_of["bezoek_deelnemers"].set_value("burgemeester, adviseur veiligheid").run()
    field_of["gehouden"].set_value("1-6-2026").run()
    app.button(key="bezoek_gehouden").click().run()
    found = newest(own, prepared).record
    assert isinstance(found, Bezoek)
    assert (found.status, str(found.datum)) == ("gehouden", "2026-06-01")
    assert found.deelnemers == "burgemeester, adviseur veiligheid"
    assert "Schrijf eerst het verslag; daarna" in shown(app)
    app.button(key="bezoek_vaststellen").click().run()
    assert "Het verslag is nog leeg." in shown(app)


def test_a_reason_to_open_a_visit_again_is_for_one_time_and_one_gemeente(own: Path) -> None:
    held = first(own, "gehouden")
    for text in ("Een verslag.", "Een beter verslag."):
        app = end(own, held.gebied)
        app.text_area[0].set_value(text).run()
        app.button(key="bezoek_vaststellen").click().run()
        assert "Dit bezoek is vastgesteld" in shown(app)
        assert app.text_input[0].value == ""
        app.button(key="bezoek_heropen").click().run()
        assert "Heropen het eerst, met de reden" in shown(app)
        app.text_input[0].set_value("Een feit klopte niet.").run()
        app.button(key="bezoek_heropen").click().run()
        found = newest(own, held).record
        assert isinstance(found, Bezoek)
        assert (found.status, found.reden) == ("gehouden", "Een feit klopte niet.")
    field(app, "bezoek_verslag").set_value("Het laatste verslag.").run()
    app.button(key="bezoek_vaststellen").click().run()
    found = newest(own, held).record
    assert isinstance(found, Bezoek)
    assert (found.status, found.reden) == ("vastgesteld", "")
    assert held.gebied in str(app.text_input[0].key)


def test_oordelen_of_a_visit_that_is_vastgesteld_can_be_published_at_once(own: Path) -> None:
    held = first(own, "gehouden")
    norm = load_norms().newest
    assert norm
    score = Score(
        gebied=held.gebied, item=norm.item[0].id, normset=norm.set, normversie=norm.versie,
        oordeel="uitgevoerd", peildatum=held.datum or date(2026, 11, 1), beoordelaar="adviseur",
    )  # fmt: skip
    now = Journal(own).find(Score, score.onderwerp)
    Journal(own).append([Draft(score, now.versie if now else 0)], "een ander")
    app = end(own, held.gebied)
    app.text_area[0].set_value("Een verslag.").run()
    app.button(key="bezoek_vaststellen").click().run()
    assert "pas mee in de cijfers na publiceren" in shown(app)
    assert app.button(key="bezoek_publiceer_nu").label == "Publiceer nu"


def test_a_label_shows_typed_words_as_they_were_typed() -> None:
    typed = "[x](http://y) ![p](q) `c` $e$ :red[r] **v** \\ <b> #1"
    label = show.as_markdown(typed)
    assert not re.search(r"(?<!\\)[`*_\[\]()<>#$:!]", label.replace("\\\\", ""))
    assert re.sub(r"\\([^\w\s])", r"\1", label) == typed


def test_a_line_to_tick_off_shows_an_afspraak_as_it_was_typed(own: Path) -> None:
    prepared = first(own, "voorbereid")
    typed = "Lees [dit](https://example.nl) en `dat`"
    new = Afspraak(
        gebied=prepared.gebied, kenmerk="proef-1", tekst=typed, eigenaar="adviseur",
        bezoekjaar=prepared.jaar - 1,
    )  # fmt: skip
    Journal(own).append([Draft(new)], "een ander")
    app = visit("bezoek", gebied=prepared.gebied, jaar=str(prepared.jaar), stap="voorbereiding")
    labels = [box.label for box in app.checkbox]
    assert f"Afspraak zonder resultaat\\: {show.as_markdown(typed)}" in labels


def test_an_unknown_step_shows_the_year(own: Path) -> None:
    app = visit("bezoek", stap="onzin")
    assert not app.exception
    assert "Bezoeken" in shown(app)
