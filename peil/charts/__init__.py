"""Charts as markup; they take figures and an indicator, and know no database."""

from peil.charts.breakdown import breakdown, breakdown_note
from peil.charts.multiples import small_multiples
from peil.charts.ranking import ranking, ranking_alt
from peil.charts.sparkline import sparkline
from peil.charts.trend import trend, trend_alt
from peil.events import Event

__all__ = [
    "Event",
    "breakdown",
    "breakdown_note",
    "ranking",
    "ranking_alt",
    "small_multiples",
    "sparkline",
    "trend",
    "trend_alt",
]
