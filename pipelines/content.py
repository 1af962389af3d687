"""All that a publication says, computed from register, journal and what is declared.

A pure function: the same leveringen, the same entries and the same declared data give the same
tables and the same hash, today and years later.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from peil import places, statistics
from peil.areas import Areas, load_areas
from peil.catalogue import Catalogue, load_catalogue
from peil.errors import Finding, PeilError
from peil.events import as_frame, load_events
from peil.figure import COLUMNS
from peil.journal import Journal
from peil.norm import Norms, load_norms
from peil.phrases import declared_in
from peil.records import Duiding, Score
from peil.terms import NIVEAUS
from pipelines import crosschecks, journal_tables, provenance, register
from pipelines.aggregate import complete
from pipelines.denominators import load_inhabitants

#: Columns that say when or under which id a delivery came, not what it says.
_NOT_CONTENT = {"leveringen", "levering", "id", "geladen_op", "wie", "volgnr"}
#: Without one levering (only a journal) the table has its columns too.
_DELIVERIES: dict[str, pl.DataType | type[pl.DataType]] = {
    "id": pl.String,
    "volgnr": pl.Int64,
    "bestand": pl.String,
    "bron": pl.String,
    "sha256": pl.String,
    "geladen_op": pl.Datetime("us", "UTC"),
    "wie": pl.String,
    "is_fictief": pl.Boolean,
    "bevestiging": pl.String,
    "regels": pl.Int64,
    "vorm": pl.String,
    "periode": pl.String,
    "is_oefening": pl.Boolean,
}
_COPY: dict[str, type[pl.DataType]] = {
    "soort": pl.String,
    "slug": pl.String,
    "inhoud": pl.String,
}
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Content:
    """All that a publication says: its tables without the stamp, their hash, and what was left out.

    ``journaal`` is the last entry of the journal that is in it.
    """

    tables: dict[str, pl.DataFrame]
    inhoud: str
    journaal: int
    weggelaten: tuple[Finding, ...]


def compute(
    work: Path,
    data: Path | None = None,
    *,
    tot: int | None = None,
    journaal: int | None = None,
    progress: Progress | None = None,
) -> Content:
    """Compute all that a publication says, of now or as it was.

    Args:
        work: the working folder; nothing is written in it.
        data: the declared data; that of the region when not given.
        tot: the register up to this number; the whole when not given.
        journaal: the journal up to this entry; the whole when not given.
        progress: is told where it is.

    Raises:
        PeilError: nothing was delivered yet, or content that cannot be published.
    """
    say, root = progress or (lambda _: None), data or places.data_root()
    catalogue, areas, norms = load_catalogue(root), load_areas(root), load_norms(root)
    say("Leveringen lezen…")
    cells, left_out = register.collect(work, catalogue, areas, tot=tot)
    # What is typed while this runs is for the next publication.
    journal = Journal(work)
    last = journal.position()
    position = last if journaal is None else min(journaal, last)
    scores = [e for e in journal.entries(Score) if e.nummer <= position]
    texts = [e for e in journal.entries(Duiding) if e.nummer <= position]
    written = journal_tables.last_written(journal, position)
    years = journal_tables.norm_years(scores, norms, areas)
    counted = journal_tables.norm_cells(years, catalogue, written)
    cells = pl.concat([cells, counted])
    # After every levering was withdrawn an empty stand is what is true.
    is_bare = not any(tot is None or d.volgnr <= tot for d in register.deliveries(work))
    if cells.is_empty() and (is_bare or register.counting(work, tot)):
        raise PeilError("Er zijn nog geen leveringen. Laad er een met `peil laad` of `peil demo`.")
    say("Cijfers berekenen…")
    tables = build_tables(cells, catalogue, areas, root)
    tables["leveringen"] = _deliveries(work, tot)
    copied = [tables["catalogus"], _norm_copy(norms), _report_copy(root)]
    tables["catalogus"] = pl.concat(copied)
    tables["duiding"] = journal_tables.duiding_table(texts)
    tables["normscores"] = journal_tables.normscore_table(years)
    return Content(tables, content_hash(tables), position, left_out)


def build_tables(
    cells: pl.DataFrame, catalogue: Catalogue, areas: Areas, data: Path
) -> dict[str, pl.DataFrame]:
    """Return every table of the snapshot but the stamp and the list of deliveries."""
    inhabitants = load_inhabitants(data, areas)
    grid = complete(cells, catalogue, areas, inhabitants)
    breaks = pl.DataFrame(
        [{"indicator": i.slug, "jaar": b.jaar} for i in catalogue for b in i.breuken],
        schema={"indicator": pl.String, "jaar": pl.Int32},
    )
    computed = statistics.compute(grid, breaks)
    order = pl.Enum(NIVEAUS)
    cijfers = computed.select(COLUMNS).sort(
        "indicator",
        "periode_soort",
        "periode",
        pl.col("niveau").cast(order),
        "gebied_code",
        "uitsplitsing",
    )
    published = pl.read_csv(data / "gepubliceerd" / "gepubliceerd.csv", infer_schema_length=None)
    rejected = pl.col("status") == "ONBETROUWBAAR"
    return {
        "cijfers": cijfers,
        "perioden": _periods(cijfers),
        "klassen": statistics.classes(computed),
        "spreiding": statistics.dispersion(grid, breaks),
        "gebieden": areas.frame,
        "herindelingen": _mergers(areas),
        "gebeurtenissen": as_frame(load_events(catalogue, areas, data)),
        "catalogus": _catalogue_copy(catalogue),
        "inwoners": inhabitants,
        "grootteklassen": pl.read_csv(data / "gebieden" / "grootteklassen.csv"),
        "gepubliceerd": published.filter(~rejected),
        "verworpen": published.filter(rejected),
        "kruiscontroles": crosschecks.crosschecks(cijfers, data),
        "herkomst": provenance.references(cells, catalogue, areas),
    }


def _periods(cijfers: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator x niveau x periode: how many totals have a figure."""
    return (
        cijfers.filter(pl.col("uitsplitsing") == "")
        .group_by("indicator", "niveau", "periode", "periode_soort", "jaar")
        .agg(
            (pl.col("status") == "cijfer").sum().alias("met_cijfer"),
            (~pl.col("status").is_in(["niet geleverd", "niet van toepassing"]))
            .sum()
            .alias("geleverd"),
            pl.col("is_voorlopig").any(),
        )
        .sort("indicator", "niveau", "periode")
    )


def _mergers(areas: Areas) -> pl.DataFrame:
    return pl.DataFrame(
        [{"oude_code": o, "jaar": j, "nieuwe_code": n} for o, (j, n) in areas.mergers.items()],
        schema={"oude_code": pl.String, "jaar": pl.Int32, "nieuwe_code": pl.String},
    )


def _catalogue_copy(catalogue: Catalogue) -> pl.DataFrame:
    """One row per indicator, bron or thema as it stood at publication, as JSON."""
    rows = [
        *(("indicator", i.slug, i.model_dump_json()) for i in catalogue.indicators),
        *(("bron", b.slug, b.model_dump_json()) for b in catalogue.bronnen.values()),
        *(("thema", t.slug, t.model_dump_json()) for t in catalogue.themas.values()),
    ]
    return pl.DataFrame(rows, schema=["soort", "slug", "inhoud"], orient="row")


def _norm_copy(norms: Norms) -> pl.DataFrame:
    """One row per version of the norm set as it stood at publication, as JSON."""
    rows = [("norm", n.versie, n.model_dump_json()) for n in norms.versions]
    return pl.DataFrame(rows, schema=_COPY, orient="row")


def _report_copy(data: Path) -> pl.DataFrame:
    """One row per edition whose sentences the region words itself, as JSON."""
    rows = [("rapporttekst", t.uitgave, t.model_dump_json()) for t in declared_in(data)]
    return pl.DataFrame(rows, schema=_COPY, orient="row")


def _deliveries(work: Path, tot: int | None) -> pl.DataFrame:
    """One row per levering that counts, in the order of loading."""
    rows = [
        {
            "id": d.id,
            "volgnr": d.volgnr,
            "bestand": d.bestand,
            "bron": d.bron,
            "sha256": d.sha256,
            "geladen_op": d.geladen_op,
            "wie": d.wie,
            "is_fictief": d.is_fictief,
            "bevestiging": d.bevestiging or "",
            "regels": d.regels,
            "vorm": d.vorm,
            "periode": d.periode,
            "is_oefening": d.is_oefening,
        }
        for d in register.counting(work, tot)
    ]
    return pl.DataFrame(rows, schema=_DELIVERIES)


def content_hash(tables: dict[str, pl.DataFrame]) -> str:
    """Return the sha256 over all published content, in the tables' own order.

    Floats count to eight significant digits, so that the last bits in which processors differ do
    not; load times, ids and who loaded do not count at all.
    """
    total = hashlib.sha256()
    for name in sorted(tables):
        frame = tables[name]
        frame = frame.select(c for c in frame.columns if c not in _NOT_CONTENT)
        floats = [c for c, t in frame.schema.items() if t.is_float()]
        rounded = frame.with_columns(pl.col(c).round_sig_figs(8) for c in floats)
        total.update(f"{name}\n".encode())
        for part in rounded.iter_slices(50_000):
            total.update(part.write_csv(null_value="\\N").encode())
    return total.hexdigest()
