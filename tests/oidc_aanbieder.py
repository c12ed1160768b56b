"""
A small OpenID provider over HTTP: discovery, authorize, token with PKCE, keys. It signs with a real key.

`fouten` makes its next answer wrong in one way, to see that the portal refuses it.
"""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, GEHEIM, TENANT = "portaal", "geheim-van-de-proef", "gemeente-zwijndrecht"


class Aanbieder:
    def __init__(self, adres: str) -> None:
        self.adres = adres
        self.sleutel = RSAKey.generate_key(2048, {"kid": "proef", "use": "sig", "alg": "RS256"})
        self.persoon: dict[str, Any] = {}
        self.fouten: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}

    def ontdekking(self) -> dict[str, Any]:
        return {
            "issuer": self.adres,
            "authorization_endpoint": f"{self.adres}/authorize",
            "token_endpoint": f"{self.adres}/token",
            "jwks_uri": f"{self.adres}/keys",
            "end_session_endpoint": f"{self.adres}/logout",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def autoriseer(self, vraag: dict[str, str]) -> str:
        """The person is signed in at once; back with a code that works one time."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = vraag
        return f"{vraag['redirect_uri']}?{urlencode({'code': code, 'state': vraag['state']})}"

    def wissel(self, vraag: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """A code and its verifier for a token."""
        eerder = self.codes.pop(vraag.get("code", ""), None)
        som = hashlib.sha256(vraag.get("code_verifier", "").encode()).digest()
        uitdaging = base64.urlsafe_b64encode(som).rstrip(b"=").decode()
        if eerder is None or eerder["code_challenge"] != uitdaging or eerder["code_challenge_method"] != "S256":
            return 400, {"error": "invalid_grant"}
        nu = int(time.time())
        gegevens = {
            "iss": self.adres, "aud": CLIENT, "iat": nu, "exp": nu + 300, "nonce": eerder["nonce"], "tid": TENANT,
            **self.persoon, **self.fouten,
        }  # fmt: skip
        sleutel = self.fouten.get("sleutel", self.sleutel)
        gegevens.pop("sleutel", None)
        id_token = jwt.encode({"alg": "RS256", "kid": "proef"}, gegevens, sleutel)
        return 200, {"access_token": "toegang", "token_type": "Bearer", "expires_in": 300, "id_token": id_token}

    def afmelding(self, **anders: Any) -> str:
        """What the provider sends when this person signs out there; a value of None leaves a claim away."""
        nu = int(time.time())
        gegevens = {
            "iss": self.adres, "aud": CLIENT, "iat": nu, "exp": nu + 120, "jti": secrets.token_hex(8), "tid": TENANT,
            "sub": self.persoon["sub"], "events": {"http://schemas.openid.net/event/backchannel-logout": {}}, **anders,
        }  # fmt: skip
        sleutel = gegevens.pop("sleutel", self.sleutel)
        gegevens = {naam: waarde for naam, waarde in gegevens.items() if waarde is not None}
        return jwt.encode({"alg": "RS256", "kid": "proef"}, gegevens, sleutel)


def _handler(aanbieder: Aanbieder) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            delen = urlsplit(self.path)
            vraag = {naam: waarden[0] for naam, waarden in parse_qs(delen.query).items()}
            if delen.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", aanbieder.autoriseer(vraag))
                self.end_headers()
            elif delen.path == "/keys":
                self.antwoord(200, {"keys": [aanbieder.sleutel.as_dict(private=False)]})
            else:
                self.antwoord(200, aanbieder.ontdekking())

        def do_POST(self) -> None:
            inhoud = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.antwoord(*aanbieder.wissel({naam: waarden[0] for naam, waarden in parse_qs(inhoud).items()}))

        def antwoord(self, status: int, gegevens: dict[str, Any]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(gegevens).encode())

        def log_message(self, *args: object) -> None:
            """Quiet."""

    return Handler


@contextmanager
def draaiende_aanbieder() -> Iterator[Aanbieder]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    aanbieder = Aanbieder(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = _handler(aanbieder)
    draad = Thread(target=server.serve_forever, daemon=True)
    draad.start()
    try:
        yield aanbieder
    finally:
        server.shutdown()
        server.server_close()
        draad.join()
