"""Pages as PDF, with the font inside: nothing is fetched, and no font of the machine is needed."""

import base64
from functools import cache
from pathlib import Path

from flask import current_app

from simulator.web.language import current

WEIGHTS = (400, 700)


class PdfUnavailable(Exception):
    """The machine lacks the library that lays pages out."""


def pdf(html: str, style: str) -> bytes:
    """Return a document; ``style`` names a style sheet of ours.

    Raises:
        PdfUnavailable: Pango is missing.
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher
    except OSError as fault:
        raise PdfUnavailable from fault
    # Only data within the document: a text of a person can neither read files nor reach the network.
    fetcher = URLFetcher(allowed_protocols={"data"})
    fonts = FontConfiguration()
    sheets = [CSS(string=faces() + sheet(style), url_fetcher=fetcher, font_config=fonts)]
    document = HTML(string=html, url_fetcher=fetcher, base_url="data:,")
    return bytes(
        document.write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1", lang=current())
    )


def sheet(style: str) -> str:
    """Return the text of a style sheet of ours."""
    return (_static() / "css" / style).read_text(encoding="utf-8")


def faces() -> str:
    """Return the font as a style sheet that holds it."""
    return _faces(_static())


def _static() -> Path:
    return Path(str(current_app.static_folder))


@cache
def _faces(static: Path) -> str:
    rules = []
    for weight in WEIGHTS:
        file = static / "vendor" / "fonts" / f"roboto-{weight}.woff2"
        data = base64.b64encode(file.read_bytes()).decode()
        rules.append(
            f'@font-face {{ font-family: "Roboto"; font-weight: {weight}; '
            f"src: url(data:font/woff2;base64,{data}) format('woff2'); }}"
        )
    return "\n".join(rules)
