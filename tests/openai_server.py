"""An OpenAI-compatible endpoint that can fail in every way a real one does."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[["Handler", dict[str, Any]], None]


@dataclass
class Endpoint:
    """What the server was asked, and what it is to do next."""

    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    scripts: list[Script] = field(default_factory=list)
    """One a request; the last one stays."""
    lock: threading.Lock = field(default_factory=threading.Lock)
    released: threading.Event = field(default_factory=threading.Event)
    """Set when hanging answers may end."""

    def then(self, *scripts: Script) -> "Endpoint":
        self.scripts[:] = scripts
        return self

    def next(self) -> Script:
        with self.lock:
            return self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    endpoint: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.endpoint.lock:
            self.endpoint.requests.append(body)
        try:
            self.endpoint.next()(self, body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass

    def whole(self, status: int, text: str, kind: str = "application/json", **headers: str) -> None:
        data = text.encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def event(self, data: Any) -> None:
        self.wfile.write(f"data: {data if isinstance(data, str) else json.dumps(data)}\n\n".encode())
        self.wfile.flush()

    def piece(self, text: str, finish: str | None = None) -> None:
        delta = {"role": "assistant", "content": text} if text else {}
        self.event(
            {
                "id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "fake",
                "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
            }
        )  # fmt: skip

    def counts(self, prompt: int, cached: int = 0) -> None:
        self.event(
            {
                "id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "fake", "choices": [],
                "usage": {
                    "prompt_tokens": prompt, "completion_tokens": 5, "total_tokens": prompt + 5,
                    "prompt_tokens_details": {"cached_tokens": cached},
                },
            }
        )  # fmt: skip


def says(text: str, *, finish: str | None = "stop", pause: float = 0.0, prompt: int = 100) -> Script:
    """Answer with ``text``, four words at a time."""

    def script(handler: Handler, body: dict[str, Any]) -> None:
        handler.begin()
        words = text.split(" ")
        for start in range(0, len(words), 4):
            piece = " ".join(words[start : start + 4])
            handler.piece(piece if start == 0 else f" {piece}")
            time.sleep(pause)
        if finish is not None:
            handler.piece("", finish)
        if body.get("stream_options"):
            handler.counts(prompt, cached=prompt // 2)
        if finish is not None:
            handler.event("[DONE]")

    return script


def says_json(value: Any) -> Script:
    return says(json.dumps(value, ensure_ascii=False))


def status(code: int, said: str = "no", **headers: str) -> Script:
    return lambda handler, _body: handler.whole(code, json.dumps({"error": {"message": said}}), **headers)


def without(name: str, script: Script) -> Script:
    """Refuse requests that use ``name`` (``json_schema``, ``json_object``, ``stream_options``); else ``script``."""

    def answer(handler: Handler, body: dict[str, Any]) -> None:
        kind = (body.get("response_format") or {}).get("type")
        if name == kind or (name == "stream_options" and name in body):
            where = "stream_options" if name == "stream_options" else "response_format"
            handler.whole(400, json.dumps({"error": {"message": f"unsupported {where} {name}"}}))
        else:
            script(handler, body)

    return answer


def thinks(thoughts: int, text: str) -> Script:
    """Answer as models that think do: the longer name of the limit, no temperature, thoughts out of the same limit."""

    def answer(handler: Handler, body: dict[str, Any]) -> None:
        if "max_tokens" in body:
            said = "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
            handler.whole(400, json.dumps({"error": {"message": said}}))
        elif "temperature" in body:
            said = "Unsupported value: 'temperature' does not support 0 with this model."
            handler.whole(400, json.dumps({"error": {"message": said}}))
        elif body["max_completion_tokens"] <= thoughts:
            handler.begin()
            handler.piece("", "length")
        else:
            says(text)(handler, body)

    return answer


def breaks_on(kind: str, script: Script) -> Script:
    """Answer 500 to requests with a ``response_format`` of this kind; else ``script``."""

    def answer(handler: Handler, body: dict[str, Any]) -> None:
        if (body.get("response_format") or {}).get("type") == kind:
            handler.whole(500, json.dumps({"error": {"message": "Internal Server Error"}}))
        else:
            script(handler, body)

    return answer


def hangs(handler: Handler, _body: dict[str, Any]) -> None:
    """Accept the request and say nothing."""
    handler.endpoint.released.wait(60)
    handler.close_connection = True


def drips(handler: Handler, _body: dict[str, Any]) -> None:
    """Send a byte now and then, never a whole line."""
    handler.begin()
    while not handler.endpoint.released.wait(0.05):
        handler.wfile.write(b":")
        handler.wfile.flush()


def resets(handler: Handler, _body: dict[str, Any]) -> None:
    """Begin to answer and drop the connection."""
    handler.begin()
    handler.piece("It is still")
    handler.connection.close()


def cuts(handler: Handler, _body: dict[str, Any]) -> None:
    """Begin to answer and end politely before the end."""
    handler.begin()
    handler.piece("It is still")


def html(handler: Handler, _body: dict[str, Any]) -> None:
    handler.whole(200, "<html><body>Sign in to the proxy</body></html>", "text/html")


def huge(handler: Handler, _body: dict[str, Any]) -> None:
    handler.begin()
    for _ in range(100):
        handler.piece("word " * 200)
    handler.piece("", "stop")


def refuses(handler: Handler, _body: dict[str, Any]) -> None:
    handler.begin()
    handler.piece("", "content_filter")


@contextmanager
def serving(*scripts: Script) -> Iterator[Endpoint]:
    """Run an endpoint that follows ``scripts``."""
    endpoint = Endpoint(scripts=list(scripts))
    handler = type("OneHandler", (Handler,), {"endpoint": endpoint})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    endpoint.url = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield endpoint
    finally:
        endpoint.released.set()
        server.shutdown()
        server.server_close()
