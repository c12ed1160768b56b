"""The live figures of casework, by the name under which the dashboard shows them."""

from collections.abc import Callable
from datetime import date

from casework import selectors as telling
from zwijndrecht_portal.core.indicatoren import (
    Berekening,
    Kruising,
    Richting,
    Telbron,
    Telrijen,
    Uitkomst,
    Uitsplitsing,
    uit_telbron,
)
from zwijndrecht_portal.core.onherleidbaar import Telling


def _berekening(
    sleutel: str,
    naam: str,
    definitie: str,
    telbron: Telbron,
    deel: Callable[[Telrijen], Uitkomst],
    *,
    eenheid: str,
    vraag: str = "M2",
    richting: Richting = Richting.GEEN,
    kop: bool = False,
    uitsplitsingen: tuple[Uitsplitsing, ...] = (),
    kruising: Kruising | None = None,
) -> Berekening:
    reeks = uit_telbron(telbron, deel)
    return Berekening(
        sleutel=sleutel,
        naam=naam,
        eenheid=eenheid,
        definitie=definitie,
        richting=richting,
        vragen=(vraag,),
        functie=lambda peildatum: reeks([peildatum])[0],
        reeks=reeks,
        telbron=telbron,
        deel=deel,
        kop=kop,
        lijst_url="casework:cijferlijst",
        lijst_query=f"cijfer={sleutel}",
        uitsplitsingen=uitsplitsingen,
        kruising=kruising,
    )


def _per(naam: str, tel: Callable[[date], list[tuple[str, Telling]]]) -> Uitsplitsing:
    def delen(peildatum: date, plan: str | None) -> list[tuple[str, Uitkomst]]:
        return [(label, Uitkomst(aantal, geheim=aantal is None)) for label, aantal in tel(peildatum)]

    return Uitsplitsing(naam, delen, telling.einde_vorig_kwartaal)


BEREKENINGEN = (
    _berekening(
        "actieve-waakvlammen",
        "Actieve waakvlammen",
        "Het aantal waakvlammen dat op de peildatum loopt. Een huishouden heeft er hooguit één.",
        telling.WAAKVLAMMEN,
        telling.geheel_als_aantal,
        eenheid="waakvlammen",
        kop=True,
    ),
    _berekening(
        "contacten-op-tijd",
        "Waakvlammen met contact op tijd",
        "Het deel van de lopende waakvlammen waarbij het contact op de peildatum op tijd is. Te laat is: langer "
        "geleden gesproken of gezien dan het ritme en de speling toestaan. Geen gehoor telt niet als contact.",
        telling.WAAKVLAMMEN,
        telling.deel_als_aandeel,
        eenheid="%",
        richting=Richting.HOGER,
        kop=True,
    ),
    _berekening(
        "een-plan-een-regisseur",
        "Huishoudens met één plan en één regisseur",
        "Het deel van de actieve huishoudens dat op de peildatum een open ondersteuningsplan en een regisseur heeft. "
        "Meer dan één van elk kan niet.",
        telling.EEN_PLAN,
        telling.deel_als_aandeel,
        eenheid="%",
        vraag="M1",
        richting=Richting.HOGER,
        kop=True,
    ),
    _berekening(
        "actieve-huishoudens",
        "Huishoudens in beeld",
        "Het aantal huishoudens dat op de peildatum hulp heeft via het wijkteam. Wat er per wijk, trede of leefgebied "
        "staat, is de stand aan het eind van het laatste hele kwartaal. Per leefgebied tellen huishoudens met een open "
        "doel; een huishouden kan bij meer leefgebieden tellen.",
        telling.EEN_PLAN,
        telling.geheel_als_aantal,
        eenheid="huishoudens",
        vraag="M1",
        uitsplitsingen=(
            _per("wijk", telling.huishoudens_per_wijk),
            _per("trede", telling.huishoudens_per_trede),
            _per("leefgebied", telling.huishoudens_per_leefgebied),
        ),
        kruising=Kruising("wijk", "trede", telling.huishoudens_per_wijk_en_trede, telling.einde_vorig_kwartaal),
    ),
    _berekening(
        "stabiel-na-afschalen",
        "Nog stabiel een half jaar na afschalen",
        "Van de stappen omlaag op de ladder, een half jaar tot anderhalf jaar voor de peildatum: het deel waarna het "
        "huishouden binnen zes maanden niet weer meer hulp nodig had.",
        telling.AFGESCHAALD,
        telling.deel_als_aandeel,
        eenheid="%",
        richting=Richting.HOGER,
    ),
    _berekening(
        "opschalingen",
        "Huishoudens die meer hulp kregen",
        "Het aantal huishoudens dat in het laatste hele kwartaal op de ladder een stap omhoog zette (opschalen). Een "
        "huishouden telt één keer, ook na meer stappen. Het begin van de hulp telt niet mee.",
        telling.STAPPEN,
        telling.stap_omhoog,
        eenheid="huishoudens",
    ),
    _berekening(
        "afschalingen",
        "Huishoudens die minder hulp nodig hadden",
        "Het aantal huishoudens dat in het laatste hele kwartaal op de ladder een stap omlaag zette (afschalen). Een "
        "huishouden telt één keer, ook na meer stappen. Het einde van de hulp telt niet mee.",
        telling.STAPPEN,
        telling.stap_omlaag,
        eenheid="huishoudens",
    ),
    _berekening(
        "dagen-van-signaal-tot-opschalen",
        "Dagen van signaal tot opschalen",
        "De middelste waarde van het aantal dagen tussen een signaal en de stap omhoog op de ladder die daarop volgde, "
        "voor de stappen in het jaar voor de peildatum.",
        telling.OPGESCHAALD,
        telling.dagen_na_signaal,
        eenheid="dagen",
        richting=Richting.LAGER,
    ),
    _berekening(
        "caseload-per-fte",
        "Caseload per fte",
        "De huishoudens van het wijkteam op de peildatum, gedeeld door de fte van het team. Een huishouden hoger op de "
        "ladder telt als meer waakvlammen. Wat vrijwilligers doen, telt niet mee. Bij één fte passen 50 tot 100 "
        "waakvlammen.",
        telling.CASELOAD,
        telling.caseload_per_fte,
        eenheid="waakvlammen per fte",
    ),
    _berekening(
        "buurtcirkels",
        "Buurtcirkels",
        "Het aantal buurtcirkels dat op de peildatum loopt: groepen van ongeveer tien buurtgenoten die elkaar helpen.",
        telling.BUURTCIRKELS,
        telling.cirkels,
        eenheid="buurtcirkels",
        richting=Richting.HOGER,
    ),
    _berekening(
        "deelnemers-buurtcirkels",
        "Deelnemers van de buurtcirkels",
        "Het aantal buurtgenoten dat meedoet in de buurtcirkels die op de peildatum lopen.",
        telling.BUURTCIRKELS,
        telling.deelnemers,
        eenheid="deelnemers",
        richting=Richting.HOGER,
    ),
)
