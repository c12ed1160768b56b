"""Figures that wonen computes about itself."""

from datetime import date

from housing.enums import VoorzieningSoort
from housing.selectors import DOORLOOPTIJD, dagen_tot_plaatsing, doorlooptijd_uit
from zwijndrecht_portal.core.indicatoren import Berekening, Bewaring, Richting, Telbron, Telrijen, Uitkomst, uit_telbron
from zwijndrecht_portal.core.onherleidbaar import aandeel

# The same nights as `regels.bezetting.tel_nachten` counts one by one; a test compares them.
NACHTEN = """
select d.dag, coalesce(sum(upper(n.er_is) - lower(n.er_is)), 0)::int as beschikbaar,
  coalesce(sum(n.bezet), 0)::int as verblijf
from unnest(%(dagen)s::date[]) as d(dag)
left join lateral (
  select p.geldig * maand.nachten as er_is, (
    select sum(upper(v.geldig * p.geldig * maand.nachten) - lower(v.geldig * p.geldig * maand.nachten))
    from housing_verblijf v where v.plek_id = p.id and v.geldig && maand.nachten) as bezet
  from (select daterange(d.dag - 29, d.dag + 1) as nachten) maand
  join housing_plek p on p.geldig && maand.nachten
  join housing_voorziening z on z.id = p.voorziening_id and z.soort = %(terugval)s::text
) n on true
group by d.dag
"""
BEZETTING = Telbron("bezetting", NACHTEN, {"terugval": VoorzieningSoort.TERUGVAL.value}, Bewaring.DAG)


def _bezetting(rijen: Telrijen) -> Uitkomst:
    """Nights with a verblijf in the 30 nights up to and including the peildatum."""
    [nachten] = rijen
    if not nachten["beschikbaar"]:
        return Uitkomst(None)
    deel = aandeel(nachten["verblijf"], nachten["beschikbaar"])
    if deel is None:
        return Uitkomst(None, geheim=True)
    return Uitkomst(deel, nachten["verblijf"], nachten["beschikbaar"])


bezetting_reeks = uit_telbron(BEZETTING, _bezetting)


def bezetting_terugvalvoorziening(peildatum: date) -> Uitkomst:
    return bezetting_reeks([peildatum])[0]


# A year counts when everybody placed in it was followed for twelve months: the years never overlap.
TERUGVAL = Telbron(
    "terugval",
    "select m.dag, coalesce(max(t.gevolgd), 0) as geheel, coalesce(max(t.terug), 0) as deel "
    "from unnest(%(dagen)s::date[], %(momenten)s::timestamptz[]) as m(dag, moment) "
    "left join lateral housing_tel_terugval(m.moment) t "
    "on t.maanden = 12 and t.jaar = extract(year from m.dag + 1) - 2 group by m.dag",
    bewaard=Bewaring.DAG,
)


def _terugval(rijen: Telrijen) -> Uitkomst:
    """Of who was placed in that year, the share that fell back; secret when that, or the rest, is a small group."""
    geheel, terug = rijen[0]["geheel"], rijen[0]["deel"]
    if not geheel:
        return Uitkomst(None)
    deel = aandeel(terug, geheel)
    return Uitkomst(deel, geheim=deel is None)


terugval_reeks = uit_telbron(TERUGVAL, _terugval)


DOSSIERBRONNEN = (BEZETTING, DOORLOOPTIJD, TERUGVAL)
BEREKENINGEN = (
    Berekening(
        sleutel="bezetting-terugvalvoorziening",
        naam="Bezetting terugvalvoorziening",
        eenheid="%",
        definitie="Van alle nachten die de plekken er waren: het deel waarin iemand er sliep, in de dertig nachten tot "
        "en met de peildatum. Ook nachten waarin een plek buiten gebruik was of werd klaargemaakt, tellen mee.",
        richting=Richting.GEEN,
        vragen=("M2",),
        functie=bezetting_terugvalvoorziening,
        lijst_url="housing:plekken_achter_cijfer",
        leefgebied="wonen",
        reeks=bezetting_reeks,
        telbron=BEZETTING,
        deel=_bezetting,
    ),
    Berekening(
        sleutel="dagen-tot-plaatsing",
        naam="Dagen tot een plaatsing",
        eenheid="dagen",
        definitie="Van alle plaatsingen in het jaar tot en met de peildatum: de helft duurde langer dan dit aantal "
        "dagen, van de aanmelding tot de sleutel. Een terugvalplek telt niet mee.",
        richting=Richting.LAGER,
        vragen=("M1",),
        functie=lambda peildatum: dagen_tot_plaatsing([peildatum])[0],
        lijst_url="housing:woonvragen_achter_cijfer",
        lijst_query="cijfer=dagen-tot-plaatsing",
        leefgebied="wonen",
        reeks=dagen_tot_plaatsing,
        telbron=DOORLOOPTIJD,
        deel=doorlooptijd_uit,
    ),
    Berekening(
        sleutel="terugval-binnen-een-jaar",
        naam="Terugval binnen twaalf maanden",
        eenheid="%",
        definitie="Van de huishoudens die in een kalenderjaar een woning kregen: het deel dat binnen twaalf maanden "
        "terugviel. Het cijfer gaat over het laatste jaar waarvan alle huishoudens twaalf maanden zijn gevolgd. Een "
        "terugvalplek telt niet als woning.",
        richting=Richting.LAGER,
        vragen=("M2",),
        functie=lambda peildatum: terugval_reeks([peildatum])[0],
        lijst_url="housing:woonvragen_achter_cijfer",
        lijst_query="cijfer=terugval-binnen-een-jaar",
        leefgebied="wonen",
        reeks=terugval_reeks,
        telbron=TERUGVAL,
        deel=_terugval,
        kop=False,
    ),
)
