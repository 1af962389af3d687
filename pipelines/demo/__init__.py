"""The embedded default: real figures, and a fictitious set that adds up to what was published.

Every levering is made from `data/` and a fixed seed, with a fixed time: the same bytes on every
machine. What is fictitious is marked so per levering, and everything computed from it is too.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from peil import places
from pipelines import register
from pipelines.demo.deliveries import Delivery
from pipelines.demo.fictitious import fictitious_deliveries
from pipelines.demo.journal import seed_journal
from pipelines.demo.real import published_delivery, real_deliveries
from pipelines.demo.revision import with_first_version
from pipelines.demo.world import load_world

WHO = "peil demo"
_REAL = "Meegeleverde openbare cijfers."
_FICTITIOUS = "Fictieve cijfers: verzonnen, en kloppend gemaakt met gepubliceerde totalen."


def load_demo(
    work: Path,
    progress: Callable[[str], None] | None = None,
    publish: Callable[[datetime], None] | None = None,
) -> None:
    """Put the demo leveringen into the register of `work`, and the story of the visits into its
    journal; what is there already stays as it is.

    `publish` makes the publication that came before a levering, at that moment.

    Raises:
        PeilError: a recipe, area or indicator below `data/` that cannot be read.
    """
    say = progress or _silent
    # Also what somebody withdrew: it does not come back by itself.
    known = {(card.bron, card.sha256) for card in register.deliveries(work)}
    say("Fictief journaal maken…")
    seed_journal(work, places.data_root(), WHO)
    made = demo_deliveries(places.data_root(), say)
    # A first version that comes after its successor would take its place.
    revised = {d.bron for d in made if d.na_publicatie and _mark(d) in known}
    for delivery in made:
        content = delivery.content()
        if _mark(delivery) in known or (delivery.bron in revised and delivery.is_fictief):
            continue
        if delivery.na_publicatie and publish:
            publish(delivery.na_publicatie)
        say(f"Levering {delivery.bestand}")
        register.accept(
            work,
            content,
            delivery.bestand,
            delivery.bron,
            WHO,
            bevestiging=_FICTITIOUS if delivery.is_fictief else _REAL,
            is_fictief=delivery.is_fictief,
            now=delivery.geladen_op,
            regels=len(delivery.rows),
            is_oefening=False,
        )


def _mark(delivery: Delivery) -> tuple[str, str]:
    """What makes a levering the same one: its bron and its bytes."""
    return delivery.bron, hashlib.sha256(delivery.content()).hexdigest()


def demo_deliveries(data: Path, progress: Callable[[str], None] | None = None) -> list[Delivery]:
    """All demo leveringen of the region below `data`: the fictitious ones first, then the real.

    The order is that of superseding: where both name a cell, the real figure holds. One that came
    twice stands first in its first version, and last as it became.
    """
    world = load_world(data)
    real = [d for d in [*real_deliveries(world, data), published_delivery(world)] if d.rows]
    whole = {row.indicator for d in real_deliveries(world, data) for row in d.rows}
    made = [*fictitious_deliveries(world, whole, progress), *real]
    return with_first_version(made, world.settings.herziening)


def _silent(_: str) -> None:
    """Say nothing."""
