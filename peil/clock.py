"""What day it is, asked in one place, so that a test can say so."""

import os
from datetime import date


def today() -> date:
    """Return today, or the day that ``$PEIL_VANDAAG`` names (for tests and pictures)."""
    fixed = os.environ.get("PEIL_VANDAAG")
    return date.fromisoformat(fixed) if fixed else date.today()  # noqa: DTZ011 -- a reader's own day, not a moment
