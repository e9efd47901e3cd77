"""Keeping a letter's text where only this installation can read it."""

import json
from hashlib import sha256

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from simulator.services.mail.letters import Composed

HEADER = {"alg": "dir", "enc": "A256GCM"}


class Unreadable(Exception):
    """The text was sealed with another secret."""


class Seal:
    """Seals with a key made of the installation's secret."""

    def __init__(self, secret: str) -> None:
        self._key = OctKey.import_key(sha256(b"mail:" + secret.encode()).digest())

    def close(self, text: Composed) -> str:
        """Return a letter as it is stored."""
        plain = json.dumps([text.subject, text.plain, text.html]).encode()
        return jwe.encrypt_compact(HEADER, plain, self._key)

    def open(self, sealed: str) -> Composed:
        """Return the letter; raise ``Unreadable``."""
        try:
            plain = jwe.decrypt_compact(sealed, self._key).plaintext
        except (JoseError, ValueError) as fault:
            raise Unreadable from fault
        assert plain is not None
        return Composed(*json.loads(plain))
