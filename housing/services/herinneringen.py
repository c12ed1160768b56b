"""
Reminding the party whose turn it is, a week after its turn began and every week after that.

An organisation is mailed at its contactadres, the wijkteam through the regisseur. Who cannot be mailed by the portal (a
resident, an organisation without an address) is called by the woonconsulent, who then gets the mail.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from housing.enums import Partij
from housing.models import Beurtherinnering, Contactadres
from housing.selectors.beurten import Wachtend, te_herinneren
from housing.tasks import mail_beurtherinneringen
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker, Organisatie

RUST = timedelta(days=7)  # between two herinneringen to one person about one party
Sleutel = tuple[int | None, int | None, str]  # person, organisation, party


def aan_de_beurt(vandaag: date) -> list[Beurtherinnering]:
    """What may go out now, not saved yet."""
    recent = set(
        Beurtherinnering.objects.sinds(vandaag - RUST + timedelta(days=1)).values_list("aan", "organisatie", "partij")
    )
    nieuw: dict[Sleutel, Beurtherinnering] = {}
    for sleutel, regel in _ontvangers(te_herinneren(vandaag)):
        if sleutel in recent:
            continue
        aan, organisatie, partij = sleutel
        eerder = nieuw.get(sleutel)
        aantal, langste = (eerder.aantal, eerder.langste) if eerder else (0, 0)
        nieuw[sleutel] = Beurtherinnering(
            aan_id=aan,
            organisatie_id=organisatie,
            partij=partij,
            aantal=aantal + regel.aantal,
            langste=max(langste, regel.langste),
            dag=vandaag,
        )
    return list(nieuw.values())


@transaction.atomic
def herinner_woonpartijen(*, vandaag: date | None = None) -> list[Beurtherinnering]:
    """
    Record a herinnering for everyone whose turn lasts too long, and mail who has one waiting, after commit.

    One run at a time, and a second run on the same day finds nothing new. A mail that never left is offered again.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('housing.herinner_woonpartijen'))")
    beurten = aan_de_beurt(vandaag or timezone.localdate())
    Beurtherinnering.objects.bulk_create(beurten)
    wachtend = Beurtherinnering.objects.wachtend().values_list("aan", "organisatie")
    for aan, organisatie in sorted({(aan or 0, 0 if aan else organisatie) for aan, organisatie in wachtend}):
        transaction.on_commit(partial(mail_beurtherinneringen.delay, aan, organisatie))
    return beurten


@transaction.atomic
def zet_contactadres(*, organisatie: Organisatie, email: str) -> Contactadres | None:
    """Where herinneringen for this organisation go; without an address they go to the woonconsulent."""
    adres = Contactadres.objects.select_for_update(of=("self",)).filter(organisatie=organisatie).first()
    if not email:
        if adres is not None:
            adres.delete()
        return None
    adres = adres or Contactadres(organisatie=organisatie)
    adres.email = email
    adres.full_clean()
    adres.save()
    return adres


def _ontvangers(regels: list[Wachtend]) -> Iterator[tuple[Sleutel, Wachtend]]:
    """Each line with everyone who is to hear of it."""
    adressen = set(Contactadres.objects.values_list("organisatie_id", flat=True))
    woonconsulenten, teamleiders = _met_rol(Rol.WOONCONSULENT), _met_rol(Rol.TEAMLEIDER)
    regisseurs = set(_met_rol(Rol.TRAJECTREGISSEUR))
    for regel in regels:
        if regel.organisatie_id in adressen:
            yield (None, regel.organisatie_id, regel.partij), regel
            continue
        mensen = woonconsulenten
        if regel.partij == Partij.WIJKTEAM:
            mensen = [regel.regisseur_id] if regel.regisseur_id in regisseurs else teamleiders
        for aan in mensen:
            yield (aan, regel.organisatie_id, regel.partij), regel


def _met_rol(rol: Rol) -> list[int]:
    return list(Gebruiker.objects.met_rol(rol).order_by("pk").values_list("pk", flat=True))
