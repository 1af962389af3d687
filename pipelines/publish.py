"""Publication: deliveries in, one read-only DuckDB snapshot out, built aside and swapped whole."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import duckdb
import polars as pl

from peil import places, statistics
from peil.areas import Areas, load_areas
from peil.catalogue import Catalogue, load_catalogue
from peil.errors import Finding, PeilError
from peil.events import as_frame, load_events
from peil.figure import COLUMNS
from peil.journal import Journal
from peil.norm import Norms, load_norms
from peil.records import Duiding, Score
from peil.terms import NIVEAUS, ZONDER_CONTROLE
from pipelines import crosschecks, geometry, journal_tables, provenance, register
from pipelines.aggregate import complete
from pipelines.denominators import load_inhabitants

#: How many snapshots stay beside the current one, for readers that still have it open.
KEEP = 5
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
}
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What a publication made: the snapshot, its content hash and the number of figures.

    ``weggelaten`` are rows of earlier leveringen that the catalogue of today refuses.
    """

    pad: Path
    inhoud: str
    cijfers: int
    is_nieuw: bool
    weggelaten: tuple[Finding, ...] = ()


def publish(
    work: Path, progress: Progress | None = None, *, is_herbouw: bool = False
) -> PublishResult:
    """Compute all figures from the register and the journal, and swap in the new snapshot.

    A snapshot with the same content as the current one is not written again, unless all is to be
    built anew (``is_herbouw``).

    Raises:
        PeilError: nothing was delivered yet, or content that cannot be published.
    """
    say = progress or (lambda _: None)
    catalogue, areas, data = load_catalogue(), load_areas(), places.data_root()
    say("Leveringen lezen…")
    cells, left_out = register.collect(work, catalogue, areas)
    # What is typed while this runs is for the next publication.
    journal, norms = Journal(work), load_norms()
    position = journal.position()
    scores = [e for e in journal.entries(Score) if e.nummer <= position]
    texts = [e for e in journal.entries(Duiding) if e.nummer <= position]
    written = journal_tables.last_written(journal, position)
    years = journal_tables.norm_years(scores, norms, areas)
    counted = journal_tables.norm_cells(years, catalogue, written)
    cells = pl.concat([cells, counted])
    if cells.is_empty():
        raise PeilError("Er zijn nog geen leveringen. Laad er een met `peil laad` of `peil demo`.")
    say("Kaart opbouwen…")
    geometry.build_geometry(places.geo_root(), areas, work)
    say("Cijfers berekenen…")
    tables = build_tables(cells, catalogue, areas, data)
    tables["leveringen"] = _deliveries(work)
    tables["catalogus"] = pl.concat([tables["catalogus"], _norm_copy(norms)])
    tables["duiding"] = journal_tables.duiding_table(texts)
    tables["normscores"] = journal_tables.normscore_table(years)
    inhoud = content_hash(tables)
    stamp = _stamp(inhoud, tables["cijfers"], position)
    current = _current(work)
    count = tables["cijfers"].height
    if current is not None and not is_herbouw and _same(current, stamp):
        say("De inhoud is niet veranderd; de publicatie blijft staan.")
        return PublishResult(current, inhoud, count, is_nieuw=False, weggelaten=left_out)
    say("Publicatie schrijven…")
    path = write(work, tables | {"stempel": stamp})
    swap(work, path)
    return PublishResult(path, inhoud, count, is_nieuw=True, weggelaten=left_out)


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
    schema = {"soort": pl.String, "slug": pl.String, "inhoud": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _deliveries(work: Path) -> pl.DataFrame:
    """One row per levering, in the order in which they count."""
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
        }
        for d in register.deliveries(work)
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


def _stamp(inhoud: str, cijfers: pl.DataFrame, position: int) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "regel": [ZONDER_CONTROLE],
            "gepubliceerd_op": [datetime.now(UTC).replace(tzinfo=None, microsecond=0)],
            "inhoud": [inhoud],
            "versie": [version("dashboard-ondermijning-weerbaarheid")],
            "is_fictief": [bool(cijfers["is_fictief"].any())],
            "journaal": [position],
        }
    )


def _current(work: Path) -> Path | None:
    link = work / "current.duckdb"
    return link.resolve() if link.exists() else None


def _same(path: Path, stamp: pl.DataFrame) -> bool:
    """Say whether the snapshot at ``path`` holds the same content, made by the same version."""
    try:
        with duckdb.connect() as connection:
            connection.execute(
                f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS oud (READ_ONLY)"
            )
            query = "SELECT inhoud, versie, regel, journaal FROM oud.stempel"
            row = connection.execute(query).fetchone()
    except duckdb.Error:
        return False
    return row == stamp.select("inhoud", "versie", "regel", "journaal").row(0)


def write(work: Path, tables: dict[str, pl.DataFrame]) -> Path:
    """Write a snapshot of these tables aside and return its path; nothing points at it yet."""
    folder = work / "snapshots"
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    path, aside = folder / f"dash-{stamp}.duckdb", folder / f".bouw-{stamp}.duckdb"
    try:
        with duckdb.connect(str(aside)) as connection:
            for name, frame in tables.items():
                connection.register("bron_frame", frame.to_arrow())
                connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM bron_frame')
                connection.unregister("bron_frame")
            connection.execute("CHECKPOINT")
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
        aside.with_suffix(".duckdb.wal").unlink(missing_ok=True)
    return path


def swap(work: Path, path: Path) -> None:
    """Point ``current.duckdb`` at ``path`` in one step; readers see the old one or the new one."""
    link = work / "current.duckdb"
    aside = work / f".current-{path.stem}"
    aside.unlink(missing_ok=True)
    aside.symlink_to(path.relative_to(work))
    aside.replace(link)
    folder = os.open(work, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    for old in sorted((work / "snapshots").glob("dash-*.duckdb"))[:-KEEP]:
        if old != path:
            old.unlink()


def discard(work: Path, keep: Path) -> None:
    """Remove all snapshots but the one to ``keep``; a reader that has one open keeps reading.

    Files that are not ours stay.
    """
    for old in (work / "snapshots").glob("dash-*.duckdb"):
        if old.name != keep.name:
            old.unlink()
