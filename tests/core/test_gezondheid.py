import pytest
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from zwijndrecht_portal.core.gezondheid import Gezondheid, meet_gezondheid

DICHTE_POORT = "redis://127.0.0.1:1/0"  # nothing listens on port 1


@pytest.fixture
def broker(monkeypatch):
    """Point Celery at a broker."""
    return lambda adres: monkeypatch.setenv("CELERY_BROKER_URL", adres)


@pytest.mark.django_db
def test_healthy_when_everything_answers(client, broker):
    broker("memory://")

    antwoord = client.get("/gezond/")

    assert (antwoord.status_code, antwoord.json()) == (
        200,
        {"gezond": True, "database": True, "broker": True, "migraties": True},
    )
    assert antwoord["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_not_healthy_without_broker(client, broker):
    broker(DICHTE_POORT)

    antwoord = client.get("/gezond/")

    assert (antwoord.status_code, antwoord.json()) == (
        503,
        {"gezond": False, "database": True, "broker": False, "migraties": True},
    )


@pytest.mark.django_db
def test_not_healthy_when_a_migration_waits(client, broker, als_eigenaar):
    broker("memory://")
    MigrationRecorder.Migration.objects.filter(app="plan").order_by("-pk")[:1].get().delete()

    antwoord = client.get("/gezond/")

    assert (antwoord.status_code, antwoord.json()["migraties"]) == (503, False)


@pytest.mark.django_db
def test_not_healthy_without_database(broker, monkeypatch):
    broker("memory://")
    elders = connections.create_connection("default")
    elders.settings_dict = {**elders.settings_dict, "HOST": "/bestaat-niet"}
    monkeypatch.setattr("zwijndrecht_portal.core.gezondheid.connection", elders)

    assert meet_gezondheid() == Gezondheid(database=False, broker=True, migraties=False)
