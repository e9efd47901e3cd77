"""What streaming through the product adds to a direct call: ``python -m bench.gateway``.

One fake endpoint, asked directly with the ``openai`` client and through the product's services in turn, in one run.
Times to the first piece and to the end, milliseconds. The product keeps its ledger and claims the turn, as it does for real.
"""

import statistics
import tempfile
import time

from openai import OpenAI

from bench.turn import p95
from simulator.app import Options, build_services
from simulator.clock import system_now
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.migrate import upgrade
from simulator.domain.person import Role
from simulator.engine.customers.scripted import ScriptedCustomer
from simulator.llm.customer import ModelCustomer
from simulator.llm.endpoint import Endpoint
from simulator.llm.gateway import Gateway, tokens_of
from simulator.modelling import A_TURN, spending_of
from simulator.rehearsal.reading import OfflineReader
from simulator.services.accounts import NewPerson
from simulator.services.answering import Voices
from simulator.settings import Settings
from tests import openai_server as fake

WORDS = "Devs shipped at 10:02. App listens on 3000 instead of 8080."
ASK = "Hello. What changed on your side around 10:00?"
TURNS = 40


def main() -> None:
    """Measure and print."""
    with fake.serving(fake.says(WORDS, pause=0.02)) as server, tempfile.TemporaryDirectory() as folder:
        direct, through = [], []
        client = OpenAI(base_url=server.url, api_key="key", max_retries=0)
        ask = product(folder, server.url)
        for number in range(TURNS + 5):
            one = directly(client)
            other = ask(number)
            if number >= 5:  # the first turns make connections and compile the card
                direct.append(one)
                through.append(other)
        prompts = [body["messages"] for body in server.requests if len(body["messages"]) > 1]
    print(f"{'':<34}{'p50 ms':>9}{'p95 ms':>9}")
    for name, values in (
        ("direct call, first piece", [first for first, _ in direct]),
        ("product, first sentence", [first for first, _ in through]),
        ("direct call, whole", [whole for _, whole in direct]),
        ("product, whole and stored", [whole for _, whole in through]),
    ):
        print(f"{name:<34}{statistics.median(values):>9.1f}{p95(values):>9.1f}")
    added = [b[0] - a[0] for a, b in zip(direct, through, strict=True)]
    print(f"{'added to the first piece':<34}{statistics.median(added):>9.1f}{p95(added):>9.1f}")
    sizes = [sum(tokens_of(message["content"]) for message in prompt) for prompt in prompts]
    print(f"{'prompt, tokens (estimated)':<34}{statistics.median(sizes):>9.0f}{p95(sizes):>9.0f}")


def directly(client: OpenAI) -> tuple[float, float]:
    """Ask the endpoint as anybody would."""
    began, first = time.perf_counter(), 0.0
    messages = [{"role": "user", "content": ASK}]
    for chunk in client.chat.completions.create(model="m", messages=messages, stream=True):
        if not first and chunk.choices and chunk.choices[0].delta.content:
            first = time.perf_counter()
    return (first - began) * 1000, (time.perf_counter() - began) * 1000


def product(folder: str, url: str):
    """Return a function that plays one turn through the services."""
    settings = Settings(data_dir=folder, worker=False)
    upgrade(settings.database_url)
    spending = spending_of(settings, Database(settings.database_url), system_now)
    gateway = Gateway(Endpoint(url, "key", {"phrase": "m"}), spending)
    voices = Voices(ModelCustomer(ScriptedCustomer(), gateway), OfflineReader(), slow=A_TURN)
    services = build_services(settings, Options(content=Library(), voices=voices))
    person = services.accounts.add(NewPerson(login="b", name="B", role=Role.TRAINEE, password="bench"))

    def turn(number: int) -> tuple[float, float]:
        run = services.simulations.start(person, "SC-07", "en", "practice", 1, f"start-{number}")
        n = services.simulations.send_message(person, run, ASK, "m1")
        began, first = time.perf_counter(), 0.0
        for _ in services.simulations.answer(person, run, n):
            first = first or time.perf_counter()
        return (first - began) * 1000, (time.perf_counter() - began) * 1000

    return turn


if __name__ == "__main__":
    main()
