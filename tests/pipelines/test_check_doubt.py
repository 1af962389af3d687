"""What may be right but must be looked at: sums, missing gebieden, units and the own history."""

import re

import polars as pl
import pytest

from peil.areas import Areas
from peil.bronnen import Bron, Verwacht
from peil.catalogue import Catalogue
from peil.errors import Finding
from pipelines.check_doubt import check_doubt
from pipelines.check_history import judge
from pipelines.check_problems import Problems

Row = tuple[str, str, str, str, float | None]
GEMEENTEN = ("GM0001", "GM0002", "GM0003")


def frame(rows: list[Row]) -> pl.DataFrame:
    """Cells as the check has them after reading: one row per figure."""
    names = ["indicator", "gebied_code", "periode", "uitsplitsing", "waarde"]
    schema = {**dict.fromkeys(names[:4], pl.String), "waarde": pl.Float64}
    cells = pl.DataFrame(rows, schema=schema, orient="row").with_row_index("rij", offset=1)
    return cells.with_columns(
        pl.col("rij").cast(pl.Int64),
        regel=pl.col("rij").cast(pl.Int64) + 1,
        cel=pl.lit("waarde"),
        noemer=pl.lit(None, pl.Float64),
    )


def series(values: dict[str, list[float]], slug: str = "meldingen", first: int = 2015) -> list[Row]:
    """Yearly figures per gebied from ``first`` on."""
    return [
        (slug, code, str(first + n), "", value)
        for code, list_ in values.items()
        for n, value in enumerate(list_)
    ]


@pytest.fixture(scope="module")
def bron(kleine_catalogue: Catalogue) -> Bron:
    return kleine_catalogue.bronnen["standaard"]


class Desk:
    """Asks the rules about rows, with the small region at hand."""

    def __init__(self, bron: Bron, catalogue: Catalogue, areas: Areas) -> None:
        self.bron, self.catalogue, self.areas = bron, catalogue, areas

    def ask(
        self, rows: list[Row], history: list[Row] | None = None, bron: Bron | None = None
    ) -> list[Finding]:
        problems = Problems(set())
        before = frame(history).drop("rij", "regel", "cel") if history is not None else None
        check_doubt(frame(rows), before, bron or self.bron, self.catalogue, self.areas, problems)
        found = problems.findings("proef.csv")
        assert all(finding.ernst == "waarschuwing" for finding in found)
        return found

    def said(self, *args: object, **kwargs: object) -> list[str]:
        return [f"{f.regel}: {f.wat}" for f in self.ask(*args, **kwargs)]


@pytest.fixture(scope="module")
def desk(bron: Bron, kleine_catalogue: Catalogue, kleine_areas: Areas) -> Desk:
    return Desk(bron, kleine_catalogue, kleine_areas)


class TestRounding:
    """Rounded parts and totals may differ by what rounding can do, and no more."""

    @pytest.mark.parametrize(
        ("total", "is_fine"), [(20, True), (35, True), (40, False), (5, False)]
    )
    def test_a_parent_may_differ_by_half_a_step_per_figure(
        self, desk: Desk, total: float, is_fine: bool
    ) -> None:
        # Two parts and their total, rounded to 10: at most 15 apart.
        rounded = desk.bron.model_copy(update={"afgerond_op": 10})
        rows: list[Row] = [
            ("meldingen", "GM0001", "2021", "", 10.0),
            ("meldingen", "GM0002", "2021", "", 10.0 if total > 5 else 20.0),
            ("meldingen", "D1", "2021", "", total),
        ]
        assert (not desk.ask(rows, bron=rounded)) is is_fine
        assert bool(desk.ask(rows)) is (total != 20)

    def test_a_breakdown_of_a_breakdown_is_held_against_its_parts(self, desk: Desk) -> None:
        rows: list[Row] = [
            ("meldingen", "GM0001", "2021", "soort:hard", 5.0),
            ("meldingen", "GM0001", "2021", "deel:geld|soort:hard", 6.0),
        ]
        assert desk.said(rows) == ["2: het totaal is 5, maar de uitsplitsing 'deel' komt op 6"]
        rows[1] = ("meldingen", "GM0001", "2021", "deel:geld|soort:hard", 4.0)
        assert desk.said(rows) == []

    def test_amounts_in_cents_add_up_in_spite_of_their_last_bits(self, desk: Desk) -> None:
        rows: list[Row] = [("afgepakt", "D1", "2021", "", 0.1), ("afgepakt", "D2", "2021", "", 0.2)]
        assert desk.said([*rows, ("afgepakt", "EX", "2021", "", 0.3)]) == []


class TestExpected:
    """A gebied that a bron should deliver and that is not there is named."""

    @pytest.fixture
    def asking(self, desk: Desk) -> Bron:
        return desk.bron.model_copy(update={"verwacht": Verwacht()})

    def test_one_missing_gemeente_is_named_once_for_all_indicators(
        self, desk: Desk, asking: Bron
    ) -> None:
        rows: list[Row] = [
            (slug, code, "2021", "", 3.0)
            for slug in ("meldingen", "gesloten")
            for code in GEMEENTEN[:2]
        ]
        assert desk.said(rows, bron=asking) == ["2: in 2021 ontbreekt Ceedorp"]

    def test_what_only_one_indicator_lacks_is_said_with_that_indicator(
        self, desk: Desk, asking: Bron
    ) -> None:
        rows: list[Row] = [("meldingen", code, "2021", "", 3.0) for code in GEMEENTEN]
        rows.append(("gesloten", "GM0002", "2021", "", 3.0))
        said = desk.said(rows, bron=asking)
        assert said == ["5: in 2021 ontbreken bij 'gesloten' Aadorp en Ceedorp"]

    def test_a_status_is_a_delivery_and_a_file_about_districten_asks_none(
        self, desk: Desk, asking: Bron
    ) -> None:
        rows: list[Row] = [("meldingen", code, "2021", "", None) for code in GEMEENTEN]
        assert desk.said(rows, bron=asking) == []
        assert desk.said([("afgepakt", "D1", "2021", "", 1.0)], bron=asking) == []

    def test_on_the_boundaries_of_the_year_the_gemeenten_of_then_are_asked(
        self, desk: Desk, asking: Bron
    ) -> None:
        then = asking.model_copy(update={"grenzen": "jaar"})
        rows: list[Row] = [("meldingen", code, "2015", "", 3.0) for code in GEMEENTEN]
        assert desk.said(rows, bron=asking) == []
        assert desk.said(rows, bron=then) == ["2: in 2015 ontbreekt Oudedorp"]


class TestUnits:
    """A slip of the unit is said once for the column, and with what it looks like."""

    HISTORY = series({code: [210.0, 190.0, 200.0, 205.0] for code in GEMEENTEN})

    def test_thousands_are_said_once_for_all_gemeenten(self, desk: Desk) -> None:
        rows = series({code: [198_000.0] for code in GEMEENTEN}, first=2019)
        (said,) = desk.said(rows, self.HISTORY)
        assert said == (
            "2: 3 van de 3 getallen van 'meldingen' in 2019 zijn ongeveer 1.000 keer zo groot "
            "als eerder"
        )

    def test_one_figure_in_thousands_is_said_at_its_row(self, desk: Desk) -> None:
        rows = series({"GM0001": [200.0], "GM0002": [0.2], "GM0003": [200.0]}, first=2019)
        assert desk.said(rows, self.HISTORY) == [
            "3: dit getal is ongeveer 1.000 keer zo klein als eerder"
        ]

    @pytest.mark.parametrize("factor", [0.0, 0.5, 3.0, 100.0])
    def test_other_sizes_are_no_slip_of_the_unit(self, desk: Desk, factor: float) -> None:
        rows = series({code: [200.0 * factor] for code in GEMEENTEN}, first=2019)
        assert not any("1.000 keer" in said for said in desk.said(rows, self.HISTORY))

    def test_counts_that_all_fell_to_a_fraction_may_be_rates(self, desk: Desk) -> None:
        years = {"2020": 12.0, "2021": 14.0}
        history = series({code: [210.0] * 4 for code in (*GEMEENTEN, "D1", "D2")})
        rows: list[Row] = [
            ("meldingen", code, year, "", rate)
            for code in (*GEMEENTEN, "D2", "NL")
            for year, rate in years.items()
        ]
        history += series({"NL": [900.0] * 4})
        said = [line for line in desk.said(rows, history) if "bijna alle" in line]
        assert [line.split(": ")[0] for line in said] == ["2", "3"]
        (finding, *_) = [f for f in desk.ask(rows, history) if "bijna alle" in f.wat]
        assert finding.doe == "lever het aantal zelf, niet het cijfer per 10.000 inwoners"

    def test_percentages_below_one_look_like_fractions(self, desk: Desk) -> None:
        rows = series({code: [0.34] for code in GEMEENTEN}, slug="vertrouwen")
        assert desk.said(rows) == [
            "2: alle getallen van 'vertrouwen' liggen tussen 0 en 1: het lijken breuken"
        ]
        rows.append(("vertrouwen", "D1", "2015", "", 34.0))
        assert desk.said(rows) == []


class TestHistory:
    """A figure outside what its own years let expect is questioned, with the range."""

    QUIET = series({"GM0001": [40, 44, 38, 42, 41, 39, 43, 40.0],
                    "GM0002": [5, 7, 4, 6, 5, 8, 5, 6.0],
                    "GM0003": [0, 1, 0, 0, 2, 0, 1, 0.0]})  # fmt: skip

    def test_a_leap_names_the_expected_range(self, desk: Desk) -> None:
        rows = series({"GM0001": [90.0], "GM0002": [7.0], "GM0003": [1.0]}, first=2023)
        (said,) = desk.said(rows, self.QUIET)
        found = re.fullmatch(
            "2: 90 is veel hoger dan eerder; na 2020, 2021, 2022 was "
            r"(\d+) tot (\d+) te verwachten",
            said,
        )
        assert found
        assert 5 < int(found[1]) < 40 < int(found[2]) < 90

    @pytest.mark.parametrize("value", [0, 1, 2, 3])
    def test_small_counts_may_swing(self, desk: Desk, value: float) -> None:
        assert not desk.ask(series({"GM0003": [value]}, first=2023), self.QUIET)

    def test_with_few_years_there_is_no_test(self, desk: Desk) -> None:
        few = [row for row in self.QUIET if int(row[2]) > 2018]
        assert not desk.ask(series({"GM0001": [90.0]}, first=2023), few)
        assert desk.ask(series({"GM0001": [90.0]}, first=2023), self.QUIET)
        assert not desk.ask(series({"GM0001": [90.0]}, first=2023), [])

    def test_a_restless_indicator_has_a_wider_range(self, desk: Desk) -> None:
        restless = series({code: [40, 80, 20, 70, 30, 90, 25, 60.0] for code in GEMEENTEN})
        assert not desk.ask(series({"GM0001": [90.0]}, first=2023), restless)

    def test_years_across_a_break_are_not_compared(
        self, desk: Desk, kleine_catalogue: Catalogue
    ) -> None:
        slugs = {i.slug: i for i in kleine_catalogue}
        changed = slugs["meldingen"].model_copy(
            update={"breuken": (type("B", (), {"jaar": 2023, "uitleg": ""})(),)}
        )
        broken = Catalogue((changed,), kleine_catalogue.bronnen, kleine_catalogue.themas)
        rows, before = frame(series({"GM0001": [90.0]}, first=2023)), frame(self.QUIET)
        assert judge(rows, before, kleine_catalogue, desk.areas) is not None
        assert judge(rows, before, broken, desk.areas) is None

    def test_a_corrected_year_is_held_against_its_neighbours_and_not_itself(
        self, desk: Desk
    ) -> None:
        slip = [*self.QUIET[:4], ("meldingen", "GM0001", "2019", "", 4100.0), *self.QUIET[5:]]
        told = judge(
            frame([("meldingen", "GM0001", "2019", "", 41.0)]), frame(slip),
            desk.catalogue, desk.areas,
        )  # fmt: skip
        assert told is not None
        assert told["jaren"].item() == "2017, 2018, 2020"
        assert told["midden"].item() == pytest.approx((38 + 42 + 39) / 3)

    def test_a_figure_that_was_accepted_before_is_not_questioned_again(self, desk: Desk) -> None:
        odd = series({"GM0001": [90.0]}, first=2023)
        assert desk.ask(odd, self.QUIET)
        assert not desk.ask(odd, [*self.QUIET, *odd])
        assert desk.ask(odd, [*self.QUIET, *series({"GM0001": [41.0]}, first=2023)])

    def test_one_cell_that_counts_for_two_indicators_is_questioned_once(self, desk: Desk) -> None:
        both = [*self.QUIET, *(("gesloten", *row[1:]) for row in self.QUIET)]
        odd = [(slug, "GM0001", "2023", "", 90.0) for slug in ("meldingen", "gesloten")]
        problems = Problems(set())
        cells = frame(odd).with_columns(regel=pl.lit(2, pl.Int64))
        before = frame(both).drop("rij", "regel", "cel")
        check_doubt(cells, before, desk.bron, desk.catalogue, desk.areas, problems)
        assert len(problems.findings("proef.csv")) == 1
        assert len(desk.ask(odd, both)) == 2

    def test_amounts_are_judged_by_their_size_and_zero_not_at_all(self, desk: Desk) -> None:
        years = [1.0, 1.3, 0.9, 1.1, 1.2, 0.8, 1.0, 1.1]
        before = series({c: [1e6 * y for y in years] for c in ("D1", "D2")}, slug="afgepakt")
        assert len(desk.ask(series({"D1": [9e6]}, "afgepakt", 2023), before)) == 1
        assert not desk.ask(series({"D1": [1.5e6]}, "afgepakt", 2023), before)
        assert not desk.ask(series({"D1": [0.0]}, "afgepakt", 2023), before)
