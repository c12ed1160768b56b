"""
The OpenAPI 3.1 document, made from the views: what they check is what it says.

Examples stand at the view (`voorbeeld` for names in path and query, `voorbeeld_body`); a test tries each of them.
"""

from functools import cache
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from zwijndrecht_portal.core.api.basis import Lijst
from zwijndrecht_portal.core.api.fouten import PROBLEEM, TITELS

LEZEN = (400, 401, 403, 404, 406, 429)
WIJZIGEN = (400, 401, 403, 404, 406, 409, 412, 415, 428, 429)
TOEVOEGEN = (400, 401, 403, 404, 406, 409, 415, 429)


class Schema(AutoSchema):
    def _is_list_view(self, serializer: Any = None) -> bool:
        return self.method == "GET" and (isinstance(self.view, Lijst) or getattr(self.view, "is_reeks", False))

    def get_auth(self) -> list[dict[str, Any]]:
        """A program comes with a token; the session is for who tries it in the browser."""
        auth: list[dict[str, Any]] = super().get_auth()
        return auth[:1]

    def get_summary(self) -> str:
        return self.view.samenvatting[self.method]

    def get_description(self) -> str:
        return getattr(self.view, "uitleg", {}).get(self.method, "")

    def get_override_parameters(self) -> list[Any]:
        if self.method == "GET":
            return [self.view.maak_vragen()]
        if self.method != "PATCH":
            return []
        return [
            OpenApiParameter(
                "If-Match", str, OpenApiParameter.HEADER, required=True, description="De ETag van wat u wijzigt."
            )
        ]

    def get_request_serializer(self) -> Any:
        return self.view.invoer[self.method]() if self.method != "GET" else None

    def get_response_serializers(self) -> Any:
        uit = super().get_response_serializers()
        return {201: uit} if self.method == "POST" else uit

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operatie = super().get_operation(*args, **kwargs)
        if operatie is None:
            return None
        voorbeelden = getattr(self.view, "voorbeeld", {})
        for parameter in operatie.get("parameters", []):
            parameter.setdefault("description", "Het nummer, de vaste naam of de code van deze bron.")
            if parameter["name"] in voorbeelden:
                parameter["example"] = voorbeelden[parameter["name"]]
        if "requestBody" in operatie:
            operatie["requestBody"]["required"] = True
            operatie["requestBody"]["content"]["application/json"]["example"] = self.view.voorbeeld_body
        fouten = {"GET": LEZEN, "POST": TOEVOEGEN, "PATCH": WIJZIGEN}[self.method]
        for antwoord in operatie["responses"].values():
            antwoord["description"] = "Gelukt"
            antwoord.setdefault("headers", {}).update(self._koppen())
        operatie["responses"] |= {str(code): {"$ref": f"#/components/responses/Probleem{code}"} for code in fouten}
        return operatie

    def _koppen(self) -> dict[str, Any]:
        koppen: dict[str, Any] = {"API-Version": {"$ref": "#/components/headers/ApiVersion"}}
        if getattr(self.view, "met_versie", False):
            koppen["ETag"] = {"description": "De versie, voor If-Match.", "schema": {"type": "string"}}
        return koppen


class TokenSchema(OpenApiAuthenticationExtension):
    target_class = "zwijndrecht_portal.core.api.toegang.TokenAuthenticatie"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        uitleg = "Een toegangstoken maakt u in het portaal, onder Koppelingen."
        return {"type": "http", "scheme": "bearer", "description": uitleg}


def vul_aan(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Postprocessing hook: the parts that every operation refers to."""
    onderdelen = result["components"]
    onderdelen["headers"] = {
        "ApiVersion": {
            "description": "De versie van de API die antwoordt.",
            "schema": {"type": "string", "examples": [result["info"]["version"]]},
        }
    }
    onderdelen["schemas"] |= {"Probleem": PROBLEEM_SCHEMA, "Foutplek": FOUTPLEK_SCHEMA}
    onderdelen["responses"] = {f"Probleem{code}": _probleem(code) for code in sorted({*LEZEN, *WIJZIGEN})}
    result["tags"] = [{"name": naam} for naam in sorted({_groep(pad) for pad in result["paths"]})]
    for pad, operaties in result["paths"].items():
        for operatie in operaties.values():
            operatie["tags"] = [_groep(pad)]
    return result


def _groep(pad: str) -> str:
    return pad.split("/")[1]


def _probleem(code: int) -> dict[str, Any]:
    koppen: dict[str, Any] = {"API-Version": {"$ref": "#/components/headers/ApiVersion"}}
    if code == 429:
        koppen["Retry-After"] = {"description": "Over zoveel seconden mag het weer.", "schema": {"type": "string"}}
    if code == 401:
        koppen["WWW-Authenticate"] = {"description": "Hoe u zich aanmeldt.", "schema": {"type": "string"}}
    return {
        "description": TITELS[code],
        "headers": koppen,
        "content": {PROBLEEM: {"schema": {"$ref": "#/components/schemas/Probleem"}}},
    }


PROBLEEM_SCHEMA = {
    "type": "object",
    "description": "Een fout volgens RFC 9457.",
    "required": ["status", "title", "detail"],
    "properties": {
        "status": {"type": "integer", "description": "De HTTP-status."},
        "title": {"type": "string", "description": "Wat voor fout het is."},
        "detail": {"type": "string", "description": "Wat er aan de hand is en wat u kunt doen."},
        "errors": {
            "type": "array",
            "description": "Alle fouten in de invoer, elk met de plek.",
            "items": {"$ref": "#/components/schemas/Foutplek"},
        },
    },
}
FOUTPLEK_SCHEMA = {
    "type": "object",
    "description": "Een fout in de invoer.",
    "required": ["in", "location", "code", "detail"],
    "properties": {
        "in": {"type": "string", "enum": ["query", "body"], "description": "Waar de fout staat."},
        "location": {
            "type": "object",
            "description": "De naam in de query, of de plek in de inhoud (JSON Pointer).",
            "properties": {"name": {"type": "string"}, "pointer": {"type": "string"}},
        },
        "code": {"type": "string", "description": "Een vaste code voor een programma."},
        "detail": {"type": "string", "description": "Wat er niet klopt."},
    },
}


@cache
def openapi() -> dict[str, Any]:
    """The document, made once per process: it changes with the code only."""
    return SchemaGenerator(urlconf="zwijndrecht_portal.api").get_schema(public=True)
