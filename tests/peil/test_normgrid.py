"""Many gemeenten on the norm: who does an item, what lacks most, and the counts by hand."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count

from peil import normgrid
from peil.norm import NormItem, Norms, NormSet, Pijler
from peil.normgrid import Choice, Links, who_does
from peil.records import Entry, Oordeel, Score
from peil.scores import states_on

NOW = date(2026, 3, 1)
_numbers = count(1)


def entry(
    gebied: str,
    item: str,
    oordeel: Oordeel,
    peildatum: date = date(2025, 6, 1),
    until: date | None = None,
    answer: str = "",
    is_fictief: bool = False,
) -> Entry[Score]:
    """Make one oordeel as the journal would hand it over."""
    record = Score(
        gebied=gebied,
        item=item,
        normset="proef",
        normversie="1",
        oordeel=oordeel,
        antwoord=answer,
        peildatum=peildatum,
        beoordelaar="RIEC-adviseur",
        geldig_tot=until,
    )
    return Entry(next(_numbers), 1, "toets", datetime(2026, 1, 1, tzinfo=UTC), is_fictief, record)


def norm_of(*ids: str) -> NormSet:
    """Make a norm set; items that start with AA are of pijler een, the others of pijler twee."""
    items = tuple(
        NormItem(
            id=name,
            titel=f"Titel <{name}>",
            pijler="een" if name.startswith("AA") else "twee",
            soort="bestuurlijk" if name.endswith("1") else "ambtelijk",
            antwoord="ja-deels-nee",
            meetwijze="ja/nee",
            bewijs="stuk",
            bron="proef",
        )
        for name in ids
    )
    pijlers = (Pijler(slug="een", titel="Een"), Pijler(slug="twee", titel="Twee & meer"))
    return NormSet(
        set="proef",
        versie="1",
        vanaf=date(2019, 1, 1),
        titel="Proef",
        status="proefset",
        pijler=pijlers,
        item=items,
    )


def codes_of(places: Sequence[normgrid.Place]) -> list[str]:
    """Return the gebieden of places, in order."""
    return [p.gebied for p in places]


def test_who_does_an_item_stands_comparable_first_then_near_then_longest() -> None:
    found = who_does(
        [
            entry("A", "AA-01", "uitgevoerd", date(2020, 1, 1)),
            entry("B", "AA-01", "uitgevoerd", date(2019, 1, 1)),
            entry("C", "AA-01", "uitgevoerd", date(2024, 1, 1)),
            entry("D", "AA-01", "uitgevoerd", date(2023, 1, 1)),
        ],
        "AA-01",
        NOW,
        ["A", "B", "C", "D"],
        peers=["D"],
        nearby=["C"],
    )
    assert codes_of(found.doet) == ["D", "C", "B", "A"]
    assert found.doet[0].is_vergelijkbaar
    assert found.doet[1].is_nabij


def test_onbekend_and_verlopen_are_apart_from_who_lacks_it() -> None:
    found = who_does(
        [
            entry("A", "AA-01", "onbekend"),
            entry("B", "AA-01", "uitgevoerd", until=date(2025, 12, 31)),
            entry("C", "AA-01", "ontbreekt"),
            entry("D", "AA-01", "in ontwikkeling"),
            entry("E", "AA-02", "uitgevoerd"),
        ],
        "AA-01",
        NOW,
        ["A", "B", "C", "D", "E"],
    )
    assert codes_of(found.ontbreekt) == ["C"]
    assert codes_of(found.bezig) == ["D"]
    assert {p.gebied: p.stand for p in found.overig} == {
        "A": "onbekend",
        "B": "verlopen",
        "E": "niet beoordeeld",
    }
    assert not found.doet
    assert found.beoordeeld == 2


def since(*entries: Entry[Score]) -> date | None:
    """Return since when the only gemeente does the item."""
    return who_does(entries, "AA-01", NOW, ["A"]).doet[0].sinds


def test_since_goes_back_to_the_start_of_what_was_not_interrupted() -> None:
    assert since(
        entry("A", "AA-01", "uitgevoerd", date(2019, 5, 1)),
        entry("A", "AA-01", "ontbreekt", date(2020, 5, 1)),
        entry("A", "AA-01", "uitgevoerd", date(2021, 5, 1)),
        entry("A", "AA-01", "uitgevoerd", date(2023, 5, 1)),
    ) == date(2021, 5, 1)


def test_a_time_in_which_it_had_expired_is_an_interruption() -> None:
    assert since(
        entry("A", "AA-01", "uitgevoerd", date(2019, 5, 1), until=date(2021, 5, 1)),
        entry("A", "AA-01", "uitgevoerd", date(2022, 5, 1)),
    ) == date(2022, 5, 1)


def test_a_correction_on_the_same_day_is_no_interruption() -> None:
    assert since(
        entry("A", "AA-01", "uitgevoerd", date(2021, 5, 1)),
        entry("A", "AA-01", "ontbreekt", date(2023, 5, 1)),
        entry("A", "AA-01", "uitgevoerd", date(2023, 5, 1)),
    ) == date(2021, 5, 1)


def test_what_is_real_does_not_lean_on_what_was_made_up() -> None:
    assert since(
        entry("A", "AA-01", "uitgevoerd", date(2019, 5, 1), is_fictief=True),
        entry("A", "AA-01", "uitgevoerd", date(2024, 5, 1)),
    ) == date(2024, 5, 1)


def test_a_later_oordeel_is_not_known_on_an_earlier_day() -> None:
    entries = [entry("A", "AA-01", "uitgevoerd", date(2025, 6, 1))]
    assert who_does(entries, "AA-01", date(2024, 12, 31), ["A"]).overig[0].stand == (
        "niet beoordeeld"
    )


def test_the_most_lacking_item_comes_first_and_says_of_how_many() -> None:
    norm = norm_of("AA-01", "AA-02", "BB-01", "BB-02")
    states = states_on(
        [
            entry("A", "AA-01", "ontbreekt"),
            entry("B", "AA-01", "uitgevoerd"),
            entry("A", "AA-02", "in ontwikkeling"),
            entry("B", "AA-02", "ontbreekt"),
            entry("A", "BB-01", "in ontwikkeling"),
            entry("B", "BB-01", "in ontwikkeling"),
            entry("A", "BB-02", "onbekend"),
            entry("B", "BB-02", "ontbreekt", until=date(2025, 7, 1)),
        ],
        NOW,
    )
    found = normgrid.lacking(norm, states, ["A", "B", "C"])
    assert [(x.item.id, x.aantal, x.telling.beoordeeld) for x in found] == [
        ("AA-02", 2, 2),
        ("BB-01", 2, 2),
        ("AA-01", 1, 2),
    ]


def test_the_pijlers_together_are_the_sum_of_the_gemeenten() -> None:
    norm = norm_of("AA-01", "AA-02", "BB-01")
    states = states_on(
        [
            entry("A", "AA-01", "uitgevoerd"),
            entry("A", "AA-02", "onbekend"),
            entry("B", "AA-01", "uitgevoerd", until=date(2025, 7, 1)),
            entry("B", "AA-02", "ontbreekt"),
            entry("B", "BB-01", "niet van toepassing"),
        ],
        NOW,
    )
    een, twee = normgrid.together(norm, states, ["A", "B"]).values()
    assert (een.items, een.uitgevoerd, een.beoordeeld, een.onbekend, een.verlopen) == (
        4,
        1,
        2,
        1,
        1,
    )
    assert (twee.items, twee.beoordeeld, twee.niet_van_toepassing) == (2, 0, 1)
    assert twee.niet_beoordeeld == 1


def test_progress_counts_each_year_as_it_stood_at_its_end() -> None:
    norms = Norms((norm_of("AA-01", "BB-01"),))
    entries = [
        entry("A", "AA-01", "ontbreekt", date(2023, 3, 1)),
        entry("A", "AA-01", "uitgevoerd", date(2024, 3, 1), until=date(2025, 3, 1)),
    ]
    years = normgrid.progress(norms, entries, ["A"], NOW)
    assert [
        (y.jaar, y.tellingen["een"].uitgevoerd, y.tellingen["een"].beoordeeld) for y in years
    ] == [
        (2023, 0, 1),
        (2024, 1, 1),
        (2025, 0, 0),
        (2026, 0, 0),
    ]
    assert years[-1].dag == NOW


def test_the_matrix_sorts_by_share_and_by_the_chosen_item() -> None:
    norm = norm_of("AA-01", "AA-02", "BB-01")
    states = states_on(
        [
            entry("A", "AA-01", "ontbreekt"),
            entry("A", "AA-02", "uitgevoerd"),
            entry("B", "AA-01", "in ontwikkeling"),
            entry("C", "AA-01", "uitgevoerd"),
        ],
        NOW,
    )
    rows = ["A", "B", "C", "D"]

    def order(sort: str) -> tuple[str, ...]:
        return normgrid.arrange(norm, states, rows, Choice(sorteer=sort, item="AA-01")).gebieden

    assert order("naam") == ("A", "B", "C", "D")
    assert order("uitgevoerd") == ("C", "A", "B", "D")
    assert order("ontbreekt") == ("A", "B", "C", "D")
    assert order("item") == ("C", "B", "A", "D")


def test_the_matrix_keeps_only_what_lacks_when_asked() -> None:
    norm = norm_of("AA-01", "AA-02", "BB-01")
    states = states_on([entry("A", "AA-01", "uitgevoerd"), entry("B", "AA-02", "ontbreekt")], NOW)
    grid = normgrid.arrange(norm, states, ["A", "B"], Choice(alleen_gemis=True))
    assert grid.gebieden == ("B",)
    assert [i.id for i in grid.items] == ["AA-02"]
    of_one = normgrid.arrange(norm, states, ["A", "B"], Choice(pijler="een", soort="bestuurlijk"))
    assert [i.id for i in of_one.items] == ["AA-01"]


NAMES = {"A": "A & <b>co</b>", "B": "Bee"}


def test_what_comes_from_data_is_escaped_everywhere() -> None:
    norm = norm_of("AA-01", "BB-01")
    entries = [
        entry("A", "AA-01", "uitgevoerd", answer="<script>1</script>"),
        entry("B", "AA-01", "ontbreekt"),
    ]
    states, codes = states_on(entries, NOW), ["A", "B"]
    links = Links(gemeente={"A": 'x?a="1"&b=2'}, item={"AA-01": "y?<i>"})
    now = normgrid.together(norm, states, codes)
    drawn = "".join(
        (
            normgrid.matrix(
                norm, normgrid.arrange(norm, states, codes, Choice()), NAMES, links, Choice(), "<t>"
            ),
            normgrid.item_key(norm, norm.item, links),
            normgrid.lack_list(normgrid.lacking(norm, states, codes), links),
            normgrid.who_list(who_does(entries, "AA-01", NOW, codes), norm.item[0], NAMES, links),
            normgrid.pijler_table(norm, now, now, links, "eind 2024"),
        )
    )
    for bad in ("<script>", "<b>co", "Titel <AA", "<t>", '"1"&b', "y?<i>", "Twee & meer"):
        assert bad not in drawn
    assert "Twee &amp; meer" in drawn


def test_a_cell_says_its_stand_in_words_and_never_nee_for_onbekend() -> None:
    norm = norm_of("AA-01")
    states = states_on([entry("A", "AA-01", "onbekend")], NOW)
    grid = normgrid.arrange(norm, states, ["A", "B"], Choice())
    drawn = normgrid.matrix(norm, grid, NAMES, Links(), Choice(), "proef")
    assert '<span class="vh">onbekend</span>' in drawn
    assert '<span class="vh">niet beoordeeld</span>' in drawn
    assert '<span class="vh">ontbreekt</span>' not in drawn
    assert "0<span>/0</span>" in drawn


def test_the_lead_says_what_expired_since_the_day_compared_with() -> None:
    norm = norm_of("AA-01", "AA-02", "BB-01")
    entries = [
        entry("A", "AA-01", "uitgevoerd", date(2024, 1, 1), until=date(2025, 7, 1)),
        entry("A", "AA-02", "uitgevoerd", date(2024, 1, 1)),
        entry("A", "BB-01", "ontbreekt", date(2024, 1, 1)),
    ]
    now, before = (states_on(entries, day) for day in (NOW, date(2024, 12, 31)))
    step = normgrid.moved(norm, now, before, ["A"])
    assert step == normgrid.Moved(kwam=0, ging=1, verliep=1)
    assert step is not None
    tallies = normgrid.together(norm, now, ["A"])
    first, second = normgrid.lead_words(norm, "de eenheid", 1, tallies, step, "eind 2024")
    assert first == "In de eenheid (1 gemeente) zijn 1 van de 2 beoordeelde normitems uitgevoerd."
    assert "Dat is er 1 minder dan eind 2024, doordat oordelen verliepen." in second
    assert "Het verst is een (100" in second
    assert normgrid.moved_words(step, "eind 2024") == (
        "Sinds eind 2024: 0 items kwamen erbij, 1 item viel af, "
        "waarvan 1 doordat het oordeel verliep."
    )


def test_the_years_are_drawn_with_the_counts_of_the_table() -> None:
    norm = norm_of("AA-01", "BB-01")
    entries = [
        entry("A", "AA-01", "ontbreekt", date(2024, 3, 1)),
        entry("A", "AA-01", "uitgevoerd", date(2025, 3, 1)),
    ]
    years = normgrid.progress(Norms((norm,)), entries, ["A"], NOW)
    drawn, table = normgrid.year_panels(norm, years), normgrid.year_table(norm, years)
    assert "Een: van 0" in drawn
    assert "1 van 1 uitgevoerd, 2026, tot nu" in drawn
    assert drawn.count('class="open"') == 1
    assert "Nog niet beoordeeld" in drawn
    assert "0 van 1" in table
    assert table.index("2026, tot nu") < table.index("2024")


def test_a_year_runs_until_its_last_day() -> None:
    norm = norm_of("AA-01")
    entries = [entry("A", "AA-01", "uitgevoerd", date(2026, 3, 1))]
    for day, label in ((date(2026, 12, 5), "2026, tot nu"), (date(2026, 12, 31), "2026")):
        years = normgrid.progress(Norms((norm,)), entries, ["A"], day)
        assert f'class="getal">{label}</th>' in normgrid.year_table(norm, years)
