"""All content as values. Files are read when first needed; ``load`` reads them all."""

from functools import cached_property
from pathlib import Path

from pydantic import BaseModel

from simulator.content.digest import digest_of
from simulator.content.loader import Loaded, load
from simulator.content.shelf import (
    ARTICLE,
    CALIBRATION,
    MODIFIERS,
    PERSONAS,
    PROVIDER,
    RUBRIC,
    SCENARIO,
    SCORING,
    TWIN,
    VOICE,
    by_id,
    only,
    spelled,
)
from simulator.content.training import TrainingShelves
from simulator.content.twins import whole
from simulator.domain.article import Article
from simulator.domain.case import Case
from simulator.domain.event import Mode
from simulator.domain.modifier import Modifier, ModifierId
from simulator.domain.persona import Persona, Voice
from simulator.domain.provider import Provider
from simulator.domain.review import Automation
from simulator.domain.rubric import Rubrics
from simulator.domain.scenario import Scenario
from simulator.domain.text import Language
from simulator.domain.twin import is_twin, parent_of
from simulator.errors import ContentError, NotFound, Problem
from simulator.paths import shipped_root


class Library(TrainingShelves):
    """Cards, customers, articles, scorecards and roles, as written by authors."""

    def __init__(self, root: Path | None = None) -> None:
        """Stand before the shelves of ``root`` without reading anything yet."""
        super().__init__(root or shipped_root())
        self._cards: dict[str, Scenario] = {}
        self._voices: dict[str, Voice] = {}
        self._digests: dict[str, str] = {}

    @classmethod
    def load(cls, root: Path | None = None) -> "Library":
        """Read everything; raise ``ContentError`` with every problem when something cannot be used."""
        library = cls(root)
        problems: list[Problem] = []
        for shelf in ("scenarios", "articles", "personas", "voices", "provider", "rubrics", "career_paths"):
            try:
                getattr(library, shelf)
            except ContentError as fault:
                problems += fault.problems
        if problems:
            raise ContentError(problems)
        return library

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """All cards, in order of id."""
        cards = sorted((loaded.value for loaded in SCENARIO.load_all(self.root)), key=lambda card: card.id)
        self._cards |= {card.id: card for card in cards}
        return tuple(cards)

    def scenario(self, scenario_id: str) -> Scenario:
        """Return one card, reading only its file; raise ``NotFound``."""
        if scenario_id not in self._cards:
            if is_twin(scenario_id):
                twin = TWIN.load_one(self.root, scenario_id)
                found: Loaded[Scenario] = whole(twin, SCENARIO.load_one(self.root, twin.value.of))
            else:
                found = SCENARIO.load_one(self.root, scenario_id)
            self._cards[scenario_id] = found.value
        return self._cards[scenario_id]

    @cached_property
    def twins(self) -> tuple[Scenario, ...]:
        """All twins as whole cards, in order of id. They are in no list of cards: each is its parent once more."""
        return tuple(self.scenario(file.stem) for file in TWIN.files(self.root))

    def twins_of(self, scenario_id: str) -> tuple[Scenario, ...]:
        """Return the published twins of a card, in order of id."""
        names = (file.stem for file in TWIN.files(self.root) if parent_of(file.stem) == scenario_id)
        return tuple(card for name in names if (card := self.scenario(name)).state == "published")

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """All knowledge articles, in order of id."""
        return tuple(sorted((loaded.value for loaded in ARTICLE.load_all(self.root)), key=lambda one: one.id))

    def article(self, article_id: str) -> Article:
        """Return one article; raise ``NotFound``."""
        return by_id(self.articles, article_id, "article")

    @cached_property
    def personas(self) -> tuple[Persona, ...]:
        """The catalogue of customers."""
        return tuple(one for loaded in PERSONAS.load_all(self.root) for one in loaded.value.root)

    def persona(self, persona_id: str) -> Persona:
        """Return one persona; raise ``NotFound``."""
        return by_id(self.personas, persona_id, "persona")

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """What each persona can say."""
        return tuple(loaded.value for loaded in VOICE.load_all(self.root))

    def voice(self, persona_id: str) -> Voice:
        """Return the voice of a persona, reading only its file; raise ``NotFound``."""
        if persona_id not in self._voices:
            file = self.root / VOICE.folder / f"{persona_id}.yaml"
            if not file.is_file():
                raise NotFound(f"no voice {persona_id}")
            self._voices[persona_id] = load(file, Voice, name=spelled(file, self.root)).value
        return self._voices[persona_id]

    @cached_property
    def provider(self) -> Provider:
        """The provider the tickets belong to."""
        return only(PROVIDER.load_all(self.root), "scenarios/provider.yaml").value

    @cached_property
    def modifiers(self) -> dict[ModifierId, Modifier]:
        """The catalogue of modifiers, by id."""
        found = only(MODIFIERS.load_all(self.root), "scenarios/modifiers.yaml").value
        return {one.id: one for one in found.root}

    @cached_property
    def rubrics(self) -> Rubrics:
        """All scorecards."""
        scoring = only(SCORING.load_all(self.root), "rubrics/scoring.yaml").value
        cards = (loaded.value for loaded in RUBRIC.load_all(self.root))
        return Rubrics(
            rubrics={card.id: card for card in sorted(cards, key=lambda card: card.id)}, scoring=scoring
        )

    @cached_property
    def automation(self) -> Automation:
        """When a grader counts, and which runs are sampled for review."""
        return only(CALIBRATION.load_all(self.root), "rubrics/calibration.yaml").value

    @cached_property
    def rubrics_digest(self) -> str:
        """Fingerprint of the scorecards."""
        return digest_of((*self.rubrics.rubrics.values(), self.rubrics.scoring))

    def digest(self, scenario_id: str) -> str:
        """Return the fingerprint of everything that decides a run of this card and its grade."""
        if scenario_id not in self._digests:
            self._digests[scenario_id] = digest_of(self.deciding(self.scenario(scenario_id)))
        return self._digests[scenario_id]

    def deciding(self, card: Scenario) -> tuple[BaseModel, ...]:
        """Return everything that decides a run of ``card`` and its grade."""
        world = (card, self.persona(card.persona), self.voice(card.persona), self.provider)
        return (*world, *self.rubrics.rubrics.values(), self.rubrics.scoring)

    def case(
        self,
        scenario_id: str,
        lang: Language,
        seed: int,
        mode: Mode = "practice",
        modifiers: tuple[ModifierId, ...] = (),
    ) -> Case:
        """Return the card with the values of ``seed``, its customer and the world: what one run plays.

        Raises:
            NotFound: no such card.
            InvalidInput: ``modifiers`` are too many, or do not fit the card.
        """
        card = self.scenario(scenario_id)
        varied = self._harder(_varied(card, seed), modifiers, seed)
        return self.case_of(varied, lang, seed, mode, self.digest(scenario_id))

    def case_of(self, card: Scenario, lang: Language, seed: int, mode: Mode, digest: str) -> Case:
        """Return what one run of ``card``, as it is, plays."""
        return Case(
            scenario=card,
            persona=self.persona(card.persona),
            voice=self.voice(card.persona),
            provider=self.provider,
            lang=lang,
            seed=seed,
            mode=mode,
            digest=digest,
        )

    def _harder(self, card: Scenario, chosen: tuple[ModifierId, ...], seed: int) -> Scenario:
        if not chosen:
            return card
        from simulator.engine.modifiers import modified

        return modified(card, chosen, self.modifiers, seed, self.articles)


def _varied(card: Scenario, seed: int) -> Scenario:
    if seed == 1:
        return card
    from simulator.engine.variants import vary

    return vary(card, seed)
