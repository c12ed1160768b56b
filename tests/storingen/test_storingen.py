"""Kill -9, in the middle of the work, in one running portal. The long form is `./portaal bench --faults`."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.embedded.conftest import MEMORY, TEMPLATE
from tests.storingen.portaal import Portaal
from tests.storingen.proeven import MOMENTEN, RAMPEN, controleer
from zwijndrecht_portal.embedded.services import Services
from zwijndrecht_portal.embedded.state import open_state

# Each victim at the moment that hurts it most; every combination is in the long form.
KORT = [
    ("opslaan", "web"),
    ("opslaan", "database"),
    ("aanleveren", "wachtrij"),
    ("boeken", "taakverwerker"),
    ("boeken", "database"),
    ("rapporteren", "werkproces"),
    ("rapporteren", "database"),
]


@pytest.fixture(scope="module")
def portaal() -> Iterator[Portaal]:
    in_memory = MEMORY.exists() and shutil.disk_usage(MEMORY).free > 2 * 1024**3
    map = Path(tempfile.mkdtemp(prefix="portaal-storing-", dir=MEMORY if in_memory else None))
    map.chmod(0o711)
    services = Services.of(open_state(map))  # durable: what was confirmed survives
    services.postgres.copy_from(TEMPLATE)
    portaal = Portaal(services)
    try:
        portaal.start()
        yield portaal
    finally:
        portaal.stop()
        services.valkey.stop()
        services.postgres.stop()
        shutil.rmtree(map, ignore_errors=True)


@pytest.mark.parametrize(("moment", "slachtoffer"), KORT)
def test_nothing_is_lost_or_doubled_when_a_part_is_killed(portaal, moment, slachtoffer):
    MOMENTEN[moment](portaal, slachtoffer)

    controleer(portaal)


@pytest.mark.parametrize("ramp", RAMPEN)
def test_nothing_is_lost_or_doubled_when_the_machine_fails(portaal, ramp):
    if ramp == "schijf loopt vol" and os.geteuid() != 0:
        pytest.skip("een eigen schijf koppelen kan alleen root")

    RAMPEN[ramp](portaal)

    controleer(portaal)
