"""Is everything that the portal needs there? Asked by `/gezond/` and by `./portaal start`."""

from dataclasses import dataclass

from celery import current_app
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

# Not a bug: the database, the broker or the cache is away, too busy, or its disk is full.
ONBEREIKBAAR = (OperationalError, InterfaceError, BrokerError, RedisError)


@dataclass(frozen=True, slots=True)
class Gezondheid:
    database: bool
    broker: bool
    migraties: bool

    @property
    def is_gezond(self) -> bool:
        return self.database and self.broker and self.migraties


def meet_gezondheid() -> Gezondheid:
    """Ask each part once, with a short time limit."""
    try:
        executor = MigrationExecutor(connection)
        migraties = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        database = True
    except (OperationalError, InterfaceError):
        database = migraties = False
    return Gezondheid(database=database, broker=_broker_antwoordt(), migraties=migraties)


def _broker_antwoordt() -> bool:
    with current_app.connection_for_write(connect_timeout=2) as verbinding:
        try:
            verbinding.ensure_connection(max_retries=1, timeout=2)
        except (BrokerError, OSError):
            return False
    return True
