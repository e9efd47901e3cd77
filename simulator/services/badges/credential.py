"""Open Badges 3.0: a credential as JSON-LD, signed with Ed25519 as a JWT, verifiable without a network. Pure."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from html import escape, unescape
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from simulator.domain.text import Language, Text

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
SVG_SPACE = "https://purl.imsglobal.org/ob/v3p0"
TITLE = Text(
    en="Work-ready first-line support engineer", ru="Инженер поддержки, готовый к работе на первой линии"
)
ABOUT = Text(
    en="Ninety days of first-line technical support, proven by work on real faults.",
    ru="Девяносто дней технической поддержки первой линии, подтверждённые работой над настоящими неисправностями.",
)
CRITERIA = Text(
    en="All conditions of gate G3 were looked at: five unseen exam tickets, every must-competency against its target, "
    "readiness and confidence, an accepted article. A person signed.",
    ru="Рассмотрены все условия рубежа G3: пять незнакомых экзаменационных обращений, каждая обязательная компетенция "
    "против цели, готовность и уверенность, принятая статья. Подписал человек.",
)
SIGNED = Text(en="Signature under gate G3: {name}.", ru="Подпись под рубежом G3: {name}.")
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BAKED = re.compile(r'<openbadges:credential[^>]*\bverify="([^"]+)"')


@dataclass(frozen=True)
class Award:
    """What a badge says."""

    id: str
    person: str
    issued_at: datetime
    signed_by: str
    language: Language = "en"


@dataclass(frozen=True)
class Issuer:
    """Who signs badges."""

    private_key: Callable[[], str]
    """Returns the key as a JWK; asked for when the first badge is signed."""
    name: str
    url: str = ""

    @cached_property
    def key(self) -> OKPKey:
        """The key that signs."""
        return OKPKey.import_key(json.loads(self.private_key()))

    @property
    def did(self) -> str:
        """The public key as an address: whoever has the badge has the key."""
        return did_of(self.key)


@dataclass(frozen=True)
class Reading:
    """What a badge file says, once its signature is found to be right."""

    id: str
    person: str
    achievement: str
    issuer: str
    issuer_name: str
    issued_at: str


class Forged(Exception):
    """The file is no badge, or was changed after it had been signed."""


def did_of(key: OKPKey) -> str:
    """Return ``did:key`` of a public key."""
    raw = b"\xed\x01" + _unpacked(str(key.as_dict(private=False)["x"]))
    number, text = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = ALPHABET[rest] + text
    return f"did:key:z{text}"


def credential(award: Award, issuer: Issuer) -> dict[str, Any]:
    """Return the credential of an award."""
    lang = award.language
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{award.id}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": TITLE.within(lang),
        "issuer": {"id": issuer.did, "type": ["Profile"], "name": issuer.name}
        | ({"url": issuer.url} if issuer.url else {}),
        "validFrom": f"{award.issued_at:%Y-%m-%dT%H:%M:%SZ}",
        "credentialSubject": _subject(award),
        "evidence": [
            {
                "type": ["Evidence"],
                "name": "G3",
                "narrative": SIGNED.within(lang).format(name=award.signed_by),
            }
        ],
    }
    if issuer.url:
        status = {"id": f"{issuer.url}/badges/revoked.json", "type": "1EdTechRevocationList"}
        made["credentialStatus"] = status
    return made


def _subject(award: Award) -> dict[str, Any]:
    lang = award.language
    return {
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "identityType": "name",
                "hashed": False,
                "identityHash": award.person,
            }
        ],
        "achievement": {
            "id": "urn:support-simulator:gate:G3",
            "type": ["Achievement"],
            "achievementType": "Certification",
            "name": f"{TITLE.within(lang)} (G3)",
            "description": ABOUT.within(lang),
            "criteria": {"narrative": CRITERIA.within(lang)},
        },
    }


def signed(award: Award, issuer: Issuer) -> str:
    """Return the signed credential: a JWT whose payload is the credential."""
    header = {
        "alg": "EdDSA",
        "typ": "JWT",
        "kid": f"{issuer.did}#0",
        "jwk": issuer.key.as_dict(private=False),
    }
    claims = credential(award, issuer)
    claims |= {
        "iss": issuer.did,
        "jti": claims["id"],
        "nbf": int(award.issued_at.timestamp()),
        "sub": award.person,
    }
    # Written out by hand: libraries warn of "EdDSA" since RFC 9864 has "Ed25519", which verifiers do not know yet.
    text = ".".join(_packed(json.dumps(part, ensure_ascii=False).encode()) for part in (header, claims))
    private = issuer.key.private_key
    assert isinstance(private, Ed25519PrivateKey)
    signature = private.sign(text.encode())
    return f"{text}.{_packed(signature)}"


def verified(text: str) -> Reading:
    """Return what a badge (a JWT, or an SVG with one inside) says.

    Whether the issuer is to be trusted is for the reader to say: ``issuer`` is the key that signed.

    Raises:
        Forged: the signature does not fit.
    """
    baked = _BAKED.search(text)
    token = unescape(baked[1]) if baked else text.strip()
    try:
        key, claims = _opened(token)
        subject = claims["credentialSubject"]
        found = Reading(
            id=str(claims["id"]).removeprefix("urn:uuid:"), person=str(subject["identifier"][0]["identityHash"]),
            achievement=str(subject["achievement"]["name"]), issuer=str(claims["issuer"]["id"]),
            issuer_name=str(claims["issuer"]["name"]), issued_at=str(claims["validFrom"]),
        )  # fmt: skip
        # A key of one's own in the header must not speak for another issuer.
        is_issuers = found.issuer == claims["iss"] == did_of(key)
    except (InvalidSignature, JoseError, ValueError, KeyError, TypeError, IndexError) as fault:
        raise Forged from fault
    if not is_issuers:
        raise Forged
    return found


def _opened(token: str) -> tuple[OKPKey, dict[str, Any]]:
    """Return the key that signed a JWT and what it signed."""
    head, body, signature = token.split(".")
    header = json.loads(_unpacked(head))
    if header["alg"] not in ("EdDSA", "Ed25519") or header["jwk"].get("crv") != "Ed25519":
        raise ValueError(header["alg"])
    key = OKPKey.import_key({name: header["jwk"][name] for name in ("kty", "crv", "x")})
    public = key.public_key
    if not isinstance(public, Ed25519PublicKey):
        raise ValueError(header["alg"])  # noqa: TRY004 — a fault of the file, like the others
    public.verify(_unpacked(signature), f"{head}.{body}".encode())
    return key, dict(json.loads(_unpacked(body)))


def _packed(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _unpacked(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def drawn(token: str, award: Award) -> str:
    """Return the badge as a picture with the credential baked in."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="{SVG_SPACE}" viewBox="0 0 320 320" role="img">'
        f'<openbadges:credential verify="{escape(token, quote=True)}"></openbadges:credential>'
        f"<title>Work-ready first line (G3): {escape(award.person)}</title>"
        '<path d="M160 8l132 76v152l-132 76l-132-76v-152z" fill="#1d5aa8"/>'
        '<path d="M160 26l116 67v134l-116 67l-116-67v-134z" fill="none" stroke="#fff" stroke-width="3"/>'
        '<g fill="#fff" text-anchor="middle" font-family="sans-serif"><text x="160" y="132" font-size="58" '
        'font-weight="700">G3</text><text x="160" y="170" font-size="20">Work-ready L1</text>'
        f'<text x="160" y="204" font-size="17">{escape(award.person[:28])}</text>'
        f'<text x="160" y="230" font-size="14">{award.issued_at:%Y-%m-%d}</text></g></svg>'
    )
