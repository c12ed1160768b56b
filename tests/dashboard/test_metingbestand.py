"""Four kinds of files, each the way people really have them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from dashboard.enums import MetingStatus
from dashboard.metingbestand import Vorm, lees_bestand, lees_getal, lees_periode
from dashboard.models import Meting
from dashboard.services.metingen import fouten_als_tekst, importeer_metingen, stel_metingen_voor
from tests.core.factories import GebiedFactory
from tests.dashboard.factories import IndicatorFactory
from zwijndrecht_portal.core.enums import Rol

EIGEN = "indicator;gebied_code;periode;waarde;eenheid;status;noemer;bron;bron_datum;opmerking\n"


@pytest.fixture
def jeugdhulp(db):
    GebiedFactory(gemeente=True)
    return IndicatorFactory(sleutel="jeugdhulp", naam="Jongeren met jeugdhulp", eenheid="%")


def gelezen():
    rijen = Meting.objects.order_by("periode_van", "gebied_naam", "versie")
    return [(m.gebied_id or m.gebied_naam, m.periode_tekst, m.waarde, m.status, m.versie) for m in rijen]


@pytest.mark.parametrize(
    ("tekst", "vorm", "getal"),
    [
        ("13,2", Vorm.EIGEN, "13.2"),
        ("13,2%", Vorm.SWING, "13.2"),
        ("1.341", Vorm.EIGEN, "1341"),
        ("12.500,75", Vorm.SWING, "12500.75"),
        ("1.341", Vorm.CBS_BREED, "1.341"),
        ("13.2", Vorm.CBS_LANG, "13.2"),
        ("0", Vorm.EIGEN, "0"),
        (".", Vorm.SWING, None),
        ("x", Vorm.CBS_LANG, None),
        ("       .", Vorm.CBS_BREED, None),
        ("", Vorm.EIGEN, None),
    ],
)
def test_number_is_read_as_its_source_writes_it(tekst, vorm, getal):
    assert lees_getal(tekst, vorm) == (None if getal is None else Decimal(getal))


@pytest.mark.parametrize("tekst", ["veel", "1e99", "NaN", "12-5"])
def test_what_is_no_number_is_refused(tekst):
    with pytest.raises(ValueError, match="is geen getal"):
        lees_getal(tekst, Vorm.EIGEN)


@pytest.mark.parametrize(
    ("tekst", "van", "tot"),
    [
        ("2019JJ00", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019KW02", date(2019, 4, 1), date(2019, 6, 30)),
        ("2019HJ02", date(2019, 7, 1), date(2019, 12, 31)),
        ("2019MM02", date(2019, 2, 1), date(2019, 2, 28)),
        ("Q1 2020", date(2020, 1, 1), date(2020, 3, 31)),
    ],
)
def test_period_of_cbs_and_of_ours(tekst, van, tot):
    periode = lees_periode(tekst)

    assert (periode.van, periode.tot) == (van, tot)


@pytest.mark.parametrize("tekst", ["2019KW05", "2019HJ00", "ooit"])
def test_unknown_period_is_refused(tekst):
    with pytest.raises(ValueError, match=tekst):
        lees_periode(tekst)


@pytest.mark.parametrize(
    ("inhoud", "vorm"),
    [
        (EIGEN + "jeugdhulp;GM0642;2018;13,2;%;voorlopig;;Bron;;\njeugdhulp;NL;2018;10;%;voorlopig;;;;\n", Vorm.EIGEN),
        ("Measure,Value,RegioS,Perioden\njeugdhulp,13.2,GM0642,2018JJ00\njeugdhulp,10,NL01,2018JJ00\n", Vorm.CBS_LANG),
        ('"ID";"RegioS";"Perioden";"Jeugdhulp"\n1;"GM0642  ";2018JJ00;13.2\n2;NL01;2018JJ00;10\n', Vorm.CBS_BREED),
        ('"Gebied";"Periode";"Jongeren met jeugdhulp|%"\nZwijndrecht;2018;13,2\n\nNederland;2018;10\n', Vorm.SWING),
    ],
)
def test_each_kind_of_file_gives_the_same_values(jeugdhulp, inhoud, vorm):
    voorstel = importeer_metingen(inhoud=inhoud.encode())

    assert (voorstel.vorm, voorstel.fouten) == (vorm, [])
    status = "voorlopig" if vorm == Vorm.EIGEN else "definitief"
    assert gelezen() == [
        ("GM0642", "2018", Decimal("13.2"), status, 1),
        ("Nederland", "2018", Decimal(10), status, 1),
    ]


@pytest.mark.parametrize("codering", ["utf-8-sig", "cp1252"])
def test_file_of_a_dutch_excel_is_understood(jeugdhulp, codering):
    inhoud = f"{EIGEN}jeugdhulp;GM0642;2018;13,2;%;;;Café;;\n".encode(codering)

    importeer_metingen(inhoud=inhoud)

    assert Meting.objects.get().bron == "Café"


def test_sign_for_missing_is_unknown_and_never_zero(jeugdhulp):
    importeer_metingen(inhoud=b"RegioS;Perioden;Jongeren met jeugdhulp\nGM0642;2018JJ00;.\n")

    assert gelezen() == [("GM0642", "2018", None, "definitief", 1)]


def test_newer_status_is_a_new_version_and_the_old_one_stays(jeugdhulp):
    for waarde, status in (("13,2", "voorlopig"), ("13,3", "nader voorlopig"), ("13,3", "definitief")):
        importeer_metingen(inhoud=f"{EIGEN}jeugdhulp;GM0642;2018;{waarde};%;{status};;;;\n".encode())

    assert [(waarde, status, versie) for _, _, waarde, status, versie in gelezen()] == [
        (Decimal("13.2"), "voorlopig", 1),
        (Decimal("13.3"), "nader_voorlopig", 2),
        (Decimal("13.3"), "definitief", 3),
    ]
    terug = stel_metingen_voor(f"{EIGEN}jeugdhulp;GM0642;2018;13,4;%;voorlopig;;;;\n".encode())
    assert fouten_als_tekst(terug.fouten) == ["Rij 2, kolom waarde: Deze waarde is al definitief."]


def test_same_file_twice_changes_nothing(jeugdhulp):
    inhoud = f"{EIGEN}jeugdhulp;GM0642;2018;13,2;%;;1200;;;\n".encode()
    importeer_metingen(inhoud=inhoud)

    voorstel = importeer_metingen(inhoud=inhoud)

    assert (len(voorstel.nieuw), len(voorstel.gewijzigd), voorstel.gelijk) == (0, 0, 1)
    assert (Meting.objects.get().teller, Meting.objects.get().noemer) == (158, 1200)


def test_one_fault_and_nothing_is_written_but_all_are_told(jeugdhulp):
    volgend_jaar = timezone.localdate().year + 1
    rijen = [
        "jeugdhulp;GM0642;2018;13,2;%;;;;;",
        "jeugdhulp;GM0642;2018;13,3;%;;;;;",
        "onbekend;GM0642;2018;1;%;;;;;",
        "jeugdhulp;GM9999;2018;1;%;;;;;",
        f"jeugdhulp;GM0642;{volgend_jaar};1;%;;;;;",
        "jeugdhulp;GM0642;2017;veel;%;;;;;",
        "jeugdhulp;GM0642;2016;1;%;misschien;;;;",
    ]

    voorstel = importeer_metingen(inhoud=(EIGEN + "\n".join(rijen)).encode())

    assert [fout.rij for fout in voorstel.fouten] == [3, 4, 5, 6, 7, 8]
    assert fouten_als_tekst(voorstel.fouten)[0] == "Rij 3, kolom waarde: Deze waarde staat ook al in rij 2."
    assert not Meting.objects.exists()


def test_column_without_indicator_is_named_and_left_out(jeugdhulp):
    inhoud = b"Gebied;Periode;Jongeren met jeugdhulp|%;Iets anders|%\nZwijndrecht;2018;13,2;5\n"

    voorstel = importeer_metingen(inhoud=inhoud)

    assert voorstel.onbekende_kolommen == ["Iets anders|%"]
    assert Meting.objects.count() == 1


@pytest.mark.parametrize("inhoud", [b"", b"\n\n", b"a;b\n1;2\n", b"\x00\xff\xfe", b"PK\x03\x04zip"])
def test_file_of_another_kind_is_refused_in_dutch(inhoud):
    with pytest.raises(ValueError, match=r"Het bestand is leeg|De eerste rij noemt|geen csv|Kies het csv"):
        lees_bestand(inhoud)


def test_page_shows_the_difference_first_and_takes_over_after_that(als, jeugdhulp):
    client = als(Rol.BELEIDSMEDEWERKER)
    inhoud = f"{EIGEN}jeugdhulp;GM0642;2018;13,2;%;voorlopig;;;;\n".encode()

    proef = client.post("/metingen/inlezen/", {"bestand": SimpleUploadedFile("m.csv", inhoud), "bron": "Het CBS"})
    assert proef.context["aantal"] == 1
    assert not Meting.objects.exists()

    client.post("/metingen/inlezen/", {"bewaard": proef.context["bewaard"], "bron": "Het CBS", "neem_over": "ja"})
    meting = Meting.objects.get()
    assert (meting.bron, meting.status, meting.door.rollen) == (
        "Het CBS",
        MetingStatus.VOORLOPIG,
        ["beleidsmedewerker"],
    )


@pytest.mark.parametrize("velden", [{}, {"bewaard": "geknoei", "neem_over": "ja"}, {"bestand": "leeg"}])
def test_page_refuses_what_is_no_file(als, jeugdhulp, velden):
    if velden.get("bestand"):
        velden = {"bestand": SimpleUploadedFile("m.csv", b"a;b")}

    response = als(Rol.BELEIDSMEDEWERKER).post("/metingen/inlezen/", velden)

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"bestand"}


def test_command_tries_before_it_writes(jeugdhulp, tmp_path, capsys):
    bestand = tmp_path / "m.csv"
    bestand.write_text(f"{EIGEN}jeugdhulp;GM0642;2018;13,2;%;;;;;\n")

    call_command("importeer", bestand, "--soort=metingen", "--proef")
    assert not Meting.objects.exists()
    call_command("importeer", bestand, "--soort=metingen")

    assert Meting.objects.count() == 1
    assert capsys.readouterr().out.replace("\u00a0", " ").splitlines() == [
        "Proef, er is niets ingelezen: 1 nieuwe waarde, 0 gewijzigde waarden, 0 gelijk.",
        "Klaar: 1 nieuwe waarde, 0 gewijzigde waarden, 0 gelijk.",
    ]
    bestand.write_text(EIGEN + "onbekend;GM0642;2018;1;;;;;;")
    with pytest.raises(CommandError, match="Er is niets veranderd"):
        call_command("importeer", bestand, "--soort=metingen")
