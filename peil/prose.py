"""Typed text (Markdown) as safe HTML, as plain words, and the difference between two versions.

What people type is shown to others, so it is rendered twice safe: Markdown without HTML, and then
only the elements of an allow-list. A text never brings a picture, a script or a style along.
"""

import difflib
import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from typing import Final, Literal
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

_TAGS: Final = {
    *("p", "strong", "em", "ul", "ol", "li", "a", "blockquote", "br", "hr", "code"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
_OWN_PAGE: Final = re.compile(r"(\./|[a-z]+)?(\?[^\s\\]*)?(#[^\s\\]*)?")
_DEEPEST: Final = 6
_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).enable("table")
#: Under this share of equal characters two lines are told as one removed and one added.
_ALIKE: Final = 0.5
#: Texts of more lines, and lines of more words, are compared at their start and end only:
#: to compare them whole takes the product of both lengths.
_MOST_LINES: Final = 300
_MOST_WORDS: Final = 200

_Step = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]


def to_html(markdown: str, level: int = 3) -> str:
    """Return typed text as HTML that is safe to show.

    Args:
        markdown: what was typed.
        level: the level of the highest heading in it; headings below never skip a level.
    """
    tokens = _MARKDOWN.parse(markdown)
    _shift_headings(tokens, level)
    for token in tokens:
        if token.children:
            token.children = list(_inline(token.children))
    html = nh3.clean(
        _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=_attribute,
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer",
    )
    return _framed_tables(html)


def plain(markdown: str) -> str:
    """Return typed text as plain words on one line."""
    text = re.sub(r"<[^>]*>", " ", to_html(markdown))
    return re.sub(r" ([.,;:!?)])", r"\1", " ".join(unescape(text).split()))


def _shift_headings(tokens: Sequence[Token], level: int) -> None:
    above: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            own = int(token.tag[1:])
            while above and above[-1] >= own:
                above.pop()
            above.append(own)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(level + len(above) - 1, _DEEPEST)}"


def _inline(tokens: Sequence[Token]) -> Iterator[Token]:
    """Give the parts of a line: a picture as its words, the site behind a link to elsewhere."""
    site, said = "", ""
    for token in tokens:
        if token.type == "image":
            yield Token("text", "", 0, content=token.content)
            continue
        if token.type == "link_open":
            site, said = _site(str(token.attrs.get("href", ""))), ""
        said += token.content
        yield token
        if token.type == "link_close" and site and site not in said:
            yield Token("text", "", 0, content=f" ({site})")


def _site(href: str) -> str:
    try:
        return urlsplit(href).netloc.rpartition("@")[2].removeprefix("www.")
    except ValueError:
        return ""


def _attribute(tag: str, name: str, value: str) -> str | None:
    if (tag, name) != ("a", "href"):
        return value if (tag, name) in (("ol", "start"), ("a", "rel")) else None
    address = f"https:{value}" if value.startswith("//") else value.strip()
    is_site = re.match(r"https?://\w", address, re.IGNORECASE) is not None
    return address if is_site or _OWN_PAGE.fullmatch(address) else None


def _framed_tables(html: str) -> str:
    """Return the text with every table in a frame that scrolls, also by keyboard."""
    first, *rest = html.split("<table>")
    framed = [
        f'<div class="rol" tabindex="0" role="region" aria-label="Tabel {number} in de tekst">'
        f"<table>{part.replace('</table>', '</table></div>')}"
        for number, part in enumerate(rest, 1)
    ]
    return "".join([first, *framed])


def differences(before: str, after: str) -> str:
    """Return the newer text with what was removed in ``<del>`` and added in ``<ins>``, per line."""
    old, new = before.splitlines(), after.splitlines()
    lines: list[str] = []
    for kind, a, b, c, d in _steps(old, new, _MOST_LINES):
        if kind == "equal":
            lines += [escape(line) for line in new[c:d]]
        elif kind == "replace" and b - a == d - c:
            lines += [_line(x, y) for x, y in zip(old[a:b], new[c:d], strict=True)]
        else:
            lines += [_marked("del", line) for line in old[a:b]]
            lines += [_marked("ins", line) for line in new[c:d]]
    return "".join(f"<p>{line}</p>" for line in lines if line.strip())


def _line(before: str, after: str) -> str:
    """Return two versions of one line as one, word by word; or after each other if too unlike."""
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    steps = _steps(old, new, 2 * _MOST_WORDS)
    same = sum(b - a for kind, a, b, _, _ in steps if kind == "equal")
    if 2 * same < _ALIKE * (len(old) + len(new)):
        return _marked("del", before) + " " + _marked("ins", after)
    parts: list[str] = []
    for kind, a, b, c, d in steps:
        if kind == "equal":
            parts.append(escape("".join(new[c:d])))
            continue
        parts.append(_marked("del", "".join(old[a:b])))
        parts.append(_marked("ins", "".join(new[c:d])))
    return "".join(parts)


def _steps(old: Sequence[str], new: Sequence[str], most: int) -> list[_Step]:
    """Return how the one becomes the other; above ``most`` only the same start and end are."""
    if max(len(old), len(new)) <= most:
        # White between words occurs so often that to look for it in itself takes long.
        matcher = difflib.SequenceMatcher(lambda part: not part.strip(), old, new, autojunk=False)
        return list(matcher.get_opcodes())
    pairs = list(zip(old, new, strict=False))
    start = next((n for n, (x, y) in enumerate(pairs) if x != y), len(pairs))
    rest = zip(reversed(old[start:]), reversed(new[start:]), strict=False)
    end = next((n for n, (x, y) in enumerate(rest) if x != y), min(len(old), len(new)) - start)
    a, b = len(old) - end, len(new) - end
    return [
        ("equal", 0, start, 0, start),
        ("replace", start, a, start, b),
        ("equal", a, len(old), b, len(new)),
    ]


def _marked(tag: str, text: str) -> str:
    if not text.strip():
        return escape(text)
    word = "weg" if tag == "del" else "nieuw"
    return f'<{tag}><span class="vh">{word}: </span>{escape(text)}</{tag}>'


def merged(theirs: str, mine: str) -> str:
    """Return two versions as one text that lacks no line of either, for a person to tidy up."""
    first, second = theirs.splitlines(), mine.splitlines()
    lines: list[str] = []
    for kind, a, b, c, d in _steps(first, second, _MOST_LINES):
        lines += first[a:b]
        if kind != "equal":
            # A blank line, for two lines that touch are one paragraph.
            lines += ["", *second[c:d]] if b > a and d > c else second[c:d]
    return "\n".join(lines)
