"""The wire protocol against a server somebody else wrote: llama.cpp's OpenAI-compatible one.

Quality is not judged here: the smallest model will do. ``make test-llama LLAMA_MODEL=/path/model.gguf``.
"""

import importlib.util
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from simulator.domain.chat import ChatMessage, ModelRequest
from simulator.llm.endpoint import Endpoint
from simulator.llm.gateway import Gateway

pytestmark = pytest.mark.llama
MODEL = os.environ.get("LLAMA_MODEL", "")


class Answer(BaseModel):
    word: str


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    if not Path(MODEL).is_file():
        pytest.skip("set LLAMA_MODEL to a .gguf file to test against llama.cpp")
    if importlib.util.find_spec("llama_cpp") is None:
        pytest.skip("install llama-cpp-python[server] to test against llama.cpp")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "llama_cpp.server",
        "--model",
        MODEL,
        "--port",
        str(port),
        "--n_ctx",
        "4096",
    ]
    process = subprocess.Popen(command)
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        deadlines = dict.fromkeys(("read", "phrase", "judge", "feedback", "draft"), 120.0)
        endpoint = Endpoint(f"http://127.0.0.1:{port}/v1", "none", {"read": "m", "phrase": "m"}, deadlines)
        yield Gateway(endpoint)
    finally:
        process.terminate()
        process.wait(20)


def ask(purpose: str, text: str) -> ModelRequest:
    return ModelRequest(purpose=purpose, messages=(ChatMessage(role="user", content=text),), max_tokens=60)  # type: ignore[arg-type]


def test_a_structured_answer_validates(gateway: Gateway) -> None:
    filled = gateway.fill(ask("read", 'Answer with JSON: {"word": "hello"}'), Answer)
    assert filled.value.word
    assert filled.usage.completion_tokens > 0


def test_a_text_streams_and_ends(gateway: Gateway) -> None:
    assert "".join(gateway.stream(ask("phrase", "Write one short sentence."))).strip()
