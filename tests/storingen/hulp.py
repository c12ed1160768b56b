"""
A process inside the portal that is tested: it makes the small world, and runs management commands.

One line of JSON in, `[command, *arguments]`; one line out, `[succeeded, what it said]`. Starting Django for each
command would take longer than the tests.
"""

import json
import sys
from datetime import UTC, datetime
from io import StringIO

import django
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

BEGIN = datetime(2026, 1, 5, tzinfo=UTC)
WACHTWOORD = "een-lang-wachtwoord"


def maak_wereld() -> str:
    """One person with every role, a huishouden, a plan with a post; returns their ids as JSON."""
    from tests.budget.factories import PostFactory, vastgesteld
    from tests.casework.factories import HuishoudenFactory
    from tests.core.factories import GebruikerFactory
    from zwijndrecht_portal.core.enums import Rol

    persoon = GebruikerFactory(email="storing@zwijndrecht.example", rollen=list(Rol))
    persoon.set_password(WACHTWOORD)
    persoon.save()
    huishoudens = [HuishoudenFactory(regie=persoon, waakvlam="stabiel").pk for _ in range(2)]
    post = PostFactory(naam="Waakvlam", actie__code="ACT03", actie__naam="Waakvlam in de buurt")
    vastgesteld(post.begroting)
    plan = post.begroting.plan
    return json.dumps({"huishoudens": huishoudens, "plan": plan.pk, "slug": plan.slug, "persoon": persoon.pk})


def maak_rapportage(plan: str, maker: str) -> str:
    """A report whose PDFs are still to be made; returns its id."""
    from dashboard.models import Rapportage
    from tests.dashboard.factories import RapportageFactory
    from zwijndrecht_portal.core.models import Gebruiker

    versie = Rapportage.objects.filter(plan_id=plan).count() + 1
    return str(RapportageFactory(plan_id=plan, maker=Gebruiker.objects.get(pk=maker), versie=versie).pk)


def controleer_standen() -> str:
    """What is kept per huishouden is what its contacts add up to."""
    from casework.models import Contactstand
    from casework.services.standen import herbereken
    from tests.casework.factories import TEAMLEIDER
    from zwijndrecht_portal.core.rls import namens

    with namens(TEAMLEIDER):
        bewaard = list(Contactstand.objects.order_by("pk").values())
        herbereken([stand["huishouden_id"] for stand in bewaard])
        if bewaard != list(Contactstand.objects.order_by("pk").values()):
            raise CommandError("De standen kloppen niet met de contacten.")
    return ""


def verwerk_boekingen(import_id: str) -> str:
    """The task itself, in this process: a second worker."""
    from budget.tasks import verwerk_boekingen

    verwerk_boekingen(int(import_id))
    return ""


EIGEN = {
    "maak_wereld": maak_wereld,
    "maak_rapportage": maak_rapportage,
    "controleer_standen": controleer_standen,
    "verwerk_boekingen": verwerk_boekingen,
}


def voer_uit(naam: str, *args: str) -> tuple[bool, str]:
    uit = StringIO()
    connection.close()  # the database may have been restarted since
    try:
        if naam in EIGEN:
            return True, EIGEN[naam](*args)
        call_command(naam, *args, stdout=uit)
    except (CommandError, DatabaseError) as fout:
        return False, f"{uit.getvalue()}{fout}"
    return True, uit.getvalue()


def main() -> None:
    django.setup()
    for regel in sys.stdin:
        sys.stdout.write(json.dumps(voer_uit(*json.loads(regel))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
