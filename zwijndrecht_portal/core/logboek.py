"""Log lines for machines: one JSON object per line, without anything that leads to a person."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest

# What a library may put in a message: who signed in, from where, which object, which dossier.
PERSOONLIJK = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an e-mail address
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,}"  # an address on the network
    r"|\bHH-\d{4}-\d+\b"  # the pseudoniem of a huishouden
    r"|(?<=/)\d+(?=[/?\s]|$)|\?\S+",  # the number in a path, and what was searched for
    re.IGNORECASE,
)
ONBEKEND = "onbekend"


class JsonFormatter(logging.Formatter):
    """
    Time, level, source and message; of a request its route, never its path; of an exception its kind and place.

    The text of an exception is left out: a database puts the values of the row in it.
    """

    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        regel: dict[str, Any] = {
            "tijd": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": record.levelname,
            "bron": record.name,
            # Django's own lines about a request end with the path.
            "bericht": "verzoek" if isinstance(request, HttpRequest) else PERSOONLIJK.sub("…", record.getMessage()),
        }
        if isinstance(request, HttpRequest):
            regel |= {"methode": request.method, "route": route_van(request)}
        regel |= {naam: getattr(record, naam) for naam in ("status_code", "ms") if hasattr(record, naam)}
        if record.exc_info and record.exc_info[0] is not None:
            regel["fout"] = record.exc_info[0].__name__
            regel["waar"] = [
                f"{plek.filename}:{plek.lineno} {plek.name}" for plek in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(regel, ensure_ascii=False)


def route_van(request: HttpRequest) -> str:
    """The address as the code knows it, `huishoudens/<int:pk>/`: the same for every object."""
    return request.resolver_match.route if request.resolver_match else ONBEKEND
