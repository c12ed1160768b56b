"""
What changed between two reports about one plan: the difference of two payloads, without a query.

One event is one line. A mijlpaal that moves also turns a light, and so does a budget or a figure: the light is then
told in the line of its cause. A light that turned for another reason gets a line of its own.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from dashboard.cijfers import Cijfer
from dashboard.enums import VeranderingErnst as Ernst
from dashboard.rapport import ActieStuk, LichtStuk, MijlpaalStuk, Rapport, Verandering
from dashboard.verschil_geld import geldveranderingen
from plan.enums import ActieStatus
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.opmaak import datum, getal, meervoud

ERNST_VAN_LICHT = {Licht.ROOD: Ernst.ACHTER, Licht.ORANJE: Ernst.AANDACHT, Licht.GROEN: Ernst.BETER}
GEEN_NIEUWS = (Licht.ONBEKEND, Licht.GROEN)


def vergelijk(vorige: Rapport, nu: Rapport) -> tuple[Verandering, ...]:
    """The changes from the previous report to this one, most serious first; empty when nothing changed."""
    cijfers = _cijfers(vorige, nu)
    geld = geldveranderingen(vorige.geld, nu.geld)
    regels = []
    toen, thans = ({actie.code: actie for actie in rapport.acties} for rapport in (vorige, nu))
    for code, actie in thans.items():
        if code in toen:
            regels += _van_actie(toen[code], actie, cijfers, geld)
        else:
            trekker = f" Trekker: {actie.trekker}." if actie.trekker else " Er is nog geen trekker."
            regels.append(Verandering(Ernst.NIEUW, actie.naam, f"Nieuwe actie.{trekker}"))
    for code, actie in toen.items():
        if code not in thans:
            regels.append(Verandering(Ernst.GESTOPT, actie.naam, "De actie is gestopt."))
    regels += [regel for _, regel in cijfers.values()] + [regel for _, regel in geld.values()]
    return tuple(sorted(regels, key=lambda regel: (regel.ernst, -regel.maat, regel.onderwerp, regel.tekst)))


Gevolgen = dict[str, tuple[frozenset[str], Verandering]]  # per cause: what it touches, and its line


def _van_actie(toen: ActieStuk, nu: ActieStuk, cijfers: Gevolgen, geld: Gevolgen) -> list[Verandering]:
    """The lines of one actie. A light that follows from money or a figure is added to that line instead."""
    regels = _mijlpalen(toen, nu)
    los = []
    for was, is_nu in zip(toen.lichten, nu.lichten, strict=True):
        if not (omslag := _omslag(was, is_nu)):
            continue
        ernst, tekst = omslag
        if was.aspect == "Tijd" and regels:
            eerste = min(regels, key=lambda regel: regel.ernst)
            ernst = min(ernst, eerste.ernst) if ernst <= Ernst.DOEL_VERLOREN else eerste.ernst
            regels[regels.index(eerste)] = replace(eerste, ernst=ernst, tekst=f"{eerste.tekst} {tekst}")
        elif not (
            (was.aspect == "Geld" and _voeg_toe(geld, nu.code, f"{nu.naam}: {_kleine_letter(tekst)}"))
            or (was.aspect == "Kwaliteit" and any(_raakt(cijfers, naam) for naam in nu.indicatoren))
        ):
            los.append((ernst, f"{tekst} {is_nu.uitleg}".strip()))
    if los:
        regels.append(Verandering(min(ernst for ernst, _ in los), nu.naam, " ".join(tekst for _, tekst in los)))
    regels += _toezegging(toen, nu)
    return regels or _status(toen, nu)


def _raakt(gevolgen: Gevolgen, wat: str) -> bool:
    return any(wat in geraakt for geraakt, _ in gevolgen.values())


def _voeg_toe(gevolgen: Gevolgen, wat: str, tekst: str) -> bool:
    """Add words to the first line that touches this; False when there is none."""
    for sleutel, (geraakt, regel) in gevolgen.items():
        if wat in geraakt:
            gevolgen[sleutel] = geraakt, replace(regel, tekst=f"{regel.tekst} {tekst}")
            return True
    return False


def _kleine_letter(tekst: str) -> str:
    return f"{tekst[:1].lower()}{tekst[1:]}"


# --- Lights ----------------------------------------------------------------------------------------------------------


def _omslag(was: LichtStuk, nu: LichtStuk) -> tuple[Ernst, str] | None:
    """How serious it is that this light turned, and the words; None when it did not. Unknown to green is no news."""
    if was.berekend != nu.berekend and (was.berekend, nu.berekend) != GEEN_NIEUWS:
        keuze = f" De trekker kiest: {nu.gekozen.label}." if nu.is_anders and nu.gekozen else ""
        tekst = f"{nu.aspect} gaat van {was.berekend.label} naar {nu.berekend.label}.{keuze}"
        return _ernst(was.berekend, nu.berekend), tekst
    eerst, dan = was.gekozen or was.berekend, nu.gekozen or nu.berekend
    if eerst == dan or (eerst, dan) == GEEN_NIEUWS:
        return None
    tekst = (
        f"De trekker kiest voor {nu.aspect.lower()} nu {dan.label}, was {eerst.label}. Berekend: {nu.berekend.label}."
    )
    return _ernst(eerst, dan), tekst


def _ernst(van: Licht, naar: Licht) -> Ernst:
    if (van, naar) == (Licht.ROOD, Licht.ORANJE):
        return Ernst.BETER
    return ERNST_VAN_LICHT.get(naar, Ernst.ANDERS)


# --- Mijlpalen, promises, status -------------------------------------------------------------------------------------


def _mijlpalen(toen: ActieStuk, nu: ActieStuk) -> list[Verandering]:
    eerder = {mijlpaal.naam: mijlpaal for mijlpaal in toen.mijlpalen}
    regels: list[Verandering] = []
    for mijlpaal in nu.mijlpalen:
        if mijlpaal.naam in eerder:
            regels += _mijlpaal(nu.naam, eerder[mijlpaal.naam], mijlpaal)
        else:
            wanneer = f", gepland voor {mijlpaal.huidig}" if mijlpaal.huidig else ""
            regels.append(Verandering(Ernst.ANDERS, nu.naam, f'Nieuwe mijlpaal "{mijlpaal.naam}"{wanneer}.'))
    return regels


def _mijlpaal(actie: str, was: MijlpaalStuk, nu: MijlpaalStuk) -> Iterable[Verandering]:
    """At most one line: reached, opened again, promised and not kept, or moved."""
    naam = f'Mijlpaal "{nu.naam}"'
    if nu.gerealiseerd_op and not was.gerealiseerd_op:
        slip = f", {nu.slip}" if nu.slip else ""
        yield Verandering(Ernst.GEHAALD, actie, f"{naam} is gehaald op {datum(nu.gerealiseerd_op)}{slip}.")
        return
    if was.gerealiseerd_op and not nu.gerealiseerd_op:
        yield Verandering(Ernst.ACHTER, actie, f"{naam} is toch nog niet gehaald.")
        return
    kwartalen = nu.huidig.verschil_in_kwartalen(was.huidig) if nu.huidig and was.huidig else 0
    if nu.is_te_laat and not was.is_te_laat and not kwartalen:
        yield Verandering(Ernst.NIET_NAGEKOMEN, actie, f"{naam} was toegezegd voor {was.huidig} en is niet gehaald.")
    elif kwartalen:
        opschuiving = f"{meervoud(abs(kwartalen), 'kwartaal', 'kwartalen')} {'later' if kwartalen > 0 else 'eerder'}"
        ernst = Ernst.LATER if kwartalen > 0 else Ernst.EERDER
        tekst = f"{naam} staat {opschuiving} gepland: van {was.huidig} naar {nu.huidig}."
        yield Verandering(ernst, actie, tekst, maat=abs(kwartalen))
    elif nu.huidig and not was.huidig:
        yield Verandering(Ernst.ANDERS, actie, f"{naam} heeft nu een planning: {nu.huidig}.")
    elif was.huidig and not nu.huidig:
        yield Verandering(Ernst.AANDACHT, actie, f"{naam} heeft geen planning meer, was {was.huidig}.")


def _toezegging(toen: ActieStuk, nu: ActieStuk) -> list[Verandering]:
    """A next step that was promised, and about which nothing was heard for longer than the plan allows."""
    stil = nu.is_verouderd and toen.melding is not None and toen.melding == nu.melding
    if not stil or toen.melding is None or not toen.melding.volgende_stap:
        return []
    stap = toen.melding.volgende_stap.rstrip(".")
    return [Verandering(Ernst.NIET_NAGEKOMEN, nu.naam, f"Toegezegd was: {stap}. Daarna is niets meer gemeld.")]


def _status(toen: ActieStuk, nu: ActieStuk) -> list[Verandering]:
    """Only for an actie about which there is nothing else to say."""
    if toen.status == nu.status:
        return []
    if nu.status == ActieStatus.AFGEROND.label:
        return [Verandering(Ernst.GEHAALD, nu.naam, "De actie is afgerond.")]
    return [Verandering(Ernst.ANDERS, nu.naam, f"De actie staat nu op {nu.status.lower()}, was {toen.status.lower()}.")]


# --- Figures ---------------------------------------------------------------------------------------------------------


def _cijfers(vorige: Rapport, nu: Rapport) -> Gevolgen:
    """Figures that crossed their target, by name: the light kwaliteit follows from them."""
    toen = {cijfer.sleutel: cijfer for cijfer in vorige.alle_cijfers}
    paren = [(toen[cijfer.sleutel], cijfer) for cijfer in nu.alle_cijfers if cijfer.sleutel in toen]
    return {
        is_nu.sleutel: (frozenset({is_nu.naam}), _kruising(was, is_nu))
        for was, is_nu in paren
        if {was.haalt_streefwaarde, is_nu.haalt_streefwaarde} == {True, False}
    }


def _kruising(was: Cijfer, nu: Cijfer) -> Verandering:
    streef = f"de streefwaarde van {getal(nu.streefwaarde or Decimal(0))} {nu.eenheid}"
    waarden = f"nu {nu.tekst_met_eenheid}, was {was.tekst_met_eenheid}"
    if nu.haalt_streefwaarde:
        return Verandering(Ernst.BETER, nu.naam, f"Haalt nu {streef}: {waarden}.")
    return Verandering(Ernst.DOEL_VERLOREN, nu.naam, f"Haalt {streef} niet meer: {waarden}.")
