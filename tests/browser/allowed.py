"""Axe violations inside Streamlit's own controls that may stay, each with its upstream issue.

A row is (axe rule, start of the CSS selector of the control, issue). Only what we cannot avoid by
choosing another control belongs here; `test_pages.py` fails when a row is no longer needed.
"""

ALLOWED: tuple[tuple[str, str, str], ...] = ()


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
