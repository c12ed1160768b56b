"""What the pages about woonvragen show. Personal: read inside a transaction in which the database knows the person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from housing.afspraken import ContractRegel, EvaluatieRegel, lees_contracten, lees_evaluaties
from housing.enums import EVALUEERT, MET_CONTRACT, TOEGESTANE_STAPPEN, Fase, Partij, WoonvraagSoort
from housing.models import Woonvraag, WoonvraagStand
from housing.models.afspraken import ZONDER_EVALUATIE
from housing.querysets import WoonvraagQuerySet
from zwijndrecht_portal.core.opmaak import dagen_geleden, datum, euro, getal, meervoud

PER_PAGINA, MEEST = 50, 500  # counting further costs more than the page itself
TEGENSLAG = (Fase.TERUGVAL, Fase.AFGEHAAKT)  # steps that nobody aims at


@dataclass(frozen=True, slots=True)
class LijstRegel:
    url: str
    pseudoniem: str
    soort: str
    fase: str
    fase_sinds: str
    aan_zet: str
    wacht: str
    mensen: str


@dataclass(frozen=True, slots=True)
class Lijst:
    """One page of woonvragen, who waits longest first."""

    regels: tuple[LijstRegel, ...]
    totaal: int
    pagina: int

    @property
    def paginas(self) -> int:
        return max(1, -(-min(self.totaal, MEEST) // PER_PAGINA))

    @property
    def aantal(self) -> str:
        if self.totaal > MEEST:
            return f"Meer dan {getal(MEEST)} woonvragen"
        return meervoud(self.totaal, "woonvraag", "woonvragen")

    @property
    def tekst(self) -> str:
        eerste = (self.pagina - 1) * PER_PAGINA + 1
        return f"{getal(eerste)} tot en met {getal(eerste + len(self.regels) - 1)} van {self.aantal.lower()}"


def lees_lijst(woonvragen: WoonvraagQuerySet, *, pagina: int) -> Lijst:
    """These woonvragen (already `with_stand`), in one query."""
    pagina = min(pagina, MEEST // PER_PAGINA)
    begin = (pagina - 1) * PER_PAGINA
    velden = ("pk", "pseudoniem", "soort", "fase", "fase_sinds", "aan_zet", "aan_zet_sinds", "volwassenen", "kinderen")
    rijen = woonvragen.with_totaal(MEEST + 1).order_by("aan_zet_sinds", "pk").values(*velden, "totaal")
    gevonden = list(rijen[begin : begin + PER_PAGINA])
    vandaag = timezone.localdate()
    totaal = gevonden[0]["totaal"] if gevonden else 0
    map_ = reverse("housing:woonvraag_lijst")
    return Lijst(tuple(_regel(rij, map_, vandaag) for rij in gevonden), totaal, pagina)


def _regel(rij: dict[str, Any], map_: str, vandaag: date) -> LijstRegel:
    """`map_`: where the pages of one woonvraag are; reversing fifty addresses took a tenth of the page."""
    return LijstRegel(
        url=f"{map_}{rij['pk']}/",
        pseudoniem=rij["pseudoniem"],
        soort=WoonvraagSoort(rij["soort"]).label,
        fase=Fase(rij["fase"]).label,
        fase_sinds=datum(rij["fase_sinds"]),
        aan_zet=Partij(rij["aan_zet"]).label if rij["aan_zet"] else "niemand",
        wacht=dagen_geleden(rij["aan_zet_sinds"], vandaag),
        mensen=mensen(rij["volwassenen"], rij["kinderen"]),
    )


def mensen(volwassenen: int, kinderen: int) -> str:
    """ "1 volwassene, 2 kinderen"."""
    volwassen = meervoud(volwassenen, "volwassene", "volwassenen")
    return f"{volwassen}, {meervoud(kinderen, 'kind', 'kinderen')}" if kinderen else volwassen


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    titel: str
    wanneer: str
    wie: str
    tekst: str


@dataclass(frozen=True, slots=True)
class WoonvraagDetail:
    id: int
    pseudoniem: str
    fase: Fase
    sinds: datetime
    beurt: str
    feiten: tuple[tuple[str, str], ...]
    stappen: tuple[tuple[str, str, bool], ...]  # value, label, and whether it is the step that is expected
    tijdlijn: tuple[Gebeurtenis, ...]
    kan_evalueren: bool
    kan_contract_sluiten: bool
    contracten: tuple[ContractRegel, ...]
    evaluaties: tuple[EvaluatieRegel, ...]
    belet_omklap: str  # why the next step cannot be taken yet

    @property
    def te_tekenen(self) -> int | None:
        """The woonevaluatie that only misses signatures."""
        nieuwste = self.evaluaties[0] if self.belet_omklap and self.evaluaties else None
        return nieuwste.id if nieuwste and nieuwste.adviseert_omklap else None


def lees_woonvraag(woonvraag: Woonvraag) -> WoonvraagDetail:
    """One woonvraag (`for_dossier`) with its steps, contracts and woonevaluaties, newest first. Four queries."""
    standen = list(woonvraag.standen.for_tijdlijn().order_by("geldig"))
    fase, vandaag = Fase(woonvraag.fase), timezone.localdate()
    contracten = lees_contracten(woonvraag, vandaag)
    evaluaties = lees_evaluaties(woonvraag, vandaag)
    wacht = dagen_geleden(woonvraag.aan_zet_sinds, vandaag)
    stappen = TOEGESTANE_STAPPEN[fase]
    belet = ""
    if Fase.OMKLAP in stappen:
        belet = evaluaties[0].belet_omklap if evaluaties else ZONDER_EVALUATIE
    return WoonvraagDetail(
        id=woonvraag.pk,
        pseudoniem=woonvraag.pseudoniem,
        fase=fase,
        sinds=woonvraag.fase_sinds,
        beurt=f"{Partij(woonvraag.aan_zet).label} is aan zet, sinds {wacht}." if woonvraag.aan_zet else "",
        feiten=_feiten(woonvraag),
        stappen=tuple(
            (stap.value, stapnaam(stap), stap == stappen[0] and stap not in TEGENSLAG)
            for stap in stappen
            if stap != Fase.OMKLAP or not belet
        ),
        tijdlijn=tuple(_gebeurtenis(*paar) for paar in zip([None, *standen], standen, strict=False))[::-1],
        kan_evalueren=fase in EVALUEERT,
        kan_contract_sluiten=woonvraag.soort == WoonvraagSoort.WONING
        and fase in MET_CONTRACT
        and not any(contract.is_lopend for contract in contracten),
        contracten=contracten,
        evaluaties=evaluaties,
        belet_omklap=belet,
    )


def _feiten(woonvraag: Woonvraag) -> tuple[tuple[str, str], ...]:
    return (
        ("Zoekt", woonvraag.get_soort_display()),
        ("Aangemeld op", datum(woonvraag.aangemeld_op)),
        ("Huishouden", mensen(woonvraag.volwassenen, woonvraag.kinderen)),
        ("Wijk", woonvraag.wijk.naam if woonvraag.wijk else "maakt niet uit"),
        ("Huur", "onbekend" if woonvraag.max_huur is None else f"hooguit {euro(woonvraag.max_huur)}"),
        ("Zonder trappen", "ja" if woonvraag.is_gelijkvloers else "niet nodig"),
        ("Zorgaanbieder", woonvraag.aanbieder.naam if woonvraag.aanbieder else "geen"),
    )


def stapnaam(stap: Fase) -> str:
    """What a person does who takes this step."""
    if stap == Fase.VOORDRACHT:
        return "Match gaat niet door"
    if stap == Fase.AFGEHAAKT:
        return "Stop deze woonvraag"
    return f"Naar {stap.label.lower()}"


def _gebeurtenis(vorige: WoonvraagStand | None, stand: WoonvraagStand) -> Gebeurtenis:
    is_beurt = vorige is not None and vorige.fase == stand.fase
    delen = []
    if stand.aan_zet:
        delen.append(f"{stand.get_aan_zet_display()} {'is' if stand.geldig.upper is None else 'was'} aan zet.")
    if stand.reden:
        delen.append(f"Reden: {stand.get_reden_display().lower()}.")
    if stand.contingent:
        waar = f" in {stand.plaatsing.wijk}" if stand.plaatsing else ""
        delen.append(f"{stand.contingent.corporatie}{waar}.")
    if stand.verblijf:
        delen.append(f"{stand.verblijf.plek.voorziening}, {stand.verblijf.plek}.")
    return Gebeurtenis(
        titel="Beurt doorgegeven" if is_beurt else stand.get_fase_display(),
        wanneer=datum(stand.geldig.lower),
        wie=str(stand.door),
        tekst=" ".join(delen),
    )
