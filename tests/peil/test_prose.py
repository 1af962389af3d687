"""Typed text becomes HTML that is safe, in order and readable, whatever was typed."""

import difflib
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peil.prose import differences, merged, plain, to_html

NASTY = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "![kaart](http://elders.nl/spion.png)",
    "[klik](javascript:alert(1))",
    "[klik](JaVaScRiPt:alert(1))",
    "[klik](data:text/html;base64,PHNjcmlwdD4=)",
    "[klik](vbscript:x)",
    "[klik](file:///etc/passwd)",
    "<svg/onload=alert(1)>",
    '<p style="position:fixed">vast</p>',
    "<style>*{display:none}</style>",
    "<!-- weg --> <!--[if IE]><script>x</script><![endif]-->",
    "<iframe src='//elders.nl'></iframe>",
    "<a href='https://elders.nl' onclick='x()'>hier</a>",
    '[a](https://elders.nl "x\\" onmouseover=\\"alert(1)")',
    "**niet dicht _en *ook [dit niet](",
    "<b><i>scheef</b></i>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62; &amp; &euro;",
    "[klik](https:alert(1)) [klik](/\\elders.nl) [klik](https://)",
    "`<script>`\n\n    <script>\n",
    "<" * 20_000,
    "> " * 9_000 + "x",
    "[" * 20_000,
    "*a " * 6_000,
]
ALLOWED = {
    *("p", "strong", "em", "ul", "ol", "li", "a", "blockquote", "br", "hr", "code", "div"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}


class Seen(HTMLParser):
    """What a browser would find: elements and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", {}))


def check_safe(html: str) -> None:
    for tag, attributes in Seen(html).found:
        assert tag in ALLOWED
        allowed = {
            "a": {"href", "rel"},
            "div": {"class", "tabindex", "role", "aria-label"},
            "ol": {"start"},
        }
        assert set(attributes) <= allowed.get(tag, set())
        href = attributes.get("href") or ""
        assert re.match(r"https?://|[a-z]*(\?|#|$)|\./", href), href
        if tag == "a":
            assert attributes["rel"] == "noopener noreferrer"


@pytest.mark.parametrize("text", NASTY, ids=lambda text: text[:30])
def test_nothing_but_plain_elements_comes_through(text: str) -> None:
    check_safe(to_html(text))


@given(st.text(alphabet="<>a\"'=/!-[]()#*_`|: \n&;jscript", max_size=200))
def test_no_combination_of_signs_gets_through(text: str) -> None:
    check_safe(to_html(text))


def test_html_that_was_typed_is_shown_as_it_was_typed() -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in to_html("<script>alert(1)</script>")


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("# Een\n\n## Twee\n\n# Drie", [3, 4, 3]),
        ("#### Diep\n\n# Hoog\n\n###### Heel diep", [3, 3, 4]),
        ("# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f", [3, 4, 5, 6, 6, 6]),
        ("Kop\n===\n\nOnder\n---", [3, 4]),
    ],
)
def test_headings_start_at_three_and_never_skip(typed: str, levels: list[int]) -> None:
    found = [int(level) for level in re.findall(r"<h(\d)>", to_html(typed))]
    assert found == levels
    assert all(after - before <= 1 for before, after in pairwise(found))


def test_the_page_decides_at_which_level_headings_start() -> None:
    assert to_html("# Een\n\n## Twee", level=4) == "<h4>Een</h4>\n<h5>Twee</h5>\n"


def test_a_link_to_another_site_says_where_it_goes() -> None:
    html = to_html("Zie [het rapport](https://www.voorbeeld.nl/a?b=1&c=2).")
    assert 'href="https://www.voorbeeld.nl/a?b=1&amp;c=2"' in html
    assert "het rapport</a> (voorbeeld.nl)." in html
    assert "(voorbeeld.nl)" not in to_html("<https://voorbeeld.nl/a>")
    assert 'href="https://elders.nl"' in to_html("[x](//elders.nl)")


def test_a_link_to_our_own_page_stays_as_it_is() -> None:
    html = to_html("[cijfers](indicator?gebied=GM0001&periode=2025)")
    assert 'href="indicator?gebied=GM0001&amp;periode=2025"' in html
    assert "(" not in html


def test_a_picture_leaves_only_its_words() -> None:
    assert to_html("Zie ![de kaart](https://elders.nl/k.png) hier") == (
        "<p>Zie de kaart hier</p>\n"
    )


def test_a_table_can_be_scrolled_by_keyboard() -> None:
    html = to_html("|a|b|\n|-|-|\n|1|2|\n\ntekst\n\n|c|\n|-|\n|3|")
    assert html.count('tabindex="0"') == html.count("</table></div>") == 2
    assert 'aria-label="Tabel 2 in de tekst"' in html


def test_plain_words_have_no_markup_left() -> None:
    typed = "# Kop\n\nEen **vet** woord, en [hier](https://a.nl) 5 < 6 &amp; <b>.\n\n- punt"
    assert plain(typed) == "Kop Een vet woord, en hier (a.nl) 5 < 6 & <b>. punt"


def test_differences_show_what_came_and_what_went() -> None:
    html = differences("Eerste regel\nTweede\nDerde", "Eerste regel is langer\nDerde\nVierde")
    assert re.sub(r'<span class="vh">\w+: </span>', "", html) == (
        "<p><del>Eerste regel</del></p><p><del>Tweede</del></p>"
        "<p><ins>Eerste regel is langer</ins></p><p>Derde</p><p><ins>Vierde</ins></p>"
    )


def test_differences_within_a_line_are_told_by_the_word() -> None:
    html = differences("Het aantal steeg licht in 2025.", "Het aantal daalde licht in 2025.")
    assert "<del>" in html
    assert "daalde</ins> licht in 2025." in html


def test_differences_escape_what_was_typed() -> None:
    assert "<script>" not in differences("<script>a</script>", "<script>b</script>\n<img>")
    assert differences("gelijk", "gelijk") == "<p>gelijk</p>"


@given(st.text("ab\n", max_size=40), st.text("ab\n", max_size=40))
def test_a_merged_text_lacks_no_line_of_either(theirs: str, mine: str) -> None:
    lines = merged(theirs, mine).splitlines()
    assert set(filter(None, theirs.splitlines() + mine.splitlines())) == set(filter(None, lines))


def test_equal_texts_merge_into_one() -> None:
    assert merged("a\n\nb", "a\n\nb") == "a\n\nb"
    assert merged("kop\nzij\nslot", "kop\nik\nslot") == "kop\nzij\n\nik\nslot"


def test_only_texts_of_a_bounded_length_are_compared_part_by_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[int] = []

    class Measured(difflib.SequenceMatcher[str]):
        def __init__(self, junk: Any, a: Sequence[str], b: Sequence[str], autojunk: bool) -> None:
            seen.append(max(len(a), len(b)))
            super().__init__(junk, a, b, autojunk)

    monkeypatch.setattr(difflib, "SequenceMatcher", Measured)
    words = " ".join(f"w{n % 7}" for n in range(10_000))
    differences(words, f"Begin {words[5:]}")
    differences(words.replace(" ", "\n"), words.replace(" ", "\n\n"))
    merged(words.replace(" ", "\n"), words.replace(" ", "\n\n"))
    assert max(seen, default=0) <= 400


def test_of_a_long_line_only_the_middle_that_differs_is_marked() -> None:
    words = [f"w{n}" for n in range(1_000)]
    html = differences(" ".join(words), " ".join([*words[:500], "anders", *words[501:]]))
    assert html.startswith("<p>w0 w1 ")
    assert html.endswith(" w998 w999</p>")
    assert "nieuw: </span>anders</ins> w501" in html
    assert html.count("<del>") == 1


def test_a_long_merged_text_still_lacks_no_line_of_either() -> None:
    theirs = [f"zij {n}" for n in range(400)]
    lines = merged("\n".join(["kop", *theirs, "slot"]), "kop\nik\nslot").splitlines()
    assert lines == ["kop", *theirs, "", "ik", "slot"]
