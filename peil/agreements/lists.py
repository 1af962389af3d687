"""Lists of afspraken and questions as HTML: real tables, everything that was typed escaped."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Final

from peil.agreements import LATE, changes, status_of, status_words
from peil.clock import local
from peil.labels import FICTIEF
from peil.numbers import format_date, format_moment
from peil.records import Afspraak, Entry, Record, Vraag
from peil.wording import upper_first

_SIGNS: Final = {
    LATE: "!",
    "loopt": "▸",
    "open": "○",
    "klaar": "✓",
    "vervallen": "×",
    "in behandeling": "▸",
    "beantwoord": "✓",
}


@dataclass(frozen=True, slots=True)
class Words:
    """How lists name and link things: names by code, and the address of a page of ours."""

    names: Mapping[str, str]
    items: Mapping[str, str]
    indicators: Mapping[str, str]
    address: Callable[[str, Mapping[str, str]], str]

    def about(self, record: Afspraak) -> list[tuple[str, str]]:
        """Return what an afspraak is about: norm item and indicator, each text and address."""
        found: list[tuple[str, str]] = []
        if record.item:
            title = self.items.get(record.item, "")
            query = {"gebied": record.gebied, "item": record.item}
            found.append((f"{record.item} {title}".strip(), self.address("weerbaarheid", query)))
        if record.indicator:
            query = {"gebied": record.gebied, "indicator": record.indicator}
            title = self.indicators.get(record.indicator, record.indicator)
            found.append((title, self.address("indicator", query)))
        return found

    def link(self, record: Afspraak | Vraag) -> str:
        """Return the address that opens one afspraak or question."""
        return self.address("afspraken", {"gebied": record.gebied, "nummer": record.kenmerk})


def sign(status: str, words: str) -> str:
    """Return a status with its sign; only what is late has a colour."""
    late = " laat" if status == LATE else ""
    mark = f'<i aria-hidden="true">{_SIGNS.get(status, "")}</i>'
    return f'<span class="stand{late}">{mark}{escape(words)}</span>'


def _tag(entry: Entry[Any]) -> str:
    return f" {FICTIEF}" if entry.is_fictief else ""


def when(record: Afspraak) -> str:
    """Return the date under an afspraak: its deadline, or how it ended."""
    if record.deadline is None:
        return "zonder datum" if record.status in ("open", "loopt") else record.status
    return format_date(record.deadline)


def _who_when(record: Afspraak) -> str:
    return f"{upper_first(record.eigenaar)} · {when(record)}"


def short_list(entries: Sequence[Entry[Afspraak]], words: Words, today: date) -> str:
    """Return the few newest afspraken: status, then what, who and when."""
    rows = "".join(
        f"<tr><td>{sign(s := status_of(e.record, today), upper_first(s))}</td>"
        f'<th scope="row"><a href="{escape(words.link(e.record))}">{escape(e.record.tekst)}</a>'
        f"<small>{escape(_who_when(e.record))}</small></th></tr>"
        for e in entries
    )
    return (
        '<table class="kort"><caption class="vh">Laatste afspraken</caption><thead><tr>'
        '<th scope="col">Status</th><th scope="col">Afspraak, eigenaar en datum</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def table(
    entries: Sequence[Entry[Afspraak]],
    words: Words,
    today: date,
    *,
    with_area: bool,
    chosen: str = "",
) -> str:
    """Return the whole list, one row per afspraak in the order given.

    Args:
        entries: the newest version of each.
        words: names and addresses.
        today: to say what is late.
        with_area: name the gemeente in a column of its own.
        chosen: kenmerk of the one that is open beside the list.
    """
    heads = ["Status", "Afspraak", *(["Gemeente"] if with_area else [])]
    heads += ["Bezoek", "Gaat over", "Eigenaar", "Deadline", "Resultaat"]
    rows = [_row(e, words, today, with_area, e.record.kenmerk == chosen) for e in entries]
    return _framed("Afspraken, wat te laat is staat bovenaan", heads, rows, " afspr")


def _framed(name: str, heads: Sequence[str], rows: Sequence[str], kind: str = "") -> str:
    """Return a table that can be reached and scrolled with the keyboard."""
    head = "".join(f'<th scope="col">{h}</th>' for h in heads)
    return (
        f'<div class="rol lijst{kind}" tabindex="0" role="region" aria-label="{escape(name)}">'
        f'<table><caption class="vh">{escape(name)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _row(
    entry: Entry[Afspraak], words: Words, today: date, with_area: bool, is_chosen: bool
) -> str:
    record = entry.record
    current = ' aria-current="true"' if is_chosen else ""
    kind = f"<small>{record.aard}</small>" if record.aard == "aanbeveling" else ""
    # On a narrow screen the columns behind this one give way to a line under the text.
    where = [words.names.get(record.gebied, record.gebied)] if with_area else []
    line = escape(" · ".join([*where, _who_when(record)]))
    result = escape(record.resultaat) or "–"
    if record.resultaat_jaar:
        result += f"<small>bij het bezoek van {record.resultaat_jaar}</small>"
    cells = [
        f"<td>{sign(status_of(record, today), status_words(record, today))}</td>",
        f'<th scope="row"><a href="{escape(words.link(record))}"{current}>'
        f'{escape(record.tekst)}</a>{_tag(entry)}{kind}<small class="smal">{line}</small></th>',
    ]
    if with_area:
        cells.append(f"<td>{escape(words.names.get(record.gebied, record.gebied))}</td>")
    cells += [
        f"<td>{record.bezoekjaar or '–'}</td>",
        f"<td>{about(record, words) or '–'}</td>",
        f"<td>{escape(upper_first(record.eigenaar))}</td>",
        f"<td>{escape(format_date(record.deadline)) if record.deadline else '–'}</td>",
        f"<td>{result}</td>",
    ]
    return f"<tr>{''.join(cells)}</tr>"


def about(record: Afspraak, words: Words) -> str:
    """Return what an afspraak is about as links, one under the other."""
    return "<br>".join(
        f'<a href="{escape(link)}">{escape(text)}</a>' for text, link in words.about(record)
    )


def detail(entry: Entry[Afspraak], words: Words, today: date) -> str:
    """Return one afspraak with everything that is known of it."""
    record = entry.record
    from_visit = f"bezoek {record.bezoekjaar}" if record.bezoekjaar else "niet uit een bezoek"
    facts = [
        ("Status", sign(status_of(record, today), status_words(record, today))),
        ("Gemeente", escape(words.names.get(record.gebied, record.gebied))),
        ("Komt uit", escape(from_visit)),
        ("Gaat over", about(record, words) or "–"),
        ("Eigenaar", escape(upper_first(record.eigenaar))),
        ("Deadline", escape(format_date(record.deadline)) if record.deadline else "geen datum"),
        ("Resultaat", escape(record.resultaat) or "–"),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    return (
        f'<div class="kop"><h2>{escape(record.tekst)}</h2>{_tag(entry)}</div>'
        f'<p class="small">{upper_first(record.aard)}</p><dl>{rows}</dl>'
    )


def history(entries: Sequence[Entry[Any]], title: str) -> str:
    """Return every version of one thing, newest first: when, by whom and what changed."""
    rows: list[str] = []
    before: Record | None = None
    for entry in entries:
        told = told_changes(before, entry.record) if before else "Vastgelegd"
        rows.append(
            f'<tr><th scope="row">{format_moment(entry.wanneer)}</th>'
            f"<td>{escape(entry.wie)}</td><td>{told}{_tag(entry)}</td></tr>"
        )
        before = entry.record
    head = "".join(f'<th scope="col">{h}</th>' for h in ("Wanneer", "Door", "Wat veranderde er"))
    return (
        f"<table><caption>{escape(title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(reversed(rows))}</tbody></table>"
    )


def told_changes(before: Record, after: Record) -> str:
    """Return what changed as lines: ``Status: open, werd klaar``."""
    lines = [
        f"<b>{escape(c.veld)}</b>: {escape(c.was) or 'leeg'} <span>→</span> "
        f"{escape(c.werd) or 'leeg'}"
        for c in changes(before, after)
    ]
    return "<br>".join(lines) or "Opnieuw bewaard"


def questions(entries: Sequence[Entry[Vraag]], words: Words, *, with_area: bool) -> str:
    """Return the questions about figures with their answers."""
    heads = ["Status", "Vraag", "Over welk cijfer", *(["Gebied"] if with_area else [])]
    heads += ["Wie kijkt", "Antwoord"]
    rows = [_question_row(e, words, with_area) for e in entries]
    return _framed("Vragen over cijfers, wat open staat eerst", heads, rows)


def question(entry: Entry[Vraag], words: Words) -> str:
    """Return one question with the figure as it stood when it was asked."""
    record = entry.record
    query = {"gebied": record.gebied, "indicator": record.indicator, "periode": record.periode}
    title = escape(words.indicators.get(record.indicator, record.indicator))
    facts = [
        ("Status", sign(record.status, upper_first(record.status))),
        ("Cijfer", f'<a href="{escape(words.address("indicator", query))}">{title}</a>'),
        ("Gebied", escape(words.names.get(record.gebied, record.gebied))),
        ("Stond er", escape(record.waarde) or "–"),
        ("Wie kijkt", escape(upper_first(record.eigenaar))),
        ("Antwoord", escape(record.antwoord) or "–"),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    return f'<div class="kop"><h3>{escape(record.tekst)}</h3>{_tag(entry)}</div><dl>{rows}</dl>'


def _question_row(entry: Entry[Vraag], words: Words, with_area: bool) -> str:
    record = entry.record
    query = {"gebied": record.gebied, "indicator": record.indicator, "periode": record.periode}
    figure = escape(words.indicators.get(record.indicator, record.indicator))
    cells = [
        f"<td>{sign(record.status, upper_first(record.status))}</td>",
        f'<th scope="row"><a href="{escape(words.link(record))}">{escape(record.tekst)}</a>'
        f"{_tag(entry)}</th>",
        f'<td><a href="{escape(words.address("indicator", query))}">{figure}</a>'
        f"<small>{escape(record.waarde)}</small></td>",
    ]
    if with_area:
        cells.append(f"<td>{escape(words.names.get(record.gebied, record.gebied))}</td>")
    cells += [f"<td>{escape(record.eigenaar)}</td>", f"<td>{escape(record.antwoord) or '–'}</td>"]
    return f"<tr>{''.join(cells)}</tr>"


def export_rows(
    entries: Sequence[Entry[Afspraak]], words: Words, today: date
) -> tuple[tuple[str, ...], list[tuple[str | int | date | None, ...]]]:
    """Return header and rows of the sheet: dates as dates, a status that is late as such."""
    heads = (
        "Status", "Gemeente", "Afspraak", "Aard", "Bezoek", "Normitem", "Indicator", "Eigenaar",
        "Deadline", "Resultaat", "Resultaat bij bezoek", "Laatst veranderd", "Kenmerk", "Fictief",
    )  # fmt: skip
    rows: list[tuple[str | int | date | None, ...]] = [
        (
            status_words(r, today), words.names.get(r.gebied, r.gebied), r.tekst, r.aard,
            r.bezoekjaar, f"{r.item} {words.items.get(r.item, '')}".strip(),
            words.indicators.get(r.indicator, r.indicator), r.eigenaar, r.deadline, r.resultaat,
            r.resultaat_jaar, local(e.wanneer).date(), r.kenmerk, "ja" if e.is_fictief else "nee",
        )
        for e in entries
        for r in (e.record,)
    ]  # fmt: skip
    return heads, rows
