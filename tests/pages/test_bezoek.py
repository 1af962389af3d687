"""The page Bezoek without a browser: the year, the sheet, and every step of a visit."""

import shutil
from pathlib import Path

import pytest
from seen import address, shown, visit

from pages.parts.visit import STEPS
from peil.journal import Draft, Journal
from peil.records import Bezoek


@pytest.fixture
def own(demo_work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work folder of this test alone."""
    work = tmp_path / "werkmap"
    shutil.copytree(demo_work, work)
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


def test_a_visit_that_someone_else_changed_meanwhile_says_so_and_keeps_the_text(own: Path) -> None:
    prepared = first(own, "voorbereid")
    app = visit("bezoek", gebied=prepared.gebied, jaar=str(prepared.jaar), stap="voorbereiding")
    other = prepared.model_copy(update={"aandachtspunten": "Van een ander."})
    Journal(own).append([Draft(other)], "een ander")
    app.text_area[0].set_value("Van mij.").run()
    assert 'class="state fout"' in shown(app)
    assert app.text_area[0].value == "Van mij."


def test_an_unknown_step_shows_the_year(own: Path) -> None:
    app = visit("bezoek", stap="onzin")
    assert not app.exception
    assert "Bezoeken" in shown(app)
