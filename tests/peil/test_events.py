from datetime import date
from pathlib import Path
from typing import Any

import pytest

from peil.areas import Areas, load_areas
from peil.catalogue import Catalogue, load_catalogue
from peil.errors import PeilError
from peil.events import FILE, as_frame, load_events

GOOD = {
    "naam": '"een gebeurtenis"',
    "kort": '"kort"',
    "soort": '"maatregel"',
    "van": "2020-03-12",
    "uitleg": '"Dit gebeurde er."',
    "bron": '"Een bron met een naam."',
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def areas() -> Areas:
    return load_areas()


def _written(folder: Path, **changes: str | None) -> Path:
    lines = {k: v for k, v in {**GOOD, **changes}.items() if v is not None}
    text = "\n".join(f"{key} = {value}" for key, value in lines.items())
    (folder / FILE).write_text(f"[[gebeurtenis]]\n{text}\n", "utf-8")
    return folder


def test_a_region_without_the_file_has_no_events(
    tmp_path: Path, catalogue: Catalogue, areas: Areas
) -> None:
    assert load_events(catalogue, areas, tmp_path) == ()
    assert as_frame(()).columns[:3] == ["naam", "kort", "soort"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tekst": '"x"'}, "sleutel 'gebeurtenis.0.tekst' is onbekend"),
        ({"bron": None}, "sleutel 'gebeurtenis.0.bron' ontbreekt"),
        ({"soort": '"toeval"'}, "sleutel 'gebeurtenis.0.soort' klopt niet"),
        ({"tot": "2019-01-01"}, "'tot' ligt vóór 'van'"),
        ({"kort": '"dit past nergens bij"'}, "sleutel 'gebeurtenis.0.kort' klopt niet"),
        ({"indicatoren": '["bestaat-niet"]'}, "sleutel 'gebeurtenis.0.indicatoren' noemt"),
        ({"themas": '["bestaat-niet"]'}, "sleutel 'gebeurtenis.0.themas' noemt"),
        ({"gebieden": '["GM9999"]'}, "sleutel 'gebeurtenis.0.gebieden' noemt 'GM9999'"),
    ],
)
def test_a_wrong_file_is_refused_by_file_and_key(
    tmp_path: Path, catalogue: Catalogue, areas: Areas, change: dict[str, Any], said: str
) -> None:
    with pytest.raises(PeilError) as refused:
        load_events(catalogue, areas, _written(tmp_path, **change))
    assert said in str(refused.value)
    assert str(refused.value).startswith(f"{FILE}: ")


def test_all_unknown_names_are_told_at_once(
    tmp_path: Path, catalogue: Catalogue, areas: Areas
) -> None:
    folder = _written(tmp_path, indicatoren='["a", "b"]', gebieden='["c"]')
    with pytest.raises(PeilError) as refused:
        load_events(catalogue, areas, folder)
    assert len(str(refused.value).splitlines()) == 3


def test_every_herindeling_of_the_region_is_an_event_with_its_date(
    catalogue: Catalogue, areas: Areas
) -> None:
    declared = {
        (one.van.year, code)
        for one in load_events(catalogue, areas)
        if one.soort == "herindeling"
        for code in one.gebieden
    }
    assert declared == set(areas.mergers.values())


def test_events_are_in_order_and_say_who_says_so(catalogue: Catalogue, areas: Areas) -> None:
    found = load_events(catalogue, areas)
    assert found
    assert [one.van for one in found] == sorted(one.van for one in found)
    for one in found:
        assert any(character.isdigit() for character in one.bron), one.naam
        assert one.uitleg.endswith("."), one.naam
        assert one.van <= date(2025, 12, 31), one.naam
