"""Pages of wonen with 100,000 woonvragen."""

from collections.abc import Callable

from django.db import connection

from bench.gegevens import analyseer
from bench.meten import Bezoeker, Regel, mediaan, om_en_om, regel
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.rls import namens

LIJST, OVERZICHT, DOORSTROOM = "/wonen/woonvragen/", "/wonen/", "/wonen/doorstroom/"
AANTAL = 100_000

# Spread over three years and five phases, one stand each.
WOONVRAGEN = """
insert into housing_woonvraag (huishouden_id, pseudoniem, sleutel, soort, aangemeld_op, volwassenen, kinderen,
    is_gelijkvloers, door_id)
select h.id, h.pseudoniem, gen_random_uuid(), 'woning', current_date - 1100 + n %% 1000, 1, n %% 3, n %% 5 = 0, %s
from generate_series(1, %s) n
cross join (select id, pseudoniem from casework_huishouden order by id limit 1) h
"""
STANDEN = """
insert into housing_woonvraagstand (woonvraag_id, geldig, fase, fase_sinds, aan_zet, reden, door_id)
select w.id, tstzrange(w.aangemeld_op::timestamptz, null), s.fase, w.aangemeld_op::timestamptz, s.aan_zet, '', w.door_id
from housing_woonvraag w
join (values (0, 'voordracht', 'gemeente'), (1, 'match', 'corporatie'), (2, 'plaatsing', 'aanbieder'),
    (3, 'woonevaluatie', 'aanbieder'), (4, 'stabiel', '')) as s(rest, fase, aan_zet) on w.id % 5 = s.rest
where not exists (select from housing_woonvraagstand b where b.woonvraag_id = w.id)
"""


def meet_wonen(vertel: Callable[[str], None]) -> list[Regel]:
    """The list, the overview and the doorstroom, before and after there are 100,000 woonvragen."""
    woonconsulent = Gebruiker.objects.met_rol(Rol.WOONCONSULENT).first()
    bezoeker = Bezoeker(woonconsulent)
    paden = (LIJST, OVERZICHT, DOORSTROOM)
    klein = {pad: bezoeker.tel_queries(pad) for pad in paden}
    vertel("100.000 woonvragen maken")
    maak_woonvragen(woonconsulent, AANTAL)
    groot = {pad: bezoeker.tel_queries(pad) for pad in paden}
    vertel("wonen meten")
    tijden = om_en_om({"L": lambda: bezoeker.get("/bench/limiet/"), LIJST: lambda: bezoeker.get(LIJST)}, rondes=60)
    m = {naam: mediaan(reeks) for naam, reeks in tijden.items()}
    rijen = [regel("woonvragen, 50 van 100.000, p50 / L", m[LIJST], m["L"], 5.0, groot[LIJST], 6)]
    for naam, pad, hoogstens in (("woonvragen", LIJST, 6), ("wonen", OVERZICHT, 12), ("doorstroom", DOORSTROOM, 12)):
        titel = f"{naam}, queries bij 100.000 / bij weinig"
        rijen.append(regel(titel, groot[pad], klein[pad], 1.0, groot[pad], hoogstens))
    return rijen


def maak_woonvragen(door: Gebruiker, aantal: int) -> None:
    """
    In bulk, as somebody who sees the huishoudens: row-level security holds here too.

    A hundredth first, and then fresh statistics: a trigger that was planned on an empty table would read all of it for
    every row.
    """
    for deel in (aantal // 100, aantal - aantal // 100):
        with namens(Gebruiker.objects.met_rol(Rol.TEAMLEIDER).first()), connection.cursor() as cursor:
            cursor.execute(WOONVRAGEN, [door.pk, deel])
        with namens(door), connection.cursor() as cursor:
            cursor.execute(STANDEN)
        analyseer()
