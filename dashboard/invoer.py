"""Metingen come in on a page of their own: it knows the files of CBS and Swing."""

from django.core.exceptions import ValidationError

from dashboard.services.metingen import fouten_als_tekst, importeer_metingen, stel_metingen_voor
from zwijndrecht_portal.core.invoer import Invoerpagina, Opdracht
from zwijndrecht_portal.core.opmaak import meervoud


def importeer_metingen_nu(opdracht: Opdracht) -> str:
    """Raises ValidationError with a line for each fault."""
    try:
        if opdracht.proef:
            lees = stel_metingen_voor(opdracht.inhoud, bron=opdracht.bron)
        else:
            lees = importeer_metingen(inhoud=opdracht.inhoud, bron=opdracht.bron)
    except ValueError as fout:
        raise ValidationError(str(fout)) from fout
    if lees.fouten:
        raise ValidationError(fouten_als_tekst(lees.fouten))
    wat = "Proef, er is niets ingelezen" if opdracht.proef else "Klaar"
    gewijzigd = meervoud(len(lees.gewijzigd), "gewijzigde waarde", "gewijzigde waarden")
    nieuw = meervoud(len(lees.nieuw), "nieuwe waarde", "nieuwe waarden")
    over = f" Overgeslagen kolommen: {', '.join(lees.onbekende_kolommen)}." if lees.onbekende_kolommen else ""
    return f"{wat}: {nieuw}, {gewijzigd}, {lees.gelijk} gelijk.{over}"


METINGEN = Invoerpagina(
    naam="metingen",
    label="Metingen",
    uitleg="Waarden van indicatoren, uit CBS StatLine, Swing of een eigen bestand.",
    permission="dashboard.add_meting",
    url_naam="dashboard:metingen_inlezen",
    importeer=importeer_metingen_nu,
)
