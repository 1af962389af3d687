"""What time it is in the Netherlands, asked in one place: a server often keeps another clock."""

import os
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

#: On whose clock a day ends, whatever zone the computer stands in.
ZONE: Final = ZoneInfo("Europe/Amsterdam")


def today() -> date:
    """Return today, or the day that ``$PEIL_VANDAAG`` names (for tests and pictures)."""
    fixed = os.environ.get("PEIL_VANDAAG")
    return date.fromisoformat(fixed) if fixed else datetime.now(ZONE).date()


def local(moment: datetime) -> datetime:
    """Return a moment on the Dutch clock; one without a zone is UTC, as a publication keeps it."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(ZONE)
