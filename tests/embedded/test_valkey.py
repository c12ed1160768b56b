import os
import signal

import pytest
import redis

from zwijndrecht_portal.embedded.errors import PortalError
from zwijndrecht_portal.embedded.processes import wait_until
from zwijndrecht_portal.embedded.state import open_state
from zwijndrecht_portal.embedded.valkey import Valkey


def test_queue_survives_a_stop_and_a_kill(folder):
    valkey = Valkey(open_state(folder))

    valkey.start()
    with redis.Redis.from_url(valkey.url()) as client:
        client.rpush("wachtrij", "een")
    valkey.stop()
    valkey.start()
    with redis.Redis.from_url(valkey.url()) as client:
        client.rpush("wachtrij", "twee")
    os.kill(valkey.pid(), signal.SIGKILL)
    wait_until(lambda: valkey.pid() is None, 5)
    valkey.start()

    with redis.Redis.from_url(valkey.url()) as client:
        assert client.lrange("wachtrij", 0, -1) == [b"een", b"twee"]
    valkey.stop()
    assert valkey.pid() is None


def test_damaged_queue_is_refused_with_a_way_out(folder):
    valkey = Valkey(open_state(folder))
    valkey.start()
    with redis.Redis.from_url(valkey.url()) as client:
        client.rpush("wachtrij", "een")
    valkey.stop()
    (log_file,) = (valkey.folder / "appendonlydir").glob("*.incr.aof")
    log_file.write_text("dit is geen wachtrij\n" * 20)

    with pytest.raises(PortalError, match=r"wachtrij \(Valkey\) start niet") as caught:
        valkey.start()

    assert str(valkey.folder) in caught.value.advice


def test_socket_is_for_its_owner_only(services):
    services.valkey.start()

    assert services.valkey.socket.stat().st_mode & 0o777 == 0o700
