"""The behoefteraming that held on a peildatum, with its assumptions."""

from datetime import date

from housing.enums import AannameSoort
from housing.models import Aanname, Behoefteraming
from housing.querysets import BehoefteramingQuerySet
from housing.regels.behoefte import AannameRegel, Raming


def raming_op(peildatum: date) -> Raming | None:
    """The newest version of that day; None when there was none. One query."""
    nieuwste = Behoefteraming.objects.op_peildatum(peildatum).order_by("-versie").values("pk")[:1]
    gevonden = lees_ramingen(Behoefteraming.objects.filter(pk__in=nieuwste))
    return gevonden[0] if gevonden else None


def ramingen(peildatum: date) -> list[Raming]:
    """Every version up to that day, newest first. One query."""
    return lees_ramingen(Behoefteraming.objects.op_peildatum(peildatum))


def lees_ramingen(keuze: BehoefteramingQuerySet) -> list[Raming]:
    volgorde = list(AannameSoort)
    per_raming: dict[int, list[Aanname]] = {}
    for rij in Aanname.objects.filter(raming__in=keuze).select_related("raming").order_by("-raming__versie"):
        per_raming.setdefault(rij.raming_id, []).append(rij)
    return [
        Raming(
            id=rijen[0].raming_id,
            versie=rijen[0].raming.versie,
            opgesteld_op=rijen[0].raming.opgesteld_op,
            toelichting=rijen[0].raming.toelichting,
            aannames={
                AannameSoort(rij.soort): AannameRegel(AannameSoort(rij.soort), rij.laag, rij.midden, rij.hoog, rij.bron)
                for rij in sorted(rijen, key=lambda rij: volgorde.index(AannameSoort(rij.soort)))
            },
        )
        for rijen in per_raming.values()
    ]
