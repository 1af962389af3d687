"""What may stay for now, each with its reason: upstream violations and small targets.

A row of ``ALLOWED`` is (axe rule, start of the CSS selector of the control, upstream issue). Only
what we cannot avoid by choosing another control belongs here; a test fails when a row is no longer
needed, and another when its number does not stand in the toegankelijkheidsverklaring.
"""

import re

ALLOWED: tuple[tuple[str, str, str], ...] = ()

#: WCAG 2.2, 2.5.8 lets a target be small where another control of full size does the same. The
#: norm profile shows all items on one sheet; "Bekijk of beoordeel een item" opens each of them.
#: An area on a map is as large as it is; the list beside it selects the same.
SMALL = (re.compile(r"px: A [A-Z]{2}- ?\d\d "), re.compile(r"px: path\.gebied "))


def is_small_with_reason(line: str) -> bool:
    """Whether a finding is about a small target that has an equal of full size on the page."""
    return any(pattern.search(line) for pattern in SMALL)


def not_allowed(violations: list[dict[str, object]]) -> list[str]:
    """The violations that stand on no row, one readable line for each element."""
    lines: list[str] = []
    for violation in violations:
        nodes = violation["nodes"]
        assert isinstance(nodes, list)
        for node in nodes:
            target = " ".join(map(str, node["target"]))
            if not any(violation["id"] == rule and at in target for rule, at, _ in ALLOWED):
                why = str(node.get("failureSummary", "")).replace("\n", " ")
                lines.append(f"{violation['id']}: {target}: {why}")
    return lines
