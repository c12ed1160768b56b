"""Fictitious contracts, cards and woonevaluaties of who got a home, and verhuisstromen."""

from datetime import date, timedelta
from random import Random

from django.db.models import Min, Q
from django.utils import timezone

from housing.enums import (
    ONDERTEKENAARS,
    Advies,
    ContractEinde,
    Fase,
    Kaartkleur,
    Oordeel,
    Richting,
    Verhuisgebied,
    Voorwaarde,
    WoonvraagSoort,
)
from housing.models import Contactadres, Kaart, PreventiefContract, Verhuisstroom, Woonevaluatie, Woonvraag
from zwijndrecht_portal.core.models import Gebruiker, Organisatie

DAG = timedelta(days=1)
ELKE_DERDE = 3  # of who got a home rents on conditions
BRON = "Fictief: verzonnen aantallen"
ADRESSEN = {"trivire": "wonen@trivire.example", "woonkracht10": "wonen@woonkracht10.example"}
MENSEN = {
    Verhuisgebied.DRECHTSTEDEN: (1450, 1500),
    Verhuisgebied.ROTTERDAM: (720, 560),
    Verhuisgebied.NEDERLAND: (610, 690),
    Verhuisgebied.BUITENLAND: (260, 210),
}


def maak_afspraken(toeval: Random, vandaag: date, door: Gebruiker) -> None:
    """Every third home has a contract, some with a card; every home that is evaluated has a woonevaluatie."""
    for slug, email in ADRESSEN.items():
        Contactadres.objects.create(organisatie=Organisatie.objects.get(slug=slug), email=email)
    geplaatst = Min("standen__fase_sinds", filter=Q(standen__fase=Fase.PLAATSING))
    woont = Woonvraag.objects.filter(soort=WoonvraagSoort.WONING).with_stand().annotate(geplaatst=geplaatst)
    rijen = [rij for rij in woont.order_by("pseudoniem") if rij.geplaatst]
    contracten = PreventiefContract.objects.bulk_create(
        _contract(rij, timezone.localdate(rij.geplaatst), vandaag, door) for rij in rijen[::ELKE_DERDE]
    )
    Kaart.objects.bulk_create(
        Kaart(
            contract=contract,
            kleur=Kaartkleur.GEEL,
            voorwaarde=contract.voorwaarden[0],
            datum=contract.ingegaan_op + toeval.randint(20, 40) * DAG,
            door=door,
        )
        for contract in contracten[::3]
        if contract.ingegaan_op + 40 * DAG <= vandaag
    )
    _maak_evaluaties(toeval, vandaag, door)


def _contract(woonvraag: Woonvraag, begin: date, vandaag: date, door: Gebruiker) -> PreventiefContract:
    einde = begin + 365 * DAG
    is_klaar = einde <= vandaag
    return PreventiefContract(
        woonvraag=woonvraag,
        ingegaan_op=begin,
        loopt_tot=einde,
        voorwaarden=[Voorwaarde.HUUR, Voorwaarde.OVERLAST, Voorwaarde.BEGELEIDING],
        geeindigd_op=einde if is_klaar else None,
        einde=ContractEinde.VOLBRACHT if is_klaar else "",
        door=door,
    )


def _maak_evaluaties(toeval: Random, vandaag: date, door: Gebruiker) -> None:
    """A week after the phase began. Whoever went on to omklap has three signatures; the others wait for some."""
    begonnen = Min("standen__fase_sinds", filter=Q(standen__fase=Fase.WOONEVALUATIE))
    rijen = Woonvraag.objects.with_stand().annotate(begonnen=begonnen).filter(begonnen__isnull=False)
    evaluaties = []
    for rij in rijen.order_by("pseudoniem"):
        datum = min(timezone.localdate(rij.begonnen) + 7 * DAG, vandaag)
        getekend = ONDERTEKENAARS if rij.fase in (Fase.OMKLAP, Fase.STABIEL) else ONDERTEKENAARS[: toeval.randint(0, 2)]
        evaluaties.append(
            Woonevaluatie(
                woonvraag=rij,
                datum=datum,
                huur=toeval.choice((Oordeel.GOED, Oordeel.GOED, Oordeel.AANDACHT)),
                overlast=toeval.choice((Oordeel.GOED, Oordeel.GOED, Oordeel.AANDACHT)),
                netwerk=toeval.choice((Oordeel.GOED, Oordeel.AANDACHT)),
                doelen=toeval.choice((Oordeel.GOED, Oordeel.AANDACHT)),
                advies=Advies.OMKLAP,
                door=door,
                **{f"getekend_{partij}": datum for partij in getekend},
            )
        )
    Woonevaluatie.objects.bulk_create(evaluaties)


def maak_verhuisstromen(toeval: Random, vandaag: date) -> None:
    """Two years that are over."""
    Verhuisstroom.objects.bulk_create(
        Verhuisstroom(
            jaar=jaar,
            richting=richting,
            gebied=gebied,
            aantal=aantal + toeval.randint(-40, 40),
            bron=BRON,
            bekend_sinds=date(jaar + 1, 2, 1),
        )
        for jaar in (vandaag.year - 2, vandaag.year - 1)
        for gebied, aantallen in MENSEN.items()
        for richting, aantal in zip(Richting, aantallen, strict=True)
    )
