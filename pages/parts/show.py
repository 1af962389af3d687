"""What a page shows: own drawings, figures with their table and source, states, the footer.

For pages (all text is escaped unless it is called ``markup``):

    show_html(markup, key=None) -> None            own HTML/SVG; clicks on [data-gebied]
                                                   and on links to our own pages are followed
    show_chart(markup, title=, units=, source=, table=, ...)   a chart with all around it
    show_table(markup, caption="") -> None         a real <table>, scrolls sideways when it must
    card(key, fictief=False)                       with card(...): a white frame
    download(desk, figures, name, key=None)        CSV of the figures, as `peil cijfers` gives it
    fictief_note(any_fictief, all_fictief=False)   the one note under the summary
    heading(text, sub="", level=2), lead(markup)   serif words
    empty(text), loading(text), error(text)        the three states
    the map: pages.parts.mapping.show_map
"""

import re
import zlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.components.v2 import component

from pages.parts import guard, scripts, stands, walk
from pages.parts.packing import packed
from peil import strips
from peil.figure import Figure
from peil.labels import FICTIEF

if TYPE_CHECKING:
    from peil.desk import Desk

#: Markup longer than this travels packed; below it packing gains nothing worth the wait.
_PACKED_FROM = 2000
_SCRIPT = (Path(__file__).parent / "tekening.js").read_text("utf-8")
_drawing = component("tekening", js=scripts.served("tekening", _SCRIPT), isolate_styles=False)


def show_html(markup: str, key: str | None = None) -> None:
    """Draw trusted HTML or SVG of our own: whoever builds it has escaped what came from data.

    A click on ``[data-kies="GM…"]`` marks that area, one on ``[data-gebied="GM…"]`` opens it, and
    one on a link to our own pages opens that page, all without loading the app anew.
    """
    markup = stands.carried(markup)
    name = key or f"tekening_{zlib.crc32(markup.encode()):08x}_{_occurrence(markup)}"
    data = packed(markup) if len(markup) > _PACKED_FROM else markup
    clicked = _drawing(data=data, key=name, on_ga_change=partial(walk.notice, name)).ga
    if clicked:
        walk.follow(str(clicked))


def _occurrence(markup: str) -> int:
    """Count how often the same markup was drawn in this run, for a key of its own."""
    seen: dict[int, int] = st.session_state.setdefault("_tekeningen", {})
    digest = hash(markup)
    seen[digest] = seen.get(digest, 0) + 1
    return seen[digest]


def show_table(markup: str, caption: str = "", key: str | None = None) -> None:
    """Show a real table that can be reached and scrolled with the keyboard."""
    if caption:
        markup = markup.replace("<table>", f"<table><caption>{escape(caption)}</caption>", 1)
    if "peil-tabel" not in markup:
        name = escape(caption or _captions(markup))
        markup = f'<div class="rol" tabindex="0" role="region" aria-label="{name}">{markup}</div>'
    show_html(markup, key)


def _captions(markup: str) -> str:
    """Return what tables say that they are: the caption of the first, and how many follow."""
    found = re.findall(r"<caption[^>]*>(.*?)</caption>", markup, re.DOTALL)
    if not found:
        return "Tabel"
    more = {1: "", 2: " en nog een tabel"}.get(len(found), f" en nog {len(found) - 1} tabellen")
    return unescape(re.sub(r"<[^>]+>", "", found[0])).strip() + more


def show_chart(
    markup: str,
    *,
    title: str,
    units: str,
    source: str,
    table: str | Callable[[], str],
    key: str,
    finding: str = "",
    csv: Callable[[], str] | None = None,
    fictief: bool = False,
    framed: bool = True,
    report: str = "",
    waits: bool = False,
) -> None:
    """Show a chart with its caption, source, table and download.

    Args:
        markup: the chart, as ``peil.charts`` draws it; it describes itself to who cannot see it.
        title: the finding or the question, as a sentence.
        units: what is shown in which meeteenheid and year.
        source: bron and peildatum.
        table: markup of the real table behind the figure, or what makes it.
        key: unique on the page; also the name of the download.
        finding: a second line in words under the title.
        csv: makes the text of the download, when it is asked for.
        fictief: marks the frame when a figure in it is fictief.
        framed: whether to draw a card around it.
        report: address where one says that a figure in it is wrong.
        waits: whether a phone shows only the words above it until the reader asks for it.
    """
    frame = card(key, fictief) if framed else st.container(key=f"los_{key}")
    with frame:
        above, below = caption(title, units, finding, fictief), f"{markup}{_foot(source)}"
        whole = strips.foldable(above, below, follows=True) if waits else f"{above}{below}"
        show_html(whole, key=f"figuur_{key}")
        behind(table, csv, key, report)


def caption(title: str, units: str, finding: str = "", fictief: bool = False) -> str:
    """Return the words above a figure: title, finding, units and the tag of what is fictief."""
    tag = FICTIEF if fictief else ""
    extra = f'<p class="find">{escape(finding)}</p>' if finding else ""
    return (
        f'<div class="kop"><h3>{escape(title)}</h3>{tag}</div>{extra}'
        f'<p class="cs">{escape(units)}</p>'
    )


def foot(source: str, key: str) -> None:
    """Show the source under a figure."""
    show_html(_foot(source), key=f"voet_{key}")


def _foot(source: str) -> str:
    return f'<div class="foot"><span>{escape(source)}</span></div>'


@guard.part
def behind(
    table: str | Callable[[], str], csv: Callable[[], str] | None, key: str, report: str = ""
) -> None:
    """Put the real table, its download and the way to report an error behind a figure.

    Nothing is made or sent before a reader opens it, and then only this part is drawn anew.
    Give ``table`` as a function where making it costs time.
    """
    fold = st.expander("Tabel en download", key=f"achter_{key}", on_change="rerun")
    if not fold.open:
        return
    with fold:
        show_table(table if isinstance(table, str) else table(), key=f"tabel_{key}")
        if csv:
            st.download_button(
                "Download als CSV",
                csv,
                f"{key}.csv",
                "text/csv",
                key=f"csv_{key}",
                on_click="ignore",
            )
        if report:
            link = f'<a href="{escape(report)}">Meld een fout in dit cijfer</a>'
            show_html(f'<p class="small">{link}</p>', key=f"meld_{key}")


def card(key: str, fictief: bool = False) -> AbstractContextManager[Any]:
    """Return a frame: white, or with the plum edge of what is fictief."""
    return st.container(key=f"{'fictief' if fictief else 'kaart'}_{key}", height="stretch")


def download(desk: "Desk", figures: Sequence[Figure], name: str, key: str | None = None) -> None:
    """Offer the CSV of these figures."""
    st.download_button(
        "Download als CSV",
        lambda: desk.csv(list(figures)),
        f"{name}.csv",
        "text/csv",
        key=key or f"csv_{name}",
        on_click="ignore",
    )


def as_markdown(text: str) -> str:
    """Return text for a label that reads Markdown, so that what was typed stays plain text."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])", r"\\\1", text)


def heading(text: str, sub: str = "", level: int = 2, *, waits: bool = False) -> None:
    """Show a heading and a line under it; on a phone what follows in its column may wait."""
    under = f'<p class="sub">{escape(sub)}</p>' if sub else ""
    markup = f"<h{level}>{escape(text)}</h{level}>{under}"
    whole = strips.foldable(markup, follows=True) if waits else markup
    show_html(whole, key=f"kop_{zlib.crc32(text.encode())}")


def lead(markup: str) -> None:
    """Show the summary of the page, in large serif."""
    show_html(f'<p class="lead">{markup}</p>', key="samenvatting")


def fictief_note(any_fictief: bool, all_fictief: bool = False) -> None:
    """Say once on the page that figures were made up, if there are any."""
    if not any_fictief:
        return
    what = "Alle cijfers op deze pagina zijn" if all_fictief else "Wat deze rand heeft, bevat"
    text = f"{what} <b>{'verzonnen' if all_fictief else 'verzonnen cijfers'}</b>"
    show_html(
        f'<div class="note" role="note"><span class="bar"></span><span>{FICTIEF}&ensp;{text}, '
        'om het dashboard te tonen. <a href="verantwoording#fictief">Wat is fictief?</a>'
        "</span></div>",
        key="melding_fictief",
    )


def empty(text: str) -> None:
    """Say that there is nothing to show yet."""
    show_html(f'<div class="state leeg">{escape(text)}</div>')


def loading(text: str = "Cijfers ophalen…") -> None:
    """Hold the place of what is on its way."""
    show_html(f'<div class="state laden" role="status">{escape(text)}</div>')


def error(text: str) -> None:
    """Say what does not work and what to do."""
    show_html(f'<div class="state fout" role="alert"><span>{escape(text)}</span></div>')
