"""Forms of who makes the begroting: years, posten, verplichtingen, the grid, scenarios."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from budget.enums import BegrotingStatus, PostSoort, Taakveld, Verdeelsleutel
from budget.forms import BedragField, PercentageField
from budget.models import Begroting, Dekkingsbron
from budget.regels import JaarOverzicht, PostRegel
from budget.services.cellen import Cel, Kolom
from plan.forms import DatumField, TekstField
from plan.models import Actie
from zwijndrecht_portal.core.models import Organisatie
from zwijndrecht_portal.core.opmaak import datum, getal


class NieuweBegrotingForm(forms.Form):
    jaar = forms.IntegerField(label="Jaar", min_value=2000, max_value=2100)
    onvoorzien_percentage = PercentageField(label="Onvoorzien (%)", initial="10", help_text="Bovenop de posten.")
    neem_over = forms.ModelChoiceField(
        Begroting.objects.none(),
        label="Neem de posten over van",
        required=False,
        empty_label="Begin zonder posten",
        help_text="Alleen de namen. De bedragen vult u zelf in.",
    )

    def __init__(self, *args: Any, begrotingen: QuerySet[Begroting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["neem_over"].queryset = begrotingen


class VaststelForm(forms.Form):
    vastgesteld_op = DatumField(label="Datum van vaststelling", help_text="Schrijf de datum als dd-mm-jjjj.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("vastgesteld_op", datum(timezone.localdate()))


class DekkingForm(forms.Form):
    bron = forms.ModelChoiceField(Dekkingsbron.objects.none(), label="Dekkingsbron", empty_label="Kies een bron")
    bedrag = BedragField(label="Bedrag", required=False, help_text="Leeg: deze bron betaalt niets.")
    is_voor_lopend = forms.BooleanField(label="Voor kosten buiten de plantabel", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bron"].queryset = Dekkingsbron.objects.order_by("naam")


class PostForm(forms.Form):
    """A post; its amount can only be typed while the begroting is a concept."""

    naam = forms.CharField(label="Naam", max_length=160)
    actie = forms.ModelChoiceField(
        Actie.objects.none(), label="Actie", required=False, empty_label="Geen actie: een post voor het hele plan"
    )
    bedrag = BedragField(label="Bedrag", required=False, help_text="Leeg: er is nog geen bedrag.")
    kosten_lopend = BedragField(
        label="Kosten buiten de plantabel", required=False, help_text="Wat een actie kost die al liep."
    )
    taakveld = forms.ChoiceField(label="Taakveld", required=False, choices=[("", "Onbekend"), *Taakveld.choices])
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Onbekend"), *PostSoort.choices])
    toelichting = TekstField(label="Toelichting", required=False)

    def __init__(self, *args: Any, begroting: Begroting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["actie"].queryset = Actie.objects.filter(plan=begroting.plan_id).order_by("code")
        if begroting.status != BegrotingStatus.CONCEPT:
            del self.fields["bedrag"], self.fields["kosten_lopend"]


class VerplichtingForm(forms.Form):
    nummer = forms.CharField(label="Nummer", max_length=40, help_text="Zoals in de financiële administratie.")
    datum = DatumField(label="Aangegaan op", help_text="Schrijf de datum als dd-mm-jjjj.")
    bedrag = BedragField(label="Bedrag", help_text="In euro's, zoals 12.500,00.")
    organisatie = forms.ModelChoiceField(
        Organisatie.objects.none(), label="Organisatie", required=False, empty_label="Niet genoemd"
    )
    omschrijving = forms.CharField(label="Omschrijving", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = Organisatie.objects.order_by("naam")


class ToelichtingField(TekstField):
    """An explanation beside an amount; a browser sends its line ends as two characters."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class Celveld:
    """The fields of one cell, with what stood in them; only a prognose has an explanation."""

    was: forms.BoundField
    veld: forms.BoundField
    was_toelichting: forms.BoundField | None = None
    toelichting: forms.BoundField | None = None


class CellenForm(forms.Form):
    """
    Cells of posten, each with what stood in it when the person looked.

    What stood there comes back with what is typed, so that nobody overwrites unseen what another person saved.
    """

    def __init__(self, *args: Any, cellen: Sequence[Cel], labels: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cellen = {cel.naam: cel for cel in cellen}
        for cel in cellen:
            self.fields[cel.naam] = BedragField(
                label=f"{cel.kolom.label} van {labels[cel.post]}", required=False, initial=_invoer(cel.wordt)
            )
            self.fields[f"was_{cel.naam}"] = BedragField(
                required=False, initial=_invoer(cel.was), widget=forms.HiddenInput
            )
            if cel.kolom == Kolom.PROGNOSE:
                self._voeg_toelichting_toe(cel, labels[cel.post])

    def _voeg_toelichting_toe(self, cel: Cel, label: str) -> None:
        veld = ToelichtingField(
            label=f"Toelichting bij {label}", required=False, rows=2, initial=cel.toelichting.strip()
        )
        was = ToelichtingField(required=False, initial=cel.was_toelichting.strip())
        was.widget = forms.HiddenInput()
        self.fields |= {cel.naam_toelichting: veld, f"was_{cel.naam_toelichting}": was}

    def clean(self) -> dict[str, Any]:
        """The argument of `verwerk_cellen`."""
        waarden = super().clean() or {}
        cellen = [
            Cel(
                cel.post,
                cel.kolom,
                waarden.get(f"was_{naam}"),
                waarden.get(naam),
                waarden.get(f"was_{cel.naam_toelichting}", ""),
                waarden.get(cel.naam_toelichting, ""),
            )
            for naam, cel in self.cellen.items()
            if not self.errors.keys() & {naam, cel.naam_toelichting}
        ]
        return {"cellen": cellen}

    def celvelden(self) -> Iterator[Celveld]:
        """In the order of the cells."""
        for naam, cel in self.cellen.items():
            namen = [naam] if cel.kolom == Kolom.BEDRAG else [naam, cel.naam_toelichting]
            yield Celveld(*(self[f"{was}{veld}"] for veld in namen for was in ("was_", "")))


def _invoer(bedrag: Decimal | None) -> str:
    return "" if bedrag is None else getal(bedrag, 2)


class RasterForm(CellenForm):
    """One year: the amounts of a concept, or the prognoses of an adopted begroting."""

    def __init__(self, *args: Any, jaar: JaarOverzicht, **kwargs: Any) -> None:
        self.kolom = Kolom.BEDRAG if jaar.status == BegrotingStatus.CONCEPT else Kolom.PROGNOSE
        self.jaar = jaar
        cellen = [self._cel(post) for post in jaar.posten]
        super().__init__(*args, cellen=cellen, labels={post.id: post.naam for post in jaar.posten}, **kwargs)

    def _cel(self, post: PostRegel) -> Cel:
        nu = post.vastgesteld if self.kolom == Kolom.BEDRAG else post.verwacht
        uitleg = post.prognose.toelichting if post.prognose else ""
        return Cel(post.id, self.kolom, nu, nu, uitleg, uitleg)

    def rijen(self) -> Iterator[tuple[PostRegel, Celveld]]:
        """Each post with its fields."""
        return zip(self.jaar.posten, self.celvelden(), strict=True)


class ExcelForm(forms.Form):
    """The spreadsheet of the export, back."""

    bestand = forms.FileField(
        label="Bestand",
        help_text="Het Excel-bestand dat u hier hebt gedownload, met uw wijzigingen.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Kies een bestand.", "empty": "Het bestand is leeg."},
    )


class ScenarioForm(forms.Form):
    naam = forms.CharField(label="Naam", max_length=80)
    jaar = forms.IntegerField(label="Jaar", min_value=2000, max_value=2100, initial=2021)
    sleutel = forms.ChoiceField(label="Verdeelsleutel", choices=Verdeelsleutel.choices)
    te_verdelen = BedragField(label="Geld om te verdelen", help_text="Voor de hele regio, in euro's.")
    korting_percentage = PercentageField(label="Korting (%)", initial="0", help_text="Gaat van dat geld af.")
    deel = BedragField(label="Deel van Zwijndrecht", help_text="Inwoners, euro's of een percentage.")
    geheel = BedragField(label="Geheel", help_text="Van de hele regio, in dezelfde eenheid. Een percentage: 100.")
    kosten = BedragField(label="Kosten van het plan in dat jaar", help_text="Met onvoorzien erbij.")
    aannames = TekstField(label="Aannames", help_text="Waar komen deze getallen vandaan?")
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
