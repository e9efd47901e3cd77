"""The part of the composition root that settings about language models decide."""

from dataclasses import dataclass
from datetime import timedelta
from typing import get_args

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.domain.chat import Model, Purpose
from simulator.domain.judgement import Judge
from simulator.domain.wording import Worder
from simulator.engine.customers.scripted import ScriptedCustomer
from simulator.rehearsal.reading import OfflineReader
from simulator.services.answering import Voices
from simulator.services.beginnings import Beginnings, Drafter
from simulator.services.calibration import Calibration
from simulator.services.jobs import Jobs
from simulator.services.models import Budget, Spending
from simulator.settings import Settings

A_TURN = timedelta(seconds=60)
"""How long a turn that asks a model may take; whoever dies in it is replaced after that."""


def models_of(settings: Settings) -> dict[Purpose, str]:
    """Return purpose → model for every purpose that has one."""
    named = {
        purpose: getattr(settings, f"model_{purpose}") or settings.model for purpose in get_args(Purpose)
    }
    return {purpose: name for purpose, name in named.items() if name}


def gateway_of(settings: Settings, spending: Spending | None = None) -> Model | None:
    """Return the gateway to models, or None when no model is set: then everything runs offline."""
    models = models_of(settings)
    if not models:
        return None
    from simulator.llm.endpoint import Endpoint
    from simulator.llm.gateway import Gateway

    endpoint = Endpoint(
        base_url=settings.openai_base_url or "https://api.openai.com/v1",
        api_key=settings.openai_api_key,
        models=models,
        concurrency=settings.model_concurrency,
    )
    return Gateway(endpoint, spending)


def judge_of(settings: Settings, spending: Spending, calibration: Calibration) -> Judge | None:
    """Return the model judge: one model, or several (names separated by commas) that read in turn."""
    names = [name.strip() for name in models_of(settings).get("judge", "").split(",") if name.strip()]
    if not names:
        return None
    from simulator.llm.judge import ModelJudge

    made = (gateway_of(settings.model_copy(update={"model_judge": name}), spending) for name in names[:3])
    return ModelJudge([one for one in made if one is not None], calibration.model_pairs)


def worder_of(settings: Settings, spending: Spending) -> Worder | None:
    """Return who words feedback: a model, when one is set for it."""
    model = gateway_of(settings, spending) if models_of(settings).get("feedback") else None
    if model is None:
        return None
    from simulator.llm.worder import ModelWorder

    return ModelWorder(model)


@dataclass(frozen=True)
class Shared:
    """What services share and the composition root has made already."""

    database: Database
    content: Library
    jobs: Jobs
    clock: Clock
    spending: Spending


def beginnings_of(settings: Settings, base: Shared, drafter: Drafter | None) -> Beginnings:
    """Return what makes cards out of old tickets: with a model's proposals where one is set for drafts."""
    model = gateway_of(settings, base.spending) if models_of(settings).get("draft") else None
    if drafter is None and model is not None:
        from simulator.llm.drafting import ModelDrafter

        drafter = ModelDrafter(model)
    return Beginnings(base.database, base.content, base.jobs, base.clock, drafter)


def spending_of(settings: Settings, database: Database, clock: Clock) -> Spending:
    """Return the ledger of model calls."""
    from simulator.llm.endpoint import Price

    price = Price(settings.model_price_prompt, settings.model_price_cached, settings.model_price_completion)
    return Spending(
        database, clock, Budget(run=settings.model_run_tokens, day=settings.model_day_tokens), price
    )


def voices_of(model: Model | None, models: dict[Purpose, str]) -> Voices:
    """Return who reads and who speaks: offline, and a model in front of it for what it is set for."""
    agent, reader = ScriptedCustomer(), OfflineReader()
    if model is None:
        return Voices(agent, reader)
    from simulator.llm.customer import ModelCustomer
    from simulator.llm.reader import ModelReader

    return Voices(
        ModelCustomer(agent, model) if "phrase" in models else agent,
        ModelReader(reader, model) if "read" in models else reader,
        slow=A_TURN if {"phrase", "read"} & set(models) else None,
    )
