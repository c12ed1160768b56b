"""What else a fictitious wijkteam has: steps on the ladder, plans with doelen and scores, hours, buurtcirkels."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from django.db.models import Sum

from casework.enums import DoelStatus, Trede
from casework.models import Bijeenkomst, Buurtcirkel, Doel, Huishouden, Inzet, Meting, Niveau, Ondersteuningsplan
from casework.services.regie import bied_aan
from zwijndrecht_portal.core.models import Gebied, Gebruiker, Leefgebied

DAG = timedelta(days=1)
DOELEN = {
    "zorg": ("Zelf de huisarts bellen als het niet gaat", "De regisseur oefent het een keer mee."),
    "daginvulling": ("Twee ochtenden per week naar de inloop", "De vrijwilliger loopt de eerste keer mee."),
    "financien": ("Iedere maand de huur op tijd betalen", "De regisseur kijkt op de eerste van de maand mee."),
    "wonen": ("Zelf de post openen en bewaren", "De buurvrouw helpt op vrijdag."),
    "leefbaarheid": ("Weer groeten op de galerij", "De wijkbeheerder stelt de buren voor."),
}
CIRKELS = ("De Vonk", "Achterom", "Koffie om Tien", "Het Portiek")
PER_FTE = (75, 110, 40, 80, 65)  # one above the bandwidth, one below


def ladder(huishouden: Huishouden, begin: datetime, trede: int, nummer: int, vandaag: date, door: Gebruiker) -> list:
    """Every third huishouden came from more help, every ninth went up again after a signal and down once more."""
    stappen: list[tuple[datetime, int, date | None]] = [(begin, trede, None)]
    ruimte = (vandaag - begin.date()).days
    if nummer % 3 == 0 and trede < Trede.CRISIS and ruimte > 100:
        neer = begin + ruimte // 3 * DAG
        stappen = [(begin, Trede.INTENSIEF if trede < Trede.INTENSIEF else Trede.CRISIS, None), (neer, trede, None)]
        if nummer % 9 == 0 and trede < Trede.REGIE:
            op = neer + 40 * DAG
            stappen += [(op, Trede.REGIE, op.date() - nummer % 11 * DAG), (op + 25 * DAG, trede, None)]
    einden = [moment for moment, _, _ in stappen[1:]] + [None]
    return [
        Niveau(
            huishouden=huishouden,
            trede=stap,
            geldig=(moment, einde),
            signaal_op=signaal,
            reden="Voorbeeld: afgesproken in het overleg." if moment != begin else "",
            leefgebied_id=list(DOELEN)[nummer % 5] if moment != begin else None,
            door=door,
        )
        for (moment, stap, signaal), einde in zip(stappen, einden, strict=True)
    ]


def maak_plannen(vandaag: date, toeval: Random) -> None:
    """In every plan two or three doelen, and scores at the beginning and now."""
    leefgebieden = list(Leefgebied.objects.order_by("volgorde").values_list("slug", flat=True))
    doelen, metingen = [], []
    for plan in Ondersteuningsplan.objects.order_by("pk"):
        gesteld = min(plan.geldig.lower.date(), vandaag)
        for slug in toeval.sample(leefgebieden, toeval.choice((2, 2, 3))):
            tekst, afspraken = DOELEN[slug]
            bereikt = toeval.random() < 0.25 and gesteld < vandaag
            doelen.append(
                Doel(
                    plan=plan,
                    leefgebied_id=slug,
                    sleutel=UUID(int=toeval.getrandbits(128), version=4),
                    tekst=f"Voorbeeld: {tekst}",
                    afspraken=afspraken,
                    gesteld_op=gesteld,
                    status=DoelStatus.BEREIKT if bereikt else DoelStatus.OPEN,
                    klaar_op=vandaag if bereikt else None,
                    door_id=plan.door_id,
                )
            )
        for slug in leefgebieden:
            eerst = toeval.randint(1, 4)
            scores = {gesteld: eerst, vandaag - toeval.randint(5, 60) * DAG: min(5, eerst + toeval.choice((0, 1, 1)))}
            metingen += [
                Meting(
                    huishouden_id=plan.huishouden_id,
                    leefgebied_id=slug,
                    gemeten_op=dag,
                    score=score,
                    door_id=plan.door_id,
                )
                for dag, score in scores.items()
                if dag >= gesteld
            ]
    Doel.objects.bulk_create(doelen, batch_size=1000)
    Meting.objects.bulk_create(metingen, batch_size=1000)


def maak_inzet(vandaag: date) -> None:
    """Hours that fit what each regisseur has, more or less."""
    lasten = Huishouden.objects.exclude(regisseur=None).with_belasting().order_by()
    rijen = lasten.values("regisseur").annotate(belasting=Sum("gewicht")).order_by("regisseur")
    Inzet.objects.bulk_create(
        Inzet(
            medewerker_id=rij["regisseur"],
            fte=min(Decimal(1), max(Decimal("0.1"), round(Decimal(rij["belasting"]) / PER_FTE[nummer % 5], 1))),
            geldig=(date(vandaag.year - 1, 1, 1), None),
        )
        for nummer, rij in enumerate(rijen)
    )


def maak_overdracht(van: Gebruiker, naar: Gebruiker) -> None:
    """Someone asks the trajectregisseur of the demo to take over a huishouden."""
    huishouden = Huishouden.objects.filter(regisseur=van).order_by("pk").first()
    if huishouden is not None:
        bied_aan(
            huishouden=huishouden, naar=naar, toelichting="Voorbeeld: ik ga met verlof. Het loopt rustig.", door=van
        )


def maak_buurtcirkels(vandaag: date, professionals: Sequence[Gebruiker], toeval: Random) -> None:
    """Four, which meet every two weeks."""
    buurten = list(Gebied.objects.buurten().order_by("code")[: len(CIRKELS)])
    for nummer, (naam, buurt) in enumerate(zip(CIRKELS, buurten, strict=False)):
        begin = vandaag - (400 - 60 * nummer) * DAG
        cirkel = Buurtcirkel.objects.create(
            naam=naam,
            gebied=buurt,
            deelnemers=9 + nummer,
            vrijwilliger=("Rik", "Anouk", "Ger", "Naima")[nummer],
            professional=professionals[nummer % len(professionals)],
            gestart_op=begin,
        )
        Bijeenkomst.objects.bulk_create(
            Bijeenkomst(
                buurtcirkel=cirkel,
                datum=begin + keer * 14 * DAG,
                aanwezig=toeval.randint(5, cirkel.deelnemers),
                deelnemers=cirkel.deelnemers,
                door=professionals[0],
            )
            for keer in range((vandaag - begin).days // 14)
        )
