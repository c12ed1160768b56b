"""The access log: one line for everything, chained, only added, and without it nobody sees anything."""

from datetime import UTC, datetime
from io import StringIO
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from tests.casework.factories import als
from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.enums import Handeling, Rol
from zwijndrecht_portal.core.inzage import KETEN, netwerk_van, vingerafdruk
from zwijndrecht_portal.core.models import Inzage, Ketenkop
from zwijndrecht_portal.core.rls import namens_systeem
from zwijndrecht_portal.core.selectors import controleer_keten
from zwijndrecht_portal.core.services import leg_inzage_vast

pytestmark = pytest.mark.django_db


@pytest.fixture
def regisseur():
    return GebruikerFactory(rollen=[Rol.TRAJECTREGISSEUR])


@pytest.fixture
def keten(regisseur):
    """Five lines of one person."""
    with als(regisseur):
        return [leg_vast(regisseur, aantal=nummer) for nummer in range(5)]


def leg_vast(gebruiker, **velden):
    waarden = {"handeling": Handeling.LEZEN, "gebruiker": gebruiker, "doel": "proef", "regel": "proef"}
    return leg_inzage_vast(Inzage(**{**waarden, **velden}))


def controleer(**opties):
    uit = StringIO()
    call_command("controleer_log", stdout=uit, **opties)
    return uit.getvalue()


def als_eigenaar(*sql):
    """What only someone with all rights on the database can do: past rights, policies and triggers."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; reset role")
        cursor.execute(
            "alter table core_inzage disable trigger user; alter table core_inzage no force row level security"
        )
        for regel in sql:
            cursor.execute(regel)
        cursor.execute("alter table core_inzage enable trigger user; alter table core_inzage force row level security")
        cursor.execute(f"set role {settings.APP_ROL}")


# --- The chain -------------------------------------------------------------------------------------------------------


def test_lines_are_numbered_without_gaps_and_chained(keten):
    with namens_systeem():
        rijen = list(Inzage.objects.order_by("nummer"))

    assert [rij.nummer for rij in rijen] == list(range(rijen[0].nummer, rijen[0].nummer + 5))
    assert [rij.vorige for rij in rijen[1:]] == [rij.hash for rij in rijen[:-1]]
    assert [rij.hash for rij in rijen] == [vingerafdruk(rij) for rij in rijen]


def test_database_decides_number_moment_and_hash(regisseur):
    gisteren = datetime(2020, 1, 1, tzinfo=UTC)

    with als(regisseur):
        nummer = leg_vast(regisseur, nummer=999_999, moment=gisteren, hash="f" * 64, vorige="f" * 64).pk
        rij = Inzage.objects.exclude(hash="f" * 64).latest("nummer")

    assert nummer != 999_999
    assert rij.moment > gisteren


def test_every_field_is_in_the_chain():
    in_de_keten = set(KETEN) | {"hash"}

    assert {veld.attname for veld in Inzage._meta.fields} == in_de_keten


@pytest.mark.parametrize("tekst", ["", "é ü 漢字 🙂", "a:1,b", "\u202eomgekeerd", "regel\nregel", "'; drop table --"])
def test_database_and_code_compute_the_same_hash(regisseur, tekst):
    with als(regisseur):
        rij = leg_vast(regisseur, reden=tekst, verzoek=uuid4(), organisatie=None)
        rij = Inzage.objects.get(pk=rij.pk)

    assert rij.hash == vingerafdruk(rij)


def test_whole_log_is_found_whole(keten):
    assert "Het inzagelog klopt" in controleer()


def test_empty_log_is_whole():
    assert "Het inzagelog klopt: 0 regels." in controleer()


@pytest.mark.parametrize("welke", range(5))
@pytest.mark.parametrize(
    "wijziging",
    [
        "reden = 'iets anders'",
        "gebruiker_id = null",
        "moment = moment - interval '1 day'",
        "resultaat = 'geweigerd'",
        "hash = repeat('a', 64)",
        "nummer = nummer + 100",
    ],
)
def test_change_of_any_line_is_found(keten, welke, wijziging):
    als_eigenaar(f"update core_inzage set {wijziging} where nummer = {keten[welke].pk}")  # noqa: S608

    with pytest.raises(CommandError, match="Het inzagelog klopt niet"):
        controleer()


@pytest.mark.parametrize("welke", range(5))
def test_loss_of_any_line_is_found(keten, welke):
    als_eigenaar(f"delete from core_inzage where nummer = {keten[welke].pk}")  # noqa: S608

    with pytest.raises(CommandError, match="Het inzagelog klopt niet"):
        controleer()


def test_line_added_by_hand_is_found(keten):
    kolommen = ", ".join(veld.column for veld in Inzage._meta.fields if veld.column != "nummer")
    als_eigenaar(
        f"insert into core_inzage (nummer, {kolommen}) select nummer + 1, {kolommen} from core_inzage "  # noqa: S608
        "order by nummer desc limit 1"
    )

    with pytest.raises(CommandError, match="Het inzagelog klopt niet"):
        controleer()


def test_chain_made_anew_as_a_whole_is_found_by_an_earlier_mark(keten):
    """Who owns the database can compute every hash again; what was written down elsewhere gives it away."""
    ijkpunt = controleer().splitlines()[-1].removeprefix("Laatste regel: ")
    als_eigenaar("""
        do $$ declare r core_inzage; v text := repeat('0', 64); begin
            for r in select * from core_inzage order by nummer loop
                r.reden := 'verzonnen'; r.vorige := v; v := core_inzage_hash(r);
                update core_inzage set reden = r.reden, vorige = r.vorige, hash = v where nummer = r.nummer;
            end loop;
            update core_ketenkop set hash = v;
        end $$
    """)

    assert "Het inzagelog klopt" in controleer()
    with pytest.raises(CommandError, match=r"1\sfout"):
        controleer(ijkpunt=ijkpunt)


def test_mark_that_is_still_there_is_fine(keten, regisseur):
    ijkpunt = controleer().splitlines()[-1].removeprefix("Laatste regel: ")
    with als(regisseur):
        leg_vast(regisseur)

    assert "Het inzagelog klopt" in controleer(ijkpunt=ijkpunt)


def test_mark_that_is_no_mark_is_refused():
    with pytest.raises(CommandError, match="NUMMER:HASH"):
        controleer(ijkpunt="vijf")


# --- Rights ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "update core_inzage set reden = 'x'",
        "delete from core_inzage",
        "truncate core_inzage",
        "update core_ketenkop set hash = repeat('0', 64)",
        "delete from core_ketenkop",
        "insert into core_ketenkop values (1, 0, '', 0, '')",
        "alter table core_inzage disable trigger keten",
    ],
)
def test_application_has_no_right_to_change_the_log(keten, sql):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_nobody_writes_a_line_in_the_name_of_another(regisseur):
    with als(regisseur), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        Inzage(handeling="lezen", gebruiker=GebruikerFactory(), doel="x", regel="x").save(force_insert=True)


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol != Rol.PRIVACY_OFFICER])
def test_others_see_only_their_own_lines(keten, rol):
    ander = GebruikerFactory(rollen=[rol])

    with als(ander):
        leg_vast(ander)
        assert {rij.gebruiker_id for rij in Inzage.objects.all()} == {ander.pk}
        assert set(Inzage.objects.visible_to(ander)) == set()


def test_privacy_officer_sees_all_lines(keten):
    with als(GebruikerFactory(rollen=[Rol.PRIVACY_OFFICER])) as _:
        assert Inzage.objects.count() == 5


def test_without_a_person_the_log_is_empty(keten):
    assert Inzage.objects.count() == 0


def test_check_sees_more_lines_come_in(keten, regisseur):
    with namens_systeem():
        controle = controleer_keten()

    assert (controle.regels, controle.fouten) == (5, [])
    assert controle.hash == Ketenkop.objects.get().hash


@pytest.mark.parametrize(
    ("adres", "netwerk"),
    [("192.0.2.77", "192.0.2.0/24"), ("2001:db8:1:2::3", "2001:db8:1::/48"), ("", ""), ("unix:", "")],
)
def test_address_is_cut_to_the_network(adres, netwerk):
    assert netwerk_van(adres) == netwerk


# --- The page --------------------------------------------------------------------------------------------------------


@pytest.fixture
def privacy_officer(client):
    gebruiker = GebruikerFactory(rollen=[Rol.PRIVACY_OFFICER])
    client.force_login(gebruiker)
    return gebruiker


def test_reading_the_log_is_logged(client, privacy_officer):
    client.get(reverse("inzagelog"))

    pagina = client.get(reverse("inzagelog"))

    assert [(regel.handeling, regel.gebruiker) for regel in pagina.context["regels"]] == [
        ("log_lezen", privacy_officer)
    ]


@pytest.mark.parametrize(
    ("query", "verwacht"),
    [
        ("dossier=hh-2026-0001", {1}),
        ("wie=fatima", {1, 2}),
        ("handeling=afdrukken", {2}),
        ("resultaat=geweigerd", {3}),
        ("van=01-01-2099", set()),
        ("tot_en_met=01-01-2020", set()),
        ("van=gisteren", {1, 2, 3}),
        ("handeling=onzin", {1, 2, 3}),
        ("voor=2", {1}),
        ("voor=tekst", {1, 2, 3}),
    ],
)
def test_filters_narrow_the_log(client, privacy_officer, query, verwacht):
    fatima, ander = GebruikerFactory(naam="Fatima Bouali"), GebruikerFactory(naam="Henk Bakker")
    with als(fatima):
        leg_vast(fatima, pseudoniem="HH-2026-0001")
        leg_vast(fatima, handeling=Handeling.AFDRUKKEN)
    with als(ander):
        leg_vast(ander, resultaat="geweigerd")

    pagina = client.get(f"{reverse('inzagelog')}?{query}")

    assert {regel.nummer for regel in pagina.context["regels"]} == verwacht


@pytest.mark.parametrize("aantal", [1, 3])
def test_log_has_constant_query_count(client, privacy_officer, aantal, django_assert_num_queries):
    for _ in range(aantal):
        gebruiker = GebruikerFactory()
        with als(gebruiker):
            leg_vast(gebruiker)

    with django_assert_num_queries(8):  # session, user, savepoint x 2, person, lines, head, the line of this visit
        client.get(reverse("inzagelog"))


def test_log_goes_on_in_pages_that_new_lines_do_not_shift(client, privacy_officer, regisseur):
    with als(regisseur):
        for _ in range(51):
            leg_vast(regisseur)

    eerste = client.get(reverse("inzagelog"))
    tweede = client.get(f"{reverse('inzagelog')}{eerste.context['volgende_url']}")

    assert [regel.nummer for regel in eerste.context["regels"]] == list(range(51, 1, -1))
    assert [regel.nummer for regel in tweede.context["regels"]] == [1]
