"""Is the input well-formed? Rules of the plan live in services."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from plan.enums import ActieStatus
from plan.lichten import Lichten, LichtStand, vraagt_uitleg
from plan.models import Actie, Plan
from plan.querysets import ActieQuerySet
from zwijndrecht_portal.core.enums import Licht, Rol
from zwijndrecht_portal.core.models import Gebruiker, Leefgebied, Organisatie
from zwijndrecht_portal.core.opmaak import parse_datum
from zwijndrecht_portal.core.periode import Periode

KIESBARE_LICHTEN = [(licht.value, licht.label) for licht in (Licht.GROEN, Licht.ORANJE, Licht.ROOD, Licht.ONBEKEND)]


class PeriodeField(forms.CharField):
    """A period in words, as in the plan: "Q4 2019", "2020", "voorjaar 2019"."""

    def clean(self, value: Any) -> Periode | None:
        tekst = super().clean(value)  # required, not too long: asked of the text, not of the period
        if not tekst:
            return None
        try:
            return Periode.parse(tekst)
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout


class DatumField(forms.CharField):
    """dd-mm-jjjj, and ISO for who pastes; not a browser's date field, which shows mm/dd/yyyy in an English browser."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 10, "size": 12})

    def to_python(self, value: Any) -> Any:
        tekst = super().to_python(value)
        if not tekst:
            return None
        try:
            return parse_datum(tekst)
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout


class TekstField(forms.CharField):
    """A longer text; the browser stops where the server stops."""

    def __init__(self, *, rows: int = 3, voorwaardelijk: bool = False, **kwargs: Any) -> None:
        self.voorwaardelijk = voorwaardelijk  # needed only in some cases: the label does not call it optional
        kwargs.setdefault("max_length", 4000)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class ActieFilterForm(forms.Form):
    """
    Filters of the list. What is not understood is ignored, never an error page: the URL can be typed by hand.

    `schema` and `vers` come from a figure on the dashboard, and show as a removable filter.
    """

    plan = forms.SlugField(required=False)
    leefgebied = forms.TypedMultipleChoiceField(
        required=False,
        choices=[(slug, slug) for slug in ("zorg", "daginvulling", "financien", "wonen", "leefbaarheid", "geen")],
    )
    spoor = forms.IntegerField(required=False, min_value=1, max_value=2**31)
    opgave = forms.IntegerField(required=False, min_value=1, max_value=2**31)
    trekker = forms.RegexField(r"^([op][0-9]{1,9}|geen)$", required=False)
    status = forms.ChoiceField(required=False, choices=ActieStatus.choices)
    achter = forms.BooleanField(required=False)
    schema = forms.BooleanField(required=False)
    vers = forms.BooleanField(required=False)
    q = forms.CharField(required=False, max_length=100)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        for naam in self.fields.keys() - data.keys():  # nearly all of them on nearly every visit
            del self.fields[naam]

    def apply(self, acties: ActieQuerySet) -> ActieQuerySet:
        """Narrow acties (already `op_peildatum`) by what was validly chosen."""
        self.is_valid()
        keuze = self.cleaned_data
        if keuze.get("plan"):
            acties = acties.filter(plan__slug=keuze["plan"])
        if keuze.get("leefgebied"):
            acties = acties.van_leefgebied(keuze["leefgebied"])
        if keuze.get("spoor"):
            acties = acties.filter(spoor=keuze["spoor"])
        if keuze.get("opgave"):
            acties = acties.filter(opgaven=keuze["opgave"])
        if keuze.get("trekker"):
            acties = acties.van_trekker(keuze["trekker"])
        if keuze.get("status"):
            acties = acties.filter(stand_status=keuze["status"])
        if keuze.get("q"):
            acties = acties.zoek_op(keuze["q"])
        return acties


class ActieForm(forms.ModelForm):
    """Edit an actie. `versie` is what the person saw; the service refuses an older one."""

    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Actie
        fields = (
            "naam", "kern", "leefgebied", "spoor", "opgaven", "ambities", "opdrachtbundel", "begrotingspost",
            "voorwaarde", "omvang",
        )  # fmt: skip
        widgets = {
            "kern": forms.Textarea(attrs={"rows": 4}),
            "voorwaarde": forms.Textarea(attrs={"rows": 2}),
            "omvang": forms.Textarea(attrs={"rows": 2}),
            "opgaven": forms.CheckboxSelectMultiple,
            "ambities": forms.CheckboxSelectMultiple,
        }
        help_texts = {"opgaven": "", "ambities": ""}

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam in ("spoor", "opgaven", "ambities", "opdrachtbundel"):
            veld = self.fields[naam]
            veld.queryset = veld.queryset.filter(plan=plan).order_by("volgorde")
        self.fields["leefgebied"].queryset = Leefgebied.objects.order_by("volgorde")
        for naam in ("leefgebied", "spoor", "opdrachtbundel"):
            self.fields[naam].empty_label = "Geen"
        self.initial.setdefault("versie", self.instance.versie if self.instance.pk else 0)

    def _post_clean(self) -> None:
        """Leave the instance alone: the service changes it, after its lock."""


class NieuweActieForm(ActieForm):
    """A new actie also needs a plan, a code and perhaps a trekker."""

    code = forms.CharField(label="Code", max_length=12, help_text="Kort en uniek in het plan, zoals ACT12.")
    trekker_organisatie = forms.ModelChoiceField(
        label="Trekker", queryset=Organisatie.objects.order_by("naam"), required=False, empty_label="Nog onbekend"
    )

    field_order = ("code", "naam", "kern", "trekker_organisatie", "leefgebied")


class LichtKeuze(forms.RadioSelect):
    """Three or four lights; those in `met_uitleg` make the browser show the three questions (CSS only)."""

    met_uitleg: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if value in self.met_uitleg:
            option["attrs"]["class"] = "vraagt-uitleg"
        return option


class VoortgangForm(forms.Form):
    """Report progress. The three questions are needed when a light asks for them: the service decides."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    percentage = forms.IntegerField(
        label="Hoeveel procent is klaar?", min_value=0, max_value=100, help_text="Een getal van 0 tot en met 100."
    )
    tijd = forms.ChoiceField(label="Tijd", choices=KIESBARE_LICHTEN, widget=LichtKeuze)
    geld = forms.ChoiceField(label="Geld", choices=KIESBARE_LICHTEN, widget=LichtKeuze)
    kwaliteit = forms.ChoiceField(label="Kwaliteit", choices=KIESBARE_LICHTEN, widget=LichtKeuze)
    oorzaak = TekstField(label="Wat is de oorzaak?", required=False, rows=2, voorwaardelijk=True)
    gevolg = TekstField(label="Wat is het gevolg?", required=False, rows=2, voorwaardelijk=True)
    bijsturing = TekstField(label="Hoe stuurt u bij?", required=False, rows=2, voorwaardelijk=True)
    toelichting = TekstField(label="Toelichting", help_text="Wat is er gebeurd sinds de vorige melding?")
    volgende_stap = TekstField(label="Volgende stap", required=False, rows=2)

    def toon_berekend(self, berekend: Lichten) -> None:
        """
        Start from the computed lights, and say why they are as they are.

        A form that was checked has made its bound fields, and those do not look at the help text of the field again.
        """
        for naam in ("tijd", "geld", "kwaliteit"):
            stand: LichtStand = getattr(berekend, naam)
            self[naam].help_text = f"Berekend: {stand.licht.label}. {stand.uitleg}"
            veld = self.fields[naam]
            veld.initial = stand.licht
            veld.widget.met_uitleg = frozenset(licht for licht in Licht if vraagt_uitleg(licht, stand.licht))


class StatusForm(forms.Form):
    status = forms.ChoiceField(label="Nieuwe status")
    reden = TekstField(label="Waarom?", rows=2)

    def __init__(self, *args: Any, overgangen: list[ActieStatus], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [(status.value, status.label) for status in overgangen]

    def clean_status(self) -> ActieStatus:
        return ActieStatus(self.cleaned_data["status"])


class TrekkerForm(forms.Form):
    trekker_organisatie = forms.ModelChoiceField(
        label="Organisatie", queryset=Organisatie.objects.order_by("naam"), required=False, empty_label="Geen"
    )
    trekker = forms.ModelChoiceField(
        label="Persoon die de voortgang meldt",
        queryset=Gebruiker.objects.none(),
        required=False,
        empty_label="Nog niemand",
    )
    reden = TekstField(label="Waarom?", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        melders = Gebruiker.objects.met_rol(Rol.TREKKER, Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER)
        self.fields["trekker"].queryset = melders.order_by("naam")


class BetrokkeneForm(forms.Form):
    organisatie = forms.ModelChoiceField(
        label="Organisatie", queryset=Organisatie.objects.order_by("naam"), empty_label="Kies een organisatie"
    )
    rol = forms.CharField(label="Rol", max_length=120, initial="betrokkene")


class MijlpaalForm(forms.Form):
    naam = forms.CharField(label="Mijlpaal", max_length=160)
    periode = PeriodeField(
        label="Wanneer?",
        required=False,
        max_length=60,
        help_text="Zoals Q4 2026, 2027 of voorjaar 2027. Leeg: onbekend.",
    )


class VerschuifForm(forms.Form):
    periode = PeriodeField(label="Nieuwe periode", max_length=60, help_text="Zoals Q4 2026, 2027 of voorjaar 2027.")
    reden = TekstField(label="Waarom verschuift deze mijlpaal?", rows=2)


class GehaaldForm(forms.Form):
    gerealiseerd_op = DatumField(label="Gehaald op", help_text="Zoals 31-12-2026.")
    reden = TekstField(label="Toelichting", required=False, rows=2)


class HeropenForm(forms.Form):
    reden = TekstField(label="Waarom is deze mijlpaal toch niet gehaald?", rows=2)
