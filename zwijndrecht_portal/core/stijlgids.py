"""Realistic content for `/stijlgids/`: every component in the states that matter. Names of people are fictitious."""

from datetime import date
from typing import Any

from django import forms

from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.periode import Periode

LEEFGEBIEDEN = [
    ("zorg", "Zorg"),
    ("daginvulling", "Waardevolle daginvulling"),
    ("financien", "Gezonde financiën"),
    ("wonen", "Wonen"),
    ("leefbaarheid", "Leefbaarheid"),
]
GROEN, ORANJE, ROOD, ONBEKEND = Licht.GROEN, Licht.ORANJE, Licht.ROOD, Licht.ONBEKEND


class VoorbeeldForm(forms.Form):
    titel = forms.CharField(label="Naam van de actie", max_length=200)
    trekker = forms.ChoiceField(
        label="Trekker", choices=[("", "Kies een trekker"), ("mo", "Afdeling MO"), ("pameijer", "Pameijer")]
    )
    startdatum = forms.DateField(
        label="Startdatum",
        help_text="Schrijf de datum als dd-mm-jjjj, bijvoorbeeld 31-12-2019.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 10}),
        required=False,
    )
    status = forms.ChoiceField(
        label="Status", choices=[("gepland", "Gepland"), ("loopt", "Loopt")], widget=forms.RadioSelect
    )
    leefgebieden = forms.MultipleChoiceField(
        label="Leefgebieden",
        choices=LEEFGEBIEDEN,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Vier acties in de bron noemen geen leefgebied.",
    )
    toelichting = forms.CharField(label="Toelichting", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    mail = forms.BooleanField(label="Stuur de trekker een bericht", required=False)


def voorbeelden() -> dict[str, Any]:
    leeg = VoorbeeldForm(auto_id="leeg_%s")
    fout = VoorbeeldForm({"titel": "", "startdatum": "31-02-2020"}, auto_id="fout_%s")
    fout.full_clean()
    return {
        "leeg_form": leeg,
        "fout_form": fout,
        "kruimels": [("Acties", "#acties")],
        "tabs": [("Plan", "#tabs", True), ("Contacten", "#tabs", False), ("Inzage", "#tabs", False)],
        "lichtwaarden": [GROEN, ORANJE, ROOD, ONBEKEND],
        "statussen": STATUSSEN,
        "leefgebieden": LEEFGEBIEDEN,
        "gekozen_leefgebieden": ["wonen"],
        "actieve_filters": [("Leefgebied: Wonen", "#acties"), ("Trekker: Afdeling MO", "#acties")],
        "acties": ACTIES,
        "cijfers": CIJFERS,
        "stroken": STROKEN,
        "strook_peildatum": date(2020, 6, 30),
        "feiten": FEITEN,
        "tijdlijn": TIJDLIJN,
        "begroting": BEGROTING,
        "dagkaarten": DAGKAARTEN,
        "uitkomsten": [
            ("gesproken", "Gesproken"),
            ("gezien", "Gezien"),
            ("geen_gehoor", "Geen gehoor"),
            ("signaal", "Signaal"),
        ],
        "paginas": [(1, "#paginering", False), (2, "#paginering", True), (3, "#paginering", False)],
        "vandaag": date(2020, 6, 30),
    }


STATUSSEN = [
    ("concept", "Concept"),
    ("gepland", "Gepland"),
    ("loopt", "Loopt"),
    ("afgerond", "Afgerond"),
    ("vervallen", "Vervallen"),
    ("open", "Open"),
    ("verouderd", "Verouderd"),
]


def _actie(naam: str, leefgebied: str, trekker: str, mijlpaal: str, slip: str, *rest: str) -> dict[str, str]:
    tijd, geld, kwaliteit, gemeld = rest
    return {
        "naam": naam,
        "leefgebied": leefgebied,
        "trekker": trekker,
        "mijlpaal": mijlpaal,
        "slip": slip,
        "tijd": tijd,
        "geld": geld,
        "kwaliteit": kwaliteit,
        "gemeld": gemeld,
    }


ACTIES = [
    _actie("Analyse benodigd aantal betaalbare woningen", "Wonen", "Gemeente", "Q4 2019", "+2 kwartalen",
           ORANJE, GROEN, ONBEKEND, "3 weken geleden"),
    _actie("Terugvalvoorziening", "Zorg", "Afdeling MO", "2020", "", GROEN, ROOD, ONBEKEND, "gisteren"),
    _actie("Waakvlam", "Zorg", "Afdeling MO", "Q3-4 2019", "", GROEN, GROEN, GROEN, "vandaag"),
    _actie("Buurtcirkels", "Waardevolle daginvulling", "Pameijer", "Q3 2019", "+1 kwartaal",
           ROOD, ORANJE, GROEN, "4 maanden geleden"),
    _actie("Campagne sociale acceptatie", "Leefbaarheid", "Afdeling MO", "Q3 2019", "",
           ONBEKEND, ONBEKEND, ONBEKEND, "nooit"),
]  # fmt: skip

CIJFERS = [
    {
        "naam": "Huishoudens met een waakvlam",
        "waarde": "63",
        "eenheid": "huishoudens",
        "reeks": (12, 18, 25, 31, 40, 47, 58, 63),
        "reeks_titel": "Acht kwartalen: van 12 naar 63 huishoudens, streefwaarde 75",
        "streefwaarde": 75,
        "richting": "stijgt",
        "richting_tekst": "5 meer dan vorig kwartaal",
        "oordeel": "gunstig",
        "verouderd": "",
        "peildatum": date(2020, 6, 30),
        "bron": "eigen registratie",
        "url": "#cijfers",
    },
    {
        "naam": "Gesproken binnen het ritme",
        "waarde": "81",
        "eenheid": "%",
        "reeks": (92, 90, None, 88, 85, 86, 84, 81),
        "reeks_titel": "Acht kwartalen: van 92 naar 81 procent, één kwartaal onbekend, streefwaarde 90",
        "streefwaarde": 90,
        "richting": "daalt",
        "richting_tekst": "3 procentpunt lager",
        "oordeel": "ongunstig",
        "verouderd": "",
        "peildatum": date(2020, 6, 30),
        "bron": "eigen registratie",
        "url": "#cijfers",
    },
    {
        "naam": "Overlastmeldingen (E33)",
        "waarde": "331",
        "eenheid": "registraties",
        "reeks": (142, 178, 221, 268, 331),
        "reeks_titel": "Vijf jaar: van 142 naar 331 registraties",
        "streefwaarde": None,
        "richting": "gelijk",
        "richting_tekst": "geen norm: telt registraties, geen mensen",
        "oordeel": "",
        "verouderd": "",
        "peildatum": date(2018, 12, 31),
        "bron": "politie",
        "url": "",
    },
    {
        "naam": "Beschermd wonen, eigen inwoners",
        "waarde": "geheim",
        "eenheid": "",
        "reeks": (),
        "reeks_titel": "",
        "streefwaarde": None,
        "richting": "",
        "richting_tekst": "",
        "oordeel": "",
        "verouderd": "",
        "peildatum": date(2020, 6, 30),
        "bron": "te klein om te tonen",
        "url": "",
    },
]

STROKEN = [
    ("Opdrachtverstrekking", Periode.parse("Q2 2019"), Periode.parse("Q2 2019"), date(2019, 5, 14)),
    ("Start pilot", Periode.parse("Q3-4 2019"), Periode.parse("Q1-2 2020"), None),
    ("Terugvalvoorziening in gebruik", Periode.parse("2021"), Periode.parse("2021"), None),
    ("Uitrol", None, Periode.parse("najaar 2020"), None),
]

FEITEN = [
    ("Trekker", "Afdeling MO"),
    ("Betrokkenen", "Woningcorporaties, zorgaanbieders, SDD"),
    ("Begroot", "€ 132.500,00"),
    ("Besteed", "€ 48.210,50"),
    ("Verwacht", "€ 140.000,00"),
]

TIJDLIJN = [
    {
        "titel": "Mijlpaal Start pilot verplaatst van Q3-4 2019 naar Q1-2 2020",
        "wanneer": "12-11-2019, 14:20",
        "wie": "Noor de Wit, trekker",
        "tekst": "De coördinator kon pas in januari beginnen.",
        "icoon": "bezig",
    },
    {
        "titel": "Voortgang gemeld: 40 %",
        "wanneer": "30-09-2019, 09:05",
        "wie": "Noor de Wit, trekker",
        "tekst": "De opdracht is verleend. De eerste gesprekken met het wijkteam zijn gevoerd.",
        "icoon": "vink",
    },
    {
        "titel": "Plan vastgesteld",
        "wanneer": "02-04-2019, 16:00",
        "wie": "Karim Bos, programmamanager",
        "tekst": "",
        "icoon": "",
    },
]

BEGROTING = [
    ("Betaalbare woningen", "€ 12.500,00", "€ 25.000,00", "€ 37.500,00"),
    ("Terugvalvoorziening", "€ 12.500,00", "€ 120.000,00", "€ 132.500,00"),
    ("Waakvlam", "€ 42.500,00", "€ 85.000,00", "€ 127.500,00"),
    ("Sociale acceptatie", "€ 25.000,00", "niet begroot", "€ 25.000,00"),
]

DAGKAARTEN = [
    {
        "naam": "HH-2026-0042 · Samira",
        "url": "#daglijst",
        "actie_url": "#daglijst",
        "reden": "Signaal: overlast gemeld",
        "reden_toon": "fout",
        "laatste_contact": "21 dagen geleden gebeld, ging goed",
        "plek": "Buurt Meerdervoort",
    },
    {
        "naam": "HH-2026-0107 · Henk",
        "url": "#daglijst",
        "actie_url": "#daglijst",
        "reden": "6 dagen te laat",
        "reden_toon": "let_op",
        "laatste_contact": "34 dagen geleden gezien, wilde niet praten",
        "plek": "",
    },
    {
        "naam": "HH-2026-0088 · Fatima en Joris",
        "url": "#daglijst",
        "actie_url": "#daglijst",
        "reden": "Deze week",
        "reden_toon": "rustig",
        "laatste_contact": "8 dagen geleden gesproken",
        "plek": "",
    },
]
