"""What casework puts in a person's calendar: how many contacts are due on a day. Never who."""

from collections import Counter
from datetime import date
from typing import Any

from django.urls import reverse

from casework.models import Huishouden
from zwijndrecht_portal.core.agenda import Afspraak
from zwijndrecht_portal.core.opmaak import meervoud
from zwijndrecht_portal.core.rls import namens


def contacten_in_agenda(gebruiker: Any, van: date, tot: date) -> list[Afspraak]:
    """The number of contacts due per day in one's own caseload, as one line. One query."""
    if not gebruiker.has_perm("casework.view_caseload"):
        return []
    with namens(gebruiker):
        eigen = Huishouden.objects.visible_to(gebruiker).filter(
            regisseur=gebruiker, contactstand__uiterlijk__range=(van, tot)
        )
        per_dag: Counter[Any] = Counter(eigen.values_list("contactstand__uiterlijk", flat=True))
    url = reverse("casework:caseload")
    return [
        Afspraak(
            f"contacten-{gebruiker.pk}-{dag:%Y%m%d}", dag, f"{meervoud(aantal, 'contact', 'contacten')} te doen", url
        )
        for dag, aantal in sorted(per_dag.items())
    ]
