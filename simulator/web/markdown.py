"""The small part of Markdown that articles use: headings, paragraphs, lists, code and emphasis."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

_CODE = re.compile(r"`([^`]+)`")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_ITEM = re.compile(r"^(?:[-*]|(\d+)[.)])\s+(.*)$")


def inline(text: str) -> str:
    """Return ``text`` escaped, with code and bold marked up."""
    parts = _CODE.split(text)
    shown = []
    for at, part in enumerate(parts):
        safe = str(escape(part))
        shown.append(f"<code>{safe}</code>" if at % 2 else _BOLD.sub(r"<strong>\1</strong>", safe))
    return "".join(shown)


def blocks(body: str) -> Iterator[tuple[str, list[str]]]:
    """Yield (kind, lines) of each block: code, h, ul, ol or p."""
    kind = ""
    lines: list[str] = []
    for line in body.splitlines():
        fence = line.strip().startswith("```")
        if kind == "code":
            if fence:
                yield kind, lines
                kind, lines = "", []
            else:
                lines.append(line)
            continue
        item = _ITEM.match(line.strip())
        here = "code" if fence else "h" if line.startswith("#") else "p"
        if item:
            here = "ol" if item.group(1) else "ul"
        if not line.strip() or here != kind or here == "h":
            if lines:
                yield kind, lines
            kind, lines = (here if line.strip() else ""), []
        if line.strip() and not fence:
            lines.append(item.group(2) if item else line.strip())
    if lines:
        yield kind, lines


def markdown(body: str) -> Markup:
    """Return ``body`` as safe HTML."""
    shown = []
    for kind, lines in blocks(body):
        if kind == "code":
            shown.append(f'<pre tabindex="0"><code>{escape(chr(10).join(lines))}</code></pre>')
        elif kind == "h":
            shown.append(f"<h3>{inline(lines[0].lstrip('# '))}</h3>")
        elif kind in ("ul", "ol"):
            items = "".join(f"<li>{inline(line)}</li>" for line in lines)
            shown.append(f"<{kind}>{items}</{kind}>")
        else:
            shown.append(f"<p>{inline(' '.join(lines))}</p>")
    # Everything that came from the article was escaped above, piece by piece.
    return Markup("".join(shown))  # noqa: S704


def chat(text: str) -> Markup:
    """Return a chat message as safe HTML: its line breaks stay, code is marked up, nothing else is."""
    shown = []
    for at, part in enumerate(re.split(r"\n?```(?:\w*\n)?", text)):
        # Between an odd and an even fence there is code; a fence that never closes marks nothing.
        if at % 2 and at < text.count("```"):
            shown.append(f'<code class="block-code">{escape(part.strip(chr(10)))}</code>')
        else:
            pieces = _CODE.split(part.lstrip("\n") if at else part)
            shown += [f"<code>{escape(p)}</code>" if n % 2 else str(escape(p)) for n, p in enumerate(pieces)]
    return Markup("".join(shown))  # noqa: S704
