from datetime import timedelta

import factory
from django.utils import timezone
from django_otp_webauthn.models import WebAuthnCredential
from factory.django import DjangoModelFactory

from zwijndrecht_portal.core.enums import GebiedSoort, Rol, TokenRecht
from zwijndrecht_portal.core.models import Gebied, Gebruiker, Leefgebied, Organisatie, Toegangstoken

LEEFGEBIEDEN = {
    "zorg": ("Zorg", 1),
    "daginvulling": ("Waardevolle daginvulling", 2),
    "financien": ("Gezonde financiën", 3),
    "wonen": ("Wonen", 4),
    "leefbaarheid": ("Leefbaarheid", 5),
}


class OrganisatieFactory(DjangoModelFactory):
    class Meta:
        model = Organisatie

    slug = factory.Sequence(lambda n: f"organisatie-{n}")
    naam = factory.Sequence(lambda n: f"Organisatie {n}")


class GebruikerFactory(DjangoModelFactory):
    class Meta:
        model = Gebruiker

    email = factory.Sequence(lambda n: f"persoon{n}@zwijndrecht.example")
    naam = factory.Sequence(lambda n: f"Persoon {n}")
    rollen = [Rol.BELEIDSMEDEWERKER]


class PasskeyFactory(DjangoModelFactory):
    """One that no browser made: it lets nobody in."""

    class Meta:
        model = WebAuthnCredential

    user = factory.SubFactory(GebruikerFactory)
    name = "laptop"
    credential_id = factory.Sequence(lambda n: f"sleutel-{n}".encode())
    public_key = b""


class TokenFactory(DjangoModelFactory):
    """A row for a token; a test that calls the API gets a token from `maak_token`."""

    class Meta:
        model = Toegangstoken

    gebruiker = factory.SubFactory(GebruikerFactory)
    naam = factory.Sequence(lambda n: f"Programma {n}")
    begin = "zwd_proef1"
    vingerafdruk = factory.Sequence(lambda n: f"{n:064d}")
    rechten = [TokenRecht.LEZEN]
    verloopt_op = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))


class LeefgebiedFactory(DjangoModelFactory):
    class Meta:
        model = Leefgebied
        django_get_or_create = ("slug",)

    slug = "zorg"
    naam = factory.LazyAttribute(lambda o: LEEFGEBIEDEN[o.slug][0])
    volgorde = factory.LazyAttribute(lambda o: LEEFGEBIEDEN[o.slug][1])


class GebiedFactory(DjangoModelFactory):
    class Meta:
        model = Gebied
        django_get_or_create = ("code",)

    class Params:
        gemeente = factory.Trait(code="GM0642", naam="Zwijndrecht", soort=GebiedSoort.GEMEENTE, bovenliggend=None)
        wijk = factory.Trait(
            code="WK064201",
            naam="Walburg",
            soort=GebiedSoort.WIJK,
            bovenliggend=factory.SubFactory("tests.core.factories.GebiedFactory", gemeente=True),
        )

    code = factory.Sequence(lambda n: f"BU0642{n:04d}")
    naam = factory.Sequence(lambda n: f"Buurt {n}")
    soort = GebiedSoort.BUURT
    bovenliggend = factory.SubFactory("tests.core.factories.GebiedFactory", wijk=True)
