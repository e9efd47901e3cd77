"""What a language model's endpoint can do: asked once for each model that is set."""

from collections.abc import Iterator

from pydantic import BaseModel

from simulator.domain.chat import ChatMessage, ModelRequest, Purpose
from simulator.errors import ModelUnavailable
from simulator.settings import Settings

Found = tuple[str, str, str, str]
"""Name, state, what was found, remedy."""


class Probe(BaseModel):
    """The answer a probe asks for."""

    sum: int


QUESTION = (
    ChatMessage(role="system", content="You answer with JSON."),
    ChatMessage(role="user", content='What is 19 + 23? Answer as {"sum": number}.'),
)


def probe(settings: Settings) -> Iterator[Found]:
    """Yield what works with each model, and what to mend where something does not."""
    from simulator.modelling import gateway_of, models_of

    models = models_of(settings)
    made = gateway_of(settings)
    if made is None:
        yield "models", "ok", "none is set: everything runs offline", ""
        return
    where = settings.openai_base_url or "the provider's own address"
    for model in sorted(set(models.values())):
        purpose = next(purpose for purpose, name in models.items() if name == model)
        uses = ", ".join(sorted(purpose for purpose, name in models.items() if name == model))
        yield from _one(made, model, purpose, f"{model} at {where} ({uses})")


def _one(made: object, model: str, purpose: Purpose, name: str) -> Iterator[Found]:
    from simulator.llm.gateway import Gateway

    assert isinstance(made, Gateway)
    request = ModelRequest(purpose=purpose, messages=QUESTION, max_tokens=300)
    try:
        filled = made.fill(request, Probe)
        text = "".join(made.stream(request))
    except ModelUnavailable as fault:
        remedy = (
            "check OPENAI_BASE_URL, OPENAI_API_KEY and SIMULATOR_MODEL; until then everything runs offline"
        )
        yield f"model {name}", "wrong", str(fault), remedy
        return
    ability = made.ability(model)
    counted = "tells token counts" if ability.counts else "tells no token counts (they are estimated)"
    thinks = ", thinks before it answers (slow for read and phrase)" if ability.thinks else ""
    says = f"structured answers by {filled.rung}, streams, {counted}, {filled.usage.seconds:.1f} s{thinks}"
    right = filled.value.sum == 42 and bool(text.strip())
    remedy = "" if right else "its answer to 19 + 23 is wrong: take a larger model"
    yield f"model {name}", "ok" if right else "note", says, remedy
