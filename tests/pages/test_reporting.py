"""The report behind its button: what is offered, to whom, and what is kept."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from seen import shown, visit
from streamlit.testing.v1 import AppTest

from pages.parts import reporting
from peil.access import Viewer
from peil.errors import PeilError
from peil.journal import Draft, Journal
from peil.labels import FICTIEF
from peil.records import Duiding
from pipelines import kept_reports
from pipelines.look_back import known_standen


@pytest.fixture(scope="module")
def folder(demo_work: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo: what is kept here is for ever."""
    copy = tmp_path_factory.mktemp("rapporten") / "werk"
    shutil.copytree(demo_work, copy, symlinks=True)
    return copy


@pytest.fixture(autouse=True)
def work(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PEIL_DATA", str(folder))
    return folder


def opened(page: str = "gemeente", **query: str) -> AppTest:
    """A page with the report open."""
    app = visit(page, **query)
    app.session_state["rapport_open"] = True
    app.run()
    assert not app.exception
    return app


def downloads(app: AppTest) -> list[str]:
    return [b.label for b in app.get("download_button") if "Download" not in b.label]


def test_nothing_is_made_before_the_button_is_pressed() -> None:
    app = visit("gemeente", gebied="GM0513")
    assert "Rapport over" not in shown(app)
    assert "Concept als PDF" not in downloads(app)


def test_a_gemeente_offers_all_editions_and_forms() -> None:
    app = opened(gebied="GM0513")
    concept = [f"Concept als {form}" for form in ("PDF", "Word", "Excel")]
    assert downloads(app)[:5] == [*concept, "Raadsbrief", "Ter voorbereiding"]
    assert "Rapport over Gouda" in shown(app)


@pytest.mark.parametrize(("page", "gebied"), [("district", "G"), ("eenheid", "DH")])
def test_a_larger_gebied_has_no_council_and_no_visit(page: str, gebied: str) -> None:
    found = downloads(opened(page, gebied=gebied))
    assert "Concept als PDF" in found
    assert not {"Raadsbrief", "Ter voorbereiding"} & set(found)


def test_the_preparing_sheet_offers_the_report_on_the_year_before() -> None:
    app = opened("bezoek", gebied="GM0513", jaar="2025", stap="voorbereiding")
    years = next(s for s in app.selectbox if s.label == "Jaar van de cijfers")
    assert years.value == 2024
    assert "Ter voorbereiding" in downloads(app)


def test_a_panel_that_opens_again_has_the_year_that_was_chosen() -> None:
    def years(app: AppTest) -> Any:
        return next(s for s in app.selectbox if s.label == "Jaar van de cijfers")

    app = opened(gebied="GM0513")
    assert years(app).value == 2025
    years(app).select(2023).run()
    for is_open in (False, True):
        app.session_state["rapport_open"] = is_open
        app.run()
    assert years(app).value == 2023


def test_a_lezer_reads_who_fixes_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peil.access.os_viewer", lambda: Viewer("test", "lezer"))
    app = opened(gebied="GM0513")
    assert "Vaststellen doet een analist van het RIEC." in shown(app)
    assert "Stel vast" not in [b.label for b in app.button]
    assert "Ter voorbereiding" not in downloads(app)


def test_a_lezer_reads_that_a_report_is_vastgesteld_and_whom_to_ask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def at_2024() -> AppTest:
        app = opened(gebied="GM0513")
        next(s for s in app.selectbox if s.label == "Jaar van de cijfers").select(2024).run()
        return app

    kept = "Rapport als PDF"
    analist = at_2024()
    assert "Dit rapport blijft zoals het is." in shown(analist)
    assert kept in downloads(analist)
    monkeypatch.setattr("peil.access.os_viewer", lambda: Viewer("test", "lezer"))
    lezer = at_2024()
    assert f"Vastgesteld op 2 februari 2026 {FICTIEF}" in shown(lezer)
    assert "Vraag een analist van het RIEC." in shown(lezer)
    assert kept not in downloads(lezer)
    assert "vertrouwelijke gegevens" not in shown(opened(gebied="GM0513"))


def test_at_an_earlier_stand_one_only_reads(work: Path) -> None:
    number = known_standen(work)[0].nummer
    app = opened(gebied="GM0513", stand=str(number))
    assert f"Met de cijfers van stand {number} van" in shown(app)
    assert "Stel vast" not in [b.label for b in app.button]


def test_what_is_fixed_is_kept_and_a_second_time_is_not_offered(work: Path) -> None:
    app = opened(gebied="GM0546")
    fix = next(b for b in app.button if b.label == "Stel vast")
    assert fix.disabled
    next(c for c in app.checkbox if c.label == "Ik heb het concept gelezen.").check().run()
    next(b for b in app.button if b.label == "Stel vast").click().run()
    assert "is vastgesteld op" in shown(app)
    assert downloads(app)[:3] == [f"Rapport als {form}" for form in ("PDF", "Word", "Excel")]
    assert "Concept als PDF" not in downloads(app)
    assert "Stel vast" not in [b.label for b in app.button]
    (entry,) = kept_reports.kept(work, "GM0546", None)
    assert kept_reports.content(work, entry, "rapport.pdf").startswith(b"%PDF")
    assert "Er is na deze stand iets ingevoerd." not in shown(app)
    text = Duiding(gebied="GM0546", thema="vastgoed", jaar=2019, tekst="Een nieuwe tekst.")
    Journal(work).append([Draft(text, 0)], "test")
    later = opened(gebied="GM0546")
    assert "Er is na deze stand iets ingevoerd." in shown(later)
    assert "Publiceer nu" in [b.label for b in later.button]


def test_why_a_file_did_not_come_is_told_the_next_time() -> None:
    def fails() -> bytes:
        raise PeilError("Het bestand is beschadigd.")

    failed: list[str] = []
    with pytest.raises(PeilError):
        reporting._asked(fails, failed)
    with pytest.raises(ZeroDivisionError):
        reporting._asked(lambda: bytes(1 // 0), failed)
    app = visit("gemeente", gebied="GM0513")
    app.session_state["rapport_open"] = True
    app.session_state["_rapport_mislukt"] = failed
    text = shown(app.run()) + " ".join(str(m.value) for m in app.markdown)
    assert "Het laatste bestand is niet gemaakt. Het bestand is beschadigd." in text
    assert "Het laatste bestand is niet gemaakt. Er ging iets mis." in text
    assert not failed
