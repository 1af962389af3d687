"""One published figure with everything that was computed about it."""

from dataclasses import dataclass, fields

from peil.terms import Niveau, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of the snapshot's ``cijfers``: an indicator for one area, period and breakdown.

    ``waarde`` is the rate (``teller / noemer * per``), or the teller where there is no noemer;
    ``laag``/``hoog`` its 95 % interval, ``marge_laag``/``marge_hoog`` the wider vergelijkmarge.
    ``{niveau}_rest`` is the benchmark without the area itself. Empty is ``None``.
    """

    indicator: str
    code: str
    thema: str
    niveau: Niveau
    gebied_code: str
    gebied: str
    district_code: str | None = None
    eenheid_code: str | None = None
    periode: str
    periode_soort: str = "jaar"
    jaar: int
    uitsplitsing: str = ""
    teller: float | None = None
    noemer: float | None = None
    noemer_jaar: int | None = None
    waarde: float | None = None
    laag: float | None = None
    hoog: float | None = None
    marge_laag: float | None = None
    marge_hoog: float | None = None
    dispersie: float | None = None
    status: Status = "cijfer"
    is_voorlopig: bool = False
    is_fictief: bool = False
    is_geleverd: bool = True
    toelichting: str = ""
    bron: str = ""
    bron_id: str = ""
    leveringen: str = ""
    vorige_periode: str | None = None
    vorige_waarde: float | None = None
    vorige_teller: float | None = None
    verandering: float | None = None
    verandering_p: float | None = None
    verandering_woord: str | None = None
    verandering_is_fictief: bool = False
    district_rest: float | None = None
    district_waarde: float | None = None
    district_p: float | None = None
    district_woord: str | None = None
    district_is_fictief: bool = False
    eenheid_rest: float | None = None
    eenheid_waarde: float | None = None
    eenheid_p: float | None = None
    eenheid_woord: str | None = None
    eenheid_is_fictief: bool = False
    nederland_rest: float | None = None
    nederland_waarde: float | None = None
    nederland_p: float | None = None
    nederland_woord: str | None = None
    nederland_is_fictief: bool = False
    rang_district: int | None = None
    aantal_district: int | None = None
    rang_eenheid: int | None = None
    aantal_eenheid: int | None = None
    rang_is_fictief: bool = False
    trend_woord: str | None = None
    trend_p: float | None = None
    trend_van: int | None = None
    trend_tot: int | None = None
    trend_is_fictief: bool = False
    pool_van: int | None = None
    pool_tot: int | None = None
    pool_teller: float | None = None
    pool_noemer: float | None = None
    pool_waarde: float | None = None
    pool_laag: float | None = None
    pool_hoog: float | None = None
    pool_is_fictief: bool = False
    klasse: int | None = None


#: The columns of ``cijfers``, in the order of the snapshot.
COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Figure))
