"""A fictitious wijkteam: huishoudens with waakvlammen and years of contacts, some too late, some with a signal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from casework.enums import ContactUitkomst, Contactvorm, Grondslag, TaakSoort, Trede, WaakvlamSoort
from casework.models import (
    Contactmoment,
    Huishouden,
    Inwoner,
    Niveau,
    Ondersteuningsplan,
    Pseudoniemteller,
    Regie,
    Ritmeprofiel,
    Taak,
    Waakvlam,
)
from casework.services.huishoudens import reserveer_pseudoniemen
from casework.services.standen import herbereken
from casework.services.taken import MISSERS_VOOR_TAAK, bewaak_waakvlam
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebied, Gebruiker
from zwijndrecht_portal.core.peildatum import begin_van
from zwijndrecht_portal.core.rls import namens

COLLEGAS = ("Sanne de Graaf", "Youssef el Amrani", "Marloes Kok", "Dewi Pattiasina", "Henk Bakker", "Ilse Verhoef")
ROEPNAMEN = (
    "Samira", "Henk", "Fatima", "Joris", "Willem", "Aicha", "Marieke", "Piet", "Yasmin", "Cor", "Ans", "Mo", "Tineke",
    "Bram", "Latifa", "Gerrit", "Nel", "Hassan", "Wilma", "Sjaak", "Rachida", "Kees", "Joke", "Omar", "Riet", "Daan",
)  # fmt: skip
WAAKVLAMHOUDERS = (
    (WaakvlamSoort.PROFESSIONAL, "Wijkteam"),
    (WaakvlamSoort.VRIJWILLIGER, "Vrijwilliger Rik"),
    (WaakvlamSoort.BUUR, "Buurvrouw"),
    (WaakvlamSoort.BUDDY, "Buddy Anouk"),
)
# What the day list shows, out of twenty: the rest is up to date.
SITUATIES = ("signaal",) * 2 + ("te_laat",) * 4 + ("deze_week",) * 4 + ("op_tijd",) * 10
RUSTIG, ONRUSTIG = ("stabiel", "stabiel", "slapend"), ("start", "verhoogd", "stabiel")
CASELOAD_DEMO, CASELOAD_COLLEGA = 100, 70
DAG = timedelta(days=1)
Rij = tuple[int, datetime, str, str, int]  # huishouden, moment, uitkomst, vorm, door

INVOEGEN = """
insert into casework_contactmoment (huishouden_id, sleutel, moment, uitkomst, vorm, door_id, gelogd_op)
select huishouden, md5(%s || '-' || huishouden || '-' || nummer)::uuid, moment, uitkomst, vorm, door, moment
from unnest(%s::bigint[], %s::timestamptz[], %s::text[], %s::text[], %s::bigint[])
    with ordinality as rij(huishouden, moment, uitkomst, vorm, door, nummer)
"""
PER_KEER = 50_000


@dataclass(slots=True)
class Verloop:
    """How it goes with one huishouden: who has the regie, what the rhythm is and when the last contact was."""

    geopend_op: date
    regisseur: Gebruiker | None
    profiel: Ritmeprofiel | None
    situatie: str
    laatste: date
    aantal: int  # of contacts
    huishouden: Huishouden | None = None


def heeft_wijkteam() -> bool:
    """Any huishouden ever made. Asks the counter of names: the huishoudens themselves are hidden from who asks this."""
    return Pseudoniemteller.objects.exists()


def maak_wijkteam(
    *, huishoudens: int, contacten: int, seed: int, vandaag: date, personen: dict[Rol, Gebruiker]
) -> None:
    """
    Make a wijkteam with exactly this many huishoudens and contacts; the same seed and day give the same rows.

    The trajectregisseur of the demo has two in five of the huishoudens, at most a hundred; made-up colleagues the rest.
    """
    toeval = Random(seed)  # noqa: S311 - demo data, no secret
    with namens(personen[Rol.TEAMLEIDER]):
        verlopen = _bedenk(huishoudens, contacten, vandaag, personen[Rol.TRAJECTREGISSEUR], toeval)
        _maak_huishoudens(verlopen, toeval)
        _maak_perioden(verlopen, personen[Rol.TEAMLEIDER], toeval)
        rijen = (rij for v in verlopen for rij in _contacten(v, vandaag, personen[Rol.WAAKVLAMCOORDINATOR], toeval))
        while deel := list(islice(rijen, PER_KEER)):
            with connection.cursor() as cursor:
                cursor.execute(INVOEGEN, [str(deel[0][1]), *(list(kolom) for kolom in zip(*deel, strict=True))])
        herbereken([v.huishouden.pk for v in verlopen])
        _maak_taken(vandaag)


def _bedenk(aantal: int, contacten: int, vandaag: date, demo: Gebruiker, toeval: Random) -> list[Verloop]:
    profielen = {profiel.slug: profiel for profiel in Ritmeprofiel.objects.all()}
    collegas = _maak_collegas(aantal)
    verlopen = []
    for nummer in range(aantal):
        bij_demo = nummer % 5 in (0, 2) and nummer * 2 // 5 < CASELOAD_DEMO
        regisseur = demo if bij_demo else toeval.choice(collegas)
        situatie = SITUATIES[nummer * 7 % 20] if nummer < 20 else toeval.choice(SITUATIES)
        slugs = (
            ("stabiel", "stabiel", "slapend")
            if situatie in ("op_tijd", "signaal")
            else ("start", "verhoogd", "stabiel")
        )
        slug = toeval.choice(slugs)
        profiel = None if nummer % 8 == 6 else profielen[slug]
        verlopen.append(
            Verloop(
                geopend_op=vandaag - toeval.randint(150, 900) * DAG,
                regisseur=None if nummer % 20 == 19 else regisseur,
                profiel=profiel,
                situatie=situatie,
                laatste=_laatste_contact(profiel, situatie, vandaag, toeval),
                aantal=contacten // aantal + (nummer < contacten % aantal),
            )
        )
    return verlopen


def _laatste_contact(profiel: Ritmeprofiel | None, situatie: str, vandaag: date, toeval: Random) -> date:
    """The day of the last successful contact that leads to this place on the day list."""
    if profiel is None:
        return vandaag - toeval.randint(2, 20) * DAG
    interval, speling = profiel.interval_dagen, profiel.speling_dagen
    if situatie == "te_laat":
        return vandaag - (interval + speling + toeval.randint(1, 12)) * DAG
    if situatie == "deze_week":
        return vandaag - (interval - toeval.randint(0, 6 - vandaag.weekday())) * DAG
    return vandaag - toeval.randint(1, interval - 7) * DAG


def _maak_collegas(aantal: int) -> list[Gebruiker]:
    """Trajectregisseurs who cannot sign in; as many as so many huishoudens ask for."""
    nodig = max(3, aantal // CASELOAD_COLLEGA)
    collegas = [
        Gebruiker(
            email=f"regisseur{nummer}@zwijndrecht.example",
            naam=COLLEGAS[nummer] if nummer < len(COLLEGAS) else f"Regisseur {nummer}",
            rollen=[Rol.TRAJECTREGISSEUR],
            password=make_password(None),
        )
        for nummer in range(nodig)
    ]
    return Gebruiker.objects.bulk_create(collegas)


def _maak_huishoudens(verlopen: list[Verloop], toeval: Random) -> None:
    woonbuurten = Gebied.objects.buurten().exclude(naam__iregex="industrie|bedrijf|winkel|haven|landelijk|begraaf")
    buurten = list(woonbuurten.order_by("code"))
    verlopen.sort(key=lambda verloop: verloop.geopend_op)
    jaren = [verloop.geopend_op.year for verloop in verlopen]
    namen = {jaar: iter(reserveer_pseudoniemen(jaar=jaar, aantal=jaren.count(jaar))) for jaar in sorted(set(jaren))}
    inwoners = []
    for verloop in verlopen:
        verloop.huishouden = Huishouden(
            pseudoniem=next(namen[verloop.geopend_op.year]),
            buurt=toeval.choice(buurten),
            grondslag=toeval.choice((Grondslag.WMO, Grondslag.WMO, Grondslag.JEUGDWET, Grondslag.PARTICIPATIEWET)),
            geopend_op=verloop.geopend_op,
            regisseur=verloop.regisseur,
        )
        namen_thuis = toeval.sample(ROEPNAMEN, toeval.choice((1, 1, 1, 2, 2, 3)))
        inwoners += [
            Inwoner(huishouden=verloop.huishouden, roepnaam=naam, is_kind=plaats == 2)
            for plaats, naam in enumerate(namen_thuis)
        ]
    Huishouden.objects.bulk_create([verloop.huishouden for verloop in verlopen], batch_size=1000)
    Inwoner.objects.bulk_create(inwoners, batch_size=1000)


def _maak_perioden(verlopen: list[Verloop], teamleider: Gebruiker, toeval: Random) -> None:
    regies, niveaus, plannen, waakvlammen = [], [], [], []
    for verloop in verlopen:
        huishouden, begin = verloop.huishouden, begin_van(verloop.geopend_op)
        trede = Trede.WAAKVLAM if verloop.profiel else toeval.choice((Trede.LICHT, Trede.REGIE, Trede.INTENSIEF))
        niveaus.append(Niveau(huishouden=huishouden, trede=trede, geldig=(begin, None), door=teamleider))
        if verloop.regisseur:
            regies.append(Regie(huishouden=huishouden, regisseur=verloop.regisseur, geldig=(begin, None)))
        if toeval.random() > 0.15:
            begin_plan = begin + toeval.randint(5, 40) * DAG
            plannen.append(Ondersteuningsplan(huishouden=huishouden, geldig=(begin_plan, None), door=teamleider))
        if verloop.profiel:
            soort, wie = toeval.choice(WAAKVLAMHOUDERS)
            waakvlammen.append(
                Waakvlam(
                    huishouden=huishouden,
                    soort=soort,
                    naam_of_rol=wie,
                    ritmeprofiel=verloop.profiel,
                    geldig=(begin + toeval.randint(1, 10) * DAG, None),
                )
            )
    for model, rijen in ((Regie, regies), (Niveau, niveaus), (Ondersteuningsplan, plannen), (Waakvlam, waakvlammen)):
        model.objects.bulk_create(rijen, batch_size=1000)


def _contacten(verloop: Verloop, vandaag: date, coordinator: Gebruiker, toeval: Random) -> Iterator[Rij]:
    """The last contact first, what came after it, then back in time with gaps around the rhythm."""
    id, door = verloop.huishouden.pk, (verloop.regisseur or coordinator).pk
    over = verloop.aantal
    if over:
        yield id, _overdag(verloop.laatste, toeval), *_gelukt(toeval), door
        over -= 1
    for dag, uitkomst, vorm in _daarna(verloop, vandaag, toeval)[:over]:
        yield id, _overdag(dag, toeval), uitkomst, vorm, door
        over -= 1
    ruimte = (verloop.laatste - verloop.geopend_op).total_seconds() - 86_400
    interval = verloop.profiel.interval_dagen * 86_400 if verloop.profiel else 10 * 86_400
    stap = min(interval, ruimte / (over + 1))
    moment = begin_van(verloop.laatste)
    for _ in range(over):
        moment -= timedelta(seconds=stap * (toeval.uniform(0.5, 1.0) if toeval.random() < 0.9 else 1.0))
        lukt = toeval.random() < 0.88
        overdag = _overdag(timezone.localdate(moment), toeval) if stap > 86_400 else moment
        yield id, overdag, *(_gelukt(toeval) if lukt else (ContactUitkomst.GEEN_GEHOOR, Contactvorm.TELEFOON)), door


def _daarna(verloop: Verloop, vandaag: date, toeval: Random) -> list[tuple[date, str, str]]:
    """A signal, or attempts that failed: what happened since the last successful contact."""
    gisteren = vandaag - DAG
    if verloop.situatie == "signaal":
        return [(gisteren, ContactUitkomst.SIGNAAL, Contactvorm.MELDING)]
    if verloop.situatie == "te_laat" and verloop.profiel:
        aantal = toeval.choice((0, 0, 1, 2))
        return [(gisteren - n * DAG, ContactUitkomst.GEEN_GEHOOR, Contactvorm.TELEFOON) for n in range(aantal)]
    return []


def _gelukt(toeval: Random) -> tuple[str, str]:
    if toeval.random() < 0.65:
        return ContactUitkomst.GESPROKEN, Contactvorm.TELEFOON
    return ContactUitkomst.GEZIEN, toeval.choice((Contactvorm.HUISBEZOEK, Contactvorm.BUITEN))


def _overdag(dag: date, toeval: Random) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time(toeval.randint(9, 16), toeval.randint(0, 59))))


def _maak_taken(vandaag: date) -> None:
    """What logging would have made: a taak for each signal and for who did not answer twice, and for what is late."""
    regisseur = dict(Huishouden.objects.values_list("pk", "regisseur_id"))
    signalen = Contactmoment.objects.filter(uitkomst=ContactUitkomst.SIGNAAL).values_list("huishouden_id", "pk")
    missers = Huishouden.objects.filter(contactstand__missers__gte=MISSERS_VOOR_TAAK).values_list("pk", flat=True)
    taken = [(TaakSoort.SIGNAAL, *signaal) for signaal in signalen]
    taken += [(TaakSoort.MISSERS, huishouden, None) for huishouden in missers]
    gisteren = vandaag - DAG
    Taak.objects.bulk_create(
        Taak(
            soort=soort,
            huishouden_id=huishouden,
            aanleiding_id=aanleiding,
            voor_id=regisseur.get(huishouden),
            uiterlijk=gisteren,
            aanleiding_op=gisteren,
        )
        for soort, huishouden, aanleiding in taken
    )
    bewaak_waakvlam(vandaag=vandaag)
