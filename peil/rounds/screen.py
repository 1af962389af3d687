"""The topics of a visit as HTML, in large type: a title in words, the numbers under it."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Final

from peil import cards, wording
from peil.catalogue import Indicator
from peil.figure import Figure
from peil.labels import FICTIEF
from peil.norm import NormItem, NormSet, Pijler, answer_words
from peil.normgrid import WhoDoes
from peil.numbers import MAANDEN, format_date
from peil.records import Afspraak, Entry
from peil.rounds import topics
from peil.rounds.progress import Example, Progress
from peil.scores import NIET_BEOORDEELD, State, Tally

#: A longer title is set smaller, so that a topic fits on one screen.
_SMALLER: Final = 44
_SMALL: Final = 96
_PARTS: Final = (
    ("uitgevoerd", "uitgevoerd"),
    ("in_ontwikkeling", "in ontwikkeling"),
    ("ontbreekt", "ontbreekt"),
)


def heading(where: str, title: str, lead: str = "") -> str:
    """Return the top of a topic; ``lead`` is markup."""
    size = "" if len(title) <= _SMALLER else "lang" if len(title) <= _SMALL else "heel-lang"
    under = f'<p class="bz-lead">{lead}</p>' if lead else ""
    return f'<p class="bz-waar">{escape(where)}</p><h1 class="{size}">{escape(title)}</h1>{under}'


def ask(text: str) -> str:
    """Return a question for the conversation."""
    return f'<div class="bz-vraag"><small>Gespreksvraag</small><p>{escape(text)}</p></div>'


def figure_topic(
    where: str,
    topic: topics.Topic,
    figure: Figure,
    series: Sequence[Figure],
    indicator: Indicator,
    names: Mapping[str, str],
) -> str:
    """Return one figure to talk about: finding, numbers, comparison and question."""
    lead = topics.numbers(topic, figure, series, indicator)
    if figure.is_fictief:
        lead = f"{lead} {FICTIEF}"
    return (
        '<div class="bz num">'
        + heading(where, topics.title(topic, figure, indicator), lead)
        + (_rows(figure, indicator, names) or cards.status_box(figure, indicator))
        + ask(topics.question(topic, figure, indicator))
        + "</div>"
    )


def source(text: str, explained: str) -> str:
    """Return where a figure comes from, and what the duiding says of it."""
    note = f'<p class="bz-bron"><b>Duiding:</b> {escape(explained)}</p>' if explained else ""
    return f'<p class="bz-bron">{escape(text)}</p>{note}'


def _rows(figure: Figure, indicator: Indicator, names: Mapping[str, str]) -> str:
    if not wording.has_value(figure):
        return ""
    levels = cards.benchmarks(figure)
    rests = {b: wording.benchmark_value(figure, b) for b in levels}
    if all(rest is None for rest in rests.values()):
        change = wording.change_sentence(figure, indicator)
        return f'<p class="bz-klein">{escape(change)}</p>' if change else " "
    places = wording.decimals(indicator, (figure.waarde, *rests.values()))
    rows = [_row(figure.gebied, wording.number_text(indicator, figure.waarde, places), "", "ik")]
    for level, rest in rests.items():
        name = names.get(figure.district_code or "", "District")
        name = name if level == "district" else wording.upper_first(level)
        made_up = getattr(figure, f"{level}_is_fictief") and not figure.is_fictief
        tag = f" {FICTIEF}" if made_up and rest is not None else ""
        value = wording.number_text(indicator, rest, places)
        rows.append(_row(name, value, cards.word(figure, level) + tag))
    return (
        f'<table class="bz-rijen"><caption class="vh">Vergelijking</caption>{"".join(rows)}</table>'
    )


def _row(name: str, value: str, tail: str, kind: str = "") -> str:
    return (
        f'<tr class="{kind}"><th scope="row">{escape(name)}</th>'
        f'<td class="n">{escape(value)}</td><td class="e">{tail}</td></tr>'
    )


def afspraak_topic(where: str, entry: Entry[Afspraak], late: bool, about: str = "") -> str:
    """Return one afspraak of an earlier visit; ``about`` is the item or figure it concerns."""
    afspraak = entry.record
    facts = [f"Wie: {afspraak.eigenaar}"]
    if afspraak.deadline:
        facts.append(f"klaar op {format_date(afspraak.deadline)}")
    lead = escape(", ".join(facts)) + "."
    if late:
        lead += ' <b class="laat">Te laat.</b>'
    if entry.is_fictief:
        lead += f" {FICTIEF}"
    note = f'<p class="bz-klein">Gaat over: {escape(about)}.</p>' if about else ""
    return f'<div class="bz num">{heading(where, afspraak.tekst, lead)}{note}</div>'


def norm_topic(where: str, found: Progress, norm: NormSet, had_visit: bool) -> str:
    """Return the left side of the norm: how much is done, and what moved."""
    now, then = found.totaal, found.toen
    title = f"{now.uitgevoerd} van de {now.beoordeeld} beoordeelde items zijn uitgevoerd"
    since = "Bij het vorige bezoek" if had_visit else "Een jaar geleden"
    lead = f"{since} waren het er <b>{then.uitgevoerd} van de {then.beoordeeld}</b>."
    if not then.beoordeeld:
        lead = f"{since} was er nog niets beoordeeld."
    tag = f" {FICTIEF}" if now.is_fictief else ""
    lists = _items("Verbeterd", found.verbeterd) + _items("Minder dan toen", found.verslechterd)
    lists += _items("Ontbreekt nog", found.ontbreekt)
    status = (
        f'<p class="bz-bron">{escape(norm.titel)} {escape(norm.versie)}: {escape(norm.status)}.</p>'
    )
    return f'<div class="bz num">{heading(where, title, lead + tag)}{lists}{status}</div>'


def _items(title: str, items: Sequence[NormItem], most: int = 3) -> str:
    if not items:
        return ""
    rest = f" En nog {len(items) - most}." if len(items) > most else ""
    names = "; ".join(escape(i.titel) for i in items[:most])
    return f'<p class="bz-klein"><b>{title} ({len(items)}):</b> {names}.{rest}</p>'


def pijlers(norm: NormSet, found: Progress) -> str:
    """Return every pijler as a bar of its assessed items, with the count then and now."""
    rows = "".join(_pijler(p, found.voor[p.slug], found.nu[p.slug]) for p in norm.pijler)
    legend = "".join(
        f'<li><i class="st {name}" aria-hidden="true"></i>{text}</li>' for name, text in _PARTS
    )
    return (
        '<div class="bz num"><table class="bz-pijlers"><caption>Uitgevoerd van de beoordeelde '
        'items, per pijler</caption><thead><tr><th scope="col">Pijler</th>'
        '<th scope="col">Stand</th>'
        '<th scope="col" class="n">Toen</th><th scope="col" class="n">Nu</th></tr></thead>'
        f'<tbody>{rows}</tbody></table><ul class="bz-legenda">{legend}</ul></div>'
    )


def _pijler(pijler: Pijler, then: Tally, now: Tally) -> str:
    parts = "".join(
        f'<i class="st {name}" style="flex:{getattr(now, name)}"></i>'
        for name, _ in _PARTS
        if getattr(now, name)
    )
    told = ", ".join(f"{getattr(now, name)} {text}" for name, text in _PARTS)
    return (
        f'<tr><th scope="row">{escape(pijler.titel)}</th>'
        f'<td><span class="bz-balk" role="img" aria-label="{told}">{parts}</span></td>'
        f'<td class="n">{then.uitgevoerd} van {then.beoordeeld}</td>'
        f'<td class="n"><b>{now.uitgevoerd} van {now.beoordeeld}</b></td></tr>'
    )


def item_topic(where: str, item: NormItem, state: State | None, extra: str = "") -> str:
    """Return one item of the norm with the oordeel that holds on the day of the visit."""
    newest = state.entry if state else None
    lead = f"Nu: <b>{escape(state.stand if state else NIET_BEOORDEELD)}</b>"
    if newest:
        lead += f", beoordeeld op {format_date(newest.record.peildatum)}"
    tag = f" {FICTIEF}" if newest and newest.is_fictief else ""
    facts = [f"De bron vraagt: {item.meetwijze}.", f"Wat telt als bewijs: {item.bewijs}"]
    if newest and newest.record.antwoord:
        facts.insert(0, f"Antwoord toen: {answer_words(item, newest.record.antwoord)}.")
    if newest and newest.record.toelichting:
        facts.insert(1, newest.record.toelichting)
    told = "".join(f'<p class="bz-klein">{escape(text)}</p>' for text in [*facts, extra] if text)
    return f'<div class="bz num">{heading(where, item.titel, f"{lead}.{tag}")}{told}</div>'


def example_topic(where: str, example: Example, peers: int, group: str) -> str:
    """Return an item that lacks here, and how many comparable gemeenten meet it."""
    count = len(example.gebieden)
    verb = "doet" if count == 1 else "doen"
    lead = f"<b>{count} van de {peers} vergelijkbare gemeenten</b> {verb} dit al."
    tag = f" {FICTIEF}" if example.is_fictief else ""
    return (
        f'<div class="bz num">{heading(where, example.item.titel, lead + tag)}'
        f'<p class="bz-klein">{escape(group)}.</p>'
        f'<p class="bz-klein">Wat telt als bewijs: {escape(example.item.bewijs)}</p>'
        + ask("Wat houdt u tegen om dit ook te doen?")
        + "</div>"
    )


def _month(day: date) -> str:
    return f"{MAANDEN[day.month - 1]} {day.year}"


def who_does(who: WhoDoes, names: Mapping[str, str], most: int = 8) -> str:
    """Return who meets an item, and since when."""
    rows = "".join(
        f'<tr><th scope="row">{escape(names[p.gebied])}</th>'
        f"<td>{f'sinds {_month(p.sinds)}' if p.sinds else ''}</td></tr>"
        for p in who.doet[:most]
    )
    more = f'<p class="bz-bron">En nog {len(who.doet) - most}.</p>' if len(who.doet) > most else ""
    return (
        '<div class="bz num"><table class="bz-wie"><caption>Bel eens met</caption>'
        f"<tbody>{rows}</tbody></table>{more}</div>"
    )


def agreed(afspraken: Sequence[Entry[Afspraak]]) -> str:
    """Return what was agreed at this visit, as a list in large type."""
    if not afspraken:
        return (
            '<div class="bz"><p class="bz-lead">Nog geen afspraken. '
            "Leg de eerste vast met de knop hieronder.</p></div>"
        )
    items = "".join(
        f"<li><b>{escape(e.record.tekst)}</b><small>{escape(_who(e.record))}</small></li>"
        for e in afspraken
    )
    return f'<div class="bz num"><ol class="bz-agree">{items}</ol></div>'


def _who(afspraak: Afspraak) -> str:
    when = f", klaar op {format_date(afspraak.deadline)}" if afspraak.deadline else ""
    return f"{afspraak.eigenaar}{when}"
