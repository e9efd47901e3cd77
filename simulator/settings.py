"""Settings, from the environment and an optional ``simulator.toml``. Only ``app`` and ``cli`` read them."""

import contextlib
import json
import os
import secrets
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AliasChoices, Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from simulator.errors import Problem, SimulatorError

SETTINGS_FILE = "SIMULATOR_SETTINGS"
"""Environment variable that names the settings file; default ``simulator.toml`` where one stands."""


class SettingsError(SimulatorError):
    """Settings cannot be used. Raised at start-up only."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def _data_home() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    try:
        return Path(base).expanduser() / "support-simulator"
    except RuntimeError:  # a user without a home, as in some containers
        return Path("var")


class Settings(BaseSettings):
    """What an operator may decide. The environment wins over the file, an argument over both."""

    model_config = SettingsConfigDict(
        env_prefix="SIMULATOR_", extra="forbid", frozen=True, populate_by_name=True
    )

    data_dir: Path = Field(default_factory=_data_home)
    """Folder of the database, the job queue and the generated secret."""
    database_url: str = Field(
        default="",
        validation_alias=AliasChoices("DATABASE_URL", "SIMULATOR_DATABASE_URL"),
        validate_default=True,
    )
    """``sqlite:///…`` or ``postgresql://…``; when unset, SQLite in ``data_dir``."""
    jobs_url: str = ""
    """Empty: a SQLite queue in ``data_dir``; else ``postgresql://…`` or ``redis://…``."""
    secret_key: str = ""
    """Empty: made once and kept in ``data_dir``. See ``secret``."""
    demo: bool = False
    """Sample people and runs; their passwords are printed and listed on the sign-in page."""
    worker: bool = True
    """Whether ``serve`` also works off background jobs."""
    show_mood: bool = True
    """Whether the desk shows the customer's mood in practice mode."""
    session_hours: int = Field(default=12, ge=1, le=24 * 90)
    secure_cookies: bool = False
    """Set it behind HTTPS: cookies are then sent over HTTPS only."""
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    """How many reverse proxies add ``X-Forwarded-*`` in front of the server."""
    openai_base_url: str = Field(
        default="", validation_alias=AliasChoices("OPENAI_BASE_URL", "SIMULATOR_OPENAI_BASE_URL")
    )
    """Address of an OpenAI-compatible endpoint, like ``http://127.0.0.1:8080/v1``; the provider's own when unset."""
    openai_api_key: str = Field(
        default="", validation_alias=AliasChoices("OPENAI_API_KEY", "SIMULATOR_OPENAI_API_KEY"), repr=False
    )
    model: str = ""
    """Name of the model for every purpose. Empty, and none of the next five set: everything runs offline."""
    model_read: str = ""
    model_phrase: str = ""
    model_judge: str = ""
    model_feedback: str = ""
    model_draft: str = ""
    model_concurrency: int = Field(default=8, ge=1, le=64)
    model_run_tokens: int = Field(default=60_000, ge=0)
    """Tokens one run may cost; 0 is no limit."""
    model_day_tokens: int = Field(default=3_000_000, ge=0)
    model_price_prompt: float = Field(default=0.0, ge=0)
    """Price of a million prompt tokens, in your currency; used for the costs that are shown."""
    model_price_cached: float = Field(default=0.0, ge=0)
    model_price_completion: float = Field(default=0.0, ge=0)
    organisation: str = "Support Simulator"
    """Who issues badges."""
    public_url: str = ""
    """Address under which people open the product, like ``https://training.company.example``; letters need it."""
    smtp_host: str = ""
    """Mail server. Empty: no mail is sent, links are handed over by people."""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_user: str = ""
    smtp_password: str = Field(default="", repr=False)
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    mail_from: str = ""
    """Sender of letters, like ``Support Simulator <training@company.example>``."""
    mail_keep_days: float = Field(default=30, ge=1)
    """Days for which letters that were sent or given up stay listed; then they are erased."""
    time_zone: str = "UTC"
    """Zone in which a day begins and ends for reminders and calendars, like ``Europe/Moscow``."""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    threads: int = Field(default=64, ge=4, le=512)

    @field_validator("database_url")
    @classmethod
    def _or_sqlite(cls, url: str, info: ValidationInfo) -> str:
        return url or f"sqlite:///{(info.data.get('data_dir', Path()) / 'simulator.db').absolute()}"

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ValueError, OSError, ZoneInfoNotFoundError) as fault:
            raise ValueError("no such time zone; write one like Europe/Moscow") from fault
        return name

    @field_validator("public_url")
    @classmethod
    def _whole_address(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("write the whole address, like https://training.company.example")
        return url.rstrip("/")

    @property
    def sends_mail(self) -> bool:
        """Whether everything that mail needs is set."""
        return bool(self.smtp_host and self.mail_from and self.public_url)

    def secret(self) -> str:
        """Return the secret that signs cookies and jobs; make and keep one when none is set."""
        if self.secret_key:
            return self.secret_key
        return self._kept("secret_key", lambda: secrets.token_urlsafe(48))

    def badge_key(self) -> str:
        """Return the private key that signs badges (a JWK); make and keep one when there is none."""
        from joserfc.jwk import OKPKey

        return self._kept(
            "badge_key.json", lambda: json.dumps(OKPKey.generate_key("Ed25519").as_dict(private=True))
        )

    def _kept(self, name: str, make: Callable[[], str]) -> str:
        """Return the content of a file of the data folder; make it, readable for its owner only, when it is missing."""
        place = self.data_dir / name
        self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(FileNotFoundError):
            return place.read_text(encoding="ascii").strip()
        # Written aside and linked: of several processes that start at once, one wins and all read its secret.
        draft = place.with_suffix(f".{secrets.token_hex(8)}")
        draft.touch(mode=0o600)
        draft.write_text(make(), encoding="ascii")
        with contextlib.suppress(FileExistsError):
            os.link(draft, place)
        draft.unlink()
        return place.read_text(encoding="ascii").strip()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments, then the environment, then the file."""
        file = settings_file()
        sources: tuple[PydanticBaseSettingsSource, ...] = (init_settings, env_settings)
        return (*sources, TomlConfigSettingsSource(settings_cls, file)) if file is not None else sources


def settings_file() -> Path | None:
    """Return the settings file in use, or None."""
    named = os.environ.get(SETTINGS_FILE)
    if named:
        return Path(named)
    return Path("simulator.toml") if Path("simulator.toml").is_file() else None


def load_settings(**arguments: Any) -> Settings:
    """Return the settings; raise ``SettingsError`` that names file, place and remedy."""
    file = settings_file()
    if file is not None:
        _check_file(file)
    try:
        return Settings(**arguments)
    except ValidationError as fault:
        raise SettingsError(
            [_problem(file, error["loc"], error["msg"]) for error in fault.errors()]
        ) from fault


def _check_file(file: Path) -> None:
    try:
        tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as fault:
        reason = fault.strerror or "cannot be read"
        problem = Problem(
            str(file), 1, 1, f"the settings file cannot be read: {reason}", f"mend or unset {SETTINGS_FILE}"
        )
        raise SettingsError([problem]) from fault
    except UnicodeDecodeError as fault:
        raise SettingsError(
            [Problem(str(file), 1, 1, "the text is not UTF-8", "save the file as UTF-8")]
        ) from fault
    except tomllib.TOMLDecodeError as fault:
        what, place = str(fault), (1, 1)
        if "(at line " in what:
            what, _, at = what.partition(" (at line ")
            line, _, column = at.rstrip(")").partition(", column ")
            place = int(line), int(column or 1)
        elif "end of document" in what:
            what, place = (
                what.partition(" (at ")[0],
                (len(file.read_text(encoding="utf-8").splitlines()) or 1, 1),
            )
        raise SettingsError(
            [Problem(str(file), *place, f"not valid TOML: {what}", "write name = value")]
        ) from fault


def _problem(file: Path | None, loc: tuple[int | str, ...], said: str) -> Problem:
    name = str(loc[0]) if loc else "settings"
    known = "known settings: " + ", ".join(Settings.model_fields)
    remedy = known if "Extra inputs" in said else "correct or remove it"
    what = f"unknown setting `{name}`" if "Extra inputs" in said else f"`{name}`: {said[0].lower()}{said[1:]}"
    if file is not None:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if line.split("=")[0].strip() == name:
                return Problem(str(file), number, 1, what, remedy)
    variable = name if name.isupper() else f"SIMULATOR_{name.upper()}"
    return Problem(f"environment variable {variable}", 1, 1, what, remedy)
