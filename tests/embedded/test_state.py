import os
from pathlib import Path

import pytest

from zwijndrecht_portal.embedded.errors import PortalError
from zwijndrecht_portal.embedded.state import check_free_space, open_state


def test_secret_is_made_once_and_readable_by_its_owner_only(folder):
    first = open_state(folder).secret("geheim")

    assert len(first) >= 50
    assert open_state(folder).secret("geheim") == first
    assert (folder / "geheim").stat().st_mode & 0o777 == 0o600


def test_folder_without_access_is_refused_and_left_alone(folder):
    closed = folder / "dicht"
    closed.mkdir(mode=0o700)
    if os.geteuid() != 0:
        closed.chmod(0o500)

    with pytest.raises(PortalError, match=r"kan niet bij|niet schrijven") as caught:
        open_state(closed / "state" if os.geteuid() == 0 else closed)

    assert "PORTAAL_STATE" in caught.value.advice
    assert [file for file in closed.rglob("*") if file.is_file()] == []


def test_file_in_place_of_the_folder_is_refused(folder):
    file = folder / "bestand"
    file.write_text("van iemand anders")

    with pytest.raises(PortalError, match="niet schrijven"):
        open_state(file / "state")

    assert file.read_text() == "van iemand anders"


def test_full_disk_is_refused_with_the_amounts(folder):
    with pytest.raises(PortalError, match=r"bijna vol: \d+ MB vrij, nodig is 1000000000 MB"):
        check_free_space(folder, needed_mb=1_000_000_000)


@pytest.mark.parametrize("name", ["x" * 90, "map met spatie", "komma,en'aanhaling"])
def test_sockets_lie_elsewhere_when_the_path_cannot_hold_them(folder, name):
    state = open_state(folder / name)

    assert not state.sockets.is_relative_to(folder)
    assert len(str(state.sockets)) < 40
    assert state.sockets.stat().st_uid == state.account.pw_uid
    state.sockets.rmdir()


def test_sockets_lie_in_the_folder_when_they_can():
    state = open_state(Path(os.environ["PORTAAL_STATE"]))

    assert state.sockets == state.folder / "run"
