"""A passkey as a phone or a stick makes it, with a real key: for tests that do not need a browser."""

import json
from hashlib import sha256
from secrets import token_bytes
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

AANWEZIG, MET_SLEUTEL = 0x01, 0x40
ES256, P256 = -7, 1


class Sleutel:
    """For one site; counts how often it signed."""

    def __init__(self, site: str = "testserver") -> None:
        self.site, self.adres = site, f"http://{site}"
        self.id, self.teller = token_bytes(16), 0
        self.prive = ec.generate_private_key(ec.SECP256R1())

    def maak(self, vraag: dict[str, Any]) -> str:
        """The answer to a question for a new passkey, as JSON."""
        cijfers = self.prive.public_key().public_numbers()
        cose = {1: 2, 3: ES256, -1: P256, -2: cijfers.x.to_bytes(32, "big"), -3: cijfers.y.to_bytes(32, "big")}
        wie = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(cose)
        verklaring = {"fmt": "none", "attStmt": {}, "authData": self._gegevens(AANWEZIG | MET_SLEUTEL) + wie}
        return self._antwoord(
            {
                "clientDataJSON": bytes_to_base64url(self._klant("webauthn.create", vraag)),
                "attestationObject": bytes_to_base64url(cbor2.dumps(verklaring)),
            }
        )

    def teken(self, vraag: dict[str, Any]) -> str:
        """The answer to a question at signing in, as JSON."""
        self.teller += 1
        klant, gegevens = self._klant("webauthn.get", vraag), self._gegevens(AANWEZIG)
        handtekening = self.prive.sign(gegevens + sha256(klant).digest(), ec.ECDSA(hashes.SHA256()))
        return self._antwoord(
            {
                "clientDataJSON": bytes_to_base64url(klant),
                "authenticatorData": bytes_to_base64url(gegevens),
                "signature": bytes_to_base64url(handtekening),
            }
        )

    def _gegevens(self, vlaggen: int) -> bytes:
        return sha256(self.site.encode()).digest() + bytes([vlaggen]) + self.teller.to_bytes(4, "big")

    def _klant(self, soort: str, vraag: dict[str, Any]) -> bytes:
        return json.dumps({"type": soort, "challenge": vraag["challenge"], "origin": self.adres}).encode()

    def _antwoord(self, inhoud: dict[str, str]) -> str:
        naam = bytes_to_base64url(self.id)
        return json.dumps({"id": naam, "rawId": naam, "type": "public-key", "response": inhoud})
