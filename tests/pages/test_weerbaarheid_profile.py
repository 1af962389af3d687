"""The norm profile of a gemeente as a visitor meets it: read, open an item, judge it."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from seen import address, drawings, visit
from streamlit.testing.v1 import AppTest

from peil.areas import load_areas
from peil.journal import Draft, Journal
from peil.norm import load_norms
from peil.records import Oordeel, Score

ITEM = "IN-04"
Ask = Callable[..., AppTest]


def gemeente() -> str:
    return min(load_areas().at("gemeente"), key=lambda a: a.naam).code


def score(oordeel: Oordeel, day: date, gebied: str = "", item: str = ITEM) -> Score:
    norm = load_norms().newest
    assert norm is not None
    return Score(
        gebied=gebied or gemeente(),
        item=item,
        normset=norm.set,
        normversie=norm.versie,
        oordeel=oordeel,
        peildatum=day,
        beoordelaar="adviseur",
    )


@pytest.fixture
def copied(demo_work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo, to write in."""
    work = tmp_path / "werkmap"
    shutil.copytree(demo_work, work, symlinks=True)
    monkeypatch.setenv("PEIL_DATA", str(work))
    return work


@pytest.fixture
def work(copied: Path) -> Path:
    """The demo without anything typed yet."""
    for file in copied.glob("journaal.db*"):
        file.unlink()
    return copied


@pytest.fixture
def ask(demo_work: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    monkeypatch.setenv("PEIL_DATA", str(demo_work))
    return lambda **query: visit("weerbaarheid", **({"gebied": gemeente()} | query))


def shown(app: AppTest) -> str:
    """Return all markup, also that of a panel over the page, which is no part of its main block."""
    return "\n".join(drawings(app._tree))  # pyright: ignore[reportPrivateUsage]


def judge(app: AppTest, oordeel: str, **typed: str) -> AppTest:
    """Fill in the form of the open item and press its button."""
    app.radio[0].set_value(oordeel)
    fields = {field.label: field for field in app.text_input}
    for start, value in typed.items():
        next(f for label, f in fields.items() if start in label.lower()).set_value(value)
    next(b for b in app.button if b.label == "Bewaar oordeel").click()
    return app.run()


def test_the_profile_shows_all_pijlers_and_all_items(ask: Ask) -> None:
    app = ask(jaar="2025")
    norm = load_norms().newest
    assert norm is not None
    markup = shown(app)
    assert not app.exception
    assert all(f'np-id">{item.id}<' in markup for item in norm.item)
    assert markup.count('class="np-p"') == len(norm.pijler)
    assert norm.status in markup
    assert "beoordeelde normitem" in markup
    assert "dan in 2024" in markup or "als in 2024" in markup


def test_what_lacks_leads_to_who_does_it_and_to_an_afspraak(ask: Ask) -> None:
    markup = shown(ask(jaar="2022"))
    assert "Wie doet dit al?" in markup
    assert "afspraken?gebied=" in markup
    eenheid = load_areas().at("eenheid")[0].code
    assert f"weerbaarheid?gebied={eenheid}" in markup


def test_figures_stand_beside_the_items_they_belong_to(ask: Ask) -> None:
    markup = shown(ask())
    assert "Cijfers bij de norm" in markup
    assert "indicator?" in markup
    assert "indicator=mma-meldingen" in markup


def test_an_item_in_the_address_opens_its_panel(ask: Ask) -> None:
    app = ask(item=ITEM)
    markup = shown(app)
    assert "Tijdlijn" in markup
    assert "Meetwijze" in markup
    assert "indicator=mma-meldingen" in markup
    assert address(app)["item"] == ITEM


def test_an_unknown_item_and_an_unknown_pijler_do_not_break_the_page(ask: Ask) -> None:
    app = ask(item="ZZ-99", pijler="bestaat-niet")
    assert not app.exception
    assert "ZZ-99 staat niet in deze norm" in shown(app)
    assert f'np-id">{ITEM}<' in shown(app)


def test_a_gemeente_without_oordelen_says_what_to_do(work: Path) -> None:
    app = visit("weerbaarheid", gebied=gemeente())
    assert "is nog niet beoordeeld op de norm" in shown(app)
    assert "Kies hieronder een item" in shown(app)
    assert not app.exception


def test_a_year_before_the_first_oordeel_says_when_the_first_was_given(work: Path) -> None:
    Journal(work).append([Draft(score("uitgevoerd", date(2023, 5, 1)))], "iemand")
    markup = shown(visit("weerbaarheid", gebied=gemeente(), jaar="2020"))
    assert "nog niet beoordeeld op de norm" in markup
    assert "Het eerste oordeel is van 1 mei 2023." in markup


def test_an_oordeel_lands_at_once_and_asks_to_be_published(copied: Path) -> None:
    app = visit("weerbaarheid", gebied=gemeente(), item=ITEM)
    app = judge(app, "uitgevoerd", antwoord="ja", peildatum="1-10-2026", bewijs="zaak 12")
    assert not app.exception
    kept = Journal(copied).find(Score, score("uitgevoerd", date(2026, 10, 1)).onderwerp)
    assert kept is not None
    assert (kept.record.oordeel, kept.record.peildatum) == ("uitgevoerd", date(2026, 10, 1))
    assert kept.record.bewijs == "zaak 12"
    assert not kept.is_fictief
    markup = shown(app)
    assert f"Bewaard: {ITEM} is uitgevoerd." in markup
    assert "telt dit mee na publiceren" in markup
    assert "item" not in address(app)
    assert any(b.label == "Publiceer nu" for b in app.button)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"antwoord": "misschien"}, "Het antwoord past niet."),
        ({"peildatum": "31 februari 2026"}, "is geen datum"),
        ({"peildatum": "1-1-2031"}, "ligt in de toekomst"),
        ({"toelichting": "mail iemand@voorbeeld.nl"}, "haal het weg"),
        ({"geldig": "1-1-2020"}, "ligt voor de peildatum"),
    ],
)
def test_what_does_not_fit_is_told_and_what_was_typed_stays(
    work: Path, typed: dict[str, str], said: str
) -> None:
    app = visit("weerbaarheid", gebied=gemeente(), item=ITEM)
    app = judge(app, "ontbreekt", **({"bewijs": "kast 3"} | typed))
    assert said in shown(app)
    assert not Journal(work).newest(Score)
    assert "kast 3" in [field.value for field in app.text_input]
    assert app.radio[0].value == "ontbreekt"


def test_an_item_that_lacks_for_its_old_date_can_be_kept(work: Path) -> None:
    norm = load_norms().newest
    assert norm is not None
    dated = next(i for i in norm.item if i.antwoord == "datum" and i.geldig_maanden)
    app = visit("weerbaarheid", gebied=gemeente(), item=dated.id)
    app = judge(app, "ontbreekt", antwoord="1-3-2020", peildatum="1-10-2026")
    assert f"Bewaard: {dated.id} is ontbreekt." in shown(app)
    kept = Journal(work).newest(Score)[0].record
    assert (kept.antwoord, kept.geldig_tot) == ("1-3-2020", None)


def test_an_oordeel_given_by_mistake_is_taken_back_with_a_reason(work: Path) -> None:
    journal = Journal(work)
    first, wrong = (score("ontbreekt", date(2024, 5, 1)), score("uitgevoerd", date(2025, 5, 1)))
    journal.append([Draft(first), Draft(wrong)], "een")
    app = visit("weerbaarheid", gebied=gemeente(), item=ITEM)
    press = next(b for b in app.button if b.label == "Trek dit oordeel in")
    app = press.click().run()
    assert "Schrijf waarom dit oordeel niet klopt." in shown(app)
    assert len(Journal(work).entries(Score)) == 2
    next(f for f in app.text_input if f.label == "Waarom klopt het niet?").set_value("Foute <b>rij")
    app = next(b for b in app.button if b.label == "Trek dit oordeel in").click().run()
    assert not app.exception
    assert f"Ingetrokken: {ITEM} was uitgevoerd, peildatum 01-05-2025." in shown(app)
    kept = Journal(work).newest(Score)[0].record
    assert (kept.is_ingetrokken, kept.peildatum) == (True, date(2025, 5, 1))
    markup = shown(visit("weerbaarheid", gebied=gemeente(), item=ITEM))
    line = markup.partition("<h3>Tijdlijn</h3>")[2]
    assert "<s>uitgevoerd</s><small>Ingetrokken op" in line
    assert "Foute &lt;b&gt;rij" in line
    assert "<b>Ontbreekt</b>" in markup


def test_who_comes_second_sees_both_oordelen_and_chooses(work: Path) -> None:
    journal = Journal(work)
    journal.append([Draft(score("ontbreekt", date(2025, 5, 1)))], "een")
    app = visit("weerbaarheid", gebied=gemeente(), item=ITEM)
    journal.append([Draft(score("in ontwikkeling", date(2026, 5, 1)))], "twee")
    app = judge(app, "uitgevoerd", peildatum="1-6-2026")
    assert "Uw versie is ernaast bewaard" in shown(app)
    app = app.run()
    assert "Twee mensen beoordeelden dit item tegelijk" in shown(app)
    next(b for b in app.button if b.label == "Neem het tweede oordeel").click()
    app = app.run()
    holds = Journal(work).newest(Score)[0]
    assert (holds.record.oordeel, holds.versie) == ("uitgevoerd", 3)
    assert not Journal(work).collisions(holds.record.onderwerp)
    assert "is uitgevoerd" in shown(app)
