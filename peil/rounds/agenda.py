"""The agenda of a visit: its stops in order, where one is, and what comes before and after."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Stop:
    """One screen of a visit: its step, its number in that step and its name in a few words."""

    stap: str
    nummer: str
    kort: str


def locate(stops: Sequence[Stop], stap: str, nummer: str) -> int:
    """Return which stop an address means; an unknown number is the first of its step."""
    exact = [n for n, s in enumerate(stops) if (s.stap, s.nummer) == (stap, nummer)]
    first = [n for n, s in enumerate(stops) if s.stap == stap]
    return (exact or first or [0])[0]


def count_text(stops: Sequence[Stop], index: int, names: Mapping[str, str]) -> str:
    """Return ``Cijfer 1 van 4`` for a step of several stops, else the name of the step.

    ``names`` gives for each step what one stop of it is called.
    """
    own = [n for n, s in enumerate(stops) if s.stap == stops[index].stap]
    name = names[stops[index].stap]
    return name if len(own) == 1 else f"{name} {own.index(index) + 1} van {len(own)}"


def progress_bar(
    stops: Sequence[Stop],
    index: int,
    titles: Mapping[str, str],
    address: Callable[[str], str],
    leave: str,
) -> str:
    """Return the steps as a bar of links: done, here and still to come; and the way out.

    Args:
        stops: the agenda.
        index: where one is.
        titles: step -> its words on the screen, in order.
        address: the address of the first stop of a step.
        leave: the address of the preparing sheet.
    """
    steps = list(titles)
    here = steps.index(stops[index].stap)
    items: list[str] = []
    for number, step in enumerate(steps):
        state = "klaar" if number < here else "hier" if number == here else "straks"
        current = ' aria-current="step"' if number == here else ""
        items.append(
            f'<li class="{state}"><a href="{escape(address(step))}"{current}>'
            f'{number + 1} <span class="naam">{escape(titles[step])}</span></a></li>'
        )
    return (
        f'<nav class="bz-stappen" aria-label="Stappen van het bezoek"><ol>{"".join(items)}</ol>'
        f'<a class="stop" href="{escape(leave)}">Stop het bezoek</a></nav>'
    )
