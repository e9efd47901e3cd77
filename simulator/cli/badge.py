"""``simulator badge``: verify a badge without a network, and show the key that signs here."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from simulator.cli.output import echo_json
from simulator.services.badges.credential import Forged, Reading, did_of, verified
from simulator.settings import load_settings


@click.group()
def badge() -> None:
    """Look after Open Badges that were issued for a signed G3."""


@badge.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--key", "key_file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Public key of the issuer (/badges/key.json); without it this installation's own.")  # fmt: skip
@click.option("--revoked", "revoked_file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="List of revoked badges (/badges/revoked.json).")  # fmt: skip
@click.option("--json", "as_json", is_flag=True)
def verify(file: Path, key_file: Path | None, revoked_file: Path | None, *, as_json: bool) -> None:
    """Tell whether a badge (SVG or JWT) was signed by the issuer and not changed since."""
    try:
        reading = verified(file.read_text(encoding="utf-8"))
    except (Forged, UnicodeDecodeError):
        said = "This is no badge, or it was changed after it had been signed."
        _answer({"state": "forged"}, said, as_json=as_json)
        sys.exit(1)
    state = _state(reading, key_file, revoked_file)
    texts = {
        "good": f"Good: {reading.person}, {reading.achievement}, issued {reading.issued_at} by {reading.issuer_name}.",
        "stranger": f"The signature is right, but not by a key you trust: {reading.issuer}. Give the issuer's with --key.",
        "revoked": f"Revoked: the signature under the gate of {reading.person} was withdrawn.",
    }
    _answer({"state": state, **asdict(reading)}, texts[state], as_json=as_json)
    sys.exit(0 if state == "good" else 1)


@badge.command()
def key() -> None:
    """Print the public key of this installation."""
    from joserfc.jwk import OKPKey

    own = OKPKey.import_key(json.loads(load_settings().badge_key()))
    echo_json({"keys": [{**own.as_dict(private=False), "kid": f"{did_of(own)}#0"}]})


def _state(reading: Reading, key_file: Path | None, revoked_file: Path | None) -> str:
    if reading.issuer not in _trusted(key_file):
        return "stranger"
    if revoked_file is not None:
        listed = json.loads(revoked_file.read_text(encoding="utf-8")).get("revokedCredential", [])
        if f"urn:uuid:{reading.id}" in {one.get("id") for one in listed}:
            return "revoked"
    if key_file is None and _revoked_here(reading.id):
        return "revoked"
    return "good"


def _trusted(key_file: Path | None) -> set[str]:
    from joserfc.jwk import OKPKey

    if key_file is not None:
        found = json.loads(key_file.read_text(encoding="utf-8"))
        return {did_of(OKPKey.import_key(one)) for one in found.get("keys", [found])}
    place = load_settings().data_dir / "badge_key.json"
    # Verifying makes no key: who has never issued a badge trusts none.
    return {did_of(OKPKey.import_key(json.loads(place.read_text())))} if place.is_file() else set()


def _revoked_here(badge_id: str) -> bool:
    from simulator.app import build_services
    from simulator.db.migrate import standing

    settings = load_settings()
    if standing(settings.database_url).state != "current":
        return False
    services = build_services(settings)
    try:
        return services.badges.standing(badge_id) == "revoked"
    finally:
        services.close()


def _answer(data: Mapping[str, object], text: str, *, as_json: bool) -> None:
    if as_json:
        echo_json(dict(data))
    else:
        click.echo(text, err=data["state"] != "good")
