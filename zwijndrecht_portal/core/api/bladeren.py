"""Cursor pagination: a stable order, also while rows come and go, and the same cost on every page."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response


class Bladeren(CursorPagination):
    page_size = 50
    max_page_size = 100
    cursor_query_param = "cursor"

    def get_page_size(self, request: Request) -> int:
        return self.view.vraag["pageSize"]

    def get_ordering(self, request: Request, queryset: QuerySet, view: Any) -> tuple[str, ...]:
        """What was asked, with the id behind it: no two rows stand at the same place."""
        sorteer = view.vraag["sorteer"]
        veld = view.sorteringen[sorteer.removeprefix("-")]
        min_teken = "-" if sorteer.startswith("-") else ""
        return (f"{min_teken}{veld}",) if veld in ("pk", "id") else (f"{min_teken}{veld}", f"{min_teken}pk")

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: Any = None) -> list | None:
        self.view = view
        try:
            return super().paginate_queryset(queryset, request, view)
        except (NotFound, ValueError) as fout:
            raise NotFound("Deze bladzijde bestaat niet. Begin weer zonder cursor.") from fout

    def get_paginated_response(self, data: list) -> Response:
        return Response({"resultaten": data, "volgende": self.get_next_link(), "vorige": self.get_previous_link()})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["resultaten", "volgende", "vorige"],
            "properties": {
                "resultaten": schema,
                "volgende": link | {"description": "Het adres van de volgende bladzijde, of null."},
                "vorige": link | {"description": "Het adres van de vorige bladzijde, of null."},
            },
        }
