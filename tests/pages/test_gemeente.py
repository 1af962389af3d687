"""The profile of a gemeente: complete, in the address, and with its own table per card."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from drawn_page import open_page

from peil.desk import Desk, open_desk


@pytest.fixture(scope="module")
def desk(demo_work: Path) -> Desk:
    return open_desk(demo_work)


def shared(desk: Desk) -> str:
    """A gemeente that lies in a district with others."""
    areas = desk.areas
    return next(a.code for a in areas.at("gemeente") if not areas.equals_parent(a.code))


def test_every_indicator_can_be_reached(
    demo_work: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = shared(desk)
    page = open_page(monkeypatch, demo_work, "gemeente", gebied=code)
    shown = set(re.findall(r'href="indicator\?[^"]*?indicator=([a-z0-9-]+)', page.markup))
    assert {f.indicator for f in desk.profile(code)} <= shown


def test_no_two_cards_share_a_fold(
    demo_work: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(monkeypatch, demo_work, "gemeente", gebied=shared(desk))
    folds = re.findall(r'id="(v-[^"]+)"', page.markup)
    assert len(folds) == len(set(folds)) > 6


def test_headings_never_skip_a_level(
    demo_work: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(monkeypatch, demo_work, "gemeente", gebied=shared(desk))
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page.markup)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_where_the_gemeente_is_its_district_that_comparison_does_not_apply(
    demo_work: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = next(a for a in desk.areas.at("gemeente") if desk.areas.equals_parent(a.code))
    page = open_page(monkeypatch, demo_work, "gemeente", gebied=alone.code)
    assert "niet van toepassing" in page.text


def test_the_own_group_stands_in_the_address(
    demo_work: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = shared(desk)
    group = [a for a in desk.areas.at("gemeente") if a.code != code][:4]
    page = open_page(
        monkeypatch, demo_work, "gemeente", gebied=code, vergelijk=",".join(a.code for a in group)
    )
    assert "Eigen keuze" in page.text
    assert all(a.naam in page.text for a in group)
    assert "van de 4 andere" in page.text


def test_an_earlier_year_shows_that_year(
    demo_work: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(monkeypatch, demo_work, "gemeente", gebied=shared(desk), periode="2021")
    facts = re.findall(r'<div class="small">(\d{4})', page.markup)
    assert set(facts) == {"2021"}
