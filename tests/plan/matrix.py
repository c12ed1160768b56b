"""Who gets what on the pages of the plans; the whole-house matrix composes this with the other apps."""

from collections.abc import Mapping
from typing import Any

from plan.models import Betrokkene
from tests.core.factories import OrganisatieFactory
from tests.plan.factories import (
    BEGIN,
    AandachtspuntFactory,
    ActieFactory,
    AmbitieFactory,
    MijlpaalFactory,
    OpgaveFactory,
    PlanFactory,
    SpoorFactory,
)
from zwijndrecht_portal.core.enums import Rol

PLANMAKERS = ("beleidsmedewerker", "programmamanager")
LEZERS = tuple(rol.value for rol in Rol if rol != Rol.RAADSLID)


def rij(*wie: str, mag: int = 200, niet: int = 403) -> dict[str, int]:
    """The status for these columns, and for all others; nobody signed in goes to the sign-in page."""
    kolommen = [*(rol.value for rol in Rol), "andere_trekker"]
    return {"anoniem": 302} | {kolom: mag if kolom in wie else niet for kolom in kolommen}


# A trekker reads everything and works on their own acties only: "andere_trekker" leads another one.
LEEST = rij(*LEZERS, "andere_trekker")
VRAAGT_AFDRUK = rij(*LEZERS, "andere_trekker", mag=302)
MAAKT_PLANNEN = rij(*PLANMAKERS)
LEIDT_ACTIE = rij(*PLANMAKERS, "trekker")

API = LEEST | {"anoniem": 401}

MATRIX: dict[tuple[str, str], dict[str, int]] = {
    ("get", "plan:actie_lijst"): LEEST,
    ("get", "plan:actie_export"): LEEST,
    ("get", "plan:mijlpaal_lijst"): LEEST,
    ("get", "plan:actie_nieuw"): MAAKT_PLANNEN,
    ("post", "plan:actie_nieuw"): MAAKT_PLANNEN,
    ("get", "plan:actie_detail"): LEEST,
    ("post", "plan:actie_afdrukken"): VRAAGT_AFDRUK,
    ("get", "plan:actie_wijzigen"): MAAKT_PLANNEN,
    ("post", "plan:actie_wijzigen"): MAAKT_PLANNEN,
    ("get", "plan:voortgang_melden"): LEIDT_ACTIE,
    ("post", "plan:voortgang_melden"): LEIDT_ACTIE,
    ("get", "plan:status_wijzigen"): MAAKT_PLANNEN,
    ("post", "plan:status_wijzigen"): MAAKT_PLANNEN,
    ("get", "plan:trekker_wijzigen"): MAAKT_PLANNEN,
    ("post", "plan:trekker_wijzigen"): MAAKT_PLANNEN,
    ("get", "plan:betrokkene_toevoegen"): MAAKT_PLANNEN,
    ("post", "plan:betrokkene_toevoegen"): MAAKT_PLANNEN,
    ("post", "plan:betrokkene_beeindigen"): rij(*PLANMAKERS, mag=302),
    ("get", "plan:mijlpaal_toevoegen"): MAAKT_PLANNEN,
    ("post", "plan:mijlpaal_toevoegen"): MAAKT_PLANNEN,
    ("get", "plan:mijlpaal_verschuiven"): LEIDT_ACTIE,
    ("post", "plan:mijlpaal_verschuiven"): LEIDT_ACTIE,
    ("get", "plan:mijlpaal_gehaald"): LEIDT_ACTIE,
    ("post", "plan:mijlpaal_gehaald"): LEIDT_ACTIE,
    ("get", "plan:mijlpaal_heropenen"): LEIDT_ACTIE,
    ("post", "plan:mijlpaal_heropenen"): LEIDT_ACTIE,
    ("get", "plan:opgave_lijst"): LEEST,
    ("get", "plan:dekking"): LEEST,
    ("get", "plan:verversing"): MAAKT_PLANNEN,
    ("get", "plan:plan_lijst"): LEEST,
    ("get", "plan:plan_detail"): LEEST,
    ("post", "plan:plan_afdrukken"): VRAAGT_AFDRUK,
    # A concept: outside the plan makers it does not exist.
    ("get", "plan:plan_vaststellen"): rij("programmamanager", niet=404) | {"beleidsmedewerker": 403},
    ("post", "plan:plan_vaststellen"): rij("programmamanager", niet=404) | {"beleidsmedewerker": 403},
    ("get", "plan:plan_afsluiten"): rij("programmamanager"),
    ("post", "plan:plan_afsluiten"): rij("programmamanager"),
    ("get", "plan:drempels_wijzigen"): MAAKT_PLANNEN,
    ("post", "plan:drempels_wijzigen"): MAAKT_PLANNEN,
    ("get", "plan:aandachtspunt_lijst"): LEEST,
    ("get", "plan:aandachtspunt_oplossen"): MAAKT_PLANNEN,
    ("post", "plan:aandachtspunt_oplossen"): MAAKT_PLANNEN,
    ("post", "plan:aandachtspunt_heropenen"): rij(*PLANMAKERS, mag=302),
    ("get", "api:plannen"): API,
    ("get", "api:plan"): API,
    ("get", "api:opgaven"): API,
    ("get", "api:opgave"): API,
    ("get", "api:ambities"): API,
    ("get", "api:ambitie"): API,
    ("get", "api:sporen"): API,
    ("get", "api:spoor"): API,
    ("get", "api:acties"): API,
    ("get", "api:actie"): API,
    ("patch", "api:actie"): rij(*PLANMAKERS, mag=428) | {"anoniem": 401},  # without If-Match
    ("get", "api:mijlpalen"): API,
    ("get", "api:voortgangsmeldingen"): API,
    ("post", "api:voortgangsmeldingen"): rij(*PLANMAKERS, "trekker", mag=415) | {"anoniem": 401},  # no JSON
}

VAN_PLAN = ("plan_detail", "plan_afdrukken", "plan_afsluiten", "drempels_wijzigen")
VAN_MIJLPAAL = ("mijlpaal_verschuiven", "mijlpaal_gehaald", "mijlpaal_heropenen")
VAN_ACTIE = (
    "actie_detail", "actie_afdrukken", "actie_wijzigen", "voortgang_melden", "status_wijzigen", "trekker_wijzigen",
    "betrokkene_toevoegen", "mijlpaal_toevoegen",
)  # fmt: skip


def maak_objecten(personen: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """An open actie that `trekker` leads, another that `andere_trekker` leads, and an adopted and a concept plan."""
    plan, concept = PlanFactory(), PlanFactory(concept=True)
    actie = ActieFactory(plan=plan, stand__trekker=personen["trekker"])
    ActieFactory(plan=plan, stand__trekker=personen["andere_trekker"])
    betrokkene = Betrokkene.objects.create(actie=actie, organisatie=OrganisatieFactory(), geldig=(BEGIN, None))
    punt, mijlpaal = AandachtspuntFactory(), MijlpaalFactory(actie=actie)
    kwargs: dict[str, Any] = {
        "actie_export": {"soort": "csv"},
        "betrokkene_beeindigen": {"pk": betrokkene.pk},
        "plan_vaststellen": {"slug": concept.slug},
    }
    kwargs |= {naam: {"slug": plan.slug} for naam in VAN_PLAN}
    kwargs |= {naam: {"pk": actie.pk} for naam in VAN_ACTIE}
    kwargs |= {naam: {"pk": mijlpaal.pk} for naam in VAN_MIJLPAAL}
    kwargs |= {naam: {"pk": punt.pk} for naam in ("aandachtspunt_oplossen", "aandachtspunt_heropenen")}
    api = {f"api:{naam}": {"id": actie.pk} for naam in ("actie", "mijlpalen", "voortgangsmeldingen")}
    api |= {
        "api:plan": {"slug": plan.slug},
        "api:opgave": {"id": OpgaveFactory(plan=plan).pk},
        "api:ambitie": {"id": AmbitieFactory(plan=plan).pk},
        "api:spoor": {"id": SpoorFactory(plan=plan).pk},
    }
    return api | {f"plan:{naam}": waarden for naam, waarden in kwargs.items()}
