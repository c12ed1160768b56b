from django.urls import path, register_converter

from zwijndrecht_portal.core.views import (
    aanmelden,
    huis,
    invoer,
    inzage,
    koppelingen,
    passkeys,
    rechten,
    tweestaps,
    zoeken,
)


class Bestandsvorm:
    """A kind of file that a spreadsheet opens."""

    regex = "xlsx|ods|csv"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Bestandsvorm, "bestandsvorm")

urlpatterns = [
    path("inloggen/", huis.Inloggen.as_view(), name="inloggen"),
    path("inloggen/code/", tweestaps.inloggen_code, name="inloggen_code"),
    path("inloggen/passkey/", passkeys.inloggen_passkey, name="inloggen_passkey"),
    path("inloggen/tweestaps/passkeys/", passkeys.passkey_nieuw, name="passkey_nieuw"),
    path("inloggen/tweestaps/passkeys/<int:pk>/", passkeys.passkey_naam, name="passkey_naam"),
    path("inloggen/tweestaps/passkeys/<int:pk>/weg/", passkeys.passkey_weg, name="passkey_weg"),
    path("inloggen/tweestaps/", tweestaps.tweestaps, name="tweestaps"),
    path("inloggen/tweestaps/qr/", tweestaps.tweestaps_qr, name="tweestaps_qr"),
    path("inloggen/gemeente/", aanmelden.gemeente_inloggen, name="gemeente_inloggen"),
    path("inloggen/gemeente/terug/", aanmelden.gemeente_terug, name="gemeente_terug"),
    path("inloggen/gemeente/afgemeld/", aanmelden.gemeente_afgemeld, name="gemeente_afgemeld"),
    path("uitloggen/", aanmelden.uitloggen, name="uitloggen"),
    path("sessie/", aanmelden.sessie_verlengen, name="sessie_verlengen"),
    path("wachtwoord/<uidb64>/<token>/", huis.WachtwoordKiezen.as_view(), name="wachtwoord_kiezen"),
    path("gezond/", huis.gezond, name="gezond"),
    path("begrippen/", huis.begrippen_lijst, name="begrippen"),
    path("toegankelijkheid/", huis.toegankelijkheid, name="toegankelijkheid"),
    path("privacy/", huis.privacy, name="privacy"),
    path(".well-known/security.txt", huis.security_txt, name="security_txt"),
    path("afdrukken/<uuid:pk>/", huis.afdruk_pagina, name="afdruk"),
    path("afdrukken/<uuid:pk>/pdf/", huis.afdruk_pdf, name="afdruk_pdf"),
    path("inzagelog/", inzage.inzagelog, name="inzagelog"),
    path("stijlgids/", huis.stijlgids, name="stijlgids"),
    path("invoer/", invoer.invoer_lijst, name="invoer_lijst"),
    path("invoer/<uuid:pk>/", invoer.invoer, name="invoer"),
    path("invoer/<uuid:pk>/verwerken/", invoer.invoer_verwerken, name="invoer_verwerken"),
    path("invoer/<uuid:pk>/terugdraaien/", invoer.invoer_terugdraaien, name="invoer_terugdraaien"),
    path("invoer/<slug:soort>/", invoer.invoer_nieuw, name="invoer_nieuw"),
    path("invoer/<slug:soort>/leeg.<bestandsvorm:vorm>", invoer.invoer_export, {"leeg": True}, name="invoer_sjabloon"),
    path("invoer/<slug:soort>/export.<bestandsvorm:vorm>", invoer.invoer_export, name="invoer_export"),
    path("rechten/", rechten.rechten, name="rechten"),
    path("rechten/<int:pk>/", rechten.rechtenbeoordeling, name="rechtenbeoordeling"),
    path("rechten/matrix.<bestandsvorm:vorm>", rechten.rechten_matrix, name="rechten_matrix"),
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("agenda/<uuid:sleutel>.ics", zoeken.agenda, name="agenda"),
    path("koppelingen/agenda/", koppelingen.agenda_adres, name="agenda_adres"),
    path("koppelingen/", koppelingen.koppelingen, name="koppelingen"),
    path("koppelingen/api/", koppelingen.api_documentatie, name="api_documentatie"),
    path("koppelingen/<int:pk>/intrekken/", koppelingen.token_intrekken, name="token_intrekken"),
]
