"""The calendar: what is planned against what came, and the words about it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from peil.areas import Area, Areas
from peil.bronnen import Bron, Planning, Verwacht
from peil.catalogue import Catalogue
from peil.levering import Verwachting, komst_text, reminder, soon, summary
from peil.personal import find_personal
from pipelines.__main__ import main
from pipelines.calendar import Receipt, expected

TODAY = date(2026, 6, 1)


def bron(slug: str, *plans: Planning, **more: object) -> Bron:
    """A bron with a planning."""
    return Bron.model_validate(
        {
            "slug": slug,
            "titel": slug.upper(),
            "organisatie": f"organisatie {slug}",
            "contact": f"contactpersoon {slug}",
            "planning": plans,
            **more,
        }
    )


def area(code: str, ouder: str | None = "ED1", tot: int | None = None) -> Area:
    """A gemeente, or the eenheid above them."""
    niveau = "gemeente" if ouder else "eenheid"
    return Area(code, f"naam {code}", niveau, ouder, None, tot, (), "", "", "")


AREAS = Areas(
    (area("ED1", None), area("GM1"), area("GM2"), area("GM0", tot=2024)), {"GM0": (2024, "GM2")}
)
YEARLY = Planning(frequentie="jaar", vanaf="2023", dagen=60)
MMA = bron("mma", YEARLY, verwacht=Verwacht(niveau="gemeente"))
STANDARD = bron("standaard")
REPORTS = bron("rapporten", herkomst_uit_toelichting=True)
CATALOGUE = Catalogue((), {b.slug: b for b in (MMA, STANDARD, REPORTS)}, {})


def came(volgnr: int, op: date, periode: str, *codes: str, door: str = "mma") -> Receipt:
    """A levering with cells of mma in one periode."""
    return Receipt(volgnr, op, door, {("mma", periode): frozenset(codes)})


def planned(*receipts: Receipt, today: date = TODAY) -> dict[str, Verwachting]:
    """What is expected of mma, by periode."""
    found = expected(CATALOGUE, AREAS, receipts, today)
    return {str(v.periode): v for v in found if v.bron is MMA}


def test_a_levering_is_on_time_late_absent_or_not_expected_yet() -> None:
    first = came(1, date(2024, 1, 5), "2023", "GM1", "GM2")
    late = came(2, date(2025, 3, 4), "2024", "GM1", "GM2")
    found = planned(first, late)
    assert [v.komst for v in found.values()] == [
        "op tijd", "te laat", "ontbreekt", "nog niet verwacht",
    ]  # fmt: skip
    assert found["2024"].ontvangen_op == date(2025, 3, 4)
    assert [komst_text(v, TODAY) for v in found.values()] == [
        "op tijd ontvangen",
        "ontvangen, 3 dagen te laat",
        "ontbreekt, 92 dagen te laat",
        "verwacht voor 1 maart 2027",
    ]


@pytest.mark.parametrize(("day", "komst"), [(1, "op tijd"), (2, "te laat")])
def test_the_last_day_is_on_time_and_the_next_is_not(day: int, komst: str) -> None:
    start = came(1, date(2024, 1, 1), "2023", "GM1", "GM2")
    found = planned(start, came(2, date(2025, 3, day), "2024", "GM1", "GM2"))
    assert found["2024"].komst == komst


def test_what_was_due_before_the_register_began_cannot_be_late() -> None:
    found = planned(came(1, date(2026, 1, 15), "2023", "GM1", "GM2"))
    assert found["2023"].komst == "ontvangen"
    assert found["2024"].komst == "ontbreekt"


def test_a_new_register_waits_for_the_newest_only_and_calls_nothing_late() -> None:
    found = planned(came(1, TODAY, "2025", door="nobody"))
    assert [v.komst for v in found.values()] == [
        "niet geladen", "niet geladen", "ontbreekt", "nog niet verwacht",
    ]  # fmt: skip
    every = list(found.values())
    assert [str(v.periode) for v in soon(every, TODAY)] == ["2025"]
    assert summary(every, TODAY)[0] == "Er zijn nog geen leveringen."
    assert "te laat" not in " ".join(komst_text(v, TODAY) for v in every)
    assert "Wij verwachtten" not in reminder(found["2025"], TODAY)


def test_the_first_of_two_leveringen_is_the_one_that_came_and_they_complete_each_other() -> None:
    one = came(1, date(2024, 2, 1), "2023", "GM1")
    assert planned(one)["2023"].gebieden_weg == ("naam GM2",)
    assert komst_text(planned(one)["2023"], TODAY).endswith("; 1 gebied ontbreekt")
    both = planned(one, came(2, date(2024, 5, 1), "2023", "GM0"))["2023"]
    assert (both.volgnr, both.komst, both.gebieden_weg) == (1, "op tijd", ())


@pytest.mark.parametrize(
    ("door", "is_open"), [("mma", False), ("standaard", False), ("rapporten", True)]
)
def test_a_levering_may_come_in_the_standard_form_but_a_report_is_none(
    door: str, is_open: bool
) -> None:
    assert planned(came(1, date(2024, 1, 5), "2023", "GM1", door=door))["2023"].is_open == is_open


def test_what_is_soon_stands_in_order_and_the_summary_counts_it() -> None:
    found = list(planned(came(1, date(2024, 1, 5), "2023", "GM1", "GM2")).values())
    assert [str(v.periode) for v in soon(found, TODAY)] == ["2024", "2025"]
    assert summary(found, TODAY) == (
        "2 leveringen ontbreken.",
        "De eerste die nog komt: MMA over 2026, voor 1 maart 2027.",
    )
    assert summary([], TODAY)[0] == "Er zijn geen leveringen gepland."
    assert [str(v.periode) for v in soon(found, date(2027, 1, 16))] == ["2024", "2025", "2026"]


def test_a_reminder_names_a_role_a_day_and_never_a_person() -> None:
    found = planned(came(1, date(2024, 1, 5), "2023", "GM1"))
    texts = [reminder(found[p], TODAY) for p in ("2023", "2024", "2026")]
    assert "naam GM2" in texts[0]
    assert "hebben die nog niet ontvangen" in texts[1]
    assert "uiterlijk op 1 maart 2027" in texts[2]
    for text in texts:
        assert "Beste contactpersoon mma," in text
        assert not find_personal(text)


def test_the_command_shows_what_is_missing_and_the_text_to_remind_with(
    demo_work: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PEIL_DATA", str(demo_work))

    def say(*arguments: str) -> Iterable[str]:
        assert main(["kalender", *arguments]) == 0
        return capsys.readouterr().out.splitlines()

    monkeypatch.setenv("PEIL_VANDAAG", "2026-11-22")
    assert say() == [
        "Alle verwachte leveringen zijn er. De eerste die nog komt: "
        "Haags Economisch Interventieteam over 2026, voor 1 maart 2027."
    ]
    monkeypatch.setenv("PEIL_VANDAAG", "2027-03-03")
    lines = list(say("--bron", "mma"))
    assert lines[0] == "1 maart 2027  mma  2026  ontbreekt, 2 dagen te laat"
    assert "Onderwerp: levering Meld Misdaad Anoniem over 2026" in say(
        "--bron", "mma", "--herinner"
    )
    assert len(list(say("--bron", "mma", "--alles"))) > 8
    assert main(["kalender", "--bron", "mna"]) == 2
    assert "De bron 'mna' is onbekend." in capsys.readouterr().err
