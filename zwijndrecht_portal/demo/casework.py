"""A fictitious wijkteam: huishoudens with waakvlammen and years of contacts, some too late, some with a signal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.models import F
from django.utils import timezone

from casework.enums import ContactUitkomst, Contactvorm, Grondslag, TaakSoort, Trede, WaakvlamSoort
from casework.models import (
    Contactmoment,
    Huishouden,
    Inwoner,
    Niveau,
    Notitie,
    Ondersteuningsplan,
    Pseudoniemteller,
    Regie,
    Ritmeprofiel,
    Taak,
    Waakvlam,
)
from casework.services.huishoudens import reserveer_pseudoniemen
from casework.services.standen import herbereken
from casework.services.taken import MISSERS_VOOR_TAAK, bewaak_waakvlam, werk_signaal_bij
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebied, Gebruiker
from zwijndrecht_portal.core.peildatum import begin_van
from zwijndrecht_portal.core.rls import namens
from zwijndrecht_portal.demo.wijkteam import ladder, maak_buurtcirkels, maak_inzet, maak_overdracht, maak_plannen

COLLEGAS = ("Sanne de Graaf", "Youssef el Amrani", "Marloes Kok", "Dewi Pattiasina", "Henk Bakker", "Ilse Verhoef")
ROEPNAMEN = (
    "Samira", "Henk", "Fatima", "Joris", "Willem", "Aicha", "Marieke", "Piet", "Yasmin", "Cor", "Ans", "Mo", "Tineke",
    "Bram", "Latifa", "Gerrit", "Nel", "Hassan", "Wilma", "Sjaak", "Rachida", "Kees", "Joke", "Omar", "Riet", "Daan",
)  # fmt: skip
WAAKVLAMHOUDERS = (
    *[(WaakvlamSoort.PROFESSIONAL, "Wijkteam")] * 4,
    (WaakvlamSoort.VRIJWILLIGER, "Vrijwilliger Rik"),
    (WaakvlamSoort.BUUR, "Buurvrouw"),
    (WaakvlamSoort.BUDDY, "Buddy Anouk"),
)
NOTITIES = (
    "Voorbeeld: het gaat goed, de dagbesteding bevalt.",
    "Voorbeeld: wil volgende keer samen naar het inloophuis.",
    "Voorbeeld: slaapt slecht, heeft dat zelf met de huisarts besproken.",
)
# What the day list shows, out of twenty: the rest is up to date.
SITUATIES = ("signaal",) * 2 + ("te_laat",) * 5 + ("deze_week",) * 4 + ("op_tijd",) * 9
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


@dataclass(frozen=True, slots=True)
class Verloop:
    """How it goes with one huishouden: what the rhythm is and when the last contact was."""

    huishouden: Huishouden
    profiel: Ritmeprofiel | None
    situatie: str
    laatste: date
    aantal: int  # of contacts


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
        _maak_perioden(verlopen, vandaag, personen[Rol.TEAMLEIDER], toeval)
        rijen = (rij for v in verlopen for rij in _contacten(v, vandaag, personen[Rol.WAAKVLAMCOORDINATOR], toeval))
        while deel := list(islice(rijen, PER_KEER)):
            with connection.cursor() as cursor:
                cursor.execute(INVOEGEN, [str(deel[0][1]), *(list(kolom) for kolom in zip(*deel, strict=True))])
        herbereken([v.huishouden.pk for v in verlopen])
        _maak_notities()
        _maak_taken(vandaag)
        maak_plannen(vandaag, toeval)
        maak_inzet(vandaag)
        maak_buurtcirkels(vandaag, [personen[Rol.TRAJECTREGISSEUR], personen[Rol.WAAKVLAMCOORDINATOR]], toeval)
        collega = Gebruiker.objects.met_rol(Rol.TRAJECTREGISSEUR).exclude(pk=personen[Rol.TRAJECTREGISSEUR].pk)
        maak_overdracht(collega.order_by("pk")[0], personen[Rol.TRAJECTREGISSEUR])


def _bedenk(aantal: int, contacten: int, vandaag: date, demo: Gebruiker, toeval: Random) -> list[Verloop]:
    """In order of opening, so that a lower number of a year is older."""
    profielen = {profiel.slug: profiel for profiel in Ritmeprofiel.objects.all()}
    collegas = _maak_collegas(aantal)
    geopend = sorted(vandaag - toeval.randint(150, 900) * DAG for _ in range(aantal))
    regisseurs: list[Gebruiker | None] = [
        demo if nummer % 5 in (0, 2) and nummer * 2 // 5 < CASELOAD_DEMO else toeval.choice(collegas)
        for nummer in range(aantal)
    ]
    regisseurs[19::20] = [None] * len(regisseurs[19::20])
    verlopen = []
    for nummer, huishouden in enumerate(_maak_huishoudens(geopend, regisseurs, toeval)):
        situatie = SITUATIES[nummer * 7 % 20]
        slug = toeval.choice(RUSTIG if situatie in ("op_tijd", "signaal") else ONRUSTIG)
        profiel = None if nummer % 8 == 6 else profielen[slug]
        laatste = _laatste_contact(profiel, situatie, vandaag, toeval)
        verlopen.append(
            Verloop(huishouden, profiel, situatie, laatste, contacten // aantal + (nummer < contacten % aantal))
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


def _maak_huishoudens(geopend: list[date], regisseurs: list[Gebruiker | None], toeval: Random) -> list[Huishouden]:
    woonbuurten = Gebied.objects.buurten().exclude(naam__iregex="industrie|bedrij|winkel|haven|landelijk|begraaf")
    buurten = list(woonbuurten.order_by("code"))
    jaren = [dag.year for dag in geopend]
    namen = {jaar: iter(reserveer_pseudoniemen(jaar=jaar, aantal=jaren.count(jaar))) for jaar in sorted(set(jaren))}
    huishoudens = [
        Huishouden(
            pseudoniem=next(namen[dag.year]),
            buurt=toeval.choice(buurten),
            grondslag=toeval.choice((Grondslag.WMO, Grondslag.WMO, Grondslag.JEUGDWET, Grondslag.PARTICIPATIEWET)),
            geopend_op=dag,
            regisseur=regisseur,
        )
        for dag, regisseur in zip(geopend, regisseurs, strict=True)
    ]
    inwoners = [
        Inwoner(huishouden=huishouden, roepnaam=naam, is_kind=plaats == 2)
        for huishouden in huishoudens
        for plaats, naam in enumerate(toeval.sample(ROEPNAMEN, toeval.choice((1, 1, 1, 2, 2, 3))))
    ]
    Huishouden.objects.bulk_create(huishoudens, batch_size=1000)
    Inwoner.objects.bulk_create(inwoners, batch_size=1000)
    return huishoudens


def _maak_perioden(verlopen: list[Verloop], vandaag: date, teamleider: Gebruiker, toeval: Random) -> None:
    regies, niveaus, plannen, waakvlammen = [], [], [], []
    for nummer, verloop in enumerate(verlopen):
        huishouden, begin = verloop.huishouden, begin_van(verloop.huishouden.geopend_op)
        trede = Trede.WAAKVLAM if verloop.profiel else toeval.choice((Trede.LICHT, Trede.REGIE, Trede.INTENSIEF))
        niveaus += ladder(huishouden, begin, trede, nummer, vandaag, teamleider)
        if huishouden.regisseur:
            regies.append(Regie(huishouden=huishouden, regisseur=huishouden.regisseur, geldig=(begin, None)))
        if nummer % 6 != 5:
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
    Regie.objects.bulk_create(regies, batch_size=1000)
    Niveau.objects.bulk_create(niveaus, batch_size=1000)
    Ondersteuningsplan.objects.bulk_create(plannen, batch_size=1000)
    Waakvlam.objects.bulk_create(waakvlammen, batch_size=1000)


def _contacten(verloop: Verloop, vandaag: date, coordinator: Gebruiker, toeval: Random) -> Iterator[Rij]:
    """The last contact first, what came after it, then back in time with gaps around the rhythm."""
    id, door = verloop.huishouden.pk, verloop.huishouden.regisseur_id or coordinator.pk
    over = verloop.aantal
    if over:
        yield id, _overdag(verloop.laatste, toeval), *_gelukt(toeval), door
        over -= 1
    for dag, uitkomst, vorm in _daarna(verloop, vandaag, toeval)[:over]:
        yield id, _overdag(dag, toeval), uitkomst, vorm, door
        over -= 1
    ruimte = (verloop.laatste - verloop.huishouden.geopend_op).total_seconds() - 86_400
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


def _maak_notities() -> None:
    """A few words at the last contact of every third huishouden."""
    laatste = Contactmoment.objects.filter(moment=F("huishouden__contactstand__laatste_contact"))
    Notitie.objects.bulk_create(
        Notitie(
            contactmoment=contact,
            sleutel=contact.sleutel,
            tekst=NOTITIES[nummer % len(NOTITIES)],
            door_id=contact.door_id,
            geschreven_op=contact.moment,
        )
        for nummer, contact in enumerate(laatste.order_by("pk")[::3])
    )


def _maak_taken(vandaag: date) -> None:
    """What logging would have made: a taak for each signal and for who did not answer twice, and for what is late."""
    regisseur = dict(Huishouden.objects.values_list("pk", "regisseur_id"))
    signalen = Contactmoment.objects.filter(uitkomst=ContactUitkomst.SIGNAAL).values_list("huishouden_id", "pk")
    missers = Huishouden.objects.filter(contactstand__missers__gte=MISSERS_VOOR_TAAK).values_list("pk", flat=True)
    taken: list[tuple[TaakSoort, int, int | None]] = [(TaakSoort.SIGNAAL, *signaal) for signaal in signalen]
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
    werk_signaal_bij([huishouden for huishouden, _ in signalen])
    bewaak_waakvlam(vandaag=vandaag)
