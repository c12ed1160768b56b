"""
A migrated cluster, made once for each set of migrations and copied for every run of the tests.

Migrating from nothing takes longer than most test runs; copying takes a third of a second.
"""

import os
import shutil
import time
from pathlib import Path

from zwijndrecht_portal.embedded import fingerprint
from zwijndrecht_portal.embedded.prepare import step
from zwijndrecht_portal.embedded.services import Services
from zwijndrecht_portal.embedded.signals import StopRequest
from zwijndrecht_portal.embedded.state import State, open_state

TEST_PROCESSES = 2
UNUSED_SECONDS = 60 * 60  # longer than any run of the tests


def migrated_cluster(state: State, stop: StopRequest) -> Path:
    """The data folder of a stopped cluster in which `portaal` is migrated, and a test database per process."""
    templates = state.folder / "sjabloon"
    template = templates / fingerprint.fingerprint(fingerprint.migrations())
    with state.lock("sjabloon"):
        if not template.exists():
            templates.mkdir(mode=0o711, exist_ok=True)
            _make(template, state, stop)
        os.utime(template)
        for other in templates.iterdir():
            if other.stat().st_mtime < time.time() - UNUSED_SECONDS:
                shutil.rmtree(other)
    return template


def _make(template: Path, state: State, stop: StopRequest) -> None:
    folder = template.with_name("nieuw")
    shutil.rmtree(folder, ignore_errors=True)
    services = Services.of(open_state(folder, programs=state.programs), durable=False, for_tests=True)
    try:
        services.postgres.start()
        step("Testdatabase maken", ["migrate", "--verbosity", "0"], services, stop, as_owner=True)
        for database in ("test_portaal", *(f"test_portaal_gw{number}" for number in range(TEST_PROCESSES))):
            services.postgres.sql(f"--command=create database {database} template portaal owner portaal_eigenaar")
    finally:
        services.postgres.stop()
    services.postgres.data.rename(template)
    services.state.remove()
