"""
Which test runs in which process, and in what order: a pytest plugin.

A file stays together, and so do the tests that share a server, the machine or a tool: what they build is built once.
(The marks of xdist itself do nothing with pytest 9.2: pytest-dev/pytest-xdist#1386.)
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScheduling, LoadScopeScheduling

SAMEN = {
    "browser": "browser",
    "embedded": "machine",
    "storingen": "machine",
    "test_productie.py": "machine",
    "test_tools.py": "gereedschap",
}
LANGSTE_EERST = ("browser", "machine", "gereedschap")


def groep_van(nodeid: str) -> str:
    bestand = nodeid.partition("::")[0]
    return SAMEN.get(bestand.split("/")[1], bestand)


def volgorde(item: pytest.Item) -> tuple[int, str]:
    """The longest parts first, else a process works on alone at the end; file by file, for what files share."""
    groep = groep_van(item.nodeid)
    return (LANGSTE_EERST.index(groep), item.path.name) if groep in LANGSTE_EERST else (len(LANGSTE_EERST), "")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=volgorde)


class Verdeling(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return groep_van(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Verdeling | LoadScheduling:
    """The long form of the attacks is one file of long tests: there each goes where there is room."""
    return (LoadScheduling if config.getoption("lang") else Verdeling)(config, log)
