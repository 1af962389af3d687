"""The report of the demo that was vastgesteld before a levering was revised.

So a newcomer sees a report that is kept, and in the report of the next year what is herzien since.
"""

from datetime import datetime
from pathlib import Path

from peil.access import Viewer
from pipelines import kept_reports
from pipelines.demo.recipes import load_settings


def fix_report(work: Path, data: Path, wie: str, moment: datetime) -> None:
    """Keep the report that the settings name, from the publication of now, as of ``moment``.

    Nothing is kept when there is none to keep: no report in the settings, no such gebied or year
    in this region, or a report that is there already.

    Raises:
        PeilError: the report cannot be made or kept.
    """
    # Imported only now: what draws a report is of no use to the rest of the demo.
    from pipelines.report_runs import Bron, open_loket

    revision = load_settings(data / "demo").herziening
    asked = revision.rapport if revision else None
    if asked is None or kept_reports.newest(work, asked.gebied, asked.jaar) is not None:
        return
    loket = open_loket(Bron(work, Viewer(wie, "analist")))
    assert loket.desk is not None  # it was just opened
    if asked.gebied not in {area.code for area in loket.desk.areas.all}:
        return
    if asked.jaar in loket.rapporten.years(asked.gebied):
        loket.rapporten.fix(asked.gebied, asked.jaar, moment=moment)
