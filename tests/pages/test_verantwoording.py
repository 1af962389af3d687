"""The page that accounts for the figures: everything a reader needs to trust them, or not."""

from html import escape, unescape
from pathlib import Path

import pytest
from seen import shown, visit

from peil.desk import Desk, open_desk
from peil.numbers import format_count


@pytest.fixture(scope="module")
def desk(demo_work: Path) -> Desk:
    return open_desk(demo_work)


@pytest.fixture(scope="module")
def text(demo_work: Path) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEIL_DATA", str(demo_work))
        app = visit("verantwoording")
        assert not app.exception
        return shown(app)


def test_every_indicator_stands_in_the_catalogue_with_a_link(text: str, desk: Desk):
    for indicator in desk.catalogue:
        assert escape(indicator.titel) in unescape(text) or escape(indicator.titel) in text
        assert f"indicator={indicator.slug}" in unescape(text)


def test_every_levering_is_listed(text: str, desk: Desk):
    for row in desk.deliveries():
        assert str(row["bestand"]) in text
        assert str(row["sha256"])[:12] in text


def test_what_was_typed_instead_of_delivered_is_said_with_its_norm(text: str, desk: Desk):
    assert "Uitgevoerde normitems</b> is geteld uit oordelen in het journaal" in text
    assert "voorbeeldset, niet vastgesteld door RIEC Den Haag" in text
    assert f"boeking {format_count(desk.snapshot.journaal)}." in text


def test_every_cross_check_shows_its_difference(text: str, desk: Desk):
    for row in desk.crosschecks():
        assert escape(str(row["naam"])) in text
        assert escape(str(row["uitleg"])) in text
    assert "1.936.691" in text
    assert "1.936.701" in text


def test_every_event_stands_here_with_its_source(text: str, desk: Desk):
    assert desk.all_events()
    for row in desk.all_events():
        assert escape(str(row["bron"])) in text
        assert escape(str(row["uitleg"])) in text


def test_a_rejected_figure_stands_here_with_its_reason(text: str, desk: Desk):
    rows = desk.rejected()
    assert rows
    for row in rows:
        assert escape(str(row["opmerking"])) in text


@pytest.mark.parametrize(
    "method",
    ["Garwood", "Wilson", "Benjamini-Hochberg", "φ", "zonder het gebied zelf", "Drie jaren samen"],
)
def test_every_method_is_explained(text: str, method: str):
    assert method in text


def test_the_credit_of_the_boundaries_is_given_in_full(text: str):
    for owed in ("© CBS / Kadaster", "nl_maps", "cbsplotlib", "GeoNames", "Commonpike"):
        assert owed in text


def test_what_is_real_and_what_is_fictief_is_said(text: str, desk: Desk):
    assert 'id="fictief"' in text
    assert "Drugshandel" in text.partition("Echt zijn")[2][:200]


def test_the_uncertainty_of_every_gemeente_is_shown(text: str, desk: Desk):
    for area in desk.areas.at("gemeente"):
        assert escape(area.bron) in text


def test_the_stamp_says_under_which_rule_was_published(text: str, desk: Desk):
    assert desk.snapshot.regel in text
    assert desk.snapshot.inhoud in text
