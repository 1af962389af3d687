"""Small draws that the parts of the fictitious journal share."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from pipelines.demo.sampling import Stream

T = TypeVar("T")
_SATURDAY = 5


def pick(stream: Stream, options: Sequence[T]) -> T:
    """Return one of the options."""
    return options[stream.below(len(options))]


def workday(day: date) -> date:
    """Return the day itself, or the Monday after it when it falls in a weekend."""
    late = day.weekday() - _SATURDAY
    return day + timedelta(days=2 - late) if late >= 0 else day


def day_between(stream: Stream, first: date, last: date) -> date:
    """Return a workday from the first day on, at most two days past the last."""
    return workday(first + timedelta(days=stream.below((last - first).days + 1)))


def moment(day: date, hour: int = 9) -> datetime:
    """Return a fixed time on a day, in UTC."""
    return datetime.combine(day, time(hour), UTC)
