"""What a judgement costs, with feedback worded and beside asking once for each criterion: ``python -m bench.judge``.

All ways ask the same fake endpoint about the same run of twelve messages, in one run. Tokens are the product's
cautious estimate; the cached share is what a provider can reuse: the beginning that a prompt shares with one before.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import takewhile

from simulator.content.library import Library
from simulator.errors import ModelUnavailable
from simulator.llm.endpoint import Endpoint
from simulator.llm.gateway import Gateway, tokens_of
from simulator.llm.judge import ModelJudge, Verdicts, criteria_of, judge_request, turns_of
from simulator.llm.worder import ModelWorder
from simulator.rehearsal.exemplars import exemplar_file
from simulator.rehearsal.replay import read_script, replay
from tests import openai_server as fake

SECONDS_A_CALL = 0.3
"""What the fake endpoint takes for an answer."""


def main() -> None:
    """Measure and print."""
    library = Library()
    file = exemplar_file(library, "SC-09", "excellent", "en")
    played = replay(library, read_script(file.name, file.read_text(encoding="utf-8").splitlines()))
    asked = criteria_of(library.rubrics)
    turns, _masked = turns_of(played.events)
    with fake.serving(fake.says('{"verdicts": []}', pause=SECONDS_A_CALL)) as server:
        gateway = Gateway(Endpoint(server.url, "key", {"judge": "m", "feedback": "m"}))
        began = time.perf_counter()
        ModelJudge([gateway]).judge(played.case, played.events, library.rubrics)
        whole = time.perf_counter() - began
        ours = [prompt(body) for body in server.requests]
        began = time.perf_counter()
        with suppress(
            ModelUnavailable
        ):  # The endpoint knows verdicts only; what is measured is the question.
            ModelWorder(gateway).word(played.case, played.events, library.rubrics, played.grade.feedback)
        worded = time.perf_counter() - began
        all_three = [prompt(body) for body in server.requests]
        server.requests.clear()
        began = time.perf_counter()
        for criterion in asked:
            request = judge_request(played.case, [criterion], turns, "b")
            gateway.fill(request, Verdicts)
        each = time.perf_counter() - began
        theirs = [prompt(body) for body in server.requests]
    print(f"{len(turns)} turns, {len(asked)} criteria\n")
    print(f"{'':<22}{'calls':>6}{'tokens':>9}{'cached':>9}{'wall s':>8}")
    row("judge of the product", ours, whole)
    row("judge and feedback", all_three, whole + worded)
    row("one call a criterion", theirs, each)


def prompt(body: dict) -> str:
    """Return everything a request says, in order."""
    return "\n".join(message["content"] for message in body["messages"])


def row(name: str, prompts: Sequence[str], seconds: float) -> None:
    """Print one way of judging."""
    total = sum(map(tokens_of, prompts))
    cached = sum(max(tokens_of(shared(a, b)) for a in prompts[:at]) for at, b in enumerate(prompts) if at)
    print(f"{name:<22}{len(prompts):>6}{total:>9}{cached / total:>8.0%} {seconds:>8.2f}")


def shared(a: str, b: str) -> str:
    """Return the beginning that two prompts share."""
    return "".join(x for x, _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


if __name__ == "__main__":
    main()
