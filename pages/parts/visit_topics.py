"""What each stop of a visit shows, and what can be said there."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from pages.parts import drawn, show, visit_agree, visit_end, visit_norm, visit_text
from pages.parts.visit import FIXED, Setting
from peil import charts, labels, normgrid, prose
from peil.figure import Figure
from peil.records import Afspraak, AfspraakStatus, Entry, Score
from peil.rounds import screen
from peil.rounds.agenda import Stop
from peil.strips import block
from peil.wording import lower_first

_RESULTS: Final[Mapping[AfspraakStatus, str]] = {
    "klaar": "Klaar",
    "loopt": "Loopt nog",
    "vervallen": "Vervallen",
}
_MOST_WORDS: Final = 150


def stops(setting: Setting) -> list[Stop]:
    """Return the agenda of this visit."""
    catalogue = setting.desk.catalogue
    earlier = max(len(setting.eerder), 1)
    found = [
        Stop("afspraken", str(n + 1), f"afspraak {n + 1}" if n else "afspraken")
        for n in range(earlier)
    ]
    found += [
        Stop("cijfers", str(n + 1), lower_first(catalogue[topic.indicator].titel))
        for n, topic in enumerate(setting.topics)
    ]
    found.append(Stop("norm", "1", "weerbaarheid"))
    for n, item in enumerate(visit_norm.to_discuss(setting)):
        found.append(Stop("norm", str(n + 2), f"item {item.id}"))
    elsewhere = max(len(setting.examples), 1)
    found += [
        Stop("elders", str(n + 1), f"voorbeeld {n + 1}" if n else "dit werkt elders")
        for n in range(elsewhere)
    ]
    return [*found, Stop("nieuw", "1", "nieuwe afspraken"), Stop("nieuw", "2", "afronden")]


def about(setting: Setting) -> tuple[str, str]:
    """Return the norm item and the indicator that the screen is about, for a new afspraak."""
    stap, number = setting.vraag.stap, _number(setting)
    if stap == "elders" and number < len(setting.examples):
        return setting.examples[number].item.id, ""
    if stap == "norm":
        return visit_norm.item_of(setting), ""
    if stap == "cijfers":
        found = setting.topics
        return "", found[min(number, len(found) - 1)].indicator if found else ""
    return "", ""


def _number(setting: Setting) -> int:
    """Return which of its step this stop is, from 0."""
    text = setting.vraag.nummer
    return max(int(text) - 1, 0) if text.isdecimal() else 0


def show_topic(setting: Setting, stop: Stop) -> None:
    """Show the topic of one stop."""
    shows: Mapping[str, Callable[[Setting, int], None]] = {
        "afspraken": _afspraak,
        "cijfers": _figure,
        "norm": visit_norm.show_norm,
        "elders": _example,
        "nieuw": _new,
    }
    shows[stop.stap](setting, int(stop.nummer) - 1)


def _where(setting: Setting, more: str) -> str:
    return f"{setting.naam} · bezoek {setting.jaar} · {more}"


def _afspraak(setting: Setting, number: int) -> None:
    """Show one afspraak of an earlier visit and ask what became of it."""
    if number >= len(setting.eerder):
        where = _where(setting, "afspraken")
        lead = "Er staan geen afspraken open van een eerder bezoek."
        body = screen.heading(where, "Geen afspraken om op terug te kijken", lead)
        show.show_html(block(f'<div class="bz">{body}</div>'), key="bezoek_links")
        return
    entry = setting.eerder[number]
    record = entry.record
    left, right = st.columns([7, 6], gap="large")
    with left:
        where = _where(setting, f"afspraak uit {record.bezoekjaar or 'een eerder jaar'}")
        late = record.is_late(setting.today)
        show.show_html(
            block(screen.afspraak_topic(where, entry, late, _about(setting, record))),
            key="bezoek_links",
        )
    with right:
        _result(setting, entry)


def _about(setting: Setting, record: Afspraak) -> str:
    """Return the title of the item or figure that an afspraak concerns."""
    item = setting.norm.items.get(record.item) if setting.norm else None
    if item is not None:
        return f"{item.id} {item.titel}"
    indicator = setting.desk.catalogue.find(record.indicator) if record.indicator else None
    return indicator.titel if indicator else ""


def _result(setting: Setting, entry: Entry[Afspraak]) -> None:
    record = entry.record
    key = f"resultaat_{record.kenmerk}"

    visit_text.begin(key, "resultaat", entry)

    def kept(**changes: Any) -> None:
        if changes or str(st.session_state[key]).strip() != record.resultaat:
            visit_text.keep(
                setting, record, key, "resultaat", resultaat_jaar=setting.jaar, **changes
            )

    fixed = setting.is_vast
    st.text_area("Wat kwam ervan terecht?", key=key, height=140, on_change=kept, disabled=fixed)
    is_said = record.resultaat_jaar == setting.jaar
    with st.container(horizontal=True, key="bezoek_uitkomst"):
        for status, label in _RESULTS.items():
            kind = "primary" if is_said and record.status == status else "secondary"
            st.button(
                label,
                key=f"uitkomst_{status}",
                type=kind,
                on_click=kept,
                kwargs={"status": status},
                disabled=fixed,
            )
    told = "Kies wat ervan terechtkwam. Dat wordt meteen bewaard."
    if is_said:
        told = f"Bewaard bij dit bezoek: {record.status}."
    if fixed:
        told = f"{told if is_said else ''} {FIXED}".strip()
    show.show_html(f'<p class="bz-klein" role="status">{told}</p>', key="bezoek_bewaard")
    visit_text.others(setting, entry, {key: "resultaat"})


def _figure(setting: Setting, number: int) -> None:
    """Show one figure to talk about, with its trend beside it."""
    desk = setting.desk
    topic = setting.topics[number]
    indicator = desk.catalogue[topic.indicator]
    figure = next(f for f in desk.profile(setting.gebied) if f.indicator == topic.indicator)
    above = desk.areas.ancestors(setting.gebied)
    codes = [a.code for level, a in above.items() if level != "gemeente"]
    series = desk.series([setting.gebied, *codes], indicator.slug)
    own = sorted((f for f in series if f.gebied_code == setting.gebied), key=lambda f: f.jaar)
    left, right = st.columns([5, 8], gap="large")
    with left:
        theme = lower_first(desk.catalogue.themas[indicator.thema].titel)
        words = screen.figure_topic(
            _where(setting, theme), topic, figure, own, indicator, setting.names
        )  # fmt: skip
        show.show_html(block(words), key="bezoek_links")
    with right:
        unit = f"{labels.axis_title(indicator)}, met marge"
        show.show_html(f'<p class="bz-waar">{unit}</p>', key="bezoek_eenheid")
        show.show_html(
            charts.trend(
                series,
                indicator,
                setting.gebied,
                gebeurtenissen=desk.events(indicator.slug, setting.gebied),
                groot=True,
            ),
            key="bezoek_trend",
        )
        rest = f" Lijnen: het hele gebied. In de rijen telt {setting.naam} daarin niet mee."
        source = f"{drawn.source(desk, series, indicator)}{rest if len(series) > len(own) else ''}"
        show.show_html(screen.source(source, _explained(setting, figure)), key="bezoek_bron")


def _explained(setting: Setting, figure: Figure) -> str:
    """Return the first words of the duiding beside this figure, if there is one."""
    own = setting.desk.explanations(setting.gebied, figure.thema, figure.jaar)
    whole = setting.desk.explanations(setting.gebied, "", figure.jaar)
    title = setting.desk.catalogue[figure.indicator].titel.lower()
    for text in (*own, *whole):
        for sentence in prose.plain(text.tekst).replace("\n", " ").split(". "):
            if title in sentence.lower():
                short = sentence.strip().rstrip(".")[:_MOST_WORDS]
                return f"{short}."
    return f"over dit thema staat een tekst klaar ({figure.jaar})." if own else ""


def _example(setting: Setting, number: int) -> None:
    """Show what comparable gemeenten do that lacks here."""
    if number >= len(setting.examples):
        lead = "Wat hier ontbreekt, ontbreekt ook bij vergelijkbare gemeenten."
        body = screen.heading(_where(setting, "elders"), "Geen voorbeelden gevonden", lead)
        show.show_html(block(f'<div class="bz">{body}</div>'), key="bezoek_links")
        return
    markup = screen.example_topic(
        _where(setting, "dit werkt elders"),
        setting.examples[number],
        len(setting.peers.codes),
        setting.peers.titel,
    )
    left, right = st.columns([7, 5], gap="large")
    with left:
        show.show_html(block(markup), key="bezoek_links")
        if st.button("Maak er een afspraak van", key="bezoek_overnemen", disabled=setting.is_vast):
            visit_agree.agree(setting, setting.examples[number].item.id)
    with right:
        entries = setting.loket.entries(Score, setting.peers.codes)
        item = setting.examples[number].item.id
        who = normgrid.who_does(entries, item, setting.dag, setting.peers.codes)
        show.show_html(block(screen.who_does(who, setting.names)), key="bezoek_rechts")


def _new(setting: Setting, number: int) -> None:
    """Show what was agreed today, or close the visit."""
    if number == 0:
        count = len(setting.nieuw)
        title = "Dit spreken we af" if count else "Wat spreken we af?"
        body = screen.heading(_where(setting, "nieuwe afspraken"), title)
        markup = f'<div class="bz">{body}</div>{screen.agreed(setting.nieuw)}'
        show.show_html(block(markup), key="bezoek_links")
        return
    titles = {"gehouden": "Schrijf het verslag", "vastgesteld": "Dit bezoek is vastgesteld"}
    title = titles.get(setting.bezoek.status, "Rond het bezoek af")
    body = screen.heading(_where(setting, "afronden"), title)
    show.show_html(block(f'<div class="bz">{body}</div>'), key="bezoek_links")
    visit_end.wrap_up(setting)
