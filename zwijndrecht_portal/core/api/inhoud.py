"""What comes in: JSON, and a 400 for whatever only looks like it."""

from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class Inhoud(JSONParser):
    def parse(self, *args: Any, **kwargs: Any) -> Any:
        """Nested deeper than Python can follow is a fault of who sent it, not of the portal."""
        try:
            return super().parse(*args, **kwargs)
        except RecursionError as fout:
            raise ParseError from fout
