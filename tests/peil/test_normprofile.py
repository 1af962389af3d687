"""The norm profile of one gemeente: counted right, told in words, and safe as HTML."""

import re
from datetime import date

import pytest
from normed import TODAY, entry, norm, profile

from peil import normprofile
from peil.norm import Norms
from peil.scores import states_on


def text(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def link(item: str) -> str:
    return f"weerbaarheid?item={item}"


def test_the_lead_counts_what_is_assessed_and_names_who_stands_still() -> None:
    found = profile(
        [
            entry("AA-01", "ontbreekt", date(2024, 5, 1)),
            entry("AA-01", "uitgevoerd", date(2025, 5, 1)),
            entry("BB-01", "ontbreekt", date(2024, 5, 1)),
            entry("BB-02", "onbekend", date(2025, 5, 1)),
        ],
        2025,
    )
    first, second = normprofile.lead(found)
    assert first == "1 van de 2 beoordeelde normitems is uitgevoerd, 1 meer dan in 2024."
    assert second == "Twee staat stil."
    assert normprofile.apart(found.totaal) == "Niet meegeteld: 1 onbekend en 3 niet beoordeeld."


def test_a_pijler_that_is_complete_does_not_stand_still() -> None:
    found = profile(
        [
            entry("AA-01", "uitgevoerd", date(2025, 5, 1)),
            entry("AA-02", "uitgevoerd", date(2024, 5, 1)),
            entry("BB-01", "uitgevoerd", date(2024, 5, 1)),
        ],
        2025,
    )
    assert normprofile.lead(found)[1] == ""


def test_a_pijler_that_only_saw_an_oordeel_expire_does_not_go_back() -> None:
    before = [
        entry("AA-01", "uitgevoerd", date(2024, 5, 1), date(2025, 6, 1)),
        entry("AA-02", "uitgevoerd", date(2024, 5, 1)),
        entry("BB-01", "uitgevoerd", date(2025, 5, 1)),
    ]
    assert (
        normprofile.lead(profile(before, 2025))[1] == "Een & samen heeft een nieuw oordeel nodig."
    )
    lost = [*before, entry("AA-02", "ontbreekt", date(2025, 5, 1))]
    assert normprofile.lead(profile(lost, 2025))[1] == "Een & samen gaat achteruit."


def test_an_expired_oordeel_says_so_and_does_not_count() -> None:
    found = profile([entry("AA-01", "uitgevoerd", date(2022, 5, 1), date(2024, 5, 1))])
    assert found.totaal.beoordeeld == 0
    assert "1 verlopen" in normprofile.lead(found)[1]
    row = next(r for r in normprofile.sheet(found, link).split("<tr") if "AA-01" in r)
    assert ">verlopen<" in row
    assert "05-2024" in row
    told = text(normprofile.panel(found, found.norm.items["AA-01"], ()))
    assert "gold tot en met 1 mei 2024 (uitgevoerd)" in told


@pytest.mark.parametrize(
    ("jaar", "words"),
    [(None, "is nog niet beoordeeld op de norm"), (2020, "Eind 2020 was Ons nog niet beoordeeld")],
)
def test_a_gemeente_without_oordeel_is_told_so(jaar: int | None, words: str) -> None:
    later = [entry("AA-01", "uitgevoerd", date(2023, 5, 1))] if jaar else []
    first, second = normprofile.lead(profile(later, jaar))
    assert words in first
    assert second


def test_when_all_is_onbekend_no_total_is_given() -> None:
    found = profile([entry(i.id, "onbekend", date(2025, 5, 1)) for i in norm().item])
    first, second = normprofile.lead(found)
    assert first == "Van Ons telt nu geen enkel oordeel mee."
    assert second == "Niet meegeteld: 6 onbekend."


def test_there_is_no_profile_without_a_norm_set() -> None:
    assert normprofile.build(Norms(()), [], "GM1", "Ons", None, TODAY) is None


def test_each_pijler_has_its_count_blocks_and_difference_in_words() -> None:
    found = profile(
        [
            entry("AA-01", "uitgevoerd", date(2025, 5, 1)),
            entry("AA-02", "in ontwikkeling", date(2024, 5, 1)),
            entry("AA-03", "onbekend", date(2024, 5, 1)),
        ],
        2025,
    )
    sheet = normprofile.sheet(found, link)
    assert 'aria-label="1 uitgevoerd, 1 in ontwikkeling en 1 onbekend"' in sheet
    assert "1 meer dan in 2024" in text(sheet)
    assert "<b>1</b> van 2" in sheet
    assert sheet.count("<tr") >= 6


def test_one_pijler_lists_its_items_while_the_other_keeps_its_blocks() -> None:
    sheet = normprofile.sheet(profile([]), link, "twee")
    assert "BB-01" in sheet
    assert "AA-01" not in sheet
    assert "Een &amp; samen" in sheet


def test_an_oordeel_under_an_older_version_says_so() -> None:
    entries = [entry("AA-01", "uitgevoerd", date(2024, 5, 1), versie="1")]
    found = profile(entries, None, norm(), norm("2", date(2025, 1, 1)))
    sheet = text(normprofile.sheet(found, link))
    assert "(versie 1)" in sheet
    assert 'title="beoordeeld volgens versie 1"' in normprofile.sheet(found, link)
    assert "1 oordeel is gegeven volgens een andere versie" in sheet
    told = text(normprofile.panel(found, found.norm.items["AA-01"], ()))
    assert "Beoordeeld volgens versie 1 van de norm; nu geldt versie 2." in told


def test_what_is_made_up_is_marked_also_beside_real_oordelen() -> None:
    made_up = entry("AA-01", "uitgevoerd", date(2024, 5, 1), fictief=True)
    assert "Alle oordelen zijn verzonnen." in text(normprofile.sheet(profile([made_up]), link))
    mixed = normprofile.sheet(
        profile([made_up, entry("AA-02", "uitgevoerd", date(2024, 5, 1))]), link
    )
    assert "Alle oordelen zijn verzonnen." not in mixed
    rows = {r[:400].split('np-id">')[1][:5]: r for r in mixed.split("<tr") if "np-id" in r}
    assert "fictief" in rows["AA-01"]
    assert "fictief" not in rows["AA-02"]


def test_what_lacks_comes_first_where_most_others_have_it() -> None:
    entries = [
        entry("AA-01", "ontbreekt", date(2025, 5, 1)),
        entry("AA-02", "ontbreekt", date(2025, 5, 1)),
        entry("BB-01", "in ontwikkeling", date(2025, 5, 1)),
        entry("BB-02", "uitgevoerd", date(2022, 5, 1), date(2024, 5, 1)),
        entry("AA-02", "uitgevoerd", date(2025, 5, 1), gebied="GM2"),
        entry("AA-01", "ontbreekt", date(2025, 5, 1), gebied="GM2"),
    ]
    found = normprofile.lacks(profile(entries), states_on(entries, TODAY))
    assert [lack.item.id for lack in found] == ["AA-02", "AA-01", "BB-02", "BB-01"]
    markup = text(normprofile.lacking(found, link, link, link))
    assert "1 van 1 andere beoordeelde gemeente heeft dit uitgevoerd" in markup
    assert "nog geen andere gemeente is hierop beoordeeld" in markup


def test_the_years_run_from_the_first_oordeel_to_the_day_shown() -> None:
    found = profile(
        [
            entry("AA-01", "uitgevoerd", date(2023, 5, 1)),
            entry("AA-02", "uitgevoerd", date(2025, 5, 1)),
        ],
        2025,
    )
    assert [(jaar, t.uitgevoerd) for jaar, t in found.jaren] == [(2023, 1), (2024, 1), (2025, 2)]


def test_a_year_is_not_over_before_its_last_day() -> None:
    entries = [entry("AA-01", "uitgevoerd", date(2024, 5, 1))]
    for day, heading, moment in (
        (date(2026, 12, 5), "2026, nu", "Stand op 5 december 2026."),
        (date(2026, 12, 31), "2026", "Eind 2026."),
    ):
        sheet = normprofile.sheet(profile(entries, 2026, today=day), link)
        assert f'<th scope="col">{heading}</th>' in sheet
        assert moment in text(sheet)


def test_what_people_typed_cannot_become_markup() -> None:
    evil = "<img src=x onerror=alert(1)>"
    entries = [entry("AA-01", "ontbreekt", date(2025, 5, 1), antwoord=evil)]
    found = profile(entries, None, norm(titel=evil))
    item = found.norm.items["AA-01"]
    lacks = normprofile.lacks(found, states_on(entries, TODAY))
    drawn = (
        normprofile.sheet(found, lambda i: f'"><u>{i}'),
        normprofile.card(found, '"><u>'),
        normprofile.panel(found, item, ()),
        normprofile.lacking(lacks, link, link, link),
    )
    for markup in drawn:
        assert "<img" not in markup
        assert '"><u>' not in markup


def test_the_card_names_the_set_its_version_and_all_items() -> None:
    found = profile([entry("AA-01", "uitgevoerd", date(2025, 5, 1))])
    told = text(normprofile.card(found, "weerbaarheid"))
    assert "Voorbeeldset (versie 1)" in told
    assert "Alle 6 items" in told
    assert "Een &amp; samen" in told
