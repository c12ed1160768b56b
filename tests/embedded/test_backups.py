"""`./portaal manage backup` and `herstel`, on the machine where the portal runs."""

from tests.embedded.conftest import connect
from zwijndrecht_portal.embedded.postgres import SUPERUSER


def test_backup_is_put_back_and_what_came_later_stays_beside_it(portaal, services, folder):
    with services.running():
        backup = portaal("manage", "backup", "--naar", str(folder))
        uitvoer = backup.communicate(timeout=60)[0]
        with connect(services, "portaal_eigenaar") as eigenaar:
            eigenaar.execute("create table van_na_de_backup ()")

        vraag = portaal("manage", "herstel", uitvoer.strip()).communicate(timeout=60)[0]
        with connect(services, "portaal_eigenaar") as eigenaar:
            na_vraag = eigenaar.execute("select to_regclass('van_na_de_backup')").fetchone()
        herstel = portaal("manage", "herstel", uitvoer.strip(), "--uitvoeren")
        antwoord = herstel.communicate(timeout=120)[0]
        with connect(services, "portaal_eigenaar") as eigenaar:
            daarna = eigenaar.execute("select to_regclass('van_na_de_backup')").fetchone()
        with connect(services, SUPERUSER) as beheer:
            bewaard = beheer.execute("select count(*) from pg_database where datname like 'portaal_oud_%'").fetchone()

    assert (backup.returncode, uitvoer.strip().endswith(".dump")) == (0, True), uitvoer
    assert "Er is niets gewijzigd" in vraag
    assert na_vraag == ("van_na_de_backup",)
    assert (herstel.returncode, antwoord.startswith("Teruggezet en vergeleken: ")) == (0, True), antwoord
    assert daarna == (None,)
    assert bewaard == (1,)


def test_backup_into_a_folder_that_is_not_there_is_refused(portaal, services):
    with services.running():
        backup = portaal("manage", "backup", "--naar", "/bestaat/niet")
        uitvoer = backup.communicate(timeout=60)[0]

    assert backup.returncode == 1
    assert "De map /bestaat/niet bestaat niet." in uitvoer
