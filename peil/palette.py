"""The colours of the look, light and dark, as checked for contrast and colour blindness."""

from dataclasses import dataclass, fields
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour scheme; every token is a hex colour.

    ``sequential`` runs from low to high and ``diverging`` from lower to higher, five steps each,
    with the text colour that is readable on each step beside it. ``categorical`` holds at most
    five colours, to be used with a label, never alone.
    """

    ground: str
    card: str
    ink: str
    ink2: str
    petrol: str
    petrol_soft: str
    hoger: str
    lager: str
    fictief: str
    fictief_soft: str
    fout: str
    control: str
    line: str
    grid: str
    marge: str
    hatch: str
    edge: str
    district: str
    sequential: tuple[str, ...]
    on_sequential: tuple[str, ...]
    diverging: tuple[str, ...]
    on_diverging: tuple[str, ...]
    categorical: tuple[str, ...]


LIGHT: Final = Palette(
    ground="#F3F6F6",
    card="#FFFFFF",
    ink="#10242B",
    ink2="#475A61",
    petrol="#0B4A5E",
    petrol_soft="#DCEAEB",
    hoger="#8A5200",
    lager="#3F52A3",
    fictief="#8A2A6B",
    fictief_soft="#F8EDF4",
    fout="#9C2F1B",
    control="#7A8B91",
    line="#D3DCDE",
    grid="#E4EAEB",
    marge="#DDE8EA",
    hatch="#75868C",
    edge="#FFFFFF",
    district="#10242B",
    sequential=("#DFECEA", "#A8CECF", "#66A5AC", "#2B7483", "#0B4153"),
    on_sequential=("#10242B", "#10242B", "#10242B", "#FFFFFF", "#FFFFFF"),
    diverging=("#2F4396", "#97A5DA", "#E8ECED", "#DDB26B", "#8A5200"),
    on_diverging=("#FFFFFF", "#10242B", "#10242B", "#10242B", "#FFFFFF"),
    categorical=("#0B4A5E", "#CC5F1A", "#3D84E6", "#541D0B", "#9A8E92"),
)

DARK: Final = Palette(
    ground="#0D181C",
    card="#142228",
    ink="#E9F0F1",
    ink2="#A9BABF",
    petrol="#86CDD3",
    petrol_soft="#1E3A42",
    hoger="#E8B257",
    lager="#A9B8FA",
    fictief="#EBA6D3",
    fictief_soft="#33202D",
    fout="#F2A491",
    control="#7F949B",
    line="#2D4149",
    grid="#22343B",
    marge="#223940",
    hatch="#6E848B",
    edge="#0D181C",
    district="#F4F8F8",
    sequential=("#23424B", "#2F6570", "#4C919A", "#85C2C5", "#D6F0EC"),
    on_sequential=("#FFFFFF", "#FFFFFF", "#0D181C", "#0D181C", "#0D181C"),
    diverging=("#A9B8FA", "#5A6BB8", "#2B3C43", "#8F6A2C", "#E8B257"),
    on_diverging=("#0D181C", "#FFFFFF", "#E9F0F1", "#FFFFFF", "#0D181C"),
    categorical=("#86CDD3", "#F2B93B", "#8C78DE", "#CC6A48", "#F4F3D0"),
)


#: The scales: what their steps are called in CSS, and whether they are for text on a step.
_SCALES: Final = {
    "sequential": ("s", False),
    "on_sequential": ("s", True),
    "diverging": ("d", False),
    "on_diverging": ("d", True),
    "categorical": ("c", False),
}


def palette(dark: bool = False) -> Palette:
    """Return the colours of the light or the dark scheme."""
    return DARK if dark else LIGHT


def css_variables(colours: Palette) -> str:
    """Return the tokens as CSS declarations: ``--petrol:#0B4A5E;--sequential-1:#DFECEA;…``."""
    parts: list[str] = []
    for field in fields(colours):
        name, value = field.name.replace("_", "-"), getattr(colours, field.name)
        steps = {name: value} if isinstance(value, str) else _steps(name, value)
        parts += [f"--{token}:{colour}" for token, colour in steps.items()]
    return ";".join(parts) + ";"


def theme_variables() -> str:
    """Return both schemes as one rule body; the browser picks by the ``color-scheme`` in force."""
    light = dict(part.split(":") for part in css_variables(LIGHT).strip(";").split(";"))
    dark = dict(part.split(":") for part in css_variables(DARK).strip(";").split(";"))
    return ";".join(f"{name}:light-dark({light[name]},{dark[name]})" for name in light) + ";"


def scale_variables() -> str:
    """Return the scales as one rule body under short names: ``--s1`` to ``--s5`` (sequential),
    ``--d1`` (diverging), ``--c1`` (categorical), and ``--s1t`` and ``--d1t`` for text on a step.
    """
    return "".join(
        f"--{short}{number}{'t' * on_step}:light-dark({light},{dark});"
        for name, (short, on_step) in _SCALES.items()
        for number, (light, dark) in enumerate(
            zip(getattr(LIGHT, name), getattr(DARK, name), strict=True), start=1
        )
    )


def _steps(name: str, colours: tuple[str, ...]) -> dict[str, str]:
    return {f"{name}-{number}": colour for number, colour in enumerate(colours, start=1)}
