"""A chart for a projector is the same chart with larger type and room."""

from sample import figure, indicator

from peil import charts


def test_an_enlarged_trend_has_larger_names_and_the_height_that_fits() -> None:
    series = [figure(jaar=year, periode=str(year)) for year in (2023, 2024, 2025)]
    plain = charts.trend(series, indicator(), "GM0001")
    names = [note.font.size for note in plain.layout.annotations]
    large = charts.enlarged(charts.trend(series, indicator(), "GM0001"), height=405)
    assert large.layout.height == 405
    assert [note.font.size for note in large.layout.annotations] == [18 for _ in names]
    assert large.layout.xaxis.tickfont.size > 14
    assert large.layout.margin.r > plain.layout.margin.r
