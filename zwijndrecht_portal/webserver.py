"""How gunicorn runs the portal: `gunicorn --config python:zwijndrecht_portal.webserver zwijndrecht_portal.wsgi`."""

import os
import shutil
import tempfile
from typing import Any

# Memory, not disk, where the system has it; the folder made there is ours alone.
GEDEELD = "/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir()  # noqa: S108

workers = int(os.environ.get("PORTAAL_WEB_PROCESSEN", "2"))
worker_class = "gthread"
threads = 4
worker_tmp_dir = GEDEELD
control_socket_disable = True
keepalive = 130  # longer than the proxy keeps a connection: it never sends a form into one that just closed

# Metrics of all processes of this server come together in files (core.meters).
os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="portaal-", dir=GEDEELD)

if os.environ.get("DJANGO_SETTINGS_MODULE", "production").endswith("production"):
    logconfig_dict = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "zwijndrecht_portal.core.logboek.JsonFormatter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {"gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False}},
    }


def child_exit(server: Any, worker: Any) -> None:
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server: Any) -> None:
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
