"""A browser without a screen for tests of pages: it follows forms and checks every page it fetches."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
NAMED_INPUTS = frozenset({"input", "select", "textarea"})


@dataclass
class Element:
    """One element of a page."""

    tag: str
    attributes: dict[str, str]
    parents: tuple["Element", ...] = ()
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def inside(self, tag: str) -> bool:
        return any(parent.tag == tag for parent in self.parents)


class Page(HTMLParser):
    """The elements of a page or of a fragment, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.faults: list[str] = []
        self.feed(html)
        self.faults += [f"<{element.tag}> is never closed" for element in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.faults += [f"<{tag}> has {name} twice" for name in names if names.count(name) > 1]
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self.open))
        self.elements.append(element)
        if self.open:
            self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1].tag if self.open else 'nothing'}")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, tag: str, **attributes: str) -> list[Element]:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag and all(element.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} <{tag}> with {attributes}"
        return found[0]

    def form(self, action_end: str) -> Element:
        found = [form for form in self.all("form") if form.get("action").endswith(action_end)]
        assert len(found) == 1, f"{len(found)} forms whose action ends with {action_end}"
        return found[0]


def faults(page: Page, *, fragment: bool) -> list[str]:
    """Return what is wrong with a page whoever made it."""
    found = list(page.faults)
    ids = [element.get("id") for element in page.elements if element.get("id")]
    found += [f"id {name} stands twice" for name in sorted(set(ids)) if ids.count(name) > 1]
    headings = len(page.all("h1"))
    if fragment:
        found += [f"a fragment has <{tag}>" for tag in ("html", "body", "main") if page.all(tag)]
    elif headings != 1:
        found.append(f"a page has one h1, this one {headings}")
    for element in page.elements:
        found += _faults_of(element, page, frozenset(ids), fragment=fragment)
    return found


def _faults_of(element: Element, page: Page, ids: frozenset[str], *, fragment: bool) -> list[str]:
    found = []
    if element.tag in NAMED_INPUTS and element.get("type") not in ("hidden", "radio", "checkbox", "submit"):
        labels = [label for label in page.all("label") if label.get("for") == element.get("id")]
        if not (labels or element.inside("label") or element.get("aria-label")):
            found.append(f"<{element.tag} name={element.get('name')}> has no label")
    if element.tag == "form" and not (element.get("method") and element.get("action")):
        found.append(f"a form lacks method or action: {element.attributes}")
    if "style" in element.attributes or any(name.startswith("on") for name in element.attributes):
        found.append(f"<{element.tag}> has an inline style or script")
    if element.tag == "script" and not element.get("src"):
        found.append("a script stands in the page")
    if not fragment:
        targets = [element.get("hx-target"), element.get("href") if element.tag == "a" else ""]
        found += [
            f"{target} points nowhere"
            for target in targets
            if target.startswith("#") and len(target) > 1 and target[1:] not in ids
        ]
    for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
        found += [
            f"{name}={one} points nowhere"
            for one in element.get(name).split()
            if one not in ids and not fragment
        ]
    return found


class Browser:
    """Fetches pages as a person's browser does; ``htmx`` asks as htmx does."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.response: TestResponse | None = None

    def get(self, url: str, status: int = 200, *, htmx: bool = False, check: bool = True) -> Page:
        return self._checked(
            self.client.get(url, headers=self._headers(htmx=htmx)), status, htmx=htmx, check=check
        )

    def post(
        self, url: str, data: dict[str, Any] | None = None, status: int = 303, *, htmx: bool = False
    ) -> Page:
        headers = {**self._headers(htmx=htmx), "Sec-Fetch-Site": "same-origin"}
        return self._checked(self.client.post(url, data=data or {}, headers=headers), status, htmx=htmx)

    def submit(self, form: Element, values: dict[str, str], status: int = 303, *, htmx: bool = False) -> Page:
        """Send ``form`` with its hidden fields and ``values``; a field it does not have is an error."""
        fields, names = {}, set()
        stack = list(form.children)
        while stack:
            element = stack.pop()
            stack += element.children
            if element.get("name"):
                names.add(element.get("name"))
                if element.get("type") == "hidden":
                    fields[element.get("name")] = element.get("value")
        assert set(values) <= names, f"{set(values) - names} are no fields of this form"
        url = form.get("hx-post") if htmx else form.get("action")
        return self.post(url, {**fields, **values}, status, htmx=htmx)

    def follow(self) -> Page:
        """Go where the last answer redirects to."""
        assert self.response is not None
        return self.get(self.response.headers["Location"].split("#")[0])

    def _headers(self, *, htmx: bool) -> dict[str, str]:
        return {"HX-Request": "true", "HX-Current-URL": "http://localhost/scenarios"} if htmx else {}

    def _checked(self, response: TestResponse, status: int, *, htmx: bool, check: bool = True) -> Page:
        self.response = response
        text = response.get_data(as_text=True)
        assert response.status_code == status, f"{response.status_code}: {text[:600]}"
        assert "HX-Request" in response.headers["Vary"]
        page = Page(text if response.mimetype == "text/html" else "")
        if check and text and response.mimetype == "text/html" and not 300 <= status < 400:
            wrong = faults(page, fragment=htmx)
            assert not wrong, "\n".join(wrong)
        return page
