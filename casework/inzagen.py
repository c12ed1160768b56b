"""Who looked into this dossier, when and why: what the resident may know (docs/adr/0009)."""

from django.db import connection

from zwijndrecht_portal.core.models import Inzage

HOOGSTENS = 500


def lees_inzagen(pseudoniem: str) -> list[Inzage]:
    """The newest lines about this dossier. Only after its door has opened for this person in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('portaal.dossier', %s, true)", [pseudoniem])
    return list(Inzage.objects.van_dossier(pseudoniem).nieuwste_eerst()[:HOOGSTENS])
