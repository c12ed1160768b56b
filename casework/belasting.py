"""The caseload of a person or of the team: against the hours, for every visit of Mijn dag, and of all at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.bandbreedte import Bandbreedte, gewicht_per_trede
from casework.enums import HuishoudenStatus, Trede, WaakvlamSoort
from casework.querysets import OVERZIEN
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.peildatum import einde_van
from zwijndrecht_portal.core.vaste_vragen import lees_vast

# By hand, because compiling and planning the ORM's two queries cost a fifth of the page. A test holds it to
# `with_belasting`, which is the definition.
SQL = """
select
  coalesce(sum((%(gewichten)s::int[])[trede + 1]) filter (where not is_vrijwillig), 0),
  (select sum(fte) from casework_inzet
   where geldig @> %(vandaag)s::date and (%(overziet)s::boolean or medewerker_id = %(wie)s::bigint)),
  count(*) filter (where is_vrijwillig)
from (
  select last.trede,
    last.trede <= %(waakvlam)s::int and coalesce(w.soort <> %(professional)s::text, false) as is_vrijwillig
  from (
    select s.waakvlam_id, coalesce(
      n.trede, case when s.waakvlam_id is null then %(geen)s::int else %(waakvlam)s::int end) as trede
    from casework_huishouden h
    left join casework_contactstand s on s.huishouden_id = h.id
    left join casework_niveau n on n.huishouden_id = h.id and upper(n.geldig) is null
    where h.regisseur_id is not null and (
      %(overziet)s::boolean and h.status = %(actief)s::text
      or %(heeft_regie)s::boolean and h.regisseur_id = %(wie)s::bigint)
  ) as last
  left join casework_waakvlam w on w.id = last.waakvlam_id
) as gewogen
"""
PER_REGISSEUR = """
select dag, regisseur, trede, vrijwillig, aantal
from casework_tel_per_regisseur(%(dagen)s::date[], %(momenten)s::timestamptz[])
"""


def lees_bandbreedte(gebruiker: Any, vandaag: date) -> Bandbreedte:
    """The own caseload against the own hours; for who divides the work that of the team."""
    waarden = {
        "wie": gebruiker.pk,
        "overziet": gebruiker.heeft_rol(*OVERZIEN),
        "heeft_regie": gebruiker.heeft_rol(Rol.TRAJECTREGISSEUR),
        "vandaag": vandaag,
        "gewichten": list(gewicht_per_trede().values()),
        "geen": Trede.GEEN.value,
        "waakvlam": Trede.WAAKVLAM.value,
        "professional": WaakvlamSoort.PROFESSIONAL.value,
        "actief": HuishoudenStatus.ACTIEF.value,
    }
    [(belasting, fte, vrijwillig)] = lees_vast(SQL, waarden)
    return Bandbreedte(belasting, fte, vrijwillig)


@dataclass(slots=True)
class Last:
    """What one regisseur keeps. `belasting` is counted in waakvlammen, without the huishoudens that volunteers keep."""

    huishoudens: int = 0
    belasting: int = 0
    vrijwillig: int = 0


def lasten_op(peildata: Sequence[date]) -> dict[date, dict[int | None, Last]]:
    """
    Per day what each regisseur keeps, and under None what has no regisseur. One query.

    The database counts, and only for who divides the work: row by row the policies took more time than the page.
    """
    gewicht = gewicht_per_trede()
    lasten: dict[date, dict[int | None, Last]] = {dag: defaultdict(Last) for dag in peildata}
    waarden = {"dagen": list(peildata), "momenten": [einde_van(dag) for dag in peildata]}
    for dag, regisseur, trede, vrijwillig, aantal in lees_vast(PER_REGISSEUR, waarden):
        last = lasten[dag][regisseur]
        last.huishoudens += aantal
        if vrijwillig and trede <= Trede.WAAKVLAM:
            last.vrijwillig += aantal
        else:
            last.belasting += gewicht[Trede(trede)] * aantal
    return lasten
