"""People, organisations, areas and what they have printed."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from rules import has_perm as rules_has_perm

from zwijndrecht_portal.core.enums import AfdrukStatus, GebiedSoort, OrganisatieSoort, Rol
from zwijndrecht_portal.core.historie import met_historie
from zwijndrecht_portal.core.periode import Periode
from zwijndrecht_portal.core.querysets import AfdrukQuerySet, GebiedQuerySet, GebruikerManager


@met_historie()
class Organisatie(models.Model):
    """Een partner: de gemeente zelf, het wijkteam, een corporatie, een zorgaanbieder."""

    slug = models.SlugField(unique=True)
    naam = models.CharField(max_length=120, unique=True)
    afkorting = models.CharField(max_length=20, blank=True)
    soort = models.CharField(max_length=12, choices=OrganisatieSoort, default=OrganisatieSoort.GROEP)
    toelichting = models.TextField(blank=True)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"

    def __str__(self) -> str:
        return self.naam


@met_historie(exclude=["password", "last_login", "agenda_sleutel"])
class Gebruiker(AbstractBaseUser):
    """Een persoon met één account en één of meer rollen. Niemand is almachtig: er zijn geen superusers."""

    email = models.EmailField("e-mailadres", unique=True)
    naam = models.CharField(max_length=120)
    rollen = ArrayField(models.CharField(max_length=20, choices=Rol), default=list, verbose_name="rollen")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, null=True, blank=True, related_name="+")
    is_active = models.BooleanField("actief", default=True)
    toegang_tot = models.DateField(
        "toegang tot en met", null=True, blank=True, help_text="Voor een partner: de laatste dag. Leeg: geen einde."
    )
    agenda_sleutel = models.UUIDField(
        null=True, unique=True, editable=False, help_text="Het geheime deel van de agenda."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GebruikerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="gebruiker_email_uniek", violation_error_message="Dit e-mailadres bestaat al."
            ),
            models.CheckConstraint(
                name="gebruiker_rollen_bestaan",
                condition=Q(rollen__contained_by=[rol.value for rol in Rol]),
                violation_error_message="Kies alleen bestaande rollen.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def get_short_name(self) -> str:
        return self.naam

    def heeft_rol(self, *rollen: Rol) -> bool:
        """True if the person has at least one of these roles."""
        return not set(self.rollen).isdisjoint(rollen)

    def get_rollen_display(self) -> str:
        return ", ".join(Rol(rol).label for rol in self.rollen)

    @property
    def mag_binnen(self) -> bool:
        """Active, and for a partner not past the last day. Asked at each request and for each token."""
        return self.is_active and (self.toegang_tot is None or self.toegang_tot >= timezone.localdate())

    @property
    def is_staff(self) -> bool:
        """Django admin asks this: reference data is for the beheerder only."""
        return self.is_active and self.heeft_rol(Rol.BEHEERDER)

    def has_perm(self, permission: str, obj: object = None) -> bool:
        """Only the predicates in `permissions.py` decide. An unknown permission is refused."""
        return self.is_active and rules_has_perm(permission, self, obj)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff


@met_historie()
class Leefgebied(models.Model):
    """Eén van de vijf leefgebieden waarlangs het plan werkt."""

    slug = models.SlugField(primary_key=True, max_length=20)
    naam = models.CharField(max_length=60, unique=True)
    omschrijving = models.TextField(blank=True)
    volgorde = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        verbose_name = "leefgebied"
        verbose_name_plural = "leefgebieden"
        constraints = [
            models.CheckConstraint(
                name="leefgebied_is_een_van_vijf",
                condition=Q(slug__in=["zorg", "daginvulling", "financien", "wonen", "leefbaarheid"]),
            )
        ]

    def __str__(self) -> str:
        return self.naam


@met_historie()
class Gebied(models.Model):
    """Gemeente, wijk of buurt volgens de indeling van het CBS."""

    code = models.CharField(max_length=10, primary_key=True)
    naam = models.CharField(max_length=80)
    soort = models.CharField(max_length=8, choices=GebiedSoort)
    bovenliggend = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="onderdelen")
    inwoners = models.PositiveIntegerField(
        null=True, blank=True, help_text="Aantal inwoners in 2024, afgerond op vijftallen."
    )
    woningvoorraad = models.PositiveIntegerField(null=True, blank=True, help_text="Aantal woningen in 2024.")

    objects = GebiedQuerySet.as_manager()

    class Meta:
        verbose_name = "gebied"
        verbose_name_plural = "gebieden"
        constraints = [
            models.CheckConstraint(
                name="gebied_hangt_onder_een_ander",
                condition=Q(soort="gemeente", bovenliggend=None)
                | (~Q(soort="gemeente") & Q(bovenliggend__isnull=False)),
                violation_error_message="Een wijk hoort bij een gemeente en een buurt bij een wijk.",
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Bronrecord(models.Model):
    """
    Wat een databestand de vorige keer zei over een onderdeel, zoals een actie of een begrotingspost.

    Zo ziet het laden het verschil tussen een wijziging in het bestand en een wijziging in het portaal, en
    overschrijft het nooit wat iemand in het portaal heeft verbeterd.
    """

    sleutel = models.CharField(max_length=120, primary_key=True)
    gegevens = models.JSONField()

    class Meta:
        verbose_name = "bronrecord"
        verbose_name_plural = "bronrecords"

    def __str__(self) -> str:
        return self.sleutel


class PeriodeModel(models.Model):
    """A row with one period that remembers its wording; all three columns empty means 'onbekend'."""

    periode_van = models.DateField(null=True, blank=True)
    periode_tot = models.DateField(null=True, blank=True, help_text="Laatste dag, die zelf meetelt.")
    periode_tekst = models.CharField(max_length=60, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_periode_heel_of_leeg",
                condition=Q(periode_van=None, periode_tot=None, periode_tekst="")
                | (  # a comparison with an empty date is neither true nor false, and the database lets that pass
                    Q(periode_van__isnull=False, periode_tot__isnull=False, periode_van__lte=F("periode_tot"))
                    & ~Q(periode_tekst="")
                ),
                violation_error_message="Een periode heeft een begin, een eind en een omschrijving.",
            )
        ]

    @property
    def periode(self) -> Periode | None:
        if self.periode_van is None or self.periode_tot is None:
            return None
        return Periode(self.periode_van, self.periode_tot, self.periode_tekst)


def periode_velden(periode: Periode | None) -> dict[str, object]:
    """The columns of a PeriodeModel for this period (None: unknown)."""
    if periode is None:
        return {"periode_van": None, "periode_tot": None, "periode_tekst": ""}
    return {"periode_van": periode.van, "periode_tot": periode.tot, "periode_tekst": str(periode)}


class Afdruk(models.Model):
    """Een pdf die iemand heeft gevraagd van een pagina. Alleen voor die persoon, en na een dag weer weg."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    titel = models.CharField(max_length=200)
    terug = models.CharField(max_length=200, help_text="De pagina waar de afdruk is gevraagd.")
    aangevraagd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    aangevraagd_op = models.DateTimeField(default=timezone.now)
    html = models.TextField(help_text="Wat deze persoon op dat moment mocht zien.")
    vingerafdruk = models.CharField(max_length=64, help_text="SHA-256 van de html: dezelfde inhoud is dezelfde afdruk.")
    status = models.CharField(max_length=7, choices=AfdrukStatus, default=AfdrukStatus.WACHT)
    pdf = models.BinaryField(null=True, blank=True)
    pseudoniem = models.CharField(max_length=14, blank=True, help_text="Van het dossier, als de pdf daarover gaat.")

    objects = AfdrukQuerySet.as_manager()

    class Meta:
        verbose_name = "afdruk"
        verbose_name_plural = "afdrukken"
        constraints = [
            models.CheckConstraint(
                name="afdruk_klaar_heeft_pdf",
                condition=Q(status="klaar", pdf__isnull=False) | (~Q(status="klaar") & Q(pdf=None)),
            ),
            models.UniqueConstraint(
                name="afdruk_een_keer_per_inhoud",
                fields=["aangevraagd_door", "vingerafdruk"],
                condition=~Q(status="mislukt"),
            ),
        ]
        indexes = [models.Index(fields=["aangevraagd_op"], name="afdruk_ouderdom")]

    def __str__(self) -> str:
        return self.titel

    @property
    def is_klaar(self) -> bool:
        return self.status == AfdrukStatus.KLAAR

    @property
    def is_mislukt(self) -> bool:
        """It failed, or it was never finished: a task is stopped long before ten minutes."""
        oud = timezone.now() - self.aangevraagd_op > timedelta(minutes=10)
        return self.status == AfdrukStatus.MISLUKT or (oud and not self.is_klaar)

    @property
    def stap(self) -> int:
        """How far, of three steps."""
        return list(AfdrukStatus).index(AfdrukStatus(self.status)) + 1
