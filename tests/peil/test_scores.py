"""Which oordeel holds on a day, and what is counted: recomputed by hand on a small norm."""

from datetime import UTC, date, datetime

import pytest

from peil.norm import NormItem, Norms, NormSet, Pijler
from peil.records import BEOORDEELD, Entry, Oordeel, Score
from peil.scores import (
    APART,
    STANDEN,
    State,
    Tally,
    count,
    counted,
    over_years,
    states_on,
    tally,
    timelines,
    total,
    year_end,
)

HERE, ELSEWHERE = "GM9000", "GM9001"
PIJLERS = {"AA": "eerste", "BB": "tweede"}


def item(name: str) -> NormItem:
    return NormItem(
        id=name,
        titel=f"Item {name}",
        pijler=PIJLERS[name[:2]],
        soort="ambtelijk",
        antwoord="ja-deels-nee",
        meetwijze="ja/nee",
        bewijs="Een stuk.",
        bron="test",
    )


NORM = NormSet(
    set="proef",
    versie="1",
    vanaf=date(2019, 1, 1),
    titel="Proefnorm",
    status="voorbeeldset",
    pijler=tuple(Pijler(slug=slug, titel=slug) for slug in PIJLERS.values()),
    item=tuple(item(name) for name in ("AA-01", "AA-02", "AA-03", "BB-01")),
)


def given(
    number: int,
    name: str,
    oordeel: Oordeel,
    day: str,
    *,
    until: str | None = None,
    fictief: bool = False,
    gebied: str = HERE,
) -> Entry[Score]:
    record = Score(
        gebied=gebied,
        item=name,
        normset="proef",
        normversie="1",
        oordeel=oordeel,
        peildatum=date.fromisoformat(day),
        beoordelaar="RIEC-adviseur",
        geldig_tot=date.fromisoformat(until) if until else None,
    )
    return Entry(number, number, "wie", datetime(2026, 1, 1, tzinfo=UTC), fictief, record)


def stand(entries: list[Entry[Score]], day: str, name: str = "AA-01") -> str | None:
    state = states_on(entries, date.fromisoformat(day)).get((HERE, name))
    return state.stand if state else None


def test_the_oordeel_with_the_latest_peildatum_holds_however_it_was_typed():
    late_typed_first = [
        given(1, "AA-01", "uitgevoerd", "2024-10-01"),
        given(2, "AA-01", "ontbreekt", "2023-10-01"),
    ]
    assert stand(late_typed_first, "2024-12-31") == "uitgevoerd"
    assert stand(late_typed_first, "2023-12-31") == "ontbreekt"
    assert stand(late_typed_first, "2023-09-30") is None


def test_of_two_on_one_day_the_last_that_was_kept_holds():
    entries = [
        given(1, "AA-01", "ontbreekt", "2024-10-01"),
        given(2, "AA-01", "uitgevoerd", "2024-10-01"),
    ]
    assert stand(entries, "2024-10-01") == "uitgevoerd"


def test_a_made_up_oordeel_never_takes_the_place_of_a_real_one():
    entries = [
        given(1, "AA-01", "ontbreekt", "2023-10-01"),
        given(2, "AA-01", "uitgevoerd", "2025-10-01", fictief=True),
    ]
    state = states_on(entries, date(2025, 12, 31))[(HERE, "AA-01")]
    assert (state.stand, state.is_fictief) == ("ontbreekt", False)
    assert stand(entries[1:], "2025-12-31") == "uitgevoerd"


@pytest.mark.parametrize(
    ("day", "expected"), [("2024-06-30", "uitgevoerd"), ("2024-07-01", "verlopen")]
)
def test_an_oordeel_holds_up_to_and_including_its_last_day(day: str, expected: str):
    entries = [given(1, "AA-01", "uitgevoerd", "2023-10-01", until="2024-06-30")]
    assert stand(entries, day) == expected


def test_only_what_was_assessed_and_still_holds_is_in_the_denominator():
    entries = [
        given(1, "AA-01", "uitgevoerd", "2024-10-01"),
        given(2, "AA-02", "onbekend", "2024-10-01"),
        given(3, "AA-03", "in ontwikkeling", "2024-10-01", until="2024-11-01"),
        given(4, "BB-01", "ontbreekt", "2024-10-01"),
        given(5, "AA-01", "ontbreekt", "2024-10-01", gebied=ELSEWHERE),
    ]
    counts = tally(NORM, states_on(entries, date(2024, 12, 31)), HERE)
    first = counts["eerste"]
    assert (first.items, first.uitgevoerd, first.beoordeeld) == (3, 1, 1)
    assert (first.onbekend, first.verlopen, first.niet_beoordeeld) == (1, 1, 0)
    assert (counts["tweede"].ontbreekt, counts["tweede"].beoordeeld) == (1, 1)
    everything = total(counts.values())
    assert (everything.uitgevoerd, everything.beoordeeld, everything.items) == (1, 2, 4)


def test_an_item_that_nobody_assessed_is_counted_apart():
    counts = tally(NORM, {}, HERE)
    assert total(counts.values()) == Tally(items=4, niet_beoordeeld=4)


def test_together_is_fictief_when_one_part_is():
    entries = [
        given(1, "AA-01", "uitgevoerd", "2024-10-01"),
        given(2, "BB-01", "uitgevoerd", "2024-10-01", fictief=True),
    ]
    counts = tally(NORM, states_on(entries, date(2024, 12, 31)), HERE)
    assert [counts[p].is_fictief for p in PIJLERS.values()] == [False, True]
    assert total(counts.values()).is_fictief


def test_a_running_year_is_judged_today_and_another_at_its_end():
    today = date(2026, 11, 22)
    assert year_end(2025, today) == date(2025, 12, 31)
    assert year_end(2026, today) == today


def test_a_timeline_is_in_the_order_in_which_oordelen_hold():
    entries = [
        given(1, "AA-01", "uitgevoerd", "2025-10-01"),
        given(2, "AA-01", "ontbreekt", "2023-10-01"),
        given(3, "AA-01", "onbekend", "2026-10-01", fictief=True),
    ]
    assert [e.nummer for e in timelines(entries)[(HERE, "AA-01")]] == [3, 2, 1]


def taken_back(number: int, of: Entry[Score], *, fictief: bool = False) -> Entry[Score]:
    record = of.record.model_copy(
        update={"is_ingetrokken": True, "toelichting": "Verkeerde gemeente."}
    )
    return Entry(number, number, "wie", datetime(2026, 1, 1, tzinfo=UTC), fictief, record)


def test_an_oordeel_that_was_taken_back_never_was():
    first = given(1, "AA-01", "ontbreekt", "2023-10-01")
    wrong = given(2, "AA-01", "uitgevoerd", "2025-10-01")
    entries = [first, wrong, taken_back(3, wrong)]
    assert timelines(entries) == {(HERE, "AA-01"): [first]}
    assert states_on(entries, date(2026, 1, 1))[(HERE, "AA-01")].stand == "ontbreekt"
    alone = [wrong, taken_back(3, wrong)]
    assert states_on(alone, date(2026, 1, 1)) == timelines(alone) == {}


def test_the_years_start_with_the_first_oordeel_that_stands():
    wrong = given(1, "AA-01", "uitgevoerd", "2020-10-01")
    first = given(2, "AA-01", "ontbreekt", "2023-10-01")
    entries = [wrong, first, taken_back(3, wrong)]
    found = list(over_years(entries, Norms((NORM,)), date(2025, 12, 5)))
    assert [day for day, _, _ in found] == [
        date(2023, 12, 31),
        date(2024, 12, 31),
        date(2025, 12, 5),
    ]
    assert all(states == states_on(entries, day) for day, _, states in found)
    assert list(over_years([], Norms((NORM,)), date(2025, 12, 5))) == []


def test_what_is_judged_again_after_taking_back_holds():
    wrong = given(1, "AA-01", "uitgevoerd", "2025-10-01")
    again = given(3, "AA-01", "onbekend", "2025-10-01")
    assert timelines([wrong, taken_back(2, wrong), again]) == {(HERE, "AA-01"): [again]}


def test_what_is_made_up_takes_back_nothing_real():
    real = given(1, "AA-01", "uitgevoerd", "2025-10-01")
    made_up = given(2, "AA-01", "ontbreekt", "2025-10-01", fictief=True)
    entries = [real, made_up, taken_back(3, real, fictief=True)]
    assert timelines(entries) == {(HERE, "AA-01"): [real]}


def test_every_stand_is_counted_and_stands_in_the_order_once():
    states = {
        (HERE, stand): State(HERE, stand, stand, given(1, "AA-01", "onbekend", "2025-01-01"))
        for stand in STANDEN
    }
    found = count([*states.values(), None])
    assert [counted(found, stand) for stand in STANDEN] == [1] * 6 + [2]
    assert set(APART) == set(STANDEN) - set(BEOORDEELD)
