"""Badges: issued for a signed G3, verified without a network, revoked with the signature."""

import json
import shutil

import pytest
from click.testing import CliRunner
from joserfc.jwk import OKPKey

from simulator.cli.badge import badge as command
from simulator.domain.person import Person
from simulator.errors import InvalidInput, NotAllowed, NotFound
from simulator.services.badges.credential import Forged, _packed, verified


@pytest.fixture
def url(migrated, tmp_path):
    """Badges do not depend on the database."""
    shutil.copy(migrated, tmp_path / "simulator.db")
    return f"sqlite:///{tmp_path / 'simulator.db'}"


@pytest.fixture
def signed(services, anna, lead):
    services.cohorts.make(lead, "March", services.clock().date(), ["anna"])
    services.gates.sign(lead, anna.id, "G3", "passed", "Ready.", None)
    return services.badges.badge(anna, anna.id)


def signature_of(services, anna):
    gates = services.onboarding.progress(anna, anna.id).gates
    return next(one for one in gates if one.id == "G3").signatures[0]


def test_a_badge_is_verified_from_its_file_alone(services, anna: Person, signed) -> None:
    for text in (signed.token, signed.picture):
        found = verified(text)
        assert (found.person, found.id, found.issuer) == ("Anna", signed.id, services.badges.did)
    assert services.badges.badge(anna, anna.id) == signed


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_changed_badge_is_found(signed, part) -> None:
    parts = signed.token.split(".")
    middle = len(parts[part]) // 2
    letter = parts[part][middle]
    parts[part] = parts[part][:middle] + ("A" if letter != "A" else "B") + parts[part][middle + 1 :]
    with pytest.raises(Forged):
        verified(".".join(parts))
    for text in ("", "hello", "<svg></svg>", "a.b.c"):
        with pytest.raises(Forged):
            verified(text)


def test_a_key_of_ones_own_speaks_for_nobody_else(signed) -> None:
    mine = OKPKey.generate_key("Ed25519")
    header = {"alg": "EdDSA", "typ": "JWT", "jwk": mine.as_dict(private=False)}
    text = f"{_packed(json.dumps(header).encode())}.{signed.token.split('.')[1]}"
    with pytest.raises(Forged):
        verified(f"{text}.{_packed(mine.get_op_key('sign').sign(text.encode()))}")


def test_a_withdrawn_signature_revokes_its_badge_and_stays_to_be_seen(services, anna, boris, lead, signed):
    signature = signature_of(services, anna)
    with pytest.raises((NotFound, NotAllowed)):
        services.gates.withdraw(anna, signature.id, "I would rather not")
    with pytest.raises(InvalidInput):
        services.gates.withdraw(lead, signature.id, " ")
    services.gates.withdraw(lead, signature.id, "The exam was not unseen.")
    with pytest.raises(InvalidInput, match="withdrawn-already"):
        services.gates.withdraw(lead, signature.id, "Again.")
    gate = next(one for one in services.onboarding.progress(anna, anna.id).gates if one.id == "G3")
    assert not gate.is_passed
    assert gate.signatures[0].withdrawn == "Lena: The exam was not unseen."
    assert services.badges.revoked()["revokedCredential"] == [
        {"id": f"urn:uuid:{signed.id}", "revoked": True}
    ]
    assert services.badges.standing(signed.id) == "revoked"
    with pytest.raises(NotFound):
        services.badges.badge(anna, anna.id)
    services.gates.sign(lead, anna.id, "G3", "passed", "Repeated with new tickets.", None)
    again = services.badges.badge(anna, anna.id)
    assert again.id != signed.id
    assert services.badges.standing(again.id) == "good"


def test_a_badge_is_for_its_person_and_who_leads(services, anna, boris, lead, signed):
    assert services.badges.badge(lead, anna.id) == signed
    with pytest.raises(NotFound):
        services.badges.badge(boris, anna.id)
    with pytest.raises(NotFound):
        services.badges.badge(boris, boris.id)


def test_the_command_verifies_offline_and_names_what_is_wrong(
    services, anna, lead, signed, settings, tmp_path, monkeypatch
):
    monkeypatch.setenv("SIMULATOR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    assert (tmp_path / "badge_key.json").stat().st_mode & 0o777 == 0o600
    file, run = tmp_path / "badge.svg", CliRunner()
    file.write_text(signed.picture)

    def verify(*options):
        answer = run.invoke(command, ["verify", str(file), "--json", *options])
        return answer.exit_code, json.loads(answer.output)["state"]

    assert verify() == (0, "good")
    public = tmp_path / "key.json"
    public.write_text(run.invoke(command, ["key"]).output)
    assert "d" not in json.loads(public.read_text())["keys"][0]
    monkeypatch.setenv("SIMULATOR_DATA_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    assert verify() == (1, "stranger")
    assert verify("--key", str(public)) == (0, "good")
    assert not (tmp_path / "elsewhere").exists()
    services.gates.withdraw(lead, signature_of(services, anna).id, "The exam was not unseen.")
    revoked = tmp_path / "revoked.json"
    revoked.write_text(json.dumps(services.badges.revoked()))
    assert verify("--key", str(public), "--revoked", str(revoked)) == (1, "revoked")
    monkeypatch.setenv("SIMULATOR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    assert verify() == (1, "revoked")
    file.write_text(signed.picture.replace("Anna", "Boris"))
    assert verify()[1] == "revoked"  # the picture is only a picture; the credential inside counts
    file.write_text("<svg/>")
    assert verify() == (1, "forged")
