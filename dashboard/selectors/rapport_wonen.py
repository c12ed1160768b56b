"""What a report says about wonen, as tables in words: safe to publish, a count that is too small reads "geheim"."""

from datetime import date

from dashboard.rapport import Tabel, Tabelrij
from housing.selectors import Contingenten, Trechter, contingenten, raming_op, trechter, voorraadregels
from zwijndrecht_portal.core.onherleidbaar import drempel_openbaar, onherleidbaar
from zwijndrecht_portal.core.opmaak import getal, telling


def lees_wonen(peildatum: date) -> tuple[Tabel, ...]:
    """Only the tables that have something to say."""
    drempel = drempel_openbaar()
    tabellen = (
        _trechter(trechter(peildatum, drempel=drempel)),
        _contingenten(contingenten(peildatum.year, peildatum, drempel=drempel)),
        _voorraad(peildatum),
        _raming(peildatum, drempel),
    )
    return tuple(tabel for tabel in tabellen if tabel is not None)


def _trechter(stand: Trechter) -> Tabel | None:
    if stand.is_leeg:
        return None
    return Tabel(
        "Waar woonvragen staan",
        ("Fase", "Woonvragen", "De helft staat er langer dan (dagen)"),
        tuple(Tabelrij(r.fase.label, (telling(r.aantal), r.mediaan_tekst)) for r in stand.fasen),
        f"Samen {telling(stand.totaal)}. Elke woonvraag staat in precies één fase.",
    )


def _contingenten(stand: Contingenten) -> Tabel | None:
    if not stand.regels:
        return None
    return Tabel(
        f"Afspraken met de corporaties over {stand.jaar}",
        ("Corporatie", "Afgesproken", "Gebruikt", "Nog vrij"),
        tuple(Tabelrij(r.corporatie, (getal(r.aantal), telling(r.gebruikt), telling(r.vrij))) for r in stand.regels),
    )


def _voorraad(peildatum: date) -> Tabel | None:
    rijen = tuple(
        Tabelrij(naam, (f"{getal(waarde)} {eenheid}".strip(), soort))
        for soort, naam, waarde, eenheid in voorraadregels(peildatum)
    )
    return Tabel("De woningvoorraad en de doelen", ("Wat", "Waarde", "Soort"), rijen) if rijen else None


def _raming(peildatum: date, drempel: int) -> Tabel | None:
    raming = raming_op(peildatum)
    if raming is None:
        return None
    geregistreerd = telling(onherleidbaar(raming.geregistreerd, drempel=drempel))
    return Tabel(
        "Hoeveel woningen nodig zijn: een schatting",
        ("Wat", "Aantal"),
        (
            Tabelrij("Schatting, laag tot hoog", (f"{getal(raming.laag)} tot {getal(raming.hoog)}",)),
            Tabelrij("Geregistreerde indicaties in Zwijndrecht", (geregistreerd,)),
        ),
        "De schatting rekent regionale cijfers om naar Zwijndrecht. Zij blijft een aanname.",
    )
